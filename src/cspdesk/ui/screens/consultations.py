"""Consultations: the list, beside it the record that is chosen, over both the form while one is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from cspdesk.domain.text import N_
from cspdesk.presenters.consultations import ConsultationsPresenter
from cspdesk.presenters.navigation import PLACE_OF_KIND, Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.screens.consultation_form import ConsultationForm
from cspdesk.ui.screens.consultation_list import ConsultationList
from cspdesk.ui.screens.consultation_record import ConsultationRecord
from cspdesk.ui.screens.form_screen import FormScreen

PLACE = "consultations"


class ConsultationsScreen(FormScreen[ConsultationForm]):
    """The second place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.presenter = ConsultationsPresenter(session)
        self.until_closed(self.presenter.close)
        self.list = ConsultationList(self.presenter)
        self.list.new_asked.connect(self._begin)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.record = ConsultationRecord(self.presenter)
        self.record.edit_asked.connect(self._on_edit)
        self.record.opened.connect(self._on_link)
        self._lay(self.list, Panes(self.list, self.record))
        self.until_closed(self.presenter.listen(self._on_list))
        self.until_closed(self.presenter.record.listen(self._on_record))
        self.show_state()

    def arrive(self, spot: Spot) -> None:
        if spot.act == "new":
            self.new_record()
            return
        if spot.draft or (spot.act == "edit" and not self.session.is_read_only):
            self._open_form(spot.record, draft=spot.draft, field=spot.section)
            return
        if spot.where:
            self._close_form_quietly()
        if spot.where or not self.presenter.list.is_asked:
            self.list.take_where(spot.where)
            self._panes.show_list()
        if self.form is not None and not spot.record:
            return
        if spot.record:
            self._close_form_quietly()
            self.presenter.choose(spot.record)
            self.list.choose(spot.record)
            self._panes.show_record()

    # --- the record

    def _on_chosen(self, record: str) -> None:
        self.presenter.choose(record)
        self.navigation.settle(Spot(PLACE, record=record))

    def _on_opened(self, record: str) -> None:
        self._on_chosen(record)
        self._panes.show_record()
        self.record.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_list(self) -> None:
        self.list.show_state()
        self.record.show_bare()

    def _on_record(self) -> None:
        self.record.show_state()

    def _on_link(self, kind: str, record: str) -> None:
        self.navigation.go(PLACE_OF_KIND.get(kind, "today"), record=record)

    def _on_edit(self, field: str) -> None:
        self._open_form(self.presenter.record.record, field=field)

    # --- the form

    def _begin(self) -> None:
        self._make_form().begin()
        self._note_form()

    def _open_form(self, record: str, *, draft: str = "", field: str = "") -> None:
        if record or draft:
            self._make_form().open(record, draft=draft, field=field)
            self._note_form()

    def _new_form(self) -> ConsultationForm:
        return ConsultationForm(self.session)

    def _note_form(self) -> None:
        """Where one is, to come back to after locking: a form knows its draft from the start."""
        if self.form is not None and self.form.form.is_ready:
            form = self.form.form
            self.navigation.settle(Spot(PLACE, record=form.record, act="edit" if form.record else ""))

    def _on_left(self, record: str) -> None:
        if record:
            self.presenter.choose(record)
            self.presenter.list.ask()
            self.navigation.settle(Spot(PLACE, record=record))

    # --- what the shell asks

    def show_state(self) -> None:
        self._panes.set_back(self.session.t(N_("Consultations")))
        self.list.say()
        self.record.say()
        super().show_state()

    def close_now(self) -> None:
        if self.form is not None:
            saved, form = self.form.save_now(), self.form.form
            # a form in which nothing was typed is nothing to come back to
            spot = Spot(PLACE, record=form.record, act="edit", draft="" if saved else form.draft)
            self.navigation.settle(spot if spot.record or spot.draft else Spot(PLACE))

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Consultations"))
        found = [Command("new", t(N_("New consultation")), self._begin, "Ctrl+N", "plus", group)]
        if self.form is not None:
            found += [
                Command("done", t(N_("Done")), self.form.close_form, "Esc", "check", group),
                Command("keep", t(N_("Save")), self.form.save, "Ctrl+S", "floppy-disk", group),
                Command("listen", t(N_("Listening")), partial(self.form.show_view, "listening"), group=group),
                Command("fields", t(N_("All fields")), partial(self.form.show_view, "fields"), group=group),
            ]
        else:
            words = t(N_("Search consultations"))
            found.append(Command("find", words, self.search_here, "Ctrl+F", "magnifying-glass", group))
            if self.presenter.record.view is not None:
                edit = partial(self._on_edit, "")
                found.append(Command("edit", t(N_("Edit")), edit, icon="pencil-simple", group=group))
        return found

    def search_here(self) -> None:
        if self.form is None:
            self._panes.show_list()
            self.list.search_here()

    def new_record(self) -> bool:
        if not self.session.is_read_only:
            self._begin()
        return True
