"""The Concerns page: a period and filters give a picture, and each of its numbers leads somewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspdesk.presenters.concerns import ConcernsPresenter
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.services.joint import Joint


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(Spot("concerns"))


@pytest.fixture
def concerns(sampled: Session, navigation: Navigation) -> ConcernsPresenter:
    """The page over the sample."""
    return ConcernsPresenter(sampled, navigation)


def joint_of(presenter: ConcernsPresenter) -> Joint:
    assert presenter.joint is not None
    return presenter.joint


def listed(session: Session, navigation: Navigation) -> int:
    """How many consultations the list shows that was opened."""
    assert navigation.spot.place == "consultations"
    return session.workspace.records.list("consultation", where=list(navigation.spot.where), limit=0).total


def test_a_year_without_consultations_falls_back_to_the_one_before(session: Session):
    session.workspace.records.add("consultation", [{"title": "Road", "held_on": "2025-08-03"}])
    presenter = ConcernsPresenter(session, Navigation(Spot("concerns")))
    assert (presenter.span.code, joint_of(presenter).held) == ("2025", 1)
    presenter.set_period("2026")
    assert (presenter.span.code, joint_of(presenter).held) == ("2026", 0)


def test_a_new_consultation_is_counted_at_once(sampled: Session, concerns: ConcernsPresenter):
    before = joint_of(concerns).held
    sampled.workspace.records.add("consultation", [{"title": "Road", "held_on": "2026-11-03"}])
    assert joint_of(concerns).held == before + 1


def test_a_closed_page_asks_no_more(sampled: Session, concerns: ConcernsPresenter):
    before = joint_of(concerns).held
    concerns.close()
    sampled.workspace.records.add("consultation", [{"title": "Road", "held_on": "2026-11-03"}])
    assert joint_of(concerns).held == before


@pytest.mark.parametrize(
    ("name", "value"), [("sex", "f"), ("band", "60+"), ("region", "3507000"), ("grouping", "rasht")]
)
def test_the_whole_opens_as_many_consultations_as_it_says(
    sampled: Session, concerns: ConcernsPresenter, navigation: Navigation, name: str, value: str
):
    concerns.narrow(name, value)
    concerns.open()
    assert 0 < joint_of(concerns).held == listed(sampled, navigation)


def test_each_bar_opens_what_it_counts(sampled: Session, concerns: ConcernsPresenter, navigation: Navigation):
    for line in joint_of(concerns).concerns[:4]:
        for region, part in line.by_region.items():
            concerns.open(theme=line.theme, place=region)
            assert listed(sampled, navigation) == part.shown.value
        concerns.open(theme=line.theme)
        assert listed(sampled, navigation) == line.raised.value


def test_a_place_within_a_place_opens_what_lies_in_both(
    sampled: Session, concerns: ConcernsPresenter, navigation: Navigation
):
    concerns.set_place("region:3507000")
    kulob = next(one for one in joint_of(concerns).groupings if one.code == "kulob")
    concerns.open(place="kulob")
    assert [value for name, value in navigation.spot.where if name == "place"] == ["3507000", "kulob"]
    assert listed(sampled, navigation) == kulob.held > 0


def test_a_point_in_time_opens_its_half_year(
    sampled: Session, concerns: ConcernsPresenter, navigation: Navigation
):
    line = joint_of(concerns).concerns[0]
    for point in line.times:
        concerns.open(theme=line.theme, span=point.time.code)
        assert listed(sampled, navigation) == point.raised.value


def test_a_concern_that_is_followed_is_let_go_by_choosing_it_again(concerns: ConcernsPresenter):
    whole = joint_of(concerns)
    concerns.choose_theme("GBV-DOM")
    followed = {one.code: one.raised.value for one in joint_of(concerns).regions}
    assert followed != {one.code: one.raised.value for one in whole.regions}
    concerns.choose_theme("GBV-DOM")
    assert joint_of(concerns) == whole


def test_one_place_is_chosen_at_a_time(concerns: ConcernsPresenter):
    concerns.set_place("region:3505000")
    concerns.set_place("grouping:rasht")
    assert (concerns.filters.region, concerns.filters.grouping) == ("", "rasht")
    concerns.set_place("")
    assert concerns.filters.place == ""


def test_a_place_on_the_map_is_told_of_with_what_was_asked_there(concerns: ConcernsPresenter):
    concerns.choose_place("3509000")
    told = concerns.told_place()
    assert told is not None
    assert told.held > 0
    assert concerns.asked
    concerns.show_as_it_leaves("public")
    assert concerns.asked == ()


def test_as_it_leaves_every_count_of_people_is_rounded(concerns: ConcernsPresenter):
    concerns.set_period("2026-H2")
    concerns.show_as_it_leaves("public")
    joint = joint_of(concerns)
    assert joint.base == 10
    assert joint.people.value is not None
    assert joint.people.value % 10 == 0
    concerns.show_as_it_leaves("")
    assert joint_of(concerns).base == 0


def test_a_selection_that_does_not_leave_gives_way_to_the_nearest_that_does(concerns: ConcernsPresenter):
    concerns.set_period("2026-Q3")
    concerns.narrow("sex", "f")
    concerns.show_as_it_leaves("public")
    refused = concerns.refused
    assert refused is not None
    assert refused.nearest is not None
    concerns.take_nearest(refused.nearest)
    assert concerns.refused is None
    assert (concerns.span.code, concerns.filters.sex) == ("2026-H2", "")


def test_a_copy_is_what_leaves_though_the_page_shows_what_is_held(concerns: ConcernsPresenter):
    concerns.set_period("2026-H2")
    concerns.choose_theme("GBV-DOM")
    copied: list[Joint] = []
    concerns.copy(copied.append)
    assert joint_of(concerns).base == 0
    assert copied[0].base == 10
    assert len(copied[0].concerns) > 1
    assert concerns.copied is copied[0]
    concerns.forget_copied()
    assert concerns.copied is None


def test_what_may_not_leave_is_not_copied_and_says_why(concerns: ConcernsPresenter):
    concerns.narrow("sex", "f")
    copied: list[Joint] = []
    concerns.copy(copied.append)
    assert copied == []
    assert concerns.refused is not None
    concerns.forget_copied()
    assert concerns.refused is None


def test_outlines_of_districts_come_from_a_file_and_go_again(concerns: ConcernsPresenter, tmp_path: Path):
    ring = [[68.0, 38.0], [69.0, 38.0], [69.0, 39.0], [68.0, 38.0]]
    feature = {
        "type": "Feature",
        "properties": {"name": "Vahdat"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    file = tmp_path / "districts.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    told: list[int] = []
    concerns.load_outlines(file, lambda loaded: told.append(loaded.districts))
    assert (told, concerns.level) == ([1], "district")
    assert len(concerns.outlines()) == 1
    concerns.forget_outlines()
    assert concerns.level == "region"
    assert len(concerns.outlines()) == 5


def test_a_file_that_is_no_map_is_trouble_and_changes_nothing(
    sampled: Session, concerns: ConcernsPresenter, tmp_path: Path
):
    file = tmp_path / "districts.geojson"
    file.write_text("{", encoding="utf-8")
    concerns.load_outlines(file, lambda _loaded: None)
    assert sampled.trouble is not None
    assert concerns.level == "region"
