import sys

import pytest
from PySide6.QtCore import Qt

from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.look.nothing import ENOUGH, hold_none


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal since CPython 3.12")
def test_none_is_held_once_and_not_again(look):
    before = sys.getrefcount(None)
    hold_none()
    assert ENOUGH / 2 < before < 2 * ENOUGH
    assert abs(sys.getrefcount(None) - before) < 1000


def test_a_model_may_answer_nothing_a_hundred_thousand_times(look, qtbot):
    rows = RowList(name="rows")
    qtbot.addWidget(rows)
    rows.set_rows([RowView("a", "Title")])
    index = rows.rows.index(0)
    assert all(index.data(Qt.ItemDataRole.FontRole) is None for _ in range(100_000))
