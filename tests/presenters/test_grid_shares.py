"""Expenses that several lines bear, and taxes withheld, in the grid of expenses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.grid_cells import Block, GridRow
from cspdesk.presenters.money_grids import SHARE_LINE, SHARE_OF, WITHHELD, MoneyGrid
from cspdesk.presenters.session import Session
from tests.services.books import worked

A, B = worked.IDS["A"], worked.IDS["B"]


@pytest.fixture
def books(session: Session) -> Iterator[BooksPresenter]:
    """Agreements, lines, accounts and rates of the worked year, and nothing spent."""
    worked.enter(session.workspace, worked.setting())
    made = BooksPresenter(session)
    made.ask()
    yield made
    made.close()


@pytest.fixture
def money(session: Session, books: BooksPresenter) -> Iterator[MoneyGrid]:
    made = MoneyGrid(session, books, "expense")
    made.records.ask()
    yield made
    made.close()


def number(money: MoneyGrid, agreement: str) -> str:
    """How an agreement is called in the grid."""
    state = money.books.state
    assert state is not None
    return state.names.agreements[agreement].number


def row(money: MoneyGrid, place: int) -> GridRow:
    found = money.rows.row(place)
    assert found is not None
    return found


def split(money: MoneyGrid, place: int) -> int:
    found = money.grid.split(place)
    assert found is not None
    return found


def at(money: MoneyGrid, key: str) -> int:
    return [column.key for column in money.grid.columns].index(key)


def write(money: MoneyGrid, place: int, **cells: str) -> None:
    names = {"line": SHARE_LINE, "agreement": SHARE_OF}
    for name, text in cells.items():
        assert money.grid.type(place, at(money, names.get(name, name)), text)


RENT = {
    "spent_on": "5.3.25",
    "number": "17",
    "payee": "Oriyon",
    "description": "Rent, March",
    "article": "rent",
    "agreement": "",
    "line": "4",
    "account": "BTJS",
    "amount": "4 333,33",
}


def rent(money: MoneyGrid) -> int:
    """An expense of one line; the keyboard stands on it."""
    place = money.rows.count
    money.grid.stand(place)
    write(money, place, **{**RENT, "agreement": number(money, A)})
    money.grid.stand(place)
    return place


def figures(money: MoneyGrid) -> list[str]:
    column = at(money, "amount")
    return [plain(money.grid.text(place, column)) for place in range(money.rows.count)]


def fault(money: MoneyGrid, place: int) -> str:
    found = money.grid.fault(place, at(money, "amount"))
    return "" if found is None else found.english()


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def expenses(session: Session):
    return session.workspace.records.list("expense").records


def test_a_share_is_added_beneath_and_the_first_keeps_the_rest(money: MoneyGrid, session: Session):
    place = rent(money)
    assert money.rows.count == 1
    share = money.grid.split(place)
    assert (share, money.rows.count) == (2, 3)
    assert money.grid.text(2, at(money, SHARE_OF)) == number(money, A)
    write(money, 2, line="3", amount="1 300")
    assert figures(money) == ["4,333.33", "3,033.33", "1,300.00"]
    money.grid.stand(3)
    (made,) = expenses(session)
    assert [(one["line"], one["amount"]["amount"]) for one in made.fields["allocations"]] == [
        ("4", "3033.33"),
        ("3", "1300.00"),
    ]
    assert row(money, 0).state.code == "complete"


def test_shares_can_be_per_cent_and_a_bare_number_is_one_then(money: MoneyGrid, session: Session):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="30%")
    assert figures(money)[1:] == ["70 %", "30 %"]
    money.grid.split(2)
    write(money, 3, line="5", amount="20")
    assert figures(money)[1:] == ["50 %", "30 %", "20 %"]


def test_a_percentage_among_amounts_becomes_an_amount(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    money.grid.split(0)
    write(money, 3, line="5", amount="20%")
    assert figures(money)[1:] == ["2,166.66", "1,300.00", "866.67"]


def test_the_amount_of_the_expense_moves_only_the_rest(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    write(money, 0, amount="5 000")
    assert figures(money) == ["5,000.00", "3,700.00", "1,300.00"]


def test_shares_that_are_not_the_whole_say_what_is_left(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    write(money, 1, amount="3 000")
    assert figures(money)[1:] == ["3,000.00", "1,300.00"]
    state = row(money, 0).state
    assert state.code == "lacks"
    assert plain(state.told[0].english()) == "TJS 33.33 is not shared out yet."
    write(money, 1, amount="3 100")
    assert plain(row(money, 0).state.told[0].english()) == "The shares are TJS 66.67 too much."


def test_no_share_is_more_than_the_whole(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="101%")
    assert fault(money, 2) == "A share is above zero and at most 100 per cent."
    write(money, 2, amount="4 333,34")
    assert fault(money, 2) == "A share is at most the whole expense."


def test_f4_offers_the_rest(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    write(money, 1, amount="3 000")
    (rest,) = money.grid.choices(1, at(money, "amount"), "")
    assert (plain(rest.text), rest.second) == ("3,033.33", "The rest")
    assert money.grid.choices(1, at(money, "amount"), "3") == [], "what is typed is not taken for it"


def test_a_share_and_what_it_moved_are_taken_back_step_by_step(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    money.grid.undo()
    money.grid.undo()
    money.grid.undo()
    assert figures(money) == ["4,333.33"]
    assert money.grid.text(0, at(money, SHARE_LINE)) == "4"
    money.grid.redo()
    money.grid.redo()
    money.grid.redo()
    assert figures(money) == ["4,333.33", "3,033.33", "1,300.00"]


def test_a_share_that_was_saved_is_taken_out_and_comes_back(money: MoneyGrid, session: Session):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    money.grid.stand(3)
    assert money.grid.remove(2)
    assert figures(money) == ["4,333.33"]
    assert [one["line"] for one in expenses(session)[0].fields["allocations"]] == ["4"]
    money.grid.undo()
    assert figures(money) == ["4,333.33", "3,033.33", "1,300.00"]
    money.rows.leave_all()
    assert [one["line"] for one in expenses(session)[0].fields["allocations"]] == ["4", "3"]


def test_a_share_in_which_nothing_was_written_goes_when_the_expense_is_left(
    money: MoneyGrid, session: Session
):
    money.grid.split(rent(money))
    money.grid.stand(2)
    money.grid.stand(3)
    assert money.rows.count == 1
    (made,) = expenses(session)
    assert [one["percent"] for one in made.fields["allocations"]] == ["100"]


def test_walking_between_an_expense_and_its_shares_saves_nothing(money: MoneyGrid, session: Session):
    money.grid.split(rent(money))
    for place in (2, 1, 0, 2):
        money.grid.stand(place)
    assert expenses(session) == ()


def test_what_is_shared_already_comes_with_its_shares_beneath(
    money: MoneyGrid, session: Session, books: BooksPresenter
):
    money.grid.split(rent(money))
    write(money, 2, agreement=number(money, B), line="1", amount="1 300")
    money.grid.stand(3)
    again = MoneyGrid(session, books, "expense", B)
    again.records.ask()
    assert (again.records.count, again.rows.count) == (1, 3)
    assert [row(again, place).is_part for place in range(3)] == [False, True, True]
    shown = [plain(again.grid.text(place, at(again, SHARE_OF))) for place in (1, 2)]
    assert shown == [number(money, A), number(money, B)]
    again.close()


def test_shares_are_not_added_twice_beneath_a_selection(money: MoneyGrid):
    money.grid.split(rent(money))
    write(money, 2, line="3", amount="1 300")
    found: list = []
    column = at(money, "amount")
    money.grid.sums([Block(0, column, 2, column)], lambda *told: found.append(told))
    money.grid.sums([Block(1, column, 2, column)], lambda *told: found.append(told))
    assert [told[2] for told in found] == [[("TJS", 433_333)], [("TJS", 433_333)]]


def test_taxes_withheld_are_columns_that_may_be_shown(money: MoneyGrid, session: Session):
    place = rent(money)
    assert WITHHELD[0] not in [column.key for column in money.grid.columns]
    money.choose(WITHHELD[0], is_shown=True)
    assert money.grid.type(place, at(money, WITHHELD[0]), "520")
    money.choose(WITHHELD[0], is_shown=False)
    assert money.withheld_of(place) == [("Income tax withheld", 520_00, "TJS")]
    money.grid.stand(place + 1)
    (made,) = expenses(session)
    (tax,) = made.fields["withheld"]
    assert (tax["payable"], tax["amount"]) == ("income_tax", {"amount": "520.00", "currency": "TJS"})
    money.choose(WITHHELD[0], is_shown=True)
    money.grid.type(place, at(money, WITHHELD[0]), "")
    money.rows.leave_all()
    assert not expenses(session)[0].fields.get("withheld")


BLOCK = "\n".join(
    "\t".join(row)
    for row in (
        ("5.3.25", "17", "Oriyon", "Rent", "rent", "{A}", "4", "BTJS", "3033,33"),
        ("5.3.25", "17", "Oriyon", "Rent, store", "rent", "{B}", "1", "BTJS", "1300"),
        ("6.3.25", "18", "Tojiktelekom", "Telephone", "communication", "{A}", "4", "BTJS", "200"),
    )
)


def block(money: MoneyGrid, text: str = BLOCK):
    found: list = []
    money.grid.read_block(text.format(A=number(money, A), B=number(money, B)), 0, 0, found.append)
    return found[0]


def test_pasted_rows_of_one_voucher_can_be_one_expense_with_its_shares(money: MoneyGrid, session: Session):
    read = block(money)
    assert len(read.rows) == 3
    assert len(read.joined.rows) == 2
    money.grid.paste(read.joined)
    assert figures(money) == ["4,333.33", "3,033.33", "1,300.00", "200.00"]
    made = {one.fields["number"]: one.fields for one in expenses(session)}
    assert made["17"]["description"] == "Rent; Rent, store"
    assert [one["agreement"] for one in made["17"]["allocations"]] == [A, B]
    assert money.grid.undo()
    assert money.rows.count == 0
    assert expenses(session) == ()
    assert money.grid.redo()
    assert figures(money) == ["4,333.33", "3,033.33", "1,300.00", "200.00"]
    money.rows.leave_all()
    assert len(expenses(session)) == 2


def test_or_each_row_by_itself(money: MoneyGrid, session: Session):
    money.grid.paste(block(money))
    assert len(expenses(session)) == 3


@pytest.mark.parametrize(
    ("before", "after"),
    [("5.3.25\t17\tOriyon\tRent, store", "6.3.25\t17\tOriyon\tRent, store"), ("BTJS\t1300", "BTJS\tmany")],
)
def test_rows_that_differ_in_what_an_expense_has_once_are_not_joined(money: MoneyGrid, before, after):
    assert block(money, BLOCK.replace(before, after)).joined is None
