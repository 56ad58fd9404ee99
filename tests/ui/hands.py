"""Hands that fill in the forms and grids of a window with keys, as a person reads a paper into them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from cspdesk.domain.fields import Field
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Spot
from cspdesk.ui.boundrow import BoundRow
from cspdesk.ui.kit.editors.amount import AmountEditor
from cspdesk.ui.kit.editors.code import CodeEditor
from cspdesk.ui.kit.editors.search import ReferenceEditor, SearchLine
from cspdesk.ui.kit.grid.view import GridView
from cspdesk.ui.partcards import PartCards
from cspdesk.ui.screens.plain_form import PlainForm
from tests.conftest import FixedClock
from tests.ui.desks import Driven

Key = Qt.Key
_BREATH = timedelta(seconds=1)


class Hands:
    """Types into the window of a desk; ``ids`` are those of what was entered, by the name on the paper."""

    def __init__(self, driven: Driven, clock: FixedClock) -> None:
        self.driven = driven
        self.clock = clock
        self.ids: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        """What a record is known by, by the id that the paper has for it."""

    # --- keys

    @staticmethod
    def press(key: Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget(), key, held)

    @staticmethod
    def write(text: str) -> None:
        """Letters; the first may open a line, which takes the others."""
        if text:
            QTest.keyClicks(QApplication.focusWidget(), text[0])
            QTest.keyClicks(QApplication.focusWidget(), text[1:])

    def fill(self, text: str) -> None:
        """A field of a form: pasted, for a form looks at all of itself after each letter."""
        QApplication.clipboard().setText(text)
        self.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    def pause(self) -> None:
        """A breath: what was put off is done, what was saved can be found."""
        self.driven.settle()
        self.driven.background.elapse(1_000)
        self.driven.workspace.context.index_some(slices=1_000_000)
        self.driven.settle()
        self.clock.advance(_BREATH)

    # --- forms

    def enter(self, kind: str, name: str, form: Mapping[str, object]) -> None:
        """A new record out of the values that ``record add`` would take; ``name`` is its id there."""
        self.driven.desk.navigation.open(spot_of(kind, act="new"))
        self.driven.settle()
        shown = self.driven.shell.screen_now.form
        assert isinstance(shown, PlainForm)
        title = shown.form.kind.title
        given = dict(form)
        if title in ("description", "purpose", "reason") and title not in given:
            given[title] = name
        parts = [field for field in shown.form.kind.parts() if field.name in given]
        for field in shown.form.kind.fields:
            if field.name in given and field.type != "parts":
                self._fill(shown._rows[field.name], field, given[field.name])
        for field in parts:
            self._parts(shown, field, given[field.name])
        self.press(Key.Key_Escape)
        self.driven.settle()
        assert not self.driven.shell.screen_now.form, shown.form.lacks
        self.ids[name] = shown.form.record
        self.titles[name] = str(given.get(title, ""))
        self.pause()

    def _parts(self, shown: PlainForm, field: Field, rows: object) -> None:
        assert isinstance(rows, list)
        if field.name in shown._grids:
            grid = shown._grids[field.name]
            keys = [column.key for column in grid.presenter.columns]
            for row in rows:
                self.type_row(grid.cells.grid.view, [_text(row.get(key)) for key in keys])
            return
        cards: PartCards = shown._cards[field.name]
        kind = shown.form.part_kinds[field.name]
        for place, row in enumerate(rows):
            cards.add.click()
            self.driven.settle()
            bound = (
                cards.make_rows(cards.card_of(place)) if False else cards._cards[cards.card_of(place)]._rows
            )
            for inner in kind.fields:
                if inner.name in row:
                    self._fill(bound[inner.name], inner, row[inner.name])

    def _fill(self, bound: BoundRow, field: Field, value: object) -> None:
        editor = bound.editor
        bound.editor.inputs()[0].setFocus()
        if isinstance(editor, AmountEditor):
            assert isinstance(value, dict)
            if editor.currency.currentText() != value["currency"]:
                self._combo(editor.currency, value["currency"])
            editor.line.setFocus()
            self.fill(value["amount"])
        elif isinstance(editor, CodeEditor):
            self.fill(str(value))
            self._take(editor.line, str(value))
        elif isinstance(editor, ReferenceEditor):
            self.fill(self.titles[str(value)])
            self._take(editor.search.line, self.ids[str(value)])
        else:
            self.fill(_text(value, is_day=field.type == "date"))
        self.press(Key.Key_Tab)

    def _take(self, line: SearchLine, key: str) -> None:
        """Walk in the list to what is meant, and take it."""
        self.driven.settle()  # what is missing is told above: the field may have moved
        offers = line.offers()
        if not offers.isVisible():
            self.press(Key.Key_Down)
        for _ in range(len(offers._rows)):
            if offers.current is not None and offers.current.key == key:
                break
            self.press(Key.Key_Down)
        found = "" if offers.current is None else offers.current.key
        assert found == key, (line.text(), [row.text for row in offers._rows])
        self.press(Key.Key_Return)

    def _combo(self, combo: QComboBox, text: str) -> None:
        combo.setFocus()
        self.write(text)
        assert combo.currentText() == text

    # --- grids

    def open_grid(self, page: str) -> GridView:
        """The grid of a page of the funds, the keyboard in its empty row."""
        self.driven.desk.navigation.open(Spot("funds", where=(("page", page),)))
        self.driven.settle()
        grid = self.driven.shell.screen_now.pages.grid
        grid.take_keyboard()
        return grid.cells.grid.view

    def type_row(self, view: GridView, texts: list[str]) -> None:
        """A row at the end, cell by cell."""
        view.setFocus()
        view.stand_at_end()
        for at, text in enumerate(texts):
            self.write(text)
            self.press(Key.Key_Return if at == len(texts) - 1 else Key.Key_Tab)


def _text(value: object, *, is_day: bool = False) -> str:
    """A value as a person types it."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return f"{value['amount']} {value['currency']}"
    if is_day:
        return date.fromisoformat(str(value)).strftime("%d.%m.%Y")
    return str(value)
