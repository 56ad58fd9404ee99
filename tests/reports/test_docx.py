"""DOCX: every word, real styles, fonts inside, nothing of anybody's computer, always the same bytes."""

import re
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it publishes no types
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.reports.docx import write_docx
from cspdesk.reports.docx_fonts import obfuscated
from cspdesk.reports.layout import Bullets, Cell, Column, Document, Heading, Paragraph, Table
from cspdesk.reports.printable import FONTS, cleaned
from tests.reports.documents import LANGUAGES, TAJIK, all_documents, every_block, visible_words
from tests.reports.reading import docx_words, parts


def opened(document: Document):
    return docx.Document(BytesIO(write_docx(document)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_can_be_read_back(language):
    document = every_block(language)
    # A chart is a picture: its note and legend are drawn, its figures stand in its description.
    drawn = {"Эзоҳи", "харитаи", "камтари", "холии"}
    assert visible_words(document) - docx_words(write_docx(document)) - drawn == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_a_whole_digest_can_be_read_back(language):
    for document in all_documents(language):
        figures = {word for word in visible_words(document) if re.fullmatch(r"[\d.,]+", word)}
        assert figures - docx_words(write_docx(document)) <= {"250+"}


def test_the_same_document_gives_the_same_bytes():
    assert write_docx(every_block()) == write_docx(every_block())


def test_headings_are_real_headings():
    styles = [
        (p.style.name, p.text) for p in opened(every_block()).paragraphs if p.style.name.startswith("Heading")
    ]
    assert styles == [
        ("Heading 1", f"1\u2002Сархати {TAJIK}"),
        ("Heading 2", "1.1\u2002Зерсархати қ"),
        ("Heading 1", "Замимаи ҷ. Номи замимаи ӯ"),
    ]


def test_it_names_the_organisation_and_the_title_and_no_person_time_or_path():
    document = opened(every_block())
    properties = document.core_properties
    assert (properties.author, properties.title) == ("Ташкилоти ҷ", f"Санҷиши {TAJIK}")
    everything = b"".join(parts(write_docx(every_block())).values())
    assert not re.findall(
        rb"dcterms:(created|modified)|lastModifiedBy|python-docx|rsid|thumbnail", everything
    )


def test_each_file_holds_only_what_it_needs():
    names = {re.sub(r"\d+", "N", name) for name in parts(write_docx(every_block()))}
    assert names == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml",
        "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml", "word/settings.xml",
        "word/fontTable.xml", "word/_rels/fontTable.xml.rels", "word/fonts/NotoSans-Regular.odttf",
        "word/fonts/NotoSans-Bold.odttf", "word/fonts/NotoSans-Italic.odttf", "word/headerN.xml",
        "word/footerN.xml", "word/media/imageN.png",
    }  # fmt: skip


def test_the_fonts_inside_come_back_with_their_keys_and_have_all_tajik_letters():
    inside = parts(write_docx(every_block()))
    table = inside["word/fontTable.xml"].decode()
    keys = [bytes.fromhex(key.replace("-", "")) for key in re.findall(r"fontKey=\"{([\dA-F-]+)}\"", table)]
    for face, key in zip(("Regular", "Bold", "Italic"), keys, strict=True):
        font = obfuscated(inside[f"word/fonts/NotoSans-{face}.odttf"], key)
        assert font == (FONTS / f"NotoSans-{face}.ttf").read_bytes()
        assert {ord(c) for c in TAJIK} <= set(TTFont(BytesIO(font)).getBestCmap())


def test_every_style_names_the_font_for_every_script():
    styles = parts(write_docx(every_block()))["word/styles.xml"].decode()
    fonts = set(re.findall(r"<w:rFonts [^>]*>", styles))
    full = {f for f in fonts if all(f'w:{s}="Noto Sans"' in f for s in ("ascii", "hAnsi", "eastAsia", "cs"))}
    assert len(fonts - full) == 1, "only the box to tick has a font of its own"


@pytest.mark.parametrize(("language", "tag"), [("tg", "tg-Cyrl-TJ"), ("ru", "ru-RU"), ("en", "en-GB")])
def test_every_run_says_its_language(language, tag):
    body = opened(every_block(language)).element.body
    letters = [run for run in body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    words = [run for run in letters if run.getparent().tag == qn("w:p")]
    assert {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in words} == {tag}


def test_the_head_of_a_table_comes_again_and_rows_stay_whole():
    table = opened(every_block()).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert table.rows[1].cells[1].text == "1 250"


def test_charts_are_described_for_whoever_cannot_see_them():
    described = [node.get("descr") for node in opened(every_block()).element.body.iter(qn("wp:docPr"))]
    assert described == [
        "Сутунчаҳои ҳ. Занони ғ: 34; Мардони қ: тақрибан 21",
        "Харитаи ӯ. Суғд: <5; ВМКБ: 60",
    ]


def test_each_numbered_list_begins_at_one_again():
    lists = (Bullets(("а", "б"), numbered=True), Paragraph("x"), Bullets(("в",), numbered=True))
    body = opened(Document("x", "tg", lists)).element.body
    numbers = [node.get(qn("w:val")) for node in body.iter(qn("w:numId"))]
    assert numbers[0] == numbers[1] != numbers[2]


def test_heads_and_feet_carry_the_running_words_and_the_pages():
    section = opened(every_block()).sections[0]
    head = section.header.tables[0].rows[0]
    assert [cell.text for cell in head.cells] == [
        f"Ташкилоти ҷ  ·  Санҷиши {TAJIK}",
        "Сиёҳнавис  ·  Барои ҳама",
    ]
    fields = [node.text.strip() for node in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.first_page_header.tables == []


def test_a_wide_document_lies_on_its_side():
    section = opened(Document("x", "tg", (), wide=True)).sections[0]
    assert section.page_width > section.page_height


@settings(max_examples=25)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_at_all_can_be_written_and_read_back(text):
    table = Table((Column(text),), ((Cell(text),),), caption=text)
    document = opened(Document("x", "ru", (Heading(text), Paragraph(text), table), organisation=text))
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert heading.text == cleaned(text)
    assert document.tables[0].rows[1].cells[0].text == cleaned(text)
