from hypothesis import given
from hypothesis import strategies as st

from cspdesk.ui.kit.paging import KEPT, PAGE, ListSource, Pages


class Counting(ListSource):
    """A source that remembers what was asked of it."""

    def __init__(self, rows):
        super().__init__(rows)
        self.asked = []

    def fetch(self, offset, limit):
        self.asked.append((offset, limit))
        return super().fetch(offset, limit)


class Promising(Counting):
    """A source that gives nothing at once."""

    def fetch(self, offset, limit):
        super().fetch(offset, limit)


def test_nothing_is_fetched_before_it_is_looked_for():
    source = Counting(range(1000))
    pages = Pages(source)
    assert pages.load() == []
    assert source.asked == []


def test_a_row_is_there_after_its_page_was_loaded():
    pages = Pages(ListSource(range(1000)))
    assert pages.row(250) is None
    assert pages.load() == [(200, 300)]
    assert pages.row(250) == 250


def test_rows_of_one_page_are_fetched_once():
    source = Counting(range(1000))
    pages = Pages(source)
    for place in range(PAGE):
        pages.row(place)
    pages.load()
    assert source.asked == [(0, PAGE)]


def test_a_wheel_spun_fast_fetches_only_where_it_stops():
    source = Counting(range(100_000))
    pages = Pages(source)
    for place in range(0, 100_000, PAGE):
        pages.row(place)
    pages.load()
    assert [offset for offset, _limit in source.asked] == [99_700, 99_800, 99_900]


def test_pages_long_unseen_are_let_go():
    pages = Pages(ListSource(range(100_000)))
    for page in range(KEPT + 5):
        pages.row(page * PAGE)
        pages.load()
    assert pages.peek(0) is None
    assert len(list(pages.in_memory())) == KEPT * PAGE


def test_a_promised_page_is_asked_for_once_and_taken_in_later():
    source = Promising(range(300))
    pages = Pages(source)
    pages.row(0)
    pages.load()
    pages.row(0)
    assert not pages.is_hungry
    assert pages.supply(0, range(100)) == (0, 100)
    assert pages.row(99) == 99
    assert source.asked == [(0, PAGE)]


@given(st.integers(1, 500), st.lists(st.integers(0, 499), max_size=20), st.integers(1, 60))
def test_every_row_comes_back_as_the_source_has_it(count, places, size):
    pages = Pages(ListSource(range(count)), size=size)
    for place in places:
        pages.row(place)
        pages.load()
        assert pages.row(place) == (place if place < count else None)
