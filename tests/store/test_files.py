"""Files appear whole or not at all, and what comes from outside is a plain file."""

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.domain.errors import NotFoundError, RefusedError, StorageError
from cspdesk.store import files
from tests.store.desks import child, said


def test_a_file_is_written_whole_and_only_for_its_owner(tmp_path: Path):
    files.write_whole(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_stream_that_breaks_off_leaves_the_old_file_and_no_part(tmp_path: Path):
    def breaking() -> Iterator[bytes]:
        yield b"half"
        raise ValueError("pulled")

    files.write_whole(tmp_path / "a", b"old")
    with pytest.raises(ValueError, match="pulled"):
        files.write_stream(tmp_path / "a", breaking())
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_disk_that_does_not_keep_what_it_took_is_found_out(tmp_path: Path):
    def altered_behind_our_back() -> Iterator[bytes]:
        yield b"x" * (2 * files.CHUNK)
        with (tmp_path / "a.part").open("r+b") as part:
            part.write(b"y")
        yield b"end"

    with pytest.raises(StorageError, match="did not keep"):
        files.write_stream(tmp_path / "a", altered_behind_our_back())
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_there_is_replaced_only_when_that_is_meant(tmp_path: Path):
    files.write_whole(tmp_path / "a", b"old")
    with pytest.raises(RefusedError, match="already there"):
        files.write_stream(tmp_path / "a", [b"new"], replacing=False)
    assert (tmp_path / "a").read_bytes() == b"old"
    files.write_stream(tmp_path / "a", [b"new"])
    assert (tmp_path / "a").read_bytes() == b"new"


def test_the_digest_of_a_stream_is_the_digest_of_its_file(tmp_path: Path):
    told = files.write_stream(tmp_path / "a", [b"one", b"two"])
    assert told == files.digest(tmp_path / "a")


def test_a_file_longer_than_allowed_is_refused_and_one_as_long_is_read(tmp_path: Path):
    files.write_whole(tmp_path / "a", b"12345")
    assert files.read_bounded(tmp_path / "a", 5) == b"12345"
    with pytest.raises(RefusedError, match="too large"):
        files.read_bounded(tmp_path / "a", 4)


def test_a_link_is_refused(tmp_path: Path):
    files.write_whole(tmp_path / "a", b"secret")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    with pytest.raises(RefusedError, match="not a plain file"):
        files.read_bounded(tmp_path / "link", 100)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in folders")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RefusedError, match="not a plain file"):
        files.read_bounded(tmp_path / "pipe", 100)


def test_a_folder_is_refused_where_a_file_is_wanted(tmp_path: Path):
    with pytest.raises((RefusedError, StorageError)):
        files.read_bounded(tmp_path, 100)


def test_a_missing_file_is_told_by_name(tmp_path: Path):
    with pytest.raises(NotFoundError, match="nowhere"):
        files.read_bounded(tmp_path / "nowhere", 100)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EROFS, "cannot be written or read"),
        (errno.EACCES, "cannot be written or read"),
        (errno.EIO, "does not answer"),
        (errno.ENODEV, "does not answer"),
        (errno.EMFILE, "cannot be used"),
    ],
)
def test_errors_of_the_disk_are_told_in_words_with_advice(number: int, words: str):
    error = files.storage_error(OSError(number, os.strerror(number)), Path("name"))
    assert words in error.what.english()
    assert error.hint
    assert error.code == "storage"


LIMITED = """
import os, resource
from cspdesk.store import files
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
files.write_whole(folder / "before", b"kept")
try:
    files.write_whole(folder / "before", b"x" * 200_000)
except CspdeskError as error:
    kept = files.read_bounded(folder / "before", 9)
    print(error.code, "full" in error.what.english(), sorted(os.listdir(folder)), kept)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of a file")
def test_a_disk_that_fills_up_while_writing_keeps_the_old_file_and_no_part(tmp_path: Path):
    assert said(child(LIMITED, tmp_path)) == "storage True ['before'] b'kept'"


def test_too_little_room_is_told_before_anything_is_written(tmp_path: Path):
    files.demand_space(tmp_path, 1)
    with pytest.raises(StorageError, match="not enough room"):
        files.demand_space(tmp_path, files.free_space(tmp_path) * 2)


def test_a_copy_that_cannot_be_a_second_name_is_a_copy(tmp_path: Path):
    files.write_whole(tmp_path / "a", b"piece")
    files.copy(tmp_path / "a", tmp_path / "b", linking=True)
    files.copy(tmp_path / "a", tmp_path / "c")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes() == b"piece"
    assert (tmp_path / "c").stat().st_ino != (tmp_path / "a").stat().st_ino


def test_deleting_what_is_gone_is_no_error(tmp_path: Path):
    files.remove(tmp_path / "gone")
    files.remove_folder(tmp_path / "gone")
    assert files.listing(tmp_path / "gone") == []
