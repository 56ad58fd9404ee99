"""Open workspaces in temporary folders, with a clock and randomness that come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import english
from cspdesk.services import sample
from cspdesk.services.founding import found
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE

Maker = Callable[[], Workspace]


@pytest.fixture(autouse=True)
def _tides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tide files lie in the test's folder."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))


@pytest.fixture
def new_workspace(tmp_path: Path, clock: Clock, ids: Ids) -> Iterator[Maker]:
    """Makes workspaces of organisations of their own; all are closed after the test."""
    made: list[Workspace] = []

    def make() -> Workspace:
        folder = tmp_path / f"desk-{len(made)}"
        made.append(
            found(
                folder,
                PASSPHRASE,
                organisation="Chashma",
                person="M. Rahimova",
                clock=clock,
                ids=ids,
                kdf=FAST,
            )
        )
        return made[-1]

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def workspace(new_workspace: Maker) -> Workspace:
    """A new organisation's desk, open and empty."""
    return new_workspace()


@pytest.fixture
def sampled(workspace: Workspace, clock: Clock) -> Workspace:
    """The same with the sample in English."""
    sample.fill(workspace, english(), clock.today())
    return workspace
