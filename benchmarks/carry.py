"""W1 and W2: 30,000 records in one bundle onto an empty desk, then 1,000 edits."""

from __future__ import annotations

import gc
import resource
import sys
from functools import partial
from pathlib import Path

from benchmarks import peers, workload
from benchmarks.desks import Base, Row, fill, joined_desk, new_desk
from benchmarks.spent import Spent, middle, now, since, timed
from cspdesk.services.workspace import Workspace
from cspdesk.store.sql import cursor_of
from cspdesk.wire import segment
from cspdesk.wire.header import bound_part
from cspdesk.wire.suite import open_box

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

MB = 1_000_000


def measure(folder: Path, *, runs: int, scale: int) -> list[Row]:
    """The rows of W1 and W2; each run brings the bundle onto a fresh desk, beside a C copy of it."""
    author = new_desk(folder / "author")
    base = fill(author, scale)
    # the workload lies in this process and not in the program: its collector of cycles shall not walk it
    gc.collect()
    gc.freeze()
    warm = [joined_desk(folder / f"reader{i}", author, folder / f"papers{i}") for i in range(runs)]
    bundle = folder / "all.cspbundle"
    exported = timed(lambda: author.exchange.make(["all"], bundle, everything=True))
    compressed = compression_alone(author)
    imports, copies, searches = [], [], []
    for i, reader in enumerate(warm):
        imports.append(timed(partial(reader.exchange.receive, [bundle])))
        copies.append(peers.c_copy(reader.desk, folder / f"copy{i}.db"))
        searches.append(timed(partial(reader.context.index_some, slices=100_000)))
    searched = middle(searches)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    git = peers.git_bundle(base.rows, folder / "git")
    size = bundle.stat().st_size
    rows = [
        ratio("W1 import / C copy of the same", middle(imports), middle(copies), 2.0),
        Row(
            "W1 bundle / git bundle",
            f"{size / git:.2f} x",
            "0.8 x",
            size / git <= 0.8,
            f"{size:,} / {git:,} bytes",
        ),
        ratio("W1 export / its compression alone", exported, compressed, 2.0),
        Row(
            "W1 search complete after",
            f"{searched.wall:.2f} s",
            "2 s",
            searched.wall <= 2,
            f"{searched.processor:.2f} s of the processor",
        ),
        Row(
            "W1 memory of the whole measuring process",
            f"{memory:.0f} MB",
            "300 MB for the import alone",
            None,
        ),
    ]
    rows += edits(author, warm[0], base, folder)
    for workspace in (author, *warm):
        workspace.close()
    return rows


def edits(author: Workspace, reader: Workspace, base: Base, folder: Path) -> list[Row]:
    """1,000 field edits as one segment, carried and applied."""
    made = list(workload.edits(base.rows))
    for _, record, name, value in made:
        author.records.set(record, {name: value})
    bundle = folder / "edits.cspbundle"
    author.exchange.make(["all"], bundle)
    sealed = sum(len(one) for one in newest_segments(author, len(made)))
    spent = timed(lambda: reader.exchange.receive([bundle]))
    git = peers.git_edits(base.rows, made, folder / "git")
    patch = peers.session_patchset(made, base.rows, folder)
    rows = [
        Row(
            "W2 1,000 edits, segments",
            f"{sealed / 1000:.1f} kB",
            "45 kB",
            sealed <= 45_000,
            f"git {git / 1000:.1f} kB",
        ),
    ]
    if patch is None:
        return [*rows, Row("W2 apply / session patchset", "apsw is not installed", "3 x", None)]
    size, applied = patch
    rows[0].detail += f", session patchset {size / 1000:.1f} kB"
    return [*rows, ratio("W2 apply / session patchset", spent, applied, 3.0)]


def newest_segments(workspace: Workspace, count: int) -> list[bytes]:
    """The sealed segments that hold the newest own entries, ``count`` of them at least."""
    with workspace.desk.reading() as connection:
        rows = (
            cursor_of(connection)
            .execute("SELECT sealed, last - first + 1 FROM segment ORDER BY no DESC")
            .fetchall()
        )
    found, held = [], 0
    for sealed, entries in rows:
        if held >= count:
            break
        found.append(sealed)
        held += entries
    return found


def compression_alone(workspace: Workspace) -> Spent:
    """What zstd 9 takes over the same raw bodies, nothing else."""
    with workspace.desk.reading() as connection:
        cursor = cursor_of(connection)
        secrets = dict(cursor.execute("SELECT name, value FROM secret WHERE name LIKE 'epoch:%'").fetchall())
        bodies = []
        for (sealed,) in cursor.execute("SELECT sealed FROM segment").fetchall():
            parsed = segment.parse(sealed)
            key = open_box(parsed.key_box, secrets["epoch:" + parsed.header.epoch.hex()])
            bodies.append(
                segment.open_raw(parsed.body, key, bound_part(parsed.header_bytes), parsed.header.raw_length)
            )
    start = now()
    for body in bodies:
        zstd.compress(body, 9)
    return since(start)


def ratio(name: str, one: Spent, other: Spent, goal: float) -> Row:
    """A row of two durations beside each other, judged by the clock on the wall."""
    found = one.wall / other.wall
    shown = (
        f"{one.wall:.4f} / {other.wall:.4f} s; of the processor"
        f" {one.processor / other.processor:.2f} x ({one.processor:.4f} / {other.processor:.4f} s)"
    )
    return Row(name, f"{found:.2f} x", f"{goal} x", found <= goal, shown)
