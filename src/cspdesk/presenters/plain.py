"""Kinds of records without a page of their own: one list, one record, one form, by their descriptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.alike import AlikePresenter
from cspdesk.presenters.conditions import Condition, Conditions
from cspdesk.presenters.listing import ListPresenter
from cspdesk.presenters.navigation import Spot
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.record import RecordPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.books import ASKED
from cspdesk.services.books.papers import KINDS
from cspdesk.services.funds import Balance, balance
from cspdesk.services.money_reports.naming import NamedBy, Naming
from cspdesk.services.referring import Referring, referring
from cspdesk.services.results import Changes, RecordView

YEARS = 5
_STATE_FIELDS = ("state", "lifecycle")
_TOLD = ("reference", "place", "code")
"""Types of fields whose values tell records of one kind apart in a line."""
_SECONDS = 2
_GOOD = frozenset(
    {
        *("done", "accepted", "answered", "implemented", "verified", "closed"),
        *("receipt_registered", "receipt_reported", "receipt_closed"),
    }
)
_BAD = frozenset({"declined", "no_answer", "dropped", "receipt_bank_rejected", "receipt_notice_refused"})
_ON_ITS_WAY = frozenset({"sent", "acknowledged", "agreed", "doing", "receipt_notice_filed"})


@dataclass(frozen=True, slots=True)
class StateView:
    """How a record stands: words, and a tone (plain, accent, good, warn, bad)."""

    words: Msg
    tone: str


@dataclass(frozen=True, slots=True)
class FilterChoices:
    """One filter over a list: the field it is about, what stands on it unset, and its choices."""

    field: str
    all: Msg
    choices: tuple[tuple[str, str], ...]


class PlainPresenter(Observable):
    """The list and the record of the kind that is shown; the other kinds of the place wait beside it."""

    def __init__(self, session: Session, kinds: Sequence[str]) -> None:
        super().__init__()
        self.session = session
        self.all_kinds: Mapping[str, Kind] = {kind.name: kind for kind in session.workspace.records.kinds()}
        self.kinds = tuple(self.all_kinds[name] for name in kinds)
        self.kind = self.kinds[0]
        self.naming: tuple[Referring, ...] = ()
        """What names the record that is shown."""
        self.balance: Balance | None = None
        """Of an agreement that is shown: what came of its total."""
        self.alike: AlikePresenter | None = None
        """Of places of money: which documents may have been entered twice."""
        if ASKED.intersection(kinds):
            self.alike = AlikePresenter(session)
            self.alike.listen(self.tell)
            self.alike.ask()
        self.reported: tuple[NamedBy, ...] = ()
        """The filed reports that name the record that is shown."""
        self._lists: dict[str, ListPresenter] = {}
        self._records: dict[str, RecordPresenter] = {}
        self._asked = ""
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()
        if self.alike is not None:
            self.alike.close()
        for shown in self._lists.values():
            shown.close()
        for read in self._records.values():
            read.close()

    # --- the kind that is shown --------------------------------------------------------------------

    @property
    def list(self) -> ListPresenter:
        """The list of the kind that is shown."""
        name = self.kind.name
        if name not in self._lists:
            made = ListPresenter(self.session, name)
            made.listen(self.tell)
            self._lists[name] = made
        return self._lists[name]

    @property
    def record(self) -> RecordPresenter:
        """The record of that kind that is shown."""
        name = self.kind.name
        if name not in self._records:
            made = RecordPresenter(self.session, name)
            made.listen(self._on_record)
            self._records[name] = made
        return self._records[name]

    @property
    def parts(self) -> Mapping[str, Kind]:
        """The kinds of the parts, by their field."""
        return {field.name: self.all_kinds[field.of] for field in self.kind.parts()}

    def show_kind(self, name: str, where: Sequence[tuple[str, str]] = ()) -> None:
        """Show another kind of this place; with conditions, only what answers them."""
        if any(kind.name == name for kind in self.kinds):
            self.kind = self.all_kinds[name]
        if where or not self.list.is_asked:
            self.list.set_where(where)
        self.tell()

    def show_deleted(self, *, shown: bool) -> None:
        """Show the deleted records, which can be brought back, or those that are there."""
        self.list.deleted = shown
        self.list.ask()

    def choose(self, record: str) -> None:
        """Show a record beside the list."""
        self.list.choose(record)
        self.naming, self.balance, self.reported, self._asked = (), None, (), record
        self.record.show(record)

    def find(self, record: str) -> None:
        """Show a record of whatever kind of this place it is."""

        def done(view: RecordView) -> None:
            self.show_kind(view.kind)
            self.choose(view.id)
            self.tell()

        self.session.read(lambda: self.session.workspace.records.show(record), done)

    def _on_record(self) -> None:
        view = self.record.view
        if view is not None and view.id == self._asked:
            self._ask_naming(view)
        self.tell()

    def _ask_naming(self, view: RecordView) -> None:
        context = self.session.workspace.context
        total = _amount(view.fields.get("total")) if view.kind == "agreement" else None

        def work() -> tuple[tuple[Referring, ...], Balance | None]:
            found = referring(context, view.kind, view.id)
            return found, None if total is None else balance(context, view.id, total)

        def done(found: tuple[tuple[Referring, ...], Balance | None]) -> None:
            if self._asked == view.id and found != (self.naming, self.balance):
                self.naming, self.balance = found
                self.tell()

        self.session.read(work, done)
        if view.kind in KINDS:
            self._ask_reported(view)

    def _ask_reported(self, view: RecordView) -> None:
        """Which filed reports name a document; the first time after one was filed its sources are read."""
        naming = Naming(self.session.workspace.context)

        def done(found: tuple[NamedBy, ...]) -> None:
            if self._asked == view.id and found != self.reported:
                self.reported = found
                self.tell()

        self.session.background.run(lambda: naming.of(view.id), done, self.session.fail, lane="slow")

    def report_spot(self, one: NamedBy) -> Spot:
        """Where a filed report is shown, with its version."""
        about = (("about", one.about),) if one.about else ()
        chosen = (("report", one.report), *about, ("audience", one.reader), ("span", one.period))
        return Spot("reports", where=(*chosen, ("language", one.language)))

    def _on_changes(self, _changes: Changes) -> None:
        view = self.record.view
        if view is not None:
            self._ask_naming(view)

    # --- words for a row and for a head ----------------------------------------------------------------

    def title(self, view: RecordView) -> str:
        """The words by which people know a record."""
        return str(view.fields.get(self.kind.title) or "") or self.session.t(
            msg(N_("{kind} without a name"), kind=msg(self.kind.label))
        )

    def second_line(self, view: RecordView) -> str:
        """What tells it from others of its kind: whom, where, of what sort."""
        values = self.session.values
        said = [
            values.text(field, view.fields[field.name])
            for field in self.kind.fields
            if field.type in _TOLD
            and field.name not in (*_STATE_FIELDS, self.kind.title)
            and view.fields.get(field.name)
        ]
        if self.amount_field is not None and self.kind.date and view.fields.get(self.kind.date):
            said.insert(0, values.text(self.kind.by_name[self.kind.date], view.fields[self.kind.date]))
        return " · ".join(said[:_SECONDS])

    @property
    def amount_field(self) -> Field | None:
        """The field that says how much, of kinds that have one: an amount, or a rate."""
        return next((field for field in self.kind.fields if field.type in ("amount", "rate")), None)

    def right(self, view: RecordView) -> str:
        """What stands at the end of a row: how much, else when."""
        name = self.amount_field.name if self.amount_field is not None else self.kind.date
        value = view.fields.get(name) if name else None
        return self.session.values.text(self.kind.by_name[name], value) if name and value else ""

    def state(self, view: RecordView) -> StateView | None:
        """How a record stands; None for kinds that have no state."""
        if view.deleted:
            return StateView(msg(N_("Deleted")), "plain")
        if view.conflicts or view.deletion_proposed:
            return StateView(msg(N_("To decide")), "warn")
        if self.other(view):
            return StateView(msg(N_("Entered twice?")), "warn")
        for name in _STATE_FIELDS:
            field = self.kind.by_name.get(name)
            code = view.fields.get(name)
            if field is not None and isinstance(code, str):
                return StateView(label_of(field.choices, code), _tone(code))
        return None

    def other(self, view: RecordView) -> str:
        """The document that this one may be, entered twice; empty for most."""
        return "" if self.alike is None or view.deleted else self.alike.others.get(view.id, "")

    def outward(self, view: RecordView) -> tuple[tuple[Field, str, str], ...]:
        """The records that this one names: the field, the record's id, and the words for it."""
        found = []
        for field in self.kind.fields:
            value = view.fields.get(field.name)
            if field.type == "reference" and isinstance(value, str):
                found.append((field, value, self.session.values.text(field, value)))
        return tuple(found)

    def searching(self) -> Msg:
        """What stands in the empty search field."""
        return msg(N_("Search: {kinds}"), kinds=msg(self.kind.labels))

    def found(self) -> Msg:
        """How many answer."""
        return plural(N_("{n} record"), N_("{n} records"), self.list.count)

    # --- filters -----------------------------------------------------------------------------------

    def filters(self) -> tuple[FilterChoices, ...]:
        """The filters that the kind's description gives: by year, by place, by its short code lists."""
        found = []
        if self.kind.date:
            this = self.session.clock.today().year
            years = tuple((str(year), str(year)) for year in range(this, this - YEARS, -1))
            found.append(FilterChoices(self.kind.date, msg(N_("All years")), years))
        ordered = sorted(self.kind.fields, key=lambda field: field.name not in _STATE_FIELDS)
        for field in ordered:
            if field.type == "place":
                zones = tuple(
                    (one.code, one.name(self.session.language)) for one in self.session.atlas.groupings
                )
                found.append(FilterChoices(field.name, msg(N_("All places")), zones))
            elif field.type in ("code", "codes") and field.choices and _is_telling(field):
                choices = tuple(
                    (one.code, self.session.t(label_of(field.choices, one.code)))
                    for one in LISTS[field.choices].offered()
                )
                found.append(
                    FilterChoices(field.name, msg(N_("{field}: all"), field=msg(field.label)), choices)
                )
        return tuple(found)

    def other_conditions(self) -> tuple[Condition, ...]:
        """Conditions that no filter shows: what a number counted."""
        shown = {one.field: {code for code, _ in one.choices} for one in self.filters()}
        return Conditions(self.session, self.all_kinds, self.kind).unshown(self.list, shown)


def _amount(value: object) -> tuple[int, str] | None:
    try:
        return cast("tuple[int, str]", CODECS["amount"].parse(value))
    except ValueError:
        return None


def _is_telling(field: Field) -> bool:
    return field.name in (*_STATE_FIELDS, "type", "level", "theme", "kind")


def _tone(code: str) -> str:
    for tone, codes in (("good", _GOOD), ("bad", _BAD), ("accent", _ON_ITS_WAY)):
        if code in codes:
            return tone
    return "plain"
