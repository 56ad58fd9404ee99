"""Rates by command: of the day asked or none, and what is doubtful is named first."""

from tests.cli.doors import CommandLine

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
