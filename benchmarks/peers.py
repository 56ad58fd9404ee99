"""What the figures stand beside: a C copy of the same rows, SQLite's sessions, git, an empty window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from benchmarks.spent import Spent, now, since
from cspdesk.store.desk import Desk


def c_copy(desk: Desk, target: Path) -> Spent:
    """What it takes SQLite itself to write a desk's tables into another encrypted file, durably.

    The same rows, blobs and indexes, ``INSERT ... SELECT`` inside SQLCipher, ``synchronous=FULL``.
    """
    key = desk.unlocked.key.hex()
    connection = dbapi2.connect(str(target), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "cache_size = -32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"ATTACH ? AS there KEY \"x'{key}'\"", (str(desk.folder / "desk.db"),))
    schema = connection.execute(
        "SELECT name, type, sql FROM there.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'search%'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY type = 'index'"
    ).fetchall()
    for _, _, sql in schema:
        connection.execute(sql)
    start = now()
    connection.execute("BEGIN IMMEDIATE")
    for name, kind, _ in schema:
        if kind == "table":
            connection.execute(f'INSERT INTO main."{name}" SELECT * FROM there."{name}"')
    connection.execute("COMMIT")
    spent = since(start)
    connection.close()
    return spent


def git_bundle(rows: list[tuple[str, str, dict[str, Any]]], folder: Path) -> int:
    """Bytes of a git bundle of the same records as JSON lines, a file for each kind."""
    folder.mkdir()
    _lines(rows, folder)
    _git(folder, "init", "-q")
    return _committed(folder, "first", "all.bundle")


def git_edits(
    rows: list[tuple[str, str, dict[str, Any]]], edits: list[tuple[str, str, str, Any]], folder: Path
) -> int:
    """Bytes of a git bundle of what some edits of those records changed."""
    by_id = {record: fields for _, record, fields in rows}
    _git(folder, "tag", "before")
    changed = {record: dict(by_id[record]) for _, record, _, _ in edits}
    for _, record, name, value in edits:
        changed[record][name] = value
    _lines([(kind, record, changed.get(record, fields)) for kind, record, fields in rows], folder)
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-q", "-m", "edits")
    _git(folder, "bundle", "create", "-q", "edits.bundle", "before..HEAD")
    return (folder / "edits.bundle").stat().st_size


def _lines(rows: list[tuple[str, str, dict[str, Any]]], folder: Path) -> None:
    for kind in {kind for kind, _, _ in rows}:
        lines = [
            json.dumps({"id": r, **f}, ensure_ascii=False, separators=(",", ":"))
            for k, r, f in rows
            if k == kind
        ]
        (folder / f"{kind}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _committed(folder: Path, message: str, bundle: str) -> int:
    _git(folder, "add", "-A")
    _git(folder, "-c", "user.name=b", "-c", "user.email=b@example.org", "commit", "-q", "-m", message)
    _git(folder, "bundle", "create", "-q", bundle, "HEAD")
    return (folder / bundle).stat().st_size


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def session_patchset(
    edits: list[tuple[str, str, str, Any]], rows: list[tuple[str, str, dict[str, Any]]], folder: Path
) -> tuple[int, Spent] | None:
    """SQLite's own patchset of the same edits: its bytes (zstd 9), and applying it; None without apsw."""
    try:
        import apsw  # noqa: PLC0415 - only measured where it is installed
    except ImportError:
        return None
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415
    else:
        from backports import zstd  # noqa: PLC0415
    names = {
        kind: sorted(
            {n for k, _, f in rows if k == kind for n, v in f.items() if not isinstance(v, (list, dict))}
        )
        for kind in {k for k, _, _ in rows}
    }

    def opened(path: Path) -> Any:  # noqa: ANN401 - apsw has no types here
        connection = apsw.Connection(str(path))
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32000"):
            connection.execute(f"PRAGMA {pragma}")
        for kind, columns in names.items():
            listed = ", ".join(f'"{c}"' for c in columns)
            connection.execute(f"CREATE TABLE {kind} (id TEXT PRIMARY KEY NOT NULL, {listed})")
        connection.execute("BEGIN")
        for kind, columns in names.items():
            marks = ", ".join("?" * (len(columns) + 1))
            chosen = [(r, *(f.get(c) for c in columns)) for k, r, f in rows if k == kind]
            connection.executemany(f"INSERT INTO {kind} VALUES ({marks})", chosen)
        connection.execute("COMMIT")
        return connection

    author, reader = opened(folder / "author.db"), opened(folder / "reader.db")
    session = apsw.Session(author, "main")
    for kind in names:
        session.attach(kind)
    author.execute("BEGIN")
    for kind, record, name, value in edits:
        author.execute(f'UPDATE {kind} SET "{name}" = ? WHERE id = ?', (value, record))
    author.execute("COMMIT")
    patch = session.patchset()
    packed = zstd.compress(patch, 9)
    start = now()
    reader.execute("BEGIN")
    apsw.Changeset.apply(zstd.decompress(packed), reader, conflict=lambda *_: apsw.SQLITE_CHANGESET_REPLACE)
    reader.execute("COMMIT")
    return len(packed), since(start)


EMPTY_WINDOW = """
import time, sys
start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget(); window.resize(1024, 640); window.show()
for _ in range(3): app.processEvents()
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def empty_window() -> tuple[Spent, int]:
    """What it takes from process start to a shown empty Qt window, and its memory in kB."""
    start = now()
    done = subprocess.run([sys.executable, "-c", EMPTY_WINDOW], check=True, capture_output=True, text=True)
    return since(start), int(done.stdout.split()[-1])
