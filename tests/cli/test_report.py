"""Reports of money by command: made, filed, shown to be unchanged."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.cli.doors import CommandLine

COMPLETE = (
    "full_name=Ташкилоти намуна",
    "legal_form=public_association",
    "registration_no=0317",
    "registered_on=2012-05-04",
    "registering_body=Вазорати адлия",
    "tax_id=040012345",
    "address=Душанбе",
    "phone=+992",
    "head=Раҳимова Ф.",
    "accountant=Каримов Ҷ.",
    "leaders=Раҳимова Ф., раис",
)


@pytest.fixture
def complete(cli: CommandLine) -> CommandLine:
    """A desk whose organisation is filled in, and whose leaders were confirmed this year."""
    [record] = [one["id"] for one in cli("record", "list", "organisation", "--json").json["records"]]
    confirmed = f"leaders_confirmed_on={cli.clock.today().isoformat()}"
    done = cli("record", "set", record, *COMPLETE, confirmed)
    assert done.status == 0, done.err
    return cli


def year(cli: CommandLine) -> str:
    """A period that is over."""
    return str(cli.clock.today().year - 1)


def test_each_kind_says_what_it_is_about_and_whether_it_is_filed(cli: CommandLine):
    kinds = {one["name"]: one for one in cli("report", "kinds", "--json").json["reports"]}
    assert (kinds["sf425"]["about"], kinds["sf425"]["files"]) == ("agreement", True)
    assert (kinds["funds_notice"]["about"], kinds["digest"]["about"]) == ("receipt", None)
    assert not kinds["cash_forecast"]["files"]


def test_what_is_missing_is_told_and_bars_filing(cli: CommandLine, tmp_path: Path):
    made = cli("report", "make", "continuation", "--period", year(cli), "--out", tmp_path / "a.pdf", "--json")
    assert made.status == 0, made.err
    assert "Tax number: not filled in" in made.json["report"]["missing"]
    filed = cli("report", "file", made.json["report"]["id"], "--out", tmp_path / "filed", "--json")
    assert (filed.status, filed.json["error"]["code"]) == (1, "bars")
    assert not (tmp_path / "filed").exists()


def test_a_report_is_filed_and_its_files_are_verified(complete: CommandLine, tmp_path: Path):
    cli = complete
    made = cli("report", "make", "continuation", "--period", year(cli), "--out", tmp_path / "a.pdf", "--json")
    assert made.json["report"]["missing"] == []
    name = made.json["report"]["id"]
    filed = cli("report", "file", name, "--out", tmp_path / "filed", "--json")
    assert filed.status == 0, filed.err
    assert [Path(one).suffix for one in filed.json["filed"]["files"]] == [".docx", ".xlsx", ".pdf"]
    for path in filed.json["filed"]["files"]:
        found = cli("report", "verify", path, "--json").json
        assert (found["ok"], found["intact"], found["changed_since_filed"]) == (True, True, [])
        assert found["fingerprint"] == filed.json["filed"]["fingerprint"]
    assert "as it was filed" in cli("report", "verify", filed.json["filed"]["files"][0]).out
    assert cli("report", "verify", tmp_path / "a.pdf").status == 1


def test_a_correction_needs_a_reason_and_names_the_old(complete: CommandLine, tmp_path: Path):
    cli = complete
    name = f"continuation@{year(cli)}@authority"
    first = cli("report", "file", name, "--out", tmp_path / "one", "--json").json["filed"]
    again = cli("report", "file", name, "--out", tmp_path / "two", "--json")
    assert (again.status, again.json["error"]["code"]) == (1, "filed")
    second = cli(
        "report", "file", name, "--out", tmp_path / "two", "--reason", "a new address", "--json"
    ).json
    assert second["filed"]["version"] == 2
    assert cli("report", "verify", first["files"][0], "--json").json["followed_by"] == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("make", "nothing", "--period", "2025", "--out", "x.pdf"), "unknown-report"),
        (("make", "sf425", "--period", "2025", "--out", "x.pdf"), "report-about"),
        (("make", "funds_notice", "--period", "2025", "--receipt", "x", "--out", "x.pdf"), "report-about"),
        (("file", "sf425@2025@nobody", "--out", "x"), "audience"),
        (("file", "sf425@never", "--out", "x"), "period"),
        (("file", "sf425@2025@donor@X", "--out", "x"), "report-about"),
    ],
)
def test_what_means_no_report_is_refused(steady: CommandLine, words: tuple[str, ...], code: str):
    done = steady("report", *words, "--json")
    assert (done.status, done.json["error"]["code"]) == (1, code)


# --- own layouts ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_a_layout_is_written_changed_and_filled(complete: CommandLine, tmp_path: Path, form: str):
    cli = complete
    layout, out = tmp_path / f"own.{form}", tmp_path / f"out.{form}"
    done = cli("report", "template", "continuation", "--out", layout)
    assert done.status == 0, done.err
    made = cli(
        *("report", "make", "continuation", "--period", year(cli)),
        *("--template", layout, "--out", out, "--json"),
    )
    assert made.status == 0, made.err
    assert made.json["report"]["path"] == str(out)
    other = cli(
        *("report", "make", "continuation", "--period", year(cli)),
        *("--template", layout, "--out", tmp_path / "out.pdf", "--json"),
    )
    assert (other.status, other.json["error"]["code"]) == (1, "format")


def test_an_attached_layout_is_taken_by_its_name_and_filed_with_its_hash(
    complete: CommandLine, tmp_path: Path
):
    cli = complete
    layout = tmp_path / "own.docx"
    assert cli("report", "template", "continuation", "--out", layout).status == 0
    [record] = [one["id"] for one in cli("record", "list", "organisation", "--json").json["records"]]
    assert cli("attach", "add", record, layout).status == 0
    name = f"continuation@{year(cli)}@authority"
    plain = cli("report", "file", name, "--out", tmp_path / "one", "--json").json["filed"]
    again = ("report", "file", name, "--out", tmp_path / "two", "--reason", "on our paper")
    own = cli(*again, "--template", "own.docx", "--json")
    assert own.status == 0, own.err
    filed = own.json["filed"]
    assert filed["fingerprint"] != plain["fingerprint"]
    for path in filed["files"]:
        found = cli("report", "verify", path, "--json").json
        assert (found["ok"], found["fingerprint"]) == (True, filed["fingerprint"])
    body = docx.Document(str(next(path for path in filed["files"] if path.endswith("docx"))))
    assert "Ташкилоти намуна" in {cell.text for table in body.tables for cell in table._cells}


def test_the_fields_of_a_report_are_listed(cli: CommandLine):
    fields = {one["name"]: one for one in cli("report", "fields", "moj_half_year", "--json").json["fields"]}
    assert fields["line.closing"]["from"]
    assert fields["row.receipts.tjs"]["row"]
    assert "{{ line.closing }}" in cli("report", "fields", "moj_half_year").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("fields", "digest"), "unknown-report"),
        (("template", "nothing", "--out", "x.docx"), "unknown-report"),
        (("template", "sf425", "--out", "x.pdf"), "format"),
        (
            ("make", "continuation", "--period", "2025", "--template", "no such", "--out", "x.docx"),
            "not-found",
        ),
    ],
)
def test_what_means_no_layout_is_refused(steady: CommandLine, words: tuple[str, ...], code: str):
    done = steady("report", *words, "--json")
    assert (done.status, done.json["error"]["code"]) == (1, code)
