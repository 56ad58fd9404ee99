"""Outlines of districts from a file of a person's own: bounded, matched by name, thinned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.services import outlines
from cspdesk.services.outlines import Outlines
from cspdesk.services.workspace import Workspace

SQUARE = [[69.0, 38.0], [69.5, 38.0], [69.5, 38.5], [69.0, 38.5], [69.0, 38.0]]


def feature(ring: object = SQUARE, **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def file(tmp_path: Path):
    def write(*features: object) -> Path:
        path = tmp_path / "districts.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
        return path

    return write


def test_districts_are_matched_by_any_of_their_names(workspace: Workspace, file):
    known = Outlines(workspace.context)
    loaded = known.load(
        file(feature(ADM2_EN="Rasht", ADM1_EN="DRS"), feature(name="Район Рудаки"), feature(name="Nowhere"))
    )
    assert (loaded.districts, loaded.unknown) == (2, 1)
    assert [one.code for one in known.districts()] == ["3509036", *[known.districts()[1].code]]
    assert known.districts()[0].rings[0][0] == (69.0, 38.0)


def test_a_shared_name_is_settled_by_its_region(workspace: Workspace, file):
    known = Outlines(workspace.context)
    known.load(file(feature(name="Vahdat", region="Districts of Republican Subordination")))
    assert len(known.districts()) == 1


def test_needless_points_are_left_out(workspace: Workspace, file):
    edge = [[69.0 + at / 10_000, 38.0] for at in range(5_000)]
    ring = [*edge, [69.5, 38.5], [69.0, 38.5], [69.0, 38.0]]
    known = Outlines(workspace.context)
    known.load(file(feature(ring, name="Rasht")))
    assert len(known.districts()[0].rings[0]) <= 6


@pytest.mark.parametrize(
    "broken",
    [
        feature([[200.0, 38.0]] * 5, name="Rasht"),
        feature([["x", 38.0]] * 5, name="Rasht"),
        feature([[0.1, 0.1]] * 5, name="Rasht"),
        feature("ring", name="Rasht"),
        feature(SQUARE[:2], name="Rasht"),
        feature([], name="Rasht"),
        {"properties": {"name": "Rasht"}, "geometry": {"type": "Point", "coordinates": [69.0, 38.0]}},
        {"properties": None, "geometry": None},
        17,
    ],
)
def test_shapes_that_are_none_are_passed_by(workspace: Workspace, file, broken: object):
    with pytest.raises(RefusedError, match="district"):
        Outlines(workspace.context).load(file(broken))
    assert Outlines(workspace.context).districts() == ()


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"features": 3}', "[" * 100_000, "not json"])
def test_a_file_that_is_no_geojson_is_refused(workspace: Workspace, tmp_path: Path, text: str):
    path = tmp_path / "some.geojson"
    path.write_text(text)
    with pytest.raises(RefusedError):
        Outlines(workspace.context).load(path)


def test_a_file_with_too_many_points_is_refused(workspace: Workspace, file, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outlines, "MOST_POINTS", 4)
    with pytest.raises(RefusedError, match="4 points"):
        Outlines(workspace.context).load(file(feature(name="Rasht")))


def test_districts_can_be_let_go_again(workspace: Workspace, file):
    known = Outlines(workspace.context)
    known.load(file(feature(name="Rasht")))
    known.forget()
    assert known.districts() == ()
    assert len(known.regions()) == 5
