"""Inter, cut to Latin, Cyrillic and signs: loaded from the package, with figures of one width.

The files come from Debian's fonts-inter (SIL Open Font License, ``fonts/Inter-copyright.txt``).
Qt's style sheets cannot ask for font features; ``tnum`` set on a ``QFont`` survives them.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from cspdesk.ui.look import tokens

FILES = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Italic.otf")


def load() -> None:
    """Make Inter known to the running application.

    Raises:
        FileNotFoundError: the installation is not whole; a desk without its font is not started.
    """
    # a plain path: importlib.resources costs ten milliseconds before the prompt
    folder = Path(__file__).parent / "fonts"
    for name in FILES:
        if QFontDatabase.addApplicationFontFromData((folder / name).read_bytes()) < 0:
            raise FileNotFoundError(name)


def font(role: str, *, scale: float = 1.0, weight: int | None = None) -> QFont:
    """The font of a role of ``tokens.TYPE`` at a text scale, with tabular figures."""
    px, usual, _line = tokens.TYPE[role]
    made = QFont([tokens.FAMILY, "Noto Sans", "Segoe UI", "DejaVu Sans"])
    made.setPixelSize(round(px * scale))
    made.setWeight(QFont.Weight(weight or usual))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
