"""A program that is killed at any moment loses nothing that it said was done, and leaves nothing half."""

import csv
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import openpyxl
import pytest

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import SystemIds
from cspdesk.services import backups
from cspdesk.services.workspace import Workspace
from tests.crash.worker import ROWS
from tests.services.pairs import Pair, paired
from tests.store.desks import FAST, PASSPHRASE, ROOT

JOBS = ("save", "import", "export", "receive", "backup")
CLOCK = SystemClock()
IDS = SystemIds(CLOCK)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")


class Once:
    """Kills a worker, which is there until it is killed, exactly once."""

    def __init__(self) -> None:
        self.pid = 0
        self._turn = threading.Lock()

    def kill(self) -> None:
        with self._turn:
            pid, self.pid = self.pid, 0
            if pid:
                os.kill(pid, signal.SIGKILL)


def _nothing() -> None:
    """What a job that is not to be killed waits for."""


class Killer:
    """Starts jobs in a warm process and kills them after a part of the time that they take."""

    def __init__(self, tides: Path, chance: Random) -> None:
        self._chance = chance
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "CSPDESK_TIDE": str(tides),
            },
            cwd=ROOT,
            text=True,
        )
        self._lasts: dict[str, float] = {}
        self.survived = 0

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def run(self, job: str, folder: Path, number: int) -> list[list[str]]:
        """Do a job, and kill it on the way, but for the first of its kind; gives what it said was done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{job} {folder} {number}\n")
        self._process.stdin.flush()
        said: list[list[str]] = []
        began = 0.0
        end, timer = Once(), threading.Timer(0, _nothing)
        for line in self._process.stdout:
            words = line.split()
            if words[0] == "pid":
                end.pid = int(words[1])
            elif words[0] == "begin":
                began = time.perf_counter()
                if job in self._lasts:
                    delay = self._chance.uniform(0, self._lasts[job] * 1.1)
                    timer = threading.Timer(delay, end.kill)
                    timer.start()
            elif words[0] == "over":
                end.kill()
            elif words[0] == "end":
                break
            else:
                said.append(words)
        timer.cancel()
        if ["done"] in said:
            self._lasts.setdefault(job, time.perf_counter() - began)
            self.survived += 1
        return said


@pytest.fixture
def killer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Killer]:
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    made = Killer(tmp_path / "tides", Random(20261122))
    yield made
    made.close()


def rounds(config: pytest.Config, job: str) -> int:
    """The rounds of one job: all of them together are what --crash-rounds says."""
    every = int(config.getoption("--crash-rounds"))
    return every // len(JOBS) + (JOBS.index(job) < every % len(JOBS))


def reopened(folder: Path) -> Workspace:
    return Workspace.open(folder, PASSPHRASE, clock=CLOCK, ids=IDS, kdf=FAST)


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    made = paired(tmp_path, CLOCK, IDS)
    yield made
    made.close()


Check = Callable[[Workspace, list[list[str]], int], None]


def play(killer: Killer, job: str, folder: Path, count: int, check: Check) -> None:
    """Kill a job ``count`` times on one desk; each time it opens, is whole, and has what was said."""
    for number in range(count + 1):
        said = killer.run(job, folder, number)
        with reopened(folder) as workspace:
            found = workspace.integrity.check()
            assert found.ok, found.problems
            check(workspace, said, number)
    assert count < 4 or killer.survived <= count, "nobody was killed"


def test_every_save_that_was_told_is_there(killer: Killer, pair: Pair, request: pytest.FixtureRequest):
    folder = pair.office.desk.folder
    pair.office.close()

    def check(workspace: Workspace, said: list[list[str]], number: int) -> None:
        for words in said:
            if words[0] in {"added", "changed"}:
                fields = workspace.records.show(words[1]).fields
                assert fields["harm_incident"] == "kept apart"
                assert words[0] == "added" or fields["minutes"] == int(words[2])

    play(killer, "save", folder, rounds(request.config, "save"), check)


def test_a_sheet_is_imported_whole_or_not_at_all(killer: Killer, pair: Pair, request: pytest.FixtureRequest):
    folder = pair.office.desk.folder
    pair.office.close()

    def check(workspace: Workspace, said: list[list[str]], number: int) -> None:
        there = workspace.records.list("consultation", where=[("title", f"sheet {number}")]).total
        assert there in ({ROWS} if ["imported", str(number)] in said else {0, ROWS})

    play(killer, "import", folder, rounds(request.config, "import"), check)


def test_a_file_that_has_its_name_is_whole(killer: Killer, pair: Pair, request: pytest.FixtureRequest):
    folder = pair.office.desk.folder
    pair.office.records.add("consultation", ({"title": f"T{n}", "minutes": n} for n in range(300)))
    pair.office.close()

    def check(workspace: Workspace, said: list[list[str]], number: int) -> None:
        named = {path for path in folder.parent.glob(f"out-{number}-*") if path.suffix in READERS}
        assert {Path(words[1]) for words in said if words[0] == "exported"} <= named
        for path in named:
            assert READERS[path.suffix](path) == 300

    play(killer, "export", folder, rounds(request.config, "export"), check)


def _csv_rows(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return sum(1 for _ in csv.reader(stream)) - 1


def _xlsx_rows(path: Path) -> int:
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = sum(1 for _ in workbook.worksheets[0].iter_rows())
    workbook.close()
    return rows - 1


def _json_rows(path: Path) -> int:
    return len([json.loads(line) for line in path.read_text("utf-8").splitlines()])


READERS: dict[str, Callable[[Path], int]] = {".csv": _csv_rows, ".xlsx": _xlsx_rows, ".jsonl": _json_rows}


def test_a_bundle_that_was_cut_short_is_taken_again(
    killer: Killer, pair: Pair, request: pytest.FixtureRequest
):
    folder = pair.field.desk.folder
    pair.field.close()
    count = rounds(request.config, "receive")
    for number in range(count + 1):
        given = [{"title": f"bundle {number}", "concerns": [{"theme": "ROAD"}]} for _ in range(200)]
        pair.office.records.add("consultation", given)
        pair.office.exchange.make(["all"], folder.parent / f"b{number}.cspbundle")

    def check(workspace: Workspace, said: list[list[str]], number: int) -> None:
        there = workspace.records.list("consultation", where=[("title", f"bundle {number}")]).total
        assert there == 200 or ["received", str(number)] not in said
        workspace.exchange.receive([folder.parent / f"b{number}.cspbundle"])
        assert workspace.records.list("consultation").total == 200 * (number + 1)

    play(killer, "receive", folder, count, check)
    with reopened(folder) as workspace:
        mine, theirs = workspace.integrity.check(rebuild=True), pair.office.integrity.check()
        assert mine.ok
        assert mine.streams["field"] == theirs.streams["field"]


def test_a_backup_that_is_listed_can_be_restored(killer: Killer, pair: Pair, request: pytest.FixtureRequest):
    folder = pair.office.desk.folder
    pair.office.records.add("consultation", ({"title": f"T{n}"} for n in range(300)))
    pair.office.close()

    def check(workspace: Workspace, said: list[list[str]], number: int) -> None:
        listed = backups.listing(folder)
        assert {words[1] for words in said if words[0] == "backed"} <= {one.name for one in listed}
        if listed:
            told = backups.drill(folder, None, PASSPHRASE, clock=CLOCK, ids=IDS, kdf=FAST)
            assert told.rows["consultation"] == 300

    play(killer, "backup", folder, rounds(request.config, "backup"), check)


def test_a_killed_worker_is_really_killed(killer: Killer, pair: Pair):
    folder = pair.office.desk.folder
    pair.office.close()
    whole = len(killer.run("save", folder, 0))
    cut = [len(killer.run("save", folder, number)) for number in range(1, 6)]
    assert min(cut) < whole
    with reopened(folder) as workspace:
        assert workspace.records.list("consultation").total > 0
        with pytest.raises(CspdeskError):
            workspace.records.show("0" * 32)
