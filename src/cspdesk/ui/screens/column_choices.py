"""What each title of a file holds: the title, what stands beneath it, and a choice of columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from cspdesk.domain.text import N_, Msg
from cspdesk.services.imports.outcome import Seen
from cspdesk.ui.kit.combo import Combo
from cspdesk.ui.kit.headings import label
from cspdesk.ui.kit.layout import column, empty_out, panel


class ColumnChoices(QWidget):
    """``chosen`` with a title and the name of the column that a person says it is."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = column(spacing=10)
        self.setLayout(self._rows)
        self._shown: tuple[object, ...] = ()
        self.boxes: dict[str, QComboBox] = {}

    def tell(
        self, seen: Sequence[Seen], choices: Sequence[tuple[str, str]], t: Callable[[Msg | str], str]
    ) -> None:
        """Show the titles; the first of ``choices`` leaves a column out."""
        state = (tuple(seen), tuple(choices))
        if state == self._shown:
            return
        self._shown = state
        held = next((title for title, box in self.boxes.items() if box.hasFocus()), "")
        empty_out(self._rows)
        self.boxes = {}
        for one in seen:
            self._rows.addWidget(self._row(one, choices, t))
        if held in self.boxes:
            self.boxes[held].setFocus()

    def _row(self, one: Seen, choices: Sequence[tuple[str, str]], t: Callable[[Msg | str], str]) -> QWidget:
        box = Combo()
        box.setAccessibleName(one.title)
        # a long title of a column must not widen the pane
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        known = [name for name, _ in choices]
        name = one.column if one.column is None else one.column or known[0]
        offered = list(choices)
        if name is None:
            offered.insert(0, ("", t(N_("What is it?"))))
        elif name not in known:
            offered.insert(1, (name, one.title))
        fill_choices(box, offered, name or "")
        box.setMaxVisibleItems(20)
        box.activated.connect(lambda at: self._on_chosen(one.title, str(box.itemData(at))))
        self.boxes[one.title] = box
        fault = None if one.fault is None else label(t(one.fault), "fault", wrap=True)
        sample = label(" · ".join(one.sample), "hint", wrap=True) if one.sample else None
        return panel(column(label(one.title, "strong", wrap=True), sample, box, fault, spacing=4))

    def _on_chosen(self, title: str, name: str) -> None:
        if name:
            self.chosen.emit(title, name)


def fill_choices(box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
    """Offer these choices, by name and words, with one of them chosen; says nothing."""
    now = [(str(box.itemData(at)), box.itemText(at)) for at in range(box.count())]
    if now != list(choices):
        box.clear()
        for key, words in choices:
            box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))
