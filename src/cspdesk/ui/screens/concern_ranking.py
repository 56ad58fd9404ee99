"""The right of Concerns: what people name most, and beneath it one concern or the groupings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, Msg, plural
from cspdesk.presenters.concern_grids import ConcernGrids
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.presenters.concerns import MEASURES, ConcernsPresenter
from cspdesk.services.joint import Joint
from cspdesk.ui.kit.bars import BarHeads, BarValue, BarView, RankedBars
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.screens.concern_detail import ConcernDetail
from cspdesk.ui.screens.concern_table import PictureTable

FIRST = 10
"""Concerns shown before "Show all"."""
_MOST_WITH_COURSE = 2
"""Series beside which there is still room for the course."""

T = Callable[[Msg | str], str]


class ConcernRanking(QWidget):
    """The ranking; its words choose a concern, its bars open the consultations they count."""

    def __init__(self, presenter: ConcernsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._t: T = str
        self._all = False
        self.measure = Button(kind="filter", icon="caret-down", trailing=True, pressed=self._on_measure)
        self._heading = SectionHeading("", link=self.measure)
        self.bars = RankedBars(BarHeads("", ()), name="")
        self.bars.opened.connect(self._on_opened)
        self._none = label("", "dim", wrap=True)
        self.more = Button(kind="link", pressed=self._on_more)
        self.table = PictureTable()
        self.table.opened.connect(presenter.choose_theme)
        self.table.copy_asked.connect(self._on_copy)
        self.detail = ConcernDetail(presenter)
        self._zones_heading = SectionHeading("")
        self.zones = PictureTable()
        self.zones.opened.connect(self._on_zone)
        self.zones.copy_asked.connect(self._on_copy)
        self.setLayout(
            column(
                self._heading,
                self._none,
                self.bars,
                self.table,
                row(self.more, STRETCH),
                self.detail,
                self._zones_heading,
                self.zones,
                STRETCH,
                spacing=10,
            )
        )
        self.copy: Callable[[], None] = lambda: None

    def show_state(self, words: ConcernWords, grids: ConcernGrids, t: T, *, as_table: bool) -> None:
        """Copy the presenter's state into the widgets."""
        self._t = t
        presenter, joint = self._presenter, self._presenter.joint
        self._heading.set_text(t(N_("What people name most")))
        self.measure.set_words(t(_MEASURES[presenter.measure]), t(N_("What the ranking is broken down by")))
        self.bars.setAccessibleName(t(N_("What people name most")))
        if joint is None:
            return
        self._show_bars(words, joint)
        self.table.tell(t(N_("What people name most")), grids.ranking(joint))
        is_empty = not joint.concerns
        self.bars.setVisible(not as_table and not is_empty)
        self.measure.setVisible(not as_table and not is_empty)
        self.table.setVisible(as_table and not is_empty)
        self._none.setVisible(is_empty)
        told = N_("Nothing is ranked here: a statement counts once its concern is chosen with #.")
        if presenter.leaving:
            told = N_("The numbers here are too small to be shown.")
        self._none.setText(t(told))
        rest = len(joint.concerns) - FIRST
        self.more.setVisible(rest > 0 and not as_table)
        self.more.set_words(
            t(N_("Show the first only"))
            if self._all
            else t(plural(N_("Show {n} more"), N_("Show {n} more"), rest))
        )
        self.detail.show_state(words, t)
        is_detailed = presenter.filters.theme != ""
        self._zones_heading.setVisible(not is_detailed)
        self.zones.setVisible(not is_detailed)
        self._zones_heading.set_text(t(N_("By zone")))
        self.zones.tell(t(N_("By zone")), grids.zones(joint))

    def _show_bars(self, words: ConcernWords, joint: Joint) -> None:
        presenter = self._presenter
        series = words.series(joint, presenter.measure)
        rows = words.rows(joint, presenter.measure)
        with_course = len(series) <= _MOST_WITH_COURSE
        views = [
            BarView(
                one.key,
                one.text,
                tuple(BarValue(bar.share, bar.shown) for bar in one.bars),
                one.course if with_course else (),
                one.course_spoken,
            )
            for one in (rows if self._all else rows[:FIRST])
        ]
        heads = BarHeads(
            self._t(N_("Concern")),
            tuple(name for _, name in series),
            words.course_head(joint) if with_course else "",
        )
        self.bars.tell(views, heads)
        self.bars.choose(presenter.filters.theme)

    # --- what a person does --------------------------------------------------------------------------

    def _on_opened(self, key: str) -> None:
        theme, _, place = key.partition("/")
        joint = self._presenter.joint
        if not place or joint is None:
            self._presenter.choose_theme(theme)
            return
        words_key = self._presenter.series_keys(joint)[int(place)]
        measure = self._presenter.measure
        self._presenter.open(
            theme=theme,
            sex=words_key if measure == "sex" else "",
            band=words_key if measure == "age" else "",
            place=words_key if measure == "region" else "",
        )

    def _on_more(self) -> None:
        self._all = not self._all
        self._presenter.tell()

    def _on_zone(self, code: str) -> None:
        self._presenter.open(place=code, theme=self._presenter.filters.theme)

    def _on_copy(self) -> None:
        self.copy()

    def _on_measure(self) -> None:
        t, now = self._t, self._presenter.measure
        items = [MenuItem(one, t(_MEASURES[one]), checked=one == now) for one in MEASURES]
        menu = Menu(items, name=t(N_("What the ranking is broken down by")), parent=self)
        menu.chosen.connect(self._presenter.set_measure)
        menu.beneath(self.measure)


_MEASURES = {
    "sex": N_("Share of women and men"),
    "age": N_("Share by age"),
    "region": N_("Share of consultations by region"),
    "weight": N_("By weight"),
}
