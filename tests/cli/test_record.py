"""Records by command: what goes in comes out, and whatever is wrong is refused by name."""

import json

import pytest

from tests.cli.doors import CommandLine, json_lines

MEETING = {
    "title": "Гурӯҳи занон",
    "held_on": "2026-11-09",
    "place": "3509038",
    "concerns": [{"theme": "ROAD", "severity": 3, "rank": 1}],
}


def test_ids_come_out_one_a_line_and_the_records_are_there(cli: CommandLine):
    ids = cli.add("consultation", MEETING, {"title": "Two"})
    assert len(ids) == 2
    shown = cli("record", "show", ids[0], "--json").json
    assert shown["id"] == ids[0]
    assert (shown["kind"], shown["lifecycle"], shown["deleted"], shown["exchange"]) == (
        "consultation",
        "draft",
        False,
        "saved",
    )
    assert shown["fields"]["title"] == MEETING["title"]
    assert shown["token"]


def test_with_json_the_ids_are_one_document(cli: CommandLine):
    done = cli("record", "add", "consultation", "-", "--json", given=json.dumps(MEETING, indent=2))
    assert done.status == 0
    assert len(done.json["ids"]) == 1


def test_a_file_is_read_as_the_standard_input_is(cli: CommandLine):
    path = cli.folder / "records.jsonl"
    path.write_text(json_lines([MEETING, MEETING]), "utf-8")
    assert len(cli("record", "add", "consultation", path).lines) == 2


def test_one_bad_line_and_nothing_is_added(cli: CommandLine):
    done = cli(
        "record", "add", "consultation", "-", "--json", given=json_lines([MEETING, {"titel": 1}, MEETING])
    )
    assert done.status == 1
    error = done.json["error"]
    assert (error["code"], error["line"]) == ("unknown-field", 2)
    assert "titel" in error["what"]
    assert cli.count("consultation") == 0


def test_partly_the_good_lines_are_added_and_the_bad_ones_named(cli: CommandLine):
    given = json_lines([MEETING]) + "not json\n\n" + json_lines([{"titel": 1}, MEETING])
    done = cli("record", "add", "consultation", "-", "--partial", "--json", given=given)
    assert done.status == 3
    assert len(done.json["ids"]) == 2
    assert [(one["line"], one["code"]) for one in done.json["refused"]] == [(2, "json"), (4, "unknown-field")]
    assert all("added" in one["safe"] for one in done.json["refused"])
    assert done.err.count("Line 2") == 1
    assert cli.count("consultation") == 2


def test_partly_with_nothing_wrong_is_done(cli: CommandLine):
    done = cli("record", "add", "consultation", "-", "--partial", "--json", given=json_lines([MEETING]))
    assert (done.status, done.json["refused"]) == (0, [])


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\n",
        b"[]",
        b'[{"title": "x"}]',
        b"null",
        b'"text"',
        b'{"title": "x"',
        b'{"title": "\xff"}',
        b'{"title": NaN}',
        b'{"title": "x", "title": "y"}',
        b"\xff\xfe",
        b'{"minutes": 1.5}',
        b'{"id": "00000000000000000000000000000000", "title": "x"}',
    ],
)
def test_what_is_no_record_is_refused(steady: CommandLine, given: bytes):
    done = steady("record", "add", "consultation", "-", "--json", given=given)
    assert done.status == 1
    assert done.json["error"]["what"]
    assert steady.count("consultation") == 0


@pytest.mark.parametrize("kind", ["meeting", "participants", "desk", ""])
def test_a_kind_that_is_not_added_is_refused(steady: CommandLine, kind: str):
    assert steady("record", "add", kind, "-", given="{}").status == 1


def test_an_unknown_code_is_refused_by_name_with_the_nearest(steady: CommandLine):
    done = steady("record", "add", "consultation", "-", "--json", given='{"method": "focus_grup"}')
    assert "focus_grup" in done.json["error"]["what"]
    assert "focus_group" in done.json["error"]["hint"]


def test_fields_are_set_as_people_type_them(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    done = cli("record", "set", record, "minutes=1 200", "groups=women,youth", "held_on=2026-Q4", "title=a=b")
    assert done.status == 0, done.err
    fields = cli.fields(record)
    assert (fields["minutes"], fields["groups"]) == (1200, ["women", "youth"])
    assert (fields["held_on"], fields["title"]) == ("2026-Q4", "a=b")


def test_an_amount_a_rate_and_a_negative_number_are_set(cli: CommandLine):
    (fund,) = cli.add("fund", {"purpose": "x"})
    assert cli("record", "set", fund, "amount=-1234.50 TJS", "rate=10.9245").status == 0
    assert cli.fields(fund)["amount"] == {"amount": "-1234.50", "currency": "TJS"}
    assert cli.fields(fund)["rate"] == {"rate": "10.9245", "unit": 1}


@pytest.mark.parametrize("value", ["", "null"])
def test_an_empty_value_and_null_clear(cli: CommandLine, value: str):
    (record,) = cli.add("consultation", MEETING)
    cli("record", "set", record, f"title={value}")
    assert "title" not in cli.fields(record)


def test_an_object_changes_parts_by_their_ids(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    part = cli.fields(record)["concerns"][0]["id"]
    change = {"concerns": [{"id": part, "rank": 2}, {"theme": "POL-TRUST"}]}
    assert cli("record", "set", record, "-", given=json.dumps(change)).status == 0
    concerns = cli.fields(record)["concerns"]
    assert [(one["theme"], one.get("rank")) for one in concerns] == [("ROAD", 2), ("POL-TRUST", None)]
    cli("record", "set", record, "-", given=json.dumps({"concerns": [{"id": part, "removed": True}]}))
    assert [one["theme"] for one in cli.fields(record)["concerns"]] == ["POL-TRUST"]


def test_null_clears_parts_as_it_clears_values(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    assert cli.fields(record)["concerns"]
    assert cli("record", "set", record, "-", given='{"concerns": null}').status == 0
    assert "concerns" not in cli.fields(record)
    assert cli("record", "set", record, "-", given='{"concerns": [{"theme": "POL-TRUST"}]}').status == 0
    assert [one["theme"] for one in cli.fields(record)["concerns"]] == ["POL-TRUST"]


def test_null_leaves_parts_that_nobody_was_shown(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    seen = cli("record", "show", record, "--json").json["token"]
    cli("record", "set", record, "-", given='{"concerns": [{"theme": "POL-TRUST"}]}')
    assert cli("record", "set", record, "-", "--seen", seen, given='{"concerns": null}').status == 0
    assert [one["theme"] for one in cli.fields(record)["concerns"]] == ["POL-TRUST"]


def test_without_a_token_the_base_is_what_the_command_read(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    cli("record", "set", record, "title=One")
    cli("record", "set", record, "title=Two")
    assert cli("conflict", "list", "--json").json["conflicts"] == []


def test_with_an_old_token_the_two_values_wait(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    seen = cli("record", "show", record, "--json").json["token"]
    cli("record", "set", record, "title=One")
    assert cli("record", "set", record, "title=Two", "--seen", seen).status == 0
    (conflict,) = cli("conflict", "list", "--json").json["conflicts"]
    assert (conflict["record"], conflict["kind"], conflict["field"]) == (record, "consultation", "title")
    assert {value["value"] for value in conflict["values"]} == {"One", "Two"}
    assert conflict["values"][0].keys() == {"value", "by", "device", "at"}
    assert cli("conflict", "settle", record, "title", "Three").status == 0
    assert cli.fields(record)["title"] == "Three"
    assert cli("conflict", "list", "--json").json["conflicts"] == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("nam=x",), 1),
        (("type=cpptt",), 1),
        (("place=Nowhere",), 1),
        (("name=x", "name=y"), 2),
        (("name=x", "type"), 2),
        (("=x",), 2),
        ((), 2),
        (("nowhere.json",), 1),
    ],
)
def test_a_change_that_means_nothing_changes_nothing(
    steady: CommandLine, change: tuple[str, ...], status: int
):
    record = steady("record", "list", "body").lines[0][:32]
    before = steady("record", "show", record, "--json").json
    done = steady("record", "set", record, *change, "--json")
    assert done.status == status
    assert done.json["error"]["what"]
    assert steady("record", "show", record, "--json").json == before


@pytest.mark.parametrize("record", ["x", "0" * 31, ""])
@pytest.mark.parametrize("command", [("show",), ("history",), ("restore",), ("delete", "--reason", "x")])
def test_what_is_no_id_is_refused(steady: CommandLine, command: tuple[str, ...], record: str):
    done = steady("record", command[0], record, *command[1:], "--json")
    assert (done.status, done.json["error"]["code"]) == (1, "id")


@pytest.mark.parametrize("command", [("show",), ("history",), ("restore",), ("delete", "--reason", "x")])
def test_a_record_that_is_not_here_is_not_found(steady: CommandLine, command: tuple[str, ...]):
    done = steady("record", command[0], "0" * 32, *command[1:], "--json")
    assert (done.status, done.json["error"]["code"]) == (1, "not-found")


def test_the_history_tells_from_what_to_what(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "One"})
    cli("record", "set", record, "title=Two")
    changes = cli("record", "history", record, "--json").json["changes"]
    assert [(one["field"], one["from"], one["to"], one["by"]) for one in changes] == [
        ("title", None, "One", "Nigora"),
        ("title", "One", "Two", "Nigora"),
    ]
    assert changes[0]["at"] == "2026-11-22T09:30:00Z"


def test_a_deletion_over_a_difference_is_proposed_and_partly_done(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    token = cli("record", "show", record, "--json").json["token"]
    cli("record", "set", record, "title=One")
    cli("record", "set", record, "title=Two", "--seen", token)
    done = cli("record", "delete", record, "--reason", "double", "--json")
    assert (done.status, done.json["deletion_proposed"]) == (3, True)
    assert "proposed" in done.err


def test_a_region_is_named_by_its_iso_code_too(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "A", "place": "TJ-SU"})
    assert cli.fields(record)["place"] == "3505000"
    for code in ("TJ-SU", "3505000", "Sughd"):
        found = cli("record", "list", "consultation", "--where", f"place={code}", "--json")
        assert found.json["total"] == 1


def test_a_place_that_there_is_not_is_refused_with_what_to_write(steady: CommandLine):
    done = steady("record", "add", "consultation", "-", "--json", given='{"place": "Atlantis"}')
    assert (done.status, done.json["error"]["code"]) == (1, "value")
    assert "code" in done.json["error"]["hint"]


def test_a_condition_on_parts_is_asked_for_by_one_of_their_fields(steady: CommandLine):
    done = steady("record", "list", "consultation", "--where", "concerns=ROAD", "--json")
    assert done.status == 1
    assert done.json["error"]["hint"].startswith("As concerns.")


def test_a_deletion_needs_a_reason_and_is_taken_back(cli: CommandLine):
    (record,) = cli.add("consultation", MEETING)
    assert cli("record", "delete", record).status == 2
    assert cli("record", "delete", record, "--reason", " ").status == 2
    assert cli("record", "delete", record, "--reason", "-double").status == 0
    assert cli.count("consultation") == 0
    assert cli("record", "show", record, "--json").json["deleted"]
    assert cli("record", "list", "consultation", "--deleted", "--json").json["total"] == 1
    assert cli("record", "restore", record).status == 0
    assert cli.count("consultation") == 1
    assert cli("record", "restore", record).status == 1


def test_undo_takes_back_the_last_deed(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "One"})
    cli("record", "set", record, "title=Two")
    assert cli("record", "undo", "--json").json == {"records": [record], "kept": 0}
    assert cli.fields(record)["title"] == "One"
    assert cli("record", "undo").status == 0
    assert cli.count("consultation") == 0
    assert cli("record", "undo", "--json").json["error"]["code"] == "nothing-to-undo"


def test_a_list_has_all_fields_and_the_whole_number(cli: CommandLine):
    cli.add("consultation", *({"title": f"T{n:03}", "minutes": n} for n in range(120)))
    told = cli("record", "list", "consultation", "--json").json
    assert told["total"] == len(told["records"]) == 120
    assert told["records"][0].keys() >= {"id", "fields"}
    limited = cli("record", "list", "consultation", "--limit", "3", "--sort", "-minutes", "--json").json
    assert limited["total"] == 120
    assert [one["fields"]["minutes"] for one in limited["records"]] == [119, 118, 117]


def test_a_list_is_searched_and_filtered(cli: CommandLine):
    cli.add("consultation", MEETING, {"title": "Ҷавонон", "place": "3505404"})
    assert cli("record", "list", "consultation", "--search", "занон", "--json").json["total"] == 1
    both = ("--where", "place=3505000", "--where", "title=Ҷавонон")
    assert cli("record", "list", "consultation", *both, "--json").json["total"] == 1
    assert (
        cli("record", "list", "consultation", "--where", "concerns.theme=ROAD", "--json").json["total"] == 1
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--where", "title"), 2),
        (("--where", "titel=x"), 1),
        (("--sort", "titel"), 1),
        (("--limit", "-1"), 2),
        (("--limit", "many"), 2),
        (("--limit",), 2),
    ],
)
def test_a_list_that_means_nothing_is_refused(steady: CommandLine, words: tuple[str, ...], status: int):
    assert steady("record", "list", "consultation", *words).status == status


def test_what_people_wrote_cannot_command_a_terminal(cli: CommandLine):
    (record,) = cli.add("consultation", {"title": "\x1b[31mred\x07\u202etxt\nsecond line"})
    for words in (("show", record), ("list", "consultation"), ("history", record)):
        out = cli("record", *words).out
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_an_answer_about_two_documents_is_one_record_whichever_is_named_first(cli: CommandLine):
    one, other = cli.add("expense", {"payee": "Nur"}, {"payee": "Nur"})
    (answer,) = cli.add("same_as", {"first": one, "second": other, "answer": "same"})
    turned = {"first": other, "second": one}
    assert cli.add("same_as", turned | {"answer": "same"}) == [answer]
    assert cli.fields(answer)["first"] == one, "nothing was written"
    refused = cli("record", "add", "same_as", "-", "--json", given=json.dumps(turned | {"answer": "two"}))
    assert (refused.status, refused.json["error"]["code"]) == (1, "known")
    assert "“answer”" in refused.json["error"]["what"]
    assert answer in refused.json["error"]["hint"]
    assert cli("record", "delete", answer, "--reason", "wrong").status == 0
    assert cli.add("same_as", turned | {"answer": "two"}) == [answer]
    assert (cli.fields(answer)["first"], cli.fields(answer)["answer"]) == (one, "two")


def test_a_desk_is_not_deleted(cli: CommandLine):
    (device,) = (one["id"] for one in cli("coalition", "roster", "--json").json["devices"])
    refused = cli("record", "delete", device, "--reason", "lost", "--json")
    assert (refused.status, refused.json["error"]["code"]) == (1, "desk")
    assert not cli("record", "show", device, "--json").json["deleted"]
