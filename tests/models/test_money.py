"""What desks that differ over money must leave to a person, kind by kind, as the design says it."""

from __future__ import annotations

import pytest

from cspdesk.domain.fields import Kind, Merge
from cspdesk.models import KINDS
from cspdesk.models.documents import DOCUMENTS

BY_NAME = {kind.name: kind for kind in KINDS}

DECIDED: dict[str, set[frozenset[str]]] = {
    "fund": {
        frozenset({"credited_on", "amount", "account", "value", "rate", "rate_on"}),
        frozenset({"charges"}),
        frozenset({"quantity"}),
        frozenset({"accounted"}),
    },
    "expense": {frozenset({"spent_on", "amount", "account", "payable"}), frozenset({"accounted"})},
    "allocation": {frozenset({"percent", "amount"})},
    "withheld": {frozenset({"amount"})},
    "transfer": {frozenset({"moved_on", "source", "target", "amount"}), frozenset({"accounted"})},
    "conversion": {
        frozenset({"changed_on", "source", "paid", "target", "bought"}),
        frozenset({"accounted"}),
    },
    "payment": {frozenset({"paid_on", "account"}), frozenset({"accounted"})},
    "owed": {frozenset({"amount"})},
    "vat_refund": {frozenset({"refunded_on", "account", "amount"}), frozenset({"accounted"})},
    "refund": {frozenset({"sent_on", "account", "amount"}), frozenset({"accounted"})},
    "goods_given": {
        frozenset({"given_on", "quantity"}),
        frozenset({"recipients"}),
        frozenset({"accounted"}),
    },
    "sub_grant": {frozenset({"signed_on", "amount"})},
    "sub_grant_advance": {frozenset({"sent_on", "account", "amount"}), frozenset({"accounted"})},
    "acquittal": {frozenset({"accepted_on", "amount"}), frozenset({"accounted"})},
    "sub_grant_return": {frozenset({"returned_on", "account", "amount"}), frozenset({"accounted"})},
    "indirect_costs": {frozenset({"charged_on", "account", "percent"}), frozenset({"accounted"})},
    "opening": {
        frozenset({"opened_on", "account", "section", "amount", "value"}),
        frozenset({"quantity"}),
    },
    "earlier_figures": {frozenset({"until", "received", "returned"})},
    "earlier_charge": {frozenset({"amount"})},
    "contract": {frozenset({"signed_on", "amount"}), frozenset({"closed_on"})},
    "agreement": {frozenset({"total", "rule", "fixed_rate", "rate_table"}), frozenset({"own_share"})},
    "report_text": {frozenset({"amount"})},
    "budget_line": {frozenset({"amount"})},
    "tranche": {frozenset({"due", "amount"})},
    "amendment": {frozenset({"signed_on", "total", "ends"})},
    "amended_line": {frozenset({"amount"})},
    "account": {frozenset({"kind"}), frozenset({"currency"})},
    "exchange_rate": {frozenset({"rate"})},
    "staff_share": {frozenset({"percent"})},
    "bank_statement": {frozenset({"account", "first", "last", "opening", "closing"})},
    "filing_step": {
        *(frozenset({name}) for name in ("state", "on", "outgoing_no", "incoming_no", "register_entry"))
    },
    "number_range": {frozenset({"first", "last", "desk"})},
}
"""Groups of fields that merge as one and have no winner; a field alone is a group of one."""

POSTED = ("reversal", "closing", "frozen_report")


def groups(kind: Kind, merge: str) -> set[frozenset[str]]:
    return {
        frozenset(one.name for one in members) for members in kind.units.values() if members[0].merge == merge
    }


@pytest.mark.parametrize("name", DECIDED)
def test_what_makes_an_entry_is_decided_by_a_person(name: str):
    assert groups(BY_NAME[name], Merge.MUST_DECIDE) == DECIDED[name]


@pytest.mark.parametrize("kind", [one for one in KINDS if one.stream == "finance"], ids=lambda one: one.name)
def test_no_amount_of_money_has_a_winner(kind: Kind):
    allowed = {Merge.MUST_DECIDE, Merge.POSTED}
    told = {"unit_value"}  # a budget line's words about how its amount came about
    for field in kind.fields:
        if field.type in ("amount", "rate") and field.name not in told:
            assert field.merge in allowed, field.name


@pytest.mark.parametrize("name", POSTED)
def test_what_is_signed_is_posted_whole(name: str):
    kind = BY_NAME[name]
    assert {one.merge for one in kind.fields if one.type != "parts"} == {Merge.POSTED}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_has_papers_and_can_say_where_it_stands(name: str):
    kind = BY_NAME[name]
    assert kind.stream == "finance"
    assert {"attachments", "links"} <= set(kind.by_name)
    if name not in ("amendment", "sub_grant", "opening", "earlier_figures", "contract", "reversal"):
        assert {"accounted", "day_order", "replaces"} <= set(kind.by_name)


@pytest.mark.parametrize("kind", [one for one in KINDS if one.stream == "finance"], ids=lambda one: one.name)
def test_money_never_leaves_by_default(kind: Kind):
    """A field of money says itself who may read it: the default of other records is too wide."""
    wide = [one.name for one in kind.fields if one.audience == "coalition" and one.type != "parts"]
    assert not wide


def test_only_reading_names_are_offered_to_everybody():
    public = {
        f"{kind.name}.{one.name}"
        for kind in KINDS
        if kind.stream == "finance"
        for one in kind.fields
        if one.audience == "public"
    }
    told = ("project", "territory", "sectors", "aid_type", "flow_type", "finance_type", "tied_status")
    assert public == {"donor.org_id", *(f"agreement.{name}" for name in told)}
