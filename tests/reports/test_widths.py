"""Columns of a printed table: as asked for, but no word of a head and no figure is broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.reports.layout import Cell, Column, Document, Table
from cspdesk.reports.widths import fitted, shared_out


def shares(*columns: Column, rows: tuple[tuple[Cell, ...], ...] = ()) -> list[int]:
    [table] = fitted(Document("x", "ru", (Table(columns, rows),))).blocks
    assert isinstance(table, Table)
    return [one.share for one in table.columns]


def test_shares_that_have_room_stay_as_they_are():
    assert shares(Column("Дата", share=2), Column("Сумма", "number", share=3)) == [2, 3]


def test_a_long_word_of_a_head_takes_its_room_from_the_others():
    columns = [Column("Итого", "number", share=3) for _ in range(8)]
    before = shares(*columns, Column("перераспределение", "number"))
    assert before[-1] > before[0]
    assert len(set(before[:-1])) == 1


def test_a_figure_of_a_large_organisation_is_not_broken():
    columns = [Column("a", "number", share=1), *(Column("b", share=9) for _ in range(3))]
    rows = ((Cell("1 234 567 890,00", 123456789000), Cell(""), Cell(""), Cell("")),)
    narrow, *others = shares(*columns, rows=rows)
    assert narrow * 28 > sum((narrow, *others)) * 1


def test_words_that_stand_for_a_figure_leave_the_heads_their_room():
    words = Cell("мало, возможно никого", 0)
    columns = [Column("14–17 лет", "number", share=1), *(Column("x", "number", share=9) for _ in range(5))]
    head, *others = shares(*columns, rows=((Cell("10", 10), *[words] * 5),))
    assert head >= 33, "points: «14–17» is not broken after its dash"
    assert len(set(others)) == 1


@given(
    st.lists(st.tuples(st.integers(1, 9), st.floats(1, 300)), min_size=1, max_size=12), st.floats(100, 800)
)
def test_the_whole_width_is_given_out_and_nobody_gets_less_than_needed(columns, width):
    shares, needs = [one for one, _ in columns], [need for _, need in columns]
    given_out = shared_out(width, shares, needs)
    if given_out is None:
        return
    assert sum(given_out) == pytest.approx(width)
    if sum(needs) < width:
        assert all(got >= need - 0.1 for got, need in zip(given_out, needs, strict=True))
