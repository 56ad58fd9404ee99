"""The joint picture: the digest’s numbers, each opening what it counts; rounded where it leaves."""

from __future__ import annotations

from itertools import product

import pytest

from cspdesk.domain.periods import Period, period
from cspdesk.reports.query import meetings
from cspdesk.services.concerns import BANDS, Concerns
from cspdesk.services.digests import Digests
from cspdesk.services.joint import Filters, Joint
from cspdesk.services.workspace import Workspace
from cspdesk.store.room import Room

SPAN = period("2026-H2")


def looked(workspace: Workspace, span: Period = SPAN, **filters: str) -> Joint:
    joint, _ = Concerns(workspace.context).look(span, Filters(**filters))
    return joint


def consultation(**fields: object) -> dict[str, object]:
    return {"title": "Meeting", "held_on": "2026-08-03", "place": "3505401"} | fields


def test_the_picture_and_the_digest_say_the_same(sampled: Workspace):
    with sampled.desk.reading() as connection:
        room = Room(connection)
        places = sampled.context.places(room)
        held, earlier = meetings(room.cursor, SPAN), meetings(room.cursor, SPAN.before())
        told = Digests(sampled.context).own(places, held, earlier)
    joint = looked(sampled)
    assert [(one.theme, one.order, one.raised.value, one.people.value) for one in joint.concerns] == [
        (row.theme, row.order, row.raised.value, row.people and row.people.value)
        for row in told.whole.concerns
    ]
    assert [one.weight for one in joint.concerns] == [row.index for row in told.whole.concerns]
    assert [one.severity for one in joint.concerns] == [row.severity for row in told.whole.concerns]
    assert [(one.code, one.held, one.people.value) for one in joint.groupings] == [
        (place.code, place.held, place.people["", ""].value) for place in told.places
    ]


@pytest.mark.parametrize("theme", ["", "GBV-DOM"])
@pytest.mark.parametrize("place", [{}, {"region": "3507000"}, {"grouping": "rasht"}])
def test_every_number_opens_as_many_consultations_as_it_counts(
    sampled: Workspace, theme: str, place: dict[str, str]
):
    some = sampled.records.list("consultation", where=[("held_on", SPAN.code)], limit=3).records
    sampled.records.set(some[0].id, {"lifecycle": "withdrawn"})
    concerns = Concerns(sampled.context)
    for sex, band in product(("", "f"), ("", "60+")):
        filters = Filters(theme=theme, sex=sex, band=band, **place)
        joint, seen = concerns.look(SPAN, filters)
        line = joint.concern(theme)
        counted = joint.held if not theme else 0 if line is None else line.raised.value
        conditions = [("held_on", SPAN.code), ("lifecycle!", "withdrawn")]
        conditions += [("place", filters.place)] if place else []
        conditions += [("concerns.theme", theme)] if theme else []
        conditions += [("participants.sex", sex)] if sex else []
        conditions += [("participants.band", band)] if band else []
        listed = sampled.records.list("consultation", where=conditions, limit=0)
        behind = seen.exact.behind(SPAN, filters)
        assert counted == len(behind) == listed.total


def test_regions_groupings_and_the_whole_agree(sampled: Workspace):
    joint = looked(sampled, period("2026"))
    for places in (joint.regions, joint.groupings, joint.districts):
        assert sum(one.held for one in places) == joint.held
        assert sum(one.people.value or 0 for one in places) == joint.people.value
    for line in joint.concerns:
        assert sum(part.shown.value or 0 for part in line.by_region.values()) == line.raised.value
        assert sum(part.shown.value or 0 for part in line.by_band.values()) == line.people.value


def test_filters_by_sex_and_age_count_only_such_people(workspace: Workspace):
    workspace.records.add(
        "consultation",
        [
            consultation(
                participants=[
                    {"sex": "f", "band": "18-30", "count": 3},
                    {"sex": "m", "band": "18-30", "count": 5},
                    {"sex": "f", "disability": "yes", "count": 9},
                ],
                concerns=[{"theme": "CORR"}],
            ),
            consultation(
                participants=[{"sex": "m", "band": "60+", "count": 7}], concerns=[{"theme": "CORR"}]
            ),
        ],
    )
    women = looked(workspace, sex="f")
    assert (women.held, women.people.value, women.concerns[0].raised.value) == (1, 3, 1)
    assert women.groupings[0].disabled.shown.value == 3
    assert looked(workspace, band="60+").people.value == 7
    assert looked(workspace).people.value == 15


def test_a_course_tells_each_half_year_or_quarter(workspace: Workspace):
    days = ("2026-08-03", "2026-02-03", "2026-05-01", "2024-09-01")
    workspace.records.add(
        "consultation", [consultation(held_on=day, concerns=[{"theme": "CORR"}]) for day in days]
    )
    joint = looked(workspace)
    assert [point.raised.value for point in joint.concerns[0].times] == [0, 1, 0, 0, 2, 1]
    quarters, _ = Concerns(workspace.context).look(SPAN, Filters(), step="quarter")
    assert [point.raised.value for point in quarters.concerns[0].times] == [0, 0, 0, 0, 1, 1, 1, 0]
    assert joint.concerns[0].change is not None
    assert joint.concerns[0].change.english() == "1 consultation fewer than in the period before"


def test_what_was_read_once_serves_other_filters(sampled: Workspace):
    concerns = Concerns(sampled.context)
    _, seen = concerns.look(SPAN, Filters())
    narrowed, again = concerns.look(SPAN, Filters(region="3505000"), seen=seen)
    assert again is seen
    assert narrowed == looked(sampled, region="3505000")
    _, wider = concerns.look(SPAN, Filters(sex="f"), seen=seen)
    assert wider is not seen


def test_withdrawn_and_deleted_consultations_are_not_counted(workspace: Workspace):
    first, second, _ = workspace.records.add("consultation", [consultation() for _ in range(3)]).ids
    workspace.records.set(first, {"lifecycle": "withdrawn"})
    workspace.records.delete(second, "twice")
    assert looked(workspace).held == 1


def test_what_leaves_is_rounded_and_the_same_at_each_look(sampled: Workspace):
    concerns = Concerns(sampled.context)
    out = concerns.look_out(SPAN, Filters(), "public")
    assert out == concerns.look_out(SPAN, Filters(), "public")
    assert out.people.value is not None
    assert out.people.value % out.base == 0
    assert out.held == looked(sampled).held
    assert out.freezes == (SPAN.code,)
    for line in out.concerns:
        assert line.by_band == {}
        assert all((part.shown.value or 0) % out.base == 0 for part in line.by_sex.values())


@pytest.mark.parametrize(
    ("span", "filters", "audience", "nearest", "nearest_span"),
    [
        ("2026-Q3", {}, "donor", {}, "2026-H2"),
        ("2026-05-01..2026-08-31", {}, "donor", {}, "2026"),
        ("2026-H2", {"sex": "f", "region": "3505000"}, "donor", {"region": "3505000"}, "2026-H2"),
        ("2026-H2", {"grouping": "kulob", "band": "60+"}, "public", {}, "2026-H2"),
        ("2026-H2", {"grouping": "sughd_kulob"}, "donor", {}, "2026-H2"),
        ("2026-H2", {"grouping": "kulob", "band": "60+"}, "donor", {"grouping": "kulob"}, "2026-H2"),
    ],
)
def test_a_selection_that_does_not_leave_names_the_nearest_that_does(
    sampled: Workspace,
    span: str,
    filters: dict[str, str],
    audience: str,
    nearest: dict[str, str],
    nearest_span: str,
):
    concerns = Concerns(sampled.context)
    out = concerns.look_out(period(span), Filters(**filters), audience)
    assert out.refusal is not None
    assert not out.concerns
    assert out.nearest is not None
    assert (out.nearest.filters, out.nearest.span.code) == (Filters(**nearest), nearest_span)
    assert concerns.look_out(out.nearest.span, out.nearest.filters, audience).refusal is None


def test_narrow_places_go_up_for_a_wide_audience(sampled: Workspace):
    concerns = Concerns(sampled.context)
    assert {one.code for one in concerns.look_out(SPAN, Filters(), "donor").groupings} >= {"kulob", "bokhtar"}
    assert {one.code for one in concerns.look_out(SPAN, Filters(), "public").groupings} >= {"3507000"}


def test_looking_out_reads_no_record_below_the_cube(sampled: Workspace):
    """A number of the printed picture never equals the exact one by reading it: each is a multiple."""
    out = Concerns(sampled.context).look_out(SPAN, Filters(), "donor")
    shown = [out.people, *(place.people for place in (*out.regions, *out.groupings))]
    assert all(number.value is None or number.value % 5 == 0 for number in shown)


def test_what_was_asked_for_is_told_by_place(sampled: Workspace):
    asked = Concerns(sampled.context).asked(period("2026"), "rasht")
    assert 1 <= len(asked) <= 2
    assert all(isinstance(words, str) and words for words in asked)


def test_bands_are_those_that_people_are_counted_in():
    assert BANDS == ("0-13", "14-17", "18-30", "31-59", "60+")
