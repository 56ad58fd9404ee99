"""Bundles between real desks: what goes, what comes, what waits, and how far a change has come."""

import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from cspdesk.domain.errors import RefusedError, StorageError, UntrustedError
from cspdesk.services.attachments import Attachments
from cspdesk.services.workspace import Workspace
from cspdesk.store import files
from tests.conftest import FixedClock, SeededIds
from tests.services.offices import Office
from tests.store.desks import child, said


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = Office(tmp_path, clock, lambda number: SeededIds(number, clock))
    yield made
    made.close()


@pytest.fixture
def founder(office: Office) -> Workspace:
    return office.found()


@pytest.fixture
def second(office: Office, founder: Workspace) -> Workspace:
    return office.join(founder, "Daler", "field")


def title(desk: Workspace, record: str) -> object:
    return desk.records.show(record).fields.get("title")


def noise(size: int) -> str:
    """Text that no compressor makes smaller than half."""
    return Random(size).randbytes(size // 2).hex()


def add(desk: Workspace, text: str) -> str:
    return desk.records.add("consultation", [{"title": text}]).ids[0]


# --- there and back ------------------------------------------------------------------------------


def test_a_record_goes_there_changes_and_comes_back(office: Office, founder: Workspace, second: Workspace):
    record = add(founder, "Hisor women")
    office.carry(founder, second)
    second.records.set(record, {"title": "Hisor women, at the school"})
    office.carry(second, founder)
    assert title(founder, record) == title(second, record) == "Hisor women, at the school"
    ours, theirs = founder.integrity.check(), second.integrity.check()
    assert ours.ok
    assert theirs.ok
    assert {code: s.held for code, s in ours.streams.items()} == {
        c: s.held for c, s in theirs.streams.items()
    }
    assert ours.streams["field"] == theirs.streams["field"]


def test_made_and_received_say_what_they_did(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    office.carry(founder, second)
    office.carry(second, founder)
    records = [add(founder, f"meeting {n}") for n in range(3)]
    founder.records.set(records[0], {"participants": [{"sex": "f", "band": "18-30", "count": 4}]})
    made = founder.exchange.make(["Daler"], tmp_path / "b.cspbundle")
    assert (made.segments, made.records, made.receipts) == (1, 3, 1)
    assert made.bytes == made.path.stat().st_size
    found = second.exchange.receive([made.path])
    assert (found.segments.new, found.segments.known, found.segments.parked, found.segments.refused) == (
        1,
        0,
        0,
        (),
    )
    assert (found.records.added, found.records.changed, found.conflicts, found.receipts) == (3, 0, 0, 1)
    again = second.exchange.receive([made.path])
    assert (again.segments.new, again.segments.known, again.records.added, again.receipts) == (0, 1, 0, 0)


def test_concurrent_titles_meet_in_a_conflict_on_both_desks(
    office: Office, founder: Workspace, second: Workspace
):
    record = add(founder, "as it was")
    office.carry(founder, second)
    founder.records.set(record, {"title": "by Parvina"})
    second.records.set(record, {"title": "by Daler"})
    one, other = founder.exchange, second.exchange
    to_second, to_founder = office.folder / "x1", office.folder / "x2"
    one.make(["all"], to_second)
    other.make(["all"], to_founder)
    assert one.receive([to_founder]).conflicts == other.receive([to_second]).conflicts == 1
    assert title(founder, record) == title(second, record)
    values = {choice.value for choice in founder.conflicts.list()[0].values}
    assert values == {"by Parvina", "by Daler"}


def test_a_change_is_saved_then_packed_then_held_and_opened(
    office: Office, founder: Workspace, second: Workspace
):
    record = add(founder, "Hisor")
    assert founder.records.show(record).exchange == "saved"
    assert founder.exchange.waiting().changes > 0
    office.carry(founder, second)
    assert founder.records.show(record).exchange == "packed"
    assert second.records.show(record).exchange == "received"
    office.carry(second, founder)
    assert founder.records.show(record).exchange == "opened"
    assert founder.exchange.waiting().changes == 0
    founder.records.set(record, {"summary": "more"})
    assert founder.records.show(record).exchange == "saved"


def test_who_cannot_read_a_stream_holds_it_and_passes_it_on(
    office: Office, founder: Workspace, second: Workspace
):
    finance = office.join(founder, "Zarina", "finance")
    donor = founder.records.add("donor", [{"name": "canary-of-finance"}]).ids[0]
    office.carry(founder, second)
    with pytest.raises(Exception, match="no record"):
        second.records.show(donor)
    office.carry(second, founder)
    assert founder.records.show(donor).exchange == "held"
    office.carry(second, finance, everything=True)
    assert finance.records.show(donor).fields["name"] == "canary-of-finance"
    assert second.integrity.check().streams["finance"].state is None
    lying = b"".join(path.read_bytes() for path in second.desk.folder.rglob("*") if path.is_file())
    assert b"canary-of-finance" not in lying


def test_a_receipt_is_the_next_bundles_and_nothing_known_is_sent_again(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    add(founder, "once")
    office.carry(founder, second)
    office.carry(second, founder)
    assert founder.exchange.make(["Daler"], tmp_path / "none").segments == 0
    assert founder.exchange.make(["Daler"], tmp_path / "all", everything=True).segments > 0


def test_what_came_is_there_for_today(office: Office, founder: Workspace, second: Workspace):
    add(founder, "news")
    office.carry(founder, second)
    arrival = second.exchange.arrivals(unseen=True)[0]
    assert (arrival.sender, arrival.added > 0, arrival.seen) == ("Parvina", True, False)
    second.exchange.look_at_arrivals()
    assert second.exchange.arrivals(unseen=True) == ()
    assert second.exchange.waiting().last_received == arrival.at


# --- whom it is for ------------------------------------------------------------------------------


def test_names_are_people_desks_the_organisation_or_all(
    founder: Workspace, second: Workspace, tmp_path: Path
):
    for number, name in enumerate(
        ("daler", "DALER", "Chashma", "all", second.desk.device.device_id.hex()[:8])
    ):
        assert founder.exchange.make([name], tmp_path / f"{number}").segments > 0
    with pytest.raises(RefusedError, match="Nobody") as refused:
        founder.exchange.make(["Nobody"], tmp_path / "none")
    assert "Daler" in str(refused.value.hint) or second.desk.device.device_id.hex()[:8] in str(
        refused.value.hint
    )


def test_somebody_elses_bundle_is_refused_in_words(office: Office, founder: Workspace, tmp_path: Path):
    stranger = office.found("Others", "Other")
    theirs = office.carry(stranger)
    with pytest.raises(UntrustedError, match="not addressed to this desk") as refused:
        founder.exchange.receive([theirs])
    assert refused.value.code == "not-for-you"
    seen = founder.exchange.inspect(theirs)
    assert (seen.sender, seen.named, seen.size) == (None, True, theirs.stat().st_size)
    assert seen.faults[0].code == "not-for-you"


def test_what_is_no_bundle_is_refused_in_words(founder: Workspace, tmp_path: Path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8" + bytes(1000))
    with pytest.raises(UntrustedError, match="not a change-bundle"):
        founder.exchange.receive([tmp_path / "photo.jpg"])
    with pytest.raises(RefusedError, match="not a plain file"):
        (tmp_path / "link").symlink_to(tmp_path / "photo.jpg")
        founder.exchange.receive([tmp_path / "link"])


def test_a_bundle_names_its_sender_and_what_it_carries(office: Office, founder: Workspace, second: Workspace):
    bundle = office.carry(founder)
    seen = second.exchange.verify(bundle)
    assert seen.whole
    assert seen.sender_id == founder.desk.device.device_id.hex()
    assert seen.items["segment"] == 1
    assert seen.faults == ()


# --- torn and damaged ------------------------------------------------------------------------------


def test_a_torn_bundle_gives_its_whole_segments_and_the_rest_comes_later(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    for number in range(3):
        add(founder, f"{number} " + noise(100_000))
        office.carry(founder)
    whole = tmp_path / "whole.cspbundle"
    founder.exchange.make(["all"], whole)
    torn = tmp_path / "torn.cspbundle"
    torn.write_bytes(whole.read_bytes()[: whole.stat().st_size * 6 // 10])
    found = second.exchange.receive([torn])
    assert 0 < found.segments.new < 4
    assert "torn" in {refusal.code for refusal in found.segments.refused}
    assert not found.files[0].whole
    rest = second.exchange.receive([whole])
    assert (rest.segments.known, rest.segments.refused) == (found.segments.new, ())
    assert founder.integrity.check().streams["field"] == second.integrity.check().streams["field"]


def test_several_files_are_taken_though_one_is_none(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    good = office.carry(founder)
    (tmp_path / "junk").write_bytes(b"CSPB" + bytes(500))
    found = second.exchange.receive([tmp_path / "junk", good])
    assert found.segments.new == 1
    assert [refusal.code for refusal in found.segments.refused] == ["newer"]


# --- folders and sticks ----------------------------------------------------------------------------


def test_three_desks_share_a_stick_and_leave_each_others_files_alone(office: Office, founder: Workspace):
    stick = office.folder / "stick"
    stick.mkdir()
    desks = [founder, office.join(founder, "Daler"), office.join(founder, "Zarina")]
    for number in range(2):
        for desk in desks:
            add(desk, f"{number}")
            before = {path: path.read_bytes() for path in stick.iterdir()}
            desk.exchange.exchange_folder(stick)
            assert before.items() <= {path: path.read_bytes() for path in stick.iterdir()}.items()
    for desk in desks * 2:
        desk.exchange.exchange_folder(stick)
    checks = [desk.integrity.check() for desk in desks]
    assert len({check.streams["field"] for check in checks}) == 1
    assert all(desk.records.list("consultation").total == 6 for desk in desks)
    assert not any("." + "cspbundle" in path.name or "Daler" in path.name for path in stick.iterdir())


def test_a_stick_that_nothing_is_new_to_is_not_written(office: Office, founder: Workspace, second: Workspace):
    stick = office.folder / "stick"
    stick.mkdir()
    add(founder, "x")
    for desk in (founder, second, founder, second, founder, second):
        desk.exchange.exchange_folder(stick)
    names = set(stick.iterdir())
    last = [desk.exchange.exchange_folder(stick) for desk in (founder, second)]
    assert [each.made for each in last] == [(), ()]
    assert set(stick.iterdir()) == names


def test_bundles_are_found_by_their_first_bytes(office: Office, founder: Workspace, second: Workspace):
    stick = office.folder / "stick"
    (stick / "хонум" / ".Trash").mkdir(parents=True)
    add(founder, "hidden by a virus")
    made = founder.exchange.make(["all"], stick).path
    made.rename(stick / "хонум" / ".Trash" / "photo.jpg.lnk")
    (stick / "autorun.inf").write_bytes(b"[autorun]")
    (stick / "half.dat.part").write_bytes((stick / "хонум" / ".Trash" / "photo.jpg.lnk").read_bytes())
    (stick / "loop").symlink_to(stick)
    found = second.exchange.exchange_folder(stick)
    assert found.received.records.added > 0
    assert len(found.received.files) == 1


def test_a_torn_file_on_a_stick_is_read_again_when_it_is_whole(
    office: Office, founder: Workspace, second: Workspace
):
    stick = office.folder / "stick"
    stick.mkdir()
    add(founder, noise(400_000))
    made = founder.exchange.make(["all"], stick).path
    whole = made.read_bytes()
    made.write_bytes(whole[:-100_000])
    assert not second.exchange.exchange_folder(stick).received.files[0].whole
    made.write_bytes(whole)
    assert second.exchange.exchange_folder(stick).received.files[0].whole
    assert second.records.list("consultation").total == 1


def test_a_stick_that_cannot_be_written_still_gives_what_lies_on_it(
    office: Office, founder: Workspace, second: Workspace, monkeypatch: pytest.MonkeyPatch
):
    stick = office.folder / "stick"
    stick.mkdir()
    add(founder, "from the stick")
    founder.exchange.exchange_folder(stick)
    add(second, "for the stick")
    monkeypatch.setattr(files, "free_space", lambda folder: 10)
    found = second.exchange.exchange_folder(stick)
    assert found.received.records.added > 0
    assert isinstance(found.problem, StorageError)
    assert "room" in found.problem.what.english()
    assert found.made == ()
    assert not [path for path in stick.iterdir() if path.name.endswith(".part")]


def test_a_stick_that_is_pulled_leaves_the_desk_whole(
    office: Office, founder: Workspace, second: Workspace, monkeypatch: pytest.MonkeyPatch
):
    stick = office.folder / "stick"
    stick.mkdir()
    add(founder, "x")
    founder.exchange.exchange_folder(stick)
    taken = files.open_plain

    def pulled(path: Path):
        if path.parent == stick:
            raise files.storage_error(OSError(5, "Input/output error"), path)
        return taken(path)

    monkeypatch.setattr(files, "open_plain", pulled)
    with pytest.raises(StorageError, match="does not answer"):
        second.exchange.exchange_folder(stick)
    monkeypatch.undo()
    assert second.exchange.exchange_folder(stick).received.records.added > 0


# --- attachments -----------------------------------------------------------------------------------


def attach(desk: Workspace, record: str, content: bytes, folder: Path) -> None:
    path = folder / "notes.pdf"
    path.write_bytes(content)
    Attachments(desk.context).add(record, path)


def read(desk: Workspace, record: str, folder: Path) -> bytes:
    verbs = Attachments(desk.context)
    return verbs.save(verbs.list(record)[0].id, folder / f"out-{len(list(folder.iterdir()))}").read_bytes()


def test_an_attachment_travels_behind_its_record(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    record = add(founder, "with a file")
    content = bytes(range(256)) * 12_000
    attach(founder, record, content, tmp_path)
    made = founder.exchange.make(["all"], tmp_path / "b.cspbundle")
    assert (made.pieces, made.missing) == (3, 0)
    second.exchange.receive([made.path])
    assert read(second, record, tmp_path) == content


def test_a_piece_that_was_torn_off_is_asked_for_and_comes(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    record = add(founder, "with a file")
    content = bytes(range(256)) * 12_000
    attach(founder, record, content, tmp_path)
    path = founder.exchange.make(["all"], tmp_path / "b.cspbundle").path
    path.write_bytes(path.read_bytes()[:-1_500_000])
    second.exchange.receive([path])
    assert not Attachments(second.context).list(record)[0].here
    office.carry(second, founder)
    made = founder.exchange.make(["Daler"], tmp_path / "again.cspbundle")
    assert (made.segments, made.pieces) == (0, 3)
    second.exchange.receive([made.path])
    assert read(second, record, tmp_path) == content
    office.carry(second, founder)
    assert founder.exchange.make(["Daler"], tmp_path / "done.cspbundle").pieces == 0


# --- several programs at once ----------------------------------------------------------------------


def test_lists_go_on_and_another_thread_saves_while_a_bundle_comes_in(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    office.carry(founder, second)
    founder.records.add(
        "consultation", [{"title": f"meeting {n}", "summary": "слово " * 20} for n in range(1500)]
    )
    path = founder.exchange.make(["all"], tmp_path / "b.cspbundle").path
    done, errors = threading.Event(), []

    def receive() -> None:
        try:
            second.exchange.receive([path])
        except BaseException as error:  # noqa: BLE001 - told to the test
            errors.append(error)
        done.set()

    thread = threading.Thread(target=receive)
    thread.start()
    saved = 0
    while not done.is_set():
        second.records.list("consultation", limit=20)
        add(second, f"meanwhile {saved}")
        saved += 1
    thread.join()
    assert not errors
    assert saved > 0
    assert second.records.list("consultation").total == 1500 + saved


def test_two_programs_receive_and_save_on_one_desk(
    office: Office, founder: Workspace, second: Workspace, tmp_path: Path
):
    founder.records.add("consultation", [{"title": f"meeting {n}"} for n in range(400)])
    path = founder.exchange.make(["all"], tmp_path / "b.cspbundle").path
    code = f"""
from cspdesk.services.attachments import Attachments
from cspdesk.services.workspace import Workspace
with Workspace(opened()) as desk:
    found = desk.exchange.receive([Path({str(path)!r})])
    for n in range(20):
        desk.records.add("consultation", [{{"title": f"theirs {{n}}"}}])
print(found.records.added)
"""
    process = child(code, second.desk.folder)
    for number in range(20):
        add(second, f"ours {number}")
        second.exchange.receive([path])
    said(process)
    assert second.records.list("consultation").total == 440
    assert second.integrity.check().ok
