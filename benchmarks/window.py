"""W4, W5 and W7: from the start to a list that one can use, searching, and one durable save."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from sqlcipher3 import dbapi2

from benchmarks import peers, workload
from benchmarks.carry import ratio
from benchmarks.desks import PASSPHRASE, Row, middle, new_desk

PROMPT = """
import sys, time
from pathlib import Path
from cspdesk.ui import front
print(front.time_to_prompt(Path(sys.argv[1])))
"""


def searching(folder: Path, *, count: int) -> list[Row]:
    """W5: 200 searches, 50 titles each, ranked and as one types."""
    workspace = new_desk(folder / "search")
    drawn = workload.Workload(7)
    records = [drawn.consultation() for _ in range(count)]
    for at in range(0, count, 5_000):
        workspace.records.add("consultation", records[at : at + 5_000])
    workspace.context.index_some(slices=100_000)
    asked = workload.queries(records)
    typing = [
        spent(lambda typed=typed: workspace.records.titles("consultation", search=typed, limit=50))
        for typed in asked
    ]
    ranked = [
        spent(
            lambda typed=typed: workspace.records.titles("consultation", search=typed, limit=50, ranked=True)
        )
        for typed in asked
    ]
    opening = spent(lambda: workspace.records.list("consultation", limit=50))
    workspace.close()
    return [
        Row(f"W5 search as you type over {count:,}, p95", f"{p95(typing):.1f} ms", "5 ms", p95(typing) <= 5),
        Row(f"W5 search ranked over {count:,}, p95", f"{p95(ranked):.1f} ms", "50 ms", p95(ranked) <= 50),
        Row(f"W4 first page of a list of {count:,}", f"{opening:.0f} ms", "300 ms", opening <= 300),
    ]


def saving(folder: Path, *, runs: int) -> list[Row]:
    """W7: one record saved, durable, beside one durable SQLite commit of as many bytes."""
    workspace = new_desk(folder / "save")
    drawn = workload.Workload(9)
    records = [drawn.consultation() for _ in range(runs)]
    seconds, bare = [], []
    path = folder / "bare.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)")
    for record in records:
        seconds.append(spent(lambda record=record: workspace.records.add("consultation", [record])))
        body = repr(record).encode()
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t (body) VALUES (?)", (body,))
        connection.execute("COMMIT")
        bare.append((time.perf_counter() - start) * 1000)
    workspace.close()
    return [
        ratio(
            "W7 save one record / a durable commit of as many bytes",
            middle(seconds) / 1000,
            middle(bare) / 1000,
            2.0,
        )
    ]


def starting(folder: Path, *, runs: int) -> list[Row]:
    """W4: process start to the passphrase prompt, beside an empty Qt window; offscreen, warm."""
    workspace = new_desk(folder / "start")
    workspace.close()
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", CSPDESK_DESK=str(folder / "start"))
    prompts, windows, memory = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        command = [sys.executable, "-m", "cspdesk.ui.front", "--until-prompt"]
        subprocess.run(command, check=True, capture_output=True, env=environment)
        prompts.append(time.perf_counter() - start)
        seconds, kilobytes = peers.empty_window()
        windows.append(seconds)
        memory.append(kilobytes)
    return [
        ratio("W4 start to the passphrase prompt / an empty Qt window", middle(prompts), middle(windows), 1.3)
    ]


def spent(act: object) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()  # type: ignore[operator]
    return (time.perf_counter() - start) * 1000


def p95(milliseconds: list[float]) -> float:
    """The 95th percentile."""
    return sorted(milliseconds)[int(len(milliseconds) * 0.95)]


__all__ = ["PASSPHRASE", "saving", "searching", "starting"]
