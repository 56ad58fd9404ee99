"""Names that every disk takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.store.filename import LONGEST, safe_name, suffix_of, with_suffix


@given(st.text())
def test_a_safe_name_is_safe_and_stays_as_it_is(untrusted: str):
    name = safe_name(untrusted)
    assert name
    assert len(name.encode()) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert not name.startswith(".")
    assert safe_name(name) == name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\secret\\план.docx", "план.docx"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("ҳисобот 2026.pdf", "ҳисобот 2026.pdf"),
        ("...", "file"),
        ("", "file"),
        ("a. ", "a"),
    ],
)
def test_names_lose_what_deceives_or_what_windows_forbids(given_name: str, kept: str):
    assert safe_name(given_name) == kept


def test_a_long_name_is_cut_before_its_suffix():
    name = safe_name("ш" * 300 + ".jpeg")
    assert name.endswith("ш.jpeg")
    assert len(name.encode()) <= LONGEST


def test_a_suffix_is_exchanged():
    assert with_suffix("photo.JPEG", ".jpg") == "photo.jpg"
    assert with_suffix("photo", ".png") == "photo.png"
    assert suffix_of("archive.tar.GZ") == ".gz"
    assert not suffix_of(".hidden")
