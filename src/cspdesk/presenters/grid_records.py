"""Records of a kind as the rows of a grid: read by pages, kept as drafts, each one save when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from cspdesk.domain.fields import Kind
from cspdesk.domain.ids import to_hex
from cspdesk.presenters.formstate import FormState, state_of, typed_over
from cspdesk.presenters.grid_cells import Cells, GridRow
from cspdesk.presenters.grid_pages import PAGE, RecordPages
from cspdesk.presenters.grid_paths import Begins, cells_of, fixed_cells, is_empty, with_cells
from cspdesk.presenters.grid_states import Judge, NoJudge, asked_about, standing
from cspdesk.presenters.grid_written import Written
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.services.drafts import Draft, Drafts
from cspdesk.services.lists import Lists, Roll
from cspdesk.services.results import Changes, RecordView

KEEP_MS: Final = 700


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
        self._begins = begins
        self.is_asked = False
        self.drafts = Drafts(session.workspace.context, session.workspace.records)
        self._lists = Lists(session.workspace.context)
        self._pages = RecordPages(session, kind)
        self._pages.listen(self.tell)
        self._fresh: dict[str, RecordView] = {}
        self._written: dict[str, Written] = {}
        self._begun: list[str] = []
        self._turn = 0
        self._stop_waiting: Callable[[], None] | None = None
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more; what is typed becomes a save."""
        self.leave_all()
        self._stop()

    # --- asking

    def ask(self) -> None:
        """Ask for the order anew; drafts that were left over are laid over their rows or at the end."""
        self._turn += 1
        turn, where, search, sort, kind = self._turn, self.where, self.search, self.sort, self.kind.name

        def work() -> tuple[Roll, tuple[RecordView, ...], tuple[Draft, ...]]:
            roll = self._lists.roll(kind, where=where, search=search, sort=sort)
            rows = self._lists.rows(kind, roll.numbers[self._pages.last_page(roll) * PAGE :])
            drafts = tuple(one for one in self.drafts.list() if one.kind == kind)
            return roll, rows, drafts

        def done(found: tuple[Roll, tuple[RecordView, ...], tuple[Draft, ...]]) -> None:
            if turn == self._turn:
                self._take(*found)

        self.session.read(work, done)

    def _take(self, roll: Roll, last: tuple[RecordView, ...], drafts: tuple[Draft, ...]) -> None:
        self._pages.begin(roll, last)
        busy = {key: one for key, one in self._written.items() if not one.is_kept or one.is_saving}
        self._written = busy
        self._begun = [key for key in self._begun if key in busy and key not in self._fresh]
        self._fresh = {}
        self.is_asked = True
        for draft in reversed(drafts):
            key = draft.record or draft.id
            if key not in self._written:
                self._lay_over(key, draft)
        self.tell()

    def _lay_over(self, key: str, draft: Draft) -> None:
        """Bring back what was typed and never saved."""
        if draft.record:
            shown = FormState()
            one = Written(draft.id, shown, shown.over(draft.typed), draft.record, draft.token)
            self._written[key] = one
            self._ask_view(key, one, draft)
        else:
            self._written[key] = Written(draft.id, self.blank, self.blank.over(draft.typed))
            self._begun.append(key)
        self._written[key].has_draft = True

    # --- rows

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._pages.count + len(self._begun)

    def row(self, place: int) -> GridRow | None:
        """The row at a place; one that is not at hand comes by ``load``."""
        old = self._pages.count
        if place >= old:
            key = self._begun[place - old]
            return self._row(key, self._fresh.get(key))
        view = self._pages.view(place)
        return None if view is None else self._row(view.id, self._fresh.get(view.id, view))

    def view(self, key: str) -> RecordView | None:
        """The record of a row as it was last saved or read."""
        place = self._pages.place(key)
        return self._fresh.get(key) or (None if place is None else self._pages.view(place))

    def place(self, key: str) -> int | None:
        """Where a row stands now, if it was ever seen."""
        if key in self._begun:
            return self._pages.count + self._begun.index(key)
        return self._pages.place(key)

    def _row(self, key: str, view: RecordView | None) -> GridRow:
        one = self._written.get(key)
        state = one.state if one is not None else state_of(view, self.kind)
        judged = self.judge.state(view.id) if view is not None else None
        stands = standing(self.kind, self._kinds, state, view, judged)
        if one is not None and one.draft in self.drafts.asked:
            stands = asked_about()
        fixed = frozenset(self._columns) if stands.code == "closed" else fixed_cells(state, self._columns)
        return GridRow(key, cells_of(state, self._columns), stands, fixed, is_kept=one is None or one.is_kept)

    @property
    def is_hungry(self) -> bool:
        """Whether a row was looked for that is neither at hand nor on its way."""
        return self._pages.is_hungry

    def load(self) -> None:
        """Read the rows that were looked for last."""
        self._pages.load()

    def fetch(self, places: Sequence[int], then: Callable[[Mapping[int, GridRow]], None]) -> None:
        """Give the rows at these places once all of them are at hand."""
        old = self._pages.count
        begun = {place: self.row(place) for place in places if old <= place < self.count}

        def done(views: Mapping[int, RecordView]) -> None:
            found = {place: row for place, row in begun.items() if row is not None}
            for place, view in views.items():
                found[place] = self._row(view.id, self._fresh.get(view.id, view))
            then(found)

        self._pages.fetch([place for place in places if place < old], done)

    # --- writing

    def begin(self) -> str:
        """A new row at the end."""
        key = to_hex(self.session.workspace.desk.ids.new())
        self._written[key] = Written(key, self.blank, self.blank)
        self._begun.append(key)
        return key

    def put(self, key: str, cells: Cells) -> None:
        """Write cells of a row: kept as a draft a moment later."""
        one = self._written.get(key) or self._opened(key)
        if one is None:
            return
        one.state = with_cells(one.state, cells, self._begins)
        one.revision += 1
        self.drafts.asked.pop(one.draft, None)  # other figures are another question
        one.is_left = False
        if one.is_kept:
            one.is_kept = False
            self.session.typing(unsaved=True)
        if self._stop_waiting is None:
            self._stop_waiting = self.session.background.after(KEEP_MS, self.keep)
        self.tell()

    def _opened(self, key: str) -> Written | None:
        view = self.view(key)
        if view is None:
            return None
        shown = state_of(view, self.kind)
        one = Written(to_hex(self.session.workspace.desk.ids.new()), shown, shown, view.id, view.token, view)
        self._written[key] = one
        if not one.token:
            self._ask_view(key, one)
        return one

    def _ask_view(self, key: str, one: Written, draft: Draft | None = None) -> None:
        """Read the whole record: a save says against what it was written."""

        def done(view: RecordView) -> None:
            if self._written.get(key) is not one or (one.token and draft is None):
                return
            fresh = state_of(view, self.kind)
            typed = draft.typed if draft is not None else typed_over(one.shown, one.state, one.ids)
            one.shown, one.view, one.record = fresh, view, view.id
            one.state = fresh.over(typed)
            one.token = one.token or view.token
            if one.is_left:
                self.leave(key)
            self.tell()

        self.session.read(lambda: self.session.workspace.records.show(one.record), done)

    def drop(self, key: str) -> None:
        """Take a row away that was begun here: its draft is let go, its record deleted if it was saved."""
        one = self._written.get(key)
        if key not in self._begun or (one is not None and not is_empty(one.state, self.blank)):
            return
        self._begun.remove(key)
        view = self._fresh.pop(key, None)
        if one is not None:
            self._settle(one)
            del self._written[key]
            self._let_go(one)
        if view is not None:
            records, record = self.session.workspace.records, view.id
            self.session.save(lambda: records.delete(record, "-"), lambda _nothing: None)
        self.tell()

    # --- keeping and saving

    def keep(self) -> None:
        """Put what is typed on the disk as drafts, in one job."""
        self._stop_clock()
        waiting = [
            (one, one.revision, self._as_draft(one))
            for one in self._written.values()
            if not one.is_kept and not one.is_saving and (one.token or not one.record)
        ]
        if not waiting:
            return

        def work() -> None:
            for _, _, draft in waiting:
                self.drafts.keep(draft)

        def done(_nothing: None) -> None:
            for one, revision, _ in waiting:
                one.has_draft = True
                if one.revision == revision:
                    self._settle(one)
            self.tell()

        self.session.save(work, done)

    def _as_draft(self, one: Written) -> Draft:
        return one.as_draft(self.kind.name, self.session.clock.now())

    def leave(self, key: str) -> None:
        """The row was left: it becomes one save."""
        one = self._written.get(key)
        if one is None:
            return
        one.is_left = True
        if one.is_saving or (one.record and not one.token):
            return  # comes back here when it may
        if not one.record and is_empty(one.state, self.blank):
            if self._begun and self._begun[-1] == key:
                self.drop(key)
            return
        draft, state, revision = self._as_draft(one), one.state, one.revision
        if not draft.typed:
            self._forget(key, one)
            return
        one.is_saving = True

        def done(view: RecordView) -> None:
            self._saved(key, one, view, (draft, state, revision))
            self.tell()

        def failed(error: Exception) -> None:
            one.is_saving = False
            self.keep()
            self.session.fail(error)
            self.tell()

        self.session.save(lambda: self.drafts.finish(draft), done, failed)

    def leave_all(self) -> None:
        """Everything typed becomes a save."""
        self._stop_clock()
        self.leave_together(tuple(self._written))

    def leave_together(self, keys: Sequence[str]) -> None:
        """Rows that were written at once: each becomes a save, all of them in one transaction."""
        ready = [
            (key, one, self._as_draft(one))
            for key in keys
            if (one := self._written.get(key)) is not None and one.is_ready(self.blank)
        ]
        together = [found for found in ready if found[2].typed and not found[2].typed.unread]
        if len(together) > 1:
            self._save_together(together)
            keys = [key for key in keys if key not in {found[0] for found in together}]
        for key in keys:
            self.leave(key)

    def _save_together(self, many: Sequence[tuple[str, Written, Draft]]) -> None:
        sent = [(key, one, (draft, one.state, one.revision)) for key, one, draft in many]
        for _, one, _ in sent:
            one.is_left = one.is_saving = True

        def done(views: tuple[RecordView, ...]) -> None:
            for (key, one, was), view in zip(sent, views, strict=True):
                self._saved(key, one, view, was)
            self.tell()

        def failed(_error: Exception) -> None:
            # one of them is refused: each by itself, so that the others are saved
            for _, one, _ in sent:
                one.is_saving = False
            for key, _, _ in sent:
                self.leave(key)

        drafts = [draft for _, _, draft in many]
        self.session.save(lambda: self.drafts.finish_together(drafts), done, failed)

    def save_now(self) -> None:
        """What is typed is on the disk when this returns; what is refused is a draft."""
        self._stop_clock()
        waiting = [self._as_draft(one) for one in self._written.values() if not one.is_kept or one.has_draft]

        def work() -> None:
            for draft in waiting:
                if draft.typed and (draft.token or not draft.record):
                    self.drafts.keep(draft)

        self.session.background.finish(work)
        self.leave_all()

    def _saved(self, key: str, one: Written, view: RecordView, sent: tuple[Draft, FormState, int]) -> None:
        one.saved(view, sent, self._kinds)
        one.draft = to_hex(self.session.workspace.desk.ids.new())
        self._fresh[key] = view
        if one.revision == sent[2]:
            self._settle(one)
            if not one.state.unread:
                self._written.pop(key, None)
        elif one.is_left:
            self.leave(key)

    def _forget(self, key: str, one: Written) -> None:
        """Nothing in it differs from the record any more."""
        self._settle(one)
        self._let_go(one)
        if one.record:
            self._written.pop(key, None)
        self.tell()

    def _let_go(self, one: Written) -> None:
        if one.has_draft:
            draft = one.draft
            self.session.save(lambda: self.drafts.drop(draft), lambda _nothing: None)

    def _settle(self, one: Written) -> None:
        if not one.is_kept:
            one.is_kept = True
            self.session.typing(unsaved=False)

    def _stop_clock(self) -> None:
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    # --- news

    def _on_changes(self, changes: Changes) -> None:
        """Records that changed elsewhere are read again in their places."""
        if not self.is_asked or not touches(changes, self.kind.name):
            return
        if changes.records and changes.records <= set(self._fresh) | set(self._written):
            return
        self._pages.read_again()
