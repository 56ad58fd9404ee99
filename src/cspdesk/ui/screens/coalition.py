"""Coalition: the organisation's desks with their persons and roles, and how a desk joins."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.coalition import CoalitionPresenter
from cspdesk.presenters.kind_places import KINDS_OF_PLACE, REGISTER, spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.coalition import DeviceView
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel, readable
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.ways import WayList, WayView
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.coalition_steps import EnrolSteps
from cspdesk.ui.screens.screen import Screen

_ICONS = {"organisation": "buildings", "person": "users", "place": "map-pin", "grouping": "stack"}
_SECONDS = {
    "organisation": N_("Its names, numbers and address, as papers need them"),
    "person": N_("Who works in the organisation, and by which code"),
    "place": N_("Jamoats and villages that you added"),
    "grouping": N_("Places that are read together"),
}


class CoalitionScreen(Screen):
    """The ninth place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self.presenter = CoalitionPresenter(session)
        self.until_closed(self.presenter.listen(self.show_state))
        self.until_closed(self.presenter.close)
        self._title = label("", "title")
        self._second = label("", "hint")
        self.enrol = Button(icon="user-plus", pressed=self.presenter.begin_enrolling)
        head = Flow([self._title, self._second], spacing=10)
        head.end_with(self.enrol)
        self._desks_heading = SectionHeading("")
        self.desks = RowList(name="", mode="open", inset=0, fitted=True)
        self._register_heading = SectionHeading("")
        self.register = WayList()
        self.register.taken.connect(self._on_register)
        self._members = panel(
            column(
                self._desks_heading,
                readable(self.desks, 90),
                8,
                self._register_heading,
                readable(self.register, 90),
                spacing=8,
            )
        )
        self.enrol_steps = EnrolSteps(self.presenter, self._paths)
        body = column(
            self._members,
            readable(self.enrol_steps, 90),
            STRETCH,
            margins=(28, 4, 28, 16),
        )
        self._body = VScroll(panel(body))
        self._join = Button(kind="primary", pressed=self._on_join)
        self.empty = EmptyPage("users-three", "", buttons=(self._join,))
        self.setLayout(
            column(
                panel(column(head, spacing=0, margins=(28, 16, 28, 10))),
                (self._body, 1),
                (self.empty, 1),
                spacing=0,
            )
        )
        self.show_state()

    def _paths(self) -> Paths:
        return self.paths

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        self.presenter.ask()
        if spot.act == "enrol" and self.presenter.may_enrol:
            self.presenter.begin_enrolling()

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        waiting, enrolling = presenter.is_waiting, presenter.is_enrolling
        self._title.setText(t(N_("Enrol a desk…")).rstrip("…") if enrolling else t(N_("Coalition")))
        self._second.setText(presenter.roster.organisation)
        self.enrol.set_words(t(N_("Enrol a desk…")))
        self.enrol.setVisible(presenter.may_enrol and not enrolling)
        self._members.setVisible(presenter.is_asked and not waiting and not enrolling)
        self._body.setVisible(not waiting)
        self.empty.setVisible(waiting)
        self.empty.say(
            t(N_("This desk belongs to no organisation yet")),
            t(N_("Your administrator takes it in: ask with a request, and open the welcome.")),
        )
        self._join.set_words(t(N_("Join an organisation")))
        begins = enrolling and self.enrol_steps.isHidden()
        self.enrol_steps.setVisible(enrolling)
        self.enrol_steps.show_state(t)
        if begins and self.isVisible():
            self.take_keyboard()
        devices = presenter.roster.devices
        self._desks_heading.set_text(t(N_("Desks of the organisation")))
        self._desks_heading.set_count(self.session.formats.integer(len(devices)))
        self.desks.setAccessibleName(t(N_("Desks of the organisation")))
        self.desks.set_rows([self._desk(one) for one in devices])
        self._register_heading.set_text(t(N_("What the desks share")))
        self.register.tell([self._way(kind) for kind in KINDS_OF_PLACE[REGISTER]])

    def _desk(self, one: DeviceView) -> RowView:
        t = self.session.t
        roles = self.session.formats.listed([t(words) for words in self.presenter.role_words(one.roles)])
        last = self.presenter.last_exchange(one)
        when: Msg | str = N_("nothing came from it yet")
        if last is not None:
            when = msg(N_("last heard {time}"), time=self.session.formats.moment(last))
        right = t(N_("This desk")) if one.here else t(when)
        name = f"{one.person} · {one.name}" if one.name else one.person or one.id[:8]
        return RowView(one.id, name, roles, right, icon="laptop")

    def _way(self, kind: str) -> WayView:
        t = self.session.t
        described = next(one for one in self.session.workspace.records.kinds() if one.name == kind)
        second = t(_SECONDS[kind])
        if kind == "person" and self.presenter.people:
            count = plural(N_("{n} person"), N_("{n} people"), len(self.presenter.people))
            second = f"{second} · {t(count)}"
        words = described.label if kind == "organisation" else described.labels
        return WayView(kind, t(words), second, _ICONS[kind])

    # --- what a person does --------------------------------------------------------------------------

    def _on_join(self) -> None:
        self.navigation.go("joining")

    def _on_register(self, kind: str) -> None:
        self.navigation.open(spot_of(kind))

    def leave_part(self) -> bool:
        if self.presenter.is_enrolling:
            self.presenter.end_enrolling()
            return True
        return False

    def take_keyboard(self) -> None:
        if self.presenter.is_enrolling:
            self.enrol_steps.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_keyboard()

    def commands(self) -> Sequence[Command]:
        if not self.presenter.may_enrol:
            return ()
        t = self.session.t
        group = t(N_("Coalition"))
        enrol = Command(
            "coalition:enrol", t(N_("Enrol a desk…")), self.presenter.begin_enrolling, "", "user-plus", group
        )
        return [enrol]
