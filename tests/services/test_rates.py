"""Rates come from the bank's XML, a table or a hand; what is doubtful is asked about before any is taken."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from cspdesk.domain.errors import CspdeskError, RefusedError, UntrustedError
from cspdesk.services.importing import Imported, Importing
from cspdesk.services.rates import Rates, TakenRates
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone
from tests.services.sheets import csv

DAY = date(2026, 3, 3)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    with lone(tmp_path) as workspace:
        yield workspace


def xml(*rows: tuple[str, str, str], day: str = "2026-03-03") -> BytesIO:
    inner = "".join(
        f"<Valute ID='810'><CharCode>{code}</CharCode>"
        f"<Nominal>{unit}</Nominal><Value>{value}</Value></Valute>"
        for code, unit, value in rows
    )
    return BytesIO(f"<ValCurs Date='{day}'>{inner}</ValCurs>".encode())


def take(desk: Workspace, *rows: tuple[str, str, str], day: date = DAY, accept: bool = False) -> TakenRates:
    rates = Rates(desk.context, desk.records)
    return rates.take_xml(xml(*rows, day=day.isoformat()), day=day, accept=accept)


def held(desk: Workspace) -> dict[tuple[str, str], object]:
    records = desk.records.list("exchange_rate").records
    return {(str(one.fields["currency"]), str(one.fields["day"])): one.fields["rate"] for one in records}


def table(desk: Workspace, text: str, **manner: object) -> Imported:
    importing = Importing(desk.context, desk.records)
    return importing.run("exchange_rate", csv(text), **manner)  # type: ignore[arg-type]


def test_the_rates_of_a_day_are_taken_with_their_units(desk: Workspace):
    taken = take(desk, ("USD", "1", "10,9245"), ("RUB", "10", "1.1020"), ("XAU", "1", "14.5"))
    assert (taken.added, taken.passed_over) == (2, ("XAU",))
    assert held(desk) == {
        ("USD", "2026-03-03"): {"rate": "10.9245", "unit": 1},
        ("RUB", "2026-03-03"): {"rate": "1.1020", "unit": 10},
    }


def test_the_same_file_again_changes_nothing(desk: Workspace):
    take(desk, ("USD", "1", "10.9245"))
    assert take(desk, ("USD", "1", "10.9245")) == TakenRates(DAY, known=1)


def test_the_rates_of_another_day_are_refused(desk: Workspace):
    with pytest.raises(RefusedError) as refused:
        Rates(desk.context, desk.records).take_xml(xml(("USD", "1", "10")), day=date(2026, 3, 4))
    assert refused.value.code == "other-day"
    assert held(desk) == {}


@pytest.mark.parametrize(("row", "why"), [(("USD", "1", "12"), "moved"), (("USD", "10", "10.93"), "tenfold")])
def test_a_rate_that_jumps_is_asked_about_and_nothing_is_taken(
    desk: Workspace, row: tuple[str, str, str], why: str
):
    take(desk, ("USD", "1", "10.9245"))
    later = date(2026, 3, 4)
    asked = take(desk, row, ("EUR", "1", "12.5"), day=later)
    assert [one.why for one in asked.doubts] == [why]
    assert len(held(desk)) == 1
    assert take(desk, row, ("EUR", "1", "12.5"), day=later, accept=True).added == 2


def test_another_rate_of_a_day_is_asked_about_and_accepted_changes_the_record(desk: Workspace):
    take(desk, ("USD", "1", "10.9245"))
    assert [one.why for one in take(desk, ("USD", "1", "10.9300")).doubts] == ["other"]
    assert take(desk, ("USD", "1", "10.9300"), accept=True).changed == 1
    assert held(desk) == {("USD", "2026-03-03"): {"rate": "10.9300", "unit": 1}}
    desk.records.undo()
    assert held(desk) == {("USD", "2026-03-03"): {"rate": "10.9245", "unit": 1}}


def test_a_rate_is_typed_with_either_mark(desk: Workspace):
    rates = Rates(desk.context, desk.records)
    assert rates.take_typed("RUB", "1,1020", day=DAY, unit=10).added == 1
    assert held(desk) == {("RUB", "2026-03-03"): {"rate": "1.1020", "unit": 10}}


@pytest.mark.parametrize(
    ("currency", "rate", "unit"), [("TJS", "1", 1), ("XXX", "1", 1), ("USD", "0", 1), ("USD", "1", 0)]
)
def test_what_is_no_rate_is_refused(desk: Workspace, currency: str, rate: str, unit: int):
    with pytest.raises(RefusedError):
        Rates(desk.context, desk.records).take_typed(currency, rate, day=DAY, unit=unit)


TITLES = "Source;Currency;Day;Official rate;Official rate, for how many units\r\n"


def test_a_table_is_imported_and_what_is_here_is_passed_over(desk: Workspace):
    take(desk, ("USD", "1", "10.9245"))
    done = table(desk, TITLES + "nbt;USD;03.03.2026;10,9245;1\r\nnbt;Euro;03.03.2026;12.5;\r\n")
    assert (done.rows, len(done.ids), done.known) == (2, 1, 1)
    assert len(held(desk)) == 2


def test_a_table_is_asked_about_as_the_bank_is(desk: Workspace):
    text = TITLES + "nbt;USD;03.03.2026;10.9245;1\r\nnbt;USD;04.03.2026;10.93;10\r\n"
    asked = table(desk, text)
    assert asked.is_doubted
    assert {(one.row, one.column) for one in asked.problems} == {(2, "Official rate"), (3, "Official rate")}
    assert held(desk) == {}
    assert len(table(desk, text, accept=True).ids) == 2


def test_a_table_that_gives_a_rate_twice_is_refused(desk: Workspace):
    done = table(desk, TITLES + "nbt;USD;03.03.2026;10.9;1\r\nnbt;USD;03.03.2026;10.9;1\r\n")
    assert [(one.row, one.code) for one in done.problems] == [(3, "known")]


def test_an_accepted_table_changes_what_differs(desk: Workspace):
    take(desk, ("USD", "1", "10.9245"))
    text = TITLES + "nbt;USD;03.03.2026;10.93;1\r\n"
    assert table(desk, text).is_doubted
    assert len(table(desk, text, accept=True).ids) == 1
    assert held(desk) == {("USD", "2026-03-03"): {"rate": "10.93", "unit": 1}}


def test_the_banks_xml_is_imported_as_a_table_of_its_day(desk: Workspace):
    importing = Importing(desk.context, desk.records)
    rows = (("USD", "1", "10,9245"), ("RUB", "10", "1.1020"), ("XAU", "1", "300"))
    look = importing.look("exchange_rate", xml(*rows))
    assert [row.values["day"] for row in look.rows] == ["2026-03-03"] * 2
    assert len(importing.run("exchange_rate", xml(*rows)).ids) == 2
    later = xml(("USD", "10", "10,93"), day="2026-03-04")
    assert importing.run("exchange_rate", later).is_doubted
    with pytest.raises(UntrustedError):
        importing.run("exchange_rate", BytesIO(b"<!DOCTYPE x><ValCurs/>"))


@pytest.mark.parametrize("kind", ["expense", "donor"])
def test_xml_is_a_sheet_of_rates_alone(desk: Workspace, kind: str):
    with pytest.raises(CspdeskError):
        Importing(desk.context, desk.records).run(kind, xml(("USD", "1", "10.9")))
