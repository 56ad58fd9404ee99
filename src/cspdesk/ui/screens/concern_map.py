"""The left of Concerns: where; a map with its classes, its table, and the place that is chosen on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.concern_grids import ConcernGrids
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.presenters.concerns import ConcernsPresenter
from cspdesk.services.joint import PlaceLine
from cspdesk.services.outlines import Loaded
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, row
from cspdesk.ui.kit.map import Outline, RegionMap, RegionView, SpotView
from cspdesk.ui.kit.maplegend import MapLegend
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.look import theme
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.concern_place import PlaceCard
from cspdesk.ui.screens.concern_table import PictureTable

SPOTS = {
    "kulob": (69.78, 37.91, "3507000"),
    "bokhtar": (68.78, 37.83, "3507000"),
    "rasht": (70.37, 39.02, "3509000"),
}
"""The towns after which zones are named that share their region with another: longitude, latitude, region."""
_TALLEST = 620
_ROOMY = 380
_HIGH_FOR_WIDE = 0.74
_DISTRICTS = "GeoJSON (*.geojson *.json)"

T = Callable[[Msg | str], str]


class ConcernMap(QWidget):
    """Shows the presenter's places; choosing one tells of it beneath."""

    def __init__(self, presenter: ConcernsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._t: T = str
        self._heading = SectionHeading("")
        self._levels = Segments([("region", ""), ("district", "")], name="", chosen="region")
        self._levels.chosen.connect(presenter.set_level)
        self._more = Button(kind="quiet", icon="dots-three", pressed=self._on_more)
        self.map = RegionMap((), name="")
        self.map.opened.connect(self._on_opened)
        self.legend = MapLegend()
        self.table = PictureTable()
        self.table.opened.connect(self._on_opened)
        self.table.copy_asked.connect(self._on_copy)
        self.place = PlaceCard(presenter)
        self.loaded = label("", "hint", wrap=True)
        self.setLayout(
            column(
                row((self._heading, 1), self._levels, self._more),
                self.map,
                self.legend,
                self.table,
                self.loaded,
                self.place,
                STRETCH,
                spacing=10,
            )
        )
        self.loaded.hide()
        self._look = theme.current()
        self._was_roomy = False
        self.copy: Callable[[], None] = lambda: None
        self.paths: Paths = SystemPaths()

    def show_state(self, words: ConcernWords, grids: ConcernGrids, t: T, *, as_table: bool) -> None:
        """Copy the presenter's state into the widgets."""
        self._t = t
        presenter = self._presenter
        self._heading.set_text(t(N_("Where")))
        self._levels.set_words((t(N_("Regions")), t(N_("Districts"))), t(N_("Places on the map")))
        self._levels.choose(presenter.level)
        self._levels.setVisible(bool(presenter.district_outlines))
        self._more.set_words("", t(N_("More about the map")))
        places = presenter.places()
        shades, scale = words.shades(places)
        self.map.setAccessibleName(t(N_("Map of consultations")))
        self.map.set_outlines(self._outlines(words, places))
        regions = {code: RegionView(shade.level, shade.shown) for code, shade in shades.items()}
        self.map.tell(regions, self._spots(words))
        self.map.choose(presenter.place)
        followed = presenter.filters.theme
        title = words.theme(followed) if followed else t(N_("Consultations"))
        self.legend.tell(title, words.legend(scale))
        self.map.setVisible(not as_table)
        self.legend.setVisible(not as_table)
        self.table.setVisible(as_table)
        self.table.tell(t(N_("Where")), grids.places(places))
        self.place.show_state(words, t)

    def _outlines(self, words: ConcernWords, places: tuple[PlaceLine, ...]) -> list[Outline]:
        names = {one.code: words.short(one) for one in places}
        known = {one.code: words.region(one) for one in self._presenter.regions}
        return [
            Outline(one.code, names.get(one.code) or known.get(one.code, ""), one.rings)
            for one in self._presenter.outlines()
        ]

    def _spots(self, words: ConcernWords) -> list[SpotView]:
        joint = self._presenter.joint
        # Names beside the towns would not fit into a smaller country.
        is_roomy = self.width() >= self._look.px(_ROOMY)
        if joint is None or self._presenter.level != "region" or not is_roomy:
            return []
        return [
            SpotView(
                one.code, words.zone(one), words.number(one.raised), SPOTS[one.code][:2], SPOTS[one.code][2]
            )
            for one in joint.groupings
            if one.code in SPOTS and one.held
        ]

    # --- what a person does --------------------------------------------------------------------------

    def _on_opened(self, code: str) -> None:
        self._presenter.choose_place("" if code == self._presenter.place else code)

    def _on_copy(self) -> None:
        self.copy()

    def _on_more(self) -> None:
        t = self._t
        items = [MenuItem("load", t(N_("Load outlines of districts…")), "folder-open")]
        if self._presenter.district_outlines:
            items.append(MenuItem("forget", t(N_("Forget the outlines of districts")), "trash"))
        menu = Menu(items, name=t(N_("More about the map")), parent=self)
        menu.chosen.connect(self._on_chosen)
        menu.beneath(self._more)

    def _on_chosen(self, key: str) -> None:
        if key == "forget":
            self.loaded.hide()
            self._presenter.forget_outlines()
            return
        title = self._t(N_("Load outlines of districts…"))
        chosen = self.paths.open(self, title, kinds=_DISTRICTS)
        if chosen is not None:
            self.load(chosen)

    def load(self, file: Path) -> None:
        """Take outlines of districts from a file."""
        self._presenter.load_outlines(file, self._on_loaded)

    def _on_loaded(self, loaded: Loaded) -> None:
        t = self._t
        told = plural(
            N_("{n} district can be drawn now."), N_("{n} districts can be drawn now."), loaded.districts
        )
        said = [t(told)]
        if loaded.unknown:
            said.append(
                t(msg(N_("{count} outlines bear no name that the gazetteer knows."), count=loaded.unknown))
            )
        self.loaded.setText(" ".join(said))
        self.loaded.show()

    # --- Qt's own ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.map.setFixedHeight(min(self._look.px(_TALLEST), round(self.width() * _HIGH_FOR_WIDE)))
        is_roomy = self.width() >= self._look.px(_ROOMY)
        if is_roomy != self._was_roomy:
            self._was_roomy = is_roomy
            self._presenter.tell()
