import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget

from cspdesk.ui.kit.editors.editor import Offer
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.layout import STRETCH, column


@pytest.fixture
def form(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.row = FormRow("Donor", TextEditor(name="Donor"), help="As in the agreement")
    window.setLayout(column(window.row, STRETCH))
    window.resize(600, 200)
    window.show()
    return window


def shown(form):
    words = [child for child in form.row.findChildren(QWidget) if child.isVisible()]
    return {child.text() for child in words if hasattr(child, "text")}


def test_the_fault_takes_the_place_of_the_help(form):
    assert "As in the agreement" in shown(form)
    form.row.set_fault("Check the donor")
    assert "Check the donor" in shown(form)
    assert "As in the agreement" not in shown(form)
    form.row.set_fault("")
    assert "As in the agreement" in shown(form)


def test_a_screen_reader_hears_help_or_fault_with_the_field(form):
    field = QAccessible.queryAccessibleInterface(form.row.editor.line)
    assert field.text(QAccessible.Text.Description) == "As in the agreement"
    form.row.set_fault("Check the donor")
    assert field.text(QAccessible.Text.Description) == "Check the donor"


def test_ways_out_of_a_fault_are_buttons(form, qtbot):
    form.row.set_fault("Which?", [Offer("Saferworld", "Saferworld")])
    [button] = [b for b in form.row.findChildren(QPushButton) if b.text() == "Saferworld"]
    with qtbot.waitSignal(form.row.editor.edited):
        button.click()
    assert form.row.editor.value() == "Saferworld"


def test_the_label_stands_above_where_the_row_is_narrow(form):
    assert not form.row.is_above()
    form.resize(320, 200)
    form.row.resize(300, 100)
    assert form.row.is_above()


def test_the_label_is_the_fields_buddy(form):
    assert form.row._label.buddy() is form.row.editor.line
