"""What every test stands on: no screen, a clock that stands still, seeded ids, silence in the log.

Without PySide6 (the environment of ``requirements-core.lock``) everything outside ``tests/ui`` runs.
"""

import logging
import os
import random
import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cspdesk.domain.clock import millis
from cspdesk.domain.ids import RecordId, stamped

# Some tests give a child process a small limit on file sizes: CPython 3.11 would then leave a torn
# .pyc behind, and every later import of that module would fail.
sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=50,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("dev", settings.get_profile("ci"), derandomize=False)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class FixedClock:
    """A real ``Clock`` that moves only when a test moves it."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def today(self) -> date:
        return self._now.date()

    def advance(self, by: timedelta) -> datetime:
        """Move the clock by ``by`` (backwards too) and tell the new time."""
        self._now += by
        return self._now


class SeededIds:
    """A real ``Ids`` whose draws a seed repeats."""

    def __init__(self, seed: int, clock: FixedClock) -> None:
        self._random = random.Random(seed)
        self._clock = clock

    def new(self) -> RecordId:
        return stamped(millis(self._clock.now()), self.random(10))

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)


@pytest.fixture
def clock() -> FixedClock:
    """2026-11-22 09:30 UTC, until the test advances it."""
    return FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))


@pytest.fixture
def ids(clock: FixedClock) -> SeededIds:
    """The same ids and secret bytes in every run."""
    return SeededIds(20261122, clock)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cspdesk", "CSP Desk")
    group.addoption("--onscreen", action="store_true", help="show windows on the real screen")
    group.addoption("--crash-rounds", type=int, default=60, help="how often tests/crash kills a writer")
    group.addoption("--fuzz-minutes", type=float, default=0.2, help="how long tests/fuzz feeds mangled bytes")
    group.addoption("--office", action="store_true", help="open documents with LibreOffice (tests/office)")
    group.addoption("--rounds", type=int, default=40, help="how many coalitions the simulator plays")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What opens documents with LibreOffice is run where it is asked for."""
    if collection_path.name == "office" and not config.getoption("--office"):
        return True
    return None


def pytest_configure(config: pytest.Config) -> None:
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # a desk of the person at this machine is never touched, whatever a test forgets to say
    os.environ.pop("CSPDESK_DESK", None)
    os.environ.pop("CSPDESK_PASSPHRASE_FILE", None)
    # children speak UTF-8 as the tests read it
    os.environ["PYTHONUTF8"] = "1"


class _Listener(logging.Handler):
    """Keeps what the program complained about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> object:
    """Fail a test whose program logged a warning that nobody announced, or kept silent where one was."""
    announced = [pattern for mark in item.iter_markers("logs") for pattern in mark.args]
    listener = _Listener()
    logging.getLogger().addHandler(listener)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(listener)
    unannounced = [line for line in listener.said if not any(re.search(p, line) for p in announced)]
    if unannounced:
        pytest.fail("logged, and not announced with @pytest.mark.logs:\n" + "\n".join(unannounced))
    missing = [p for p in announced if not any(re.search(p, line) for line in listener.said)]
    if missing:
        pytest.fail(f"announced with @pytest.mark.logs, and never logged: {missing}")
    return result


def pytest_report_header() -> str:
    profile = os.environ.get("HYPOTHESIS_PROFILE", "ci")
    screen = os.environ.get("QT_QPA_PLATFORM", "on screen")
    return f"cspdesk: hypothesis profile {profile}, {sys.platform}, {screen}"
