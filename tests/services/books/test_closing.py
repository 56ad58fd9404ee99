"""Closing a period through services, on one desk and on two that meet by bundles."""

from dataclasses import replace
from datetime import date

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.balances import money as money_of
from cspdesk.domain.ledger.names import AccountId, DocumentId
from cspdesk.domain.periods import period
from cspdesk.services.books import Banks, Books, Closings, covers
from cspdesk.services.books.corrections import Corrections
from cspdesk.services.books.tasks import tasks
from cspdesk.services.workspace import Workspace
from cspdesk.store.room import Room
from tests.services.books.offices import BANK, EURO, FUND, begin, money, set_up, spend
from tests.services.pairs import Pair, paired

HALF = period("2026-H1")
BANKS = Banks(excused=frozenset({AccountId(EURO), AccountId(BANK)}))
END = date(2026, 6, 30)


@pytest.fixture
def pair(tmp_path, clock, ids):
    """Two desks that hold the same; money came and was changed."""
    made = paired(tmp_path, clock, ids)
    set_up(made.office)
    made.meet()
    yield made
    made.close()


def close(desk: Workspace):
    """Close the half-year, the banks excused."""
    return Closings(desk.context).close(HALF, signer="Nigora", banks=BANKS)[0]


def lines(desk: Workspace, *, until=END):
    """The postings up to a day."""
    return [line for line in Books(desk.context).ledger().postings if line.accounted <= until]


def days(desk: Workspace, document: str):
    """On which days a document counts, and with how many somoni its bank moved."""
    sums: dict[str, int] = {}
    for line in Books(desk.context).ledger().postings:
        if line.document == document and line.account == BANK:
            sums[str(line.accounted)] = sums.get(str(line.accounted), 0) + line.amount
    return sums


def marks(desk: Workspace, document: str):
    """What people are told of a document."""
    return set(Books(desk.context).ledger().marks.get(DocumentId(document), ()))


def told(desk: Workspace):
    """The codes of what waits."""
    return [(one.what, one.record) for one in tasks(Books(desk.context).picture(), date(2026, 11, 22))]


def both_say(pair: Pair, ask, *arguments):
    """What both desks answer; they must answer alike."""
    here, there = (ask(desk, *arguments) for desk in (pair.office, pair.field))
    assert here == there
    return here


# --- what stands in the way --------------------------------------------------------------------------


def test_a_period_is_not_closed_before_it_is_over_nor_twice(pair):
    with pytest.raises(RefusedError, match="not over yet"):
        Closings(pair.office.context).close(period("2026-H2"), signer="N", banks=BANKS)
    close(pair.office)
    with pytest.raises(RefusedError, match="closed already"):
        close(pair.office)


def test_it_is_not_closed_while_a_document_lacks_something_or_a_bank_says_otherwise(pair):
    made = spend(pair.office, "5.00", "2026-02-01", account=EURO)
    begin(pair.office, "expense", "cd" * 16, {"spent_on": "2026-08-01"})
    found = Closings(pair.office.context).bars(HALF, Banks({AccountId(BANK): 1}))
    assert [(one.record, one.kind) for one in found] == [
        (made, "expense"),
        (EURO, "account"),
        (BANK, "account"),
    ]
    assert found[2].reason.english() == "The bank says 0.01, the books say 11100.00."


def test_a_bank_statement_that_ends_with_the_period_says_the_balance(pair):
    said = {"account": BANK, "first": "2026-01-01", "last": "2026-06-30"}
    said |= {"opening": money("0.00"), "closing": money("11100.00")}
    statement = pair.office.records.add("bank_statement", [said]).ids[0]
    closings = Closings(pair.office.context)
    assert [one.record for one in closings.bars(HALF)] == [EURO]
    assert not pair.office.integrity.check().notes
    pair.office.records.set(statement, {"closing": money("11000.00")})
    assert [one.record for one in closings.bars(HALF)] == [EURO, BANK]
    (told,) = pair.office.integrity.check().notes
    assert told.english() == ("Bank TJS, 2026-06-30: the bank says 11000.00, the books say 11100.00 TJS.")


def test_it_is_not_closed_while_desks_differ_over_a_rate(pair):
    rate = pair.office.records.list("exchange_rate", where=[("day", "2026-03-01")]).records[0].id
    pair.office.records.set(rate, {"rate": {"rate": "11.1000"}})
    pair.field.records.set(rate, {"rate": {"rate": "11.2000"}})
    pair.meet()
    found = Closings(pair.office.context).bars(HALF, BANKS)
    assert [(one.record, one.kind) for one in found] == [(rate, "exchange_rate")]


# --- what a closing keeps ----------------------------------------------------------------------------


def test_a_closing_keeps_its_figures_and_everybody_comes_to_the_same(pair):
    spend(pair.office, "100.00", "2026-02-01")
    made = close(pair.office)
    pair.meet()
    for desk in (pair.office, pair.field):
        assert Closings(desk.context).every() == (made,)
        assert Closings(desk.context).differing() == ()
        assert money_of(Books(desk.context).ledger(), END)[0].amount == 11_000_00
    assert len(made.fingerprint) == 64


def test_a_cover_reads_back_and_counts_what_is_not_here(pair):
    spend(pair.office, "100.00", "2026-02-01")
    cover = close(pair.office).cover
    assert covers.read(covers.written(cover)) == cover
    more = [replace(one, ranges=one.ranges.add(one.ranges.last + 1, one.ranges.last + 5)) for one in cover]
    with pair.office.desk.reading() as connection:
        room = Room(connection)
        assert covers.held(room, cover).missing == 0
        # of one feed an entry more is here: that of the closing itself
        assert covers.held(room, more).missing == 5 * len(cover) - 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"form":2,"feeds":[]}', '{"form":1,"feeds":[[1]]}'])
def test_no_text_but_a_cover_is_read_as_one(text):
    with pytest.raises(ValueError, match=r"cover|form|Expecting|unpack|2"):
        covers.read(text)


def test_what_was_signed_is_neither_undone_nor_deleted_nor_changed(pair):
    last = spend(pair.office, "100.00", "2026-02-01")
    made = close(pair.office)
    pair.office.records.undo()
    assert pair.office.records.show(last).deleted
    with pytest.raises(RefusedError, match="signed stays"):
        pair.office.records.delete(made.id, "no more")
    with pytest.raises(RefusedError, match="posted"):
        pair.office.records.set(made.id, {"figures": "{}"})
    assert Closings(pair.office.context).every() == (made,)


# --- what comes after --------------------------------------------------------------------------------


def test_what_comes_late_counts_on_the_first_open_day_on_every_desk(pair):
    spend(pair.office, "100.00", "2026-02-01")
    late = spend(pair.field, "50.00", "2026-03-01")
    close(pair.office)
    before = lines(pair.office)
    pair.meet()
    assert both_say(pair, lines) == before
    assert both_say(pair, days, late) == {"2026-07-01": -50_00}
    assert both_say(pair, marks, late) == {"late"}
    assert ("late", late) in both_say(pair, told)


def test_a_covered_document_changed_elsewhere_is_undone_and_entered_anew_in_the_open_period(pair):
    made = spend(pair.office, "100.00", "2026-02-01")
    pair.meet()
    pair.field.records.set(made, {"amount": money("70.00")})
    close(pair.office)
    before = lines(pair.office)
    pair.meet()
    assert both_say(pair, lines) == before
    assert both_say(pair, days, made) == {"2026-02-01": -100_00, "2026-07-01": 100_00 - 70_00}
    assert both_say(pair, marks, made) == {"changed_after_closing"}
    assert ("changed_after_closing", made) in both_say(pair, told)
    assert Closings(pair.field.context).differing() == ()


def test_a_covered_document_deleted_elsewhere_is_undone_in_the_open_period(pair):
    made = spend(pair.office, "100.00", "2026-02-01")
    pair.meet()
    pair.field.records.delete(made, "twice")
    close(pair.office)
    pair.meet()
    assert both_say(pair, days, made) == {"2026-02-01": -100_00, "2026-07-01": 100_00}
    assert Closings(pair.office.context).differing() == ()


def test_a_share_changed_elsewhere_moves_in_the_open_period_alone(pair):
    shares = [{"agreement": FUND, "line": "1", "amount": money("60.00")}]
    shares += [{"agreement": FUND, "line": "2", "amount": money("40.00")}]
    made = spend(pair.office, "100.00", "2026-02-01", allocations=shares)
    pair.meet()
    one, other = pair.field.records.show(made).fields["allocations"]
    moved = [{"id": one["id"], "amount": money("50.00")}, {"id": other["id"], "amount": money("50.00")}]
    pair.field.records.set(made, {"allocations": moved})
    close(pair.office)
    before = lines(pair.office)
    pair.meet()
    assert both_say(pair, lines) == before
    assert marks(pair.field, made) == {"changed_after_closing"}


def test_a_document_brought_by_one_more_share_keeps_its_covered_shares(pair):
    made = spend(pair.office, "100.00", "2026-02-01")
    pair.meet()
    pair.field.records.set(made, {"allocations": [{"agreement": FUND, "line": "2", "percent": "10"}]})
    close(pair.office)
    pair.meet()
    assert both_say(pair, days, made) == {"2026-02-01": -100_00, "2026-07-01": 100_00}
    assert ("incomplete", made) in both_say(pair, told)


def test_a_rate_changed_after_closing_counts_from_the_open_period_alone(pair):
    spend(pair.office, "100.00", "2026-02-01")
    close(pair.office)
    before = lines(pair.office)
    rate = pair.office.records.list("exchange_rate", where=[("day", "2026-01-12")]).records[0].id
    pair.office.records.set(rate, {"rate": {"rate": "12.0000"}})
    pair.meet()
    assert both_say(pair, lines) == before
    assert Books(pair.office.context).ledger().rates != Books(pair.office.context).ledger().seals[0].rates
    assert Closings(pair.office.context).differing() == ()


def test_two_closings_made_apart_hold_both_and_a_third_settles_them(pair):
    first = spend(pair.office, "100.00", "2026-02-01")
    second = spend(pair.field, "50.00", "2026-03-01")
    close(pair.office)
    close(pair.field)
    pair.meet()
    assert {what for what, _ in both_say(pair, told)} == {"disputed_closing"}
    assert both_say(pair, days, first) == {"2026-02-01": -100_00}
    assert both_say(pair, days, second) == {"2026-03-01": -50_00}
    third = close(pair.field)
    assert len(third.names) == 2
    pair.meet()
    assert both_say(pair, told) == []
    assert Closings(pair.office.context).differing() == ()
    assert len(Closings(pair.office.context).every()) == 3


# --- correcting --------------------------------------------------------------------------------------


def test_a_covered_document_is_corrected_by_its_mirror_and_one_in_its_place(pair):
    made = spend(pair.office, "100.00", "2026-02-01")
    close(pair.office)
    before = lines(pair.office)
    corrections = Corrections(pair.office.context)
    changes = {"amount": money("80.00")}
    new, _ = corrections.correct(made, changes, date(2026, 7, 15), reason="a wrong sum")
    assert lines(pair.office) == before
    pair.meet()
    document = Books(pair.field.context).ledger().documents[DocumentId(new)]
    assert (document.dated, document.accounted, document.replaces) == (
        date(2026, 2, 1),
        date(2026, 7, 15),
        made,
    )
    assert both_say(pair, days, new) == {"2026-07-15": -80_00}
    assert both_say(pair, told) == []
    with pytest.raises(RefusedError, match="reversed already"):
        corrections.reverse(made, date(2026, 7, 16), reason="again")


def test_an_open_document_is_changed_where_it_is_and_reversed_where_the_bank_gave_it_back(pair):
    made = spend(pair.office, "100.00", "2026-02-01")
    corrections = Corrections(pair.office.context)
    with pytest.raises(RefusedError, match="open period"):
        corrections.correct(made, {}, date(2026, 7, 15), reason="")
    corrections.reverse(made, date(2026, 2, 5), reason="closed account", type="bank_return")
    assert {line.kind for line in lines(pair.office) if line.accounted == date(2026, 2, 5)} == {"expense"}
    assert money_of(Books(pair.office.context).ledger(), END)[0].amount == 11_100_00
