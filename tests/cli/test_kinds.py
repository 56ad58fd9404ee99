"""``kinds`` tells all that a script needs to add records, in the shape that the contract gives."""

import json

import pytest

from tests.cli.doors import CommandLine

SHAPE = {
    "name",
    "label",
    "type",
    "required",
    "choices",
    "of",
    "fields",
    "example",
    "stream",
    "merge",
    "sensitivity",
    "audience",
}
NUMBERS = {"integer", "decimal", "amount", "rate"}
DAYS = {"date", "month", "time"}
TYPES = NUMBERS | DAYS | {"text", "longtext", "boolean", "code", "codes", "reference", "place", "parts"}


def test_kinds_need_no_desk_and_have_the_shape_that_was_promised(bare: CommandLine):
    told = bare("kinds", "--json").json["kinds"]
    assert {"consultation", "activity", "recommendation", "fund"} <= {kind["name"] for kind in told}
    for kind in told:
        for field in kind["fields"]:
            assert field.keys() >= SHAPE
            assert field["type"] in TYPES | {"attachment"}
            assert (field["fields"] is not None) == (field["type"] == "parts")


def test_one_kind_is_told_alone(bare: CommandLine):
    (kind,) = bare("kinds", "fund", "--json").json["kinds"]
    assert kind["name"] == "fund"
    assert "credited_on" in bare("kinds", "fund").out


def test_an_unknown_kind_is_refused_with_the_nearest(bare: CommandLine):
    done = bare("kinds", "consultaton", "--json")
    assert done.status == 1
    assert "consultation" in done.json["error"]["hint"]


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_labels_follow_the_language(bare: CommandLine, language: str):
    assert bare("kinds", "fund", "--language", language).out != bare("kinds", "fund").out


def test_a_record_of_every_kind_is_made_of_the_examples(cli: CommandLine):
    for kind in cli("kinds", "--json").json["kinds"]:
        given = {field["name"]: field["example"] for field in kind["fields"]}
        done = cli("record", "add", kind["name"], "-", given=json.dumps(given))
        assert done.status == 0, (kind["name"], done.err)
        shown = cli.fields(done.lines[0])
        assert shown.keys() == given.keys()


def test_a_sheet_of_every_kind_is_written_and_would_be_read(cli: CommandLine):
    other = CommandLine(cli.folder, cli.clock, cli.ids, cli.folder / "other")
    assert other("new", "--organisation", "Sabo", "--person", "Zafar").status == 0
    for kind in cli("kinds", "--json").json["kinds"]:
        if kind["name"] != "organisation":
            cli.add(kind["name"], {field["name"]: field["example"] for field in kind["fields"]})
        path = cli.folder / f"{kind['name']}.csv"
        done = cli("export", kind["name"], path)
        assert done.status == 0, (kind["name"], done.err)
        read = other("import", kind["name"], path, "--dry-run", "--no-list")
        assert read.status == 0, (kind["name"], read.err)
