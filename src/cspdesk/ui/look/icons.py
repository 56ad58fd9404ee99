"""Named icons of the Phosphor family, as QtAwesome ships it, in colours that follow the theme.

QtAwesome's font and its list of names are read from its package, but its code is not imported: that costs
130 ms at start (qtpy loads Qt's whole OpenGL) and opens every family it has (0.4 s, 6 MB), and its icons
bake a colour in.  Ours ask for the colour when painted, so a theme switch needs a repaint and no more.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

FONT_FILE: Final = "phosphor-1.3.0.ttf"
CHARMAP_FILE: Final = "phosphor-charmap-1.3.0.json"

ColourOf = Callable[[str], QColor]


def _shipped() -> Path:
    """The folder of QtAwesome's fonts.

    Raises:
        FileNotFoundError: QtAwesome is not installed; a window without icons is not opened.
    """
    found = find_spec("qtawesome")
    places = found.submodule_search_locations if found is not None else None
    if not places:
        raise FileNotFoundError(FONT_FILE)
    return Path(places[0]) / "fonts"


class Icons:
    """Phosphor, opened once for one application; gives icons by name and colour token."""

    def __init__(self, colour: ColourOf) -> None:
        self._colour = colour
        folder = _shipped()
        number = QFontDatabase.addApplicationFont(str(folder / FONT_FILE))
        if number < 0:
            raise FileNotFoundError(FONT_FILE)
        self._family = QFontDatabase.applicationFontFamilies(number)[0]
        names: dict[str, str] = json.loads((folder / CHARMAP_FILE).read_text(encoding="utf-8"))
        self._glyphs = {name: chr(int(code, 16)) for name, code in names.items()}

    def named(self, name: str, *, tone: str = "ink2", chosen: str = "") -> QIcon:
        """The icon ``name`` in the colour token ``tone``, or ``chosen`` where its button is on.

        Raises:
            KeyError: Phosphor has no such icon.
        """
        return QIcon(_GlyphEngine(self, self._glyphs[name], tone, chosen or tone))

    def names(self) -> frozenset[str]:
        """Every name that ``named`` accepts."""
        return frozenset(self._glyphs)

    def draw(self, painter: QPainter, rect: QRect, name: str, tone: str) -> None:
        """Paint the icon into ``rect``; for delegates, crisp on a screen of any ratio."""
        self._draw_glyph(painter, rect, self._glyphs[name], self._colour(tone))

    def glyph_in(self, painter: QPainter, rect: QRect, glyph: str, tone: str) -> None:
        """Paint a glyph of the family in a colour token; what the icon engine calls."""
        self._draw_glyph(painter, rect, glyph, self._colour(tone))

    def _draw_glyph(self, painter: QPainter, rect: QRect, glyph: str, colour: QColor) -> None:
        drawn = QFont(self._family)
        drawn.setPixelSize(max(1, min(rect.width(), rect.height())))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(drawn)
        painter.setPen(colour)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, glyph)
        painter.restore()


class _GlyphEngine(QIconEngine):
    """Paints one glyph, asking for its colour each time."""

    def __init__(self, icons: Icons, glyph: str, tone: str, chosen: str) -> None:
        super().__init__()
        self._icons = icons
        self._glyph = glyph
        self._tone = tone
        self._chosen = chosen

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._icons, self._glyph, self._tone, self._chosen)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        tone = self._chosen if state == QIcon.State.On else self._tone
        if mode == QIcon.Mode.Disabled:
            tone = "ink3"
        self._icons.glyph_in(painter, rect, self._glyph, tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn
