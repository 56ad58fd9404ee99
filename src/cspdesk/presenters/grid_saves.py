"""Rows of a grid that are being written: kept as drafts a moment later, each one save when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from cspdesk.domain.fields import Kind
from cspdesk.domain.ids import to_hex
from cspdesk.presenters.formstate import FormState, state_of, typed_over
from cspdesk.presenters.grid_paths import is_empty
from cspdesk.presenters.grid_written import Written
from cspdesk.presenters.session import Session
from cspdesk.services.drafts import Draft, Drafts
from cspdesk.services.results import RecordView

KEEP_MS: Final = 700


class Shown(Protocol):
    """The rows that are written in: what stands in one, and where news go."""

    def view(self, key: str) -> RecordView | None:
        """The record of a row as it was last saved or read."""

    def saved(self, key: str, view: RecordView) -> None:
        """A row became a save."""

    def left_empty(self, key: str) -> None:
        """A new row was left in which nobody wrote."""

    def tell(self) -> None:
        """Something in a row changed."""


class RowSaves:
    """What is typed in the rows of a grid, by their keys, from the first letter to the save."""

    def __init__(
        self, session: Session, kinds: Mapping[str, Kind], kind: Kind, blank: FormState, rows: Shown
    ) -> None:
        self._session = session
        self._kinds = kinds
        self._kind = kind
        self._blank = blank
        self._rows = rows
        self.drafts = Drafts(session.workspace.context, session.workspace.records)
        self.written: dict[str, Written] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._stop_waiting: Callable[[], None] | None = None

    # --- what is written

    def begin(self) -> str:
        """A new row in which nothing stands yet."""
        key = to_hex(self._session.workspace.desk.ids.new())
        self.written[key] = Written(key, self._blank, self._blank)
        return key

    def lay_over(self, draft: Draft) -> str:
        """Bring back what was typed and never saved; gives the key of its row."""
        key = draft.record or draft.id
        if draft.record:
            shown = FormState()
            one = Written(draft.id, shown, shown.over(draft.typed), draft.record, draft.token)
            self.written[key] = one
            self._ask_view(key, one, draft)
        else:
            one = self.written[key] = Written(draft.id, self._blank, self._blank.over(draft.typed))
        one.has_draft = True
        return key

    def change(self, key: str, changed: Callable[[FormState], FormState]) -> None:
        """Write in a row: kept as a draft a moment later."""
        one = self.written.get(key) or self._opened(key)
        if one is None:
            return
        one.state = changed(one.state)
        one.revision += 1
        self.drafts.asked.pop(one.draft, None)  # other figures are another question
        one.is_left = False
        if one.is_kept:
            one.is_kept = False
            self._session.typing(unsaved=True)
        if self._stop_waiting is None:
            self._stop_waiting = self._session.background.after(KEEP_MS, self.keep)
        self._rows.tell()

    def name(self, key: str, part: str) -> str:
        """What a part is called since its row was saved: it began under a key of the form's own."""
        return self._names.get(key, {}).get(part, part)

    def _opened(self, key: str) -> Written | None:
        view = self._rows.view(key)
        if view is None:
            return None
        shown = state_of(view, self._kind)
        one = Written(to_hex(self._session.workspace.desk.ids.new()), shown, shown, view.id, view.token, view)
        self.written[key] = one
        if not one.token:
            self._ask_view(key, one)
        return one

    def _ask_view(self, key: str, one: Written, draft: Draft | None = None) -> None:
        """Read the whole record: a save says against what it was written."""

        def done(view: RecordView) -> None:
            if self.written.get(key) is not one or (one.token and draft is None):
                return
            fresh = state_of(view, self._kind)
            typed = draft.typed if draft is not None else typed_over(one.shown, one.state, one.ids)
            one.shown, one.view, one.record = fresh, view, view.id
            one.state = fresh.over(typed)
            one.token = one.token or view.token
            if one.is_left:
                self.leave(key)
            self._rows.tell()

        self._session.read(lambda: self._session.workspace.records.show(one.record), done)

    def forget(self, key: str) -> None:
        """Let go what was typed in a row, its draft too."""
        one = self.written.pop(key, None)
        if one is not None:
            self._settle(one)
            self._let_go(one)

    # --- keeping

    def keep(self) -> None:
        """Put what is typed on the disk as drafts, in one job."""
        self._stop_clock()
        waiting = [
            (one, one.revision, self._as_draft(one))
            for one in self.written.values()
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
            self._rows.tell()

        self._session.save(work, done)

    def _as_draft(self, one: Written) -> Draft:
        return one.as_draft(self._kind.name, self._session.clock.now())

    # --- saving

    def leave(self, key: str) -> None:
        """The row was left: it becomes one save."""
        one = self.written.get(key)
        if one is None:
            return
        one.is_left = True
        if one.is_saving or (one.record and not one.token):
            return  # comes back here when it may
        if not one.record and is_empty(one.state, self._blank):
            self._rows.left_empty(key)
            return
        draft, state, revision = self._as_draft(one), one.state, one.revision
        if not draft.typed:
            self._settle(one)
            self._let_go(one)
            if one.record:
                self.written.pop(key, None)
            self._rows.tell()
            return
        one.is_saving = True

        def done(view: RecordView) -> None:
            self._saved(key, one, view, (draft, state, revision))
            self._rows.tell()

        def failed(error: Exception) -> None:
            one.is_saving = False
            self.keep()
            self._session.fail(error)
            self._rows.tell()

        self._session.save(lambda: self.drafts.finish(draft), done, failed)

    def leave_all(self) -> None:
        """Everything typed becomes a save."""
        self._stop_clock()
        self.leave_together(tuple(self.written))

    def leave_together(self, keys: Sequence[str]) -> None:
        """Rows that were written at once: each becomes a save, all of them in one transaction."""
        ready = [
            (key, one, self._as_draft(one))
            for key in keys
            if (one := self.written.get(key)) is not None and one.is_ready(self._blank)
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
            self._rows.tell()

        def failed(_error: Exception) -> None:
            # one of them is refused: each by itself, so that the others are saved
            for _, one, _ in sent:
                one.is_saving = False
            for key, _, _ in sent:
                self.leave(key)

        drafts = [draft for _, _, draft in many]
        self._session.save(lambda: self.drafts.finish_together(drafts), done, failed)

    def save_now(self) -> None:
        """What is typed is on the disk when this returns; what is refused is a draft."""
        self._stop_clock()
        waiting = [self._as_draft(one) for one in self.written.values() if not one.is_kept or one.has_draft]

        def work() -> None:
            for draft in waiting:
                if draft.typed and (draft.token or not draft.record):
                    self.drafts.keep(draft)

        self._session.background.finish(work)
        self.leave_all()

    def _saved(self, key: str, one: Written, view: RecordView, sent: tuple[Draft, FormState, int]) -> None:
        one.saved(view, sent, self._kinds)
        one.draft = to_hex(self._session.workspace.desk.ids.new())
        self._names.setdefault(key, {}).update(one.ids)
        self._rows.saved(key, view)
        if one.revision == sent[2]:
            self._settle(one)
            if not one.state.unread:
                self.written.pop(key, None)
        elif one.is_left:
            self.leave(key)

    def _let_go(self, one: Written) -> None:
        if one.has_draft:
            draft = one.draft
            self._session.save(lambda: self.drafts.drop(draft), lambda _nothing: None)

    def _settle(self, one: Written) -> None:
        if not one.is_kept:
            one.is_kept = True
            self._session.typing(unsaved=False)

    def _stop_clock(self) -> None:
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None
