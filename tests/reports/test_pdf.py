"""PDF: every word is in it, tagged, archived, with our fonts alone, and always the same bytes."""

import re
import struct
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from cspdesk.reports.layout import (
    BarRow,
    Bars,
    Cell,
    Column,
    Document,
    FormBox,
    FormChoices,
    Heading,
    Note,
    Paragraph,
    Quote,
    Quotes,
    Table,
)
from cspdesk.reports.pdf import draw_pages, write_pdf
from cspdesk.reports.printable import SQUARE
from cspdesk.reports.typesetting import as_data, packed, typeset
from tests.reports.documents import LANGUAGES, TAJIK, all_documents, every_block, visible_words
from tests.reports.reading import pdf_overflow, pdf_words

MOMENT = datetime(2026, 7, 14, 9, 0, tzinfo=UTC)


def opened(content: bytes) -> PDFDocument:
    return PDFDocument(PDFParser(BytesIO(content)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_can_be_read_back(language):
    document = every_block(language)
    assert visible_words(document) - pdf_words(write_pdf(document, moment=MOMENT)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_whole_documents_can_be_read_back_in_each_language(language):
    for document in all_documents(language):
        assert visible_words(document) - pdf_words(write_pdf(document, moment=MOMENT)) == set()


def test_tajik_letters_keep_their_order_and_their_words():
    text = extract_text(BytesIO(write_pdf(every_block(), moment=MOMENT)))
    assert f"Сархати {TAJIK}" in text


def test_the_same_document_and_moment_give_the_same_bytes():
    first, second = (write_pdf(every_block(), moment=MOMENT) for _ in range(2))
    assert first == second
    dushanbe = timezone(timedelta(hours=5))
    assert write_pdf(every_block(), moment=MOMENT.astimezone(dushanbe).replace(microsecond=5)) == first
    later = write_pdf(every_block(), moment=datetime(2026, 7, 15, 9, 0, tzinfo=UTC))
    assert later != first


def test_it_says_it_is_an_archive_file_that_everybody_can_read():
    catalogue = opened(write_pdf(every_block(), moment=MOMENT)).catalog
    metadata = resolve1(catalogue["Metadata"]).get_data().decode()
    assert "<pdfaid:part>2<" in metadata
    assert "<pdfaid:conformance>A<" in metadata
    assert "<pdfuaid:part>1<" in metadata
    assert resolve1(catalogue["MarkInfo"])["Marked"] is True
    assert resolve1(catalogue["Lang"]) == b"tg"


def test_its_properties_name_the_organisation_the_title_and_the_moment_handed_in():
    content = write_pdf(every_block(), moment=MOMENT)
    metadata = resolve1(opened(content).catalog["Metadata"]).get_data().decode()
    assert f"Санҷиши {TAJIK}" in metadata
    assert "Ташкилоти ҷ" in metadata
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", metadata)) == {"2026-07-14T09:00:00"}


def test_every_font_is_ours_and_inside():
    document = opened(write_pdf(every_block(), moment=MOMENT))
    names = set()
    for page in PDFPage.create_pages(document):
        for font in resolve1(page.resources["Font"]).values():
            [inner] = resolve1(resolve1(font)["DescendantFonts"])
            descriptor = resolve1(resolve1(inner)["FontDescriptor"])
            assert "FontFile2" in descriptor or "FontFile3" in descriptor
            names.add(descriptor["FontName"].name.partition("+")[2])
    assert names == {"NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Italic"}


def test_the_head_of_a_long_table_comes_again_on_each_page():
    rows = tuple((Cell(f"сатри {n}"), Cell(str(n), n)) for n in range(120))
    table = Table((Column("Номи ҷадвалӣ"), Column("Шумора", "number")), rows)
    content = write_pdf(Document("x", "tg", (table,), wide=True), moment=MOMENT)
    pages = extract_text(BytesIO(content)).rstrip("\f").split("\f")
    assert len(pages) > 3
    assert all("Номи ҷадвалӣ" in page for page in pages)
    assert [page.split(" / ")[-1].split()[0] for page in pages] == [str(len(pages))] * len(pages)


def test_markup_in_a_text_stays_letters():
    hostile = '#panic("x") $a$ *b* _c_ @d <e> \\f `g` = h // i #import "j.typ"'
    document = Document(hostile, "tg", (Heading(hostile), Paragraph(hostile)), organisation=hostile)
    assert set(hostile.split()) <= pdf_words(write_pdf(document, moment=MOMENT))


def test_a_letter_that_no_font_has_is_a_square_and_no_failure():
    assert SQUARE in extract_text(BytesIO(write_pdf(Document("ҷ 🙂", "tg", ()), moment=MOMENT)))


@settings(max_examples=25)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_at_all_can_be_set(text):
    table = Table((Column(text), Column("x")), ((Cell(text), Cell(text, gap=True)),), caption=text)
    document = Document("x", "ru", (Heading(text or "x"), Paragraph(text), table), organisation=text)
    assert write_pdf(document, moment=MOMENT).startswith(b"%PDF-1.7")


def test_a_letter_without_a_font_never_gets_into_a_file_unseen():
    data = packed(as_data(every_block(), str)).replace("Санҷиши", "\ue000")
    with pytest.raises(RuntimeError, match=r"could not be displayed|private"):
        typeset("document.typ", {"document": data}, form="pdf", moment=MOMENT)


def test_pages_can_be_looked_at_before_anything_is_written():
    pages = draw_pages(every_block(), ppi=48)
    assert len(pages) == 3
    sizes = {struct.unpack(">II", page[16:24]) for page in pages}
    assert sizes == {(397, 561)}


def test_what_is_longer_than_a_page_loses_nothing():
    numbered = " ".join(f"калимаи{n}" for n in range(1_200))
    cells = tuple((Cell(f"сатри{n} {numbered}"), Cell("x")) for n in range(2))
    blocks = (
        Table((Column("a"), Column("b")), cells),
        Quotes((Quote(numbered.replace("калима", "суханҳо")),)),
        Note(numbered.replace("калима", "эзоҳ")),
        Bars("Сутунҳо", tuple(BarRow(f"сутуни{n}", n, f"рақами{n}") for n in range(150))),
        FormBox("Қуттӣ", 60),
        FormChoices("Интихоб", tuple(f"интихоби{n}" for n in range(300))),
    )
    document = Document("x", "tg", blocks)
    content = write_pdf(document, moment=MOMENT)
    assert visible_words(document) - pdf_words(content) == set()
    assert pdf_overflow(content) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wide", [False, True])
def test_nothing_runs_over_the_margins(language, wide):
    for document in (*all_documents(language), every_block(language)):
        content = write_pdf(replace(document, wide=wide), moment=MOMENT)
        assert pdf_overflow(content) == []


def test_a_word_without_end_breaks_at_the_margin():
    endless = "ҷ" * 300
    table = Table((Column("a"), Column("b")), ((Cell(endless), Cell("x")),))
    blocks = (Paragraph(endless), table, Bars("t", (BarRow(endless, 3, "сухани дароз " * 9),)))
    assert pdf_overflow(write_pdf(Document("x", "tg", blocks), moment=MOMENT)) == []
