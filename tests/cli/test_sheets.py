"""Sheets by command: a dry run, errors by row and column, and for each audience what it may see."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from cspdesk.reports.sheet_reader import read_sheet
from tests.cli.doors import CommandLine

SHEET = "Title;Date held;Place;Women, 18 to 30;Concern 1: Concern;Concern 1: Severity\r\n"
GOOD = SHEET + "One;09.11.2026;3509038;12;ROAD;3\r\nTwo;2026-Q4;Khujand;;POL-TRUST;4\r\n"


def sheet(cli: CommandLine, text: str, name: str = "in.csv") -> Path:
    path = cli.folder / name
    path.write_text(text, "utf-8-sig")
    return path


def test_a_sheet_is_imported_and_taken_back_whole(cli: CommandLine):
    done = cli("import", "consultation", sheet(cli, GOOD), "--json")
    assert done.status == 0, done.err
    assert (done.json["rows"], done.json["added"], done.json["problems"]) == (2, 2, [])
    assert cli.fields(done.json["ids"][0])["participants"][0]["count"] == 12
    assert cli("record", "undo").status == 0
    assert cli.count("consultation") == 0


def test_a_dry_run_only_checks(steady: CommandLine):
    done = steady("import", "consultation", sheet(steady, GOOD), "--dry-run", "--json")
    assert (done.status, done.json["rows"], done.json["added"]) == (0, 2, 0)
    assert steady.count("consultation") == 0


def test_the_standard_input_is_a_sheet_too(steady: CommandLine):
    done = steady("import", "consultation", "-", "--dry-run", "--json", given=GOOD)
    assert done.json["rows"] == 2


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_problems_are_named_by_row_and_column(steady: CommandLine, more: tuple[str, ...]):
    text = SHEET + "One;tomorrow;3509038;many;ROAD;9\r\nTwo;;;;ROAD;3\r\nThree;;Nowhere;;;\r\n"
    done = steady("import", "consultation", sheet(steady, text), "--json", *more)
    assert done.status == 1
    problems = done.json["error"]["problems"]
    assert {(one["row"], one["column"]) for one in problems} == {
        (2, "Date held"),
        (2, "Women, 18 to 30"),
        (4, "Place"),
    }
    assert "Row 2, column “Date held”" in done.err
    assert steady.count("consultation") == 0


def test_problems_are_listed_in_a_sheet_beside_the_file(steady: CommandLine):
    text = "Title;Minutes\r\n=1+1;many\r\n"
    path = sheet(steady, text, "wrong.csv")
    done = steady("import", "consultation", path, "--json")
    listed = Path(done.json["error"]["list"])
    assert listed == path.with_name("wrong.problems.xlsx")
    read = read_sheet(BytesIO(listed.read_bytes()))
    (row,) = [cells for _, cells in read.rows]
    assert row[:3] == ("2", "Minutes", "many")
    assert str(listed) in done.err
    path = sheet(steady, text, "quiet.csv")
    assert steady("import", "consultation", path, "--no-list").status == 1
    assert not path.with_name("quiet.problems.xlsx").exists()


def test_a_column_is_chosen_by_hand_once(cli: CommandLine):
    text = "Was;Was sonst;Minutes\r\n{};x;5\r\n"
    first = ("--columns", "Was=title", "--columns", "Was sonst=-")
    assert cli("import", "consultation", sheet(cli, text.format("One")), *first).status == 0
    assert cli("import", "consultation", sheet(cli, text.format("Two"))).status == 0
    told = cli("record", "list", "consultation", "--sort", "title", "--json").json["records"]
    assert [one["fields"]["title"] for one in told] == ["One", "Two"]


@pytest.mark.parametrize("typed", ["Was", "=title", "Was="])
def test_a_choice_that_says_nothing_is_wrong_usage(steady: CommandLine, typed: str):
    assert steady("import", "consultation", sheet(steady, GOOD), "--columns", typed).status == 2


def test_the_same_file_is_imported_once_unless_asked(cli: CommandLine):
    path = sheet(cli, GOOD)
    assert cli("import", "consultation", path).status == 0
    refused = cli("import", "consultation", path, "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "imported-before")
    assert cli("import", "consultation", path, "--again").status == 0
    assert cli.count("consultation") == 4


def test_an_unknown_title_is_refused_by_name(steady: CommandLine):
    done = steady("import", "consultation", sheet(steady, "Titel\r\nx\r\n"), "--json")
    assert done.status == 1
    assert done.json["error"]["column"] == "Titel"


def test_a_list_is_exported_and_read_by_programs(cli: CommandLine):
    cli("import", "consultation", sheet(cli, GOOD))
    out = cli.folder / "out.jsonl"
    done = cli("export", "consultation", out, "--where", "place=3509000", "--json")
    assert (done.status, done.json["rows"], done.json["withheld"]) == (0, 1, 0)
    (line,) = [json.loads(text) for text in out.read_text("utf-8").splitlines()]
    assert (line["title"], line["held_on"]) == ("One", "2026-11-09")


def test_an_export_is_imported_on_another_desk(cli: CommandLine, tmp_path: Path):
    cli("import", "consultation", sheet(cli, GOOD))
    for name in ("out.xlsx", "out.csv"):
        assert cli("export", "consultation", tmp_path / name).status == 0
        other = CommandLine(cli.folder, cli.clock, cli.ids, tmp_path / f"desk-{name}")
        other("new", "--organisation", "B", "--person", "C")
        assert other("import", "consultation", tmp_path / name).status == 0
        told = other("record", "list", "consultation", "--sort", "title", "--json").json["records"]
        assert [one["fields"]["held_on"] for one in told] == ["2026-11-09", "2026-Q4"]


def test_an_audience_gets_what_it_may_see(cli: CommandLine):
    cli.add(
        "consultation",
        {"title": "CANARY", "method": "focus_group", "place": "3505404", "ceiling": "organisation"},
        {"title": "x", "method": "focus_group", "ceiling": "public", "consent_publication": "yes"},
    )
    out = cli.folder / "out.csv"
    done = cli("export", "consultation", out, "--audience", "public", "--json")
    assert (done.json["rows"], done.json["withheld"]) == (1, 1)
    assert "not for this audience" in done.err
    assert "CANARY" not in out.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "status"),
    [(("out.txt",), 2), (("out.csv", "--audience", "all"), 1), (("out.csv", "--where", "x"), 2)],
)
def test_an_export_that_means_nothing_is_refused(
    steady: CommandLine, words: tuple[str, ...], status: int, tmp_path: Path
):
    assert steady("export", "body", tmp_path / words[0], *words[1:]).status == status
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_when_asked(steady: CommandLine, tmp_path: Path):
    out = tmp_path / "out.csv"
    out.write_text("mine", "utf-8")
    assert steady("export", "body", out).status == 1
    assert out.read_text("utf-8") == "mine"
    assert steady("export", "body", out, "--replace").status == 0
    assert "Кумита" in out.read_text("utf-8-sig")


def test_everything_is_written_in_open_form_and_that_is_said(cli: CommandLine, tmp_path: Path):
    cli.add("donor", {"name": "Nordlicht"})
    done = cli("export", "all", tmp_path / "all", "--json")
    assert done.status == 0, done.err
    assert "Nothing in this folder is encrypted" in done.err
    assert done.json["records"]["donor"] == 1
    assert done.json["left_out"] == ["people", "sensitive"]
    assert cli("export", "all", tmp_path / "all").status == 1
    assert cli("export", "all", tmp_path / "new", "--search", "x").status == 2
