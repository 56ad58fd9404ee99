"""Today: what needs a person, section by section; at the side what falls due, and the last backup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.navigation import PLACE_OF_KIND, Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.presenters.today import ASKED, Line, TodayPresenter
from cspdesk.services.dues import Due
from cspdesk.ui.kit.banner import Notice
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.due import DueList, DueView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel, row
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.screens.screen import Screen

_ICONS = {
    "consultation": "chats-circle",
    "activity": "handshake",
    "recommendation": "megaphone-simple",
    "agreement": "wallet",
    "fund": "wallet",
    "body": "buildings",
}
_DUE_SOON = 14


class TodayScreen(Screen):
    """The first place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.presenter = TodayPresenter(session)
        self.until_closed(self.presenter.close)
        self._day = label("", "caption")
        self._hello = label("", "title", wrap=True)
        self._summary = label("", "dim", wrap=True)
        self._new = Button(kind="primary", icon="plus", pressed=self._begin)
        self._seen = Button(kind="link", pressed=self.presenter.mark_seen)
        self._all_duties = Button(kind="link", pressed=self._open_duties)
        self._sections = {
            "hand_in": _Section(self, link=self._all_duties),
            "decide": _Section(self),
            "finish": _Section(self),
            "came": _Section(self, link=self._seen),
            "promised": _Section(self),
        }
        self._due_heading = SectionHeading("")
        self._dues = DueList(name="")
        self._dues.opened.connect(self._on_due)
        self._backup = Notice("", kind="plain", icon="shield-check")
        self._folded = _Section(self)
        self._build()
        self.until_closed(self.presenter.listen(self._show))
        self.until_closed(session.listen(self._show_head))
        self.show_state()

    def _build(self) -> None:
        words = column(self._day, self._hello, self._summary, spacing=2)
        top = row((words, 1), self._new, spacing=16)
        top.setAlignment(self._new, Qt.AlignmentFlag.AlignVCenter)
        body = QWidget()
        body.setLayout(
            column(*self._sections.values(), self._folded, STRETCH, spacing=18, margins=(20, 14, 20, 16))
        )
        self._scroll = VScroll(body)
        self._begin_first = Button(kind="primary", icon="plus", pressed=self._begin)
        self._quiet = EmptyPage("sun", "", buttons=(self._begin_first,))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self._quiet)
        main = QWidget()
        main.setLayout(column(panel(column(top, margins=(28, 16, 28, 4))), (self._pages, 1), spacing=0))
        side = panel(
            column(
                self._due_heading, self._dues, STRETCH, self._backup, spacing=12, margins=(24, 22, 20, 16)
            ),
            "side",
        )
        self._panes = Panes(None, main, side)
        self._panes.folded.connect(self._on_folded)
        self.setLayout(column(self._panes, spacing=0))

    def arrive(self, spot: Spot) -> None:
        self.presenter.ask()

    # --- showing

    def show_state(self) -> None:
        t = self.session.t
        self._new.set_words(t(N_("New consultation")))
        self._begin_first.set_words(t(N_("New consultation")))
        self._seen.set_words(t(N_("Mark as seen")))
        self._all_duties.set_words(t(N_("All obligations")))
        self._due_heading.set_text(t(N_("Due")))
        self._quiet.say(
            t(N_("Nothing waits for you")),
            t(N_("Drafts to finish, decisions, what others send and what was promised will stand here.")),
        )
        self._show()

    def _show_head(self) -> None:
        greeting = self.presenter.greeting()
        self._day.setText(greeting.day)
        self._hello.setText(greeting.words)
        self._summary.setText(greeting.summary)
        self._summary.setVisible(bool(greeting.summary))

    def _counted(self, shown: int, every: int) -> str:
        """How many there are; where not all of them are shown, how many are."""
        number = self.session.formats.integer
        if shown == every:
            return number(every)
        return self.session.t(msg(N_("{shown} of {all}"), shown=shown, all=every))

    def _show(self) -> None:
        if not self.presenter.is_read:
            return
        t, page, number = self.session.t, self.presenter.page, self.session.formats.integer
        self._show_head()
        self._pages.setCurrentWidget(self._quiet if page.is_quiet else self._scroll)
        self._new.setVisible(not page.is_quiet and not self.session.is_read_only)
        self._begin_first.setVisible(not self.session.is_read_only)
        tell = self._sections
        count, hand_in = self.presenter.to_hand_in()
        rows = [self._row(x, "paper-plane-tilt", "warn") for x in hand_in]
        tell["hand_in"].tell(t(N_("To hand in")), self._counted(len(rows), count), rows, hand_in)
        decide, finish = self.presenter.decisions(), self.presenter.to_finish()
        tell["decide"].tell(
            t(N_("To decide")),
            number(len(decide)),
            [self._row(x, "git-diff", "warn") for x in decide],
            decide,
        )
        rows = [self._row(x, "note-pencil", chip=ChipView(t(N_("Draft")))) for x in finish]
        told = self._counted(len(rows), page.unfinished_count)
        tell["finish"].tell(t(N_("To finish")), told, rows, finish)
        came = self.presenter.came_in()
        rows = [self._row(x, _ICONS.get(x.kind, "file"), "accent", strong=True) for x in came]
        heading = t(N_("Came in"))
        if page.since is not None:
            heading = t(msg(N_("Came in since {day}"), day=page.since.astimezone().date()))
        more = page.arrivals_count - len(came)
        if more > 0 and came:
            rest = Line(
                "more", Spot("consultations"), t(plural(N_("and {n} more"), N_("and {n} more"), more))
            )
            came, rows = [*came, rest], [*rows, RowView("more", rest.title, icon="dots-three")]
        tell["came"].tell(heading, number(page.arrivals_count), rows, came)
        promised = self.presenter.promised()
        rows = [self._row(x, "arrow-bend-up-left") for x in promised]
        tell["promised"].tell(t(N_("Promised to communities")), number(page.promises_count), rows, promised)
        self._show_side()

    def _row(
        self, line: Line, icon: str, tone: str = "ink2", *, chip: ChipView | None = None, strong: bool = False
    ) -> RowView:
        late = "bad" if line.is_late else "warn" if line.is_pressing else ""
        pressing = "accent" if line.spot.place == "exchange" else late
        return RowView(
            line.key,
            line.title,
            line.second,
            right=line.right,
            chip=chip,
            icon=icon,
            icon_tone=tone,
            right_tone=pressing,
            strong=strong,
        )

    # --- the side

    def _show_side(self) -> None:
        t, page = self.session.t, self.presenter.page
        self._dues.setAccessibleName(t(N_("Due")))
        dues = self.presenter.dues()
        self._due_heading.setVisible(bool(dues))
        self._due_heading.set_count(self.session.formats.integer(len(dues)))
        self._dues.tell([self._due(one) for one in dues])
        if page.backup is not None:
            self._backup.say(t(msg(N_("Backed up {moment}"), moment=page.backup)), t(N_("On this laptop.")))
        else:
            self._backup.say(t(N_("No backup yet")), t(N_("Settings make one, here or on a stick.")))
        self._show_folded()

    def _due(self, due: Due) -> DueView:
        t, formats = self.session.t, self.session.formats
        words = {
            "answer": msg(N_("Answer expected from {body}"), body=due.second or t(N_("an authority"))),
            "agreement": msg(N_("Agreement ends: {title}"), title=due.title or due.second),
        }.get(due.what, msg("{title}", title=due.title))
        second = due.title if due.what == "answer" else due.second if due.title else ""
        days = (due.day - self.session.clock.today()).days
        kind = "bad" if days < 0 and due.what != ASKED else "warn" if days <= _DUE_SOON else "plain"
        chip = ChipView(t(self.presenter.left(due)), kind)  # type: ignore[arg-type] # three of a chip's tones
        return DueView(f"{due.kind}/{due.record}", formats.day(due.day), t(words), second, chip)

    def _on_folded(self, _folded: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._show_folded()

    def _show_folded(self) -> None:
        """Where the side panel folds away, what is due stands among the sections."""
        if not self._panes.is_folded:
            self._folded.tell("", "", [], [])
            return
        lines, rows = [], []
        for due in self.presenter.dues():
            view = self._due(due)
            spot = Spot(PLACE_OF_KIND.get(due.kind, "today"), record=due.record)
            lines.append(Line(view.key, spot, view.title))
            rows.append(RowView(view.key, view.title, view.second, view.day, view.chip, "calendar-blank"))
        self._folded.tell(self.session.t(N_("Due")), self.session.formats.integer(len(rows)), rows, lines)

    def _on_due(self, key: str) -> None:
        kind, _, record = key.partition("/")
        self.navigation.go(PLACE_OF_KIND.get(kind, "today"), record=record)

    def _open_duties(self) -> None:
        self.navigation.go("duties")

    def _begin(self) -> None:
        self.navigation.go("consultations", act="new")

    # --- what the shell asks

    def take_keyboard(self) -> None:
        for section in self._sections.values():
            if not section.isHidden():
                section.rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        (self._begin_first if self._pages.currentWidget() is self._quiet else self._new).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_folded()


class _Section(QWidget):
    """A heading and lines that open their spots; gone where there are none."""

    def __init__(self, screen: TodayScreen, *, link: QWidget | None = None) -> None:
        super().__init__()
        self._screen = screen
        self._spots: dict[str, Spot] = {}
        self._heading = SectionHeading("", link=link)
        self.rows = RowList(name="", mode="open", inset=8, fitted=True)
        self.rows.opened.connect(self._on_opened)
        # the ring stands around a row, so rows reach further than the words above them
        self.setLayout(column(row(self._heading, margins=(8, 0, 8, 0)), self.rows, spacing=2))
        self.hide()

    def tell(self, heading: str, count: str, rows: Sequence[RowView], lines: Sequence[Line]) -> None:
        """Show lines under a heading."""
        self._heading.set_text(heading)
        self._heading.set_count(count)
        self.rows.setAccessibleName(heading)
        self._spots = {line.key: line.spot for line in lines}
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))

    def _on_opened(self, key: str) -> None:
        spot = self._spots.get(key)
        if spot is not None:
            self._screen.navigation.open(spot)
