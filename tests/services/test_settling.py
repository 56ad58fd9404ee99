"""Two desks change one record; a person settles what differs as one act, and receipts say who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.services.receipts import receipts
from cspdesk.services.settling import Answer, Settling
from tests.services.pairs import Pair, paired

MONEY = {
    "credited_on": "2026-03-03",
    "amount": {"amount": "100.00", "currency": "USD"},
    "rate": {"rate": "10.50", "unit": 1},
}


@pytest.fixture
def pair(tmp_path: Path, clock, ids) -> Iterator[Pair]:
    made = paired(tmp_path, clock, ids)
    yield made
    made.close()


@pytest.fixture
def differing(pair: Pair) -> str:
    """A receipt of money whose amount, rate and note two desks changed apart; the office knows both."""
    fund = pair.office.records.add("fund", [MONEY]).ids[0]
    pair.meet()
    pair.office.records.set(fund, {"amount": {"amount": "110.00", "currency": "USD"}, "note": "one"})
    pair.field.records.set(
        fund,
        {
            "amount": {"amount": "120.00", "currency": "USD"},
            "rate": {"rate": "10.60", "unit": 1},
            "note": "two",
        },
    )
    pair.send(pair.field, pair.office)
    return fund


def test_all_that_differs_is_settled_in_one_save(pair: Pair, differing: str):
    fields = {one.field for one in pair.office.conflicts.list()}
    assert fields == {"amount", "rate", "note"}
    answers = [
        Answer(differing, "amount", {"amount": "120.00", "currency": "USD"}),
        Answer(differing, "rate", {"rate": "10.60", "unit": 1}),
        Answer(differing, "note", "one, and two"),
    ]
    Settling(pair.office.context).settle(answers)
    view = pair.office.records.show(differing)
    assert pair.office.conflicts.count() == 0
    assert view.fields["amount"] == {"amount": "120.00", "currency": "USD"}
    assert view.fields["rate"] == {"rate": "10.60", "unit": 1}
    assert view.fields["note"] == "one, and two"


def test_settling_is_undone_as_one(pair: Pair, differing: str):
    Settling(pair.office.context).settle([Answer(differing, "note", "one")])
    pair.office.records.undo()
    assert pair.office.records.show(differing).fields["note"] != "one, and two"


def test_the_other_desk_agrees_once_it_hears(pair: Pair, differing: str):
    Settling(pair.office.context).settle(
        [Answer(differing, "amount", MONEY["amount"]), Answer(differing, "note", "both")]
    )
    pair.send(pair.office, pair.field)
    assert pair.field.conflicts.count() == 0
    assert pair.field.records.show(differing).fields["note"] == "both"


def test_a_field_that_another_program_settled_is_passed_by(pair: Pair, differing: str):
    pair.office.conflicts.settle(differing, "note", "mine")
    Settling(pair.office.context).settle([Answer(differing, "note", "late")])
    assert pair.office.records.show(differing).fields["note"] == "mine"


def test_a_field_that_there_is_not_is_refused_and_nothing_is_written(pair: Pair, differing: str):
    with pytest.raises(RefusedError):
        Settling(pair.office.context).settle([Answer(differing, "note", "x"), Answer(differing, "nose", "y")])
    assert "note" in pair.office.records.show(differing).conflicts


def test_receipts_say_who_holds_what_and_who_opened_it(pair: Pair):
    pair.office.records.add("donor", [{"name": "One"}])
    before = receipts(pair.office.context)
    pair.send(pair.office, pair.field)
    pair.send(pair.field, pair.office)
    after = receipts(pair.office.context)
    assert [one.name for one in after.holders] == ["Zafar"]
    assert before.holders[0].held < before.changes
    assert after.holders[0].held == after.holders[0].opened == after.changes
    assert after.holders[0].at is not None
