"""Beneath a grid of expenses stands what is left of the line of its own agreement, and of no other."""

from __future__ import annotations

import pytest

from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.money_grids import SHARE_OF, MoneyGrid
from cspdesk.presenters.session import Session
from tests.services.books import worked


@pytest.fixture
def books(session: Session):
    """The books of the worked year."""
    worked.enter_year(session.workspace)
    made = BooksPresenter(session)
    made.ask()
    yield made
    made.close()


def rests(session: Session, books: BooksPresenter, agreement: str):
    """For each row: whose share it shows, and the currency of what is left of its line."""
    money = MoneyGrid(session, books, "expense", agreement)
    money.records.ask()
    told = [
        (str(row.cells[SHARE_OF].value), rest.currency if (rest := money.rest_of(place)) else "")
        for place in range(money.rows.count)
        if (row := money.rows.row(place)) is not None and SHARE_OF in row.cells
    ]
    money.close()
    return told


def test_a_share_of_another_agreement_says_nothing_of_a_line(session: Session, books: BooksPresenter):
    own = worked.IDS["B"]
    told = rests(session, books, own)
    assert {currency for share, currency in told if share == own} == {"USD"}
    foreign = {currency for share, currency in told if share != own and share}
    assert foreign == {""}, "the rent is shared, and its first share is another agreement's"


def test_over_all_agreements_each_row_tells_of_its_own_line(session: Session, books: BooksPresenter):
    told = dict.fromkeys(rests(session, books, ""))
    assert (worked.IDS["A"], "EUR") in told
    assert (worked.IDS["B"], "USD") in told
