"""Records of a kind as the rows of a grid: read by pages, new ones at the end, what is written kept apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cspdesk.domain.fields import Kind
from cspdesk.presenters.formstate import FormState, state_of
from cspdesk.presenters.grid_cells import Cells, GridRow
from cspdesk.presenters.grid_pages import PAGE, RecordPages
from cspdesk.presenters.grid_paths import Begins, cells_of, fixed_cells, is_empty, with_cells
from cspdesk.presenters.grid_saves import RowSaves
from cspdesk.presenters.grid_states import Judge, NoJudge, asked_about, standing
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.services.drafts import Draft, Drafts
from cspdesk.services.lists import Lists, Roll
from cspdesk.services.results import Changes, RecordView


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A record in a grid: its row, and all that stands in it, parts included."""

    row: GridRow
    state: FormState


class RecordRows(Observable):
    """The records that answer some conditions, in the order they had when asked; new ones at the end.

    Nothing moves under the hands: what is saved here stays where it was written until ``ask``.  Keys
    are ids of records; that of a new row is its draft's.
    """

    def __init__(
        self,
        session: Session,
        kind: str,
        columns: Sequence[str],
        *,
        blank: FormState | None = None,
        where: Sequence[tuple[str, str]] = (),
        sort: str = "",
        judge: Judge | None = None,
        begins: Begins | None = None,
        counted: str = "",
    ) -> None:
        super().__init__()
        self.session = session
        self.kind: Kind = next(one for one in session.workspace.records.kinds() if one.name == kind)
        self._kinds = {one.name: one for one in session.workspace.records.kinds()}
        self._columns = tuple(columns)
        self.blank = blank or FormState()
        """What a new row begins with."""
        self.where = tuple(where)
        self.search = ""
        self.sort = sort or self.kind.date
        self.judge: Judge = judge or NoJudge()
        self.begins: Begins = begins or {}
        self._counted = counted
        """The field whose parts are counted with the order."""
        self.many: Mapping[int, int] = {}
        """How many parts the records hold that hold several, by their places when asked."""
        self.is_asked = False
        self._lists = Lists(session.workspace.context)
        self._pages = RecordPages(session, kind)
        self._pages.listen(self.tell)
        self.saves = RowSaves(session, self._kinds, self.kind, self.blank, self)
        self._fresh: dict[str, RecordView] = {}
        self._begun: list[str] = []
        self._dropped: set[str] = set()
        self._turn = 0
        self._stop = session.on_changes(self._on_changes)

    @property
    def drafts(self) -> Drafts:
        """The drafts of the desk, and those that are asked about."""
        return self.saves.drafts

    def close(self) -> None:
        """Ask no more; what is typed becomes a save."""
        self.leave_all()
        self._stop()

    # --- asking

    def ask(self) -> None:
        """Ask for the order anew; drafts that were left over are laid over their rows or at the end."""
        self._turn += 1
        turn, where, search, sort, kind = self._turn, self.where, self.search, self.sort, self.kind.name
        counted = self._counted

        def work() -> tuple[Roll, Mapping[int, int], tuple[RecordView, ...], tuple[Draft, ...]]:
            roll = self._lists.roll(kind, where=where, search=search, sort=sort)
            many = self._lists.holding_several(kind, counted) if counted else {}
            rows = self._lists.rows(kind, roll.numbers[self._pages.last_page(roll) * PAGE :])
            drafts = tuple(one for one in self.drafts.list() if one.kind == kind)
            return roll, many, rows, drafts

        def done(
            found: tuple[Roll, Mapping[int, int], tuple[RecordView, ...], tuple[Draft, ...]],
        ) -> None:
            if turn == self._turn:
                self._take(*found)

        self.session.read(work, done)

    def _take(
        self, roll: Roll, many: Mapping[int, int], last: tuple[RecordView, ...], drafts: tuple[Draft, ...]
    ) -> None:
        self._pages.begin(roll, last)
        self.many = {place: many[one] for place, one in enumerate(roll.numbers) if one in many}
        written = self.saves.written
        for key in [key for key, one in written.items() if one.is_kept and not one.is_saving]:
            del written[key]
        self._begun = [key for key in self._begun if key in written and key not in self._fresh]
        self._fresh = {}
        self.is_asked = True
        for draft in reversed(drafts):
            if (draft.record or draft.id) not in written:
                key = self.saves.lay_over(draft)
                if not draft.record:
                    self._begun.append(key)
        self.tell()

    # --- rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._pages.count + len(self._begun)

    def held(self, place: int) -> HeldRow | None:
        """The record at a place, parts included; one that is not at hand comes by ``load``."""
        old = self._pages.count
        if place >= old:
            key = self._begun[place - old]
            return self._held(key, self._fresh.get(key))
        view = self._pages.view(place)
        return None if view is None else self._held(view.id, self._fresh.get(view.id, view))

    def row(self, place: int) -> GridRow | None:
        """The row at a place; one that is not at hand comes by ``load``."""
        held = self.held(place)
        return None if held is None else held.row

    def view(self, key: str) -> RecordView | None:
        """The record of a row as it was last saved or read."""
        place = self._pages.place(key)
        return self._fresh.get(key) or (None if place is None else self._pages.view(place))

    def state(self, key: str) -> FormState | None:
        """What stands in a row, parts included."""
        one = self.saves.written.get(key)
        if one is not None:
            return one.state
        view = self.view(key)
        return None if view is None else state_of(view, self.kind)

    def place(self, key: str) -> int | None:
        """Where a row stands now, if it was ever seen."""
        if key in self._begun:
            return self._pages.count + self._begun.index(key)
        return self._pages.place(key)

    @property
    def in_work(self) -> tuple[str, ...]:
        """The keys of the rows that were written since the order was asked."""
        return tuple(dict.fromkeys((*self.saves.written, *self._fresh)))

    def on_page(self, arrived: Callable[[int, Sequence[RecordView]], None]) -> None:
        """Tell of each page that was read: the place of its first record, and its records."""
        self._pages.arrived = arrived

    def _held(self, key: str, view: RecordView | None) -> HeldRow:
        one = self.saves.written.get(key)
        state = one.state if one is not None else state_of(view, self.kind)
        judged = self.judge.state(view.id) if view is not None else None
        stands = standing(self.kind, self._kinds, state, view, judged)
        if one is not None and one.draft in self.drafts.asked:
            stands = asked_about()
        fixed = frozenset(self._columns) if stands.code == "closed" else fixed_cells(state, self._columns)
        cells = cells_of(state, self._columns)
        return HeldRow(GridRow(key, cells, stands, fixed, is_kept=one is None or one.is_kept), state)

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is neither at hand nor on its way."""
        return self._pages.is_hungry

    def load(self) -> None:
        """Read the rows that were looked for last."""
        self._pages.load()

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        """Give the rows at these places once all of them are at hand."""
        self.fetch_held(places, lambda held: then({place: one.row for place, one in held.items()}))

    def fetch_held(self, places: Sequence[int], then: Callable[[Mapping[int, HeldRow]], None]) -> None:
        """Give the records at these places once all of them are at hand."""
        old = self._pages.count
        begun = {place: self.held(place) for place in places if old <= place < self.count}

        def done(views: Mapping[int, RecordView]) -> None:
            found = {place: one for place, one in begun.items() if one is not None}
            for place, view in views.items():
                found[place] = self._held(view.id, self._fresh.get(view.id, view))
            then(found)

        self._pages.fetch([place for place in places if place < old], done)

    # --- writing

    def begin(self) -> str:
        """A new row at the end."""
        key = self.saves.begin()
        self._begun.append(key)
        return key

    def put(self, key: str, cells: Cells) -> None:
        """Write cells of a row: kept as a draft a moment later."""
        self.saves.change(key, lambda state: with_cells(state, cells, self.begins))

    def drop(self, key: str) -> None:
        """Take a row away that was begun here: its draft is let go, its record deleted if it was saved."""
        one = self.saves.written.get(key)
        if key not in self._begun or (one is not None and not is_empty(one.state, self.blank)):
            return
        self._begun.remove(key)
        self._dropped.add(key)
        view = self._fresh.pop(key, None)
        self.saves.forget(key)
        if view is not None:
            records, record = self.session.workspace.records, view.id
            self.session.save(lambda: records.delete(record, "-"), lambda _nothing: None)
        self.tell()

    def is_dropped(self, key: str) -> bool:
        """Whether a row was taken away here."""
        return key in self._dropped

    # --- what its saves tell

    def saved(self, key: str, view: RecordView) -> None:
        """A row became a save: it stays where it was written."""
        self._fresh[key] = view

    def left_empty(self, key: str) -> None:
        """The last row was left without a word: it is the empty one again."""
        if self._begun and self._begun[-1] == key:
            self.drop(key)

    def leave(self, key: str) -> None:
        """The row was left: it becomes one save."""
        self.saves.leave(key)

    def leave_together(self, keys: Sequence[str]) -> None:
        """Rows that were written at once: each becomes a save, all of them in one transaction."""
        self.saves.leave_together(keys)

    def leave_all(self) -> None:
        """Everything typed becomes a save."""
        self.saves.leave_all()

    def save_now(self) -> None:
        """What is typed is on the disk when this returns; what is refused is a draft."""
        self.saves.save_now()

    # --- news

    def _on_changes(self, changes: Changes) -> None:
        """Records that changed elsewhere are read again in their places."""
        if not self.is_asked or not touches(changes, self.kind.name):
            return
        if changes.records and changes.records <= set(self._fresh) | set(self.saves.written):
            return
        self._pages.read_again()
