from hypothesis import given as drawn
from hypothesis import strategies as st

from cspdesk.presenters.grid_folds import HEAD, Folds

PARTS = st.lists(st.integers(0, 4), min_size=1, max_size=30)


@drawn(PARTS)
def test_places_are_heads_in_their_order_each_with_its_parts_beneath(parts):
    folds = Folds(dict(enumerate(parts)))
    rows = [(head, part) for head, many in enumerate(parts) for part in range(HEAD, many)]
    assert [folds.at(place) for place in range(len(rows))] == rows
    assert [folds.place(head, part) for head, part in rows] == list(range(len(rows)))
    assert len(parts) + folds.more == len(rows)
