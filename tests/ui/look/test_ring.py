import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cspdesk.ui.look.ring import _Overlay


@pytest.fixture
def window(look, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    made.first, made.second = QLineEdit(), QPushButton("x")
    column.addWidget(made.first)
    column.addWidget(made.second)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _ring(window):
    return window.findChild(_Overlay)


def test_the_ring_stands_around_what_tab_reaches(window):
    window.first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(window.first, Qt.Key.Key_Tab)
    assert _ring(window).isVisible()
    assert _ring(window).geometry() == window.second.geometry().adjusted(-3, -3, 3, 3)


def test_a_button_pressed_with_the_mouse_gets_no_ring(window):
    window.first.setFocus()
    QTest.mousePress(window.second, Qt.MouseButton.LeftButton)
    assert window.second.hasFocus()
    assert not _ring(window).isVisible()
    QTest.mouseRelease(window.second, Qt.MouseButton.LeftButton)


def test_the_ring_moves_with_its_widget(window):
    window.first.setFocus()
    window.first.move(40, 90)
    assert _ring(window).geometry().topLeft() == QPoint(37, 87)


def test_the_ring_outlives_the_widget_it_stood_around(window):
    window.first.setFocus()
    window.first.deleteLater()
    window.second.setFocus()
    assert _ring(window).geometry() == window.second.geometry().adjusted(-3, -3, 3, 3)


def test_an_ancestor_may_take_the_ring(window):
    window.setProperty("ring", "here")
    window.second.setFocus()
    assert _ring(window).geometry() == window.rect().adjusted(-3, -3, 3, 3)


def test_a_widget_may_want_no_ring(window):
    window.second.setProperty("ring", "none")
    window.second.setFocus()
    assert not _ring(window).isVisible()


def test_a_field_scrolled_out_of_sight_loses_its_ring(look, qtbot):
    area, body = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    field = QLineEdit(body)
    body.setFixedSize(100, 3000)
    area.setWidget(body)
    area.resize(200, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    field.setFocus()
    assert _ring(area).isVisible()
    area.verticalScrollBar().setValue(2000)
    assert not _ring(area).isVisible()
