import sys

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.look.immortal import CONSTANTS, ENOUGH, hold_constants


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="constants are immortal since CPython 3.12")
@pytest.mark.parametrize("constant", CONSTANTS, ids=repr)
def test_a_constant_is_held_once_and_not_again(look, constant):
    before = sys.getrefcount(constant)
    hold_constants()
    assert ENOUGH / 2 < before < 2 * ENOUGH
    assert abs(sys.getrefcount(constant) - before) < 1000


def test_a_model_may_answer_nothing_a_hundred_thousand_times(look, qtbot):
    rows = RowList(name="rows")
    qtbot.addWidget(rows)
    rows.set_rows([RowView("a", "Title")])
    index = rows.rows.index(0)
    assert all(index.data(Qt.ItemDataRole.FontRole) is None for _ in range(100_000))


def test_a_truth_value_may_be_told_a_hundred_thousand_times(look):
    class Teller(QObject):
        told = Signal(bool)

    teller, heard = Teller(), []
    teller.told.connect(heard.append)
    for _ in range(100_000):
        teller.told.emit(True)
    assert len(heard) == 100_000
