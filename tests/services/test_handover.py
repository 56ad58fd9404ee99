"""Everything that a desk holds, in open form: whole, readable without the program, and no name unasked."""

import json
from hashlib import blake2b
from pathlib import Path

import pytest

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.fields import STREAMS
from cspdesk.services import audit_check
from cspdesk.services.attachments import Attachments
from cspdesk.services.handover import NAMING, Handover
from tests.conftest import SeededIds
from tests.services.offices import Office

PEOPLE = ("CANARY-PERSON", "CANARY-CONTACT")


@pytest.fixture
def written(workspace, tmp_path):
    """A desk with records of several streams, a part, a file and a name, and its folder."""
    add = workspace.records.add
    (donor,) = add("donor", [{"name": "Нордлихт"}]).ids
    (agreement,) = add("agreement", [{"number": "A/1", "donor": donor, "total": amount("60000.00")}]).ids
    (person,) = add("person", [{"name": "CANARY-PERSON"}]).ids
    add("body", [{"name": "Кумита", "type": "cppt", "contact": "CANARY-CONTACT"}])
    add("activity", [{"title": "Машварат", "type": "training", "starts": "2026-11-02", "lead": person}])
    add("consultation", [{"title": "Ҳисор", "concerns": [{"theme": "ROAD"}], "held_on": "2026-11-01"}])
    (gone,) = add("donor", [{"name": "deleted"}]).ids
    workspace.records.delete(gone, "twice")
    path = tmp_path / "шартнома.txt"
    path.write_text("имзо", "utf-8")
    Attachments(workspace.context).add(agreement, path)
    return workspace


def amount(text):
    return {"amount": text, "currency": "EUR"}


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_records_are_there_as_the_desk_shows_them(written, tmp_path):
    done = Handover(written.context).write(tmp_path / "all")
    for kind in ("donor", "agreement", "consultation"):
        told = lines(tmp_path / "all" / "records" / f"{kind}.jsonl")
        shown = {one.id: one.fields for one in written.records.list(kind).records}
        assert {one.pop("id"): one for one in told} == shown
        assert done.records[kind] == len(shown)
    assert done.records["donor"] == 1
    assert (tmp_path / "all" / "records" / "fund.jsonl").read_bytes() == b""


def test_files_lie_there_in_clear_and_are_listed(written, tmp_path):
    done = Handover(written.context).write(tmp_path / "all")
    (told,) = lines(tmp_path / "all" / "files.jsonl")
    assert (tmp_path / "all" / told["path"]).read_text("utf-8") == "имзо"
    assert (told["kind"], told["name"], done.files, done.missing) == ("agreement", "шартнома.txt", 1, 0)


def everything(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_nobody_is_named_unless_somebody_asks(written, tmp_path):
    done = Handover(written.context).write(tmp_path / "all")
    held = everything(tmp_path / "all")
    assert not any(name.encode() in held for name in PEOPLE)
    assert done.left_out == NAMING
    assert "people" in (tmp_path / "all" / "README.en.txt").read_text("utf-8")
    told = Handover(written.context).write(tmp_path / "named", include=["people"])
    held = everything(tmp_path / "named")
    assert all(name.encode() in held for name in PEOPLE)
    assert told.left_out == ("sensitive",)
    (activity,) = lines(tmp_path / "named" / "records" / "activity.jsonl")
    assert activity["lead"]


def test_no_key_is_in_it(written, tmp_path):
    Handover(written.context).write(tmp_path / "all", include=NAMING)
    held = everything(tmp_path / "all")
    with written.desk.reading() as connection:
        rows = connection.exec_driver_sql("SELECT value FROM secret").fetchall()
    for (secret,) in rows:
        assert bytes(secret) not in held
        assert bytes(secret).hex().encode() not in held or len(secret) < 16


def test_each_file_is_what_the_manifest_says_and_none_is_missing(written, tmp_path):
    Handover(written.context).write(tmp_path / "all")
    manifest = json.loads((tmp_path / "all" / "manifest.json").read_text("utf-8"))
    named = manifest["blake2b"]
    there = {
        path.relative_to(tmp_path / "all").as_posix(): path
        for path in (tmp_path / "all").rglob("*")
        if path.is_file()
    }
    assert set(named) == set(there) - {"manifest.json"}
    for name, digest in named.items():
        assert blake2b(there[name].read_bytes(), digest_size=32).hexdigest() == digest


def test_the_audit_trail_in_it_holds_and_has_the_same_streams(written, tmp_path):
    Handover(written.context).write(tmp_path / "all")
    assert audit_check.checked(tmp_path / "all" / "audit" / "trail.jsonl").faults == []
    (first, *_) = lines(tmp_path / "all" / "audit" / "trail.jsonl")
    assert first["streams"] == [one for one in STREAMS if one not in NAMING]
    script = Path(audit_check.__file__).read_bytes()
    assert (tmp_path / "all" / "audit" / "audit_check.py").read_bytes() == script


def test_pages_and_lists_are_in_three_languages(written, tmp_path):
    Handover(written.context).write(tmp_path / "all")
    assert {path.name for path in (tmp_path / "all").glob("README.*")} == {
        "README.tg.txt",
        "README.ru.txt",
        "README.en.txt",
    }
    lists = json.loads((tmp_path / "all" / "lists.json").read_text("utf-8"))
    assert {"code", "tg", "ru", "en"} <= lists["donor_type"][0].keys()
    kinds = json.loads((tmp_path / "all" / "kinds.json").read_text("utf-8"))
    assert set(kinds) == {"tg", "ru", "en"}
    assert "Nothing in this folder is encrypted" in (tmp_path / "all" / "README.en.txt").read_text("utf-8")


def test_a_desk_writes_only_what_it_may_read(tmp_path, clock):
    (tmp_path / "office").mkdir()
    office = Office(tmp_path / "office", clock, lambda number: SeededIds(number, clock))
    try:
        founder = office.found()
        founder.records.add("donor", [{"name": "CANARY-DONOR"}])
        clerk = office.join(founder, "Zafar", "field")
        office.carry(founder, clerk)
        Handover(clerk.context).write(tmp_path / "all")
        assert not (tmp_path / "all" / "records" / "donor.jsonl").exists()
        assert b"CANARY-DONOR" not in everything(tmp_path / "all")
    finally:
        office.close()


def test_a_folder_that_is_not_empty_and_a_stream_that_is_not_kept_back_are_refused(written, tmp_path):
    with pytest.raises(RefusedError):
        Handover(written.context).write(tmp_path)
    with pytest.raises(RefusedError):
        Handover(written.context).write(tmp_path / "all", include=["finance"])


def test_stopped_it_leaves_nothing(written, tmp_path):
    written.records.add("donor", [{"name": f"{number}"} for number in range(120)])
    with pytest.raises(CspdeskError):
        Handover(written.context).write(tmp_path / "all", stop=lambda: True)
    assert not (tmp_path / "all").exists()
