"""Documents as PDF: paged, tagged, fit for an archive, with every letter's font inside."""

from __future__ import annotations

from datetime import datetime

from cspdesk.reports.layout import Document
from cspdesk.reports.printable import coverage, shown
from cspdesk.reports.typesetting import Json, as_data, typeset
from cspdesk.reports.widths import fitted


def write_pdf(document: Document, *, moment: datetime) -> bytes:
    """The document as PDF/A-2a and PDF/UA-1 on A4, dated ``moment`` (aware).

    The same document and moment give the same bytes on any computer.  A letter that the fonts lack is
    shown as an empty square; ``printable.unprintable`` tells which.
    """
    [pages] = typeset("document.typ", inputs(document), form="pdf", moment=moment)
    return pages


def draw_pages(document: Document, *, ppi: int = 96) -> tuple[bytes, ...]:
    """The pages of ``write_pdf`` as PNG pictures, for looking at before anything is written."""
    return tuple(typeset("document.typ", inputs(document), form="png", ppi=ppi))


def inputs(document: Document, *, keyed: bool = False) -> dict[str, Json]:
    """What the typesetter is told of a document; the keys of its figures only where they are asked for."""
    covered = coverage()
    return {"document": as_data(fitted(document), lambda text: shown(text, covered), keyed=keyed)}
