"""The page of bank statements: a file taken, lines accepted with Enter, an expense entered from one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cspdesk.services.bank.matching import BankMatching
from cspdesk.services.drafts import Drafts
from cspdesk.ui.screens.bank import BankScreen
from cspdesk.ui.screens.funds import FundsScreen
from cspdesk.ui.screens.importing import ImportScreen
from cspdesk.ui.screens.plain_kinds import PlainScreen
from tests.services.books.offices import BANK, OWN, set_up
from tests.services.test_bank import HEAD, LINES, TITLES, expense
from tests.ui.desks import Driven
from tests.ui.test_import_page import Chosen
from tests.ui.test_walk import Windows


def page(driven: Driven, tmp_path: Path) -> BankScreen:
    """The page of an account that has a statement, reached from the lists of money."""
    set_up(driven.workspace)
    driven.workspace.records.add("expense", [expense("2026-02-04", "500.00", number="К-17")])
    path = tmp_path / "bank.csv"
    path.write_text(HEAD + TITLES + LINES, "utf-8-sig")
    driven.go("money-register")
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    screen.list.kind_asked.emit("bank_statement")
    driven.settle()
    found = driven.shell.screen_now
    assert isinstance(found, BankScreen)
    found.presenter.choose_account(BANK)
    found.paths = Chosen(path)
    found.choose_file()
    driven.settle()
    found.taking.take.click()
    driven.settle()
    return found


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_enter_accepts_line_after_line(open_driven: Callable[..., Driven], language: str, tmp_path: Path):
    found = page(open_driven(language), tmp_path)
    assert found.rows.rows.rowCount() == 3
    found.rows.setFocus()
    for left in (2, 1):
        QTest.keyClick(found.rows, Qt.Key.Key_Return)
        assert len(found.presenter.shown()) == left


def test_the_last_line_is_entered_as_an_expense(driven: Driven, tmp_path: Path):
    found = page(driven, tmp_path)
    found.presenter.accept()
    found.presenter.accept()
    driven.settle()
    assert found.line.book.isVisibleTo(found)
    found.line.editors["article"].editor.set_value("bank_charges")
    found.line.editors["agreement"].editor.set_value(bytes.fromhex(OWN))
    found.line.editors["words"].editor.set_value("Комиссия банка")
    found.line.book.click()
    driven.settle()
    assert found.presenter.shown() == ()
    assert driven.workspace.records.list("bank_rule").total == 1


def test_a_document_beside_a_line_is_opened(driven: Driven, tmp_path: Path):
    found = page(driven, tmp_path)
    view = found.presenter.view
    assert view is not None
    found.line.documents.opened.emit(view.proposed[0].id)
    driven.settle()
    assert isinstance(driven.shell.screen_now, PlainScreen)


def test_bank_and_import_are_in_the_menu_of_funds(driven: Driven):
    for key, place in (("bank_statement", BankScreen), ("import", ImportScreen)):
        screen = driven.go("funds")
        assert isinstance(screen, FundsScreen)
        assert key in {item.key for item in screen.list.more_items()}
        screen.list.do(key)
        driven.settle()
        assert isinstance(driven.shell.screen_now, place)


def test_the_page_fits_a_small_screen(open_driven: Callable[..., Driven], tmp_path: Path):
    driven = open_driven("tg")
    found = page(driven, tmp_path)
    driven.shell.resize(1024, 640)
    driven.settle()
    assert driven.shell.width() == 1024
    assert found.line.width() + found.rows.width() <= 1024


def test_taking_a_file_shows_no_window_of_its_own(driven: Driven, tmp_path: Path, qapp: QApplication):
    windows = Windows()
    qapp.installEventFilter(windows)
    found = page(driven, tmp_path)
    found.choose_file()
    driven.settle()
    qapp.removeEventFilter(windows)
    assert windows.shown == []


def write(text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def test_a_statement_is_typed_from_paper(driven: Driven, tmp_path: Path):
    found = page(driven, tmp_path)
    found._type.click()
    driven.settle()
    typed = found.typed
    assert typed is not None
    assert typed.opening.value() == "10587.50"
    assert typed.closing.line.hasFocus()
    QTest.keyClicks(typed.closing.line, "10487,50")
    view = typed.cells.grid.view
    typed.cells.setFocus()
    view.stand_at_end()
    for text in ("9.2.2026", "4", "Fuel", "", "100"):
        write(text)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert typed.take.isEnabled()
    typed.take.click()
    driven.settle()
    assert found.typed is None
    assert [one.line.text for one in found.presenter.lines] == ["Fuel"]


def test_a_statement_half_typed_is_there_after_the_desk_was_locked(driven: Driven, tmp_path: Path):
    found = page(driven, tmp_path)
    found._type.click()
    driven.settle()
    typed = found.typed
    assert typed is not None
    typed.cells.setFocus()
    typed.cells.grid.view.stand_at_end()
    write("9.2.2026")
    found.close_now()
    drafts = Drafts(driven.workspace.context, driven.workspace.records).list()
    assert [("2026-02-09" in one.typed.unread["lines"]) for one in drafts] == [True]


def test_two_documents_of_one_line_are_asked_about_and_answered(driven: Driven, tmp_path: Path):
    found = page(driven, tmp_path)
    again = driven.workspace.records.add("expense", [expense("2026-02-05", "500.00")]).ids[0]
    driven.settle()
    rent = next(one for one in found.presenter.lines if one.line.amount == -50_000)
    found.presenter.choose(rent.line.id)
    found.presenter.accept()
    driven.settle()
    assert not found.line.alike.isVisibleTo(found)
    account = found.presenter.account
    assert account is not None
    BankMatching(driven.workspace.context, driven.workspace.records).accept(account, rent.line.id, [again])
    driven.settle()
    found.presenter.choose(rent.line.id)
    driven.settle()
    assert found.line.alike.isVisibleTo(found)
    found.line.alike.same.click()
    driven.settle()
    assert not found.line.alike.isVisibleTo(found)
    assert driven.workspace.records.list("same_as").total == 1


def test_a_document_entered_twice_says_so_in_its_list_and_is_answered_there(driven: Driven):
    set_up(driven.workspace)
    for _ in range(2):
        driven.workspace.records.add("expense", [expense("2026-02-04", "500.00", payee="Nur")])
    driven.go("money")
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    screen.list.kind_asked.emit("expense")
    driven.settle()
    view = driven.workspace.records.list("expense").records[0]
    screen.presenter.choose(view.id)
    driven.settle()
    assert screen.record.alike.isVisibleTo(screen)
    state = screen.presenter.state(view)
    assert state is not None
    assert state.words.english() == "Entered twice?"
    screen.record.alike.two.click()
    driven.settle()
    assert not screen.record.alike.isVisibleTo(screen)


def test_without_an_account_the_page_begins_one(driven: Driven):
    driven.go("bank")
    found = driven.shell.screen_now
    assert isinstance(found, BankScreen)
    for part in (found.account, found.statement):
        assert not part.isVisibleTo(found)
    begin = found.begin_account
    assert begin.isVisibleTo(found)
    begin.click()
    driven.settle()
    assert isinstance(driven.shell.screen_now, PlainScreen)
    assert driven.desk.navigation.spot.act == "new"
