"""What a person writes is in no byte that lies on a disk, neither at rest nor while the desk is open."""

import sys
import tempfile
from pathlib import Path

import pytest

from cspdesk.store import attachments, backup
from cspdesk.store.desk import Desk
from tests.store.desks import FAST, PASSPHRASE, child

CANARY = "Зарина Каримова +992 900 112233 canary"
NAME = "canary-letter.txt"


def _write_everywhere(desk: Desk) -> attachments.Stored:
    """The canary in rows, a draft, the search index, an attachment and its name."""
    stored = attachments.keep(desk, "sensitive", NAME, (CANARY * 50).encode())
    with desk.writing() as connection:
        run = connection.exec_driver_sql
        run("INSERT INTO setting VALUES ('canary', ?)", (CANARY,))
        run(
            "INSERT INTO attachment (id, name, size, pieces, key) VALUES (?, ?, ?, ?, ?)",
            (desk.ids.new(), stored.name, stored.size, stored.pieces, stored.key),
        )
        for n in range(300):
            typed = (CANARY * 20).encode()
            row = (desk.ids.new(), n, typed)
            run("INSERT INTO draft (id, kind, at, form, token, typed) VALUES (?, 1, ?, 1, '', ?)", row)
        run("INSERT INTO search (rowid, words) VALUES (1, ?)", (CANARY,))
    return stored


def _tell_tales(*folders: Path) -> list[str]:
    """Files that hold the canary, in any of the encodings that a library might choose."""
    words = [CANARY, "Зарина", "canary", "112233"]
    wanted = [word.encode(e) for word in words for e in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        f"{path}: {word!r}"
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
        for word in wanted
        if word in path.read_bytes()
    ]


def test_the_search_for_tales_finds_one(tmp_path: Path):
    (tmp_path / "leak").write_text(f"before {CANARY} after", "utf-16")
    assert _tell_tales(tmp_path)


@pytest.fixture
def whereabouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    place = tmp_path / "temporary"
    place.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(place))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return place


def test_nothing_is_readable_while_the_log_is_live_nor_afterwards(desk: Desk, tides: Path, whereabouts: Path):
    _write_everywhere(desk)
    assert (desk.folder / "desk.db-wal").stat().st_size > 100_000
    places = (desk.folder, tides, whereabouts)
    assert _tell_tales(*places) == []
    backup.make(desk.folder, desk.unlocked, clock=desk.clock, ids=desk.ids)
    assert _tell_tales(*places) == []
    desk.close()
    assert _tell_tales(*places) == []


def test_nothing_is_readable_after_change_renewal_drill_and_restore(
    desk: Desk, tmp_path, tides, whereabouts, clock, ids
):
    _write_everywhere(desk)
    desk.change_passphrase(PASSPHRASE, "canary words", kdf=FAST)
    desk.renew_key("canary words", "other canary words", kdf=FAST)
    made = backup.make(desk.folder, desk.unlocked, clock=clock, ids=ids)
    backup.drill(desk.folder, made, "other canary words", clock=clock, ids=ids, kdf=FAST)
    backup.restore(made.path, tmp_path / "again", "other canary words", clock=clock, ids=ids, kdf=FAST)
    assert _tell_tales(desk.folder, tmp_path / "again", tides, whereabouts) == []


SORTING = """
from sqlalchemy import text
desk = opened()
with desk.reading() as connection:
    rows = connection.execute(text(
        "SELECT hex(d.typed) || e.kind AS t FROM draft d JOIN draft e ORDER BY t DESC, d.at"
    )).fetchmany(3)
    print("sorting", flush=True)
    sys.stdin.readline()
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="looks at the open files of another process, as Linux shows them"
)
def test_a_large_sort_opens_no_temporary_file(desk: Desk, folder: Path, whereabouts: Path):
    _write_everywhere(desk)
    desk.close()
    other = child(SORTING, folder)
    assert other.stdout
    assert other.stdout.readline() == "sorting\n"
    links = [link.readlink() for link in Path(f"/proc/{other.pid}/fd").iterdir()]
    opened = {link.name for link in links if link.is_absolute()}
    other.communicate("\n")
    assert opened <= {"desk.db", "desk.db-wal", "desk.db-shm", "gate", "alone", "tide", "00", "01"}
    assert _tell_tales(folder, whereabouts) == []


def test_keys_lie_nowhere_in_clear(desk: Desk, tides: Path):
    stored = _write_everywhere(desk)
    backup.make(desk.folder, desk.unlocked, clock=desk.clock, ids=desk.ids)
    secrets = [desk.unlocked.key, desk.unlocked.kek, *(desk.device.seeds[n : n + 32] for n in (0, 32))]
    wanted = [form for s in [*secrets, bytes.fromhex(stored.key)] for form in (s, s.hex().encode())]
    wanted.append(PASSPHRASE.encode())
    paths = [p for place in (desk.folder, tides) for p in place.rglob("*") if p.is_file()]
    assert not [(p, w) for p in paths for w in wanted if w in p.read_bytes()]
