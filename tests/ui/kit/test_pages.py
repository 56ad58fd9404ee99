"""The pages of a preview: one stop of Tab, arrows from figure to figure, Enter or a click opens one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.reports.preview import Area
from cspdesk.ui.kit.pages import PagesView


def png(width=100, height=140):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def area(key, page, left, top):
    return Area(key, f"name of {key}", page, left, top, left + 0.1, top + 0.05)


AREAS = (
    area("a1", 0, 0.2, 0.2),
    area("b1", 0, 0.6, 0.2),
    area("a2", 0, 0.2, 0.3),
    area("b2", 0, 0.6, 0.3),
    area("c", 1, 0.6, 0.1),
)


@pytest.fixture
def pages(look, qtbot):
    made = PagesView(name="Page")
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.tell([png(), png()], AREAS)
    made.show()
    made.activateWindow()
    assert QTest.qWaitForWindowActive(made, 2_000)
    return made


def walked(pages, *keys):
    found = []
    for key in keys:
        QTest.keyClick(pages.mark, key)
        found.append(pages.key)
    return found


def test_pages_are_shown_one_under_another_and_named(pages):
    names = [part.accessibleName() for part in pages.findChildren(object) if hasattr(part, "accessibleName")]
    assert {"Page 1", "Page 2"} <= set(names)


def test_all_figures_are_one_stop_of_tab(pages):
    pages.stand_on("a1")
    assert QApplication.focusWidget() is pages.mark
    takers = [
        one
        for one in pages.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible()
    ]
    assert takers == [pages.mark]


def test_arrows_walk_from_figure_to_figure_and_say_each(pages):
    pages.stand_on("a1")
    right, left, up, down = Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down
    assert walked(pages, right, right, left) == ["b1", "a2", "b1"]
    assert walked(pages, down, down, down) == ["b2", "c", "c"]
    assert walked(pages, up, up, up) == ["b2", "b1", "b1"]
    assert walked(pages, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home, left) == ["c", "c", "a1", "a1"]
    assert pages.mark.accessibleName() == "name of a1"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_opens_what_the_keyboard_stands_on(pages, key, qtbot):
    pages.stand_on("b2")
    with qtbot.waitSignal(pages.pressed) as told:
        QTest.keyClick(pages.mark, key)
    assert told.args == ["b2"]


def page_of(pages, number):
    return next(
        one for one in pages.findChildren(object) if getattr(one, "accessibleName", str)() == f"Page {number}"
    )


def middle(page, one):
    return page.rect_of(one).center()


def test_a_click_opens_a_figure_and_the_keyboard_stands_there(pages, qtbot):
    page = page_of(pages, 1)
    with qtbot.waitSignal(pages.pressed) as told:
        QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=middle(page, AREAS[2]))
    assert told.args == ["a2"]
    assert QApplication.focusWidget() is pages.mark
    assert pages.key == "a2"


def test_a_click_beside_the_figures_opens_nothing(pages, qtbot):
    with qtbot.assertNotEmitted(pages.pressed):
        QTest.mouseClick(page_of(pages, 1), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_over_a_figure_the_pointer_is_a_hand(pages):
    page = page_of(pages, 1)
    QTest.mouseMove(page, middle(page, AREAS[0]))
    settled()
    assert page.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(page, QPoint(2, 2))
    settled()
    assert page.cursor().shape() == Qt.CursorShape.ArrowCursor


def settled():
    QApplication.processEvents()


def test_drawn_anew_the_keyboard_stands_where_it_stood(pages):
    pages.stand_on("b1")
    pages.tell([png(), png()], AREAS[1:])
    assert pages.key == "b1"
    assert QApplication.focusWidget() is pages.mark


def test_pages_without_figures_take_no_keyboard(pages):
    pages.tell([png()])
    assert not pages.mark.isVisible()


def test_pages_are_as_wide_as_there_is_room(pages):
    page = page_of(pages, 1)
    wide = page.width()
    pages.resize(420, 500)
    settled()
    assert page.width() < wide
    assert page.width() <= 420
    pages.stand_on("c")
    seen = pages.mark.mapTo(pages, QPoint())
    assert 0 <= seen.x() < pages.width()
    assert 0 <= seen.y() < pages.height()


def test_what_is_opened_is_marked_on_its_page(pages):
    before = page_of(pages, 1).grab().toImage()
    pages.show_opened("a1")
    assert page_of(pages, 1).grab().toImage() != before
    pages.show_opened("")
    assert page_of(pages, 1).grab().toImage() == before
