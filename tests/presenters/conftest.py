"""A session over a real desk, with a background that does everything at once and a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock
from tests.services.pairs import Pair, paired
from tests.templates import Templates, opened_copy


@pytest.fixture(autouse=True)
def _tides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tide files lie in the test's folder."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))


@pytest.fixture
def background() -> Immediate:
    """Everything at once; time passes by ``elapse``."""
    return Immediate()


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Desks made once."""
    return Templates(tmp_path_factory.mktemp("templates"))


@pytest.fixture
def workspace(tmp_path: Path, templates: Templates, clock: FixedClock, ids: Ids) -> Workspace:
    """A new organisation's desk, open; the session closes it."""
    return opened_copy(templates.new("plain"), tmp_path / "desk", clock, ids)


@pytest.fixture
def session(workspace: Workspace, background: Immediate, clock: FixedClock) -> Iterator[Session]:
    """What all screens of the desk share, in English."""
    made = Session(workspace, background, clock, english())
    yield made
    made.close()


@pytest.fixture
def sampled(
    tmp_path: Path, templates: Templates, background: Immediate, clock: FixedClock, ids: Ids
) -> Iterator[Session]:
    """A desk that holds the sample in English."""
    folder = templates.new("sample-en", language="en")
    made = Session(opened_copy(folder, tmp_path / "sampled", clock, ids), background, clock, english())
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


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock, ids: Ids) -> Iterator[Pair]:
    """Two desks of one organisation; the office's is closed by its session."""
    made = paired(tmp_path, clock, ids)
    yield made
    made.field.close()


@pytest.fixture
def office(pair: Pair, background: Immediate, clock: FixedClock) -> Iterator[Session]:
    """The office's desk as a person sits at it."""
    made = Session(pair.office, background, clock, english())
    yield made
    made.close()
