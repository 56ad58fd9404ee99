"""A lot's draws add up to it, and none strays."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.lots import Lot, Queue
from cspdesk.domain.ledger.names import DocumentId

ONE, TWO = DocumentId("one"), DocumentId("two")
AMOUNTS = st.integers(1, 10**9)
SHARES = st.lists(st.integers(1, 1000), min_size=1, max_size=30)


def drawn_by(amount, value, shares):
    """A lot drawn to its end in so many parts, as large as the shares say."""
    lot = Lot(1, ONE, amount, value, amount)
    whole, pieces, done = sum(shares), [], 0
    for share in shares:
        done += share
        part = amount * done // whole - (amount - lot.left)
        if part:
            pieces.append(lot.take(part))
    return lot, pieces


@given(AMOUNTS, AMOUNTS, SHARES)
def test_the_draws_add_up_to_the_lot(amount, value, shares):
    lot, pieces = drawn_by(amount, value, shares)
    assert (lot.left, lot.value_left) == (0, 0)
    assert sum(piece.amount for piece in pieces) == amount
    assert sum(piece.value for piece in pieces) == value
    assert sum(piece.tjs for piece in pieces) == amount


@given(AMOUNTS, AMOUNTS, SHARES)
def test_the_running_error_is_at_most_half_a_unit(amount, value, shares):
    _, pieces = drawn_by(amount, value, shares)
    gone = worth = 0
    for piece in pieces:
        gone += piece.amount
        worth += piece.value
        assert abs(worth - Fraction(value * gone, amount)) <= Fraction(1, 2)


@given(AMOUNTS, st.integers(2, 10**9), st.data())
def test_a_draw_by_worth_takes_exactly_that_worth_and_leaves_a_lot_that_still_adds_up(amount, value, data):
    lot = Lot(1, ONE, amount, value, 0)
    first = lot.take_worth(data.draw(st.integers(1, value - 1)))
    rest = lot.rest()
    assert (first.amount + rest.amount, first.value + rest.value) == (amount, value)
    assert abs(first.amount - Fraction(amount * first.value, value)) <= Fraction(1, 2)


def queue_of(*lots):
    """A queue of (amount, value)."""
    queue = Queue()
    for number, (amount, value) in enumerate(lots):
        queue.put(Lot(number, ONE, amount, value, 0))
    return queue


def test_the_oldest_lot_is_drawn_first_and_the_next_gives_the_rest():
    pieces, missing = queue_of((100, 10), (50, 7)).draw(120)
    assert [(piece.lot, piece.amount, piece.value) for piece in pieces] == [(0, 100, 10), (1, 20, 3)]
    assert missing == 0


def test_what_the_lots_cannot_give_is_said():
    pieces, missing = queue_of((100, 10)).draw(130)
    assert (sum(piece.amount for piece in pieces), missing) == (100, 30)


def test_what_is_given_back_lies_in_front():
    queue = queue_of((100, 10))
    queue.put(Lot(9, TWO, 40, 5, 0), front=True)
    pieces, _ = queue.draw(60)
    assert [(piece.source, piece.amount) for piece in pieces] == [(TWO, 40), (ONE, 20)]


def test_a_lot_settles_what_is_owed_before_anybody_draws_from_it():
    queue = Queue()
    queue.owe(Lot(1, TWO, 30, 4, 0))
    queue.put(Lot(2, ONE, 100, 10, 0))
    settled = queue.settle()
    assert settled is not None
    given_, met = settled
    assert (given_.amount, given_.value) == (30, 3)
    assert (met.amount, met.value, met.owed) == (30, 4, True)
    assert queue.settle() is None
    assert queue.left == 70


def test_a_draw_by_worth_goes_on_into_the_next_lot():
    pieces, missing = queue_of((100, 10), (100, 20)).draw_worth(15)
    assert [(piece.amount, piece.value) for piece in pieces] == [(100, 10), (25, 5)]
    assert missing == 0
    assert queue_of((100, 10)).draw_worth(15)[1] == 5


def test_a_lot_that_is_withdrawn_takes_along_what_is_left_of_it():
    queue = queue_of((100, 10))
    queue.draw(30)
    left = queue.withdraw(0)
    assert left is not None
    assert (left.amount, left.value) == (70, 7)
    assert (queue.withdraw(0), queue.left) == (None, 0)


def test_a_debt_that_is_forgiven_is_owed_no_longer():
    queue = Queue()
    queue.owe(Lot(1, ONE, 30, 4, 0))
    left = queue.forgive(1)
    assert left is not None
    assert (left.amount, left.owed, queue.left) == (30, True, 0)
    assert queue.forgive(1) is None
