"""Sections that records of every kind have: what they are linked with, their files, their history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from PySide6.QtWidgets import QWidget

from cspdesk.domain.fields import Kind
from cspdesk.domain.quality import rows
from cspdesk.domain.text import N_
from cspdesk.presenters.record import RecordPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.linked import LinkedView
from cspdesk.services.results import ChangeView
from cspdesk.ui.filelist import FileList
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.history import ChangeView as HistoryLine
from cspdesk.ui.kit.history import HistoryList
from cspdesk.ui.kit.rows import RowList, RowView

Section = tuple[str, str, list[QWidget]]
"""Heading, count and content."""
ICONS = {
    "consultation": "chats-circle",
    "recommendation": "megaphone-simple",
    "activity": "handshake",
    "agreement": "wallet",
    "fund": "wallet",
    "expense": "receipt",
    "contract": "handshake",
}


class Read(Protocol):
    """A record being read, and the kinds of its parts by their field."""

    @property
    def record(self) -> RecordPresenter: ...
    @property
    def parts(self) -> Mapping[str, Kind]: ...


class RecordSections:
    """Makes the widgets; what has nothing to show gives none."""

    def __init__(
        self, session: Session, opened: Callable[[str, str], None], restore: Callable[[str], None]
    ) -> None:
        self._session = session
        self._opened = opened
        self._restore = restore

    def _count(self, number: int) -> str:
        return self._session.formats.integer(number) if number else ""

    def links(self, links: tuple[LinkedView, ...]) -> Section:
        """What a record is linked with, both ways; pressing a line opens it."""
        t = self._session.t
        if not links:
            return t(N_("Where it leads")), "", []
        shown = RowList(name=t(N_("Where it leads")), mode="open", inset=0, fitted=True)
        shown.set_rows([self._link(link) for link in links])
        kinds = {link.id: link.kind for link in links}
        shown.opened.connect(lambda key: self._opened(kinds[key], key))
        return t(N_("Where it leads")), self._count(len(links)), [shown]

    def _link(self, link: LinkedView) -> RowView:
        session = self._session
        kinds = {kind.name: kind for kind in session.workspace.records.kinds()}
        kind = kinds.get(link.kind)
        if kind is None:
            return RowView(link.id, session.t(N_("Restricted, or not here yet")), icon="lock-simple")
        parts = [session.t(kind.label)]
        if link.date:
            parts.append(session.values.text(kind.by_name[kind.date], link.date))
        chip = None
        if link.state:
            described = kind.by_name[link.state_field]
            chip = ChipView(session.values.text(described, link.state))
        title = link.title or session.t(kind.label)
        return RowView(link.id, title, " · ".join(parts), chip=chip, icon=ICONS.get(link.kind, "link"))

    def files(self, record: str, fields: Mapping[str, object]) -> Section:
        """Its files, to be saved where a person wants them."""
        found = rows(fields, "attachments")
        if not found:
            return self._session.t(N_("Files")), "", []
        files = FileList(self._session)
        files.show_record(record)
        return self._session.t(N_("Files")), self._count(len(found)), [files]

    def history(self, read: Read) -> Section:
        """Who changed what, once that was asked for."""
        t, changes = self._session.t, read.record.history
        if changes is None:
            return t(N_("History")), "", []
        shown = HistoryList(name=t(N_("History")), nothing=t(N_("nothing")))
        shown.restore_asked.connect(self._restore)
        shown.tell([self._change(read, at, one) for at, one in enumerate(changes)], more=t(N_("Older")))
        return t(N_("History")), self._count(len(changes)), [shown]

    def _change(self, read: Read, at: int, change: ChangeView) -> HistoryLine:
        session, t = self._session, self._session.t
        kind, name = read.record.kind, change.field
        if change.part:
            kind, name = read.parts[change.part], change.field.partition(".")[2]
        described = kind.by_name.get(name)
        when = session.formats.moment(datetime.fromisoformat(change.at))
        who = change.by or change.device
        if described is None:
            return HistoryLine(
                str(at), who, when, t(N_("Deleted")), self._yes(change.before), self._yes(change.after)
            )
        field = t(described.label)
        if change.part:
            field = f"{t(read.record.kind.by_name[change.part].label)}: {field}"
        restore = t(N_("Restore")) if change.before is not None else ""
        before, after = (session.values.text(described, value) for value in (change.before, change.after))
        return HistoryLine(str(at), who, when, field, before, after, restore)

    def _yes(self, value: object) -> str:
        return self._session.t(N_("Yes") if value else N_("No"))
