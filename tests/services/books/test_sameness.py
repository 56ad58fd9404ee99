"""One payment entered twice counts twice and says so, until a person says that it is one."""

from datetime import date

import pytest

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ledger.balances import money
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import period
from cspdesk.services.bank.matching import BankMatching
from cspdesk.services.bank.reconciling import Reconciling
from cspdesk.services.bank.statements import Account, BankStatements
from cspdesk.services.books import Banks, Books, Closings, Corrections, Sameness, tasks
from cspdesk.services.workspace import Workspace
from tests.services.books.offices import BANK, EURO, set_up, spend
from tests.services.pairs import paired
from tests.services.sheets import csv

TODAY = date(2026, 11, 22)
BEGAN = 11_100_00
EXCUSED = Banks(excused=frozenset({AccountId(BANK), AccountId(EURO)}))


def held(desk: Workspace, day: date = TODAY) -> int:
    return sum(one.amount for one in money(Books(desk.context).ledger(), day) if one.account == BANK)


def asked(desk: Workspace) -> list[tuple[str, str]]:
    picture = Books(desk.context).picture()
    return [(one.record, one.words.english()) for one in tasks(picture, TODAY) if one.what == "entered_twice"]


def say(desk: Workspace, one: str, other: str, *, same: bool = True) -> None:
    Sameness(desk.context, desk.records).say(one, other, same=same)


def take_back(desk: Workspace, one: str, other: str) -> None:
    Sameness(desk.context, desk.records).take_back(one, other, "they were two")


def close(desk: Workspace, code: str) -> None:
    Closings(desk.context).close(period(code), signer="Nigora", reason="no statement", banks=EXCUSED)


@pytest.fixture
def twice(workspace: Workspace) -> tuple[str, str]:
    """A rent of 500.00 that was entered twice; the smaller id first."""
    set_up(workspace)
    first, second = sorted(spend(workspace, "500.00", "2026-02-04", payee="Nur") for _ in range(2))
    return first, second


def test_both_count_and_are_marked_till_somebody_answers(workspace, twice):
    first, second = twice
    assert held(workspace) == BEGAN - 1000_00
    assert Books(workspace.context).ledger().marks[first] == {"entered_twice"}
    assert asked(workspace) == [
        (second, f"It may be {first}, entered twice: say whether the two are the same.")
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_said_to_be_the_same_it_counts_once_under_the_smaller_id(workspace, twice, turned):
    first, second = twice
    say(workspace, *((second, first) if turned else (first, second)))
    ledger = Books(workspace.context).ledger()
    assert held(workspace) == BEGAN - 500_00
    assert {first, second} & set(ledger.documents) == {first}
    assert (asked(workspace), ledger.marks) == ([], {})
    assert workspace.records.show(second).fields["payee"] == "Nur"


def test_said_to_be_two_both_count_and_nobody_asks_again(workspace, twice):
    say(workspace, *twice, same=False)
    assert held(workspace) == BEGAN - 1000_00
    assert asked(workspace) == []


def test_an_answer_is_taken_back_changed_and_given_again(workspace, twice):
    say(workspace, *twice)
    take_back(workspace, *twice)
    assert held(workspace) == BEGAN - 1000_00
    assert len(asked(workspace)) == 1
    say(workspace, *twice)
    assert held(workspace) == BEGAN - 500_00
    say(workspace, *twice, same=False)
    assert held(workspace) == BEGAN - 1000_00
    workspace.records.undo()
    assert held(workspace) == BEGAN - 500_00
    assert workspace.records.list("same_as").total == 1


def test_what_counts_is_deleted_and_the_other_counts(workspace, twice):
    say(workspace, *twice)
    workspace.records.delete(twice[0], "wrong")
    assert held(workspace) == BEGAN - 500_00


def test_whoever_names_the_other_means_the_one_that_counts(workspace, twice):
    first, second = twice
    say(workspace, first, second)
    form = {"of": second, "type": "correction", "reversed_on": "2026-02-05", "reason": "wrong"}
    workspace.records.add("reversal", [form])
    assert held(workspace) == BEGAN


def test_what_was_reversed_is_not_asked_about(workspace, twice):
    Corrections(workspace.context).reverse(twice[1], date(2026, 2, 5), reason="twice")
    assert asked(workspace) == []
    assert held(workspace) == BEGAN - 500_00


def test_documents_that_move_other_money_are_not_said_to_be_the_same(workspace, twice):
    other = spend(workspace, "500.01", "2026-02-04")
    with pytest.raises(RefusedError):
        say(workspace, twice[0], other)
    for nothing in (twice[0], "ff" * 16):
        with pytest.raises(NotFoundError):
            say(workspace, twice[0], nothing)
    with pytest.raises(NotFoundError):
        take_back(workspace, *twice)


def test_two_of_one_bank_line_are_offered_and_then_the_line_is_booked_once(workspace):
    set_up(workspace)
    first, second = sorted(spend(workspace, "500.00", day) for day in ("2026-02-04", "2026-02-05"))
    account = Account(BANK, "Bank TJS", "TJS")
    lines = "Date;Amount;Text\r\n2026-02-05;-500.00;Rent\r\n"
    BankStatements(workspace.context, workspace.records).take(
        csv(lines), account="Bank TJS", opening="11100", closing="10600"
    )
    matching = BankMatching(workspace.context, workspace.records)
    line = matching.lines(account)[0].line.id
    assert asked(workspace) == []
    matching.accept(account, line, [second])
    matching.accept(account, line, [first])
    assert matching.lines(account)[0].twins == ((first, second),)
    assert [record for record, _ in asked(workspace)] == [second]
    reconciled = Reconciling(workspace.context).reconcile(account)
    assert reconciled.told.unexplained - reconciled.beginning == 500_00
    say(workspace, first, second)
    view = matching.lines(account)[0]
    assert ([one.id for one in view.matched], view.twins) == ([first], ())
    reconciled = Reconciling(workspace.context).reconcile(account)
    assert reconciled.told.unexplained - reconciled.beginning == 0


# --- over desks


@pytest.fixture
def pair(tmp_path, clock, ids):
    made = paired(tmp_path, clock, ids)
    set_up(made.office)
    made.meet()
    yield made
    made.close()


def entered_apart(pair) -> tuple[str, str]:
    """One rent, entered on both desks; the smaller id first."""
    both = [spend(desk, "500.00", "2026-02-04", payee="Nur") for desk in (pair.office, pair.field)]
    pair.meet()
    first, second = sorted(both)
    return first, second


def alike(pair) -> int:
    """What both desks hold, who must say the same."""
    pair.meet()
    pair.meet()
    office, field = (Books(desk.context).picture() for desk in (pair.office, pair.field))
    assert office.ledger.postings == field.ledger.postings
    assert office.twins == field.twins
    assert held(pair.office) == held(pair.field)
    return held(pair.office)


def test_desks_that_say_it_in_opposite_directions_have_one_answer_and_one_document(pair):
    first, second = entered_apart(pair)
    assert alike(pair) == BEGAN - 1000_00
    say(pair.office, first, second)
    say(pair.field, second, first)
    assert alike(pair) == BEGAN - 500_00
    for desk in (pair.office, pair.field):
        assert desk.records.list("same_as").total == 1
        assert not desk.records.list("same_as").records[0].conflicts


def test_desks_that_answer_differently_decide_and_till_then_both_count(pair):
    first, second = entered_apart(pair)
    say(pair.office, first, second)
    say(pair.field, first, second, same=False)
    assert alike(pair) == BEGAN - 1000_00
    answer = pair.field.records.list("same_as").records[0]
    assert answer.conflicts == ("answer",)
    assert any(one.reason for one in Closings(pair.field.context).bars(period("2026-H1")))
    pair.field.conflicts.settle(answer.id, "answer", "same")
    assert alike(pair) == BEGAN - 500_00


def test_three_desks_worth_of_one_document_said_in_a_ring_count_once(pair):
    first, second = entered_apart(pair)
    third = spend(pair.office, "500.00", "2026-02-04", payee="Nur")
    pair.meet()
    say(pair.office, first, second)
    say(pair.field, second, third)
    say(pair.office, third, first)
    assert alike(pair) == BEGAN - 500_00


def test_while_one_desk_says_the_same_the_other_deletes_one_and_nothing_is_lost(pair):
    first, second = entered_apart(pair)
    say(pair.office, first, second)
    pair.field.records.delete(first, "entered twice")
    assert alike(pair) == BEGAN - 500_00


def test_a_closed_period_keeps_both_and_the_next_takes_one_back(pair):
    first, second = entered_apart(pair)
    Closings(pair.office.context).close(
        period("2026-H1"), signer="Nigora", reason="no statement", banks=EXCUSED
    )
    pair.meet()
    say(pair.field, first, second)
    assert alike(pair) == BEGAN - 500_00
    for desk in (pair.office, pair.field):
        assert held(desk, date(2026, 6, 30)) == BEGAN - 1000_00
        assert held(desk, date(2026, 7, 1)) == BEGAN - 500_00
    Closings(pair.office.context).close(
        period("2026-07"), signer="Nigora", reason="no statement", banks=EXCUSED
    )
    assert alike(pair) == BEGAN - 500_00
    for desk in (pair.office, pair.field):
        assert held(desk, date(2026, 7, 31)) == BEGAN - 500_00
        take_back(desk, first, second)
        assert held(desk, date(2026, 7, 31)) == BEGAN - 500_00
        assert held(desk) == BEGAN - 1000_00
    assert alike(pair) == BEGAN - 1000_00
