import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.rowmodel import RowModel
from cspdesk.ui.kit.rowpaint import broken, cut_second
from cspdesk.ui.kit.rows import GroupView, RowList, RowView
from cspdesk.ui.look import theme


def view(number, **more):
    return RowView(f"k{number}", f"Title {number}", "second", "9 Nov", **more)


class Long:
    """A hundred thousand rows in a hundred groups, counting what is asked."""

    count = 100_000

    def __init__(self, *, grouped=True, prefix="Title"):
        self.asked = []
        self.prefix = prefix
        if grouped:
            self.groups = lambda: [GroupView(f"Group {n}", 1000) for n in range(100)]

    def fetch(self, offset, limit):
        self.asked.append(offset)
        last = min(self.count, offset + limit)
        return [RowView(f"k{n}", f"{self.prefix} {n}", "second") for n in range(offset, last)]

    def place(self, key):
        return int(key[1:])


@pytest.fixture
def rows(look, qtbot):
    made = RowList(name="Consultations")
    qtbot.addWidget(made)
    made.resize(356, 500)
    made.show()
    return made


def test_the_model_keeps_the_rules_of_item_models(look, qtmodeltester):
    model = RowModel()
    source = Long(grouped=False)
    source.count = 450
    model.set_source(source)
    qtmodeltester.check(model, force_py=True)


def test_a_short_grouped_model_keeps_them_too(rows, qtmodeltester):
    rows.set_rows([view(1, group="A"), view(2, group="A"), view(3, group="B")])
    qtmodeltester.check(rows.rows, force_py=True)


def test_a_hundred_thousand_rows_cost_one_page(rows, qtbot):
    source = Long()
    rows.set_source(source)
    rows.grab()
    assert source.asked == [0]
    assert rows.rows.rowCount() == 100_100


def test_scrolling_far_fetches_only_what_is_seen(rows, qtbot):
    source = Long()
    rows.set_source(source)
    rows.grab()
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum() // 2)
    with qtbot.waitSignal(rows.rows.loaded):
        rows.grab()
    assert len(source.asked) <= 3


def test_heads_stand_above_their_groups_and_are_passed_over(rows):
    rows.set_rows([view(1, group="A"), view(2, group="B")])
    rows.choose("k1")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert rows.chosen_key() == "k2"
    assert rows.rows.group_at(0).title == "A"


def test_a_key_chosen_by_the_program_is_not_told_back(rows, qtbot):
    rows.set_rows([view(1), view(2)])
    with qtbot.assertNotEmitted(rows.chosen):
        assert rows.choose("k2")
    assert rows.marked() == ["k2"]


def test_walking_with_the_keyboard_tells_what_is_chosen(rows, qtbot):
    rows.set_rows([view(1), view(2)])
    rows.choose("k1")
    with qtbot.waitSignal(rows.chosen, check_params_cb=lambda key: key == "k2"):
        QTest.keyClick(rows, Qt.Key.Key_Down)


def test_enter_opens_the_row_the_keyboard_stands_on(rows, qtbot):
    rows.set_rows([view(1), view(2)])
    rows.choose("k2")
    with qtbot.waitSignal(rows.opened, check_params_cb=lambda key: key == "k2"):
        QTest.keyClick(rows, Qt.Key.Key_Return)


def test_taking_the_focus_chooses_nothing(rows, qtbot):
    rows.set_rows([view(1), view(2)])
    with qtbot.assertNotEmitted(rows.chosen):
        rows.setFocus(Qt.FocusReason.TabFocusReason)
        rows.focusInEvent(_focus())


def _focus():
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent

    return QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)


def test_a_refresh_keeps_what_is_chosen_and_where_the_list_stands(rows, qtbot):
    rows.set_source(Long())
    rows.choose("k500")
    at = rows.verticalScrollBar().value()
    with qtbot.assertNotEmitted(rows.chosen):
        rows.refresh(Long(prefix="Renamed"))
    assert rows.chosen_key() == "k500"
    assert rows.verticalScrollBar().value() == at
    assert rows.rows.row_now(rows.currentIndex().row()).title == "Renamed 500"


def test_a_refresh_follows_a_row_that_moved(rows):
    rows.set_rows([view(1), view(2)])
    rows.choose("k2")
    from cspdesk.ui.kit.paging import ListSource

    rows.refresh(ListSource([view(9), view(8), view(2)]))
    assert rows.chosen_key() == "k2"
    assert rows.currentIndex().row() == 2


def test_several_rows_are_marked_and_told_in_the_lists_order(look, qtbot):
    rows = RowList(name="rows", mode="many")
    qtbot.addWidget(rows)
    source = Long(grouped=False)
    source.count = 5_000
    rows.set_source(source)
    rows.selectAll()
    marked = rows.marked()
    assert len(marked) == 5_000
    assert (marked[0], marked[-1]) == ("k0", "k4999")


def test_a_click_opens_in_a_list_that_opens(look, qtbot):
    rows = RowList(name="rows", mode="open", fitted=True)
    qtbot.addWidget(rows)
    rows.set_rows([view(1), view(2)])
    rows.show()
    with qtbot.waitSignal(rows.opened, check_params_cb=lambda key: key == "k2"):
        spot = rows.visualRect(rows.rows.index(1)).center()
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_a_fitted_list_is_as_high_as_its_rows_at_every_text_scale(qapp, look, qtbot):
    rows = RowList(name="rows", fitted=True)
    qtbot.addWidget(rows)
    rows.set_rows([view(1), RowView("k2", "One line")])
    assert rows.height() == 56 + 34
    theme.apply(qapp, theme="light", scale=2.0)
    assert rows.height() == 2 * (56 + 34)


def test_a_row_is_read_aloud_whole(rows):
    rows.set_rows([view(1, chip=ChipView("Draft"))])
    cell = QAccessible.queryAccessibleInterface(rows).child(0)
    spoken = rows.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Title 1, second, 9 Nov, Draft"
    assert cell is not None
    assert QAccessible.queryAccessibleInterface(rows).text(QAccessible.Text.Name) == "Consultations"


@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_rows_not_loaded_yet_are_painted_as_places(qapp, look, qtbot, mode):
    class Slow(Long):
        def fetch(self, offset, limit):
            self.asked.append(offset)

    theme.apply(qapp, theme=mode)
    rows = RowList(name="rows")
    qtbot.addWidget(rows)
    source = Slow(grouped=False)
    rows.set_source(source)
    rows.resize(300, 300)
    image = rows.grab().toImage()
    assert image.pixelColor(20, 18) == look.colour("line")
    rows.rows.supply(0, [view(n) for n in range(100)])
    assert rows.rows.row_at(0).key == "k0"
    assert source.asked == [0]


def test_a_long_title_takes_a_second_line_which_needs_no_room_for_the_date(look, qtbot):
    rows = RowList(name="Consultations")
    qtbot.addWidget(rows)
    rows.resize(296, 500)
    long = "Намуна: Мизи мудаввар бо милитсия, Шаҳри Конибодом"
    rows.set_rows(
        [RowView("a", long, "34 нафар", "22.11.2026"), RowView("b", "Гурӯҳи занон", "24 нафар", "25.10.2026")]
    )
    rows.show()
    title, _second = rows._delegate.lines(rows.visualRect(rows.rows.index(0)), rows.rows.row_at(0))
    assert " ".join(title) == long
    assert len(title) == 2
    heights = [rows.rowHeight(0), rows.rowHeight(1)]
    assert heights == [look.size("row_two") + look.line("body"), look.size("row_two")]
    rows.resize(900, 500)
    assert rows.rowHeight(0) == look.size("row_two")


def test_what_stands_beneath_breaks_between_its_parts_and_names_its_first_whole(look):
    metrics = look.metrics("small")
    room = metrics.horizontalAdvance("15.11.2026, not confirmed ·") + 2
    words = "15.11.2026, not confirmed · October 2026"
    assert broken(metrics, words, room, room) == ["15.11.2026, not confirmed ·", "October 2026"]
    half = metrics.horizontalAdvance("15.11.2026, not") + 2
    assert broken(metrics, words, half, 2 * room) == ["15.11.2026,", "not confirmed · October 2026"]
    assert broken(metrics, words, half)[0].endswith("…")


def test_a_dot_between_parts_never_begins_a_line(look):
    metrics = look.metrics("small")
    room = metrics.horizontalAdvance("The second donor") + 1
    assert broken(metrics, "The second donor · SAMPLE-02", room, 2 * room) == [
        "The second",
        "donor · SAMPLE-02",
    ]


def test_a_long_list_is_measured_by_the_rows_it_has(look, qtbot):
    rows = RowList(name="Consultations")
    qtbot.addWidget(rows)
    rows.resize(240, 500)
    source = Long(grouped=False, prefix="A long title that needs a second line")
    rows.set_source(source)
    rows.show()
    assert rows.rowHeight(50) == look.size("row_two") + look.line("body")
    assert source.asked == [0]


def test_a_date_beside_a_long_state_stays_whole(look):
    metrics = look.metrics("small")
    text = "22.03.2026 · Ҳаққи аъзогӣ"
    date = metrics.horizontalAdvance("22.03.2026")
    assert cut_second(metrics, text, 400) == text
    assert cut_second(metrics, text, date + 1) == "22.03.2026"
    assert cut_second(metrics, text, metrics.horizontalAdvance("22.03.2026 · Ҳа…") + 1) == "22.03.2026"
    assert cut_second(metrics, text, metrics.horizontalAdvance("22.03.2026 · Ҳаққи а…") + 1).endswith("…")
    assert cut_second(metrics, text, date - 9).endswith("…"), "no room for a date is told, not hidden"


def test_a_list_that_becomes_wider_keeps_what_is_chosen(rows):
    rows.set_rows([view(n) for n in range(20)])
    rows.choose("k3")
    told = []
    rows.chosen.connect(told.append)
    rows.resize(rows.width() + 140, rows.height())
    assert rows.marked() == [rows.chosen_key()] == ["k3"]
    assert told == []
