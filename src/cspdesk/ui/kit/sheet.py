"""The preview of a report: a white page on a sunken desk, its figures and its gaps pressed to open them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from cspdesk.reports import layout
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, row
from cspdesk.ui.kit.sheethtml import FIGURE, GAP, PICTURE, SheetText
from cspdesk.ui.look import theme, tokens

Draw = Callable[[layout.Bars | layout.RegionMap], bytes]  # a chart as PNG

PAGE_WIDTH: Final = 726
"""px at 100 % of a page without its shadow."""
SHADOW: Final = 6
"""px of it around a page."""


class Paper(QFrame):
    """A white page with a soft shadow, in every theme."""

    def __init__(self, content: QWidget, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        self._look = theme.current()
        left, top, right, bottom = margins
        around = (left + SHADOW, top + SHADOW, right + SHADOW, bottom + SHADOW)
        self.setLayout(column(content, margins=around))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        page = self.rect().adjusted(SHADOW, SHADOW - 2, -SHADOW, -SHADOW - 2)
        if self._look.theme == "contrast":
            # around all of what lies on it: a page that is a picture would else leave a rim at its top alone
            page = self.rect().adjusted(SHADOW - 1, SHADOW - 1, 1 - SHADOW, 1 - SHADOW)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 6))
            for layer in range(SHADOW):
                spread = page.adjusted(-layer, 2 - layer, layer, 2 + layer)
                painter.drawRoundedRect(spread, 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QColor(0, 0, 0) if self._look.theme == "contrast" else QColor(0, 0, 0, 28))
        # a brush stops short of the rim at the right and beneath, where the dark would show through it
        painter.fillRect(page, QColor(tokens.COLOURS["light"]["surface"]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page.adjusted(0, 0, -1, -1))


class SheetView(QWidget):
    """A document to read through: Tab walks over its links, Enter opens one.

    ``figure_opened`` with the key of a figure, ``gap_opened`` with the words of a gap; both by place
    in the text, so that what is missing can be brought into sight by ``show_gap``.
    """

    figure_opened = Signal(str)
    gap_opened = Signal(int, str)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._document: layout.Document | None = None
        self._draw: Draw | None = None
        self._gaps: list[str] = []
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.text = _PaperText()
        self.text.setAccessibleName(name)
        self.text.anchorClicked.connect(self._on_link)
        self._paper = Paper(self.text, (46, 36, 46, 36))
        self._desk = QWidget()
        self._desk.setLayout(column(row(STRETCH, self._paper, STRETCH), STRETCH, margins=(12, 14, 12, 14)))
        self._scroll = VScroll(self._desk)
        self.setLayout(column((self._scroll, 1), spacing=0))
        self.setFocusProxy(self.text)
        self._look.changed.connect(self._show)

    def tell(self, document: layout.Document, draw: Draw | None = None) -> None:
        """Show a document; ``draw`` gives its charts as pictures, without it their titles stand alone."""
        self._document, self._draw = document, draw
        self._show()

    def gaps(self) -> Sequence[str]:
        """What is missing, in the order of the text."""
        return tuple(self._gaps)

    def show_gap(self, place: int) -> None:
        """Bring a gap into sight."""
        self._bring_into_sight(f"{GAP}{place}")

    def show_figure(self, key: str) -> None:
        """Bring a figure into sight."""
        self._bring_into_sight(FIGURE + key)

    def _show(self) -> None:
        self._fit()
        if self._document is None:
            return
        writer = SheetText(self._document, scale=self._look.scale)
        html = writer.html()
        self._gaps = writer.gaps
        page = self.text.document()
        page.clear()
        for place, block in enumerate(writer.pictures if self._draw else ()):
            image = QImage.fromData(self._draw(block)) if self._draw else QImage()
            width = self.text.width() - 8
            shown = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            address = QUrl(f"{PICTURE}{place}")
            page.addResource(QTextDocument.ResourceType.ImageResource.value, address, shown)
        page.setDefaultFont(self._look.font("body"))
        self.text.setHtml(html)
        self.text.fit()

    def _on_link(self, link: QUrl) -> None:
        address = link.toString(QUrl.ComponentFormattingOption.FullyDecoded)
        if address.startswith(FIGURE):
            self.figure_opened.emit(address.removeprefix(FIGURE))
        elif address.startswith(GAP):
            place = int(address.removeprefix(GAP))
            self.gap_opened.emit(place, self._gaps[place])

    def _bring_into_sight(self, address: str) -> None:
        block = self.text.document().begin()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                fragment = walk.fragment()
                walk += 1
                if fragment.charFormat().anchorHref() == address:
                    cursor = self.text.textCursor()
                    cursor.setPosition(fragment.position())
                    at = self.text.cursorRect(cursor).center()
                    spot = self.text.mapTo(self._desk, at)
                    self._scroll.ensureVisible(0, spot.y(), 0, self._scroll.height() // 3)
                    return
            block = block.next()

    def _fit(self) -> None:
        self._paper.setFixedWidth(min(self._look.px(PAGE_WIDTH) + 2 * SHADOW, max(240, self.width() - 32)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self._paper.width()
        self._fit()
        if self._paper.width() != before:
            self.text.fit()


class _PaperText(QTextBrowser):
    """Text as high as it is, in light colours whatever the theme."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("kind", "paper")
        self.setProperty("ring", "none")
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDocumentMargin(0)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(tokens.COLOURS["light"]["ink"]))
        self.setPalette(palette)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fit(self) -> None:
        """Be as high as the text."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 40)
