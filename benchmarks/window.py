"""W4, W5 and W7: from the start to a list that one can use, searching, and one durable save."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from sqlcipher3 import dbapi2

from benchmarks import peers, workload
from benchmarks.carry import ratio
from benchmarks.desks import Row, new_desk
from benchmarks.spent import middle, now, since, timed
from cspdesk.services.lists import Lists
from cspdesk.store import search
from cspdesk.store.plan import BY_NAME
from cspdesk.store.sql import Cursor, cursor_of

PROMPT = """
import os
from pathlib import Path
from statistics import median
from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.ui.app import Speech, application
from cspdesk.ui.look import theme
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.tasks import Tasks
from cspdesk.ui.window import Window
app = application()
preferences = Preferences()
theme.apply(app, theme=preferences.theme, scale=preferences.scale / 100)
clock = SystemClock()
folder = Path(os.environ["CSPDESK_DESK"])
tasks = Tasks(app)
ids = SystemIds(clock)
window = Window(preferences, tasks, Speech(app), folder=folder, language="en", clock=clock, ids=ids)
window.begin_loading = lambda: None
window.show()
for _ in range(3):
    app.processEvents()
assert window.unlock.isVisible()
os._exit(0)
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
    with workspace.desk.reading() as connection:
        cursor = cursor_of(connection)
        typing = [spent(partial(titles, cursor, typed, ranked=False)) for typed in asked]
        ranked = [spent(partial(titles, cursor, typed, ranked=True)) for typed in asked]
    lists = Lists(workspace.context)
    opening = median(spent(lambda: first_page(lists)) for _ in range(5))
    workspace.close()
    return [
        Row(f"W5 search as you type over {count:,}, p95", f"{p95(typing):.1f} ms", "5 ms", p95(typing) <= 5),
        Row(f"W5 search ranked over {count:,}, p95", f"{p95(ranked):.1f} ms", "50 ms", p95(ranked) <= 50),
        Row(
            f"W4 the order and first page of a list of {count:,}",
            f"{opening:.0f} ms",
            "300 ms",
            opening <= 300,
        ),
    ]


def titles(cursor: Cursor, typed: str, *, ranked: bool) -> list[tuple[object, ...]]:
    """The first 50 titles that answer what was typed."""
    numbers = search.find(cursor, BY_NAME["consultation"], typed, most=50, ranked=ranked)
    marks = ",".join("?" * len(numbers))
    return cursor.execute(f"SELECT no, title FROM consultation WHERE no IN ({marks})", numbers).fetchall()


def first_page(lists: Lists) -> None:
    """What a list asks for when it is opened."""
    roll = lists.roll("consultation")
    lists.rows("consultation", roll.numbers[:200])


def saving(folder: Path, *, runs: int) -> list[Row]:
    """W7: one record saved, durable, beside one durable SQLite commit of as many bytes."""
    workspace = new_desk(folder / "save")
    drawn = workload.Workload(9)
    records = [drawn.consultation() for _ in range(runs)]
    saves, bare = [], []
    path = folder / "bare.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)")
    for record in records:
        saves.append(timed(partial(workspace.records.add, "consultation", [record])))
        body = repr(record).encode()
        start = now()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t (body) VALUES (?)", (body,))
        connection.execute("COMMIT")
        bare.append(since(start))
    workspace.close()
    return [
        ratio(
            "W7 save one record / a durable commit of as many bytes",
            middle(saves),
            middle(bare),
            2.0,
        )
    ]


def starting(folder: Path, *, runs: int) -> list[Row]:
    """W4: process start to the passphrase prompt, beside an empty Qt window; offscreen, warm.

    An installed program lies there compiled, as Qt's own modules always do: so does ours, by a first start
    that is not counted and may write its bytecode.
    """
    workspace = new_desk(folder / "start")
    workspace.close()
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", CSPDESK_DESK=str(folder / "start"))
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", PROMPT]
    prompts, windows = [], []
    subprocess.run(command, check=True, capture_output=True, env=environment)
    for _ in range(runs):
        run = partial(subprocess.run, command, check=True, capture_output=True, env=environment)
        prompts.append(timed(run))
        windows.append(peers.empty_window()[0])
    return [
        ratio("W4 start to the passphrase prompt / an empty Qt window", middle(prompts), middle(windows), 1.3)
    ]


def spent(act: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def p95(milliseconds: list[float]) -> float:
    """The 95th percentile."""
    return sorted(milliseconds)[int(len(milliseconds) * 0.95)]
