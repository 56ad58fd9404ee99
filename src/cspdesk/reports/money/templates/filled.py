"""A template from outside and a report: held against each other, and the file that comes of them."""

from __future__ import annotations

from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import Document
from cspdesk.reports.money.paper import Paper
from cspdesk.reports.money.report import Report
from cspdesk.reports.money.templates.fields import fields_of, filling_of
from cspdesk.reports.money.templates.opening import form_of
from cspdesk.reports.money.templates.wording import Wording


def filled(untrusted: bytes, report: Report, document: Document, speaker: Translator) -> bytes:
    """The template with the figures of a report, in the template's own format.

    ``UntrustedError`` for a file that is no template, or for a field that the report does not offer.
    """
    # decision 0021: the libraries of these files are read in with the first template
    from cspdesk.reports.money.templates.sheet import fill_xlsx  # noqa: PLC0415
    from cspdesk.reports.money.templates.word import fill_docx  # noqa: PLC0415

    write = {"docx": fill_docx, "xlsx": fill_xlsx}[form_of(untrusted)]
    wording = Wording(fields_of(report.definition))
    return write(untrusted, wording, filling_of(report, document), Paper(report, speaker).told)
