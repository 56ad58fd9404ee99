"""The same document is the same file in another process, another time zone, under another hash seed."""

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from datetime import UTC, datetime
from hashlib import sha256
from cspdesk.reports.docx import write_docx
from cspdesk.reports.pdf import write_pdf
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.documents import all_documents
moment = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)
for document in all_documents(sys.argv[1]):
    for content in (write_pdf(document, moment=moment), write_docx(document), write_xlsx(document)):
        print(sha256(content).hexdigest())
"""


def fingerprints(root, language: str, seed: str, zone: str) -> list[str]:
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)]),
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, language], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.split()


@pytest.mark.parametrize("language", ["tg", "en"])
def test_a_document_has_one_fingerprint_everywhere(root, language):
    here = fingerprints(root, language, "1", "Asia/Dushanbe")
    there = fingerprints(root, language, "2", "America/Lima")
    assert here == there
    assert len(set(here)) == 9
