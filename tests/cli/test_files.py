"""Attachments, backups, the check, reports and blank forms by command."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.doors import CommandLine


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.txt"
    path.write_text("what was said", "utf-8")
    return path


def test_a_file_is_attached_listed_saved_and_taken_back(cli: CommandLine, note: Path, tmp_path: Path):
    (record,) = cli.add("consultation", {"title": "One"})
    (name,) = cli("attach", "add", record, note).lines
    (told,) = cli("attach", "list", record, "--json").json["attachments"]
    assert (told["id"], told["name"], told["size"], told["here"]) == (name, "note.txt", 13, True)
    assert cli("attach", "save", name, "--out", tmp_path / "out.txt").status == 0
    assert (tmp_path / "out.txt").read_text("utf-8") == "what was said"
    assert cli("attach", "save", name, "--out", tmp_path / "out.txt").status == 1
    assert cli("attach", "undo").status == 0
    assert cli("attach", "list", record, "--json").json["attachments"] == []
    assert cli("attach", "undo", "--json").json["error"]["code"] == "nothing-to-undo"


@pytest.mark.parametrize("words", [("add", "0" * 32, "nowhere"), ("list", "x"), ("save", "x", "--out", "y")])
def test_an_attachment_of_nothing_is_refused(steady: CommandLine, words: tuple[str, ...]):
    assert steady("attach", *words).status == 1


def test_a_backup_is_made_listed_tried_out_and_restored(cli: CommandLine, tmp_path: Path):
    cli.add("body", {"name": "B", "type": "cppt"})
    made = cli("backup", "make", "--json").json["backup"]
    assert Path(made["path"]).is_dir()
    assert [one["name"] for one in cli("backup", "list", "--json").json["backups"]] == [made["name"]]
    drill = cli("backup", "drill", made["name"], "--json")
    assert (drill.status, drill.json["ok"], drill.json["rows"]["body"]) == (0, True, 1)
    restored = cli("backup", "restore", made["name"], "--out", tmp_path / "new", "--json")
    assert restored.status == 0, restored.err
    told = cli("record", "list", "body", "--desk", tmp_path / "new", "--json").json
    assert told["total"] == 1


def test_a_backup_elsewhere_is_restored_where_the_desk_is_gone(cli: CommandLine, tmp_path: Path):
    cli.add("body", {"name": "B", "type": "cppt"})
    (path,) = cli("backup", "make", tmp_path / "stick").lines
    gone = CommandLine(cli.folder, cli.clock, cli.ids, tmp_path / "gone")
    assert gone("backup", "restore", path, "--out", tmp_path / "new").status == 0
    assert gone("record", "list", "body", "--desk", tmp_path / "new", "--json").json["total"] == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("drill", "20200101T000000Z"), 1),
        (("restore", "20200101T000000Z", "--out", "new"), 1),
        (("restore",), 2),
        (("list", "--desk", "nowhere"), 1),
    ],
)
def test_a_backup_that_is_not_there_is_said(
    steady: CommandLine, words: tuple[str, ...], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert steady("backup", *words).status == status
    assert list(tmp_path.iterdir()) == []


def test_the_check_says_that_the_desk_is_whole(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "One", "concerns": [{"theme": "ROAD"}]})
    cli("record", "set", record, "title=Two")
    before = cli("check", "--json")
    assert (before.status, before.json["ok"], before.json["problems"]) == (0, True, [])
    rebuilt = cli("check", "--rebuild", "--json")
    assert rebuilt.json["rebuilt"]
    assert rebuilt.json["streams"] == before.json["streams"]
    assert before.json["streams"]["field"].keys() == {"held", "state"}


def test_a_report_and_a_blank_form_are_files(cli: CommandLine, tmp_path: Path):
    assert "digest" in cli("report", "kinds").out
    out = tmp_path / "digest.docx"
    made = cli("report", "make", "digest", "--period", "2026-H1", "--out", out, "--language", "tg", "--json")
    assert made.status == 0, made.err
    assert out.read_bytes().startswith(b"PK")
    assert made.json["report"]["bytes"] == out.stat().st_size
    assert cli("blank", "consultation", "--language", "ru", "--out", tmp_path / "blank.docx").status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("make", "digest", "--period", "2026-H7", "--out", "x.docx"),
        ("make", "nothing", "--period", "2026", "--out", "x.docx"),
        ("make", "digest", "--period", "2026", "--audience", "all", "--out", "x.docx"),
        ("make", "digest", "--period", "2026", "--out", "x.txt"),
    ],
)
def test_a_report_that_means_nothing_is_refused(
    steady: CommandLine, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert steady("report", *words).status == 1
    assert list(tmp_path.iterdir()) == []


def test_an_audit_trail_comes_with_the_script_that_checks_it(cli, tmp_path):
    cli.add("donor", {"name": "Nordlicht"})
    out = tmp_path / "trail.jsonl"
    done = cli("audit", "export", "--out", out, "--json")
    assert done.status == 0, done.err
    assert "not encrypted" in done.err
    told = done.json
    checked = subprocess.run(
        [sys.executable, "-I", told["script"], told["path"], "--root", told["root"]],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert f"changes: {told['entries']}" in checked.stdout
    assert cli("audit", "export", "--out", out).status == 1
    assert cli("audit", "export", "--out", out, "--replace", "--stream", "nothing").status == 1


def test_an_inspection_desk_is_made_opened_and_only_read(cli: CommandLine, tmp_path: Path):
    cli.add("donor", {"name": "Nordlicht"})
    cli.add("consultation", {"title": "One"})
    (tmp_path / "theirs").write_text("words for an inspector\n", "utf-8")
    out = tmp_path / "inspection"
    done = cli("inspection", "make", "--out", out, "--new-passphrase-file", tmp_path / "theirs", "--json")
    assert done.status == 0, done.err
    assert done.json["records"] == {"donor": 1, "organisation": 1}
    how = ("--passphrase-file", tmp_path / "theirs")
    assert cli("record", "list", "donor", *how, "--json", desk=out).json["total"] == 1
    assert cli("record", "list", "consultation", *how, "--json", desk=out).json["total"] == 0
    assert cli("check", *how, desk=out).status == 0
    assert cli("status", *how, "--json", desk=out).json["inspection"] == "2026-11-22"
    refused = cli("record", "add", "donor", "-", *how, "--json", given='{"name": "x"}', desk=out)
    assert refused.json["error"]["code"] == "role"
    again = cli("inspection", "make", "--out", out, "--new-passphrase-file", tmp_path / "theirs")
    assert again.status == 1


def test_open_data_says_what_is_missing_first(cli: CommandLine, tmp_path: Path):
    refused = cli("iati", "make", "--out", tmp_path / "open", "--json")
    assert refused.status == 1
    assert refused.json["error"]["code"] == "open-data"
    assert cli("iati", "make", "--out", tmp_path / "open", "--until", "soon").status == 2
