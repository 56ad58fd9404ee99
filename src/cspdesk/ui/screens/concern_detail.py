"""One concern of the ranking: in how many consultations, its course, and who was there by age and region."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.presenters.concerns import STEPS, ConcernsPresenter
from cspdesk.services.joint import ConcernLine, Joint
from cspdesk.ui.kit.bars import BarHeads, BarValue, BarView, RankedBars
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, row
from cspdesk.ui.kit.trend import TrendLine, TrendPoint

T = Callable[[Msg | str], str]


class ConcernDetail(QWidget):
    """Follows the concern that is chosen; every number opens the consultations behind it."""

    def __init__(self, presenter: ConcernsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._close = Button(kind="quiet", icon="x", pressed=self._on_close)
        self._heading = SectionHeading("", link=self._close)
        self._told = label("", wrap=True)
        self._change = label("", "hint", wrap=True)
        self.open = Button(kind="link", pressed=self._on_open)
        self._steps = Segments([(step, "") for step in STEPS], name="")
        self._steps.chosen.connect(presenter.set_step)
        self._course = label("", "strong")
        self.trend = TrendLine(name="")
        self.trend.opened.connect(self._on_time)
        self.ages = RankedBars(BarHeads("", ()), name="", ranked=False)
        self.ages.opened.connect(self._on_age)
        self.regions = RankedBars(BarHeads("", ()), name="", ranked=False)
        self.regions.opened.connect(self._on_region)
        by = row((self.ages, 1), (self.regions, 1), spacing=24)
        for chart in (self.ages, self.regions):
            by.setAlignment(chart, Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                hairline(),
                self._heading,
                row((self._told, 1), self.open),
                self._change,
                row(self._course, STRETCH, self._steps),
                self.trend,
                by,
                spacing=8,
            )
        )

    def show_state(self, words: ConcernWords, t: T) -> None:
        """Tell of the concern that is chosen, or go where none is."""
        presenter = self._presenter
        joint, theme = presenter.joint, presenter.filters.theme
        self.setVisible(bool(theme) and joint is not None)
        if joint is None or not theme:
            return
        line = joint.concern(theme)
        self._heading.set_text(words.theme(theme))
        self._close.set_words("", t(N_("All concerns")))
        self.open.setVisible(line is not None)
        for widget in (self.trend, self.ages, self.regions, self._course, self._steps):
            widget.setVisible(line is not None)
        if line is None:
            self._told.setText(t(N_("Nobody named it in this selection.")))
            self._change.setText("")
            return
        self._tell(words, t, joint, line)

    def _tell(self, words: ConcernWords, t: T, joint: Joint, line: ConcernLine) -> None:
        self._told.setText(words.told(joint, line))
        self._change.setText("" if line.change is None else words.sentence(line.change))
        self._change.setVisible(line.change is not None)
        count = line.raised.value or 0
        self.open.set_words(t(plural(N_("Open {n} consultation"), N_("Open {n} consultations"), count)))
        self.open.setVisible(not joint.base)
        self._course.setText(t(N_("In time")))
        self._steps.set_words((t(N_("Half-years")), t(N_("Quarters"))), t(N_("Course by")))
        self._steps.choose("half" if joint.base else self._presenter.step)
        self._steps.setVisible(not joint.base)
        self.trend.setAccessibleName(t(msg(N_("{concern} in time"), concern=words.theme(line.theme))))
        self.trend.tell(
            [TrendPoint(p.time.code, words.time(p.time), p.share, words.mark(p)) for p in line.times]
        )
        for chart, measure, head in ((self.ages, "age", N_("Age")), (self.regions, "region", N_("Region"))):
            chart.setAccessibleName(t(head))
            rows = words.breakdown(joint, line, measure)
            views = [
                BarView(one.key, one.text, tuple(BarValue(b.share, b.shown) for b in one.bars))
                for one in rows
            ]
            share = t(N_("of people heard")) if measure == "age" else t(N_("of consultations"))
            chart.tell(views, BarHeads(t(head), (share,)))
            chart.setVisible(bool(rows))

    # --- what a person does --------------------------------------------------------------------------

    def _on_close(self) -> None:
        self._presenter.narrow("theme", "")

    def _on_open(self) -> None:
        self._presenter.open(theme=self._presenter.filters.theme)

    def _on_time(self, code: str) -> None:
        self._presenter.open(theme=self._presenter.filters.theme, span=code)

    def _on_age(self, key: str) -> None:
        self._presenter.open(theme=self._presenter.filters.theme, band=key.partition("/")[0])

    def _on_region(self, key: str) -> None:
        self._presenter.open(theme=self._presenter.filters.theme, place=key.partition("/")[0])
