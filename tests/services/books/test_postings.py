"""The tables of postings: what the records say, made again at will, never read while they are behind."""

import random
from datetime import date

import pytest

from cspdesk.domain.ledger.balances import money, net_assets, trial_balance
from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.periods import period
from cspdesk.services.books import Books, anew, stored
from cspdesk.services.books.soundness import BooksSoundness
from cspdesk.services.workspace import Workspace
from cspdesk.store import postings
from cspdesk.store.room import Room
from tests.services.books.offices import BANK, EURO, FUND, OWN, set_up, spend
from tests.services.books.offices import money as amount
from tests.services.books.worked import enter_year
from tests.services.pairs import lone, paired

DAYS = (date(2025, 3, 17), date(2025, 6, 30), date(2025, 12, 30), date(2025, 12, 31))
PERIODS = ("2025-H1", "2025-H2", "2025", "2025-Q2", "2025-05", "2025-02-10..2025-09-14", "2024-H1")


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A desk with the worked year."""
    with lone(tmp_path_factory.mktemp("year")) as desk:
        enter_year(desk)
        yield desk


def rows(desk: Workspace, sql: str):
    """What a table holds."""
    with desk.desk.reading() as connection:
        return Room(connection).cursor.execute(sql).fetchall()


def break_it(desk: Workspace, sql: str) -> None:
    """Change a table behind the program's back."""
    with desk.desk.writing() as connection:
        Room(connection).cursor.execute(sql)


@pytest.mark.parametrize("code", PERIODS)
def test_sums_out_of_the_tables_are_those_of_the_ledger(year, code):
    span, whole = period(code), Books(year.context).ledger()
    with Books(year.context).sums() as found:
        assert ministry(found, span) == ministry(whole, span)
        assert sorted(found.rollup.rows(span.first, span.last)) == sorted(
            whole.rollup.rows(span.first, span.last)
        )
        for name in whole.chart.agreements:
            assert budget_rows(found, name, span) == budget_rows(whole, name, span)


@pytest.mark.parametrize("day", DAYS)
def test_balances_out_of_the_tables_are_those_of_the_ledger(year, day):
    whole = Books(year.context).ledger()
    with Books(year.context).sums() as found:
        assert money(found, day) == money(whole, day)
        assert trial_balance(found, day) == trial_balance(whole, day)
        assert net_assets(found, day) == net_assets(whole, day)
        assert all(
            statement(found, name, day) == statement(whole, name, day) for name in whole.chart.agreements
        )
        assert list(found.rollup.lines(None, day)) == list(whole.rollup.lines(None, day))


def test_what_only_the_whole_ledger_has_is_not_silently_empty(year):
    with Books(year.context).sums() as found:
        for ask in (lambda: list(found.moves), lambda: len(found.postings), lambda: dict(found.documents)):
            with pytest.raises(RuntimeError, match="sums alone"):
                ask()


def test_closed_days_keep_their_rates_in_sums_too(year):
    rate = year.records.list("exchange_rate", where=[("day", "2025-06-30"), ("currency", "EUR")]).records[0]
    year.records.set(rate.id, {"rate": {"rate": "99.0000"}})
    with Books(year.context).sums() as found:
        assert ministry(found, period("2025-H1")) == ministry(Books(year.context).ledger(), period("2025-H1"))
        assert found.rates_on(date(2025, 6, 30)).official("EUR", date(2025, 6, 30)) != (
            found.rates.official("EUR", date(2025, 6, 30))
        )
    year.records.undo()


def test_tables_are_behind_after_a_save_and_are_not_read_till_they_are_made(workspace):
    set_up(workspace)
    books = Books(workspace.context)
    assert books.project()
    assert not books.project()
    spend(workspace, "100.00", "2026-02-01")
    with workspace.desk.reading() as connection:
        assert not postings.is_current(Room(connection).cursor)
    with books.sums() as found:
        assert {one.account: one.amount for one in money(found, date(2026, 12, 31))} == {BANK: 11_000_00}
    assert not books.project()


def test_a_save_that_is_no_money_leaves_them_current(workspace):
    set_up(workspace)
    Books(workspace.context).project()
    workspace.records.add("consultation", [{"title": "Water"}], partial=True)
    assert not Books(workspace.context).project()


def test_only_the_days_that_moved_are_written(workspace):
    set_up(workspace)
    books = Books(workspace.context)
    spend(workspace, "10.00", "2026-03-05")
    books.project()
    spend(workspace, "10.00", "2026-04-01")
    with workspace.desk.writing() as connection:
        room = Room(connection)
        assert postings.Postings(room.cursor).write(stored.made(books.picture_in(room).ledger)) == [
            "2026-04-01"
        ]


def test_after_any_saves_the_tables_are_what_a_rebuild_makes_of_them(workspace):
    set_up(workspace)
    books, draw = Books(workspace.context), random.Random(3)
    made = [spend(workspace, f"{n}.50", f"2026-0{1 + n % 8}-{1 + n:02}") for n in range(1, 20)]
    for _ in range(12):
        if draw.random() < 0.5:
            made.append(spend(workspace, "3.25", f"2026-{draw.randrange(1, 11):02}-15"))
        elif draw.random() < 0.5:
            workspace.records.set(draw.choice(made), {"amount": amount(f"{draw.randrange(1, 90)}.00")})
        else:
            workspace.records.delete(made.pop(draw.randrange(len(made))), "by chance")
        books.project()
    before = BooksSoundness(workspace.context).digest()
    assert list(BooksSoundness(workspace.context).problems()) == []
    workspace.context.kept.clear()
    break_it(workspace, "DELETE FROM setting WHERE name = 'books_posted'")
    assert BooksSoundness(workspace.context).digest() == before


def test_a_check_with_rebuild_finds_them_equal(year):
    found = year.integrity.check(rebuild=True)
    assert (found.ok, found.problems) == (True, ())
    assert rows(year, "SELECT count(*) FROM posting")[0][0] == len(Books(year.context).ledger().postings)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE posting SET tjs = tjs + 1 WHERE place = 0 AND accounted = '2026-01-10'",
        "UPDATE posting_month SET value = value + 1",
        "DELETE FROM posting WHERE accounted = '2026-01-12'",
    ],
)
def test_a_check_tells_tables_that_do_not_show_what_documents_say(workspace, sql):
    set_up(workspace)
    Books(workspace.context).project()
    assert workspace.integrity.check().ok
    break_it(workspace, sql)
    found = workspace.integrity.check()
    assert [one.english() for one in found.problems] == [
        "The table of postings does not show what the documents say."
    ]


def test_a_check_tells_a_budget_whose_lines_are_not_its_total_and_calls_it_no_damage(workspace):
    set_up(workspace)
    workspace.records.set(FUND, {"total": amount("1200.00", "EUR")})
    found = workspace.integrity.check()
    assert found.ok
    assert [one.english() for one in found.notes] == [
        "NL-1: the budget lines come to 1000.00, the total is 1200.00 EUR."
    ]


def test_a_check_tells_a_closing_whose_figures_moved(year):
    assert list(BooksSoundness(year.context).problems()) == []
    break_it(year, "UPDATE closing SET figures = replace(figures, '1', '2')")
    told = [one.english() for one in BooksSoundness(year.context).problems()]
    assert told[0].startswith("The closing of 2025-H1 no longer comes to the figures")
    year.integrity.check(rebuild=True)


def test_expenses_that_an_older_entry_valued_anew_are_told_till_somebody_looked(tmp_path, clock, ids):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    came = {"credited_on": "2026-02-10", "amount": amount("100.00", "EUR"), "account": EURO}
    changed = {"changed_on": "2026-02-11", "source": EURO, "paid": amount("100.00", "EUR")}
    pair.office.records.add("fund", [{"source": "other_income", "agreement": FUND, "kind": "grant", **came}])
    changed |= {"target": BANK, "bought": amount("2000.00")}
    pair.office.records.add("conversion", [{"agreement": FUND, **changed}])
    last = spend(pair.office, "2000.00", "2026-05-01")
    pair.meet()
    books = Books(pair.office.context)
    assert books.revalued() == ()
    spend(pair.field, "11000.00", "2026-03-01", line="2")
    pair.meet()
    (told,) = books.revalued()
    assert (told.document, told.agreement) == (last, FUND)
    # 100.00 are left of the lot worth 1,000.00 for 11,100.00; the rest comes from 100.00 for 2,000.00
    assert (told.before, told.after) == (180_18, 9_01 + 95_00)
    (task,) = anew(books.picture(), books.revalued())
    assert task.words.english() == "Valued anew for NL-1: it was 180.18, it is 104.01 EUR."
    books.look()
    assert books.revalued() == ()
    pair.close()


def test_own_funds_have_no_value_but_their_own(workspace):
    set_up(workspace)
    spend(workspace, "5.00", "2026-03-01", allocations=[{"agreement": OWN, "percent": "100"}])
    with Books(workspace.context).sums() as found:
        assert statement(found, AgreementId(OWN), date(2026, 12, 31)).charged == 500
