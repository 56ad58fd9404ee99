"""A command line on a desk of its own; nothing of the person at this machine is touched."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from tests.cli.doors import CommandLine
from tests.conftest import FixedClock, SeededIds


@pytest.fixture(scope="module", autouse=True)
def _places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tide files and reports lie in folders of the tests."""
    folder = tmp_path_factory.mktemp("places")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder / "tides"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        yield folder


@pytest.fixture
def bare(tmp_path: Path, clock: Clock, ids: Ids) -> CommandLine:
    """A command line without a desk."""
    return CommandLine(tmp_path, clock, ids, tmp_path / "desk")


@pytest.fixture
def cli(bare: CommandLine) -> CommandLine:
    """A command line on a new desk."""
    made = bare("new", "--organisation", "Chashma", "--person", "Nigora")
    assert made.status == 0, made.err
    return bare


@pytest.fixture(scope="module")
def steady(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """A command line on a desk with one record, for tests after which it still has just that."""
    clock = FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    folder = tmp_path_factory.mktemp("steady")
    made = CommandLine(folder, clock, SeededIds(7, clock), folder / "desk")
    done = made("new", "--organisation", "Chashma", "--person", "Nigora")
    assert done.status == 0, done.err
    made.add("body", {"name": "Кумита", "type": "cppt"})
    return made
