"""The files of a record: attach, save where a person wants them, take away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.session import Session
from cspdesk.services.attachments import Attachments, AttachmentView
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, hairline, row


class FileList(QWidget):
    """Files as lines; without ``attach`` they can only be looked at and saved."""

    def __init__(
        self, session: Session, *, attach: Callable[[], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._attach = attach
        self._verbs = Attachments(session.workspace.context)
        self._record = ""
        self._files: tuple[AttachmentView, ...] = ()
        self._lines = column(spacing=0)
        self._add = Button(icon="paperclip", pressed=attach)
        self._nothing = label("", "dim", wrap=True)
        self.setLayout(column(self._lines, self._nothing, row(self._add, STRETCH), spacing=8))
        # not before it has a parent: it would be shown as a window of its own
        self._add.setVisible(attach is not None)
        self._show()

    @property
    def count(self) -> int:
        """How many files are listed."""
        return len(self._files)

    def show_record(self, record: str) -> None:
        """List the files of a record; none where it was never saved."""
        self._record = record
        if not record:
            self._take(())
            return
        self._session.read(lambda: self._verbs.list(record), self._take)

    def _take(self, files: tuple[AttachmentView, ...]) -> None:
        if files != self._files:
            self._files = files
        self._show()

    def _show(self) -> None:
        t, formats = self._session.t, self._session.formats
        self._add.set_words(t(N_("Attach…")))
        self._nothing.setText(t(N_("No files. A photo loses what hides in it.")))
        self._nothing.setVisible(not self._files)
        empty_out(self._lines)
        for file in self._files:
            save = Button(t(N_("Save a copy…")), kind="link")
            save.setAccessibleName(t(msg(N_("Save a copy of {name}…"), name=file.name)))
            save.setEnabled(file.here)
            save.clicked.connect(lambda _on=False, file=file: self._save(file))
            second = formats.file_size(file.size) if file.here else t(N_("Not here yet"))
            remove = None
            if self._attach is not None:
                tip = t(msg(N_("Remove: {title}"), title=file.name))
                remove = Button(kind="quiet", icon="trash", tip=tip)
                remove.clicked.connect(lambda _on=False, file=file: self._remove(file))
            line = QWidget()
            name, size = label(file.name, wrap=True), label(second, "small")
            line.setLayout(
                row(Icon("paperclip", "ink2"), (name, 1), size, save, remove, margins=(0, 4, 0, 4))
            )
            self._lines.addWidget(line)
            self._lines.addWidget(hairline())

    def _save(self, file: AttachmentView) -> None:
        title = self._session.t(N_("Save a copy"))
        chosen, _filter = QFileDialog.getSaveFileName(self, title, file.name)
        if chosen:
            self._session.background.run(
                lambda: self._verbs.save(file.id, Path(chosen)), _nothing, self._session.fail, lane="slow"
            )

    def _remove(self, file: AttachmentView) -> None:
        record = self._record
        gone = {"attachments": [{"id": file.id, "removed": True}]}
        self._session.save(lambda: self._session.workspace.records.set(record, gone), self._removed)

    def _removed(self, _changes: object) -> None:
        self.show_record(self._record)


def attach_files(session: Session, record: str, parent: QWidget, then: Callable[[], None]) -> None:
    """Let the person choose files, attach them in the background, and go on with ``then``."""
    chosen, _filter = QFileDialog.getOpenFileNames(parent, session.t(N_("Attach")))
    if not chosen:
        return
    verbs = Attachments(session.workspace.context)

    def work() -> int:
        return len([verbs.add(record, Path(name)) for name in chosen])

    session.background.run(work, lambda _count: then(), session.fail, lane="slow")


def _nothing(_result: object) -> None:
    """Saved; the person knows where."""
