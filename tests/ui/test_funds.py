"""The place of money over the worked year: figures that open, the grid, the books, closing, the lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cspdesk.domain.money import from_minor
from cspdesk.i18n.catalogue import english
from cspdesk.presenters import grid_states
from cspdesk.presenters.funds import LISTS, key_of
from cspdesk.presenters.money_grids import WITHHELD
from cspdesk.presenters.navigation import MONEY, Spot
from cspdesk.services.filing import Filing
from cspdesk.services.reporting import Reporting
from cspdesk.ui.look import theme
from cspdesk.ui.screens.funds import FundsScreen
from cspdesk.ui.screens.plain_kinds import PlainScreen
from cspdesk.ui.screens.plain_reports import ReportsNaming
from cspdesk.ui.screens.reports import ReportsScreen
from tests.conftest import FixedClock, SeededIds
from tests.domain.ledger.worked import EXPECTED
from tests.services.books import worked
from tests.services.money_reports.test_filing import COMPLETE
from tests.templates import Templates, opened_copy
from tests.ui.desks import Driven

Key = Qt.Key
LATER = datetime(2026, 1, 10, 9, tzinfo=UTC)
A, B = worked.IDS["A"], worked.IDS["B"]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk that holds the worked year; entering it costs a second or two."""
    folder = tmp_path_factory.mktemp("year")
    clock = FixedClock(LATER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder / "tides"))
        made = Templates(folder).new("plain")
        workspace = opened_copy(made, folder / "desk", clock, SeededIds(2, clock))
        worked.enter_year(workspace)
        workspace.close()
    return folder / "desk"


@pytest.fixture
def year(
    held: Path, look: theme.Look, tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Driven]:
    """A copy of it in a window, ten days after its end."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    clock.advance(LATER - clock.now())
    workspace = opened_copy(held, tmp_path / "desk", clock, SeededIds(3, clock))
    driven = Driven(workspace, clock, english(), tmp_path / "window.ini")
    yield driven
    driven.close()


def funds(driven: Driven, **spot: object) -> FundsScreen:
    driven.desk.navigation.open(Spot("funds", **spot))
    settle(driven)
    screen = driven.shell.screen_now
    assert isinstance(screen, FundsScreen)
    return screen


def page(driven: Driven, key: str) -> FundsScreen:
    return funds(driven, where=(("page", key),))


def settle(driven: Driven) -> None:
    driven.settle()
    driven.background.elapse(1_000)
    driven.settle()


def cells(table) -> list[list[str]]:
    model = table.model
    return [
        [model.index(at, column).data() or "" for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def plain(text: str) -> str:
    return text.replace(",", "").replace("\N{MINUS SIGN}", "-")


def press(key: Key, held=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def write(text: str) -> None:
    for letter in text:  # the first opens the line, which takes the others
        QTest.keyClicks(QApplication.focusWidget(), letter)


@pytest.mark.parametrize("name", ["A", "B"])
def test_an_agreement_shows_its_statement_and_its_budget(year: Driven, name: str):
    view = funds(year, record=worked.IDS[name]).pages.agreement
    told = EXPECTED["agreement_statements"][name]["2025-12-31"]
    came = {row[0]: plain(row[1]) for row in cells(view.came)}
    # the statement is of the last day of December: nothing but the official rate moves it until today
    assert (came["Received"], came["Spent"]) == (told["received"], f"-{told['charged']}")
    wanted = EXPECTED["budget_against_actual"][name]["lines"]
    rows = cells(view.budget)
    assert {row[0]: plain(row[4]) for row in rows[:-1]} == {
        code: line["cumulative"] for code, line in wanted.items() if code != "total"
    }
    assert plain(rows[-1][5]) == wanted["total"]["balance"]


def test_the_list_says_what_is_left_of_each_agreement(year: Driven):
    rows = {row.title: row for row in funds(year).presenter.rows()}
    assert rows["A"].amount == (2_810_679, "EUR")
    assert rows["C"].group.english() == "Ended"
    assert rows["BTJS"].amount == (19_945_264, "TJS")


def test_a_figure_opens_beside_it_the_rows_that_it_is_the_sum_of(year: Driven):
    pages = funds(year, record=A).pages
    pages.agreement.budget.cell_opened.emit("2", "spent")
    assert pages.panel.isVisible()
    rows = cells(pages.panel.table)
    assert sum(float(plain(row[2])) for row in rows) == pytest.approx(13_747.45)
    assert pages.behind.total() == "13,747.45"
    assert pages.panel.table._total.cells[-1] == "13,747.45"


def test_a_figure_out_of_figures_opens_on_until_a_document(year: Driven):
    pages = funds(year, record=A).pages
    pages.agreement.balance.opened.emit("left")
    for _ in range(3):  # balance, what came, received
        pages.behind.open_row(0)
    assert pages.behind.figure.key == "received"
    pages.behind.open_row(0)
    settle(year)
    there = year.shell.screen_now
    assert isinstance(there, PlainScreen)
    assert there.presenter.record.view.id == worked.IDS["R1"]


def test_the_keyboard_opens_how_an_amount_came_about_and_comes_back_to_its_row(year: Driven):
    pages = funds(year, record=A).pages
    pages.agreement.balance.opened.emit("spent")
    settle(year)
    view, model = pages.panel.table.view, pages.panel.table.model
    place = next(at for at in range(model.rowCount()) if model.index(at, 2).data() == "1,433.00")
    heard = int(Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(place, 2).data(heard) == "1,433.00 How it came about"
    view.setFocus()
    view.setCurrentIndex(model.index(place, 1))
    press(Key.Key_Right)
    press(Key.Key_Return)
    settle(year)
    assert cells(pages.panel.table) == [
        ["23 Jan 2025", "Conversion", "1,116.23"],
        ["22 Apr 2025", "Conversion", "316.77"],
    ]
    assert "3,592.21 × 8,000.00 ÷ 90,720.00 = 316.77" in model.index(1, 1).data(heard)
    assert view.hasFocus()
    assert view.currentIndex().row() == 0
    press(Key.Key_Backspace)
    assert pages.behind.figure.key == "spent"
    assert view.currentIndex().row() == place
    press(Key.Key_Return)
    settle(year)
    assert isinstance(year.shell.screen_now, PlainScreen)


def test_a_click_on_the_words_of_a_row_opens_its_document(year: Driven):
    pages = funds(year, record=A).pages
    pages.agreement.balance.opened.emit("spent")
    settle(year)
    pages.panel.table.cell_opened.emit("0", "words")
    settle(year)
    assert isinstance(year.shell.screen_now, PlainScreen)


def filed(driven: Driven, folder: Path) -> str:
    """The Ministry's report of the first half-year filed, and its fingerprint."""
    records, context = driven.workspace.records, driven.workspace.context
    records.set(records.list("organisation").records[0].id, COMPLETE)
    for name in ("R1", "R2", "R3", "R4", "R5", "R7", "R8"):
        records.set(worked.IDS[name], {"state": "receipt_registered"})
    asked = Reporting(context).asked("moj_half_year", span="2025-H1", audience="organisation")
    return Filing(context).file(asked, out=folder, formats=["xlsx"]).fingerprint


def test_a_document_says_which_filed_reports_name_it_and_opens_them(year: Driven, tmp_path: Path):
    fingerprint = filed(year, tmp_path / "filed")
    pages = funds(year, record=A).pages
    pages.agreement.balance.opened.emit("received")
    pages.behind.open_row(0)
    settle(year)
    (shown,) = year.shell.screen_now.record.findChildren(ReportsNaming)
    (row,) = [shown.rows.rows.row_at(at) for at in range(shown.rows.rows.rowCount())]
    assert row.title == "Financial report for the half-year, first half-year of 2025"
    assert row.second == f"Version 1 · filed on 10 Jan 2026 · {fingerprint}"
    assert year.shell.screen_now.record.tools.history.isVisible()  # one step from the figure as well
    shown.rows.opened.emit(row.key)
    settle(year)
    reports = year.shell.screen_now
    assert isinstance(reports, ReportsScreen)
    told = reports.presenter
    assert (told.report, told.span.code, told.audience) == ("moj_half_year", "2025-H1", "organisation")
    assert told.filed_version == 1


def test_escape_shuts_the_figure_and_the_window_keeps_its_width(year: Driven):
    year.shell.resize(1024, 640)
    pages = funds(year, record=A).pages
    pages.agreement.balance.opened.emit("spent")
    settle(year)
    assert year.shell.width() == 1024
    assert year.shell.screen_now.leave_part()
    settle(year)
    assert not pages.panel.isVisible()
    assert year.shell.width() == 1024


def test_an_expense_typed_into_the_grid_counts_at_once(year: Driven):
    screen = funds(year, record=A)
    spent = screen.pages.page.page.figures.figure("spent").minor
    screen.pages.agreement.charge.click()
    settle(year)
    grid = screen.pages.grid
    assert grid is not None
    grid.take_keyboard()
    for text in ("9.1.26", "17", "Oriyon", "Hall and tea", "rent", "4", "BTJS", "1 000"):
        write(text)
        press(Key.Key_Tab)
    settle(year)
    row = grid.money.rows.row(grid.money.rows.count - 1)
    assert row.state.code == "complete", row.state
    assert screen.leave_part()
    settle(year)
    assert screen.pages.page.page.figures.figure("spent").minor > spent
    assert cells(screen.pages.agreement.charges)[0][1:3] == ["4", "Hall and tea"]


def test_the_foot_of_the_grid_says_what_is_left_of_the_line(year: Driven):
    grid = page(year, f"grid/{A}").pages.grid
    grid.cells.grid.view.stand(0, 0)
    settle(year)
    QTest.qWait(20)
    assert grid.cells.grid.footer.texts()[2] == "4 Office: EUR\u00a010,592.95 left"


def test_a_share_is_typed_beneath_an_expense_by_keys_and_taken_out_again(year: Driven):
    grid = page(year, f"grid/{A}").pages.grid
    rows = grid.money.rows.count
    grid.take_keyboard()
    grid.cells.grid.view.stand_at_end()
    for text in ("9.1.26", "17", "Oriyon", "Hall and tea", "rent"):
        write(text)
        press(Key.Key_Tab)
    press(Key.Key_Tab)  # whose share it is, an agreement's own grid knows
    grid.cells.grid.view.stand(rows, 6)
    for text in ("4", "BTJS", "1 000"):
        write(text)
        press(Key.Key_Tab)
    grid.cells.grid.view.stand(rows, 8)
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (grid.cells.grid.view.place, grid.cells.grid.view.column) == (rows + 2, 6)
    write("3")
    press(Key.Key_Tab)
    write("25%")
    press(Key.Key_Tab)
    shown = [plain(grid.money.grid.text(place, 8)) for place in range(rows, rows + 3)]
    assert shown == ["1000.00", "75\u00a0%", "25\u00a0%"]
    grid.cells.grid.view.stand(rows + 2, 8)
    QTest.qWait(20)
    assert "TJS\u00a0250.00" in grid.cells.grid.footer.texts()[2]
    press(Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert grid.money.rows.count == rows + 1
    press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert grid.money.rows.count == rows + 3


def test_a_column_that_was_chosen_is_there_in_the_next_grid_too(year: Driven):
    page(year, f"grid/{A}").pages.grid.money.choose(WITHHELD[0], is_shown=True)
    grid = page(year, "page/expenses").pages.grid
    assert grid.money.chosen >= {WITHHELD[0]}
    assert WITHHELD[0] in [column.key for column in grid.money.grid.columns]


def test_rows_of_one_voucher_are_pasted_as_shares_once_that_was_said(year: Driven):
    grid = page(year, "page/expenses").pages.grid
    many = grid.money.records.count
    first = ("9.1.26", "17", "Oriyon", "Hall", "rent")
    block = ["\t".join((*first, name, line, "BTJS", "500")) for name, line in (("A", "4"), ("B", "1"))]
    QApplication.clipboard().setText("\n".join(block))
    grid.take_keyboard()
    grid.cells.grid.view.stand_at_end()
    press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert grid.cells.grid.preview.other.isVisibleTo(grid)
    press(Key.Key_Return)
    settle(year)
    assert grid.money.records.count == many + 1
    assert grid.money.rows.row(grid.money.rows.count - 1).is_part


def test_what_an_agreement_bears_and_the_grid_has_not_is_said(year: Driven):
    there = funds(year, record=B).pages.page.page
    grid = page(year, f"grid/{B}").pages.grid
    assert grid.money.elsewhere == 2, "a sub-grant, and goods given out or a reversal"
    assert there.charge_count == grid.money.records.count + grid.money.elsewhere
    assert "2 other documents stand on its page" in grid._second.text()


def test_where_nothing_may_be_written_the_grid_has_no_line_and_no_keys_for_it(year: Driven):
    year.desk.session.is_read_only = True
    grid = page(year, f"grid/{A}").pages.grid
    settle(year)
    assert grid.cells.grid.view.model().rowCount() == grid.money.rows.count > 0
    assert not grid._hints.isVisibleTo(grid)


def test_a_row_of_a_closed_period_is_corrected_by_two_documents(year: Driven):
    screen = page(year, f"grid/{A}")
    grid = screen.pages.grid
    grid.cells.grid.view.stand(0, 0)
    grid._show_acts()
    assert grid.correct.isVisibleTo(grid)
    before = len(year.workspace.records.list("reversal").records)
    grid.correct.click()
    settle(year)
    assert len(year.workspace.records.list("reversal").records) == before + 1
    there = year.shell.screen_now
    assert isinstance(there, PlainScreen)
    assert there.form is not None


def test_late_and_closed_rows_say_so(year: Driven):
    rows = page(year, "page/expenses").pages.grid.money.rows
    states = {row.state.code for at in range(rows.count) if not (row := rows.row(at)).is_part}
    assert states == {"closed", "late", "complete"}


def test_every_sign_of_a_state_is_an_icon(look: theme.Look):
    made = (grid_states.complete, grid_states.lacks, grid_states.undecided, grid_states.late)
    names = {make().icon for make in (*made, grid_states.closed)}
    assert names <= look.icons.names()


def test_the_trial_balance_adds_up_and_each_account_opens(year: Driven):
    pages = page(year, "page/trial").pages
    pages.trial.days.button("year").click()
    wanted = EXPECTED["trial_balance_tjs"]["2025-12-31"]
    debit, credit = pages.trial.table._total.cells[1:]
    assert debit == credit
    rent = next(row for row in cells(pages.trial.table) if row[0] == "Expense: Rent")
    assert plain(rent[1]) == wanted["expense:rent"]
    held = set(pages.funds.books.state.names.accounts.values())
    places = [row[0] for row in cells(pages.trial.table)]
    first = [name for name in places if name in held]
    assert first == sorted(first) == places[: len(first)]  # where money lies stands first, by name
    pages.trial.table.cell_opened.emit("expense:rent", "debit")
    assert pages.behind.total() == rent[1]


def test_an_account_shows_what_each_agreement_has_in_it(year: Driven):
    pages = page(year, f"account/{worked.IDS['BTJS']}").pages
    rows = {row[0]: plain(row[1]) for row in cells(pages.account.by_agreement)}
    assert sum(float(one) for one in rows.values()) == pytest.approx(199_452.64)
    assert rows["A"] == from_minor(9_474_451, "TJS")


def test_postings_are_all_there_and_open_their_document(year: Driven):
    pages = page(year, "page/postings").pages
    assert pages.postings.table.model.rowCount() == len(pages.funds.books.state.ledger.postings)
    pages.postings.table.opened.emit("0")
    settle(year)
    assert isinstance(year.shell.screen_now, PlainScreen)


def test_closing_names_what_stands_in_the_way_and_signs_once_nothing_does(year: Driven):
    pages = page(year, "page/closings").pages
    pages.closings.choose("2025-H2")
    assert len(pages.closings.bars) == 4
    assert not pages.closing.act.isEnabled()
    for one in pages.closings.bank_rows():
        pages.closings.excuse(one.account, excused=True)
    assert pages.closings.bars is not None
    assert not pages.closings.bars
    assert not pages.closing.act.isEnabled()
    pages.closing.reason.line.setFocus()
    write("Statements come in February")
    assert pages.closing.act.isEnabled()
    pages.closing.act.click()
    settle(year)
    assert [row[0] for row in cells(pages.closing.table)] == [
        "first half-year of 2025",
        "second half-year of 2025",
    ]
    assert pages.closings.offered() == ()


def test_the_plain_lists_are_reached_as_before(year: Driven):
    screen = funds(year)
    offered = [item.key for item in screen.list.more_items() if item.text]
    assert set(LISTS) <= set(offered)
    screen.list.do("fund")
    settle(year)
    there = year.shell.screen_now
    assert isinstance(there, PlainScreen)
    assert (there.place, there.presenter.kind.name) == (MONEY, "fund")
    assert year.shell.rail.entry("funds").isChecked()


def test_an_agreement_is_written_in_its_form_and_shown_when_left(year: Driven):
    screen = funds(year, record=B, act="edit")
    settle(year)
    assert screen.form is not None
    screen.form.open_field("title")
    write("Youth and police")
    assert screen.leave_part()
    settle(year)
    assert screen.pages.key == key_of("agreement", B)
    assert screen.pages.agreement._title.text() == "Youth and police"


def test_an_empty_desk_says_what_belongs_here(driven: Driven):
    screen = funds(driven)
    assert screen.list._pages.currentWidget() is screen.list._none


def test_an_agreement_just_begun_shows_words_and_no_heads_over_nothing(driven: Driven):
    driven.workspace.records.add("agreement", [{"number": "GR-1"}])
    record = driven.workspace.records.list("agreement").records[0].id
    screen = funds(driven, record=record, where=(("kind", "agreement"),))
    view = screen.pages.agreement
    tables = (view.charges, view.budget, view.came, view.held, view.dates.table)
    assert [one.isVisible() for one in tables] == [False] * 5
    assert not view.difference.isVisible()


def test_a_grid_has_the_room_of_the_list_in_a_narrow_window_however_it_was_reached(year: Driven):
    year.shell.resize(1024, 640)
    screen = funds(year, record=A, where=(("kind", "agreement"),))
    assert screen.list.isVisible()
    screen._go(key_of("grid", A))
    settle(year)
    assert not screen.list.isVisible()
    page(year, key_of("page", "trial"))
    assert not screen.list.isVisible()
    screen.leave_part()
    settle(year)
    assert screen.list.isVisible()
