"""A banner: at most one to a view, one line and one link, or a title with a line and its buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import column, row
from cspdesk.ui.look.sheet import polish_again

BannerKind = Literal["accent", "good", "warn", "bad", "plain"]

_ICONS = {
    "accent": ("info", "accent"),
    "good": ("check-circle", "good"),
    "warn": ("warning-circle", "warn"),
    "bad": ("x-circle", "bad"),
    "plain": ("info", "ink2"),
}


class Banner(QFrame):
    """A soft strip that says one thing; ``link_pressed`` when its link is followed."""

    link_pressed = Signal()

    def __init__(
        self,
        text: str = "",
        kind: BannerKind = "accent",
        *,
        link: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = Icon("info")
        self._text = label("", wrap=True)
        self._link = Button(kind="link", pressed=self.link_pressed.emit)
        self.setLayout(row(self._icon, (self._text, 1), self._link, spacing=10, margins=(13, 7, 12, 7)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.say(text, kind, link=link, icon=icon)

    def say(self, text: str, kind: BannerKind = "accent", *, link: str = "", icon: str = "") -> None:
        """Say something else; an empty text takes the banner away."""
        usual, tone = _ICONS[kind]
        self._icon.set_icon(icon or usual, tone)
        self._text.setText(text)
        self._link.set_words(link)
        self._link.setVisible(bool(link))
        self.setProperty("banner", kind)
        self.setAccessibleName(text)
        polish_again(self)
        self.setVisible(bool(text))


class Notice(QFrame):
    """A banner with a title, a second line and buttons: a stick is plugged in, a backup was made."""

    def __init__(
        self,
        title: str,
        second: str = "",
        kind: BannerKind = "accent",
        *,
        icon: str = "",
        buttons: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        usual, tone = _ICONS[kind]
        self._icon = Icon(icon or usual, tone, 20)
        self._title = label(title, "strong", wrap=True)
        self._second = label(second, "small", wrap=True)
        words = column(self._title, self._second, spacing=2)
        self.setLayout(row(self._icon, (words, 1), *buttons, spacing=14, margins=(18, 12, 16, 12)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("banner", kind)
        self.say(title, second)

    def say(self, title: str, second: str = "") -> None:
        """Change the words; an empty title takes the notice away."""
        self._title.setText(title)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.setAccessibleName(f"{title} {second}".strip())
        self.setVisible(bool(title))
