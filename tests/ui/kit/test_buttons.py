"""Buttons answer to the keys that people press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cspdesk.ui.kit.buttons import Button


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_the_space_bar_does(look, qtbot, key):
    pressed: list[bool] = []
    button = Button("Add", pressed=lambda: pressed.append(True))
    qtbot.addWidget(button)
    QTest.keyClick(button, key)
    assert pressed == [True]
