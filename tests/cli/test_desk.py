"""A desk is made, told of, locked with another passphrase."""

from pathlib import Path

import pytest

from cspdesk import __version__
from tests.cli.doors import CommandLine


def test_a_new_desk_is_where_it_was_asked_for(bare: CommandLine, tmp_path: Path):
    done = bare("new", tmp_path / "mine", "--organisation", "Чашма", "--person", "Нигора", "--json")
    assert done.status == 0
    told = done.json
    assert (told["desk"], told["organisation"], told["language"]) == (str(tmp_path / "mine"), "Чашма", "en")
    status = bare("status", "--desk", tmp_path / "mine", "--json").json
    assert (status["organisation"], status["person"]) == ("Чашма", "Нигора")
    assert status["version"] == __version__


def test_the_language_of_a_new_desk_is_the_one_asked_for(bare: CommandLine):
    bare("new", "--organisation", "A", "--person", "B", "--language", "tg")
    assert bare("status", "--json").json["language"] == "tg"


def test_a_sample_is_filled_in_and_marked(bare: CommandLine):
    done = bare("new", "--organisation", "A", "--person", "B", "--sample")
    assert done.status == 0, done.err
    status = bare("status", "--json").json
    assert status["sample"]
    assert status["counts"]["consultation"] >= 24


@pytest.mark.parametrize(
    "words",
    [
        ("--person", "B"),
        ("--organisation", "A"),
        ("--organisation", "A", "--person", "B", "--join"),
        ("--person", "B", "--join", "--sample"),
        ("--organisation", "A", "--person", "B", "more", "than"),
        ("--organisation", "A", "--person", "B", "--language", "fr"),
    ],
)
def test_a_desk_of_nobody_is_wrong_usage(bare: CommandLine, words: tuple[str, ...]):
    assert bare("new", *words).status == 2
    assert not bare.desk.exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 300])
def test_a_name_that_is_none_is_refused(bare: CommandLine, name: str):
    assert bare("new", "--organisation", name, "--person", "B").status == 1
    assert not bare.desk.exists()


def test_a_desk_is_not_made_over_something(cli: CommandLine, tmp_path: Path):
    again = cli("new", "--organisation", "A", "--person", "B", "--json")
    assert again.status == 1
    assert cli("status").status == 0
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_text("x", "utf-8")
    assert cli("new", tmp_path / "photos", "--organisation", "A", "--person", "B").status == 1
    assert [path.name for path in (tmp_path / "photos").iterdir()] == ["one.jpg"]


def test_a_typed_passphrase_is_typed_twice(bare: CommandLine):
    bare.uses_file = False
    bare.typed = ["four unusual words here", "four unusual words there"]
    assert bare("new", "--organisation", "A", "--person", "B").status == 1
    assert not bare.desk.exists()
    bare.typed = ["four unusual words here"] * 2
    assert bare("new", "--organisation", "A", "--person", "B").status == 0


def test_a_weak_passphrase_is_advised_against_and_taken(bare: CommandLine):
    bare.passphrase_file.write_text("secret\n", "utf-8")
    done = bare("new", "--organisation", "A", "--person", "B")
    assert done.status == 0
    assert "passphrase" in done.err


def test_the_passphrase_is_the_first_line_of_its_file(cli: CommandLine, tmp_path: Path):
    path = tmp_path / "other"
    path.write_bytes(b"\xef\xbb\xbffour unusual words here\r\nand a note\r\n")
    assert cli("status", "--passphrase-file", path).status == 0


@pytest.mark.parametrize("content", [b"", b"\n", b"  \n", b"\xff\xfe\n", b"x" * 10_000])
def test_a_file_without_a_passphrase_is_refused(cli: CommandLine, tmp_path: Path, content: bytes):
    path = tmp_path / "other"
    path.write_bytes(content)
    done = cli("status", "--passphrase-file", path, "--json")
    assert done.status == 1
    assert done.json["error"]["code"] == "passphrase"


def test_where_nobody_can_be_asked_it_is_said_what_to_do(cli: CommandLine):
    cli.uses_file = False
    done = cli("status", "--json")
    assert done.status == 1
    assert "--passphrase-file" in done.json["error"]["hint"]


def test_another_passphrase_opens_the_desk_from_then_on(cli: CommandLine, tmp_path: Path):
    new = tmp_path / "new"
    new.write_text("quite other words now\n", "utf-8")
    assert cli("passphrase", "change", "--new-passphrase-file", new).status == 0
    assert cli("status", "--json").json["error"]["code"] == "passphrase"
    assert cli("status", "--passphrase-file", new).status == 0


def test_a_known_passphrase_is_changed_with_the_key(cli: CommandLine, tmp_path: Path):
    new = tmp_path / "new"
    new.write_text("quite other words now\n", "utf-8")
    cli.add("body", {"name": "B", "type": "cppt"})
    assert cli("passphrase", "change", "--known", "--new-passphrase-file", new).status == 0
    done = cli("record", "list", "body", "--passphrase-file", new, "--json")
    assert done.json["total"] == 1


def test_the_wrong_old_passphrase_changes_nothing(cli: CommandLine, tmp_path: Path):
    wrong = tmp_path / "wrong"
    wrong.write_text("wrong\n", "utf-8")
    done = cli("passphrase", "change", "--passphrase-file", wrong, "--new-passphrase-file", wrong)
    assert done.status == 1
    assert cli("status").status == 0


def test_the_status_tells_what_waits(cli: CommandLine):
    before = cli("status", "--json").json
    cli.add("consultation", {"title": "One"}, {"title": "Two"})
    after = cli("status", "--json").json
    assert after["waiting"] == before["waiting"] + 2
    assert after["counts"]["consultation"] == 2
    assert (after["drafts"], after["conflicts"], after["backup"]) == (0, 0, None)
    cli("backup", "make")
    assert cli("status", "--json").json["backup"]["hours"] == 0


def test_the_status_is_told_in_words_too(cli: CommandLine):
    done = cli("status")
    assert "Chashma" in done.out
    assert done.err == ""


def test_the_status_tells_what_is_to_be_handed_in(cli: CommandLine):
    assert cli("status", "--json").json["obligations"]["overdue"] == 0
    cli.add("fund", {"credited_on": "2026-01-20", "amount": {"amount": "10.00", "currency": "EUR"}})
    told = cli("status", "--json").json["obligations"]
    first = told["due"][0]
    assert (told["waiting"], first["duty"], first["due"]) == (
        len(told["due"]),
        "MOJ_FUNDS_NOTICE",
        "2026-01-30",
    )
    assert (first["confirmed"], first["state"], first["level"]) == (False, "receipt_received", "overdue")
    assert "not confirmed" in cli("status").out


def test_the_status_tells_what_the_books_ask_for(cli: CommandLine):
    assert cli("status", "--json").json["books"] == {"waiting": 0, "tasks": []}
    cli.add("expense", {"spent_on": "2026-03-17", "amount": {"amount": "10.00", "currency": "TJS"}})
    told = cli("status", "--json").json["books"]
    assert told["waiting"] == len(told["tasks"])
    assert {(one["what"], one["kind"]) for one in told["tasks"]} == {("incomplete", "expense")}
    assert "The account is not filled in." in [one["reason"] for one in told["tasks"]]
    assert "The books ask for" in cli("status").out
