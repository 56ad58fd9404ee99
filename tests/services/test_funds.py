"""Sums of funds add up to the diram; who names a record is found by its fields."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.money import convert
from cspdesk.services.funds import balance, somoni_of, sums
from cspdesk.services.lists import Lists
from cspdesk.services.referring import referring
from cspdesk.services.workspace import Workspace


def fund(amount: str, currency: str = "USD", rate: str = "", **fields: object) -> dict[str, object]:
    rated = {"rate": {"rate": rate, "unit": 1}} if rate else {}
    return {"credited_on": "2026-03-03", "amount": {"amount": amount, "currency": currency}} | rated | fields


def test_sums_by_currency_add_up_receipt_by_receipt(workspace: Workspace):
    workspace.records.add(
        "fund",
        [
            fund("10.01", rate="10.4567"),
            fund("10.02", rate="10.4567"),
            fund("7.00", "TJS"),
            fund("5.00", "EUR"),
            {"note": "x"},
        ],
    )
    numbers = Lists(workspace.context).roll("fund").numbers
    told = {one.currency: one for one in sums(workspace.context, numbers)}
    each = [convert(1001, "USD", (104567, 4, 1)), convert(1002, "USD", (104567, 4, 1))]
    assert (told["USD"].minor, told["USD"].receipts, told["USD"].dirams) == (2003, 2, sum(each))
    assert (told["TJS"].minor, told["TJS"].dirams) == (700, 700)
    assert (told["EUR"].dirams, told["EUR"].unrated) == (0, 1)


def test_a_receipt_without_a_rate_of_its_own_takes_the_official_one_of_its_day(workspace: Workspace):
    rates = [("2026-03-01", "10.90"), ("2026-03-02", "11.00"), ("2026-03-04", "12.00")]
    workspace.records.add(
        "exchange_rate",
        [
            {"source": "nbt", "currency": "USD", "day": day, "rate": {"rate": rate, "unit": 1}}
            for day, rate in rates
        ],
    )
    workspace.records.add("fund", [fund("10.00", credited_on="2026-03-03")])
    workspace.records.add("fund", [fund("10.00", credited_on="2026-03-20")])
    (told,) = sums(workspace.context, Lists(workspace.context).roll("fund").numbers)
    assert (told.dirams, told.unrated) == (11000, 1)


def test_sums_follow_the_rows_that_are_asked(workspace: Workspace):
    workspace.records.add("fund", [fund("1.00"), fund("2.00", credited_on="2025-03-03")])
    numbers = Lists(workspace.context).roll("fund", where=[("credited_on", "2026")]).numbers
    assert [one.minor for one in sums(workspace.context, numbers)] == [100]
    assert sums(workspace.context, ()) == ()


@given(st.integers(0, 10**12), st.integers(1, 10**8), st.integers(0, 6), st.sampled_from([1, 10, 100]))
def test_an_amount_in_somoni_is_its_conversion_rounded_once(
    minor: int, digits: int, decimals: int, unit: int
):
    rate = (digits, decimals, unit)
    assert somoni_of((minor, "USD"), rate) == convert(minor, "USD", rate)
    assert somoni_of((minor, "TJS"), None) == minor
    assert somoni_of((minor, "USD"), None) is None


def test_the_balance_of_an_agreement_counts_its_own_currency(workspace: Workspace):
    agreement = workspace.records.add("agreement", [{"number": "A-1"}]).ids[0]
    given = {"agreement": agreement}
    workspace.records.add(
        "fund",
        [
            fund("60.00", state="receipt_registered", **given),
            fund("15.00", state="receipt_expected", **given),
            fund("5.00", **given),
            fund("7.00", "EUR", **given),
            fund("99.00"),
        ],
    )
    told = balance(workspace.context, agreement, (10000, "USD"))
    assert (told.received, told.expected, told.left) == (6500, 1500, 2000)
    assert [one.currency for one in told.others] == ["EUR"]


def test_who_names_a_record_is_told_kind_by_kind(workspace: Workspace):
    donor = workspace.records.add("donor", [{"name": "One"}]).ids[0]
    agreement = workspace.records.add("agreement", [{"number": "A-1", "donor": donor}]).ids[0]
    workspace.records.add("fund", [fund("1.00", donor=donor, agreement=agreement) for _ in range(25)])
    gone = workspace.records.add("fund", [fund("1.00", donor=donor)]).ids[0]
    workspace.records.delete(gone, "twice")
    found = {(one.kind.name, one.field.name): one for one in referring(workspace.context, "donor", donor)}
    assert found["agreement", "donor"].records[0].fields["number"] == "A-1"
    assert (found["fund", "donor"].total, len(found["fund", "donor"].records)) == (25, 20)
    assert referring(workspace.context, "body", donor) == ()
