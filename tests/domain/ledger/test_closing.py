"""What closings hold fast, what is late, what is changed after them, and closings made apart."""

from dataclasses import replace
from datetime import date

from cspdesk.domain.ledger.balances import trial_balance
from cspdesk.domain.ledger.closing import Closing, disputed, seals
from cspdesk.domain.ledger.invariants import every
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.periods import period
from tests.domain.ledger.small import FIFO, changed, head, lines, receipt, spent, steady, world

H1, H2 = period("2025-H1"), period("2025-H2")
OPEN = date(2025, 7, 1)
MONEY = (receipt("r", 500_00), changed("k", 300_00, 3_000_00))


def signed(name, *held, of="2025-H1", sees=(), rates=None, deleted=()):
    """A closing that covers some documents."""
    cover = {one.id: one for one in held} | dict.fromkeys(deleted)
    seen = frozenset(other.id for other in sees)
    return Closing(id=name, period=period(of), held=cover, rates=rates or steady(), names=seen)


def booked(*documents, closings, rates=None):
    """The ledger, in which every rule holds."""
    found = world(rates, closings).ledger(documents)
    assert every(found, [H1.last, H2.last, date(2026, 12, 31)], [H1, H2, period("2026")]) == ()
    return found


def when(found, name):
    """When which sums of a document's expense count."""
    return [
        (p.accounted, p.tjs) for p in found.postings if p.document == name and p.account == "expense:events"
    ]


def test_what_a_closing_covers_stays_where_it_is():
    found = booked(*MONEY, spent("e", 10_00), closings=[signed("c", *MONEY, spent("e", 10_00))])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00)]
    assert found.marks == {}


def test_what_was_not_covered_counts_on_the_first_open_day_with_the_rate_of_its_own_date():
    rates = steady(euro=110_000)
    later = spent("e", 550_00, "2025-06-28", account="EUR")
    found = booked(*MONEY, later, closings=[signed("c", *MONEY)], rates=rates)
    posting = next(p for p in found.postings if p.document == "e")
    assert (posting.accounted, posting.dated) == (OPEN, date(2025, 6, 28))
    assert found.marks == {"e": {"late"}}
    assert ministry(found, H2).late == ("e",)


def test_a_late_entry_draws_the_lots_of_the_day_on_which_it_counts():
    june, july = spent("a", 1_000_00, "2025-06-30"), spent("b", 1_000_00, "2025-07-02")
    late = spent("c", 1_000_00, "2025-03-03")
    cheap = changed("l", 100_00, 500_00, "2025-01-05")
    closing = signed("1", *MONEY, june)
    found = booked(*MONEY, june, july, late, cheap, closings=[closing])
    assert lines(found, "a")["expense:events"] == (1_000_00, 100_00)
    drawn = [(m.source, m.accounted, -m.amount) for m in found.moves if m.amount < 0 and m.document in "bc"]
    assert drawn == [("k", OPEN, 1_000_00), ("k", date(2025, 7, 2), 1_000_00)]
    assert found.marks["l"] == {"late"}


def test_late_entries_of_two_closed_halves_count_after_both():
    first, second = signed("1", *MONEY), signed("2", *MONEY, of="2025-H2")
    second = replace(second, names=frozenset({"1"}))
    found = booked(*MONEY, spent("e", 10_00), closings=[second, first])
    assert when(found, "e") == [(date(2026, 1, 1), 10_00)]


def test_a_late_entry_that_the_next_closing_covers_stays_where_it_was_late():
    first = signed("1", *MONEY)
    late = spent("e", 10_00)
    second = signed("2", *MONEY, late, of="2025-H2", sees=[first])
    assert when(booked(*MONEY, late, closings=[first, second]), "e") == [(OPEN, 10_00)]


def test_a_covered_document_that_was_changed_is_undone_and_entered_anew_in_the_open_period():
    old, new = spent("e", 10_00), spent("e", 12_00)
    found = booked(*MONEY, new, closings=[signed("c", *MONEY, old)])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00), (OPEN, -10_00), (OPEN, 12_00)]
    assert found.marks == {"e": {"changed_after_closing"}}


def test_a_covered_document_that_was_deleted_is_undone_in_the_open_period():
    found = booked(*MONEY, closings=[signed("c", *MONEY, spent("e", 10_00))])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00), (OPEN, -10_00)]


def test_a_covered_document_that_was_moved_into_the_open_period_counts_there():
    old, new = spent("e", 10_00), spent("e", 10_00, "2025-09-09")
    found = booked(*MONEY, new, closings=[signed("c", *MONEY, old)])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00), (OPEN, -10_00), (date(2025, 9, 9), 10_00)]


def test_while_desks_differ_over_a_covered_document_nothing_moves():
    old = spent("e", 10_00)
    differs = spent("e", 9_00, undecided=("amount",))
    found = booked(*MONEY, differs, closings=[signed("c", *MONEY, old)])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00)]
    assert found.marks == {"e": {"undecided"}}


def test_a_change_that_a_later_closing_covers_is_part_of_its_period():
    old, new, newest = spent("e", 10_00), spent("e", 12_00), spent("e", 15_00)
    first = signed("1", *MONEY, old)
    second = signed("2", *MONEY, new, of="2025-H2", sees=[first])
    found = booked(*MONEY, newest, closings=[first, second])
    year = date(2026, 1, 1)
    assert when(found, "e") == [
        (date(2025, 2, 10), 10_00),
        (OPEN, -10_00),
        (OPEN, 12_00),
        (year, -12_00),
        (year, 15_00),
    ]


def test_a_deletion_that_a_later_closing_covers_is_part_of_its_period():
    first = signed("1", *MONEY, spent("e", 10_00))
    second = signed("2", *MONEY, of="2025-H2", sees=[first], deleted=[DocumentId("e")])
    found = booked(*MONEY, closings=[first, second])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00), (OPEN, -10_00)]


def test_what_was_reversed_and_changed_after_that_stays_reversed_and_says_so():
    old, new = spent("e", 10_00), spent("e", 12_00)
    back = Reversal(of=DocumentId("e"), **head("x", "2025-04-04"))
    found = world(closings=[signed("c", *MONEY, old, back)]).ledger([*MONEY, new, back])
    assert when(found, "e") == [(date(2025, 2, 10), 10_00)]
    assert [one.document for one in found.incomplete] == ["e"]
    assert "It was reversed, and changed after that" in found.incomplete[0].reasons[0].english()


def test_a_covered_reversal_that_was_deleted_lets_its_original_stand_again():
    paid = spent("e", 10_00)
    back = Reversal(of=DocumentId("e"), **head("x", "2025-04-04"))
    found = booked(*MONEY, paid, closings=[signed("c", *MONEY, paid, back)])
    assert when(found, "x") == [(date(2025, 4, 4), -10_00), (OPEN, 10_00)]
    again = Reversal(of=DocumentId("e"), **head("y", "2025-09-09"))
    found = booked(*MONEY, paid, again, closings=[signed("c", *MONEY, paid, back)])
    assert when(found, "y") == [(date(2025, 9, 9), -10_00)]


def test_a_reversal_and_its_original_both_changed_after_closing_leave_only_what_stands_today():
    old, new = spent("e", 10_00), spent("e", 12_00)
    back = Reversal(of=DocumentId("e"), **head("x", "2025-04-04"))
    found = booked(*MONEY, new, closings=[signed("c", *MONEY, old, back)])
    assert [tjs for _, tjs in when(found, "e")] == [10_00, -10_00, 12_00]
    assert [tjs for _, tjs in when(found, "x")] == [-10_00, 10_00]
    assert found.incomplete == ()


def test_a_rate_that_a_closing_used_changes_nothing_there():
    closing = signed("c", *MONEY)
    before, after = (
        booked(*MONEY, closings=[closing]),
        booked(*MONEY, closings=[closing], rates=steady(120_000)),
    )
    assert trial_balance(after, H1.last) == trial_balance(before, H1.last)
    assert trial_balance(after, H2.last)["EUR"] == 12 * 200_00
    assert trial_balance(before, H2.last)["EUR"] == 11 * 200_00


def test_a_month_closed_before_its_half_year_keeps_what_it_covered():
    march = signed("1", *MONEY, of="2025-03")
    late = spent("e", 10_00, "2025-03-15")
    half = signed("2", *MONEY, late, sees=[march])
    found = booked(*MONEY, late, closings=[march, half])
    assert when(found, "e") == [(date(2025, 4, 1), 10_00)]


def test_a_period_inside_one_that_is_closed_is_not_closed_again():
    half = signed("1", *MONEY)
    march = signed("2", *MONEY, spent("e", 10_00), of="2025-03", sees=[half])
    assert when(booked(*MONEY, spent("e", 10_00), closings=[half, march]), "e") == [(OPEN, 10_00)]


def test_closing_again_what_nobody_disputes_changes_nothing():
    first = signed("1", *MONEY)
    again = signed("2", *MONEY, spent("e", 10_00), sees=[first])
    found = seals([first, again])
    assert [seal.closings for seal in found] == [(first,)]
    assert disputed(found) == ()


# --- two closings of one period ------------------------------------------------------------------


def apart(*more):
    """Two closings made apart: one covers an expense, the other a different one."""
    here, there = spent("e", 10_00), spent("f", 7_00)
    return [signed("1", *MONEY, here), signed("2", *MONEY, there), *more], (*MONEY, here, there)


def test_closings_made_apart_count_together_and_are_disputed():
    closings, documents = apart()
    found = booked(*documents, spent("g", 3_00), closings=closings)
    assert [when(found, name)[0][0] for name in "ef"] == [date(2025, 2, 10)] * 2
    assert when(found, "g") == [(OPEN, 3_00)]
    assert [(seal.last, len(seal.closings)) for seal in disputed(found.seals)] == [(H1.last, 2)]


def test_a_third_closing_with_sight_of_both_settles_it():
    closings, documents = apart()
    late = spent("g", 3_00)
    third = signed("3", *documents, late, sees=closings)
    found = booked(*documents, late, closings=[*closings, third])
    assert disputed(found.seals) == ()
    assert when(found, "g") == [(date(2025, 2, 10), 3_00)]


def test_closings_made_apart_that_cover_the_same_are_not_disputed():
    closings = [signed("1", *MONEY), signed("2", *MONEY)]
    third = signed("3", *MONEY, spent("e", 10_00), sees=closings)
    found = booked(*MONEY, spent("e", 10_00), closings=[*closings, third])
    assert disputed(found.seals) == ()
    assert when(found, "e") == [(OPEN, 10_00)]


def test_closings_made_apart_that_hold_other_rates_are_disputed():
    closings = [signed("1", *MONEY), signed("2", *MONEY, rates=steady(110_001))]
    assert len(disputed(seals(closings))) == 1


def test_of_two_covered_versions_todays_counts_if_it_is_one_of_them():
    old, new = spent("e", 10_00), spent("e", 12_00)
    closings = [signed("1", *MONEY, new), signed("2", *MONEY, old)]
    assert when(booked(*MONEY, new, closings=closings), "e") == [(date(2025, 2, 10), 12_00)]
    other = spent("e", 15_00)
    assert when(booked(*MONEY, other, closings=closings), "e")[0] == (date(2025, 2, 10), 10_00)


def test_a_closing_of_a_later_period_without_sight_of_the_earlier_is_disputed_there():
    closings = [signed("1", *MONEY, spent("e", 10_00)), signed("2", *MONEY, of="2025-H2")]
    assert [seal.last for seal in disputed(seals(closings))] == [H1.last]


def test_nothing_is_closed_without_a_closing():
    assert seals([]) == ()
    assert world().ledger(MONEY).seals == ()
    assert FIFO in world().ledger(MONEY).chart.agreements
