"""Places of plain kinds: the list, beside it the record, over both the form while one is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.fund_sums import FundSumsPresenter
from cspdesk.presenters.kind_places import BESIDE, KIND, KINDS_OF_PLACE, REGISTER, spot_of
from cspdesk.presenters.navigation import PLACE_OF_KIND, Navigation, Spot
from cspdesk.presenters.plain import PlainPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.drafts import Draft
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.screens.bank import PLACE as BANK
from cspdesk.ui.screens.form_screen import FormScreen
from cspdesk.ui.screens.fund_sums import FundSums
from cspdesk.ui.screens.importing import import_command, import_spot
from cspdesk.ui.screens.plain_form import PlainForm
from cspdesk.ui.screens.plain_list import ICONS, PlainList
from cspdesk.ui.screens.plain_record import PlainRecord

_BEGUN = {"recommendation": {"state": "draft"}, "activity": {"state": "planned"}}
"""What a new record of a kind begins with."""


class PlainScreen(FormScreen[PlainForm]):
    """One place of the rail, or the register beside it, with its kinds."""

    def __init__(self, place: str, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.place = place
        self.presenter = PlainPresenter(session, KINDS_OF_PLACE[place])
        self.until_closed(self.presenter.close)
        self.sums = FundSumsPresenter(session)
        foot: QWidget | None = None
        self._foot: FundSums | None = None
        if "fund" in KINDS_OF_PLACE[place]:
            foot = self._foot = FundSums(session, self.sums)
            self.until_closed(self.sums.listen(self._foot.show_state))
        self.list = PlainList(self.presenter, foot, beside=BESIDE.get(place, ""))
        self.list.new_asked.connect(self._begin)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.kind_asked.connect(self._on_kind)
        self.list.import_asked.connect(self._on_import)
        self.record = PlainRecord(self.presenter)
        self.record.edit_asked.connect(self._on_edit)
        self.record.opened.connect(self._on_link)
        self.record.list_asked.connect(self._on_list_asked)
        self.record.report_asked.connect(lambda one: self.navigation.open(self.presenter.report_spot(one)))
        self._lay(self.list, Panes(self.list, self.record))
        self.until_closed(self.presenter.listen(self.show_state))
        self.show_state()

    # --- arriving

    def arrive(self, spot: Spot) -> None:
        named = dict(spot.where)
        kind = named.pop(KIND, "") if named.get(KIND) in KINDS_OF_PLACE[self.place] else ""
        if spot.draft:
            self._open_draft(spot)
            return
        if kind and kind != self.presenter.kind.name:
            self._close_form_quietly()
        if kind or named or not self.presenter.list.is_asked:
            self.presenter.show_kind(kind or self.presenter.kind.name, tuple(named.items()))
            self._panes.show_list()
        if spot.act == "new" and not self.session.is_read_only:
            self._begin()
        elif spot.act == "edit" and spot.record and not self.session.is_read_only:
            self._open_form(spot.record, field=spot.section)
        elif spot.record:
            self._close_form_quietly()
            self._show_record(spot.record, kind)

    def _show_record(self, record: str, kind: str) -> None:
        if kind:
            self.presenter.choose(record)
            self.list.choose(record)
        else:
            self.presenter.find(record)
        self._panes.show_record()

    def _open_draft(self, spot: Spot) -> None:
        """A draft says of which kind it is."""

        def done(draft: Draft | None) -> None:
            if draft is not None:
                self.presenter.show_kind(draft.kind)
                self._make_form().open(spot.record, draft=spot.draft, field=spot.section)

        drafts = self._make_form().form.drafts
        self.session.read(lambda: drafts.get(spot.draft), done)

    # --- the record

    def _on_chosen(self, record: str) -> None:
        self.presenter.choose(record)
        self.navigation.settle(self._spot(record))

    def _spot(self, record: str = "", act: str = "", draft: str = "") -> Spot:
        return Spot(
            self.place, record=record, act=act, draft=draft, where=((KIND, self.presenter.kind.name),)
        )

    def _on_opened(self, record: str) -> None:
        self._on_chosen(record)
        self._panes.show_record()
        self.record.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_kind(self, kind: str) -> None:
        if kind == "bank_statement":
            # a statement alone says little: its lines have a page of their own
            self.navigation.go(BANK)
            return
        if PLACE_OF_KIND[kind] != self.place:
            self.navigation.open(spot_of(kind))
            return
        self.presenter.show_kind(kind)
        self.navigation.settle(self._spot())

    def _on_import(self) -> None:
        self.navigation.open(import_spot(self.presenter.kind.name))

    def _on_link(self, kind: str, record: str) -> None:
        if PLACE_OF_KIND.get(kind, REGISTER) in KINDS_OF_PLACE:
            self.navigation.open(spot_of(kind, record))
        else:
            self.navigation.go(PLACE_OF_KIND.get(kind, REGISTER), record=record)

    def _on_list_asked(self, kind: str, field: str) -> None:
        """All records of a kind that name the one shown."""
        title = self.presenter.record.view
        if title is not None:
            where = ((KIND, kind), (field, title.id))
            self.navigation.open(Spot(PLACE_OF_KIND.get(kind, REGISTER), where=where))

    def _on_edit(self, field: str) -> None:
        self._open_form(self.presenter.record.record, field=field)

    # --- the form

    def _begin(self) -> None:
        self._make_form().begin(**_BEGUN.get(self.presenter.kind.name, {}))

    def _open_form(self, record: str, *, draft: str = "", field: str = "") -> None:
        if record or draft:
            self._make_form().open(record, draft=draft, field=field)
            self.navigation.settle(self._spot(record, "edit" if record else "", draft))

    def _new_form(self) -> PlainForm:
        return PlainForm(self.session, self.presenter.kind.name)

    def _on_left(self, record: str) -> None:
        if record:
            self.presenter.choose(record)
            self.presenter.list.ask()
            self.list.choose(record)
        self.navigation.settle(self._spot(record))

    # --- what the shell asks

    def show_state(self) -> None:
        self._panes.set_back(self.session.t(self.presenter.kind.labels))
        self.sums.follow(self.presenter.list)
        self.list.show_state()
        self.record.show_state()
        if self._foot is not None:
            self._foot.show_state()
        super().show_state()

    def close_now(self) -> None:
        if self.form is None:
            return
        form = self.form.form
        self.form.save_now()
        # after unlocking the same form is open again, on the record or on what is still a draft
        record, draft = (form.record, form.draft) if form.is_touched else (form.record or form.draft, "")
        self.navigation.settle(self._spot(record, "edit", draft))

    def commands(self) -> Sequence[Command]:
        t, kind = self.session.t, self.presenter.kind
        group = t(kind.labels)
        new = t(msg(N_("New: {kind}"), kind=msg(kind.label)))
        may = not self.session.is_read_only
        found = [Command("new", new, self._begin, "Ctrl+N", "plus", group)] if may else []
        if self.form is not None:
            found += [
                Command("done", t(N_("Done")), self.form.close_form, "Esc", "check", group),
                Command("keep", t(N_("Save")), self.form.save, "Ctrl+S", "floppy-disk", group),
            ]
            return found
        found.append(
            Command(
                "find", t(self.presenter.searching()), self.search_here, "Ctrl+F", "magnifying-glass", group
            )
        )
        if may:
            found.append(import_command(self.navigation, t, kind.name, group))
        if self.presenter.record.view is not None and may:
            edit = partial(self._on_edit, "")
            found.append(Command("edit", t(N_("Edit")), edit, icon="pencil-simple", group=group))
        found += [
            Command(
                f"kind:{one.name}",
                t(one.labels),
                partial(self._on_kind, one.name),
                icon=ICONS[one.name],
                group=group,
            )
            for one in self.presenter.kinds
            if one is not kind
        ]
        return found

    def search_here(self) -> None:
        if self.form is None:
            self._panes.show_list()
            self.list.search_here()

    def new_record(self) -> bool:
        if not self.session.is_read_only:
            self._begin()
        return True
