"""Desks in temporary folders; tide files beside them, never in the person's own state folder."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.store.desk import Desk, create, open_desk
from tests.store.desks import FAST, PASSPHRASE

Opener = Callable[[Path], Desk]


@pytest.fixture
def tides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where tide files lie in this test, for its child processes too."""
    place = tmp_path / "tides"
    monkeypatch.setenv("CSPDESK_TIDE", str(place))
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the test's desk lies."""
    return tmp_path / "desk"


@pytest.fixture
def desk(folder: Path, clock: Clock, ids: Ids, tides: Path) -> Iterator[Desk]:
    """A new desk, open."""
    made = create(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    yield made
    made.close()


@pytest.fixture
def reopen(clock: Clock, ids: Ids, tides: Path) -> Iterator[Opener]:
    """Opens a desk; whatever the test leaves open is closed after it."""
    opened: list[Desk] = []

    def _open(folder: Path) -> Desk:
        opened.append(open_desk(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST))
        return opened[-1]

    yield _open
    for one in opened:
        one.close()
