"""Coalitions played from seeds: whatever happens to desks, sticks and clocks, all come to show the same."""

from pathlib import Path

import pytest

from tests.sync.desks import SimDesk, organisation
from tests.sync.world import World

STEPS = 90


@pytest.fixture(scope="module")
def template() -> list[SimDesk]:
    """A founder, two field officers, a finance officer and a coordinator, enrolled."""
    return organisation({"B": (1,), "C": (1,), "D": (3,), "E": (2,)})


def play(seed: int, template: list[SimDesk], steps: int = STEPS) -> World:
    world = World.begin(seed, template)
    for _ in range(steps):
        world.step()
    world.end()
    return world


def test_whatever_happens_all_desks_come_to_show_the_same(
    template: list[SimDesk], request: pytest.FixtureRequest, tmp_path: Path
):
    for seed in range(request.config.getoption("--rounds")):
        try:
            world = play(seed, template)
            world.check()
            world.check_secrets(tmp_path / "image")
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {error}") from error


def test_the_same_seed_plays_the_same_life(template: list[SimDesk]):
    assert play(7, template).digest() == play(7, template).digest()
