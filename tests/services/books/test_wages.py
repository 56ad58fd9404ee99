"""A wages document takes who bears it from the month's sheet of its post, and names the sheet."""

from datetime import date

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.services.books import Books, tasks
from cspdesk.services.workspace import Workspace
from tests.services.books.offices import BANK, FUND, OWN, money, set_up
from tests.services.pairs import paired

TODAY = date(2026, 11, 22)


def sheet(desk: Workspace, *shares: tuple[str, str, str]) -> str:
    names = ("agreement", "line", "percent")
    given = [dict(zip(names, share, strict=True)) for share in shares]
    return desk.records.add("staff_costs", [{"month": "2026-02", "post": "P1", "shares": given}]).ids[0]


def wages(desk: Workspace, of: str, amount: str = "1000.01", **more: object) -> str:
    form = {"spent_on": "2026-02-27", "amount": money(amount), "account": BANK, "article": "wages"}
    return desk.records.add("expense", [{**form, "sheet": of, **more}]).ids[0]


def allocations(desk: Workspace, document: str) -> list[dict[str, object]]:
    found = desk.records.show(document).fields["allocations"]
    assert isinstance(found, list)
    return found


def asked(desk: Workspace) -> list[tuple[str, str]]:
    found = tasks(Books(desk.context).picture(), TODAY)
    return [(one.record, one.words.english()) for one in found if one.what == "shares_of_wages"]


def borne(desk: Workspace, document: str) -> list[tuple[str, str, int]]:
    postings = Books(desk.context).ledger().postings
    return [
        (one.agreement, one.line, one.amount)
        for one in postings
        if one.document == document and one.account.startswith("expense:")
    ]


THIRDS = ((FUND, "1", "33.33"), (FUND, "2", "33.33"), (OWN, "", "33.34"))


def test_the_sheet_says_who_bears_the_wages_to_the_cent(workspace: Workspace):
    set_up(workspace)
    document = wages(workspace, sheet(workspace, *THIRDS))
    taken = allocations(workspace, document)
    assert [(one["agreement"], one.get("line", ""), one["percent"]) for one in taken] == list(THIRDS)
    assert borne(workspace, document) == [(FUND, "1", 333_30), (FUND, "2", 333_30), (OWN, "", 333_41)]
    assert asked(workspace) == []


def test_a_sheet_that_is_named_later_is_taken_too_and_what_a_person_said_stays(workspace: Workspace):
    set_up(workspace)
    found = sheet(workspace, *THIRDS)
    own = [{"agreement": OWN, "percent": "100"}]
    said = wages(workspace, found, allocations=own)
    assert len(borne(workspace, said)) == 1
    assert asked(workspace) == [(said, "Its shares are not those of its sheet of wages.")]
    bare = workspace.records.add("expense", [{"spent_on": "2026-02-27", "amount": money("5.00")}]).ids[0]
    workspace.records.set(bare, {"sheet": found})
    assert len(allocations(workspace, bare)) == 3


def test_a_sheet_that_is_not_the_whole_is_kept_told_and_taken_by_nobody(workspace: Workspace):
    set_up(workspace)
    found = sheet(workspace, (FUND, "1", "60"), (OWN, "", "39.9"))
    said = "The shares do not add up to 100 per cent."
    assert [one.message.english() for one in workspace.records.show(found).lacks] == [said]
    assert asked(workspace) == [(found, said)]
    with pytest.raises(RefusedError) as refused:
        wages(workspace, found)
    assert refused.value.code == "not-whole"
    assert workspace.records.list("expense").total == 0


def test_shares_that_two_desks_add_apart_are_told_on_both(tmp_path, clock, ids):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    found = sheet(pair.office, (FUND, "1", "60"), (OWN, "", "40"))
    document = wages(pair.office, found)
    pair.meet()
    pair.field.records.set(found, {"shares": [{"agreement": FUND, "line": "2", "percent": "10"}]})
    pair.meet()
    for desk in (pair.office, pair.field):
        assert [record for record, _ in asked(desk)] == [found, document]
        assert sum(amount for _, _, amount in borne(desk, document)) == 1000_01
    pair.close()
