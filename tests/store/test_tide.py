"""A folder that is not as this computer left it begins a new incarnation; anything else does not."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from cspdesk.store import tide
from cspdesk.store.desk import Desk
from cspdesk.store.tide import Tide
from tests.store.desks import child, said

STREAM = bytes(16)


def _enter(desk: Desk, count: int = 1) -> bytes:
    """Write entries as the journal does, and give the incarnation that numbered them."""
    with desk.writing() as connection:
        run = connection.exec_driver_sql
        feed = run("SELECT no FROM feed WHERE incarnation = ?", (desk.incarnation,)).scalar()
        if feed is None:
            made = (desk.incarnation, STREAM, desk.device.device_id, bytes(32))
            run(
                "INSERT INTO feed (incarnation, stream, device, branch, own, code) SELECT ?, ?, ?, ?, 1, ''",
                made,
            )
            feed = run("SELECT last_insert_rowid()").scalar()
        last = run("SELECT coalesce(max(seq), 0) FROM entry WHERE feed = ?", (feed,)).scalar_one()
        for seq in range(last + 1, last + 1 + count):
            run("INSERT INTO entry (feed, seq, save, body) VALUES (?, ?, ?, x'')", (feed, seq, seq))
        return desk.incarnation


def _kill(desk: Desk) -> None:
    """Leave as the system does for a program that is killed: nothing is noted."""
    desk._closed = True
    desk._disconnect()
    desk._lock.close()


def _feeds(desk: Desk, *, own: int) -> list[bytes]:
    with desk.reading() as connection:
        rows = connection.exec_driver_sql("SELECT incarnation FROM feed WHERE own = ?", (own,)).fetchall()
        return [row[0] for row in rows]


def test_an_ordinary_start_goes_on_with_its_incarnation(desk: Desk, folder: Path, reopen):
    first = _enter(desk)
    desk.close()
    for _ in range(3):
        again = reopen(folder)
        assert _enter(again) == first
        again.close()


def test_a_start_after_a_kill_goes_on_too(desk: Desk, folder: Path, reopen):
    first = _enter(desk)
    _kill(desk)
    assert _enter(reopen(folder), 5) == first


def test_a_copied_folder_begins_anew_and_the_original_goes_on(
    desk: Desk, folder: Path, tmp_path: Path, reopen
):
    first = _enter(desk)
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    copy = reopen(tmp_path / "copy")
    other = _enter(copy)
    assert other != first
    assert _feeds(copy, own=1) == [other]
    assert _feeds(copy, own=2) == [first]
    copy.close()
    assert _enter(reopen(folder)) == first
    assert _enter(reopen(tmp_path / "copy")) == other


def test_a_folder_copied_before_its_first_write_begins_anew(desk: Desk, folder: Path, tmp_path: Path, reopen):
    desk.close()
    shutil.copytree(folder, tmp_path / "copy")
    assert _enter(reopen(tmp_path / "copy")) != _enter(reopen(folder))


def test_a_moved_folder_begins_anew_once(desk: Desk, folder: Path, tmp_path: Path, reopen):
    first = _enter(desk)
    desk.close()
    folder.rename(tmp_path / "elsewhere")
    moved = _enter(reopen(tmp_path / "elsewhere"))
    assert moved != first
    assert _enter(reopen(tmp_path / "elsewhere")) == moved


def test_an_older_copy_put_back_in_its_place_begins_anew(desk: Desk, folder: Path, tmp_path: Path, reopen):
    first = _enter(desk)
    desk.close()
    shutil.copytree(folder, tmp_path / "older")
    again = reopen(folder)
    assert _enter(again) == first
    again.close()
    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)
    assert _enter(reopen(folder)) != first


def test_a_copy_made_while_the_desk_was_open_is_known_when_it_is_put_back(
    desk: Desk, folder, tmp_path, reopen
):
    first = _enter(desk)
    shutil.copytree(folder, tmp_path / "older")
    _enter(desk, 3)
    desk.note_tide()  # as when entries leave the desk; then the computer dies
    _kill(desk)
    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)
    assert _enter(reopen(folder)) != first


def test_closing_notes_how_far_the_feeds_have_come(desk: Desk, folder: Path, tmp_path: Path, reopen):
    first = _enter(desk)
    shutil.copytree(folder, tmp_path / "older")
    _enter(desk, 3)
    desk.close()
    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)
    assert _enter(reopen(folder)) != first


def test_a_lost_or_damaged_tide_file_is_doubt_enough(desk: Desk, folder: Path, tides: Path, reopen):
    first = _enter(desk)
    desk.close()
    for path in tides.iterdir():
        path.write_bytes(b"{")
    again = reopen(folder)
    second = _enter(again)
    again.close()
    for path in tides.iterdir():
        path.unlink()
    third = _enter(reopen(folder))
    assert len({first, second, third}) == 3


def test_without_a_place_for_tide_files_work_goes_on(desk: Desk, folder: Path, tides: Path, reopen):
    _enter(desk)
    desk.close()
    shutil.rmtree(tides)
    tides.write_bytes(b"a file where the folder should be")
    again = reopen(folder)
    assert _enter(again) == _enter(again)


def test_looking_only_changes_no_number(desk: Desk, folder: Path, tides: Path, reopen):
    desk.close()
    before = [path.read_bytes() for path in tides.iterdir()]
    again = reopen(folder)
    assert again.setting("nothing", "none") == "none"
    again.close()
    assert [path.read_bytes() for path in tides.iterdir()] == before


def test_a_clock_set_back_by_years_is_no_doubt(desk: Desk, folder: Path, clock, reopen):
    first = _enter(desk)
    desk.close()
    clock.advance(timedelta(days=-3000))
    assert _enter(reopen(folder)) == first


WRITING = """
with opened() as desk:
    with desk.writing():
        incarnation = desk.incarnation.hex()
    print("in", flush=True)
    sys.stdin.readline()
    for n in range(20):
        desk.set_setting(f"from {sys.argv[1:]}", str(n))
print(incarnation)
"""


def test_programs_on_one_desk_at_once_are_no_clones(desk: Desk, folder: Path, reopen):
    first = _enter(desk)
    others = [child(WRITING, folder) for _ in range(3)]
    for other in others:
        assert other.stdout
        assert other.stdout.readline() == "in\n"
    desk.close()
    assert {said(other) for other in others} == {first.hex()}
    assert _enter(reopen(folder)) == first


def test_programs_that_start_together_begin_one_new_incarnation(
    desk: Desk, folder: Path, tides: Path, reopen
):
    first = _enter(desk)
    desk.close()
    shutil.rmtree(tides)
    others = [child(WRITING, folder) for _ in range(3)]
    for other in others:
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
    began = {said(other).splitlines()[-1] for other in others}
    assert len(began) == 1
    assert began != {first.hex()}
    assert _enter(reopen(folder)).hex() in began


def test_noting_how_far_the_feeds_have_come_waits_for_another_programs_new_number(
    desk: Desk, folder: Path, reopen, monkeypatch
):
    first = _enter(desk)
    other = reopen(folder)
    starting = threading.Thread(target=other.set_setting, args=("a", "1"))
    write = tide._write

    def slowly(path: Path, written: Tide) -> None:
        if not starting.ident:
            starting.start()
            starting.join(0.3)
        write(path, written)

    monkeypatch.setattr(tide, "_write", slowly)
    desk.note_tide()
    starting.join()
    _kill(other)
    assert _enter(reopen(folder)) == first


def test_a_tide_remembers_a_desk_as_it_was_or_further_on():
    remembered = Tide("n", {"a": 3})
    assert remembered.allows("n", {"a": 3})
    assert remembered.allows("n", {"a": 4, "b": 1})
    assert not remembered.allows("m", {"a": 3})
    assert not remembered.allows("n", {"a": 2})
    assert not remembered.allows("n", {"b": 9})
    assert Tide.from_bytes(remembered.to_bytes()) == remembered


@pytest.mark.parametrize(
    "damaged", [b"", b"[]", b"{}", b"\xff", b'{"number": "n", "feeds": {"a": "x"}}', b"[" * 9999]
)
def test_a_damaged_tide_file_is_none(damaged: bytes):
    assert Tide.from_bytes(damaged) is None


def test_tide_files_lie_outside_and_tell_machine_and_folder_apart(tmp_path: Path):
    one = tide.tide_file(tmp_path, tmp_path / "a", bytes(16))
    assert one.parent == tmp_path
    assert one == tide.tide_file(tmp_path, tmp_path / "b" / ".." / "a", bytes(16))
    assert one != tide.tide_file(tmp_path, tmp_path / "b", bytes(16))
    assert one != tide.tide_file(tmp_path, tmp_path / "a", bytes([1] * 16))
