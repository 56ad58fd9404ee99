"""The two engines: what is begun is kept whole or undone whole, and the disk's errors are told in words."""

import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from cspdesk.domain.errors import BusyError, DamagedError, StorageError
from cspdesk.store import engine, files

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small database."""
    made = tmp_path / "small.db"
    with engine.opened(made, KEY) as database:
        database.execute("CREATE TABLE word (no INTEGER PRIMARY KEY, text TEXT)")
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO word (text) VALUES (?)", [(f"word {n}" * 20,) for n in range(2000)])
        database.execute("COMMIT")
    return made


def _count(path: Path) -> int:
    with engine.opened(path, KEY, reading=True) as database:
        return int(database.execute("SELECT count(*) FROM word").fetchone()[0])


def test_a_transaction_is_kept_whole_or_undone_whole(path: Path):
    writer = engine.writer(path, KEY)
    with writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM word WHERE no <= 10")
    with pytest.raises(ValueError, match="stop"), writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM word")
        connection.exec_driver_sql("CREATE TABLE other (no INTEGER)")
        raise ValueError("stop")
    assert _count(path) == 1990
    writer.dispose()


def test_a_reader_sees_one_moment_and_cannot_write(path: Path):
    writer, reader = engine.writer(path, KEY), engine.reader(path, KEY)
    with reader.begin() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM word").scalar() == 2000
        with writer.begin() as writing:
            writing.exec_driver_sql("DELETE FROM word")
        assert reading.exec_driver_sql("SELECT count(*) FROM word").scalar() == 2000
    with reader.begin() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM word").scalar() == 0
        with pytest.raises(DBAPIError, match="readonly"):
            reading.exec_driver_sql("INSERT INTO word (text) VALUES ('x')")
    reader.dispose()
    writer.dispose()


def test_every_durable_setting_is_in_force(path: Path):
    with engine.opened(path, KEY) as database:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "temp_store": 2,
            "fullfsync": 1,
        }
        for name, value in wanted.items():
            assert database.execute(f"PRAGMA {name}").fetchone()[0] == value, name


def test_a_wrong_key_is_told_as_damage_and_says_nothing_else(path: Path, capfd: pytest.CaptureFixture[str]):
    with pytest.raises(DamagedError), engine.opened(path, bytes(32)) as database:
        database.execute("SELECT * FROM word")
    assert capfd.readouterr().err == ""


def test_damaged_pages_are_found_and_told(path: Path):
    assert engine.faults(path, KEY) == []
    content = bytearray(path.read_bytes())
    content[5 * 4096 + 100] ^= 1
    files.write_whole(path, bytes(content))
    assert any("page 6" in fault for fault in engine.faults(path, KEY))
    with pytest.raises(DamagedError), engine.opened(path, KEY, reading=True) as database:
        database.execute("SELECT sum(length(text)) FROM word").fetchall()


def test_a_full_disk_is_told_and_the_rows_stay_as_they_were(path: Path):
    with pytest.raises(StorageError, match="full"), engine.opened(path, KEY) as database:
        database.execute("PRAGMA max_page_count = 1")
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO word (text) VALUES (?)", [("x" * 3000,) for _ in range(100)])
    assert _count(path) == 2000


def test_a_second_writer_is_told_to_wait(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "PATIENCE_MS", 50)
    with engine.opened(path, KEY) as one, pytest.raises(BusyError), engine.opened(path, KEY) as two:
        one.execute("BEGIN IMMEDIATE")
        two.execute("BEGIN IMMEDIATE")


def test_mistakes_of_the_program_stay_loud(path: Path):
    with pytest.raises(dbapi2.OperationalError, match="no such table"), engine.opened(path, KEY) as database:
        database.execute("SELECT * FROM nowhere")


def test_a_file_that_is_no_desk_is_told_as_damage(path: Path):
    with pytest.raises(DamagedError):
        engine.version(path, KEY)


def test_a_missing_folder_is_told_in_words(tmp_path: Path):
    with pytest.raises(StorageError), engine.opened(tmp_path / "nowhere" / "desk.db", KEY):
        pass


def test_under_another_key_nothing_opens_with_the_old_one(path: Path):
    engine.renew(path, KEY, bytes(32))
    with engine.opened(path, bytes(32), reading=True) as database:
        assert database.execute("SELECT count(*) FROM word").fetchone()[0] == 2000
    with pytest.raises(DamagedError):
        _count(path)


def test_threads_take_turns_on_the_one_writing_connection(path: Path):
    writer = engine.writer(path, KEY)

    def add() -> None:
        for _ in range(20):
            with writer.begin() as connection:
                connection.exec_driver_sql("INSERT INTO word (text) VALUES ('x')")

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    writer.dispose()
    assert _count(path) == 2080
