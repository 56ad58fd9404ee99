"""Obligations: by due date at the left, one of them at the right; the rules behind them a page further."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_, plural
from cspdesk.presenters.duties import DutiesPresenter
from cspdesk.presenters.duty_filters import FILTERS
from cspdesk.presenters.duty_words import DutyRow
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.combo import Combo
from cspdesk.ui.kit.editors.code import Choice
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, hairline, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.kit.paging import ListSource
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.look import theme
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.duty_form import DutyForm, FormView
from cspdesk.ui.screens.duty_record import DutyRecord
from cspdesk.ui.screens.duty_rules import DutyRulesPage
from cspdesk.ui.screens.screen import Screen

RULES: Final = "rules"
"""The section that opens the rules."""
_ROUND: Final = 48
"""px about the heading and its buttons: margins and what lies between them."""


class DutiesScreen(Screen):
    """A place beside the rail, opened from Today, from Funds and by its name."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self.presenter = DutiesPresenter(session)
        self.until_closed(self.presenter.close)
        self._title = label("", "title", wrap=True)
        self.new = Button(icon="plus", pressed=self._begin)
        self._more = Button(kind="quiet", icon="dots-three-vertical", pressed=self._open_more)
        self.filter = Combo()
        self.filter.activated.connect(self._on_filter)
        self._early_words = label("", "small", wrap=True)
        self._early_link = Button(kind="link", pressed=self._show_early)
        sign = Icon("warning-circle", "warn")
        words = column(self._early_words, row(self._early_link, STRETCH), spacing=0)
        early = row(sign, (words, 1), spacing=8)
        early.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self._early = panel(early)
        self.rows = RowList(name="", mode="choose")
        self.rows.chosen.connect(self._on_chosen)
        self.rows.opened.connect(self._on_opened)
        self._rows: list[RowView] = []
        self._nothing = EmptyPage("check-circle", "")
        self.record = DutyRecord(self.presenter, self.paths)
        self.record.opened.connect(self._on_subject)
        self.record.rule_asked.connect(self._on_rule)
        self.record.form_asked.connect(self._on_form)
        self.rules = DutyRulesPage(session, self.paths)
        self.rules.left.connect(self._leave_rules)
        self.until_closed(self.rules.close_page)
        self.form: DutyForm | None = None
        self._before = ""
        self._begins = False
        """Whether the form that opens a duty is asked for, and waits for what was typed in it before."""
        self._build()
        self.until_closed(self.presenter.listen(self.show_state))
        self.show_state()

    def _build(self) -> None:
        head = column(
            row((self._title, 1), self.new, self._more, spacing=6),
            self.filter,
            self._early,
            spacing=8,
            margins=(16, 16, 16, 8),
        )
        self._lists = QStackedWidget()
        self._lists.addWidget(self.rows)
        self._lists.addWidget(self._nothing)
        self._pane = panel(column(panel(head), hairline(), (self._lists, 1), spacing=0), "pane")
        self._pane.installEventFilter(self)
        self._early_page = _EarlyPage(self)
        self._form_place = column(STRETCH, spacing=0, margins=(24, 20, 20, 20))
        form_page = QWidget()
        form_page.setLayout(self._form_place)
        self._right = QStackedWidget()
        for page in (self.record, self._early_page, VScroll(form_page)):
            self._right.addWidget(page)
        self._panes = Panes(self._pane, self._right)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._panes)
        self._pages.addWidget(self.rules)
        self.setLayout(column(self._pages, spacing=0))

    def arrive(self, spot: Spot) -> None:
        named = dict(spot.where)
        self._pages.setCurrentIndex(int(spot.section == RULES))
        if spot.section == RULES:
            self.rules.arrive(spot.record)
        if named.get("duty"):
            self.presenter.show("waits", named["duty"])
        if spot.record and spot.section != RULES:
            self._drop_form()
            self._right.setCurrentWidget(self.record)
            self.presenter.choose(spot.record)
            self._panes.show_record()
        if spot.draft and spot.record:
            self.presenter.resume()
        if spot.act == "new":
            self._begin()
        self.presenter.arrive()

    def leave(self) -> None:
        self.presenter.is_shown = False

    def close_now(self) -> None:
        self.presenter.drafts.keep_now()
        self.rules.presenter.drafts.keep_now()
        if self.form is not None:
            # after unlocking the same form is open again
            self.navigation.settle(Spot("duties", act="new"))

    # --- showing -----------------------------------------------------------------------------------

    def show_state(self) -> None:
        t, presenter, number = self.session.t, self.presenter, self.session.formats.integer
        self._panes.set_back(t(N_("Obligations")))
        self._title.setText(t(N_("Obligations")))
        self._fit_new()
        self.new.setVisible(not self.session.is_read_only)
        self._more.set_words("", t(N_("More")))
        counts = presenter.counts()
        self._fill([(key, f"{t(words)}  {number(counts[key])}") for key, words in FILTERS])
        rows = presenter.rows()
        self.rows.setAccessibleName(t(N_("Obligations")))
        self._show_rows([_row(one) for one in rows])
        if presenter.chosen:
            self.rows.choose(presenter.chosen)
        self._lists.setCurrentWidget(self.rows if rows or not presenter.is_read else self._nothing)
        standing = presenter.standing()
        self._nothing.say(
            t(N_("Nothing is to be handed in")),
            t(standing) if standing is not None else t(N_("What falls due will stand here by its day.")),
        )
        if self._begins and presenter.is_read:
            self._begin()
        early = len(presenter.early)
        told = plural(
            N_("{n} document spent money before it was registered"),
            N_("{n} documents spent money before it was registered"),
            early,
        )
        self._early_words.setText(t(told))
        self._early_link.set_words(t(N_("Show")))
        self._early_link.setAccessibleName(t(told))
        self._early.setVisible(bool(early))
        self.record.show_state()
        self._early_page.show_state()
        self.rules.show_state()
        if self.form is not None and presenter.chosen != self._before:
            self._leave_form()
        if self.form is not None:
            self.form.say(t(presenter.problem) if presenter.problem is not None else "")

    def _fit_new(self) -> None:
        """A plus has its word beside it where the heading leaves room for one."""
        t = self.session.t
        whole = t(N_("A letter or a change opens a duty…"))
        self.new.set_words(t(N_("Add…")).rstrip("…"), whole)
        need = theme.current().metrics("title").horizontalAdvance(self._title.text())
        room = self._pane.width() - _ROUND - self.new.sizeHint().width() - self._more.sizeHint().width()
        if need > room:
            self.new.set_words("", whole)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._pane and event.type() == QEvent.Type.Resize:
            self._fit_new()
        return super().eventFilter(watched, event)

    def _show_rows(self, rows: list[RowView]) -> None:
        if rows != self._rows:
            self._rows = rows
            self.rows.refresh(ListSource(rows))

    def _fill(self, choices: Sequence[tuple[str, str]]) -> None:
        self.filter.setAccessibleName(self.session.t(N_("Filters")))
        now = [(str(self.filter.itemData(at)), self.filter.itemText(at)) for at in range(self.filter.count())]
        if now != list(choices):
            self.filter.clear()
            for key, words in choices:
                self.filter.addItem(words, key)
        self.filter.setCurrentIndex(max(0, self.filter.findData(self.presenter.shows)))

    # --- what a person does --------------------------------------------------------------------------

    def _on_filter(self, at: int) -> None:
        self.presenter.show(str(self.filter.itemData(at)))

    def _on_chosen(self, key: str) -> None:
        self._drop_form()
        self._right.setCurrentWidget(self.record)
        self.presenter.choose(key)
        self.navigation.settle(Spot("duties", record=key))

    def _on_opened(self, key: str) -> None:
        self._on_chosen(key)
        self._panes.show_record()

    def _on_subject(self, kind: str, record: str) -> None:
        self.navigation.open(spot_of(kind, record))

    def _on_form(self) -> None:
        spot = self.presenter.form()
        if spot is not None:
            self.navigation.open(spot)

    def _on_rule(self, key: str) -> None:
        self.rules.presenter.choose(key)
        self.do(RULES)

    def _show_early(self) -> None:
        self._drop_form()
        self._right.setCurrentWidget(self._early_page)
        self._panes.show_record()

    def _open_more(self) -> None:
        t = self.session.t
        items = [
            MenuItem("calendar", t(N_("Calendar file…")), "calendar-plus"),
            MenuItem(RULES, t(N_("Rules and holidays")), "scales"),
        ]
        menu = Menu(items, name=t(N_("More")), parent=self)
        menu.chosen.connect(self.do)
        menu.beneath(self._more)

    def do(self, key: str) -> None:
        """Do what was chosen in the menu."""
        if key == RULES:
            self._pages.setCurrentWidget(self.rules)
            self.rules.arrive()
            self.navigation.settle(Spot("duties", section=RULES))
            return
        title = self.session.t(N_("Calendar file"))
        out = self.paths.save(self, title, suggested="cspdesk.ics", kinds="iCalendar (*.ics)")
        if out is not None:
            self.presenter.write_calendar(out)

    def _leave_rules(self) -> None:
        self._pages.setCurrentWidget(self._panes)
        self.navigation.settle(Spot("duties", record=self.presenter.chosen))

    # --- a duty that no record opens -------------------------------------------------------------------

    def _begin(self) -> None:
        """Ask which duty, the day of what opened it, and the day that a letter names."""
        self._drop_form()
        self._begins = not self.presenter.is_read
        if self._begins:
            # what was typed in this form before is not known yet
            return
        self._before = self.presenter.chosen
        t = self.session.t
        kind = next(kind for kind in self.session.workspace.records.kinds() if kind.name == "obligation")
        choices = [Choice(code, t(words)) for code, words in self.presenter.by_hand()]
        fields: list[Field] = [
            kind.by_name["duty"],
            replace(kind.by_name["opened_on"], label=N_("Day of the letter or the change")),
            replace(kind.by_name["due"], help=N_("Where a letter names it.")),
            kind.by_name["note"],
        ]
        values = {"opened_on": self.session.clock.today().isoformat()}
        if len(choices) == 1:
            values["duty"] = choices[0].code
        title = t(N_("A letter came, or something changed"))
        view = FormView(title, fields, t(N_("Open the duty")), values, choices={"duty": choices})
        self.form = DutyForm(self.session, view, self.presenter.drafts.letter(), self.paths)
        self.form.saved.connect(self._on_new)
        self.form.given_up.connect(self._on_given_up)
        self._form_place.insertWidget(0, self.form)
        self._right.setCurrentIndex(2)
        self._panes.show_record()
        self.form.take_keyboard()

    def _on_new(self, values: dict[str, object], _scan: object) -> None:
        texts = {name: str(value) for name, value in values.items()}
        self.presenter.open(
            texts.get("duty", ""), texts.get("opened_on", ""), texts.get("due", ""), texts.get("note", "")
        )

    def _on_given_up(self) -> None:
        self.presenter.drafts.letter().let_go()
        self._leave_form()

    def _leave_form(self) -> None:
        """What was typed stays a draft."""
        self._drop_form()
        self._right.setCurrentWidget(self.record)

    def _drop_form(self) -> None:
        form, self.form = self.form, None
        if form is not None:
            self.presenter.drafts.keep()
            self._form_place.removeWidget(form)
            form.hide()
            form.deleteLater()

    # --- what the shell asks ---------------------------------------------------------------------------

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Obligations"))
        return [
            Command("new", t(N_("A letter or a change opens a duty…")), self._begin, "Ctrl+N", "plus", group),
            Command("rules", t(N_("Rules and holidays")), lambda: self.do(RULES), "", "scales", group),
            Command(
                "calendar", t(N_("Calendar file…")), lambda: self.do("calendar"), "", "calendar-plus", group
            ),
        ]

    def new_record(self) -> bool:
        if not self.session.is_read_only:
            self._begin()
        return True

    def leave_part(self) -> bool:
        if self.form is not None:
            self._leave_form()
            return True
        if self._pages.currentWidget() is self.rules:
            self._leave_rules()
            return True
        if self.record.leave_part():
            return True
        if self._panes.is_single:
            self._panes.show_list()
        return False

    def take_keyboard(self) -> None:
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: DutyRow) -> RowView:
    # in a narrow list the name needs its line whole: what stands beside is a chip beneath
    words, tone = (one.state, one.tone) if one.state else (one.right, one.right_tone or "plain")
    chip = ChipView(words, tone) if words else None  # type: ignore[arg-type] # a chip's five tones
    right = one.right if one.state else ""
    return RowView(
        one.key, one.title, one.second, right=right, chip=chip, right_tone=one.right_tone, group=one.group
    )


class _EarlyPage(QWidget):
    """What was spent before its money was registered; each line opens its document."""

    def __init__(self, screen: DutiesScreen) -> None:
        super().__init__()
        self._screen = screen
        self._heading = SectionHeading("")
        self._doubt = label("", "dim", wrap=True)
        self._rows = RowList(name="", mode="open", inset=0, fitted=True)
        self._rows.opened.connect(self._on_opened)
        self._kinds: dict[str, str] = {}
        inner = QWidget()
        inner.setLayout(
            column(self._heading, self._doubt, self._rows, STRETCH, spacing=8, margins=(24, 18, 20, 20))
        )
        self.setLayout(column(VScroll(inner), spacing=0))

    def show_state(self) -> None:
        """Show the documents."""
        t, presenter = self._screen.session.t, self._screen.presenter
        lines = presenter.early_words()
        self._heading.set_text(t(N_("Spent before it was registered")))
        self._heading.set_count(self._screen.session.formats.integer(len(lines)) if lines else "")
        self._doubt.setText(t(N_("Whether that breaks the law is not confirmed: ask before you report it.")))
        self._kinds = {record: kind for kind, record, _ in lines}
        self._rows.setAccessibleName(t(N_("Spent before it was registered")))
        self._rows.set_rows(
            [RowView(record, said, icon="warning-circle", icon_tone="warn") for _kind, record, said in lines]
        )

    def _on_opened(self, record: str) -> None:
        self._screen.navigation.open(spot_of(self._kinds[record], record))
