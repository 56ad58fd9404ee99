"""The rules and holidays that hold at a desk: the shipped ones, and over them what was entered here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cspdesk.domain.duties import due
from cspdesk.domain.duties.rule import LEADS, PARTS, Confirmation, DutyRule, Rules
from cspdesk.domain.duties.shipped import HOLIDAYS, RULES
from cspdesk.domain.duties.workdays import Holiday, Workdays
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import content_id, to_hex
from cspdesk.domain.quality import day_of
from cspdesk.domain.text import N_, msg
from cspdesk.services.coalition import Coalition
from cspdesk.services.context import Context
from cspdesk.services.drafts import end_draft
from cspdesk.services.forms import json_of
from cspdesk.services.records import Records
from cspdesk.services.results import Changes
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.store.work import work

RULE, HOLIDAY = "duty_rule", "holiday"
CONFIRMING = "administrator"
"""The role that confirms a rule."""


@dataclass(frozen=True, slots=True)
class Law:
    """Rules, working days, and the holidays they were made of."""

    rules: Rules
    workdays: Workdays
    holidays: tuple[Holiday, ...]


def law(room: Room) -> Law:
    """What holds now, by this desk's knowledge."""
    own = [rule for fields in _records(room, RULE) if (rule := rule_of(fields)) is not None]
    entered = [one for fields in _records(room, HOLIDAY) if (one := _holiday_of(fields)) is not None]
    held = {(one.country, one.on): one for one in (*HOLIDAYS, *entered)}
    holidays = tuple(held[key] for key in sorted(held))
    return Law(Rules.of(RULES, own), Workdays.of(holidays), holidays)


def _records(room: Room, kind: str) -> list[Mapping[str, object]]:
    plan = BY_NAME[kind]
    found = room.cursor.execute(
        f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY no'  # noqa: S608 - the kinds' own names
    ).fetchall()
    reading = Reading(room.cursor, room.feeds, room.journal)
    return [json_of(kept) for kept in reading.many(plan, [row[0] for row in found])]


def rule_of(fields: Mapping[str, object]) -> DutyRule | None:
    """A rule by its record; what a record leaves out stays as it was shipped.

    None where it names no duty, or a due date in no words that the program knows.
    """
    code, version = _text(fields, "code"), fields.get("version")
    known = {one.key: one for one in RULES}
    base = known.get((code, version if isinstance(version, int) else 1)) or next(
        (one for one in RULES if one.code == code), None
    )
    if base is None:
        return None
    term = _text(fields, "due") or base.due
    try:
        due.read(term)
    except ValueError:
        return None
    roll = _text(fields, "roll")
    return replace(
        base,
        version=version if isinstance(version, int) else 1,
        valid_from=day_of(fields.get("valid_from")) or base.valid_from,
        valid_to=day_of(fields.get("valid_to")) or base.valid_to,
        legal_forms=_codes(fields, "legal_forms") or base.legal_forms,
        only=_text(fields, "only") or base.only,
        opens_on=_text(fields, "opens_on") or base.opens_on,
        due=term,
        calendar=_text(fields, "calendar") or base.calendar,
        roll=roll if roll in due.ROLLS else base.roll,
        leads=_leads(_text(fields, "leads")) or base.leads or LEADS,
        addressee=_text(fields, "addressee") or base.addressee,
        needs=_codes(fields, "needs") or base.needs,
        basis=_text(fields, "basis") or base.basis,
        confirmed=Confirmation(
            _codes(fields, "confirmed") or base.confirmed.parts,
            _text(fields, "confirmed_by"),
            day_of(fields.get("confirmed_on")),
            _text(fields, "confirmed_note"),
        ),
        is_shipped=False,
    )


def _leads(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split() if one.isdecimal() and len(one) <= 3)


def _holiday_of(fields: Mapping[str, object]) -> Holiday | None:
    on = _text(fields, "on")
    if not _is_day(on):
        return None
    return Holiday(
        on,
        _text(fields, "name"),
        announced=bool(fields.get("announced")),
        confirmed=bool(fields.get("confirmed")),
        works=bool(fields.get("works")),
        country=_text(fields, "country") or "TJ",
    )


def _is_day(on: str) -> bool:
    """Whether a text is one day, or the same day of every year."""
    if len(on) == len("2026-11-22"):
        return day_of(on) is not None
    try:
        return due.read(on).start == "yearly"
    except ValueError:
        return False


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""


def _codes(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


class LawBook:
    """The verbs: confirm a rule, enter a holiday."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._desk = context.desk

    def read(self) -> Law:
        """What holds now."""
        with self._desk.reading() as connection:
            return law(Room(connection))

    def may_confirm(self) -> bool:
        """Whether this desk's person may stand for a rule."""
        return CONFIRMING in _own_roles(self._context)

    def confirm(
        self,
        code: str,
        version: int,
        parts: tuple[str, ...],
        by: str,
        note: str,
        *,
        term: str = "",
        draft: str = "",
    ) -> Changes:
        """Stand for parts of a rule, with its date as it was read (empty: as it is).

        A draft that it was typed in goes with the save.

        ``RefusedError`` on a desk that may not, for words that are no date, and without a basis.
        """
        if not self.may_confirm():
            raise RefusedError(
                msg(N_("An administrator confirms a rule.")),
                safe=msg(N_("The rule is as it was.")),
                hint=msg(N_("Tell the administrator what you read, and where.")),
                code="role",
            )
        if not note.strip():
            raise RefusedError(
                msg(N_("Say what the date was confirmed by.")),
                hint=msg(N_("A letter with its number, or a text of law with its article.")),
                code="value",
            )
        try:
            due.read(term)
        except ValueError as error:
            raise RefusedError(
                msg(N_("“{words}” is no due date."), words=term[:40]),
                hint=msg(N_("As event+10d, event+5w, period_end+31d or 04-01.")),
                code="value",
            ) from error
        given: dict[str, object] = {
            "confirmed": [part for part in PARTS if part in parts],
            "confirmed_by": by,
            "confirmed_on": self._desk.clock.today().isoformat(),
            "confirmed_note": note.strip(),
        }
        if term:
            given["due"] = term
        return self._put(RULE, (code, str(version)), {"code": code, "version": version}, given, draft)

    def add_holiday(
        self,
        on: str,
        name: str,
        *,
        announced: bool,
        works: bool = False,
        confirmed: bool = False,
        draft: str = "",
    ) -> Changes:
        """Enter a day on which offices are closed, or a weekend day on which they are open."""
        if not _is_day(on):
            raise RefusedError(
                msg(N_("“{words}” is no day."), words=on[:40]),
                hint=msg(N_("As 2026-03-20, or 03-21 for every year.")),
                code="value",
            )
        given: dict[str, object] = {
            "name": name,
            "announced": announced,
            "works": works,
            "confirmed": confirmed,
        }
        return self._put(HOLIDAY, ("TJ", on), {"country": "TJ", "on": on}, given, draft)

    def _put(
        self,
        kind: str,
        key: tuple[str, ...],
        names: dict[str, object],
        given: dict[str, object],
        draft: str,
    ) -> Changes:
        """Write a record that its content names, new or over what is there."""
        plan = BY_NAME[kind]
        record = to_hex(content_id(plan.kind.number, *key))
        with work(self._desk) as save:
            if save.reading.one(plan, bytes.fromhex(record)) is None:
                self._records.begin(save, kind, record, {**names, **given})
            else:
                self._records.write(save, record, given)
            end_draft(save, draft)
            saved = save.finish()
        return self._context.saved(saved)


def _own_roles(context: Context) -> tuple[str, ...]:
    roster = Coalition(context).roster()
    return next((one.roles for one in roster.devices if one.here), ())
