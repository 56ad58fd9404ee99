"""Expenses as rows of a grid, and beneath one that several lines bear a row for each share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, cast

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.formstate import NEW, FormState, Row
from cspdesk.presenters.grid_cells import Cells, Given, GridRow, part_of, unit_of
from cspdesk.presenters.grid_folds import HEAD, Folds
from cspdesk.presenters.grid_paths import with_cells
from cspdesk.presenters.grid_records import HeldRow, RecordRows
from cspdesk.presenters.grid_states import RowState, lacks
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.share_hands import AGREEMENT, FIGURE, LINE, OF_SHARE, ShareHands
from cspdesk.presenters.share_sums import (
    AMOUNT,
    PERCENT,
    SHARES,
    Left,
    Money,
    balanced,
    figure_of,
    left_by,
    money_of,
    of_share,
    shown,
    shown_in,
    worth,
    written,
)
from cspdesk.services.drafts import Drafts
from cspdesk.services.results import RecordView

_OWN: Final = (AGREEMENT, LINE, FIGURE)
_FIRST: Final = 1_000
"""Keys of shares begun here are above those that a form begins with."""


class ShareRows(Observable):
    """The rows of ``records`` with those of their shares; keys of shares are ``RECORD/SHARE``."""

    def __init__(
        self, records: RecordRows, columns: Sequence[str], currency_of: Callable[[Cells], str]
    ) -> None:
        super().__init__()
        self.records = records
        self._columns = tuple(columns)
        self._currency_of = currency_of
        self._written: dict[str, ShareHands] = {}
        self._number = _FIRST
        self._many: Mapping[int, int] | None = None
        self._parts: dict[int, int] = {}
        self._folds = Folds()
        records.on_page(self._on_page)
        self._stop = records.listen(self._on_records)

    def close(self) -> None:
        """Listen no more; what is typed becomes a save."""
        self._clear(tuple(self.records.saves.written))
        self._stop()
        self.records.close()

    @property
    def drafts(self) -> Drafts:
        """The drafts of the desk, and those that are asked about."""
        return self.records.drafts

    # --- places

    def _on_page(self, first: int, views: Sequence[RecordView]) -> None:
        self._renew()
        found = {first + at: _many(view) for at, view in enumerate(views)}
        if any(self._parts.get(place, 0) != many for place, many in found.items()):
            self._parts.update(found)
            self._folds = Folds(self._parts)

    def _on_records(self) -> None:
        self._renew()
        self._lay()
        self.tell()

    def _renew(self) -> None:
        """The order was asked anew: with it came how many shares there are."""
        if self._many is not self.records.many:
            self._many = self.records.many
            self._parts = dict(self._many)
            self._folds = Folds(self._parts)

    def _lay(self) -> None:
        """Rows that are written, or were, may have other shares now."""
        changed = False
        for key in self.records.in_work:
            place, state = self.records.place(key), self.records.state(key)
            if place is not None and state is not None:
                many = shown_in(state)
                changed = changed or self._parts.get(place, 0) != many
                self._parts[place] = many
        count = self.records.count
        gone = [place for place in self._parts if place >= count]
        for place in gone:
            del self._parts[place]
        if changed or gone:
            self._folds = Folds(self._parts)

    # --- rows

    @property
    def count(self) -> int:
        """How many rows there are, those of shares included."""
        return self.records.count + self._folds.more

    @property
    def many(self) -> int:
        """How many expenses there are."""
        return self.records.count

    def comes_to(self, place: int) -> Money | None:
        """What a share that is written per cent comes to, with the others to the last diram."""
        record, part = self._folds.at(place)
        held = self.records.held(record) if part != HEAD else None
        return None if held is None else worth(held.state, part)

    @property
    def has_shares(self) -> bool:
        """Whether any row of a share is shown."""
        return self._folds.more > 0

    def row(self, place: int) -> GridRow | None:
        """The row at a place; one that is not at hand comes by ``load``."""
        record, part = self._folds.at(place)
        held = self.records.held(record) if record < self.records.count else None
        return None if held is None else self._row(held, part)

    def place(self, key: str) -> int | None:
        """Where a row stands now; a share that bears the whole has no row of its own."""
        unit, part = unit_of(key), part_of(key)
        record = self.records.place(unit)
        if record is None or not part:
            return None if record is None else self._folds.place(record)
        state = self.records.state(unit)
        if state is None or not self._folds.parts(record):
            return None
        keys = [row.key for row in state.rows(SHARES)]
        share = self._hands(unit, state).named(state, part)
        return self._folds.place(record, keys.index(share)) if share in keys else None

    def view(self, key: str) -> RecordView | None:
        """The record of a row, of a share too, as it was last saved or read."""
        return self.records.view(unit_of(key))

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is neither at hand nor on its way."""
        return self.records.is_hungry

    def load(self) -> None:
        """Read the rows that were looked for last."""
        self.records.load()

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        """Give the rows at these places once all of them are at hand."""
        asked = {place: self._folds.at(place) for place in places}

        def done(held: Mapping[int, HeldRow]) -> None:
            rows = {
                place: self._row(held[record], part)
                for place, (record, part) in asked.items()
                if record in held
            }
            then({place: row for place, row in rows.items() if row is not None})

        self.records.fetch_held(sorted({record for record, _ in asked.values()}), done)

    def _row(self, held: HeldRow, part: int) -> GridRow | None:
        row, state = held.row, held.state
        shares = state.rows(SHARES)
        if not shown_in(state):
            return row if part == HEAD else None
        told = self._told(state)
        if part != HEAD:
            return self._share_row(held, shares[part], told) if part < len(shares) else None
        own = {AGREEMENT, LINE}
        cells = {name: given for name, given in row.cells.items() if name not in own}
        stands = row.state
        if told is not None and stands.code in ("complete", "lacks"):
            stands = lacks(told)
        return replace(row, cells=cells, state=stands, fixed=row.fixed | own)

    def _share_row(self, held: HeldRow, share: Row, told: Msg | None) -> GridRow:
        state, unit = held.state, held.row.key
        by_hand = self._hands(unit, state).of(state)
        cells: dict[str, Given] = {}
        for column, name in ((AGREEMENT, "agreement"), (LINE, "line"), (FIGURE, AMOUNT)):
            given = Given(share.values.get(name), state.unread.get(f"{SHARES}/{share.key}/{name}", ""))
            if column == FIGURE and not given.text:
                given = Given(figure_of(share.values), is_rest=share.key not in by_hand)
            if given or given.value is not None:
                cells[column] = given
        currency = self._currency_of(held.row.cells)
        cells[OF_SHARE] = Given(of_share(state, share.key, by_hand, currency))
        fixed = frozenset(self._columns) - (frozenset() if held.row.state.code == "closed" else set(_OWN))
        stands = RowState(
            "share", msg(N_("Share")), "arrow-elbow-down-right", "ink3", (told,) if told else ()
        )
        key = f"{unit}/{share.key}"
        return GridRow(key, cells, stands, fixed, is_kept=held.row.is_kept, is_part=True)

    def _told(self, state: FormState) -> Msg | None:
        """What the shares lack to be the whole."""
        rows = state.rows(SHARES)
        if any(path.startswith(f"{SHARES}/") and path.endswith(f"/{AMOUNT}") for path in state.unread):
            return None  # that it cannot be read is told
        figures = [figure_of(row.values) for row in rows]
        if len({one.way for one in figures if one is not None}) > 1:
            return msg(N_("Shares are all per cent, or all amounts."))
        left = left_by(rows, money_of(state.values.get("amount")))
        if left is not None and left.sign:
            return self._words(left)
        return msg(N_("A share has no amount.")) if None in figures else None

    def _words(self, left: Left) -> Msg:
        formats = self.records.session.formats
        if left.way == PERCENT:
            digits, _, part = written(abs(left.percent)).partition(".")
            much = formats.decimal(int(digits + part), len(part))
            if left.sign > 0:
                return msg(N_("{percent} per cent is not shared out yet."), percent=much)
            return msg(N_("The shares are {percent} per cent too much."), percent=much)
        amount = formats.amount_with_code(abs(left.amount[0]), left.amount[1])
        if left.sign > 0:
            return msg(N_("{amount} is not shared out yet."), amount=amount)
        return msg(N_("The shares are {amount} too much."), amount=amount)

    # --- writing

    def begin(self) -> str:
        """A new expense at the end."""
        return self.records.begin()

    def put(self, key: str, cells: Cells) -> None:
        """Write cells of an expense, or of a share; what nobody wrote takes the rest."""
        unit, part = unit_of(key), part_of(key)

        def changed(state: FormState) -> FormState:
            hands = self._hands(unit, state)
            if part:
                return hands.written(state, hands.named(state, part), cells)
            return balanced(with_cells(state, cells, self.records.begins), hands.of(state))

        self.records.saves.change(unit, changed)

    def shares(self, key: str) -> int:
        """How many shares an expense has, of which one that bears the whole is not shown."""
        state = self.records.state(unit_of(key))
        return 0 if state is None else len(state.rows(SHARES))

    def begins_with(self, key: str) -> Cells:
        """What a further share of an expense begins with: the agreement of its first."""
        state = self.records.state(unit_of(key))
        rows = () if state is None else state.rows(SHARES)
        agreement = rows[0].values.get("agreement") if rows else None
        return {AGREEMENT: Given(agreement)} if agreement else {}

    def add_share(self, key: str, cells: Cells) -> str:
        """A further share of an expense; gives its key, empty where the expense is not here."""
        unit = unit_of(key)
        self._number += 1
        share = f"{NEW}{self._number}"

        def changed(state: FormState) -> FormState:
            return self._hands(unit, state).written(state.added(SHARES, Row(share)), share, cells)

        if self.records.state(unit) is None:
            return ""
        self.records.saves.change(unit, changed)
        return f"{unit}/{share}"

    def drop(self, key: str) -> None:
        """Take a share out, or an expense that was begun here and holds nothing."""
        unit, part = unit_of(key), part_of(key)
        if not part:
            self.records.drop(unit)
        elif self.place(key) is not None:
            self._take_out(unit, [part])

    def revive(self, key: str) -> str:
        """A row back that was taken away, under the key that it is given; empty where it cannot be."""
        if part_of(key):
            return self.add_share(key, {})
        return self.records.begin() if self.records.is_dropped(key) else ""

    # --- leaving

    def leave(self, key: str) -> None:
        """The expense was left: it becomes one save, without shares in which nothing was written."""
        self._clear([unit_of(key)])
        self.records.leave(unit_of(key))

    def leave_together(self, keys: Sequence[str]) -> None:
        """Expenses that were written at once: each becomes a save, all of them in one transaction."""
        units = tuple(dict.fromkeys(unit_of(key) for key in keys))
        self._clear(units)
        self.records.leave_together(units)

    def leave_all(self) -> None:
        """Everything typed becomes a save."""
        self._clear(tuple(self.records.saves.written))
        self.records.leave_all()

    def save_now(self) -> None:
        """What is typed is on the disk when this returns; what is refused is a draft."""
        self.records.save_now()

    def _clear(self, units: Sequence[str]) -> None:
        """Take shares out that were begun and hold nothing."""
        for unit in units:
            one = self.records.saves.written.get(unit)
            empty = () if one is None else self._hands(unit, one.state).empty(one.state)
            if empty:
                self._take_out(unit, empty)

    def _take_out(self, unit: str, shares: Sequence[str]) -> None:
        def changed(state: FormState) -> FormState:
            hands = self._hands(unit, state)
            return hands.without(state, [hands.named(state, share) for share in shares])

        self.records.saves.change(unit, changed)

    def _hands(self, unit: str, state: FormState) -> ShareHands:
        """Of which shares a person wrote the figure; of an expense that came so, all of them."""
        if unit not in self._written:
            self._written[unit] = ShareHands(state, partial(self.records.saves.name, unit))
        return self._written[unit]


def _many(view: RecordView) -> int:
    shares = cast("Sequence[Mapping[str, object]]", view.fields.get(SHARES) or ())
    return shown(shares, view.fields.get("amount"))
