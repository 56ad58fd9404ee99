"""The rail: the places of the desk, one chosen; a count only where a person must act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, row
from cspdesk.ui.look import theme, tokens
from cspdesk.ui.look.sheet import polish_again


@dataclass(frozen=True, slots=True)
class RailPlace:
    """One entry: what the window calls it, what it is called, its Phosphor icon."""

    key: str
    text: str
    icon: str
    tip: str = ""  # shown with the text where only icons are; the shortcut, or more words


class Rail(QWidget):
    """Places above, entries (language, person, lock) below; icons with tooltips where it is narrow.

    ``chosen`` for a place, ``pressed`` for an entry at the bottom, ``palette_asked`` for the key cap at
    the top.  Up and Down walk through the places.
    """

    chosen = Signal(str)
    pressed = Signal(str)
    palette_asked = Signal()

    def __init__(
        self,
        places: Sequence[RailPlace],
        bottom: Sequence[RailPlace],
        *,
        name: str,
        head_icon: str = "buildings",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self._look = theme.current()
        self._is_narrow = False
        self._group = QButtonGroup(self)
        self._places = {place.key: _Entry(place, checkable=True) for place in places}
        self._bottom = {place.key: _Entry(place, checkable=False) for place in bottom}
        for key, entry in self._places.items():
            self._group.addButton(entry)
            entry.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            entry.walked.connect(self._walk)
        for key, entry in self._bottom.items():
            entry.clicked.connect(lambda _on=False, key=key: self.pressed.emit(key))
        self._head_icon = Icon(head_icon, "accent", 18)
        self._head_text = ""
        self._head = label("", "strong")
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._keys = _KeyCap()
        self._keys.clicked.connect(self.palette_asked)
        self._left_pad = QWidget()
        self._right_pad = QWidget()
        top = row(self._left_pad, self._head_icon, (self._head, 1), self._keys, self._right_pad)
        self._all_places = body = QWidget()
        self._body = column(*self._places.values(), STRETCH, spacing=2, margins=(8, 0, 8, 0))
        body.setLayout(self._body)
        self._scroll = VScroll(body)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QWidget()
        foot.setLayout(column(*self._bottom.values(), spacing=2, margins=(8, 2, 8, 8)))
        self.setLayout(column(14, top, 12, (self._scroll, 1), foot, spacing=0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._look.dress(self._restyle)

    def set_head(self, text: str, keys: str, keys_tip: str) -> None:
        """The organisation's name, and the key cap of the command palette (``Ctrl+K``)."""
        self._head_text = text
        self._head.setAccessibleName(text)
        self._head_icon.setToolTip(text)
        self._keys.setText(keys)
        self._keys.setToolTip(keys_tip)
        self._keys.setAccessibleName(keys_tip)
        self._fit_head()

    def set_words(self, words: Mapping[str, str]) -> None:
        """Change the words of entries by their keys, after a switch of language or of person."""
        for key, text in words.items():
            entry = self._places.get(key) or self._bottom.get(key)
            if entry is not None:
                entry.set_text(text)

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """What a person must act on, by place, as the language writes numbers; others have none."""
        for key, entry in self._places.items():
            entry.set_count(counts.get(key, ""))

    def choose(self, key: str) -> None:
        """Mark a place as the one shown, or none where the rail does not have it; tells nobody."""
        self._group.setExclusive(False)
        for known, entry in self._places.items():
            entry.setChecked(known == key)
        self._group.setExclusive(True)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Bring the place now shown into sight; what scrolls away goes whole, never by half its icon."""
        keys = list(self._places)
        chosen = self._places.get(self.chosen_key())
        room = self._scroll.viewport().height()
        step = next(iter(self._places.values())).sizeHint().height() + self._body.spacing()
        fit = max(1, room // step)
        over = room - fit * step + self._body.spacing() if fit < len(keys) else 0
        self._body.setContentsMargins(8, 0, 8, over)
        self._body.activate()
        body = self._all_places
        body.resize(body.width(), max(room, body.minimumSizeHint().height()))  # now, not with the next event
        bar = self._scroll.verticalScrollBar()
        bar.setSingleStep(step)
        if chosen is not None:
            at = keys.index(self.chosen_key())
            first = min(at, max(at - fit + 1, -(-bar.value() // step)))
            bar.setValue(first * step)

    def chosen_key(self) -> str:
        """The place now marked, or an empty text."""
        return next((key for key, entry in self._places.items() if entry.isChecked()), "")

    def entry(self, key: str) -> QPushButton:
        """The button of a place or of an entry below, to hang a menu on."""
        return self._places.get(key) or self._bottom[key]

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons with words."""
        self._is_narrow = narrow
        self._restyle()

    def fit(self, window_width: int) -> None:
        """Be narrow or not, as the window's width asks."""
        self.set_narrow(narrow=self._look.is_narrow(window_width))

    @property
    def is_narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._is_narrow

    def _walk(self, step: int) -> None:
        entries = list(self._places.values())
        here = next((at for at, entry in enumerate(entries) if entry.hasFocus()), 0)
        entries[(here + step) % len(entries)].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()
        self._show_chosen()

    def _fit_head(self) -> None:
        """A long name takes two lines; longer, it is cut, and the whole of it stands in the tooltip."""
        keys = self._keys.sizeHint().width() + self._right_pad.width()
        room = self.width() - self._left_pad.width() - self._head_icon.width() - keys - 4 * tokens.SPACE["s"]
        metrics, cut = self._look.metrics("strong"), Qt.TextElideMode.ElideRight
        first, rest = "", self._head_text.split()
        while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= room:
            first = f"{first} {rest.pop(0)}".strip()
        second = metrics.elidedText(" ".join(rest), cut, room)
        words = "\n".join(line for line in (first, second) if line)
        self._head.setText("" if self._is_narrow else words)
        self._head.setToolTip(self._head_text if "…" in words and "…" not in self._head_text else "")

    def _restyle(self) -> None:
        narrow = self._is_narrow
        # Under large text the narrow rail is as wide as its icons need, no wider.
        self.setFixedWidth(self._look.size("rail_narrow" if narrow else "rail"))
        self._keys.setVisible(not narrow)
        side = self._look.px(20 if narrow else 18)
        self._head_icon.setFixedSize(QSize(side, side))
        pad = (self._look.size("rail_narrow") - side) // 2 - 8 if narrow else 10
        self._left_pad.setFixedWidth(max(0, pad))
        self._right_pad.setFixedWidth(0 if narrow else 4)
        self._fit_head()
        for entry in (*self._places.values(), *self._bottom.values()):
            entry.set_narrow(narrow=narrow)


class _Entry(QPushButton):
    """An entry of the rail: icon, words, and at its right end a count."""

    walked = Signal(int)

    def __init__(self, place: RailPlace, *, checkable: bool) -> None:
        super().__init__()
        self._look = theme.current()
        self._place = place
        self._text = place.text
        self._count = ""
        self._narrow = False
        self.setProperty("kind", "rail")
        self.setCheckable(checkable)
        self.setIcon(self._look.icon(place.icon, "ink2", "accent"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show()

    def set_text(self, text: str) -> None:
        """Change the words."""
        self._text = text
        self._show()

    def set_count(self, count: str) -> None:
        """Change the count."""
        if count != self._count:
            self._count = count
            self._show()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the words or not."""
        changed = narrow != self._narrow
        self._narrow = narrow
        side = self._look.size("icon_rail")
        self.setIconSize(QSize(side, side))
        if changed:
            self.setProperty("narrow", "true" if narrow else "false")
            polish_again(self)
        self._show()

    def _show(self) -> None:
        spoken = ", ".join(part for part in (self._text, self._count) if part)
        room = self._look.size("rail") - 16 - self._look.size("icon_rail") - 34 - (24 if self._count else 0)
        metrics = self._look.metrics("strong")
        elided = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room)
        self.setText("" if self._narrow else "  " + elided)
        needs_tip = self._narrow or elided != self._text
        tip = f"{spoken} ({self._place.tip})" if self._place.tip else spoken
        self.setToolTip(tip if needs_tip or self._place.tip else "")
        self.setAccessibleName(spoken)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isCheckable() and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._narrow:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent"))
            half = self._look.size("icon_rail") / 2
            spot = QPointF(self.width() / 2 + half, self.height() / 2 - half + 1)
            painter.drawEllipse(spot, self._look.px(3), self._look.px(3))
            return
        painter.setFont(self._look.font("caption"))
        painter.setPen(self._look.colour("ink2" if self.isChecked() else "ink3"))
        place = QRectF(self.rect()).adjusted(0, 0, -7, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._count)


class _KeyCap(QPushButton):
    """``Ctrl+K`` as a key, pressed to open the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "keycap")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
