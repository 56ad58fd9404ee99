"""A statement typed from paper: its lines lead from balance to balance before it is taken."""

from __future__ import annotations

import pytest

from cspdesk.domain.bank_lines import BankLine
from cspdesk.domain.errors import RefusedError
from cspdesk.presenters.bank import BankPresenter
from cspdesk.presenters.bank_typing import BankTyping
from cspdesk.presenters.draft_places import TYPE
from cspdesk.presenters.session import Session
from cspdesk.presenters.today import Line, TodayPresenter
from cspdesk.services.bank.statements import BankStatements
from tests.services.books.offices import BANK, set_up

DAY, REFERENCE, TEXT, CAME, WENT, BALANCE = range(6)
NBSP = "\N{NO-BREAK SPACE}"
PAPER = (("12.01.2026", "1", "Conversion", "11 100", ""), ("5.2.2026", "17", "Rent", "", "500"))


@pytest.fixture
def bank(session: Session) -> BankPresenter:
    set_up(session.workspace)
    made = BankPresenter(session)
    made.choose_account(BANK)
    return made


@pytest.fixture
def typing(bank: BankPresenter) -> BankTyping:
    return begun(bank)


def begun(bank: BankPresenter) -> BankTyping:
    bank.begin_typing()
    assert bank.typing is not None
    return bank.typing


def write(typing: BankTyping, *rows: tuple[str, ...]) -> None:
    for cells in rows:
        place = typing.lines.count
        for column, text in enumerate(cells):
            typing.grid.type(place, column, text)


def waiting(session: Session) -> list[Line]:
    """Statements that wait on the page of today to be typed to their end."""
    presenter = TodayPresenter(session)
    presenter.ask()
    return [one for one in presenter.to_finish() if one.kind == "bank_statement"]


def told(typing: BankTyping) -> str:
    return typing.session.t(typing.told()[0])


def test_a_statement_is_taken_once_its_lines_lead_from_balance_to_balance(
    bank: BankPresenter, typing: BankTyping
):
    assert told(typing) == "Type the balances that the statement begins and ends with."
    typing.type_balances("0", "10 600")
    write(typing, PAPER[0])
    assert "-500.00 TJS is missing" in told(typing)
    assert not typing.can_take
    write(typing, PAPER[1])
    assert told(typing) == f"2 lines lead from TJS{NBSP}0.00 to TJS{NBSP}10,600.00."
    bank.take_typed()
    assert bank.typing is None
    assert [(one.line.text, one.line.amount) for one in bank.lines] == [
        ("Conversion", 1_110_000),
        ("Rent", -50_000),
    ]


def test_each_line_shows_the_balance_after_it_as_the_paper_does(typing: BankTyping):
    typing.type_balances("100", "")
    write(typing, *PAPER)
    assert [typing.grid.text(place, BALANCE) for place in range(2)] == ["11,200.00", "10,700.00"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("", "1", "Rent", "", "500"), "Booked on is not filled in."),
        (("5.2.2026", "1", "Rent", "", ""), "Amount is not filled in."),
        (("5.2.2026", "1", "Rent", "1", "500"), "Money cannot come and go in one line."),
        (("5.2.2026", "1", "Rent", "", "500 USD"), "This amount is in another currency"),
        (("5.2.2026", "1", "Rent", "", "much"), "Money that went cannot be read."),
    ],
)
def test_a_line_says_what_it_lacks_and_nothing_is_taken(
    typing: BankTyping, cells: tuple[str, ...], words: str
):
    typing.type_balances("0", "0")
    write(typing, cells)
    row = typing.lines.row(0)
    assert row is not None
    assert [typing.session.t(one) for one in row.state.told] == [words]
    assert told(typing) == "1 line lacks something: its row says what."
    assert not typing.can_take


def test_a_row_that_is_emptied_goes(typing: BankTyping):
    typing.grid.stand(0)
    typing.grid.type(0, TEXT, "Rent")
    typing.grid.type(0, TEXT, "")
    typing.grid.stand(1)
    assert typing.lines.count == 0


def test_what_was_typed_is_there_again_and_is_gone_on_with_from_today(
    session: Session, bank: BankPresenter, typing: BankTyping
):
    typing.type_balances("0", "10 6")
    write(typing, PAPER[0], ("5.2.2026", "", "", "", "much"))
    bank.keep_now()
    bank.close()
    (line,) = waiting(session)
    assert (line.spot.place, line.spot.act, line.spot.record) == ("bank", TYPE, BANK)
    again = BankPresenter(session)
    again.begin_typing(line.spot.record)
    found = again.typing
    assert found is not None
    assert found.balances == ("0", "10 6")
    assert [found.grid.text(place, WENT) for place in range(2)] == ["", "much"]
    assert found.grid.text(0, CAME) == "11,100.00"


def test_the_draft_goes_with_the_statement(session: Session, bank: BankPresenter, typing: BankTyping):
    typing.type_balances("0", "11 100")
    write(typing, PAPER[0])
    bank.keep_now()
    bank.take_typed()
    assert not waiting(session)
    assert begun(bank).lines.count == 0


def test_the_next_statement_begins_where_the_last_one_ended(bank: BankPresenter, typing: BankTyping):
    typing.type_balances("0", "11 100")
    write(typing, PAPER[0])
    bank.take_typed()
    assert begun(bank).balances == ("11100.00", "")


def test_a_page_that_was_only_looked_at_leaves_no_draft(session: Session, bank: BankPresenter):
    begun(bank)
    bank.leave_typing()
    bank.close()
    assert not waiting(session)


def test_a_line_that_came_by_a_file_is_not_there_twice(bank: BankPresenter, typing: BankTyping):
    for closing in ("11 100", "10 600"):
        found = begun(bank)
        found.type_balances("0", closing)
        write(found, *(PAPER if closing == "10 600" else PAPER[:1]))
        bank.take_typed()
    bank.choose_statement("")
    assert len(bank.lines) == 2
    assert bank.taken is not None
    assert (bank.taken.added, bank.taken.known) == (1, 1)


def test_lines_that_do_not_lead_there_are_refused_below_as_well(session: Session, bank: BankPresenter):
    del bank
    statements = BankStatements(session.workspace.context, session.workspace.records)
    line = BankLine(session.clock.today(), 100)
    with pytest.raises(RefusedError, match="missing"):
        statements.take_typed([line], account=BANK, opening=0, closing=99)
