"""From records to the ledger: what posts, what is named instead, and that one state is computed once."""

from contextlib import suppress
from datetime import date
from typing import cast

import pytest

from cspdesk.domain.ledger.balances import money as money_of
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.services.books import Books
from cspdesk.services.workspace import Workspace
from cspdesk.store.work import work
from tests.services.books.offices import BANK, EURO, FUND, begin, money, set_up, spend
from tests.services.pairs import paired


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """A desk with money on it."""
    set_up(workspace)
    return workspace


def said(desk: Workspace) -> dict[str, list[str]]:
    """What each incomplete record lacks, in English."""
    return {one.record: [r.english() for r in one.reasons] for one in Books(desk.context).incomplete()}


def held(desk: Workspace) -> dict[str, int]:
    """What lies in each account, in its minor units."""
    sums: dict[str, int] = {}
    for one in money_of(Books(desk.context).ledger(), date(2026, 12, 31)):
        sums[one.account] = sums.get(one.account, 0) + one.amount
    return sums


def test_a_record_posts_as_soon_as_it_is_saved(office: Workspace):
    assert held(office) == {BANK: 11_100_00}
    spend(office, "100.00", "2026-02-01")
    assert held(office) == {BANK: 11_000_00}
    assert said(office) == {}


def test_one_state_is_computed_once_whoever_asks(office: Workspace):
    first = Books(office.context).ledger()
    office.records.add("consultation", [{"title": "Water"}], partial=True)
    assert Books(office.context).ledger() is first
    spend(office, "1.00", "2026-02-01")
    assert Books(office.context).ledger() is not first


def test_what_is_being_written_counts_inside_and_is_not_kept_where_it_comes_to_nothing(office: Workspace):
    books = Books(office.context)
    before = books.ledger()
    form = {"spent_on": "2026-02-01", "account": BANK, "article": "events", "amount": money("5.00")}
    form |= {"allocations": [{"agreement": FUND, "line": "1", "percent": "100"}]}
    with suppress(ZeroDivisionError), work(office.desk) as save:
        office.records.begin(save, "expense", "ef" * 16, form)
        save.finish()
        assert len(books.picture_in(save.room).ledger.postings) > len(before.postings)
        raise ZeroDivisionError
    assert books.ledger() is before
    spend(office, "7.00", "2026-02-02")
    assert "ef" * 16 not in books.ledger().documents


def test_a_deleted_record_posts_no_more_and_a_restored_one_again(office: Workspace):
    made = spend(office, "100.00", "2026-02-01")
    office.records.delete(made, "twice")
    assert held(office) == {BANK: 11_100_00}
    office.records.restore(made)
    assert held(office) == {BANK: 11_000_00}


def test_an_amount_in_another_currency_than_its_account_posts_nothing_and_says_so(office: Workspace):
    made = spend(office, "100.00", "2026-02-01", account=EURO)
    assert said(office) == {made: ["An amount is in TJS where EUR is needed."]}
    assert held(office) == {BANK: 11_100_00}


def test_an_agreement_without_a_rule_lacks_it_for_all_that_names_it(office: Workspace):
    other = begin(office, "agreement", "ab" * 16, {"number": "X", "total": money("5.00", "EUR")})
    made = spend(office, "1.00", "2026-02-01", allocations=[{"agreement": other, "percent": "100"}])
    assert said(office) == {made: ["The agreement’s exchange rule is not filled in."]}


def test_a_month_alone_is_no_day(office: Workspace):
    made = spend(office, "1.00", "2026-02")
    assert "Only a month is given: the day is needed." in said(office)[made]


def test_money_that_is_only_expected_is_no_document(office: Workspace):
    form = {"credited_on": "2026-05-01", "amount": money("50.00", "EUR"), "state": "receipt_expected"}
    office.records.add("fund", [{"agreement": FUND, **form}])
    assert said(office) == {}
    assert held(office) == {BANK: 11_100_00}


def test_where_desks_differ_the_last_common_value_posts_and_is_marked(tmp_path, clock, ids):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    made = spend(pair.office, "100.00", "2026-02-01")
    pair.meet()
    pair.office.records.set(made, {"amount": money("120.00")})
    pair.field.records.set(made, {"amount": money("130.00")})
    pair.meet()
    pair.meet()
    for desk in (pair.office, pair.field):
        ledger = Books(desk.context).ledger()
        assert held(desk) == {BANK: 11_000_00}
        assert ledger.marks[DocumentId(made)] == {"undecided"}
        assert ledger.documents[DocumentId(made)].undecided == ("money",)
    pair.office.conflicts.settle(made, "amount", money("130.00"))
    assert held(pair.office) == {BANK: 10_970_00}
    assert made not in Books(pair.office.context).ledger().marks
    pair.close()


def test_where_desks_differ_over_a_share_the_expense_is_undecided(tmp_path, clock, ids):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    shares = [{"agreement": FUND, "line": "1", "amount": money("60.00")}]
    shares += [{"agreement": FUND, "line": "2", "amount": money("40.00")}]
    made = spend(pair.office, "100.00", "2026-02-01", allocations=shares)
    pair.meet()
    part = cast("list[dict[str, str]]", pair.office.records.show(made).fields["allocations"])[0]["id"]
    for desk, amount in ((pair.office, "50.00"), (pair.field, "55.00")):
        desk.records.set(made, {"allocations": [{"id": part, "amount": money(amount)}]})
    pair.meet()
    document = Books(pair.office.context).ledger().documents[DocumentId(made)]
    assert document.undecided == ("allocation.share",)
    pair.close()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_year_that_another_program_wrote_is_no_date_here(
    office: Workspace, day: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("cspdesk.services.forms.YEARS", range(1, 10_000))
    name = spend(office, "100.00", day, accounted=day)
    came = {"credited_on": day, "amount": money("1.00", "EUR"), "account": EURO, "kind": "grant"}
    fund = office.records.add("fund", [{"agreement": FUND, **came}]).ids[0]
    signed = {"agreement": FUND, "signed_on": day, "total": money("5000.00", "EUR")}
    office.records.add("amendment", [signed])
    assert held(office) == {BANK: 11_100_00}
    assert set(said(office)) == {name, fund}
    assert office.integrity.check().ok
