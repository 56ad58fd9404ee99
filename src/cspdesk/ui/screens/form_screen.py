"""A place of records: panes side by side, and over them the form while one is written."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.presenters.navigation import Navigation
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.screens.record_form import RecordForm
from cspdesk.ui.screens.screen import Screen

F = TypeVar("F", bound=RecordForm)


class FormScreen(Screen, Generic[F]):
    """One form at a time; to leave the place, or to begin another, saves it in the background."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.form: F | None = None

    def _lay(self, first: QWidget, panes: Panes) -> None:
        """Show the panes; ``first`` of them gets the keyboard where no form is open."""
        self._first, self._panes = first, panes
        self._pages = QStackedWidget()
        self._pages.addWidget(panes)
        self.setLayout(column(self._pages, spacing=0))

    def _new_form(self) -> F:
        """The form of this place, still empty."""
        raise NotImplementedError

    def _on_left(self, record: str) -> None:
        """A form was left by its own button or Esc; ``record`` is empty where nothing was saved."""
        raise NotImplementedError

    def _make_form(self) -> F:
        self._close_form_quietly()
        made = self._new_form()
        made.closed.connect(self._on_closed)
        self.form = made
        self._pages.addWidget(made)
        self._pages.setCurrentWidget(made)
        return made

    def _on_closed(self, record: str) -> None:
        self._drop_form()
        self._on_left(record)
        self._first.setFocus()

    def _close_form_quietly(self) -> None:
        """What is written becomes a save, in the background; another page comes to the front."""
        if self.form is not None:
            form = self.form
            form.closed.disconnect(self._on_closed)
            form.close_form()
            self._drop_form()

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            form.release()
            self._pages.setCurrentWidget(self._panes)
            self._pages.removeWidget(form)
            form.deleteLater()

    # --- what the shell asks

    def show_state(self) -> None:
        if self.form is not None:
            self.form.show_state()

    def leave(self) -> None:
        self._close_form_quietly()

    def keep_typed(self) -> None:
        if self.form is not None:
            self.form.save()

    def undo_here(self) -> bool:
        return self.form is not None and self.form.form.undo()

    def leave_part(self) -> bool:
        if self.form is not None:
            self.form.close_form()
            return True
        if self._panes.is_single:
            self._panes.show_list()
        return False

    def take_keyboard(self) -> None:
        # a form gives it to a field of its own
        if self.form is not None:
            return
        if self._panes.shows_list:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._panes.take_keyboard()
