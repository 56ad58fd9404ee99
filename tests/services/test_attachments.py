"""A file that was attached comes out as it went in, and nothing of it lies open on the desk's disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.services.attachments import Attachments
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.services.pairs import Pair, paired

WORDS = b"CANARY what the people said\n" * 3


@pytest.fixture
def files(workspace: Workspace) -> Attachments:
    return Attachments(workspace.context)


@pytest.fixture
def record(workspace: Workspace) -> str:
    return workspace.records.add("consultation", [{"title": "Meeting"}]).ids[0]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_bytes(WORDS)
    return path


def test_a_file_comes_out_as_it_went_in(files: Attachments, record: str, note: Path, tmp_path: Path):
    view = files.add(record, note)
    assert (view.name, view.media, view.size, view.here) == ("note.txt", "text/plain", len(WORDS), True)
    assert view.advice is not None
    assert files.save(view.id, tmp_path / "out.txt").read_bytes() == WORDS


def test_a_file_gets_its_own_name_in_a_folder(files: Attachments, record: str, note: Path, tmp_path: Path):
    view = files.add(record, note)
    (tmp_path / "folder").mkdir()
    assert files.save(view.id, tmp_path / "folder") == tmp_path / "folder" / "note.txt"


def test_a_file_that_is_there_is_kept(files: Attachments, record: str, note: Path):
    view = files.add(record, note)
    with pytest.raises(RefusedError):
        files.save(view.id, note)
    assert note.read_bytes() == WORDS


def test_nothing_of_a_file_lies_open_on_the_disk(
    files: Attachments, workspace: Workspace, record: str, note: Path
):
    files.add(record, note)
    for path in workspace.desk.folder.rglob("*"):
        assert not path.is_file() or b"CANARY" not in path.read_bytes(), path


def test_files_are_listed_in_the_order_in_which_they_came(files: Attachments, record: str, tmp_path: Path):
    for name in ("b.txt", "a.txt", "c.txt"):
        (tmp_path / name).write_text(name, "utf-8")
        files.add(record, tmp_path / name)
    assert [view.name for view in files.list(record)] == ["b.txt", "a.txt", "c.txt"]


def test_the_key_of_a_file_is_shown_nowhere(
    files: Attachments, workspace: Workspace, record: str, note: Path
):
    files.add(record, note)
    shown = workspace.records.show(record).fields["attachments"]
    assert isinstance(shown, list)
    assert shown[0].keys() == {"id", "name", "media", "size"}
    told = {one.field for one in workspace.history.of(record)}
    assert not {"attachments.key", "attachments.pieces"} & told


def test_a_picture_loses_what_hides_in_it(files: Attachments, record: str, tmp_path: Path):
    picture = Image.new("RGB", (40, 30), "white")
    exif = picture.getexif()
    exif[0x010E] = "CANARY taken at home"
    picture.save(tmp_path / "photo.jpg", exif=exif)
    assert b"CANARY" in (tmp_path / "photo.jpg").read_bytes()
    view = files.add(record, tmp_path / "photo.jpg")
    assert b"CANARY" not in files.save(view.id, tmp_path / "out.jpg").read_bytes()


def test_an_attachment_is_taken_back_and_nothing_else_is(
    files: Attachments, workspace: Workspace, record: str, note: Path
):
    files.add(record, note)
    files.undo()
    assert files.list(record) == ()
    with pytest.raises(RefusedError):
        files.undo()
    assert not workspace.records.show(record).deleted


def test_a_kind_without_files_a_deleted_record_and_none_at_all_take_no_file(
    files: Attachments, workspace: Workspace, record: str, note: Path
):
    body = workspace.records.add("body", [{"name": "B", "type": "cppt"}]).ids[0]
    workspace.records.delete(record, "x")
    for name in (body, record):
        with pytest.raises(RefusedError):
            files.add(name, note)
    with pytest.raises(NotFoundError):
        files.add("0" * 32, note)


def test_a_link_a_folder_and_a_file_that_is_not_there_are_refused(
    files: Attachments, record: str, note: Path, tmp_path: Path
):
    (tmp_path / "link").symlink_to(note)
    for name in ("link", "nowhere.txt", "."):
        with pytest.raises((RefusedError, NotFoundError)):
            files.add(record, tmp_path / name)


def test_what_has_no_file_is_not_saved(files: Attachments, workspace: Workspace, record: str, tmp_path: Path):
    workspace.records.set(record, {"attachments": [{"name": "later.jpg"}]})
    (view,) = files.list(record)
    assert not view.here
    with pytest.raises(NotFoundError):
        files.save(view.id, tmp_path / "out")
    with pytest.raises(NotFoundError):
        files.save(record, tmp_path / "out")


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock, ids: SeededIds) -> Iterator[Pair]:
    made = paired(tmp_path, clock, ids)
    yield made
    made.close()


def test_a_file_is_told_to_others_and_is_there_or_said_to_be_on_its_way(
    pair: Pair, note: Path, tmp_path: Path
):
    record = pair.office.records.add("consultation", [{"title": "Meeting"}]).ids[0]
    Attachments(pair.office.context).add(record, note)
    pair.meet()
    files = Attachments(pair.field.context)
    (view,) = files.list(record)
    assert view.name == "note.txt"
    if view.here:
        assert files.save(view.id, tmp_path / "out.txt").read_bytes() == WORDS
    else:
        with pytest.raises(NotFoundError):
            files.save(view.id, tmp_path / "out.txt")
