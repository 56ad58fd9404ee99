"""A process that has everything read in and forks workers to be killed: each tells what it was told is done.

Its standard input names a job a line, ``job folder number``; its standard output carries ``pid``, ``begin``,
what the worker says, ``over`` if it came that far, and ``end`` once it was killed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.i18n.catalogue import english
from cspdesk.services import backups
from cspdesk.services.exporting import Exporting
from cspdesk.services.importing import Importing
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE

ROWS = 150
SAVES = 40
EXPORTS = 6
TITLES = "Title;Date held;Place;Women, 18 to 30;Concern 1: Concern;Concern 1: Severity\r\n"

Job = Callable[[Workspace, Path, int], None]


def say(line: str) -> None:
    """One line, at once: what is said is written or not, never half."""
    os.write(1, line.encode() + b"\n")


def save(workspace: Workspace, folder: Path, number: int) -> None:
    """Add records with their parts, and change each once."""
    for turn in range(SAVES):
        given = {
            "title": f"{number}-{turn}",
            "participants": [{"sex": "f", "band": "18-30", "count": turn}],
            "concerns": [{"theme": "ROAD", "words": "слово " * 50}],
            "harm_incident": "kept apart",
        }
        (record,) = workspace.records.add("consultation", [given]).ids
        say(f"added {record}")
        workspace.records.set(record, {"minutes": turn, "concerns": [{"theme": "POL-TRUST"}]})
        say(f"changed {record} {turn}")


def bring_in(workspace: Workspace, folder: Path, number: int) -> None:
    """Import a sheet."""
    rows = "".join(f"sheet {number};2026-11-09;3509038;{n};ROAD;3\r\n" for n in range(ROWS))
    stream = BytesIO((TITLES + rows).encode("utf-8-sig"))
    Importing(workspace.context, workspace.records).run("consultation", stream)
    say(f"imported {number}")


def export(workspace: Workspace, folder: Path, number: int) -> None:
    """Export what there is, a few times."""
    for turn in range(EXPORTS):
        out = folder.parent / f"out-{number}-{turn}{('.xlsx', '.csv', '.jsonl')[turn % 3]}"
        Exporting(workspace.context).run("consultation", out, english())
        say(f"exported {out}")


def receive(workspace: Workspace, folder: Path, number: int) -> None:
    """Receive the bundle that lies there."""
    workspace.exchange.receive([folder.parent / f"b{number}.cspbundle"])
    say(f"received {number}")


def backup(workspace: Workspace, folder: Path, number: int) -> None:
    """Make a backup."""
    say(f"backed {backups.make(workspace.desk).name}")


JOBS: Mapping[str, Job] = {
    "save": save,
    "import": bring_in,
    "export": export,
    "receive": receive,
    "backup": backup,
}


def work(name: str, folder: Path, number: int) -> None:
    """One worker's life, if nobody ends it."""
    clock = SystemClock()
    with Workspace.open(folder, PASSPHRASE, clock=clock, ids=SystemIds(clock), kdf=FAST) as workspace:
        say("begin")
        JOBS[name](workspace, folder, number)
        say("done")


def main() -> None:
    """Fork a worker for each line, and tell when it has ended, however it did."""
    for line in sys.stdin:
        name, folder, number = line.split()
        pid = os.fork()
        if not pid:
            signal.alarm(600)  # if whoever should kill it is gone
            try:
                work(name, Path(folder), int(number))
            finally:
                # it is there until it is killed, so that its number can never be another process's
                say("over")
                while True:
                    signal.pause()
        say(f"pid {pid}")
        os.waitpid(pid, 0)
        say("end")


if __name__ == "__main__":
    main()
