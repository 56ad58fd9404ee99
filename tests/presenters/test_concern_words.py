"""The joint picture in words: classes of a map, bars against the longest, periods, tables."""

from __future__ import annotations

from datetime import date

import pytest

from cspdesk.domain.periods import period
from cspdesk.i18n.catalogue import english, translator
from cspdesk.i18n.languages import TAJIK
from cspdesk.presenters.concern_grids import ConcernGrids
from cspdesk.presenters.concern_words import ConcernWords, scale_of
from cspdesk.presenters.session import Session
from cspdesk.services.concerns import Concerns
from cspdesk.services.joint import Filters, Joint

SPAN = period("2026-H2")


@pytest.fixture
def words() -> ConcernWords:
    return ConcernWords(english())


@pytest.fixture
def joint(sampled: Session) -> Joint:
    """The half-year as it is held."""
    return Concerns(sampled.workspace.context).look(SPAN, Filters())[0]


@pytest.fixture
def leaving(sampled: Session) -> Joint:
    """The same half-year as it leaves."""
    return Concerns(sampled.workspace.context).look_out(SPAN, Filters(), "public")


@pytest.mark.parametrize(
    ("values", "spans"),
    [
        ([], ((1, 1),)),
        ([3], ((1, 1), (2, 2), (3, 3))),
        ([2, 9], ((1, 2), (3, 4), (5, 6), (7, 8), (9, 10))),
        ([0, 4], ((0, 1), (2, 2), (3, 3), (4, 4))),
        ([100, 7], ((1, 20), (21, 40), (41, 60), (61, 80), (81, 100))),
    ],
)
def test_a_map_has_at_most_five_classes_of_equal_width(values: list[int], spans: tuple[tuple[int, int], ...]):
    scale = scale_of(values)
    assert scale.spans == spans
    for value in values:
        first, last = scale.spans[scale.level(value)]
        assert first <= value <= last


@pytest.mark.parametrize("measure", ["sex", "age", "region", "weight"])
def test_bars_are_drawn_against_the_longest(words: ConcernWords, joint: Joint, measure: str):
    rows = words.rows(joint, measure)
    shares = [bar.share for row in rows for bar in row.bars if bar.share is not None]
    assert max(shares) == 1000
    assert min(shares) >= 0
    assert len(rows) == len(joint.concerns)
    assert {len(row.bars) for row in rows} == {len(words.series(joint, measure))}


def test_by_weight_the_heaviest_is_first(words: ConcernWords, joint: Joint):
    shares = [row.bars[0].share or 0 for row in words.rows(joint, "weight")]
    assert shares == sorted(shares, reverse=True)


def test_what_does_not_leave_has_words_and_no_bar(words: ConcernWords, leaving: Joint):
    bars = [bar for row in words.rows(leaving, "age") for bar in row.bars]
    assert {(bar.share, bar.shown) for bar in bars} == {(None, "does not leave")}


def test_whoever_was_heard_is_told_roughly_where_it_leaves(words: ConcernWords, joint: Joint, leaving: Joint):
    assert "about" not in words.held(joint)
    assert "about" in words.held(leaving)
    assert words.note(joint.base) == ""
    assert "10" in words.note(leaving.base)


def test_periods_begin_with_this_year_and_hold_no_future_half(words: ConcernWords):
    codes = [code for code, _ in words.periods(date(2026, 5, 1))]
    assert codes[:4] == ["2026", "2025", "2024", "2026-H1"]
    assert "2026-H2" not in codes
    assert codes[-1].startswith(("2025-Q", "2026-Q"))
    assert len(set(codes)) == len(codes)


def test_the_tables_say_what_the_picture_says(joint: Joint):
    grids = ConcernGrids(english())
    ranking = grids.ranking(joint)
    assert [key for key, _ in ranking.rows] == [one.theme for one in joint.concerns]
    assert {len(cells) for _, cells in ranking.rows} == {len(ranking.heads)}
    assert ranking.rows[0][1][2] == str(joint.concerns[0].raised.value)
    places = grids.places(joint.regions)
    assert {len(cells) for _, cells in places.rows} == {len(places.heads)}


def test_a_place_without_a_consultation_has_a_dash_and_no_shares(joint: Joint):
    rows = dict(ConcernGrids(english()).places(joint.regions).rows)
    empty = [one.code for one in joint.regions if not one.held]
    assert all(set(rows[code][1:]) == {"\N{EN DASH}", ""} for code in empty)


def test_a_picture_that_may_leave_has_no_heads_over_nothing(joint: Joint, leaving: Joint):
    grids = ConcernGrids(english())
    assert len(grids.zones(joint).heads) == 4
    for grid in (grids.zones(leaving), grids.places(leaving.regions)):
        words = [at for at, head in enumerate(grid.heads) if head.kind == "text"]
        assert words, "something takes the room that is left"
        assert all(any(cells[at] for _, cells in grid.rows) for at in words)
        assert {len(cells) for _, cells in grid.rows} == {len(grid.heads)}


def test_what_is_copied_tells_its_period_its_audience_and_how_it_was_rounded(leaving: Joint):
    copied = ConcernGrids(english()).copied(leaving, "as it leaves: public")
    first, *_, last = copied.splitlines()
    assert "as it leaves: public" in first
    assert "10" in last
    assert "\N{NO-BREAK SPACE}" not in copied
    assert all("\t" in line for line in copied.splitlines()[3:6])


def test_in_tajik_nothing_is_left_in_english(joint: Joint):
    grids = ConcernGrids(translator(TAJIK))
    heads = [head.text for grid in (grids.ranking(joint), grids.zones(joint)) for head in grid.heads]
    assert not any(letter.isascii() and letter.isalpha() for head in heads for letter in head)
