"""Deleting records of money: what is evidence is held back till its day, what is a slip is not."""

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import period
from cspdesk.services.books import Banks, Closings
from tests.services.books.offices import BANK, EURO, money, set_up, spend


def fund(desk, day, **more):
    form = {"credited_on": day, "amount": money("100.00", "EUR"), "purpose": "x", **more}
    return desk.records.add("fund", [form]).ids[0]


def test_a_slip_of_this_year_is_deleted_and_can_be_restored(workspace):
    record = fund(workspace, "2026-11-20")
    workspace.records.delete(record, "twice")
    workspace.records.restore(record)


@pytest.mark.parametrize("day", ["2025-12-31", "2021-01-01"])
def test_what_the_law_wants_kept_is_not_deleted_and_the_words_say_until_when(workspace, day):
    record = fund(workspace, day)
    with pytest.raises(RefusedError) as refused:
        workspace.records.delete(record, "twice")
    assert refused.value.code == "kept"
    assert f"{int(day[:4]) + 5}-12-31" in str(refused.value.what)
    assert "unconfirmed" in str(refused.value.what)
    assert not workspace.records.show(record).deleted


def test_after_its_day_it_may_go(workspace):
    workspace.records.delete(fund(workspace, "2020-12-31"), "its time is over")


def test_a_donors_later_day_holds_it_longer(workspace):
    (agreement,) = workspace.records.add(
        "agreement", [{"number": "A/1", "keep_until": "2032-06-30", "signed_on": "2020-01-01"}]
    ).ids
    record = fund(workspace, "2020-12-31", agreement=agreement)
    for one in (record, agreement):
        with pytest.raises(RefusedError) as refused:
            workspace.records.delete(one, "x")
        assert "2032-06-30" in str(refused.value.what)
        assert "unconfirmed" not in str(refused.value.what)


def test_a_share_of_an_expense_counts_for_its_agreement(workspace):
    (agreement,) = workspace.records.add("agreement", [{"number": "A/1", "keep_until": "2032-06-30"}]).ids
    (expense,) = workspace.records.add(
        "expense",
        [
            {
                "spent_on": "2019-05-01",
                "amount": money("10.00"),
                "allocations": [{"agreement": agreement, "percent": "100"}],
            }
        ],
    ).ids
    with pytest.raises(RefusedError):
        workspace.records.delete(expense, "x")


def test_an_organisations_own_years_hold(workspace):
    (organisation,) = [one.id for one in workspace.records.list("organisation").records]
    workspace.records.set(organisation, {"keep_years": 10})
    with pytest.raises(RefusedError) as refused:
        workspace.records.delete(fund(workspace, "2018-03-01"), "x")
    assert "2028-12-31" in str(refused.value.what)


def test_what_is_no_money_and_what_has_no_date_is_deleted_as_ever(workspace):
    (meeting,) = workspace.records.add("consultation", [{"title": "x", "held_on": "2019-01-01"}]).ids
    (donor,) = workspace.records.add("donor", [{"name": "x"}]).ids
    for record in (meeting, donor):
        workspace.records.delete(record, "x")


def test_undo_takes_back_what_was_just_entered_of_whatever_year(workspace):
    record = fund(workspace, "2024-01-05")
    workspace.records.undo()
    assert workspace.records.show(record).deleted


def test_what_a_closing_covers_is_held_though_the_year_is_not_over(workspace):
    set_up(workspace)
    before, after = spend(workspace, "10.00", "2026-06-01"), spend(workspace, "20.00", "2026-07-01")
    excused = Banks(excused=frozenset({AccountId(EURO), AccountId(BANK)}))
    Closings(workspace.context).close(period("2026-H1"), signer="Nigora", banks=excused)
    with pytest.raises(RefusedError):
        workspace.records.delete(before, "x")
    workspace.records.delete(after, "x")
