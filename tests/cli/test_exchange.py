"""Two desks by command: a device joins, bundles go to and fro, and both come to the same."""

from pathlib import Path
from typing import Any

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from tests.cli.doors import CommandLine


@pytest.fixture
def two(cli: CommandLine, tmp_path: Path, clock: Clock, ids: Ids) -> tuple[CommandLine, CommandLine]:
    """An office, and a field desk that joined it."""
    return cli, joined(cli, CommandLine(tmp_path, clock, ids, tmp_path / "field"), "field,coordinator")


def joined(office: CommandLine, field: CommandLine, roles: str) -> CommandLine:
    """A desk that joins an office with roles."""
    folder = office.folder
    assert field("new", "--join", "--person", "Zafar").status == 0
    asked = field("coalition", "request", "--out", folder / "request", "--json").json["string"]
    assert len(asked) == 12
    enrolled = office(
        "coalition", "enrol", folder / "request", "--string", asked, "--role", roles,
        "--out", folder / "welcome", "--json",
    )  # fmt: skip
    assert enrolled.status == 0, enrolled.err
    digits = enrolled.json["string"]
    welcome = field("coalition", "welcome", folder / "welcome", "--string", digits, "--json")
    assert welcome.status == 0, welcome.err
    return field


def carry(sender: CommandLine, receiver: CommandLine, name: str, *more: str) -> dict[str, Any]:
    path = sender.folder / name
    made = sender("bundle", "make", "--to", "all", "--out", path, *more, "--json")
    assert made.status == 0, made.err
    done = receiver("bundle", "receive", path, "--json")
    assert done.status == 0, done.err
    return dict(done.json)


def test_a_device_joins_and_is_listed(two: tuple[CommandLine, CommandLine]):
    office, field = two
    carry(field, office, "0.cspbundle")
    devices = office("coalition", "roster", "--json").json["devices"]
    assert {one["person"] for one in devices} == {"Nigora", "Zafar"}
    assert [one["roles"] for one in devices if one["person"] == "Zafar"] == [["field", "coordinator"]]


def test_what_one_writes_the_other_reads(two: tuple[CommandLine, CommandLine]):
    office, field = two
    (record,) = office.add("consultation", {"title": "Office", "concerns": [{"theme": "ROAD"}]})
    taken = carry(office, field, "1.cspbundle")
    assert taken["segments"]["new"] >= 1
    assert taken["records"]["added"] >= 1
    assert field.fields(record)["title"] == "Office"
    again = field("bundle", "receive", office.folder / "1.cspbundle", "--json").json
    assert again["segments"]["new"] == 0
    assert again["records"] == {"added": 0, "changed": 0}


def test_desks_that_have_seen_the_same_have_the_same_digests(two: tuple[CommandLine, CommandLine]):
    office, field = two
    office.add("consultation", {"title": "Office"})
    field.add("consultation", {"title": "Field"})
    for number in range(2):
        carry(office, field, f"a{number}.cspbundle")
        carry(field, office, f"b{number}.cspbundle")
    one, other = (desk("check", "--json").json["streams"]["field"] for desk in two)
    assert one["held"] == other["held"]
    assert one["state"] == other["state"]


def test_a_desk_whose_role_reads_no_money_reports_none(
    tmp_path: Path, cli: CommandLine, clock: Clock, ids: Ids
):
    field = joined(cli, CommandLine(tmp_path, clock, ids, tmp_path / "field"), "field")
    for kind, period in (("moj_half_year", "2026-H1"), ("publication", "2025"), ("cash_forecast", "2026-12")):
        made = field("report", "make", kind, "--period", period, "--out", tmp_path / "x.pdf", "--json")
        assert (made.status, made.json["error"]["code"]) == (1, "role")
        assert not (tmp_path / "x.pdf").exists()
    filed = field("report", "file", "moj_half_year@2026-H1@authority", "--out", tmp_path / "filed", "--json")
    assert (filed.status, filed.json["error"]["code"]) == (1, "role")
    notice = ("report", "make", "continuation", "--period", "2026", "--out", tmp_path / "y.pdf")
    assert field(*notice).status == 0, "it says nothing of money"


def test_a_conflict_is_settled_on_one_desk_for_both(two: tuple[CommandLine, CommandLine]):
    office, field = two
    (record,) = office.add("consultation", {"title": "One"})
    carry(office, field, "1.cspbundle")
    office("record", "set", record, "title=Office")
    field("record", "set", record, "title=Field")
    carry(field, office, "2.cspbundle")
    (conflict,) = office("conflict", "list", "--json").json["conflicts"]
    assert {value["by"] for value in conflict["values"]} == {"Nigora", "Zafar"}
    assert office("conflict", "settle", record, "title", "Both").status == 0
    carry(office, field, "3.cspbundle")
    assert field.fields(record)["title"] == "Both"
    assert field("conflict", "list", "--json").json["conflicts"] == []


def test_a_bundle_is_looked_at_before_it_is_taken(two: tuple[CommandLine, CommandLine]):
    office, field = two
    office.add("consultation", {"title": "Office"})
    path = office.folder / "1.cspbundle"
    office("bundle", "make", "--to", "all", "--out", path)
    inspected = field("bundle", "inspect", path, "--json").json["bundle"]
    assert inspected["readable"]
    verified = field("bundle", "verify", path, "--json")
    assert (verified.status, verified.json["ok"]) == (0, True)
    assert field.count("consultation") == 0


def test_a_torn_bundle_is_partly_done_and_named(two: tuple[CommandLine, CommandLine]):
    office, field = two
    office.add("consultation", *({"title": f"T{number}"} for number in range(50)))
    path = office.folder / "1.cspbundle"
    office("bundle", "make", "--to", "all", "--out", path)
    torn = office.folder / "torn.cspbundle"
    torn.write_bytes(path.read_bytes()[:-200])
    verified = field("bundle", "verify", torn, "--json")
    assert (verified.status, verified.json["ok"]) == (1, False)
    assert verified.json["error"]["what"]
    done = field("bundle", "receive", torn, "--json")
    assert (done.status, done.json["error"]["code"]) == (1, "torn"), "its one segment lies where it is torn"
    assert done.json["segments"]["new"] == 0
    assert "Traceback" not in done.err
    assert field("bundle", "receive", path).status == 0
    assert field.count("consultation") == 50


def test_of_several_files_of_which_none_can_be_read_nothing_is_partly_done(
    two: tuple[CommandLine, CommandLine],
):
    _, field = two
    letter, nowhere = field.folder / "letter.cspbundle", field.folder / "nowhere.cspbundle"
    letter.write_text("Dear friends", "utf-8")
    for named, code in (([letter, letter], "not-a-bundle"), ([nowhere, letter], "not-found")):
        done = field("bundle", "receive", *named, "--json")
        assert (done.status, done.json["error"]["code"]) == (1, code)
        assert "Nothing on the desk was changed." in done.err


def test_a_bundle_that_is_not_there_keeps_no_other_from_being_taken(two: tuple[CommandLine, CommandLine]):
    office, field = two
    office.add("consultation", {"title": "Here"})
    path = office.folder / "1.cspbundle"
    office("bundle", "make", "--to", "all", "--out", path)
    done = field("bundle", "receive", office.folder / "nowhere.cspbundle", path, "--json")
    assert done.status == 3
    assert done.json["problem"]["code"] == "not-found"
    assert "nowhere" in done.err
    assert field.count("consultation") == 1


def test_a_stranger_reads_nothing_of_a_bundle(
    two: tuple[CommandLine, CommandLine], tmp_path: Path, clock: Clock, ids: Ids
):
    office, _ = two
    office.add("consultation", {"title": "CANARY"})
    path = office.folder / "1.cspbundle"
    office("bundle", "make", "--to", "all", "--out", path)
    assert b"CANARY" not in path.read_bytes()
    stranger = CommandLine(tmp_path, clock, ids, tmp_path / "stranger")
    stranger("new", "--organisation", "Others", "--person", "Somebody")
    assert not stranger("bundle", "inspect", path, "--json").json["bundle"]["readable"]
    assert stranger("bundle", "verify", path).status == 1
    assert stranger("bundle", "receive", path, "--json").json["error"]["what"]
    assert stranger.count("consultation") == 0


def test_a_file_that_is_there_is_not_written_over(two: tuple[CommandLine, CommandLine]):
    office, _ = two
    path = office.folder / "mine.cspbundle"
    path.write_text("mine", "utf-8")
    assert office("bundle", "make", "--to", "all", "--out", path).status == 1
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "words",
    [
        ("bundle", "make", "--to", "Nobody", "--out", "x"),
        ("bundle", "receive", "nowhere.cspbundle"),
        ("bundle", "inspect", "nowhere.cspbundle"),
        ("coalition", "enrol", "nowhere", "--string", "1", "--role", "field", "--out", "w"),
        ("coalition", "welcome", "nowhere", "--string", "1"),
    ],
)
def test_what_is_not_there_is_refused(
    steady: CommandLine, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert steady(*words).status == 1
    assert list(tmp_path.iterdir()) == []


def test_a_role_that_there_is_not_is_refused_by_name(
    cli: CommandLine, tmp_path: Path, clock: Clock, ids: Ids
):
    field = CommandLine(tmp_path, clock, ids, tmp_path / "field")
    field("new", "--join", "--person", "Zafar")
    digits = field("coalition", "request", "--out", tmp_path / "request").lines[0]
    enrol = ("coalition", "enrol", tmp_path / "request", "--string", digits, "--out", tmp_path / "w")
    done = cli(*enrol, "--role", "field,king", "--json")
    assert done.status == 1
    assert "king" in done.json["error"]["what"]


def test_a_desk_that_waits_says_so(bare: CommandLine):
    bare("new", "--join", "--person", "Zafar")
    assert bare("status", "--json").json["person"] == "Zafar"
    done = bare("record", "add", "consultation", "-", "--json", given='{"title": "x"}')
    assert done.status == 1
    assert done.json["error"]["code"] != "unexpected"
    assert bare("coalition", "roster", "--json").json["waiting"]
    assert bare("status", "--json").status == 0
