"""The form of a consultation over the whole page: its head, then listening or all fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.presenters.session import Session
from cspdesk.ui.kit.layout import column
from cspdesk.ui.screens.consultation_fields import ConsultationFields
from cspdesk.ui.screens.form_head import FIELDS, LISTENING, FormHead
from cspdesk.ui.screens.listening import Listening
from cspdesk.ui.screens.record_form import RecordForm


class ConsultationForm(RecordForm):
    """One consultation being written, on the field asked for or else at its next statement."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "consultation", parent)
        self._is_built = False
        self._language = session.language

    def begin(self) -> None:
        """A new consultation of today, read within the organisation."""
        today = self.session.clock.today().isoformat()
        self.form.begin(held_on=today, ceiling="organisation", lifecycle="draft")

    # --- building

    def _build(self) -> None:
        self._is_built = True
        self.head = FormHead(self.form)
        self.head.back_asked.connect(self.close_form)
        self.head.done_asked.connect(self.close_form)
        self.head.view_asked.connect(self._on_view)
        self.head.title.went_on.connect(self._on_went_on)
        self.listening = Listening(self.form)
        self.listening.field_asked.connect(self.open_field)
        self.listening.attach_asked.connect(self.attach)
        self.fields: ConsultationFields | None = None
        self._views = QStackedWidget()
        self._views.addWidget(self.listening)
        self.setLayout(column(self.head, (self._views, 1), spacing=0))

    def _on_changed(self) -> None:
        if not self.form.is_ready:
            return
        first = not self._is_built
        if first:
            self._build()
        self.show_state()
        if first:
            # once it is laid out: what is not shown yet takes no keyboard
            QTimer.singleShot(0, self, self._begin_at_wanted)

    def _begin_at_wanted(self) -> None:
        if self._wanted:
            self.open_field(self._wanted)
        elif self.form.is_new and not self.form.is_touched:
            self.head.open_fact("title")
        else:
            self.listening.setFocus()

    def show_state(self) -> None:
        """Copy the form's state into what is in sight; make it anew after a switch of language."""
        if not self._is_built:
            return
        if self._language != self.session.language:
            self._language = self.session.language
            self._say_anew()
        self.head.show_state()
        if self._views.currentWidget() is self.listening:
            self.listening.show_state()
        elif self.fields is not None:
            self.fields.show_state()

    def _say_anew(self) -> None:
        self.head.say()
        self.listening.say()
        if self.fields is not None:
            was_shown = self._views.currentWidget() is self.fields
            self._views.removeWidget(self.fields)
            self.fields.deleteLater()
            self.fields = None
            if was_shown:
                self.show_view(FIELDS)

    # --- moving

    def show_view(self, view: str) -> None:
        """Listening, or all fields."""
        if view == FIELDS and self.fields is None:
            self.fields = ConsultationFields(self.form, self.attach)
            self._views.addWidget(self.fields)
        target = self.fields if view == FIELDS and self.fields is not None else self.listening
        self._views.setCurrentWidget(target)
        self.head.show_view(FIELDS if target is self.fields else LISTENING)
        self.show_state()

    def _on_view(self, view: str) -> None:
        self.show_view(view)
        self._on_went_on()

    def open_field(self, where: str) -> None:
        """Give the keyboard to a field, wherever it stands."""
        if not where or self.head.open_fact(where):
            return
        self.show_view(FIELDS)
        if self.fields is not None:
            self.fields.open_field(where)

    def _on_went_on(self) -> None:
        shown = self._views.currentWidget()
        if shown is self.fields and self.fields is not None:
            self.fields.focus_first()
        elif shown is not None:
            shown.setFocus(Qt.FocusReason.TabFocusReason)
