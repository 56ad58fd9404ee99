"""Draw the widget kit as pictures, to be looked at before it is called done.

    python tools/gallery.py --out DIR [--only listening] [--language tg] [--theme dark]

Pages in three languages, light, dark and contrast, at 1024 x 640 and 1366 x 768, at 100 and 150 %.
"""

from __future__ import annotations

import argparse
import itertools
import os
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.ui.kit.layout import column, row
from cspdesk.ui.kit.rail import Rail, RailPlace
from cspdesk.ui.kit.statusline import StatusLine, StatusView
from cspdesk.ui.look import theme
from tools.gallery_pages import PAGES, Words
from tools.gallery_words import WORDS

ICONS = (
    "sun chats-circle map-trifold megaphone-simple handshake wallet file-text arrows-left-right users-three"
)
SIZES = ((1024, 640), (1366, 768))
BANDS = (("0-13", "0–13"), ("14-30", "14–30"), ("31-59", "31–59"), ("60+", "60+"))
REGIONS = {
    "3590000": ("GBAO", "ВМКБ", "ГБАО"),
    "3507000": ("Khatlon", "Хатлон", "Хатлон"),
    "3509000": ("DRS", "НТҶ", "РРП"),
    "3505000": ("Sughd", "Суғд", "Согд"),
    "3501000": ("Dushanbe", "Душанбе", "Душанбе"),
}


def frame(w: Words, page: QWidget, chosen: str, width: int) -> QWidget:
    """The window around a page: rail and status line."""
    places = [RailPlace(i, t, i) for i, t in zip(ICONS.split(), w.many("places"), strict=True)]
    icons = ("translate", "user-circle", "lock-simple")
    rail = Rail(
        places, [RailPlace(i, t, i) for i, t in zip(icons, w.many("bottom"), strict=True)], name="Places"
    )
    rail.set_head(w("org"), "Ctrl+K", "Commands")
    rail.set_counts({"sun": "4", "arrows-left-right": "1"})
    rail.choose(chosen)
    rail.fit(width)
    status = StatusLine(name="Status")
    status.tell(
        [
            StatusView("saved", w("saved"), "check-circle", "good"),
            StatusView("waits", w("waits"), "tray", short="14"),
            StatusView("last", w("last"), "clock-counter-clockwise"),
            StatusView("decide", w("decide"), "warning-circle", "warn", "1", at_right=True),
        ]
    )
    window = QWidget()
    window.setObjectName("window")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window.setLayout(column((row(rail, (page, 1), spacing=0), 1), status, spacing=0))
    return window


def draw(app: QApplication, out: Path, name: str, language: str, size: tuple[int, int]) -> None:
    """Draw one page in the look now worn."""
    worn = theme.current()
    words = Words(language)
    make, place = PAGES[name]
    page = make(words)
    page.setObjectName(page.objectName() or "page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    window = frame(words, page, place, size[0])
    window.resize(*size)
    window.show()
    for _ in range(4):
        app.processEvents()
    live = page.focusProxy() or page
    typed = str(page.property("typed") or "")
    if typed:
        live.setFocus()
    for letter in typed:
        QApplication.sendEvent(
            live, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )
    for _ in range(4):
        app.processEvents()
    percent = round(worn.scale * 100)
    window.grab().save(str(out / f"{name}-{language}-{worn.theme}-{size[0]}x{size[1]}-{percent}.png"))
    window.close()
    window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", choices=list(PAGES), action="append")
    parser.add_argument("--language", choices=list(WORDS), action="append")
    parser.add_argument("--theme", choices=["light", "dark", "contrast"], action="append")
    parser.add_argument("--scale", type=float, action="append")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    for mode, scale in itertools.product(
        asked.theme or ["light", "dark", "contrast"], asked.scale or [1.0, 1.5]
    ):
        theme.apply(app, theme=mode, scale=scale)
        pages = itertools.product(asked.only or list(PAGES), asked.language or list(WORDS), SIZES)
        for name, language, size in pages:
            draw(app, asked.out, name, language, size)


if __name__ == "__main__":
    main()
