"""What every form of a record does, whatever its fields look like: open, save, leave, attach."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.session import Session
from cspdesk.ui.filelist import attach_files


class RecordForm(QWidget):
    """One record being written; ``closed`` with its id, empty where nothing was saved."""

    closed = Signal(str)

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.form = FormPresenter(session, kind)
        self._stop = self.form.listen(self._on_changed)
        self._wanted = ""

    def open(self, record: str, *, draft: str = "", field: str = "") -> None:
        """A record that is here, or a draft; ``field`` gets the keyboard."""
        self._wanted = field
        self.form.open(record, draft=draft)

    def show_state(self) -> None:
        """Copy the form's state into what is in sight, words included."""
        raise NotImplementedError

    def _on_changed(self) -> None:
        """The form's state is another."""
        raise NotImplementedError

    def attach(self) -> None:
        """Choose files to attach; a record that was never saved is saved first, for files need it."""

        def then() -> None:
            if self.form.record:
                attach_files(self.session, self.form.record, self, self.show_state)

        self.form.save(then)

    def close_form(self) -> None:
        """Leave the form: what was typed becomes one save."""
        self.settle()
        self.form.save(lambda: self.closed.emit(self.form.record))

    def save(self) -> None:
        """Make a save and go on."""
        self.settle()
        self.form.save()

    def save_now(self) -> bool:
        """What was typed is on the disk when this returns; False where it is there as a draft."""
        self.settle()
        return self.form.save_now()

    def settle(self) -> None:
        """Let the field that has the keyboard say what it holds."""
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()

    def release(self) -> None:
        """Listen to nobody any more."""
        self._stop()
