"""A stick both ways tells its steps, can be stopped between bundles, and says what lies on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.pairs import Pair, paired


@pytest.fixture
def pair(tmp_path: Path, clock, ids) -> Iterator[Pair]:
    made = paired(tmp_path, clock, ids)
    yield made
    made.close()


@pytest.fixture
def stick(pair: Pair, tmp_path: Path) -> Path:
    """A stick on which the field desk left two bundles."""
    folder = tmp_path / "stick"
    folder.mkdir()
    for name in ("One", "Two"):
        pair.field.records.add("donor", [{"name": name}])
        pair.field.exchange.exchange_folder(folder)
    return folder


def test_what_lies_on_a_stick_is_told_before_anything_is_taken(pair: Pair, stick: Path):
    count, unseen = pair.office.exchange.lying(stick)
    assert (count, [one.sender for one in unseen]) == (2, ["Zafar", "Zafar"])
    pair.office.exchange.exchange_folder(stick)
    count, unseen = pair.office.exchange.lying(stick)
    assert (count, unseen) == (3, ())


def test_each_step_is_told(pair: Pair, stick: Path):
    told: list[tuple[int, int]] = []
    pair.office.exchange.exchange_folder(stick, told=lambda done, whole: told.append((done, whole)))
    assert told == [(0, 3), (1, 3), (2, 3)]


def test_a_person_can_stop_between_bundles_and_go_on_later(pair: Pair, stick: Path):
    told: list[int] = []
    half = pair.office.exchange.exchange_folder(
        stick, told=lambda done, _whole: told.append(done), is_stopped=lambda: bool(told)
    )
    assert half.stopped
    assert (half.received.records.added, half.made) == (1, ())
    rest = pair.office.exchange.exchange_folder(stick)
    assert (rest.stopped, rest.received.records.added, len(rest.made)) == (False, 1, 1)
