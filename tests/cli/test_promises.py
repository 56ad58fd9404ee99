"""What a stranger tries who knows only the contract: nothing is mistaken, and nothing happens in silence."""

import json
from pathlib import Path

import pytest

from tests.cli.doors import CommandLine

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def refused(cli: CommandLine, *argv: object, given: str = "") -> dict[str, object]:
    """The error of a command that was refused, with its three parts."""
    done = cli(*argv, "--json", given=given)
    assert done.status == 1, (argv, done.out)
    error: dict[str, object] = done.json["error"]
    assert error["what"]
    assert error["safe"]
    assert error["hint"], "every refusal says what to do"
    assert f"hint: {error['hint']}" in done.err
    return error


@pytest.mark.parametrize(
    "argv",
    [
        ("record", "history", "0" * 32),
        ("record", "restore", "{body}"),
        ("record", "set", "{body}", "type=" + "x" * 100),
        ("record", "list", "activity", "--where", "lead=Nobody"),
        ("attach", "list", "0" * 32),
        ("conflict", "settle", "0" * 32, "name", "x"),
        ("conflict", "settle", "{body}", "deleted", "perhaps"),
        ("import", "participants", "passphrase"),
        ("report", "make", "digest", "--period", "2026", "--audience", "moon", "--out", "x.docx"),
        ("iati", "make", "--out", "x", "--audience", "coalition"),
        ("backup", "list", "nowhere"),
    ],
    ids=lambda argv: " ".join(argv)[:40],
)
def test_every_refusal_says_what_to_do(
    steady: CommandLine, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(steady.folder)
    body = steady("record", "list", "body").lines[0][:32]
    refused(steady, *(word.replace("{body}", body) for word in argv))


def test_where_there_is_nothing_to_undo_the_help_is_named(cli: CommandLine):
    assert "record undo --help" in str(refused(cli, "record", "undo")["hint"])


# --- the desk that was meant


@pytest.mark.parametrize("option", ["--desk", "--passphrase-file", "--language"])
@pytest.mark.parametrize("form", ["{option}=", "{option} "])
def test_an_option_without_a_value_never_means_another_desk(steady: CommandLine, option: str, form: str):
    words = form.format(option=option).split(" ")
    done = steady("record", "list", "body", *words, "--json")
    assert (done.status, done.json["error"]["code"]) == (2, "usage")
    assert option in done.json["error"]["what"]


# --- values by the letter


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("consultation", {"held_on": "2026-11-22".translate(FULL_WIDTH)}),
        ("consultation", {"held_on": "2026-11".translate(FULL_WIDTH)}),
        ("staff_costs", {"month": "2026-11".translate(FULL_WIDTH), "post": "x"}),
        ("fund", {"amount": {"amount": "12".translate(FULL_WIDTH), "currency": "TJS"}}),
        ("fund", {"rate": {"rate": "1.5".translate(FULL_WIDTH), "unit": 1}}),
        ("agreement", {"tolerance": "10".translate(FULL_WIDTH)}),
        ("consultation", {"title": []}),
        ("consultation", {"held_on": []}),
        ("consultation", {"minutes": []}),
        ("consultation", {"method": []}),
        ("fund", {"amount": []}),
    ],
    ids=str,
)
def test_a_value_of_another_form_is_refused_and_not_cleared_or_kept(
    steady: CommandLine, kind: str, given: dict[str, object]
):
    assert refused(steady, "record", "add", kind, "-", given=json.dumps(given))["code"] == "value"
    assert steady.count(kind) == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("fund", {"credited_on": "DAY"}),
        ("agreement", {"number": "1", "tranches": [{"due": "DAY"}]}),
        ("staff_costs", {"post": "x", "month": "MONTH"}),
    ],
    ids=["a day", "a day of a part", "a month"],
)
def test_a_year_that_nobody_means_is_refused(
    steady: CommandLine, kind: str, given: dict[str, object], day: str
):
    untrusted = json.dumps(given).replace("DAY", day).replace("MONTH", day[:7])
    error = refused(steady, "record", "add", kind, "-", given=untrusted)
    assert (error["code"], "1900 to 2199" in str(error["what"])) == ("value", True)
    assert steady.count(kind) == 0


def test_an_empty_list_of_codes_clears_it(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "A", "groups": ["women"]})
    assert cli("record", "set", record, "-", given='{"groups": []}').status == 0
    assert "groups" not in cli.fields(record)


@pytest.mark.parametrize("number", ["9" * 30, str(2**63)])
def test_a_limit_that_no_list_reaches_is_wrong_usage(steady: CommandLine, number: str):
    assert steady("record", "list", "body", "--limit", number).status == 2
    assert steady("record", "list", "body", "--limit", str(2**63 - 1)).status == 0


def test_a_list_is_not_sorted_by_parts(steady: CommandLine):
    error = refused(steady, "record", "list", "consultation", "--sort", "participants")
    assert (error["code"], error["field"]) == ("value", "participants")


@pytest.mark.parametrize("period", ["9999", "9999-12", "0001", "0001-01-01..0001-02-01"])
def test_a_period_at_the_end_of_the_calendar_is_none(cli: CommandLine, period: str):
    out = cli.folder / "out.docx"
    error = refused(cli, "report", "make", "digest", "--period", period, "--out", out)
    assert error["code"] == "period"
    assert not out.exists()


# --- nothing in silence


def test_a_deletion_that_nobody_proposed_is_not_settled(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "A"})
    before = cli("record", "history", record, "--json").json
    for answer in ("keep", "delete"):
        assert refused(cli, "conflict", "settle", record, "deleted", answer)["code"] == "no-conflict"
    assert cli.count("consultation") == 1
    assert cli("record", "history", record, "--json").json == before


@pytest.mark.parametrize("kind", ["digest", "moj_half_year"])
@pytest.mark.parametrize("about", [("--agreement", "NONE"), ("--receipt", "0" * 32)])
def test_a_report_of_the_whole_takes_no_subject(cli: CommandLine, kind: str, about: tuple[str, str]):
    out = cli.folder / "out.docx"
    error = refused(cli, "report", "make", kind, "--period", "2026-H1", *about, "--out", out)
    assert error["code"] == "about"
    assert not out.exists()


def test_a_report_is_about_one_thing(steady: CommandLine, tmp_path: Path):
    about = ("--agreement", "A", "--receipt", "0" * 32)
    done = steady(
        "report", "make", "donor_statement", "--period", "2026", *about, "--out", tmp_path / "x.docx"
    )
    assert done.status == 2


def test_a_digest_is_not_said_to_be_unknown_where_it_is_filed(steady: CommandLine, tmp_path: Path):
    assert refused(steady, "report", "file", "digest@2026", "--out", tmp_path)["code"] == "unfiled"


def test_a_hint_does_not_propose_what_was_typed(steady: CommandLine):
    error = refused(steady, "rate", "set", "TJS", "1", "--on", "2026-04-01")
    assert "“TJS”" not in str(error["hint"])


def test_a_template_for_the_digest_is_refused_by_what_is_missing(cli: CommandLine):
    words = ("--period", "2026", "--template", "own.docx", "--out", cli.folder / "out.docx")
    assert "template" in str(refused(cli, "report", "make", "digest", *words)["hint"])


def test_all_that_bars_filing_is_named(cli: CommandLine):
    report = "moj_half_year@2026-H1@authority"
    error = refused(cli, "report", "file", report, "--out", cli.folder / "filed")
    assert error["code"] == "bars"
    reasons = error["reasons"]
    assert isinstance(reasons, list)
    assert len(reasons) > 1
    told = cli("report", "file", report, "--out", cli.folder / "filed").err
    assert all(f"- {reason}" in told for reason in reasons)


def test_a_request_that_is_refused_leaves_the_one_that_is_on_its_way(cli: CommandLine):
    new = CommandLine(cli.folder, cli.clock, cli.ids, cli.folder / "waiting")
    assert new("new", "--join", "--person", "C").status == 0
    request, welcome = cli.folder / "request", cli.folder / "welcome"
    digits = new("coalition", "request", "--out", request).lines[0]
    assert refused(new, "coalition", "request", "--out", request)["hint"] == "Choose another name."
    role = ("--string", digits, "--role", "field")
    refused(cli, "coalition", "enrol", request, *role, "--out", request)
    assert len(cli("coalition", "roster", "--json").json["devices"]) == 1, "what was refused enrolled nobody"
    answer = cli("coalition", "enrol", request, *role, "--out", welcome).lines[0]
    assert new("coalition", "welcome", welcome, "--string", answer).status == 0


def test_a_bundle_that_is_not_whole_is_told_with_what_to_do(cli: CommandLine):
    cli.add("body", {"name": "B", "type": "cppt"})
    path = cli.folder / "torn.cspbundle"
    assert cli("bundle", "make", "--to", "all", "--out", path).status == 0
    path.write_bytes(path.read_bytes()[:-40])
    for command in ("verify", "receive"):
        done = cli("bundle", command, path)
        assert done.status == 1, "nothing of it can be read"
        assert "hint: Ask the sender" in done.err
