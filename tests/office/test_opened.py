"""Our workbooks and documents opened by LibreOffice: no formula is wrong, totals come out the same.

Slow, and it needs LibreOffice: `make documents` runs it, everything else passes it by.
"""

from __future__ import annotations

import re
import subprocess
import zipfile
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from cspdesk.reports.docx import write_docx
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.xlsx import write_xlsx
from tests.reports.documents import LANGUAGES, visible_words
from tests.reports.evaluating import Recalculated
from tests.reports.money.test_papers import made
from tests.reports.reading import pdf_words

KINDS = [(kind, language) for kind in DEFINITIONS for language in LANGUAGES]
NAMES = [f"{kind}-{language}" for kind, language in KINDS]
_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def convert(form: str, sources: list[Path], out: Path) -> None:
    """Open files with LibreOffice and save them in another form."""
    out.mkdir()
    command = ["soffice", f"-env:UserInstallation={(out / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(out), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=540)


def forgetful(content: bytes, path: Path) -> Path:
    """A workbook whose sums have no result: whoever opens it must compute them."""
    path.write_bytes(content)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, _CACHED.sub(rb"\1", body) if "worksheets/" in name else body)
    return path


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    """Every report as a workbook, and as LibreOffice computed it anew."""
    folder = tmp_path_factory.mktemp("books")
    content = {name: write_xlsx(made(*kind)) for name, kind in zip(NAMES, KINDS, strict=True)}
    sources = [forgetful(body, folder / f"{name}.xlsx") for name, body in content.items()]
    convert("xlsx", sources, folder / "opened")
    return {name: (Recalculated(body), folder / "opened" / f"{name}.xlsx") for name, body in content.items()}


@pytest.mark.parametrize("name", NAMES)
def test_an_office_computes_the_sums_that_we_print(books, name):
    ours, path = books[name]
    theirs = openpyxl.load_workbook(path, data_only=True)
    for sheet, cell in ours.sums():
        computed = theirs[sheet][cell].value
        assert not isinstance(computed, str), f"{sheet}!{cell} is {computed}"
        printed = ours.result(sheet, cell)
        assert round(Fraction(str(computed)) * 1000) == printed * 1000, f"{sheet}!{cell}"
    wrong = [c.value for s in theirs for row in s.iter_rows() for c in row if str(c.value).startswith("#")]
    assert wrong == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every report as a document, printed by LibreOffice."""
    folder = tmp_path_factory.mktemp("pages")
    sources = []
    for name, kind in zip(NAMES, KINDS, strict=True):
        sources.append(folder / f"{name}.docx")
        sources[-1].write_bytes(write_docx(made(*kind)))
    convert("pdf", sources, folder / "opened")
    return {name: (folder / "opened" / f"{name}.pdf").read_bytes() for name in NAMES}


@pytest.mark.parametrize(("name", "kind"), list(zip(NAMES, KINDS, strict=True)), ids=NAMES)
def test_an_office_prints_every_word_of_a_document(pages, name, kind):
    wanted = {word for word in visible_words(made(*kind)) if word.isalpha()}
    found = pdf_words(pages[name])
    assert len(wanted - found) <= len(wanted) // 20, sorted(wanted - found)
