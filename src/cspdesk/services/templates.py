"""Own layouts of reports: which fields they may hold, one to begin from, and where one is kept.

A template is kept as a file of the agreement that asks for it, or of the organisation, under the file's
name; it can be a file on the disk as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import Document
from cspdesk.reports.money.report import Report
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.templates import filled, opening, starting
from cspdesk.reports.money.templates.fields import Field, fields_of
from cspdesk.services.attachments import Attachments
from cspdesk.services.context import Context
from cspdesk.store import files

FORMS = ("docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was looked over: its bytes and its format."""

    content: bytes
    form: str


class Templates:
    """The verbs for own layouts."""

    def __init__(self, context: Context) -> None:
        self._attachments = Attachments(context)

    @staticmethod
    def fields(kind: str) -> tuple[Field, ...]:
        """The fields that a report offers; refused for what is no report of money."""
        if kind not in DEFINITIONS:
            raise RefusedError(
                msg(N_("There is no report called “{kind}”."), kind=kind[:80]),
                hint=msg(N_("“cspdesk report kinds” lists them; the digest has no template.")),
                code="unknown-report",
            )
        return fields_of(DEFINITIONS[kind])

    @classmethod
    def starting(cls, kind: str, speaker: Translator) -> Document:
        """A template with every part of the report, to be changed in Word or Excel."""
        cls.fields(kind)
        return starting.starting(DEFINITIONS[kind], speaker)

    def find(self, untrusted_name: str, made: Report) -> Template:
        """A template by the name of an attachment of the report's agreement, else of the organisation.

        A path of a file is read as it is.  ``NotFoundError`` where there is neither, ``UntrustedError`` for
        a file that is no template.
        """
        words = made.scope.facts
        holders = [made.scope.agreement and words.agreement(made.scope.agreement).record]
        holders.append(words.organisation.record)
        for record in filter(None, holders):
            for one in self._attachments.list(record):
                if one.name == untrusted_name:
                    return _looked_over(self._attachments.content(one.id))
        path = Path(untrusted_name)
        if not path.exists():
            raise NotFoundError(
                msg(N_("There is no template “{name}”."), name=untrusted_name[:80]),
                hint=msg(N_("Name a file, or one that is attached to the agreement or the organisation.")),
            )
        return _looked_over(files.read_bounded(path, opening.LIMITS.file_bytes))

    @staticmethod
    def fill(template: Template, made: Report, document: Document, speaker: Translator) -> bytes:
        """The template with the report's figures; ``UntrustedError`` names a field that it has not."""
        return filled.filled(template.content, made, document, speaker)


def _looked_over(untrusted: bytes) -> Template:
    return Template(untrusted, opening.form_of(untrusted))
