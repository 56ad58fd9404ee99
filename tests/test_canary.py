"""What people type is on the disk only encrypted: a word typed everywhere is found in no file of ours."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cspdesk.cli import table
from cspdesk.cli.command import Command
from cspdesk.cli.door import Door
from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids, to_hex
from cspdesk.i18n.catalogue import english
from cspdesk.services import kinds
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.services.workspace import Workspace
from tests.cli.doors import CommandLine
from tests.store.desks import FAST, PASSPHRASE

CANARY = "Булбулакӣ-NIGHTJAR-ҷ"
BARE = "NIGHTJAR"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every folder that the program may write to lies in one."""
    for name in ("state", "cache", "config", "data", "tmp"):
        (tmp_path / name).mkdir()
    for name, variable in (
        ("state", "XDG_STATE_HOME"),
        ("cache", "XDG_CACHE_HOME"),
        ("config", "XDG_CONFIG_HOME"),
        ("data", "XDG_DATA_HOME"),
        ("tmp", "TMPDIR"),
        ("tmp", "SQLITE_TMPDIR"),
    ):
        monkeypatch.setenv(variable, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.delenv("CSPDESK_TIDE", raising=False)
    return tmp_path


@pytest.fixture
def cli(places: Path, clock: Clock, ids: Ids) -> CommandLine:
    made = CommandLine(places, clock, ids, places / "desk")
    done = made("new", "--organisation", CANARY, "--person", CANARY)
    assert done.status == 0, done.err
    return made


def forms_of(text: str) -> Iterator[bytes]:
    """How a word may lie in a file."""
    for form in (text, text.lower(), text.upper()):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            yield form.encode(encoding)
    yield json.dumps(text).strip('"').encode()
    yield text.encode().hex().encode()


def found_in(folder: Path, *, beside: Path) -> list[Path]:
    """The files and names that hold the word, but for what a person asked for."""
    wanted = [*forms_of(CANARY), *forms_of(BARE)]
    found = []
    for path in folder.rglob("*"):
        if path == beside or beside in path.parents or not path.is_file():
            continue
        content = path.read_bytes()
        if BARE.casefold() in path.name.casefold() or any(form in content for form in wanted):
            found.append(path)
    return found


def typed_everywhere(fields: list[dict[str, Any]]) -> dict[str, Any]:
    """A record with the word in every text, and an example in every other field."""
    given: dict[str, Any] = {}
    for field in fields:
        if field["type"] in {"text", "longtext"}:
            given[field["name"]] = CANARY
        elif field["type"] == "parts":
            given[field["name"]] = [typed_everywhere(field["fields"])]
        else:
            given[field["name"]] = field["example"]
    return given


def fill(cli: CommandLine, note: Path) -> list[str]:
    """Type the word into every field of every kind, attach it, and begin a draft with it."""
    records = []
    for kind in kinds.filled_in():
        fields = kinds.described(kind, english())["fields"]
        assert isinstance(fields, list)
        records += cli.add(kind.name, typed_everywhere(fields))
    consultation = records[0]
    assert cli("attach", "add", consultation, note).status == 0
    assert cli("record", "set", consultation, f"summary={CANARY} again").status == 0
    with Workspace.open(cli.desk, PASSPHRASE, clock=cli.clock, ids=cli.ids, kdf=FAST) as workspace:
        draft = Draft(
            to_hex(cli.ids.new()), "consultation", "", "", Typed({"title": CANARY}), cli.clock.now()
        )
        Drafts(workspace.context, workspace.records).keep(draft)
    return records


def test_a_word_typed_everywhere_lies_open_nowhere(
    cli: CommandLine, places: Path, monkeypatch: pytest.MonkeyPatch
):
    mine = places / "mine"
    mine.mkdir()
    note = mine / f"{CANARY}.txt"
    note.write_text(CANARY * 50, "utf-8")
    first, *_ = fill(cli, note)
    assert cli("record", "list", "consultation", "--search", BARE, "--json").json["total"] == 1
    (places / "stick").mkdir()
    for argv in (
        ("bundle", "make", "--to", "all", "--out", places / "stick"),
        ("backup", "make"),
        ("backup", "drill"),
        ("check", "--rebuild"),
        ("export", "consultation", mine / "out.xlsx", "--audience", "team"),
        ("export", "consultation", mine / "out.csv", "--audience", "team"),
        ("report", "make", "digest", "--period", "2026-H2", "--out", mine / "digest.docx"),
        ("record", "delete", first, "--reason", CANARY),
        ("record", "undo"),
    ):
        done = cli(*argv)
        assert done.status == 0, (argv, done.err)
    assert BARE in (mine / "out.csv").read_text("utf-8-sig"), "what was asked for holds the word"
    _stumble(cli, monkeypatch)
    assert len(list((places / "state").rglob("report-*.txt"))) == 1
    assert found_in(places, beside=mine) == []


def _stumble(cli: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the program with the word in its hands."""

    def broken(door: Door, arguments: object) -> int:
        held = CANARY + str(arguments)
        raise KeyError(held)

    with monkeypatch.context() as patch:
        patch.setattr(table, "find", lambda words: Command(("status",), "x", broken))
        done = cli("status", "--json")
    assert done.json["error"]["code"] == "unexpected"
    assert BARE not in done.err


def test_the_search_for_the_word_finds_what_lies_open(places: Path):
    """The test above can fail: a word that lies open is found."""
    mine = places / "mine"
    for number, form in enumerate(forms_of(CANARY)):
        path = places / "state" / str(number)
        path.write_bytes(b"\x00\x01" + form + b"\x02")
        assert found_in(places, beside=mine) == [path]
        path.unlink()
    (places / "state" / f"{BARE}.log").write_text("", "utf-8")
    assert len(found_in(places, beside=mine)) == 1
