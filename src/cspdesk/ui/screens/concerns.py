"""Concerns: the joint picture; where it is, what people name most, and how it would leave the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QGridLayout, QSizePolicy

from cspdesk.domain.audience import AUDIENCE_LABELS, Audience
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.concern_grids import ConcernGrids
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.presenters.concerns import ConcernsPresenter
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.concerns import BANDS, OUTSIDE
from cspdesk.services.joint import SEXES, Joint
from cspdesk.services.places import GroupingView, PlaceView
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.filters import FilterBar, FilterView
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.look import theme
from cspdesk.ui.screens.concern_map import ConcernMap
from cspdesk.ui.screens.concern_ranking import ConcernRanking
from cspdesk.ui.screens.screen import Screen

_TABLES_FIT = 1500  # px at 100 %


class ConcernsScreen(Screen):
    """The third place of the rail."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self._look = theme.current()
        self.presenter = ConcernsPresenter(session, navigation)
        self.until_closed(self.presenter.listen(self.show_state))
        self.until_closed(self.presenter.close)
        self._title = label("", "title")
        self._held = label("", "hint")
        self._views: tuple[FilterView, ...] = ()
        self._theme = ""
        self.filters = FilterBar((), name="")
        self.filters.changed.connect(self._on_filter)
        self._filters_place = panel(column(STRETCH, self.filters, STRETCH, spacing=0))
        self.copy = Button(icon="copy", pressed=self._on_copy)
        self.as_table = Button(kind="quiet", icon="table", pressed=self._on_as_table)
        self.as_table.setCheckable(True)
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(10)
        self._head.setVerticalSpacing(10)
        self._head.setColumnStretch(2, 1)
        places = ((self._title, 0), (self._held, 1), (self.as_table, 3), (self.copy, 4))
        for widget, at in places:
            self._head.addWidget(widget, 0, at)
        self._is_wide: bool | None = None
        self.banner = Banner("")
        self.banner.link_pressed.connect(self._on_banner)
        self.map = ConcernMap(self.presenter)
        self.ranking = ConcernRanking(self.presenter)
        self.map.copy = self.ranking.copy = self._on_copy
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(28)
        self._columns.setContentsMargins(28, 4, 28, 16)
        for part, share in ((self.map, 9), (self.ranking, 11)):
            # Their shares alone decide, or a long word in one of them would take the room of the other.
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._columns.addWidget(part, share)
        self._body = VScroll(panel(self._columns))
        self._body.verticalScrollBar().valueChanged.connect(self._keep_map)
        self._first_step = Button(kind="primary", pressed=self._on_first_step)
        self.empty = EmptyPage("map-trifold", "", buttons=(self._first_step,))
        self.setLayout(
            column(
                panel(column(self._head, self.banner, spacing=10, margins=(28, 16, 28, 10))),
                (self._body, 1),
                (self.empty, 1),
                spacing=0,
            )
        )
        self.show_state()

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        for name, value in spot.where:
            if name == "theme":
                self.presenter.narrow("theme", value)

    def _bring_detail(self) -> None:
        """A concern that was just chosen is told of in sight, not beneath the fold."""
        theme = self.presenter.filters.theme
        if theme != self._theme:
            self._theme = theme
            if theme:
                QTimer.singleShot(0, self, self._scroll_to_detail)

    def _scroll_to_detail(self) -> None:
        detail, page = self.ranking.detail, self._body.widget()
        top = detail.mapTo(page, QPoint(0, 0)).y() if page is not None else 0
        seen = self._body.viewport().height()
        if top + min(detail.height(), seen // 2) > self._body.verticalScrollBar().value() + seen:
            self._body.verticalScrollBar().setValue(max(0, top - seen // 3))

    def _keep_map(self, scrolled: int) -> None:
        """Hold the shorter map in sight beside a longer ranking: what is chosen there is shown on it."""
        held = self.map.layout()
        if held is None:
            return
        before = held.contentsMargins().top()
        beside = self._columns.direction() == QBoxLayout.Direction.LeftToRight
        spare = self.ranking.height() - (held.sizeHint().height() - before)
        top = max(0, min(scrolled, spare)) if beside else 0
        if top != before:
            held.setContentsMargins(0, top, 0, 0)

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        words = ConcernWords(self.session.words)
        joint = presenter.joint
        self._title.setText(t(N_("Concerns")))
        self._held.setText("" if joint is None else words.held(joint))
        self._show_copy()
        is_table = self.as_table.isChecked()
        self.as_table.set_words("", t(N_("Show as a picture") if is_table else N_("Show as a table")))
        self.as_table.set_icon("map-trifold" if is_table else "table")
        self._show_filters(words)
        self._show_banner(words)
        is_empty = joint is not None and joint.refusal is None and not joint.held and not self._is_narrowed()
        is_refused = joint is not None and joint.refusal is not None
        self._body.setVisible(not is_empty and not is_refused)
        self.empty.setVisible(is_empty or is_refused)
        if joint is not None and joint.refusal is not None:
            self.empty.say(words.sentence(joint.refusal), self._nearest(words, joint))
            self._first_step.set_icon("")
            self._first_step.set_words(t(N_("Take the nearest")))
        else:
            self.empty.say(
                t(N_("No consultations in this period")),
                t(N_("What communities name in consultations is counted and ranked here.")),
            )
            self._first_step.set_icon("plus")
            self._first_step.set_words(t(N_("New consultation")))
        grids, as_table = ConcernGrids(self.session.words), self.as_table.isChecked()
        self.map.show_state(words, grids, t, as_table=as_table)
        self.ranking.show_state(words, grids, t, as_table=as_table)
        self._bring_detail()

    def _show_copy(self) -> None:
        """Say what the button does, in its tooltip alone where there is no room for words."""
        t, single = self.session.t, self._look.is_single(self.window().width())
        self.copy.set_words("" if single else t(N_("Copy")), t(N_("Copy the picture as it may leave")))

    def _is_narrowed(self) -> bool:
        filters = self.presenter.filters
        return bool(filters.place or filters.sex or filters.band)

    def _show_filters(self, words: ConcernWords) -> None:
        t, presenter, language = self.session.t, self.presenter, self.session.language
        clear = t(N_("Take this filter away"))
        usual = period(str(self.session.clock.today().year))
        periods = words.periods(self.session.clock.today())
        if presenter.span.code not in dict(periods):
            periods = [(presenter.span.code, words.span(presenter.span)), *periods]
        regions = [(f"region:{one.code}", words.region(one)) for one in presenter.regions]
        zones = [(f"grouping:{one.code}", one.name(language)) for one in presenter.groupings]
        leaving = [(one, self._leaving_to(one)) for one in OUTSIDE]
        views = (
            FilterView("period", words.span(usual), tuple(periods), clear=clear),
            FilterView("place", t(N_("All places")), (*regions, *zones), clear=clear),
            FilterView("sex", t(N_("Women and men")), tuple((s, words.sex(s)) for s in SEXES), clear=clear),
            FilterView("band", t(N_("All ages")), tuple((b, words.band(b)) for b in BANDS), clear=clear),
            FilterView("leaving", t(N_("As it is")), tuple(leaving), clear=clear),
        )
        if views != self._views:
            # Buttons made anew lose the keyboard, so only when their words changed.
            self._views = views
            self.filters.set_filters(views)
        self.filters.setAccessibleName(t(N_("Filters")))
        filters = presenter.filters
        place = f"grouping:{filters.grouping}" if filters.grouping else f"region:{filters.region}"
        self.filters.choose("period", "" if presenter.is_default else presenter.span.code)
        self.filters.choose("place", place)
        self.filters.choose("sex", filters.sex)
        self.filters.choose("band", filters.band)
        self.filters.choose("leaving", presenter.audience if presenter.leaving else "")

    def _leaving_to(self, audience: str) -> str:
        label_ = msg(AUDIENCE_LABELS[Audience(audience)])
        return self.session.t(msg(N_("As it leaves: {audience}"), audience=label_))

    def _show_banner(self, words: ConcernWords) -> None:
        t, presenter = self.session.t, self.presenter
        refused = presenter.copied if presenter.copied and presenter.copied.refusal is not None else None
        if refused is not None and refused.refusal is not None:
            why = f"{words.sentence(refused.refusal)} {self._nearest(words, refused)}"
            self.banner.say(why, "warn", link=t(N_("Take the nearest")))
        elif presenter.copied is not None:
            told = msg(N_("Copied {what}"), what=self._leaving_to(presenter.audience).lower())
            self.banner.say(f"{t(told)}. {words.note(presenter.copied.base)}", "good", link=t(N_("Close")))
        elif presenter.leaving and presenter.joint is not None and presenter.joint.refusal is None:
            self.banner.say(words.note(presenter.joint.base), "accent", icon="shield-check")
        else:
            self.banner.say("")

    def _nearest(self, words: ConcernWords, refused: Joint) -> str:
        if refused.nearest is None:
            return ""
        places: list[PlaceView | GroupingView] = [*self.presenter.regions, *self.presenter.groupings]
        selection = words.selection(refused.nearest, places)
        return self.session.t(msg(N_("The nearest that does: {selection}."), selection=selection))

    # --- what a person does --------------------------------------------------------------------------

    def _on_filter(self, key: str, choice: str) -> None:
        presenter = self.presenter
        acts: dict[str, Callable[[str], None]] = {
            "period": presenter.set_period,
            "place": presenter.set_place,
            "leaving": presenter.show_as_it_leaves,
        }
        if key in acts:
            acts[key](choice)
        else:
            presenter.narrow(key, choice)

    def _on_banner(self) -> None:
        refused = self.presenter.refused
        if refused is not None and refused.nearest is not None:
            self.presenter.take_nearest(refused.nearest)
        else:
            self.presenter.forget_copied()

    def _on_copy(self) -> None:
        self.presenter.copy(self._to_clipboard)

    def _to_clipboard(self, joint: Joint) -> None:
        grids = ConcernGrids(self.session.words)
        QApplication.clipboard().setText(grids.copied(joint, self._leaving_to(self.presenter.audience)))

    def _on_as_table(self) -> None:
        self._lay_out()
        self.show_state()

    def _on_first_step(self) -> None:
        joint = self.presenter.joint
        if joint is not None and joint.nearest is not None:
            self.presenter.take_nearest(joint.nearest)
        else:
            self.navigation.go("consultations", act="new")

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Concerns"))
        return [
            Command(
                "concerns:copy", t(N_("Copy the picture as it may leave")), self._on_copy, "", "copy", group
            ),
            Command("concerns:table", t(N_("Show as a table")), self.as_table.click, "", "table", group),
        ]

    def search_here(self) -> None:
        self.filters.setFocus()

    def take_keyboard(self) -> None:
        if self.empty.isVisibleTo(self):
            self._first_step.setFocus()
        else:
            super().take_keyboard()

    # --- Qt's own ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.window().width()
        is_wide = not self._look.is_narrow(width)
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self._head.removeWidget(self._filters_place)
            self._head.addWidget(self._filters_place, *((0, 2) if is_wide else (1, 0, 1, 5)))
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.window().width()
        # side by side, two tables would leave no room for names
        tables = self.as_table.isChecked() and width < self._look.px(_TABLES_FIT)
        single = self._look.is_single(width) or tables
        way = QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)
        self._keep_map(self._body.verticalScrollBar().value())
        self._show_copy()
