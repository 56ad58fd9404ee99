"""The own layouts of a report: which there are, one more from a file, and what to begin one from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from cspdesk.domain.errors import RefusedError, UntrustedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import Cell, Column, Document, Language, Table
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.money.templates import opening
from cspdesk.reports.money.templates.checked import Checked, checked
from cspdesk.reports.money.templates.starting import field
from cspdesk.services.attachments import Attachments, AttachmentView
from cspdesk.services.context import Context
from cspdesk.services.records import Records
from cspdesk.services.reporting import Made, Reporting
from cspdesk.services.templates import FORMS, Templates
from cspdesk.store import files
from cspdesk.store.room import Room

_THERE = "presence IN (0, 2)"


@dataclass(frozen=True, slots=True)
class Layout:
    """One own layout; ``problem`` says why it does not fit the report, ``fields`` are those it holds."""

    id: str
    record: str
    name: str
    form: str
    fields: tuple[str, ...] = ()
    problem: Msg | None = None


class Layouts:
    """The verbs for the own layouts of one report, which lie with its agreement or the organisation."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._attachments = Attachments(context)
        self._reporting = Reporting(context)

    def list(self, kind: str, about: str = "") -> tuple[Layout, ...]:
        """The layouts with fields in them, those of the agreement first; other files are none."""
        Templates.fields(kind)
        return tuple(
            found
            for record in self._holders(kind, about)
            for one in self._attachments.list(record)
            if (found := self._layout(kind, record, one)) is not None
        )

    def add(self, kind: str, about: str, path: Path) -> Layout:
        """Keep a file as a layout: with the agreement that the report is about, else with the organisation.

        ``UntrustedError`` for a file that is no layout of this report, ``RefusedError`` for one without
        fields, for a name that is taken, and on a desk that does not write there.
        """
        Templates.fields(kind)
        found = checked(files.read_bounded(path, opening.LIMITS.file_bytes), DEFINITIONS[kind])
        if not found.fields:
            raise RefusedError(
                msg(N_("“{name}” holds no field of this report."), name=path.name[:80]),
                hint=msg(N_("Begin from the program’s layout, or take names from the list of fields.")),
                code="template-field",
            )
        holders = self._holders(kind, about)
        if not holders:
            raise RefusedError(
                msg(N_("The record of the organisation is not on this desk.")),
                hint=msg(N_("A layout is kept with it: exchange first, then add the layout.")),
                code="not-found",
            )
        if any(one.name == path.name for record in holders for one in self._attachments.list(record)):
            raise RefusedError(
                msg(N_("There is a file called “{name}” already."), name=path.name[:80]),
                hint=msg(N_("Remove that one first, or give this one another name.")),
                code="exists",
            )
        kept = self._attachments.add(holders[0], path, keep_size=True)
        return Layout(kept.id, holders[0], kept.name, found.form, found.fields)

    def remove(self, layout: Layout) -> None:
        """Take a layout away; what was filed on it stays as it was filed."""
        self._records.set(layout.record, {"attachments": [{"id": layout.id, "removed": True}]})

    def write_starting(self, kind: str, out: Path, language: str) -> Made:
        """Write the program's own layout with its fields, to be changed in Word or Excel."""
        return self._reporting.template(kind, language=language, out=out)

    def write_fields(self, kind: str, out: Path, language: str) -> Path:
        """Write the list of fields that a layout of a report may hold, as a sheet or a document."""
        form = out.suffix.lstrip(".")
        if form not in FORMS:
            raise RefusedError(
                msg(N_("Templates are made as {formats}."), formats=", ".join(FORMS)),
                hint=msg(N_("End the file’s name with .docx or .xlsx.")),
                code="format",
            )
        document = _list_of(kind, self._reporting.speaker(language))
        self._reporting.write(document, out, format=form)
        return out

    def _layout(self, kind: str, record: str, one: AttachmentView) -> Layout | None:
        form = one.name.rpartition(".")[2].lower()
        if form not in FORMS or not one.here or one.size > opening.LIMITS.file_bytes:
            return None
        try:
            found: Checked = checked(self._attachments.content(one.id), DEFINITIONS[kind])
        except UntrustedError as error:
            # another document of the agreement is no layout; a field of another report makes it one
            is_layout = error.code.startswith("template-")
            return Layout(one.id, record, one.name, form, problem=error.what) if is_layout else None
        return Layout(one.id, record, one.name, found.form, found.fields) if found.fields else None

    def _holders(self, kind: str, about: str) -> tuple[str, ...]:
        """The agreement that a report is about, and the organisation."""
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            row = cursor.execute(
                f"SELECT id FROM organisation WHERE {_THERE} ORDER BY no LIMIT 1"  # noqa: S608 - constants
            ).fetchone()
            own = (row[0].hex(),) if row else ()
            agreement = about if DEFINITIONS[kind].of == "agreement" else ""
            if about and DEFINITIONS[kind].of == "receipt":
                row = cursor.execute(
                    f"SELECT agreement FROM fund WHERE id = ? AND {_THERE}",  # noqa: S608 - as above
                    (bytes.fromhex(about),),
                ).fetchone()
                agreement = row[0].hex() if row and row[0] else ""
        return (*((agreement,) if agreement else ()), *own)


def _list_of(kind: str, speaker: Translator) -> Document:
    t = speaker.t
    rows = tuple(
        (
            Cell(field(one.name)),
            Cell(t(msg(one.label)) if one.label else ""),
            Cell(t(N_("Row of a table")) if one.part else ""),
        )
        for one in Templates.fields(kind)
    )
    columns = (
        Column(t(N_("Field")), share=5),
        Column(t(N_("What it is")), share=5),
        Column(t(N_("Where")), share=2),
    )
    title = t(DEFINITIONS[kind].title)
    return Document(title, cast("Language", speaker.language.code), (Table(columns, rows),))
