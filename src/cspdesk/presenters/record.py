"""One record being read: what it holds, what it is linked with, its history; asked again when it changes."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import NotFoundError
from cspdesk.domain.fields import Kind
from cspdesk.domain.quality import owes_feedback
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session
from cspdesk.services.linked import Linked, LinkedView
from cspdesk.services.results import Changes, ChangeView, RecordView


@dataclass(frozen=True, slots=True)
class _Read:
    view: RecordView | None
    links: tuple[LinkedView, ...] = ()


class RecordPresenter(Observable):
    """The record that is shown beside a list; none before one is chosen."""

    def __init__(self, session: Session, kind: str) -> None:
        super().__init__()
        self.session = session
        self.kind: Kind = next(k for k in session.workspace.records.kinds() if k.name == kind)
        self.record = ""
        self.view: RecordView | None = None
        self.links: tuple[LinkedView, ...] = ()
        self.history: tuple[ChangeView, ...] | None = None
        """None until it is asked for."""
        self._linked = Linked(session.workspace.context)
        self._asked = 0
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    def show(self, record: str) -> None:
        """Read a record; nothing with an empty id."""
        if record != self.record:
            self.history = None
        self.record = record
        self._asked += 1
        if record:
            self._ask()
        else:
            self._take(_Read(None))

    def _ask(self) -> None:
        asked, record = self._asked, self.record

        def work() -> _Read:
            try:
                view = self.session.workspace.records.show(record)
            except NotFoundError:
                # a place may name a record that is restricted, or not here yet
                return _Read(None)
            return _Read(view, self._linked.of(record))

        def done(found: _Read) -> None:
            if asked == self._asked:
                self._take(found)

        self.session.read(work, done)

    def _take(self, found: _Read) -> None:
        self.view, self.links = found.view, found.links
        self.tell()

    # --- history

    def ask_history(self) -> None:
        """Read who changed what, newest first."""
        record = self.record

        def done(found: tuple[ChangeView, ...]) -> None:
            if record == self.record:
                self.history = tuple(reversed(found))
                self.tell()

        if record:
            self.session.read(lambda: self.session.workspace.history.of(record), done)

    def restore_value(self, change: ChangeView) -> None:
        """Write back what stood before a change: a new change, which can itself be taken back."""
        record = self.record
        before: object = change.before
        if change.part:
            given: dict[str, object] = {
                change.part: [{"id": change.record, change.field.partition(".")[2]: before}]
            }
        else:
            given = {change.field: before}
        self.session.save(lambda: self.session.workspace.records.set(record, given), self._changed)

    # --- deeds

    def delete(self, reason: str) -> None:
        """Delete the record, as far as the person has seen it; undo brings it back."""
        view = self.view
        if view is not None:
            records = self.session.workspace.records
            self.session.save(lambda: records.delete(view.id, reason, seen=view.token), self._changed)

    def restore(self) -> None:
        """Take back the deletion."""
        record = self.record
        self.session.save(lambda: self.session.workspace.records.restore(record), self._changed)

    def _changed(self, _changes: Changes) -> None:
        """The announcement of the change makes the record be read again."""

    # --- what follows from it

    @property
    def owes_feedback(self) -> bool:
        """Whether the community waits to be told what came of it."""
        return self.view is not None and owes_feedback(self.view.fields, today=self.session.clock.today())

    def _on_changes(self, changes: Changes) -> None:
        if self.record and (not changes.records or self._concerns(changes)):
            self._asked += 1
            self._ask()
            if self.history is not None:
                self.ask_history()

    def _concerns(self, changes: Changes) -> bool:
        """Whether the record, a part of it, or what it is linked with was changed."""
        if self.kind.name in changes.kinds or self.record in changes.records:
            return True
        return "link" in changes.kinds or any(link.id in changes.records for link in self.links)
