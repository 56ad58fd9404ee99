"""Where the labels of a map stand: spots first, then regions where there is most room left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

_GRID: Final = 16
_EDGE: Final = 80  # points of an outline that distances are taken from


def largest(polygons: Sequence[QPolygonF]) -> QPolygonF:
    """The polygon of the greatest area: a region's main land."""
    return max(polygons, key=_area)


def _area(polygon: QPolygonF) -> float:
    points = [polygon.at(at) for at in range(polygon.count())]
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairs)) / 2


def roomy_points(polygon: QPolygonF, path: QPainterPath) -> list[QPointF]:
    """Points within a region, those farthest from its edge first."""
    bounds = polygon.boundingRect()
    edge = [polygon.at(at) for at in range(0, polygon.count(), max(1, polygon.count() // _EDGE))]
    found = []
    for column in range(1, _GRID):
        for line in range(1, _GRID):
            x = bounds.left() + bounds.width() * column / _GRID
            y = bounds.top() + bounds.height() * line / _GRID
            if path.contains(QPointF(x, y)):
                # Labels are wide and low: room at the sides counts for less than it is.
                near = min(((p.x() - x) * 0.5) ** 2 + (p.y() - y) ** 2 for p in edge)
                found.append((near, x, y))
    return [QPointF(x, y) for _near, x, y in sorted(found, reverse=True)] or [bounds.center()]


def place_region(
    points: Sequence[QPointF], sizes: Sequence[QSizeF], path: QPainterPath, taken: Sequence[QRectF]
) -> QRectF:
    """Where a label stands, in the first of its ``sizes`` that fits: it covers nothing else.

    Where none fits the region, the last one stands where most of it lies within.
    """
    free: list[QRectF] = []
    for size in sizes:
        half = QPointF(size.width() / 2, size.height() / 2)
        rects = [QRectF(point - half, size) for point in points]
        free = [rect for rect in rects if not any(rect.intersects(other) for other in taken)] or rects
        inside = next((rect for rect in free if path.contains(rect)), None)
        if inside is not None:
            return inside
    return max(free, key=lambda rect: _share(path, rect))


def _share(path: QPainterPath, rect: QRectF) -> int:
    """How many of a label's points lie within a region."""
    return sum(
        path.contains(QPointF(rect.left() + rect.width() * x / 6, rect.top() + rect.height() * y / 4))
        for x in range(7)
        for y in range(5)
    )


def place_spot(at: QPointF, size: QSizeF, within: QPainterPath | None, taken: Sequence[QRectF]) -> QRectF:
    """Where a spot's label stands: right, left, below or above it, within its region if it can."""
    width, height, gap = size.width(), size.height(), 7.0
    beside = [
        QRectF(at.x() + gap, at.y() - height / 2, width, height),
        QRectF(at.x() - gap - width, at.y() - height / 2, width, height),
        QRectF(at.x() - width / 2, at.y() + gap - 2, width, height),
        QRectF(at.x() - width / 2, at.y() - gap + 2 - height, width, height),
    ]
    free = [rect for rect in beside if not any(rect.intersects(other) for other in taken)] or beside
    inside = [rect for rect in free if within is None or _holds(within, rect)]
    return (inside or free)[0]


def _holds(path: QPainterPath, rect: QRectF) -> bool:
    return path.contains(rect.topLeft()) and path.contains(rect.bottomRight())
