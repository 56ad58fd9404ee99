"""People at simulated desks: they open forms, leave them open, and save them when much has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from cspdesk.domain.entries import POSITION, PRESENCE, Wire
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import cell_id
from cspdesk.store.plan import BY_NAME, BY_NUMBER, KindPlan
from cspdesk.store.reading import Kept
from cspdesk.store.token import Shown
from cspdesk.store.undo import undo_last
from cspdesk.store.units import UnitRows
from cspdesk.store.work import Work, work
from tests.sync.desks import SimDesk

CONSULTATION, CELL, CONCERN, FUND = (BY_NAME[n] for n in ("consultation", "participants", "concern", "fund"))
OPEN = tuple(CONSULTATION.kind.unit_of[n] for n in ("title", "summary", "proposals"))
INCIDENT = CONSULTATION.kind.unit_of["harm_incident"]
CEILING = CONSULTATION.kind.unit_of["ceiling"]
COUNT = CELL.kind.unit_of["count"]
WORDS = CONCERN.kind.unit_of["words"]
NOTE, MONEY = FUND.kind.unit_of["note"], FUND.kind.unit_of["amount"]
CEILINGS = ("team", "organisation", "coalition", "donor", "public")
CONSULTING, SENSITIVE, FINANCE = "ABCE", "AE", "AD"
"""Whose roles write what, by the desks' names."""
UNREAD = {
    "A": (),
    "B": ("sensitive", "finance"),
    "C": ("sensitive", "finance"),
    "D": ("sensitive", "title", "text", "words"),
    "E": (),
}
"""What each role never gets to read: the beginnings of texts typed for it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A record as it was shown to somebody who has not saved yet."""

    kept: Kept


@dataclass(slots=True)
class Ledger:
    """What people were told: which values a form showed when something else was typed over them."""

    over: dict[Wire, frozenset[Wire]] = field(default_factory=dict)
    number: int = 0

    def text(self, desk: SimDesk, purpose: str) -> str:
        self.number += 1
        return f"{purpose}-{desk.name}-{self.number}"


@dataclass(slots=True)
class Person:
    """Whoever sits at a desk, with the forms that lie open there."""

    desk: SimDesk
    ledger: Ledger
    forms: list[Form] = field(default_factory=list)

    def act(self, chance: Random) -> str:
        """One thing that a person does; what the trace says of it.  May raise ``CrashError``."""
        finance = self.desk.name[0] in FINANCE and (self.desk.name[0] == "D" or chance.random() < 0.2)
        if finance:
            return self._money(chance)
        act = chance.choice(_ACTS)
        typed: list[str] = []
        try:
            with work(self.desk) as save:
                said = getattr(self, act)(save, chance, typed)
                if said not in {"nothing", "undo"}:
                    save.finish()
        except RefusedError as error:
            return error.code  # a coordinator reads money, and decides nothing about it
        self.desk.typed.update(typed)
        return said

    # --- consultations ---------------------------------------------------------------------------

    def _some(self, save: Work, plan: KindPlan, chance: Random) -> Kept | None:
        rows = save.room.cursor.execute(
            f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY id'
        ).fetchall()
        place = min(chance.randrange(len(rows)), chance.randrange(len(rows))) if rows else 0
        return save.reading.one(plan, rows[place][0]) if rows else None

    def create(self, save: Work, chance: Random, typed: list[str]) -> str:
        there = save.room.cursor.execute("SELECT count(*) FROM consultation").fetchone()
        if there is not None and there[0] > 3 and chance.random() < 0.9:
            return self.save_form(save, chance, typed)  # few records, much to disagree about
        values: dict[int, Wire] = {OPEN[0]: self._type("title", typed), CEILING: chance.choice(CEILINGS)}
        if self.desk.name[0] in SENSITIVE and chance.random() < 0.3:
            values[INCIDENT] = self._type("sensitive", typed)
        record = self.desk.ids.new()
        save.create(CONSULTATION, record, values)
        if chance.random() < 0.5:
            words: dict[int, Wire] = {WORDS: self._type("words", typed)}
            save.create(CONCERN, self.desk.ids.new(), words, parent=(CONSULTATION, record), position="V")
        return "create"

    def _type(self, purpose: str, typed: list[str]) -> str:
        text = self.ledger.text(self.desk, purpose)
        self.ledger.over[text] = frozenset()
        typed.append(text)
        return text

    def open_form(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = self._some(save, CONSULTATION, chance)
        if kept is not None:
            self.forms.append(Form(kept))
        return "nothing"

    def save_form(self, save: Work, chance: Random, typed: list[str]) -> str:
        """Save over what was shown, which may be long ago."""
        if not self.forms or chance.random() < 0.3:
            self.open_form(save, chance, typed)
        if not self.forms:
            return "nothing"
        kept = self.forms.pop(chance.randrange(len(self.forms))).kept
        units = list(OPEN) + ([INCIDENT] if self.desk.name[0] in SENSITIVE else [])
        unit = chance.choice(units)
        return self.write(save, kept, unit, "sensitive" if unit == INCIDENT else "text", typed)

    def write(self, save: Work, kept: Kept, unit: int, purpose: str, typed: list[str]) -> str:
        text = self.ledger.text(self.desk, purpose)
        try:
            save.edit(kept.plan, kept.id, {unit: text}, kept.shown)
        except RefusedError:
            return "nothing"  # the desk was put back meanwhile: the form is shown anew
        shown = kept.values.get(unit)
        self.ledger.over[text] = frozenset(() if shown is None else (shown,))
        typed.append(text)
        return f"write {unit}"

    def ceiling(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = self._some(save, CONSULTATION, chance)
        if kept is None:
            return "nothing"
        save.edit(CONSULTATION, kept.id, {CEILING: chance.choice(CEILINGS)}, kept.shown)
        return "ceiling"

    def cell(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = self._some(save, CONSULTATION, chance)
        if kept is None:
            return "nothing"
        band = chance.choice(("18-30", "31-59"))
        cell = cell_id(kept.id, "f", band, "")
        here = next((each for each in kept.parts["participants"] if each.id == cell), None)
        units = CELL.kind.unit_of
        if here is not None:
            save.edit(CELL, cell, {COUNT: chance.randrange(40)}, here.shown)
        elif save.reading.one(CELL, cell) is None:
            values: dict[int, Wire] = {units["sex"]: "f", units["band"]: band, COUNT: chance.randrange(40)}
            save.create(CELL, cell, values, parent=(CONSULTATION, kept.id))
        else:
            return "nothing"
        return "cell"

    def concern(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = self._some(save, CONSULTATION, chance)
        if kept is None:
            return "nothing"
        if kept.parts["concerns"] and chance.random() < 0.6:
            part = chance.choice(kept.parts["concerns"])
            if chance.random() < 0.2:
                save.delete(CONCERN, part.id, "twice", part.shown.everything())
                return "concern gone"
            return self.write(save, part, WORDS, "words", typed)
        values: dict[int, Wire] = {WORDS: self._type("words", typed)}
        save.create(CONCERN, self.desk.ids.new(), values, parent=(CONSULTATION, kept.id), position="V")
        return "concern"

    def position(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = self._some(save, CONCERN, chance)
        if kept is None:
            return "nothing"
        save.edit(CONCERN, kept.id, {POSITION: chance.choice("FQVZ")}, kept.shown)
        return "position"

    def delete(self, save: Work, chance: Random, typed: list[str]) -> str:
        kept = (
            self.forms.pop().kept
            if self.forms and chance.random() < 0.4
            else self._some(save, CONSULTATION, chance)
        )
        if kept is None:
            return "nothing"
        try:
            save.delete(
                CONSULTATION, kept.id, "a mistake", {d for s in kept.token().values() for d in s.everything()}
            )
        except KeyError:
            return "nothing"  # the record went with the desk's put-back tables
        return "delete"

    def restore(self, save: Work, chance: Random, typed: list[str]) -> str:
        rows = save.room.cursor.execute(
            "SELECT id FROM consultation WHERE presence > 0 ORDER BY id"
        ).fetchall()
        if not rows:
            return "nothing"
        save.restore(CONSULTATION, chance.choice(rows)[0])
        return "restore"

    def settle(self, save: Work, chance: Random, typed: list[str]) -> str:
        """Look at all current values of a unit and decide."""
        rows = save.room.cursor.execute(
            "SELECT record, unit, kind FROM conflict WHERE unit <> ? ORDER BY record, unit", (PRESENCE,)
        ).fetchall()
        if not rows:
            return "nothing"
        record, unit, kind = chance.choice(rows)
        plan = BY_NUMBER[kind]
        resolved = save.reading.resolved(plan, record, unit)
        value = resolved.current[chance.choice(sorted(resolved.current))]
        shown = Shown(
            units={
                unit: tuple(sorted(UnitRows(save.room.cursor).heads(plan, plan.units[unit], record).current))
            }
        )
        save.edit(plan, record, {unit: value}, shown)
        return f"settle {unit}"

    def undo(self, save: Work, chance: Random, typed: list[str]) -> str:
        return "nothing" if undo_last(save) is None else "undo"

    # --- money -----------------------------------------------------------------------------------

    def _money(self, chance: Random) -> str:
        typed: list[str] = []
        with work(self.desk) as save:
            kept = self._some(save, FUND, chance)
            if kept is None or chance.random() < 0.3:
                values: dict[int, Wire] = {NOTE: self._type("finance", typed)}
                save.create(FUND, self.desk.ids.new(), values)
            elif chance.random() < 0.5:
                self.write(save, kept, NOTE, "finance", typed)
            else:
                given: dict[str, Wire] = {
                    "credited_on": "2026-03-03",
                    "amount": (chance.randrange(1, 10**6), "USD"),
                }
                money = tuple(given.get(one.name) for one in FUND.units[_money_unit()].members)
                save.edit(FUND, kept.id, {_money_unit(): money}, kept.shown)
            save.finish()
        self.desk.typed.update(typed)
        return "money"


def _money_unit() -> int:
    return FUND.kind.unit_of["amount"]


_ACTS = (
    *("create",) * 3,
    *("open_form",) * 3,
    *("save_form",) * 6,
    *("ceiling", "cell", "cell", "concern", "concern", "concern", "position"),
    *("delete", "restore", "undo"),
    *("settle",) * 4,
)
