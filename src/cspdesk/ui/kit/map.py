"""The map of regions or districts: five classes, labelled directly, the chosen one outlined in ink."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.ui.kit.charts import Chart, Mark
from cspdesk.ui.kit.maplabels import largest, place_region, place_spot, roomy_points
from cspdesk.ui.look import tokens

# A degree of longitude is so much shorter than one of latitude in the middle of the country.
SQUEEZE: Final = math.cos(math.radians(38.8))
_SPACE: Final = 5  # px between a name and its figure on one line
INKS: Final = ("#FFFFFF", "#000000")  # one of the two holds 4.5 on any fill

Ring = Sequence[tuple[float, float]]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Outline:
    """A region: its code, its short name, its polygons as rings of (longitude, latitude)."""

    code: str
    name: str
    polygons: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class RegionView:
    """What is shown of a region: its class (0 least to 4 most, None without data), and the figure."""

    level: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class SpotView:
    """A point with its own figure: a town, a zone."""

    key: str
    name: str
    shown: str
    at: tuple[float, float]  # longitude, latitude
    within: str = ""  # the code of the region it lies in


class RegionMap(Chart):
    """Regions filled by class; ``opened`` and ``chosen`` with a region's code or a spot's key."""

    def __init__(self, outlines: Sequence[Outline], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._outlines = tuple(outlines)
        self._views: Mapping[str, RegionView] = {}
        self._spots: tuple[SpotView, ...] = ()
        self._chosen = ""
        self._paths: dict[str, QPainterPath] = {}
        self._points: dict[str, list[QPointF]] = {}  # where a label fits, best first
        self._labels: dict[str, QRectF] = {}
        self._scale = self._left = self._top = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Show other regions, or their names in another language."""
        self._outlines = tuple(outlines)
        self._project()
        self.update()

    def tell(self, views: Mapping[str, RegionView], spots: Sequence[SpotView] = ()) -> None:
        """Show figures by region code, and spots upon them."""
        self._views = dict(views)
        self._spots = tuple(spots)
        self._label()
        self.describe()
        self.update()

    def choose(self, code: str) -> None:
        """Outline a region, or with an empty text none; tells nobody."""
        self._chosen = code
        self.stand_on(code)

    def chosen_code(self) -> str:
        """The region outlined."""
        return self._chosen

    def table_rows(self) -> list[tuple[str, ...]]:
        """A row for each region and each spot."""
        rows: list[tuple[str, ...]] = [(o.name, self._shown(o.code)) for o in self._outlines]
        return rows + [(spot.name, spot.shown) for spot in self._spots]

    def marks(self) -> list[Mark]:
        """Regions by their labels, then spots."""
        found = []
        for outline in self._outlines:
            rect = self._labels.get(outline.code)
            if rect is None and outline.code in self._paths:
                rect = self._paths[outline.code].boundingRect()
            if rect is not None:
                spoken = f"{outline.name}: {self._shown(outline.code)}"
                found.append(Mark(outline.code, rect.toAlignedRect().adjusted(-8, -2, 8, 2), spoken))
        for spot in self._spots:
            rect = self._dot(spot).united(self._labels.get(spot.key, self._dot(spot)))
            found.append(Mark(spot.key, rect.toAlignedRect(), f"{spot.name}: {spot.shown}"))
        return found

    def mark_at(self, point: QPoint) -> Mark | None:
        """The spot or the whole region under a point, not its label alone."""
        marks = {mark.key: mark for mark in self.marks()}
        for spot in self._spots:
            if marks[spot.key].rect.contains(point):
                return marks[spot.key]
        for code, path in self._paths.items():
            if path.contains(QPointF(point)):
                return marks.get(code)
        return None

    def restyle(self) -> None:
        """Find new places for the labels, which are wider or narrower now."""
        self._label()
        super().restyle()

    def _go(self, mark: Mark) -> None:
        if mark.key in self._paths:
            self._chosen = mark.key
        super()._go(mark)

    def _shown(self, code: str) -> str:
        view = self._views.get(code)
        return view.shown if view is not None else ""

    # --- geometry

    def _bounds(self) -> tuple[float, float, float, float]:
        points = [point for outline in self._outlines for ring in outline.polygons for point in ring]
        longitudes = [lon * SQUEEZE for lon, _lat in points]
        latitudes = [lat for _lon, lat in points]
        return min(longitudes), max(longitudes), min(latitudes), max(latitudes)

    def _project(self) -> None:
        self._paths, self._points = {}, {}
        if not self._outlines or self.width() < 20:
            return
        west, east, south, north = self._bounds()
        self._scale = min((self.width() - 10) / (east - west), (self.height() - 10) / (north - south))
        self._left = (self.width() - (east - west) * self._scale) / 2 - west * self._scale
        self._top = (self.height() - (north - south) * self._scale) / 2 + north * self._scale
        for outline in self._outlines:
            path = QPainterPath()
            polygons = [QPolygonF([self._place(*point) for point in ring]) for ring in outline.polygons]
            for polygon in polygons:
                path.addPolygon(polygon)
                path.closeSubpath()
            self._paths[outline.code] = path
            self._points[outline.code] = roomy_points(largest(polygons), path)
        self._label()

    def _label(self) -> None:
        """Find the places of all labels; names wider than their region stand in tooltip and table."""
        look, caption, small = self.look, self.look.metrics("caption"), self.look.metrics("small")
        self._labels = {}
        for spot in self._spots:
            at = self._place(*spot.at)
            size = QSizeF(caption.horizontalAdvance(f"{spot.name} {spot.shown}") + 4, look.line("caption"))
            taken = [*self._labels.values(), *(self._dot(other) for other in self._spots if other != spot)]
            self._labels[spot.key] = place_spot(at, size, self._paths.get(spot.within), taken)
        taken = [*self._labels.values(), *map(self._dot, self._spots)]
        bold, line = look.metrics("small", 600), look.line("small")
        for outline in self._outlines:
            if outline.code in self._points:
                name, shown = (
                    bold.horizontalAdvance(outline.name),
                    small.horizontalAdvance(self._shown(outline.code)),
                )
                path = self._paths[outline.code]
                if name <= path.boundingRect().width() * 1.1:
                    sizes = QSizeF(max(name, shown) + 4, 2 * line), QSizeF(name + _SPACE + shown + 4, line)
                    self._labels[outline.code] = place_region(self._points[outline.code], sizes, path, taken)

    def _dot(self, spot: SpotView) -> QRectF:
        at, half = self._place(*spot.at), 6.0
        return QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)

    def _place(self, longitude: float, latitude: float) -> QPointF:
        return QPointF(self._left + longitude * SQUEEZE * self._scale, self._top - latitude * self._scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._project()
        self.ring_moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(520), self.look.px(380))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(240), self.look.px(170))

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        order = sorted(self._paths, key=lambda code: code == self._chosen)
        for code in order:
            self._paint_region(painter, code)
        for outline in self._outlines:
            self._paint_label(painter, outline)
        for spot in self._spots:
            self._paint_spot(painter, spot)

    def _fill(self, code: str) -> QColor:
        view = self._views.get(code)
        return self.look.no_data if view is None or view.level is None else self.look.sequence(view.level)

    def _paint_region(self, painter: QPainter, code: str) -> None:
        look, path = self.look, self._paths[code]
        view = self._views.get(code)
        painter.fillPath(path, self._fill(code))
        if view is None or view.level is None:
            painter.fillPath(path, QBrush(look.colour("ink3"), Qt.BrushStyle.BDiagPattern))
        chosen = code == self._chosen
        width = (3 if look.theme == "contrast" else 2) if chosen else 1.6
        pen = QPen(look.colour("ink") if chosen else look.map_line, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)

    def _paint_label(self, painter: QPainter, outline: Outline) -> None:
        rect = self._labels.get(outline.code)
        if rect is None:
            return
        look, line = self.look, self.look.line("small")
        fill, shown = self._fill(outline.code), self._shown(outline.code)
        bold, plain = look.font("small", 600), look.font("small")
        if not self._paths[outline.code].contains(rect):
            # A label that reaches beyond its region takes the region's colour with it.
            ground = QPainterPath()
            ground.addRoundedRect(rect.adjusted(-1, 0, 1, 0), 4, 4)
            painter.fillPath(ground, fill)
        if rect.height() > line:
            _paint_words(painter, bold, rect.center().x(), rect.top() + line, outline.name, fill)
            _paint_words(painter, plain, rect.center().x(), rect.bottom(), shown, fill)
        else:
            name = look.metrics("small", 600).horizontalAdvance(outline.name)
            _paint_words(painter, bold, rect.left() + 2 + name / 2, rect.bottom(), outline.name, fill)
            rest = rect.width() - name - _SPACE - 4
            _paint_words(painter, plain, rect.right() - 2 - rest / 2, rect.bottom(), shown, fill)

    def _paint_spot(self, painter: QPainter, spot: SpotView) -> None:
        look = self.look
        at = self._place(*spot.at)
        ink = ink_on(self._fill(spot.within)) if spot.within else look.colour("ink")
        painter.setPen(QPen(self._fill(spot.within) if spot.within else look.colour("paper"), 1))
        painter.setBrush(ink)
        painter.drawEllipse(at, 3.2 * look.scale, 3.2 * look.scale)
        rect = self._labels.get(spot.key)
        if rect is not None:
            fill = self._fill(spot.within) if spot.within else look.colour("paper")
            words = f"{spot.name} {spot.shown}"
            _paint_words(painter, look.font("caption"), rect.center().x(), rect.bottom(), words, fill)


def _paint_words(
    painter: QPainter, font: QFont, middle: float, bottom: float, text: str, fill: QColor
) -> None:
    """Words with a rim of their region's colour: read as well where they reach beyond it."""
    metrics = QFontMetrics(font)
    words = QPainterPath()
    words.addText(middle - metrics.horizontalAdvance(text) / 2, bottom - metrics.descent() - 1, font, text)
    painter.strokePath(words, QPen(fill, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.fillPath(words, ink_on(fill))


def ink_on(fill: QColor) -> QColor:
    """Light or dark words, whichever stands out more from a fill."""
    light, dark = INKS
    better = tokens.contrast(light, fill.name()) > tokens.contrast(dark, fill.name())
    return QColor(light if better else dark)
