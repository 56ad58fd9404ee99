"""A session over a real desk, with a background that does everything at once and a clock that stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.founding import found
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.store.desks import FAST, PASSPHRASE

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _tides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tide files lie in the test's folder."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))


@pytest.fixture
def background() -> Immediate:
    """Everything at once; time passes by ``elapse``."""
    return Immediate()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new organisation's desk, made once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    clock = FixedClock(START)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder.parent / "tides"))
        found(
            folder,
            PASSPHRASE,
            organisation="Chashma",
            person="M. Rahimova",
            clock=clock,
            ids=SeededIds(1, clock),
            kdf=FAST,
        ).close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, template: Path, clock: FixedClock, ids: Ids) -> Workspace:
    """A new organisation's desk, open; the session closes it."""
    folder = Path(shutil.copytree(template, tmp_path / "desk"))
    return Workspace.open(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)


@pytest.fixture
def session(workspace: Workspace, background: Immediate, clock: FixedClock) -> Iterator[Session]:
    """What all screens of the desk share, in English."""
    made = Session(workspace, background, clock, english())
    yield made
    made.close()


@pytest.fixture
def form(session: Session) -> FormPresenter:
    """A new consultation, begun and not touched."""
    made = FormPresenter(session, "consultation")
    made.begin(held_on="2026-11-22")
    return made


@pytest.fixture
def reopened(session: Session) -> Callable[..., FormPresenter]:
    """Opens a record or a draft in another form."""

    def opened(record: str = "", **at: str) -> FormPresenter:
        made = FormPresenter(session, "consultation")
        made.open(record, **at)
        return made

    return opened
