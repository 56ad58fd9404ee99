"""docs/bundle-format.md says what the program does: its tables, its numbers and its example."""

import json
import re
from pathlib import Path

import pytest

from cspdesk.wire import codes, items, letters, limits, segment
from cspdesk.wire.suite import Domain
from tests.wire.makers import outcome

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "bundle-format.md").read_text("utf-8")


def section(number):
    return PAGE.split(f"\n## {number} ")[1].split("\n## ")[0]


def test_every_refusal_has_its_row():
    rows = re.findall(r"^\| (\d+) \| `([a-z-]+)` \|", section(15), re.MULTILINE)
    listed = [(code.number, code.word) for code in codes.CODES]
    assert [(int(number), word) for number, word in rows] == listed


def test_every_purpose_is_listed():
    purposes = {value.decode() for name, value in vars(Domain).items() if name.isupper()}
    listed = re.findall(r"`([a-z-]+)`", section(2))
    assert purposes <= {f"cspdesk/1/{word}" for word in listed}


def test_every_kind_of_item_has_its_row():
    rows = re.findall(r"^\| (\d) \| ", section(12), re.MULTILINE)
    assert [int(row) for row in rows] == [int(kind) for kind in items.ItemKind if kind]


def test_the_table_of_letters_is_the_program_s():
    shown = section(6).split("are, in order:")[1].split("###")[0].split()
    numbers = (re.fullmatch(r"U\+([0-9A-F]{4})", each) for each in shown)
    characters = [chr(int(n[1], 16)) if n else each for n, each in zip(numbers, shown, strict=True)]
    assert "".join(characters) == letters.TABLE[0xC0:]


ELSEWHERE = {"KIB", "MIB", "FORMAT", "RAW_TARGET", "ROOT_KEYS"}
"""Units, the format's number, a writer's own target, and what section 9 says in words."""


@pytest.mark.parametrize("name", sorted({name for name in vars(limits) if name.isupper()} - ELSEWHERE))
def test_every_limit_is_stated(name):
    assert re.search(rf"(?<![\d,]){getattr(limits, name):,}(?![\d,])", section(14))


def test_the_example_is_the_first_vector():
    text = (ROOT / "tests" / "golden" / "wire" / "segments.json").read_text("utf-8")
    vector = json.loads(text)["vectors"][0]
    found, _ = outcome(segment.parse, bytes.fromhex(vector["segment"]))
    shown = re.sub(r"\s", "", section(16))
    for part in (found.header_bytes, found.header.root, found.header_hash):
        assert part.hex() in shown
