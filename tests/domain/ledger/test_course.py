"""The ledger computed step by step as documents come is the ledger computed from nothing."""

import random
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.closing import Closing
from cspdesk.domain.ledger.course import Course
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.periods import period
from tests.domain.ledger import chance
from tests.domain.ledger.small import changed, receipt, spent, world

SEEDS = st.integers(0, 2**32)


def course_of(course, here, documents):
    """What a course comes to in a world."""
    return course.ledger(documents, here.rates, here.closings, here.agreements, here.accounts)


@given(SEEDS)
def test_in_whatever_order_documents_come_it_is_the_ledger_from_nothing(seed):
    here, every = chance.world(), list(chance.papers(seed))
    random.Random(seed).shuffle(every)
    course = Course(back=(1, 3, 9))
    for count in range(0, len(every) + 1, 5):
        assert course_of(course, here, every[:count]) == here.ledger(every[:count])


@given(SEEDS)
def test_documents_that_change_or_go_are_seen(seed):
    draw, here, every = random.Random(seed), chance.world(), list(chance.papers(seed))
    course = Course(back=(1, 4, 16))
    course_of(course, here, every)
    for _ in range(6):
        place = draw.randrange(len(every))
        one = every[place]
        if isinstance(one, Expense) and draw.random() < 0.6:
            every[place] = replace(one, amount=one.amount + 100, article="rent")
        else:
            del every[place]
        assert course_of(course, here, every) == here.ledger(every)


@given(SEEDS)
def test_a_closing_that_comes_is_seen(seed):
    here, every = chance.world(), list(chance.papers(seed))
    course = Course(back=(1, 4, 16))
    course_of(course, here, every[:30])
    held = {one.id: one for one in every[:20]}
    made = Closing(id="C", period=period("2025-H1"), held=held, rates=here.rates)
    closed = replace(here, closings=(made,))
    assert course_of(course, closed, every) == closed.ledger(every)
    assert course_of(course, here, every) == here.ledger(every)


def test_other_terms_of_an_agreement_are_seen():
    documents = [receipt("r", 100_000), changed("k", 50_000, 560_000)]
    documents += [spent(f"e{n}", 1_000, f"2025-03-{n:02}") for n in range(1, 20)]
    course, lots = Course(back=(1, 4, 16)), world()
    fifo, *others = lots.agreements
    daily = replace(lots, agreements=(replace(fifo, rule=Rule.DAY), *others))
    for here in (lots, daily, lots):
        assert course_of(course, here, documents) == here.ledger(documents)


def test_what_is_entered_at_the_end_does_not_enter_the_rest_again():
    here, course = world(), Course(back=(2, 8))
    documents = [receipt("r", 100_000), changed("k", 50_000, 560_000)]
    documents += [spent(f"e{n}", 1_000, f"2025-03-{n:02}") for n in range(1, 20)]
    before = course_of(course, here, documents)
    after = course_of(course, here, [*documents, spent("x", 1_000, "2025-03-25")])
    shared = sum(one is other for one, other in zip(before.postings, after.postings, strict=False))
    assert shared > 30
    assert after.postings[-1].accounted == date(2025, 3, 25)
