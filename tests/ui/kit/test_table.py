import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cspdesk.ui.kit.table import Cell, Column, Table, TableRow
from cspdesk.ui.kit.tablemodel import broken, folded_width
from cspdesk.ui.kit.tableview import capped

COLUMNS = (
    Column("date", "Date", sorts=True),
    Column("what", "What for", grows=True),
    Column("receipt", ""),
    Column("sum", "TJS", "right", opens=True),
)


def line(number, amount="1,280.00"):
    paper = Cell(icon="paperclip", tip="receipt")
    return TableRow(f"k{number}", ("10.11", f"Hall {number}", paper, amount))


@pytest.fixture
def table(look, qtbot):
    made = Table(COLUMNS, name="Expenses")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


class Long:
    count = 100_000

    def __init__(self):
        self.asked = []

    def fetch(self, offset, limit):
        self.asked.append(offset)
        return [line(n) for n in range(offset, min(self.count, offset + limit))]


def test_the_model_keeps_the_rules_of_item_models(table, qtmodeltester):
    source = Long()
    source.count = 150
    table.set_source(source)
    qtmodeltester.check(table.model, force_py=True)


def test_a_hundred_thousand_rows_cost_one_page(table):
    source = Long()
    table.set_source(source)
    table.grab()
    assert source.asked == [0]


def test_a_head_without_room_for_one_line_takes_two(table):
    table.set_columns([Column("a", "Named first by women", grows=True), Column("b", "Zone", grows=True)])
    table.set_rows([TableRow("k", ("Corruption", "Sughd"))])
    table.resize(600, 300)
    table.grab()
    one_line = table.view.horizontalHeader().height()
    table.resize(160, 300)
    table.grab()
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "Named first by\nwomen"
    assert table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) is None
    assert table.view.horizontalHeader().height() > one_line
    assert table.view.maximumHeight() == table.view.height_of_all()


def test_a_head_without_room_is_cut_with_dots_and_whole_in_its_tooltip(table):
    table.set_columns([Column("a", "Named first by women", grows=True), Column("b", "Zone", grows=True)])
    table.set_rows([TableRow("k", ("Corruption", "Sughd"))])
    table.resize(130, 300)
    table.grab()
    shown = table.model.headerData(0, Qt.Orientation.Horizontal)
    whole = table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert shown.endswith("…")
    assert whole == "Named first by women"
    table.resize(600, 300)
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "Named first by women"
    assert table.model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) is None


@given(widths=st.lists(st.integers(0, 400), min_size=1, max_size=6), room=st.integers(0, 2_000))
def test_the_widest_columns_give_way_first(widths, room):
    given_ = capped(widths, room)
    assert sum(given_) <= max(room, 0)
    assert all(new <= old for new, old in zip(given_, widths, strict=True))
    cut = [new for new, old in zip(given_, widths, strict=True) if new < old]
    assert all(new <= min(cut) + 1 for new in given_) if cut else sum(widths) <= room


def test_numbers_are_never_cut(table):
    table.set_rows([line(1, "1,234,567,890.00")])
    table.resize(300, 300)
    table.grab()
    need = table.view.fontMetrics().horizontalAdvance("1,234,567,890.00")
    assert table.view.columnWidth(3) > need


def test_columns_never_go_beyond_the_view(table):
    table.set_rows([line(1)])
    table.resize(420, 300)
    table.grab()
    assert sum(table.view.columnWidth(at) for at in range(4)) <= table.view.viewport().width()


def test_enter_on_a_cell_that_opens_tells_row_and_column(table, qtbot):
    table.set_rows([line(1), line(2)])
    table.view.setCurrentIndex(table.model.index(1, 3))
    with qtbot.waitSignal(table.cell_opened) as told:
        QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert told.args == ["k2", "sum"]


def test_enter_elsewhere_opens_the_row(table, qtbot):
    table.set_rows([line(1), line(2)])
    table.view.setCurrentIndex(table.model.index(1, 1))
    with qtbot.waitSignal(table.opened, check_params_cb=lambda key: key == "k2"):
        QTest.keyClick(table.view, Qt.Key.Key_Return)


def test_a_click_on_a_sum_opens_what_it_counts(table, qtbot):
    table.set_rows([line(1)])
    spot = table.view.visualRect(table.model.index(0, 3)).center()
    with qtbot.waitSignal(table.cell_opened):
        QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_the_head_of_a_column_that_sorts_asks_for_it(table, qtbot):
    table.set_rows([line(1)])
    table.model.set_sorted("date", ascending=True)
    with qtbot.waitSignal(table.sort_asked) as told:
        table.view.horizontalHeader().sectionClicked.emit(0)
    assert told.args == ["date", False]
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "Date ↑"


def test_marked_rows_are_copied_as_a_spreadsheet_takes_them(look, qtbot):
    table = Table(COLUMNS, name="Expenses", many=True)
    qtbot.addWidget(table)
    table.set_rows([line(1, "1\u00a0280,00"), line(2)])
    table.view.selectAll()
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QApplication.clipboard().text()
    assert text.splitlines() == [
        "Date\tWhat for\t\tTJS",
        "10.11\tHall 1\treceipt\t1 280,00",
        "10.11\tHall 2\treceipt\t1,280.00",
    ]


def test_a_total_stands_right_under_short_tables_and_stays_in_sight_of_long_ones(table, qtbot):
    table.set_total(("", "Total", "", "19,710.15"))
    table.set_rows([line(1), line(2)])
    qtbot.waitUntil(lambda: table._total.y() == table.view.height_of_all())
    table.set_source(Long())
    qtbot.waitUntil(lambda: table.height() - 2 <= table._total.geometry().bottom() < table.height())


def test_a_refresh_keeps_the_row_the_keyboard_stands_on(table, qtbot):
    table.set_source(Long())
    table.view.setCurrentIndex(table.model.index(40, 0))
    with qtbot.assertNotEmitted(table.chosen):
        table.refresh()
    assert table.chosen_key() == "k40"


def test_an_icon_is_read_by_its_meaning(table):
    table.set_rows([line(1)])
    assert table.model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "receipt"


def test_words_without_room_in_one_line_take_two_and_their_row_alone_is_higher(table):
    table.set_columns([Column("a", "What", grows=True, wraps=True), Column("b", "TJS", "right")])
    table.set_rows([TableRow("k1", ("Rent", "1.00")), TableRow("k2", ("Training and its events", "2.00"))])
    table.resize(600, 300)
    table.grab()
    usual = table.view.rowHeight(0)
    assert table.view.rowHeight(1) == usual
    table.resize(190, 300)
    table.grab()
    assert table.view.rowHeight(0) == usual
    assert table.view.rowHeight(1) > usual
    assert table.view.maximumHeight() == table.view.height_of_all()
    table.resize(600, 300)
    table.grab()
    assert table.view.rowHeight(1) == usual


def test_rows_that_come_later_are_as_high_as_their_words_need(table):
    class Words:
        count = 300

        def fetch(self, offset, limit):
            return [TableRow(str(n), ("Training and its events",)) for n in range(offset, offset + limit)]

    table.set_columns([Column("a", "What", grows=True, wraps=True)])
    table.resize(120, 300)
    table.set_source(Words())
    table.grab()
    table.view.scrollToBottom()
    table.grab()
    QApplication.processEvents()
    assert table.view.rowHeight(299) == table.view.rowHeight(0) > table.view.rowHeight(150)


@pytest.mark.parametrize("head", ["Sum", "Income tax", "Tax withheld on income", "a b c d e f g"])
def test_a_head_in_its_least_room_is_shown_whole(look, head):
    metrics = look.metrics("caption")
    assert broken(head, folded_width(head, metrics), metrics).replace("\n", " ") == head
