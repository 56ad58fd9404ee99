"""What a document can carry: forbidden characters go, letters that no font has are named."""

import unicodedata

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it publishes no types
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.reports.layout import Document, Paragraph
from cspdesk.reports.printable import FONTS, SQUARE, cleaned, coverage, shown, unprintable
from tests.reports.documents import LANGUAGES, TAJIK, all_documents

BY_FILE = {path.name: set(TTFont(path).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))}
ANY = st.text(st.characters(codec=None))


def test_the_coverage_is_what_every_weight_has_and_the_signs():
    weights = [points for name, points in BY_FILE.items() if name.startswith("NotoSans-")]
    assert len(weights) == 4
    signs = [points for name, points in BY_FILE.items() if name.endswith("-Signs.ttf")]
    assert coverage() == set.intersection(*weights).union(*signs) | {0x09, 0x0A}


def test_all_twelve_tajik_letters_and_the_signs_of_papers_are_covered():
    assert shown(f"{TAJIK} №₽€«»“”…–—≤≥→☑✓", coverage()) == f"{TAJIK} №₽€«»“”…–—≤≥→☑✓"


def test_no_sample_document_has_a_letter_that_a_pdf_cannot_show():
    assert not [unprintable(d) for language in LANGUAGES for d in all_documents(language) if unprintable(d)]


def test_letters_without_a_font_are_named_once_and_shown_as_squares():
    document = Document("x", "tg", (Paragraph("سلام ҷ 🙂"), Paragraph("🙂")))
    assert unprintable(document) == tuple(sorted("سلام🙂"))
    assert shown("ҷ 🙂", coverage()) == f"ҷ {SQUARE}"


def test_decomposed_letters_are_composed():
    assert cleaned(unicodedata.normalize("NFD", TAJIK)) == TAJIK


def test_marks_that_turn_the_writing_are_dropped():
    assert cleaned("ҳисобот\u202efdp.exe\u2066\ufeff") == "ҳисоботfdp.exe"


@given(ANY)
def test_what_is_cleaned_is_clean_and_can_be_written_as_utf_8(text):
    once = cleaned(text)
    assert cleaned(once) == once
    assert not {c for c in once if ord(c) < 32} - {"\t", "\n"}
    once.encode()
