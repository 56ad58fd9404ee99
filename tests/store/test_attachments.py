"""Files go in and come out as they were; their pieces tell nobody anything and go when nobody needs them."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cspdesk.domain.errors import DamagedError, NotFoundError, RefusedError, UntrustedError
from cspdesk.store import attachments, blobs, files
from cspdesk.store.attachments import Stored
from cspdesk.store.desk import Desk, create
from cspdesk.wire import limits
from tests.conftest import SeededIds
from tests.store.desks import FAST


def _read(desk: Desk, stored: Stored) -> bytes:
    return attachments.open_stream(desk, pieces=stored.pieces, key=stored.key, size=stored.size).read()


def _held(desk: Desk) -> set[str]:
    return set(blobs.held(desk.folder / blobs.FOLDER))


@pytest.mark.parametrize(
    "size", [0, 1, limits.PIECE - 1, limits.PIECE, limits.PIECE + 1, 3 * limits.PIECE + 5]
)
def test_a_file_comes_out_as_it_went_in(desk: Desk, size: int):
    content = desk.ids.random(size)
    stored = attachments.keep(desk, "field", "data.bin", content)
    assert _read(desk, stored) == content
    assert stored.size == size
    assert len(stored.pieces.split()) == max(1, -(-size // limits.PIECE))


@settings(max_examples=30)
@given(content=st.binary(max_size=5000))
def test_any_small_file_comes_out_as_it_went_in(desk: Desk, content: bytes):
    assert _read(desk, attachments.keep(desk, "field", "data.bin", content)) == content


def test_the_same_file_is_kept_once_in_a_stream_and_apart_in_another(desk: Desk):
    one = attachments.keep(desk, "field", "a.txt", b"letter" * 1000)
    same = attachments.keep(desk, "field", "b.txt", b"letter" * 1000)
    other = attachments.keep(desk, "finance", "a.txt", b"letter" * 1000)
    assert (one.pieces, one.key) == (same.pieces, same.key)
    assert not set(one.pieces.split()) & set(other.pieces.split())
    assert len(_held(desk)) == 2


def test_two_desks_keep_the_same_file_under_different_names(desk: Desk, tmp_path: Path, clock, tides):
    other_ids = SeededIds(7, clock)
    one = attachments.keep(desk, "field", "a.txt", b"letter")
    with create(tmp_path / "other", "words", clock=clock, ids=other_ids, kdf=FAST) as elsewhere:
        other = attachments.keep(elsewhere, "field", "a.txt", b"letter")
    assert one.pieces != other.pieces
    assert one.key != other.key


def test_the_size_on_the_disk_says_little(desk: Desk):
    sizes = set()
    for size in range(4000, 4100):
        stored = attachments.keep(desk, "field", "a.txt", b"x" * size)
        sizes.add(files.size(blobs.path_of(desk.folder / blobs.FOLDER, stored.pieces)))
    assert len(sizes) == 2


def test_a_file_beyond_the_limit_is_refused_and_one_at_the_limit_is_not(desk: Desk, tmp_path: Path):
    with pytest.raises(RefusedError, match="larger than 25 MB"):
        attachments.keep(desk, "field", "a.bin", bytes(attachments.LIMIT + 1))
    files.write_whole(tmp_path / "long.bin", bytes(attachments.LIMIT + 1))
    with pytest.raises(RefusedError, match="too large"):
        attachments.keep_file(desk, "field", tmp_path / "long.bin")
    assert attachments.keep(desk, "field", "a.bin", bytes(attachments.LIMIT)).size == attachments.LIMIT


def test_a_link_is_not_followed(desk: Desk, tmp_path: Path):
    (tmp_path / "link.txt").symlink_to(desk.folder / "desk.json")
    with pytest.raises(RefusedError, match="not a plain file"):
        attachments.keep_file(desk, "field", tmp_path / "link.txt")


def test_a_photo_is_cleaned_and_named_after_what_it_became(desk: Desk):
    target = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    Image.new("RGB", (50, 50)).save(target, "JPEG", exif=exif)
    stored = attachments.keep(desk, "field", "../DCIM/сурат.JPEG", target.getvalue())
    assert (stored.name, stored.media, stored.advice) == ("сурат.jpg", "image/jpeg", None)
    assert b"SecretPhone" not in _read(desk, stored)


def test_other_files_are_kept_as_they_are_with_advice(desk: Desk, tmp_path: Path):
    files.write_whole(tmp_path / "план.PDF", b"%PDF-1.7 /Author (Zarina)")
    stored = attachments.keep_file(desk, "field", tmp_path / "план.PDF")
    assert (stored.name, stored.media) == ("план.PDF", "application/pdf")
    assert stored.advice
    assert "hidden data" in stored.advice.english()
    assert _read(desk, stored) == b"%PDF-1.7 /Author (Zarina)"


# --- pieces that are not as they should be --------------------------------------------------------------


@pytest.fixture
def three(desk: Desk) -> Stored:
    """A file of three pieces."""
    return attachments.keep(desk, "field", "a.bin", desk.ids.random(2 * limits.PIECE + 9))


def test_a_missing_piece_is_named_and_the_others_are_not(desk: Desk, three: Stored):
    names = three.pieces.split()
    files.remove(blobs.path_of(desk.folder / blobs.FOLDER, names[1]))
    assert attachments.missing(desk, three.pieces) == [names[1]]
    with pytest.raises(NotFoundError):
        _read(desk, three)


def test_a_damaged_piece_is_found_by_its_name(desk: Desk, three: Stored):
    path = blobs.path_of(desk.folder / blobs.FOLDER, three.pieces.split()[1])
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(DamagedError):
        _read(desk, three)


def test_pieces_can_be_neither_exchanged_nor_left_out(desk: Desk, three: Stored):
    a, b, c = three.pieces.split()
    for pieces, size in (
        (f"{b} {a} {c}", three.size),
        (f"{a} {b}", 2 * limits.PIECE),
        (f"{a} {c}", limits.PIECE + 9),
        (f"{a} {a} {c}", three.size),
    ):
        with pytest.raises(UntrustedError):
            attachments.open_stream(desk, pieces=pieces, key=three.key, size=size)


@pytest.mark.parametrize(
    "pieces", ["", "xyz", "../" * 21 + "a", "0" * 63, "0" * 65, " ".join(["0" * 64] * 26), "A" * 64]
)
def test_a_text_that_names_no_pieces_is_told_as_damage(desk: Desk, pieces: str):
    with pytest.raises(DamagedError):
        attachments.open_stream(desk, pieces=pieces, key="00" * 32, size=1)


def test_another_key_or_size_opens_nothing(desk: Desk, three: Stored):
    with pytest.raises(UntrustedError):
        attachments.open_stream(desk, pieces=three.pieces, key="00" * 32, size=three.size)
    for size in (three.size + limits.PIECE, 2 * limits.PIECE, -1):
        with pytest.raises(DamagedError):
            attachments.open_stream(desk, pieces=three.pieces, key=three.key, size=size)
    with pytest.raises(DamagedError):
        attachments.open_stream(desk, pieces=three.pieces, key="no key", size=three.size)


def test_saving_to_a_file_writes_it_whole_and_replaces_only_when_asked(
    desk: Desk, three: Stored, tmp_path: Path
):
    target = tmp_path / "out.bin"
    attachments.save_to(desk, target, pieces=three.pieces, key=three.key, size=three.size)
    assert target.read_bytes() == _read(desk, three)
    with pytest.raises(RefusedError, match="already there"):
        attachments.save_to(desk, target, pieces=three.pieces, key=three.key, size=three.size)
    attachments.save_to(desk, target, pieces=three.pieces, key=three.key, size=three.size, replacing=True)
    files.remove(blobs.path_of(desk.folder / blobs.FOLDER, three.pieces.split()[2]))
    with pytest.raises(NotFoundError):
        attachments.save_to(desk, tmp_path / "half.bin", pieces=three.pieces, key=three.key, size=three.size)
    assert [p.name for p in tmp_path.iterdir() if p.suffix in {".bin", ".part"}] == ["out.bin"]


# --- what nobody names ----------------------------------------------------------------------------------


def _name_in_a_record(desk: Desk, stored: Stored) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO attachment (id, pieces) VALUES (?, ?)", (desk.ids.new(), stored.pieces)
        )


def _name_in_a_draft(desk: Desk, stored: Stored) -> None:
    with desk.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO draft (id, kind, at, form, token, typed) VALUES (?, 1, 0, 1, '', ?)",
            (desk.ids.new(), f'{{"pieces": "{stored.pieces}"}}'.encode()),
        )


def _now_of_the_disk(desk: Desk) -> timedelta:
    """From the test's clock to the moment at which the disk has just written the desk's key file."""
    return timedelta(seconds=files.changed(desk.folder / "desk.json") - desk.clock.now().timestamp())


def test_old_pieces_that_nobody_names_go_and_all_others_stay(desk: Desk, clock):
    named, drafted, orphan = (
        attachments.keep(desk, "field", "a", text) for text in (b"one", b"two", b"three")
    )
    _name_in_a_record(desk, named)
    _name_in_a_draft(desk, drafted)
    clock.advance(_now_of_the_disk(desk))
    assert attachments.sweep(desk) == 0
    clock.advance(attachments.GRACE + timedelta(days=1))
    assert attachments.sweep(desk) == 1
    assert _held(desk) == {named.pieces, drafted.pieces}
    assert orphan.pieces not in _held(desk)


def test_a_piece_that_is_taken_in_again_is_young_again(desk: Desk, clock):
    pieces = [attachments.keep(desk, "field", "a", text).pieces for text in (b"one", b"two")]
    for name in pieces:
        os.utime(blobs.path_of(desk.folder / blobs.FOLDER, name), (0, 0))
    attachments.keep(desk, "field", "a", b"one")
    clock.advance(_now_of_the_disk(desk))
    assert attachments.sweep(desk) == 1
    assert _held(desk) == {pieces[0]}
