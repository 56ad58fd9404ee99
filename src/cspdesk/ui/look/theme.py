"""The look as the application wears it: theme, text scale, and the way a widget asks for both.

Order matters: style first, then palette, then font, then sheet (delegates, placeholders, disabled
text and native menus read the palette; the rest reads the sheet).  The one ``Look`` belongs to the
application object, as its palette and its font do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from cspdesk.ui.look import fonts, sheet, tokens
from cspdesk.ui.look.icons import Icons
from cspdesk.ui.look.immortal import hold_constants
from cspdesk.ui.look.ring import FocusRing
from cspdesk.ui.look.style import DeskStyle

_PROPERTY = "desk_look"

_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "paper",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "paper",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
_DISABLED = (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText)


class Look(QObject):
    """Theme and text scale now worn; ``changed`` after every switch, when all is in place."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.theme = "light"
        self.scale = 1.0
        self._colours: Mapping[str, str] = tokens.derived(tokens.COLOURS["light"], theme="light")
        fonts.load()
        self.icons = Icons(self.colour)
        # What the system came with, kept before ours replaces it: its high contrast is read from here.
        self._system = QPalette(app.palette())
        app.setStyle(DeskStyle(self.colour, lambda: self.scale))
        self.ring = FocusRing(self.colour, self)
        app.focusChanged.connect(self.ring.follow)

    def wear(self, theme: str, scale: float) -> None:
        """Put on ``theme`` (light, dark, contrast, or system) at a text scale from 1.0 to 2.0."""
        self.theme, base = self._chosen(theme)
        self.scale = min(2.0, max(1.0, scale))
        self._colours = tokens.derived(base, theme=self.theme)
        text = sheet.qss(self._colours, theme=self.theme, scale=self.scale)
        if text == self._app.styleSheet():
            return  # a sheet set again would style every widget again
        self._app.setPalette(self._palette())
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(text)
        self.changed.emit()

    def dress(self, restyle: Callable[[], None]) -> None:
        """Call ``restyle`` (a widget's method) now and after every switch of theme or scale."""
        self.changed.connect(restyle)
        restyle()

    def colour(self, name: str) -> QColor:
        """The colour of a token in the theme now worn."""
        return QColor(self._colours[name])

    def px(self, size: float) -> int:
        """Pixels at the text scale now worn, of a size given at 100 %."""
        return round(size * self.scale)

    def size(self, name: str) -> int:
        """Pixels at the text scale now worn, of ``tokens.SIZE[name]``."""
        return self.px(tokens.SIZE[name])

    def font(self, role: str, weight: int | None = None) -> QFont:
        """The font of a role of ``tokens.TYPE``, for painting; sheets give widgets theirs."""
        return fonts.font(role, scale=self.scale, weight=weight)

    def metrics(self, role: str, weight: int | None = None) -> QFontMetrics:
        """How wide and high text in a role's font is."""
        return QFontMetrics(self.font(role, weight))

    def line(self, role: str) -> int:
        """The line height of a role, in pixels at the scale now worn."""
        return self.px(tokens.TYPE[role][2])

    def icon(self, name: str, tone: str = "ink2", chosen: str = "") -> QIcon:
        """A Phosphor icon in a colour token; it follows the theme by itself."""
        return self.icons.named(name, tone=tone, chosen=chosen)

    def sequence(self, step: int) -> QColor:
        """The chart colour of class ``step``, 0 (least) to 4 (most)."""
        return QColor(tokens.SEQUENCES[self.theme][step])

    def category(self, place: int) -> QColor:
        """The chart colour of a category, ``tokens.WOMEN`` and ``tokens.MEN`` first."""
        return QColor(tokens.CATEGORIES[self.theme][place])

    @property
    def no_data(self) -> QColor:
        """The fill of a region about which nothing is known (hatched as well)."""
        return QColor(tokens.NO_DATA[self.theme])

    @property
    def map_line(self) -> QColor:
        """The line between regions of a map."""
        return QColor(tokens.MAP_LINE[self.theme])

    def is_narrow(self, width: int) -> bool:
        """Whether a window of so many pixels has room for icons only in its rail."""
        return width / self.scale < tokens.BREAK["narrow"]

    def is_single(self, width: int) -> bool:
        """Whether list and record must take turns in a window of so many pixels."""
        return width / self.scale < tokens.BREAK["single"]

    def _chosen(self, theme: str) -> tuple[str, Mapping[str, str]]:
        if theme != "system":
            return theme, tokens.COLOURS[theme]
        hints = self._app.styleHints()
        # Qt 6.10 tells of the system's wish for contrast; before it only light and dark are known.
        asked = getattr(hints, "accessibility", lambda: None)()
        if asked is not None and asked.contrastPreference().name == "HighContrast":
            return "contrast", high_contrast(self._system)
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        return ("dark", tokens.COLOURS["dark"]) if dark else ("light", tokens.COLOURS["light"])

    def _palette(self) -> QPalette:
        palette = QPalette()
        for role, name in _ROLES.items():
            palette.setColor(role, self.colour(name))
        for role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("ink3"))
        return palette


def high_contrast(system: QPalette) -> Mapping[str, str]:
    """The contrast theme in the system's own colours: its paper, ink, accent and edge."""
    paper = system.color(QPalette.ColorRole.Window).name().upper()
    ink = system.color(QPalette.ColorRole.WindowText).name().upper()
    accent = system.color(QPalette.ColorRole.Highlight).name().upper()
    on_accent = system.color(QPalette.ColorRole.HighlightedText).name().upper()
    colours = dict(tokens.COLOURS["contrast"])
    for name in ("paper", "surface", "rail", "sunken", "good_soft", "warn_soft", "bad_soft"):
        colours[name] = paper
    for name in ("line", "rim", "edge", "ink", "ink2", "ink3", "accent_strong", "good", "warn", "bad"):
        colours[name] = ink
    if tokens.contrast(accent, paper) < 4.5:
        accent = ink
        on_accent = paper
    colours |= {"accent": accent, "on_accent": on_accent}
    colours["accent_soft"] = tokens.mix(paper, accent, 0.15)
    return colours


def apply(app: QApplication, *, theme: str = "system", scale: float = 1.0) -> Look:
    """Dress the application, or dress it anew; gives the look that its widgets ask."""
    hold_constants()
    worn: Look | None = app.property(_PROPERTY)
    if worn is None:
        worn = Look(app)
        app.setProperty(_PROPERTY, worn)
    worn.wear(theme, scale)
    return worn


def current() -> Look:
    """The look of the running application, asked for once by each widget that is made.

    Raises:
        RuntimeError: nothing was applied yet, which is a mistake in the order of starting.
    """
    app = QApplication.instance()
    worn = app.property(_PROPERTY) if app is not None else None
    if not isinstance(worn, Look):
        raise RuntimeError("theme.apply has not dressed the application yet")
    return worn
