"""Records out to a sheet or to JSON lines: what a list shows, and only what the audience may see.

Every code stands beside its label and every id beside its name, so that people read the one column and
programs the other.  A file that is there already is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cspdesk.domain.audience import AUDIENCE_LABELS, Audience
from cspdesk.domain.codelists import label_of
from cspdesk.domain.errors import CspdeskError, RefusedError, UsageError
from cspdesk.domain.fields import Kind
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.languages import ENGLISH
from cspdesk.reports.hxl import tag_of, tag_of_cell
from cspdesk.reports.sheets import OFFICE, PLAIN, SheetColumn, Value, write_csv_rows, write_xlsx_rows
from cspdesk.reports.sheets import Kind as SheetKind
from cspdesk.services.columns import BY_NAME, CURRENCY, ID, RECORD, UNIT, Column, columns_of
from cspdesk.services.context import Context
from cspdesk.services.importing import Progress, Stop
from cspdesk.services.naming import demand_whole, plan_of
from cspdesk.services.parts_held import PartsHeld
from cspdesk.services.places import Places
from cspdesk.services.questions import question_of
from cspdesk.services.records import walk
from cspdesk.services.redaction import Redaction
from cspdesk.services.results import RecordView
from cspdesk.services.titles import Titles
from cspdesk.store import files, listing
from cspdesk.store.room import Room

JSON_LINES = (".jsonl", ".ndjson")
FORMATS = (".xlsx", ".csv", *JSON_LINES)
_EVERY = 100
_SHEET_KINDS: Mapping[str, SheetKind] = {
    "integer": "number",
    "decimal": "number",
    "amount": "number",
    "rate": "number",
    "date": "day",
    "time": "moment",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of records: how many are in it, and how many the audience may not see."""

    path: Path
    rows: int
    withheld: int
    audience: Audience


@dataclass(slots=True)
class _Count:
    """What is counted on the way."""

    withheld: int = 0


class Exporting:
    """Exports records of one desk."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def run(
        self,
        kind: str,
        out: Path,
        words: Translator,
        *,
        audience: str = Audience.ORGANISATION,
        search: str = "",
        where: Sequence[tuple[str, str]] = (),
        sort: str = "",
        replacing: bool = False,
        tags: bool = False,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Exported:
        """Write what a list shows, as the ending of ``out`` says; texts are in the language of ``words``.

        ``tags`` adds the row of HXL tags beneath the titles of a sheet.

        Raises ``UsageError`` for another ending, ``RefusedError`` for another audience or a file that is
        there, and ``CspdeskError`` (stopped) when ``stop`` says so: no file is left then.
        """
        plan = plan_of(kind)
        demand_whole(plan)
        reader = _audience(audience)
        ending = out.suffix.lower()
        if ending not in FORMATS:
            raise UsageError(
                msg(N_("“{name}” does not say what it should be."), name=out.name[:80]),
                hint=msg(N_("End it in one of: {endings}"), endings=", ".join(FORMATS)),
            )
        if tags and ending in JSON_LINES:
            raise UsageError(msg(N_("JSON lines have no row of tags: end the name in .xlsx or .csv.")))
        if search:
            self._context.index_some(slices=1_000_000)
        with self._context.desk.reading() as connection:
            room = Room(connection)
            places = self._context.places(room)
            question = question_of(plan, search=search, where=where, sort=sort, places=places)
            ids = listing.page(room.cursor, plan, question)
            teller = _Teller(plan.kind, Redaction(reader, places), places, Titles(room.cursor), words)
            count = _Count()
            records = _told(teller.records(walk(room, plan, ids), count), len(ids), progress, stop)
            rows = self._write(
                out, ending, PartsHeld(room.cursor, plan), teller, records, replacing=replacing, tags=tags
            )
        return Exported(out, rows, count.withheld, reader)

    def _write(
        self,
        out: Path,
        ending: str,
        held: PartsHeld,
        teller: _Teller,
        records: Iterator[dict[str, object]],
        *,
        replacing: bool,
        tags: bool,
    ) -> int:
        written = 0
        if ending in JSON_LINES:

            def fill(stream: BinaryIO) -> None:
                nonlocal written
                for written, record in enumerate(records, 1):  # noqa: B007 - it is given back
                    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
                    stream.write(line.encode() + b"\n")

        else:
            columns = teller.columns(held)
            sheet = [teller.sheet_column(column) for column in columns]
            rows: Iterator[list[Value]] = (
                [teller.cell(column, record) for column in columns] for record in records
            )
            if tags:
                rows = chain([[teller.tag(column) or None for column in columns]], rows)

            def fill(stream: BinaryIO) -> None:
                nonlocal written
                written = self._sheet(out, ending, sheet, rows, stream, teller) - tags

        files.write_filled(out, fill, replacing=replacing)
        return written

    def _sheet(
        self,
        out: Path,
        ending: str,
        columns: Sequence[SheetColumn],
        rows: Iterable[Sequence[Value]],
        stream: BinaryIO,
        teller: _Teller,
    ) -> int:
        if ending == ".csv":
            manner = PLAIN if teller.words.language == ENGLISH else OFFICE
            return write_csv_rows(columns, rows, stream, manner=manner)
        # beside the file, where its content is going anyway, and never in a folder that outlives it
        folder = out.with_name(f".{out.name}.{self._context.desk.ids.random(4).hex()}{files.PART}")
        files.make_folder(folder)
        try:
            moment = self._context.desk.clock.now()
            return write_xlsx_rows(
                columns, rows, stream, title=teller.title(), moment=moment, work_folder=folder
            )
        finally:
            files.remove_folder(folder)


def _audience(untrusted_name: str) -> Audience:
    try:
        return Audience(untrusted_name)
    except ValueError as error:
        raise RefusedError(
            msg(N_("There is no audience “{name}”."), name=untrusted_name[:40]),
            hint=msg(N_("Choose one of: {codes}"), codes=", ".join(Audience)),
            code="audience",
        ) from error


def _told(
    records: Iterator[dict[str, object]], total: int, progress: Progress | None, stop: Stop | None
) -> Iterator[dict[str, object]]:
    for number, record in enumerate(records, 1):
        if number % _EVERY == 0:
            if progress is not None:
                progress(number)
            if stop is not None and stop():
                raise CspdeskError(msg(N_("The export was stopped.")), code="stopped")
        yield record
    if progress is not None:
        progress(total)


class _Teller:
    """Turns records into what one audience reads in one language."""

    def __init__(
        self, kind: Kind, redaction: Redaction, places: Places, titles: Titles, words: Translator
    ) -> None:
        self.words = words
        self._kind = kind
        self._redaction = redaction
        self._places = places
        self._title = redaction.title_of(titles.of)

    def title(self) -> str:
        """The sheet's name: what it holds, and for whom."""
        audience = self.words.t(AUDIENCE_LABELS[self._redaction.audience])
        return f"{self.words.t(self._kind.labels)} · {audience}"

    def records(self, views: Iterable[RecordView], count: _Count) -> Iterator[dict[str, object]]:
        """The records as the audience may see them, each with its id where ids leave."""
        for view in views:
            kept = self._redaction.redacted(self._kind, view.fields)
            if kept is None:
                count.withheld += 1
                continue
            yield {"id": view.id, **kept} if self._redaction.shows_ids else kept

    # --- columns -----------------------------------------------------------------------------------

    def columns(self, held: PartsHeld) -> list[Column]:
        """The columns that the audience gets: all its fields, and the parts that the records have."""
        found: list[Column] = [RECORD] if self._redaction.shows_ids else []
        for one in self._kind.fields:
            if not self._redaction.field(self._kind, one):
                continue
            if one.type != "parts":
                found += columns_of(one)
                continue
            kind = BY_NAME[one.of]
            if kind.keys:
                count = kind.by_name["count"]
                found += [Column(count, part=one.name, cell=cell) for cell in held.cells(one)]
                continue
            used = held.used(one, [inner for inner in kind.fields if self._redaction.field(kind, inner)])
            for number in range(1, held.most(one) + 1):
                found += [column for inner in used for column in columns_of(inner, one.name, number)]
        if self._redaction.shows_ids:
            return found
        return [column for column in found if column.aspect != ID]

    def sheet_column(self, column: Column) -> SheetColumn:
        """How a column lies in a sheet."""
        kind: SheetKind = "text" if column.is_id else _SHEET_KINDS.get(column.field.type, "text")
        if column.aspect:
            kind = "number" if column.aspect == UNIT else "text"
        places = 2 if column.field.type == "amount" and not column.aspect else 0
        return SheetColumn(column.key, column.title(self.words), kind, places)

    def tag(self, column: Column) -> str:
        """The HXL tag of a column; places are told by region to the public."""
        if column.is_id:
            return ""
        if column.cell is not None:
            return tag_of_cell(column.field.tag, column.cell)
        by_region = self._redaction.audience is Audience.PUBLIC
        return tag_of(column.field, column.aspect, by_region=by_region)

    # --- cells ---------------------------------------------------------------------------------------

    def cell(self, column: Column, record: Mapping[str, object]) -> Value:
        """What stands in one cell."""
        if column.part:
            parts = record.get(column.part)
            part = _part(column, parts if isinstance(parts, list) else [])
            return None if part is None else self._value(column, part.get(column.field.name))
        return self._value(column, record.get(column.field.name))

    def _value(self, column: Column, value: object) -> Value:
        match column.field.type, column.aspect, value:
            case _, _, None:
                return None
            case "amount", part, {"amount": str(amount), "currency": str(currency)}:
                return currency if part == CURRENCY else Decimal(amount)
            case "rate", part, {"rate": str(rate), "unit": int(unit)}:
                return unit if part == UNIT else Decimal(rate)
            case "code", "", str(code):
                return self.words.t(label_of(column.field.choices, code)) if column.field.choices else code
            case "codes", "", list(codes) if column.field.choices:
                return "; ".join(self.words.t(label_of(column.field.choices, one)) for one in codes)
            case "codes", _, list(codes):
                return ", ".join(codes)
            case "place", "", str(code):
                place = self._places.get(code)
                return code if place is None else place.name(self.words.language.code)
            case "reference", "", str(record):
                return self._title(column.field.of, record) or None
            case "date", _, str(day):
                return date.fromisoformat(day) if len(day) == 10 else day
            case "time", _, str(moment):
                at = datetime.fromisoformat(moment)
                return at.astimezone(UTC).replace(tzinfo=None)
            case "boolean", _, bool(yes):
                return self.words.t(N_("Yes") if yes else N_("No"))
            case "decimal", _, str(number):
                return Decimal(number)
            case _, _, int(number):
                return number
        return str(value)


def _part(column: Column, parts: Sequence[Mapping[str, object]]) -> Mapping[str, object] | None:
    """The part that a column shows: the numbered one, or the cell of a grid."""
    if column.cell is None:
        return parts[column.number - 1] if column.number <= len(parts) else None
    names = ("sex", "band", "disability")
    return next(
        (part for part in parts if tuple(part.get(name) or "" for name in names) == column.cell), None
    )
