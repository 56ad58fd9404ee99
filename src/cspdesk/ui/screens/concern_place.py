"""The place that is chosen on the map: whom it heard, what it named most, and what it asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.concern_words import ConcernWords
from cspdesk.presenters.concerns import ConcernsPresenter
from cspdesk.services.joint import PlaceLine
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import card, column, row

_FIGURES = ("people", "women", "youth", "disabled")


class PlaceCard(QWidget):
    """A card beneath the map; each of its numbers opens the consultations it counts."""

    def __init__(self, presenter: ConcernsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._title = label("", "strong", wrap=True)
        self.open = Button(kind="link", pressed=self._on_open)
        self._numbers = {key: QPushButton() for key in _FIGURES}
        self._captions = {key: label("", "caption") for key in _FIGURES}
        figures = Flow(spacing=28)
        for key, number in self._numbers.items():
            number.setProperty("kind", "sum")
            number.clicked.connect(lambda _on=False, key=key: self._on_figure(key))
            held = QWidget()
            held.setLayout(column(number, self._captions[key], spacing=0))
            figures.add(held)
        self._named = label("", "small", wrap=True)
        self._asked = label("", "small", wrap=True)
        inner = column(
            row((self._title, 1), self.open),
            figures,
            self._named,
            self._asked,
            spacing=6,
            margins=(16, 12, 16, 12),
        )
        self.setLayout(column(card(inner), spacing=0))

    def show_state(self, words: ConcernWords, t: Callable[[Msg | str], str]) -> None:
        """Tell of the presenter's place, or go where none is chosen."""
        line = self._presenter.told_place()
        self.setVisible(line is not None)
        if line is None:
            return
        self._title.setText(words.place(line))
        self.setAccessibleName(words.place(line))
        told = plural(N_("Open {n} consultation"), N_("Open {n} consultations"), line.held)
        self.open.set_words(t(told) if line.held else "")
        self.open.setVisible(bool(line.held))
        captions = {
            "people": N_("people heard"),
            "women": N_("women"),
            "youth": N_("aged 14–30"),
            "disabled": N_("with a disability"),
        }
        figures = {
            "people": words.number(line.people),
            "women": words.part(line.women),
            "youth": words.part(line.youth),
            "disabled": words.part(line.disabled),
        }
        for key, number in self._numbers.items():
            number.setText(figures[key])
            number.setAccessibleName(f"{t(captions[key])}: {figures[key]}")
            self._captions[key].setText(t(captions[key]))
        self._say_named(words, t, line)
        asked = msg(N_("Asked for: {words}"), words="; ".join(self._presenter.asked))
        self._asked.setText(t(asked))
        self._asked.setVisible(bool(self._presenter.asked))

    def _say_named(self, words: ConcernWords, t: Callable[[Msg | str], str], line: PlaceLine) -> None:
        first = line.first
        said = []
        if first.get(""):
            said.append(t(msg(N_("Named most: {concern}."), concern=words.theme(first[""]))))
        if first.get("f") and first["f"] != first.get(""):
            said.append(t(msg(N_("Where women were heard: {concern}."), concern=words.theme(first["f"]))))
        if first.get("m") and first["m"] != first.get(""):
            said.append(t(msg(N_("Where men were heard: {concern}."), concern=words.theme(first["m"]))))
        self._named.setText(" ".join(said))
        self._named.setVisible(bool(said))

    def _on_open(self) -> None:
        self._presenter.open(place=self._presenter.place)

    def _on_figure(self, key: str) -> None:
        self._presenter.open(place=self._presenter.place, sex="f" if key == "women" else "")
