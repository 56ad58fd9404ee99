"""What the books ask of a person, in words."""

from datetime import date

from cspdesk.services.books import Books, tasks
from cspdesk.services.workspace import Workspace
from tests.services.books.offices import BANK, FUND, OWN, money, set_up, spend

TODAY = date(2026, 11, 22)


def sub_granted(desk: Workspace, *, line: str) -> None:
    """TJS 111.00 for a member out of a line, sent and acquitted."""
    amount = {"amount": money("111.00")}
    form = {"member": "Sabo", "agreement": FUND, "line": line or None, **amount}
    name = desk.records.add("sub_grant", [form]).ids[0]
    sent = {"sub_grant": name, "sent_on": "2026-02-01", "account": BANK, **amount}
    desk.records.add("sub_grant_advance", [sent])
    desk.records.add("acquittal", [{"sub_grant": name, "accepted_on": "2026-03-01", **amount}])


def asked(desk: Workspace):
    """Code, record, kind in words, reason."""
    found = tasks(Books(desk.context).picture(), TODAY)
    return [(one.what, one.record, one.label.english(), one.words.english()) for one in found]


def test_a_desk_in_order_is_asked_for_nothing(workspace: Workspace):
    set_up(workspace)
    spend(workspace, "100.00", "2026-02-01")
    assert asked(workspace) == []


def test_a_line_that_is_overspent_is_told_with_its_title_and_by_how_much(workspace: Workspace):
    set_up(workspace)
    spend(workspace, "5550.00", "2026-02-01", line="2")
    assert asked(workspace) == [("overspent", FUND, "Agreement", "Office: 100.00 EUR more than the budget.")]


def test_what_is_charged_without_a_line_is_told_as_that(workspace: Workspace):
    set_up(workspace)
    sub_granted(workspace, line="")
    told = "Without a line: 10.00 EUR more than the budget."
    assert asked(workspace) == [("overspent", FUND, "Agreement", told)]


def test_a_sub_grant_is_borne_by_its_line_where_its_documents_name_none(workspace: Workspace):
    set_up(workspace)
    sub_granted(workspace, line="2")
    assert asked(workspace) == []
    spend(workspace, "4440.00", "2026-04-01", line="2")
    assert asked(workspace) == [("overspent", FUND, "Agreement", "Office: 10.00 EUR more than the budget.")]


def test_own_funds_have_no_budget_to_overspend(workspace: Workspace):
    set_up(workspace)
    spend(workspace, "5.00", "2026-02-01", allocations=[{"agreement": OWN, "percent": "100"}])
    assert asked(workspace) == []


def test_each_thing_that_a_record_lacks_is_told_by_itself(workspace: Workspace):
    set_up(workspace)
    made = workspace.records.add("expense", [{"spent_on": "2026-02-01", "amount": money("5.00")}]).ids[0]
    assert asked(workspace) == [
        ("incomplete", made, "Expense", reason)
        for reason in (
            "The account is not filled in.",
            "The article of the expense is not filled in.",
            "No budget line bears the expense yet.",
        )
    ]
