"""The bank's lines are walked through with Enter: what is proposed is taken, the rest is entered or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspdesk.presenters.bank import ALL, BankPresenter
from cspdesk.presenters.session import Session
from tests.services.books.offices import BANK, OWN, set_up
from tests.services.test_bank import HEAD, LINES, TITLES, expense


@pytest.fixture
def bank(session: Session) -> BankPresenter:
    """An account into which TJS 11,100.00 came, and a rent that went."""
    set_up(session.workspace)
    session.workspace.records.add("expense", [expense("2026-02-04", "500.00", number="К-17")])
    made = BankPresenter(session)
    made.choose_account(BANK)
    return made


def file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "bank.csv"
    path.write_text(text, "utf-8-sig")
    return path


def take(bank: BankPresenter, tmp_path: Path) -> None:
    bank.open(file(tmp_path, HEAD + TITLES + LINES))
    bank.take()


def told(bank: BankPresenter) -> str:
    found = bank.told()
    return "" if found is None else bank.session.t(found[0])


def test_a_file_is_looked_at_before_it_is_taken(bank: BankPresenter, tmp_path: Path):
    bank.open(file(tmp_path, HEAD + TITLES + LINES))
    assert [one.column for one in bank.seen] == ["day", "reference", "went", "came", "balance", "text"]
    assert told(bank) == "3 lines lead from TJS\N{NO-BREAK SPACE}0.00 to TJS\N{NO-BREAK SPACE}10,587.50."
    assert bank.lines == ()
    bank.take()
    assert (len(bank.lines), bank.file) == (3, None)


def test_balances_are_typed_where_the_file_has_none(bank: BankPresenter, tmp_path: Path):
    bank.open(file(tmp_path, "Date;Sum;Wofür\n05.02.2026;-500,00;Rent\n"))
    assert not bank.can_take
    assert "Type the balances" in told(bank)
    bank.choose_column("Wofür", "text")
    bank.type_balances("11 100", "10 600")
    assert bank.can_take
    bank.take()
    assert [one.line.text for one in bank.lines] == ["Rent"]


def test_enter_after_enter_takes_what_is_proposed(bank: BankPresenter, tmp_path: Path):
    take(bank, tmp_path)
    first, second, third = (one.line.id for one in bank.lines)
    assert bank.chosen == first
    bank.accept()
    assert bank.chosen == second
    bank.accept()
    assert bank.chosen == third
    assert [one.line.id for one in bank.shown()] == [third]
    bank.accept()
    assert [one.line.id for one in bank.shown()] == [third], "nothing is proposed, so nothing is taken"


def test_what_was_matched_is_taken_back(bank: BankPresenter, tmp_path: Path):
    take(bank, tmp_path)
    bank.accept()
    bank.show_which(ALL)
    bank.choose(bank.lines[0].line.id)
    bank.unmatch()
    assert bank.lines[0].matched == ()


def test_other_documents_are_marked_until_they_come_to_the_line(bank: BankPresenter, tmp_path: Path):
    bank.session.workspace.records.add(
        "expense", [expense("2026-01-20", "12.00"), expense("2026-01-21", "0.50")]
    )
    take(bank, tmp_path)
    fee = bank.lines[2]
    bank.choose(fee.line.id)
    assert fee.proposed == (), "they are weeks away"
    bank.mark(tuple(one.id for one in bank.candidates if abs(one.amount) <= 1_200))
    assert bank.marked_sum == fee.line.amount
    bank.accept()
    assert len(bank.lines[2].matched) == 2


def test_a_line_is_entered_as_an_expense_and_its_words_are_remembered(bank: BankPresenter, tmp_path: Path):
    take(bank, tmp_path)
    bank.choose(bank.lines[2].line.id)
    bank.book(article="bank_charges", agreement=OWN, remember="Комиссия банка")
    assert len(bank.lines[2].matched) == 1
    bank.open(file(tmp_path, TITLES + "09.02.2026;9;3,00;;10 584,50;Комиссия банка\n"))
    bank.take()
    (line,) = bank.lines
    assert line.rule is not None
    bank.choose(line.line.id)
    bank.book_by_rule()
    assert len(bank.lines[0].matched) == 1


def test_what_is_under_way_is_told(bank: BankPresenter, tmp_path: Path):
    take(bank, tmp_path)
    bank.accept()
    bank.accept()
    assert bank.reconciled is not None
    assert bank.reconciled.told.not_booked == -1_250
    assert bank.reconciled.told.is_whole


def test_a_desk_without_accounts_shows_none(session: Session):
    bank = BankPresenter(session)
    bank.ask()
    assert (bank.accounts, bank.account, bank.lines) == ((), None, ())


def test_the_page_begins_with_the_account_of_the_newest_statement_and_stays_there(
    bank: BankPresenter, tmp_path: Path
):
    take(bank, tmp_path)
    opened = BankPresenter(bank.session)
    opened.ask()
    assert opened.accounts[0].id != BANK, "by name another account is the first"
    assert (opened.account and opened.account.id) == BANK
    bank.session.workspace.records.delete(opened.statements[0].id, "-")
    opened.ask()
    assert (opened.account and opened.account.id) == BANK, "nothing moves under the hands"


def test_without_a_statement_the_page_begins_with_the_first_account(bank: BankPresenter):
    opened = BankPresenter(bank.session)
    opened.ask()
    assert opened.account == opened.accounts[0]
