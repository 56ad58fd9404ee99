"""The page before a desk is open: one column, the languages above, a promise beneath."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cspdesk import __version__
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.entrance import WAYS, Entrance
from cspdesk.ui.frontpage import FrontPage
from cspdesk.ui.kit.buttons import Segments
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, panel, row
from cspdesk.ui.look import theme


class Front(QWidget):
    """Holds one column at a time, in the middle; ``language_chosen`` with a language's code."""

    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.languages = Segments([(one.code, one.own_name) for one in LANGUAGES], name="")
        self.languages.chosen.connect(self.language_chosen)
        self._promise = label("", "hint", wrap=True)
        version = label(f"CSP Desk {__version__}", "hint")
        top = row(STRETCH, self.languages, margins=(28, 20, 28, 0))
        foot = row(
            Icon("cloud-slash", "ink3", 14), (self._promise, 1), version, spacing=6, margins=(28, 6, 28, 16)
        )
        self._place: QVBoxLayout = column(spacing=0)
        held = panel(self._place)
        body = QWidget()
        body.setLayout(
            column(STRETCH, row(STRETCH, held, STRETCH), STRETCH, spacing=0, margins=(16, 8, 16, 8))
        )
        self._scroll = VScroll(body)
        self.setLayout(column(top, (self._scroll, 1), foot, spacing=0))
        self._held = held
        self._width = 0
        self._look.dress(self._restyle)

    def hold(self, content: QWidget, *, width: int) -> bool:
        """Show this column, ``width`` in pixels at 100 % text; False where it is shown already."""
        self._width = width
        taken = self._place.itemAt(0)
        old = taken.widget() if taken is not None else None
        if old is content:
            return False
        if old is not None:
            self._place.removeWidget(old)
            old.hide()
        self._place.addWidget(content)
        content.show()
        self._restyle()
        return True

    def say(self, words: Translator) -> None:
        """Change the words."""
        self.languages.setAccessibleName(words.t(N_("Language")))
        self.languages.choose(words.language.code)
        self._promise.setText(words.t(N_("Works without a network. Nothing is sent until you say so.")))

    def _restyle(self) -> None:
        if self._width:
            room = max(200, self.width() - 32) if self.width() else self._look.px(self._width)
            self._held.setFixedWidth(min(self._look.px(self._width), room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()


def front_page(entrance: Entrance[Any], page: str) -> FrontPage:
    """The page of a way to begin; the prompt needs none of them, so it does not import them."""
    from cspdesk.ui.screens.beginning import BeginPage  # noqa: PLC0415 - as said above
    from cspdesk.ui.screens.first_run import WaysPage  # noqa: PLC0415 - as said above

    return WaysPage(entrance) if page == WAYS else BeginPage(entrance, page)
