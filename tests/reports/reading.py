"""What a stranger's program reads in our files: their words, without our code."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO

import docx
import openpyxl
from docx.oxml.ns import qn
from pdfminer.high_level import extract_pages, extract_text
from pdfminer.layout import LTTextLine


def pdf_words(content: bytes) -> set[str]:
    words = extract_text(BytesIO(content)).replace("\u200b", "").split()
    return {*words, *(word.rstrip(",") for word in words)}


def pages_of(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return extract_text(BytesIO(content)).split("\f")[:-1]


def pdf_overflow(content: bytes) -> list[str]:
    """The lines of text that run over the margins of their page (20 mm at the sides, 10 above and below)."""
    over = []
    for page in extract_pages(BytesIO(content)):
        for line in _lines(page):
            inside = (
                line.x0 > 55 and line.x1 < page.width - 55 and line.y0 > 28 and line.y1 < page.height - 28
            )
            if not inside:
                over.append(line.get_text().strip())
    return over


def _lines(container: Iterable[object]) -> Iterator[LTTextLine]:
    for part in container:
        if isinstance(part, LTTextLine):
            yield part
        elif isinstance(part, Iterable):
            yield from _lines(part)


def docx_words(content: bytes) -> set[str]:
    """Words of the body, the heads and feet, and the descriptions of pictures."""
    document = docx.Document(BytesIO(content))
    section = document.sections[0]
    parts = [document.element.body, section.header._element, section.footer._element]
    lines = []
    for part in parts:
        lines += ["".join(_letters(node) for node in p.iter()) for p in part.iter(qn("w:p"))]
        lines += [re.sub(r"[;:,.]( |$)", " ", node.get("descr", "")) for node in part.iter(qn("wp:docPr"))]
    return set(" ".join(lines).split())


def _letters(node) -> str:
    if node.tag == qn("w:t"):
        return node.text or ""
    return " " if node.tag in (qn("w:tab"), qn("w:br")) else ""


def xlsx_words(content: bytes) -> set[str]:
    book = openpyxl.load_workbook(BytesIO(content))
    values = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    return set(" ".join(str(value) for value in values).split())


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
