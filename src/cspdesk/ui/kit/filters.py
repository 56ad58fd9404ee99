"""Filters over a list: each looks like a button; one that is set is coloured, with a cross at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.look.sheet import polish_again


@dataclass(frozen=True, slots=True)
class FilterView:
    """One filter: ``all`` is what stands on it while it is not set (``All regions``).

    Without choices it is a switch: pressed on and off (``1 without receipt``), with a cross at its end where
    its icon is one.
    """

    key: str
    all: str
    choices: tuple[tuple[str, str], ...] = ()
    icon: str = ""
    clear: str = ""  # what the cross does, for its tooltip and for screen readers


class FilterBar(Flow):
    """Filters side by side; ``changed`` with the filter's key and the choice, empty where taken away."""

    changed = Signal(str, str)

    def __init__(self, filters: Sequence[FilterView], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._filters: dict[str, Filter] = {}
        self._name = name
        self.set_filters(filters)

    def set_filters(self, filters: Sequence[FilterView]) -> None:
        """Offer other filters or other words for them; what is set stays set where it still can be."""
        before = self.choices()
        self.clear()
        self._filters = {view.key: Filter(view) for view in filters}
        for key, shown in self._filters.items():
            shown.chosen.connect(lambda choice, key=key: self.changed.emit(key, choice))
            shown.choose(before.get(key, ""))
            self.add(shown)
        self.setAccessibleName(self._name)

    def choices(self) -> Mapping[str, str]:
        """What is set, by filter; those that are not set are left out."""
        return {key: shown.choice() for key, shown in self._filters.items() if shown.choice()}

    def choose(self, key: str, choice: str) -> None:
        """Set a filter, or take it away with an empty choice; tells nobody."""
        self._filters[key].choose(choice)


class Filter(Button):
    """One filter; ``chosen`` with the choice, or with an empty text when it is taken away."""

    chosen = Signal(str)

    def __init__(self, view: FilterView, parent: QWidget | None = None) -> None:
        super().__init__(
            kind="filter",
            trailing=bool(view.choices) or view.icon == "x",
            icon=view.icon or ("caret-down" if view.choices else ""),
            parent=parent,
        )
        self._view = view
        self._whole = view.all
        self._choice = ""
        self._cross_pressed = False
        self.clicked.connect(self._on_clicked)
        self.choose("")

    def choice(self) -> str:
        """The choice that is set, or an empty text; a switch that is on has ``on``."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Set the filter or take it away; a choice that it does not have takes it away."""
        texts = dict(self._view.choices)
        known = choice in texts or (choice == "on" and not texts)
        self._choice = choice if known else ""
        on = bool(self._choice)
        tone = "accent" if on else "ink2"
        if texts:
            self.set_icon("x" if on else "caret-down", tone)
        elif self._view.icon:
            self.set_icon(self._view.icon, tone)
        self._whole = texts.get(self._choice, self._view.all)
        self.set_words(self._whole, self._view.clear if on else "")
        self.setAccessibleDescription(self._view.all if on and texts else "")
        self.setProperty("on", "true" if on else "false")
        polish_again(self)
        self._tell_whole()

    def _take(self, choice: str) -> None:
        self.choose(choice)
        self.chosen.emit(self._choice)

    def _on_clicked(self) -> None:
        if not self._view.choices:
            self._take("" if self._choice else "on")
        elif self._cross_pressed:
            self._take("")
        else:
            items = [MenuItem("", self._view.all, checked=not self._choice)]
            items += [MenuItem(key, text, checked=key == self._choice) for key, text in self._view.choices]
            menu = Menu(items, name=self._view.all, parent=self)
            menu.chosen.connect(self._take)
            menu.beneath(self)
        self._cross_pressed = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def words(self) -> str:
        """The words on the button, whole."""
        return self._whole

    def sizeHint(self) -> QSize:
        metrics, hint = self.fontMetrics(), super().sizeHint()
        cut = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(self.text().strip())
        return QSize(hint.width() + cut, hint.height())

    def _tell_whole(self) -> None:
        """Cut the words where the list is narrow; the tooltip has the whole of them."""
        tip, is_cut = self.toolTip(), 0 < self.width() < self.sizeHint().width()
        if is_cut:
            room = self.width() - (
                self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self._whole)
            )
            shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        else:
            shown = self._whole
        if shown != self.text().strip():
            self.set_words(shown, tip)
            self.setAccessibleName(self._whole)
        if is_cut and not tip:
            self.setToolTip(self._whole)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self.width() - self.iconSize().width() - 12
        self._cross_pressed = bool(self._choice) and event.position().x() >= edge
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._choice and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down) and self._view.choices:
            self._on_clicked()
        else:
            super().keyPressEvent(event)
