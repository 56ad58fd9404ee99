"""Rates by command: of the day asked or none, and what is doubtful is named first."""

import json

from tests.cli.doors import CommandLine, json_lines

XML = (
    "<ValCurs Date='{day}'><Valute ID='1'><CharCode>USD</CharCode><Nominal>{unit}</Nominal>"
    "<Value>10,9245</Value></Valute></ValCurs>"
)


def test_rates_are_taken_of_the_day_that_is_asked(cli: CommandLine):
    given = XML.format(day="2026-03-03", unit=1)
    assert cli("rate", "take", "-", "--on", "2026-03-04", given=given).status == 1
    done = cli("rate", "take", "-", "--on", "2026-03-03", "--json", given=given)
    assert (done.status, done.json["added"]) == (0, 1)
    again = cli("rate", "take", "-", "--on", "2026-03-03", "--json", given=given)
    assert again.json["known"] == 1


def test_a_lost_unit_is_asked_about(cli: CommandLine):
    assert cli("rate", "set", "usd", "10.92", "--on", "2026-03-02").status == 0
    given = XML.format(day="2026-03-03", unit=10)
    asked = cli("rate", "take", "-", "--on", "2026-03-03", "--json", given=given)
    assert (asked.status, asked.json["error"]["code"]) == (1, "asked")
    assert [one["why"] for one in asked.json["error"]["doubts"]] == ["tenfold"]
    assert cli.count("exchange_rate") == 1
    assert cli("rate", "take", "-", "--on", "2026-03-03", "--accept", given=given).status == 0


def test_a_day_that_is_none_is_wrong_usage(steady: CommandLine):
    assert steady("rate", "set", "USD", "10.9", "--on", "tomorrow").status == 2


def rates(*values: tuple[str, str]) -> str:
    fixed = {"source": "nbt", "currency": "USD"}
    return json_lines(fixed | {"day": day, "rate": {"rate": value}} for day, value in values)


def test_a_record_of_a_rate_that_jumps_is_asked_about_as_a_rate_is(cli: CommandLine):
    add = ("record", "add", "exchange_rate", "-", "--json")
    asked = cli(*add, given=rates(("2026-03-02", "10.92"), ("2026-03-03", "109.2")))
    assert (asked.status, asked.json["error"]["code"], asked.json["error"]["line"]) == (1, "asked", 2)
    assert "--accept" in asked.json["error"]["hint"]
    assert cli.count("exchange_rate") == 0
    good = rates(("2026-03-02", "10.92"), ("2026-03-03", "12.10"), ("2026-03-04", "10.95"))
    partly = cli(*add, "--partial", given=good)
    assert (partly.status, [one["line"] for one in partly.json["refused"]]) == (3, [2])
    assert cli(*add, "--accept", given=rates(("2026-03-03", "12.10"))).status == 0
    assert cli.count("exchange_rate") == 3


def test_a_rate_that_is_changed_to_one_that_jumps_is_asked_about(cli: CommandLine):
    held, _ = cli.add(
        "exchange_rate",
        *map(json.loads, rates(("2026-03-02", "10.92"), ("2026-03-03", "10.93")).splitlines()),
    )
    change = ("record", "set", held, 'rate={"rate": "109.2"}', "--json")
    asked = cli(*change)
    assert (asked.status, asked.json["error"]["code"]) == (1, "asked")
    assert cli.fields(held)["rate"]["rate"] == "10.92"
    assert cli(*change, "--accept").status == 0
    assert cli.fields(held)["rate"]["rate"] == "109.2"
