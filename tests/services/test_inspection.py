"""The inspection desk: the office's own figures and history, and of consultations not a byte."""

import json

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.i18n.catalogue import english
from cspdesk.models import KINDS
from cspdesk.services import audit_check, kinds
from cspdesk.services.attachments import Attachments
from cspdesk.services.audit import Audit
from cspdesk.services.handover import NAMING, Handover
from cspdesk.services.inspection import LISTS, MARK, Inspection
from cspdesk.services.today import Today
from cspdesk.services.workspace import Workspace
from cspdesk.store import blobs
from cspdesk.store.desk import open_desk
from cspdesk.store.outgoing import Outgoing
from cspdesk.store.room import Room
from tests.conftest import SeededIds
from tests.services.offices import Office
from tests.store.desks import FAST, PASSPHRASE

OTHER = "words for an inspector alone"
GIVEN = ("CANARY-DONOR", "CANARY-AGREEMENT", "CANARY-CHARTER")
KEPT = ("CANARY-FIELD", "CANARY-PEOPLE", "CANARY-QUOTE", "CANARY-VILLAGE", "CANARY-PHOTO", "CANARY-ADVICE")


@pytest.fixture
def office(tmp_path, clock):
    (tmp_path / "office").mkdir()
    made = Office(tmp_path / "office", clock, lambda number: SeededIds(number, clock))
    yield made
    made.close()


@pytest.fixture
def founder(office):
    """A desk with a canary in every stream that people write, in records, parts and files."""
    made = office.found()
    add = made.records.add
    (donor,) = add("donor", [{"name": "CANARY-DONOR"}]).ids
    (agreement,) = add("agreement", [{"number": "CANARY-AGREEMENT", "donor": donor}]).ids
    (village,) = add("place", [{"name": "CANARY-VILLAGE", "level": "village", "within": "3509038"}]).ids
    (person,) = add("person", [{"name": "CANARY-PEOPLE"}]).ids
    (meeting,) = add(
        "consultation",
        [{"title": "CANARY-FIELD", "held_on": "2026-11-01", "quotes": [{"words": "CANARY-QUOTE"}]}],
    ).ids
    add("activity", [{"title": "CANARY-FIELD", "type": "training", "starts": "2026-11-02", "lead": person}])
    add("recommendation", [{"words": "CANARY-ADVICE", "level": "district"}])
    for record, name, words in (
        (meeting, "photo.txt", "CANARY-PHOTO" * 9),
        (agreement, "signed.txt", "CANARY-CHARTER" * 9),
    ):
        (office.folder / name).write_text(words, "utf-8")
        Attachments(made.context).add(record, office.folder / name)
    assert village
    made.records.set(donor, {"note": "CANARY-DONOR again"})
    return made


@pytest.fixture
def inspected(founder, tmp_path, clock, ids):
    """The inspection desk of that desk, open."""
    Inspection(founder.context).make(tmp_path / "inspection", OTHER, person="Inspector", kdf=FAST)
    with Workspace(open_desk(tmp_path / "inspection", OTHER, clock=clock, ids=ids, kdf=FAST)) as made:
        yield made


def everything(desk):
    """Every byte that a desk holds for who has its passphrase: all cells, and segments opened."""
    found = bytearray()
    with desk.reading() as connection:
        room = Room(connection)
        tables = room.cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in tables:
            try:
                rows = room.cursor.execute(f'SELECT * FROM "{name}"').fetchall()
            except Exception:  # noqa: BLE001 - a virtual table that is not for reading
                continue
            for row in rows:
                for cell in row:
                    found += cell if isinstance(cell, bytes) else str(cell).encode()
        for held in Outgoing(room.cursor).segments():
            body = room.keyring.open_body(Outgoing(room.cursor).sealed(held.no))
            found += repr(body.run).encode()
    return bytes(found)


def test_the_search_finds_every_canary_on_the_desk_that_has_them(founder, office):
    found = everything(founder.desk)
    assert all(word.encode() in found for word in (*GIVEN[:2], *KEPT[:4], KEPT[5]))


def test_nothing_of_consultations_is_in_any_cell_segment_or_file(inspected):
    found = everything(inspected.desk)
    for word in GIVEN[:2]:
        assert word.encode() in found
    for word in KEPT:
        assert word.encode() not in found
    for path in inspected.desk.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(word.encode() in content for word in (*GIVEN, *KEPT))


def test_nothing_of_consultations_is_in_what_its_pieces_open_to(inspected, founder, tmp_path):
    (agreement,) = [one.id for one in inspected.records.list("agreement").records]
    (held,) = Attachments(inspected.context).list(agreement)
    assert held.here
    out = Attachments(inspected.context).save(held.id, tmp_path / "out.txt")
    assert "CANARY-CHARTER" in out.read_text("utf-8")
    names = set(blobs.held(inspected.desk.folder / blobs.FOLDER))
    assert len(names) == 1
    assert names < set(blobs.held(founder.desk.folder / blobs.FOLDER))


def test_streams_of_money_and_charter_are_the_offices_to_the_last_dot(inspected, founder):
    office, here = founder.integrity.check(), inspected.integrity.check()
    assert here.problems == ()
    for stream in ("finance", "directory"):
        assert here.streams[stream] == office.streams[stream]
    for stream in ("field", "people"):
        assert here.streams[stream] == here.streams["sensitive"] != office.streams[stream]


def test_it_stands_after_its_tables_are_made_again(inspected):
    before = inspected.integrity.check().streams
    assert inspected.integrity.check(rebuild=True).problems == ()
    assert inspected.integrity.check().streams == before
    assert not any(word.encode() in everything(inspected.desk) for word in KEPT)


def test_its_history_says_who_wrote_what(inspected):
    (donor,) = [one.id for one in inspected.records.list("donor").records]
    assert {one.by for one in inspected.history.of(donor)} == {"Parvina"}


def test_it_can_only_be_read(inspected):
    for kind, record in (
        ("donor", {"name": "x"}),
        ("consultation", {"title": "x"}),
        ("place", {"name": "x", "level": "village", "within": "3509038"}),
    ):
        with pytest.raises(RefusedError):
            inspected.records.add(kind, [record])
    (donor,) = [one.id for one in inspected.records.list("donor").records]
    with pytest.raises(RefusedError):
        inspected.records.set(donor, {"note": "x"})
    with pytest.raises(RefusedError):
        inspected.exchange.make(["all"], inspected.desk.folder / "x.cspbundle")
    assert inspected.desk.setting(MARK) == "2026-11-22"


def test_no_key_of_an_epoch_and_no_roots_seed_is_in_it(inspected, founder, office, tmp_path):
    with inspected.desk.reading() as connection:
        room = Room(connection)
        assert room.keyring.epochs() == {}
        names = {
            row[0].partition(":")[0] for row in room.cursor.execute("SELECT name FROM secret").fetchall()
        }
    assert names <= {"body", "root-pin"}
    with founder.desk.reading() as connection:
        secrets = Room(connection).keyring.epochs().values()
    held = everything(inspected.desk)
    assert not any(secret in held for secret in secrets)


def test_what_is_written_later_does_not_open_with_it(inspected, founder, office):
    founder.records.add("donor", [{"name": "CANARY-LATER"}])
    path = office.carry(founder)
    with pytest.raises(RefusedError):
        inspected.exchange.receive([path])
    assert b"CANARY-LATER" not in everything(inspected.desk)


def test_the_organisation_does_not_hear_of_it(inspected, founder):
    assert len(founder.coalition.roster().devices) == 1
    assert founder.coalition.roster().number == 1


def test_its_audit_trail_is_proved_by_the_organisations_root(inspected, founder, tmp_path):
    own = Audit(founder.context).export(tmp_path / "own.jsonl")
    there = Audit(inspected.context).export(tmp_path / "there.jsonl")
    assert audit_check.checked(there.path).faults == []
    assert there.root == own.root
    proved = [json.loads(line) for line in there.path.read_bytes().splitlines()]
    assert any("CANARY-DONOR" in json.dumps(line) for line in proved if "segment" in line)


def test_two_histories_of_one_feed_are_both_in_it(office, founder, tmp_path, clock, ids):
    second = office.join(founder, "Zafar", "finance")
    office.carry(founder, second)
    (donor,) = [one.id for one in second.records.list("donor").records]
    founder.records.set(donor, {"note": "one"})
    second.records.set(donor, {"note": "two"})
    office.carry(second, founder)
    told = Inspection(founder.context).make(tmp_path / "inspection", OTHER, kdf=FAST)
    assert told.undecided == 1
    with Workspace(open_desk(tmp_path / "inspection", OTHER, clock=clock, ids=ids, kdf=FAST)) as made:
        (here,), (there,) = made.conflicts.list(), founder.conflicts.list()
        assert [one.value for one in here.values] == [one.value for one in there.values] == ["two", "one"]


def test_every_list_of_the_coalition_is_given_or_kept_on_purpose():
    kept = {"place", "grouping"}
    assert {kind.name for kind in KINDS if kind.stream == "common"} <= kept | set(LISTS)


def test_a_desk_that_reads_no_money_makes_none(office, founder, tmp_path):
    second = office.join(founder, "Zafar", "field")
    with pytest.raises(RefusedError):
        Inspection(second.context).make(tmp_path / "inspection", OTHER, kdf=FAST)
    assert not (tmp_path / "inspection").exists()


def test_the_passphrase_of_the_own_desk_is_refused(founder, tmp_path):
    with pytest.raises(RefusedError):
        Inspection(founder.context).make(tmp_path / "inspection", PASSPHRASE, kdf=FAST)


def test_a_folder_that_is_not_empty_is_left_as_it_is(founder, tmp_path):
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(RefusedError):
        Inspection(founder.context).make(tmp_path, OTHER, kdf=FAST)
    assert (tmp_path / "mine").exists()


# --- a canary in every text of every kind ------------------------------------------------------------

COMMON_KEPT = {"place", "grouping"}


def canary(kind, one, home):
    """The word that tells where a text lives."""
    stream = one.stream or home
    return f"CANARY-{'villages' if kind.name in COMMON_KEPT else stream}"


def typed(kind, home):
    """A record with its stream's canary in every text, and an example in every other field."""
    given = {}
    fields = kinds.described(kind, english())["fields"]
    assert isinstance(fields, list)
    for told in fields:
        one = kind.by_name[told["name"]]
        if one.type in {"text", "longtext"}:
            given[one.name] = canary(kind, one, home)
        elif one.type == "parts":
            given[one.name] = [typed(kinds.BY_NAME[one.of], home)]
        else:
            given[one.name] = told["example"]
    return given


def fill(desk):
    """Every kind that takes such a record, with the streams in which canaries were put."""
    streams = set()
    for kind in kinds.filled_in():
        try:
            desk.records.add(kind.name, [typed(kind, kind.stream)])
        except RefusedError:
            continue  # some texts are a grammar of their own
        streams |= {canary(kind, one, kind.stream) for one in kind.fields if one.type in {"text", "longtext"}}
    return streams


def test_of_every_kind_only_money_charter_and_lists_are_in_it(office, tmp_path, clock, ids):
    founder = office.found()
    put = fill(founder)
    held = everything(founder.desk)
    assert put >= {f"CANARY-{name}" for name in ("field", "people", "finance", "directory", "villages")}
    assert all(word.encode() in held for word in put)
    Inspection(founder.context).make(tmp_path / "inspection", OTHER, kdf=FAST)
    with Workspace(open_desk(tmp_path / "inspection", OTHER, clock=clock, ids=ids, kdf=FAST)) as made:
        held = everything(made.desk)
        shown = {kind.name: made.records.list(kind.name).total for kind in kinds.filled_in()}
        Handover(made.context).write(tmp_path / "all", include=NAMING)
    given = {word for word in put if word.encode() in held}
    assert given == put & {"CANARY-finance", "CANARY-directory", "CANARY-common"}
    for kind in kinds.filled_in():
        is_given = kind.stream in {"finance", "directory"} or kind.name in LISTS
        assert (
            (shown[kind.name] == founder.records.list(kind.name).total) if is_given else not shown[kind.name]
        )
    open_form = b"".join(path.read_bytes() for path in (tmp_path / "all").rglob("*") if path.is_file())
    assert {word for word in put if word.encode() in open_form} == given


def test_nothing_of_it_waits_to_be_sent(inspected):
    assert Today(inspected.context).standing().waiting == 0


def test_a_finance_officers_desk_makes_one_though_it_joined_late(office, founder, tmp_path, clock, ids):
    for person in ("Zafar", "Olim"):
        office.join(founder, person, "field")
    officer = office.join(founder, "Nigora", "finance")
    office.carry(founder, officer)
    officer.records.add("donor", [{"name": "CANARY-DONOR of the officer"}])
    told = Inspection(officer.context).make(tmp_path / "inspection", OTHER, kdf=FAST)
    assert told.counts["donor"] == 2
    with Workspace(open_desk(tmp_path / "inspection", OTHER, clock=clock, ids=ids, kdf=FAST)) as made:
        held = everything(made.desk)
        assert b"CANARY-DONOR of the officer" in held
        assert not any(word.encode() in held for word in KEPT)
        out = Audit(made.context).export(tmp_path / "trail.jsonl")
    assert audit_check.checked(tmp_path / "trail.jsonl").faults == []
    assert out.root == Audit(founder.context).export(tmp_path / "own.jsonl").root
