"""The tour plays the whole main job and leaves all of it behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cspdesk.i18n.catalogue import english
from cspdesk.services.tour import REPORTS, Tour
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST


@pytest.fixture
def tour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock, ids) -> Tour:
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    return Tour(tmp_path / "tour", english(), clock, ids, FAST)


def test_the_tour_ends_with_two_desks_that_agree_and_every_report(tour: Tour) -> None:
    seen: dict[str, Workspace] = {}
    for station in tour.play():
        seen[station.key] = station.workspace
        if station.key == "conflict":
            assert [c.field for c in station.workspace.conflicts.list()] == ["title"]
        if station.key == "coalition":
            office, outside = seen["today"], seen["joined"]
            assert office.conflicts.count() == outside.conflicts.count() == 0
            titles = [w.records.list("consultation", limit=50).records for w in (office, outside)]
            assert [r.fields["title"] for r in titles[0]] == [r.fields["title"] for r in titles[1]]
    assert len(list((tour.folder / REPORTS).iterdir())) == 3 * (2 * 3 + 1)


def test_a_tour_that_means_nothing_is_refused_as_every_command_is() -> None:
    command = [sys.executable, "-m", "cspdesk", "tour", "--nowhere", "--json"]
    done = subprocess.run(command, env={**os.environ, "LANGUAGE": "en"}, capture_output=True, check=False)
    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "usage"
    assert error["hint"] == "“cspdesk tour --help” explains it."
    assert f"hint: {error['hint']}" in done.stderr.decode()


def test_a_person_at_a_tour_reads_its_stations_and_nothing_of_qt(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cspdesk", "tour", "--language", "en", "--out", str(tmp_path / "tour")]
    environment = {**os.environ, "CSPDESK_TIDE": str(tmp_path / "tides")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    said = done.stderr.splitlines()
    assert done.returncode == 0
    assert [line.partition(".")[0] for line in said] == [str(n) for n in range(1, len(said) + 1)]
    assert (tmp_path / "tour" / "index.html").is_file()
