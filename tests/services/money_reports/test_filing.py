"""Money reports of the worked year's records: made, filed, shown to be unchanged, corrected."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pdfminer.high_level import extract_text

from cspdesk.domain.duties.notice import Step
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.money import from_minor
from cspdesk.i18n.catalogue import english
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.services.attachments import Attachments
from cspdesk.services.duties.register import Duties
from cspdesk.services.filing import Filing
from cspdesk.services.inspection import Inspection
from cspdesk.services.money_reports.behind.figure import FiguresBehind
from cspdesk.services.money_reports.making import MoneyReports
from cspdesk.services.money_reports.naming import Naming
from cspdesk.services.reporting import Reporting
from cspdesk.services.workspace import Workspace
from cspdesk.store.desk import open_desk
from tests.conftest import FixedClock, SeededIds
from tests.domain.ledger.worked import EXPECTED
from tests.reports.money.papers import organisation
from tests.services.books.worked import IDS, NAMES, enter_year
from tests.services.pairs import lone
from tests.store.desks import FAST
from tests.templates import opened_copy

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
HALVES = ("2025-H1", "2025-H2")
COMPLETE = {
    "full_name": organisation().name,
    "legal_form": "public_association",
    "registration_no": "0317",
    "registered_on": "2012-05-04",
    "registering_body": "Вазорати адлия",
    "tax_id": "040012345",
    "address": "Душанбе",
    "phone": "+992",
    "head": "Раҳимова Ф.",
    "accountant": "Каримов Ҷ.",
    "members": 57,
    "branches": 0,
    "uei": "ABCDEF123456",
}


@pytest.fixture(scope="module")
def entered(tmp_path_factory):
    """The folder of a desk with the year entered and the organisation complete."""
    folder = tmp_path_factory.mktemp("year")
    with lone(folder) as made:
        enter_year(made)
        [record] = [one.id for one in made.records.list("organisation").records]
        made.records.set(record, COMPLETE)
        for name in ("A", "B", "C"):
            made.records.set(IDS[name], {"title": f"Project {name}"})
        for name in ("R1", "R2", "R3", "R4", "R5", "R7", "R8"):
            made.records.set(IDS[name], {"state": "receipt_registered"})
    return folder / "desk"


@pytest.fixture(scope="module")
def desk(entered, tmp_path_factory):
    """A copy of it that nobody adds to."""
    folder = tmp_path_factory.mktemp("looked-at")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder / "tides"))
        with opened_copy(entered, folder / "desk", FixedClock(NOW), SeededIds(2, FixedClock(NOW))) as made:
            yield made


@pytest.fixture
def own(entered, tmp_path, monkeypatch):
    """A copy of one's own."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    with opened_copy(entered, tmp_path / "desk", FixedClock(NOW), SeededIds(3, FixedClock(NOW))) as made:
        yield made


def asked(desk, kind, span, *, audience="organisation", about=""):
    """A question."""
    return Reporting(desk.context).asked(kind, span=span, audience=audience, about=about)


def made(desk, kind, span, **about):
    """A report out of records."""
    return MoneyReports(desk.context).prepare(asked(desk, kind, span, **about), english())[0]


def shown(report, code):
    """A figure as a plain decimal."""
    found = report.figures.get(code)
    return "0.00" if found is None else from_minor(found.number, found.currency)


@pytest.mark.parametrize("half", HALVES)
def test_records_come_to_the_ministrys_figures(desk, half):
    report, expected = made(desk, "moj_half_year", half), EXPECTED["ministry"][half]
    lines = {"opening": "opening_money", "income": "income", "expenditure": "expenditure"}
    lines |= {"closing": "closing_money", "unpaid": "change_of_unpaid"}
    assert {code: shown(report, code) for code in lines} == {
        code: expected[name] for code, name in lines.items()
    }
    assert [gap.words.english() for gap in report.open] == []
    assert {NAMES[row.key] for part in report.parts if part.part.code == "late" for row in part.rows} == (
        {"E16"} if half == "2025-H2" else set()
    )


def test_records_come_to_the_federal_report(desk):
    report, expected = made(desk, "sf425", "2025-H2", about="B"), EXPECTED["sf425_B"]["2025-12-31"]
    assert {letter: shown(report, f"10.{letter}") for letter in "abcdefghijklmno"} == {
        letter: expected[letter] for letter in "abcdefghijklmno"
    }


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_every_report_is_made_of_records(desk, kind, tmp_path):
    of = DEFINITIONS[kind].of
    about = {"agreement": "A", "receipt": IDS["R1"]}.get(of, "")
    out = Reporting(desk.context).make(
        kind, span="2025-H2", out=tmp_path / "report.xlsx", about=about, language="ru"
    )
    assert out.size > 4000


def test_an_agreement_is_named_by_its_number_or_id_and_must_be_there(desk):
    by_id, by_number = (made(desk, "sf425", "2025-H2", about=name) for name in (IDS["B"], "B"))
    assert by_id.figures == by_number.figures
    with pytest.raises(RefusedError, match="There is no agreement"):
        made(desk, "sf425", "2025-H2", about="nobody")


def test_a_filed_report_is_verified_by_each_of_its_files(desk, tmp_path):
    filing = Filing(desk.context)
    filed = filing.file(
        asked(desk, "moj_half_year", "2025-H1", audience="authority"), out=tmp_path, language="tg"
    )
    assert [path.suffix for path in filed.paths] == [".docx", ".xlsx", ".pdf"]
    for path in filed.paths:
        found = filing.verify(path)
        assert (found.record, found.fingerprint, found.followed_by) == (filed.record, filed.fingerprint, "")
        assert (found.is_intact, found.is_recomputed, found.differing, found.changed) == (True, True, (), ())
    assert filed.fingerprint in " ".join(words(filed.paths[2]))


def words(path):
    """The words of a PDF."""
    return extract_text(path).split()


def test_a_file_that_was_changed_is_nobodys(desk, tmp_path):
    filing = Filing(desk.context)
    filed = filing.file(asked(desk, "publication", "2025", audience="public"), out=tmp_path, formats=("pdf",))
    spoilt = tmp_path / "spoilt.pdf"
    shutil.copyfile(filed.paths[0], spoilt)
    with spoilt.open("ab") as out:
        out.write(b" ")
    with pytest.raises(NotFoundError, match="No report that was filed"):
        filing.verify(spoilt)


def test_what_was_filed_stays_and_what_later_entries_move_is_told_by_line(own, tmp_path):
    filing = Filing(own.context)
    question = asked(own, "budget_report", "2025-H2", audience="donor", about="C")
    filed = filing.file(question, out=tmp_path, formats=("xlsx",))
    late = {
        "spent_on": "2025-12-30",
        "amount": {"amount": "100.00", "currency": "TJS"},
        "account": IDS["BTJS"],
        "article": "rent",
        "allocations": [{"agreement": IDS["C"], "line": "2", "percent": "100"}],
    }
    own.records.add("expense", [late])
    found = filing.verify(filed.paths[0])
    assert (found.is_intact, found.is_recomputed, found.differing) == (True, True, ())
    moved = {one.code for one in found.changed}
    assert {"budget.2.period", "budget.2.left", "budget.total.cumulative", "balance"} <= moved
    assert not any(code.startswith("budget.1.") for code in moved)
    with pytest.raises(RefusedError, match="filed already, as version 1"):
        filing.file(question, out=tmp_path, formats=("xlsx",))
    second = filing.file(question, out=tmp_path, formats=("xlsx",), reason="rent came late")
    assert second.version == 2
    assert filing.verify(filed.paths[0]).followed_by == "2"
    assert filing.verify(second.paths[0]).changed == ()


def test_nothing_incomplete_is_filed(own, tmp_path):
    own.records.add("expense", [{"spent_on": "2025-11-30", "description": "half an entry"}])
    with pytest.raises(RefusedError, match="The report is not filed"):
        Filing(own.context).file(asked(own, "moj_half_year", "2025-H2"), out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_forecast_and_a_period_that_is_not_over_are_not_filed(desk, tmp_path):
    filing = Filing(desk.context)
    with pytest.raises(RefusedError, match="is not filed: it says what will be"):
        filing.file(asked(desk, "cash_forecast", "2026-H1"), out=tmp_path)
    with pytest.raises(RefusedError, match="not over yet"):
        filing.file(asked(desk, "publication", "2099"), out=tmp_path)


def test_the_next_half_year_begins_where_the_last_was_filed(own, tmp_path):
    question = asked(own, "moj_half_year", "2025-H1", audience="authority")
    Filing(own.context).file(question, out=tmp_path / "out", formats=("xlsx",))
    report = made(own, "moj_half_year", "2025-H2", audience="authority")
    [check] = [one for one in report.checks if one.code == "opening_as_filed"]
    assert check.holds
    filed = report.scope.filed
    assert filed is not None
    assert filed.figures["closing"] == (report.figures["opening"].number, "TJS")


def test_a_record_that_was_tampered_with_is_not_intact(own, tmp_path):
    filing = Filing(own.context)
    filing.file(asked(own, "publication", "2025"), out=tmp_path / "out", formats=("docx",))
    [one] = filing.every()
    figures = {**one.frozen.figures, "income": (1, "TJS")}
    spoilt = replace(one, frozen=replace(one.frozen, figures=figures))
    assert (one.is_intact, spoilt.is_intact) == (True, False)
    assert json.loads(one.files)[0][0] == "docx"


@pytest.mark.parametrize("change", [{"signer": "Somebody"}, {"reason": "x"}, {"period": "2026"}])
def test_what_was_filed_is_not_written_to_even_where_it_was_left_empty(own, tmp_path, change):
    filing = Filing(own.context)
    filed = filing.file(asked(own, "publication", "2025"), out=tmp_path / "out", formats=("docx",))
    with pytest.raises(RefusedError, match="posted") as refused:
        own.records.set(filed.record, change)
    assert "correction" in str(refused.value.hint)


def test_a_report_to_the_federal_government_is_filed(own, tmp_path):
    question = asked(own, "sf425", "2025-H2", audience="donor", about="B")
    filed = Filing(own.context).file(question, out=tmp_path / "out", language="en", formats=("pdf",))
    assert filed.version == 1
    assert "Half-yearly" in extract_text(filed.paths[0])
    assert filed.paths[0].name == "sf425-2025-H2-B-en-v1.pdf"


def test_a_filed_report_and_its_files_are_one_save(own, tmp_path):
    with own.context.desk.reading() as connection:
        before = connection.exec_driver_sql("SELECT max(no) FROM deed").scalar_one()
    filed = Filing(own.context).file(
        asked(own, "publication", "2025"), out=tmp_path, formats=("docx", "xlsx")
    )
    with own.context.desk.reading() as connection:
        assert connection.exec_driver_sql("SELECT max(no) FROM deed").scalar_one() == before + 1
    files = Attachments(own.context)
    held = files.list(filed.record)
    assert [one.name for one in held] == [path.name for path in filed.paths]
    for one, path in zip(held, filed.paths, strict=True):
        assert files.save(one.id, tmp_path / f"{one.id}.copy").read_bytes() == path.read_bytes()


def test_a_forecast_pays_a_contract_when_its_record_says(own):
    def paid():
        found = made(own, "cash_forecast", "2026-H1").figures
        return {
            month: found[f"forecast.{IDS['B']}/2026-{month:02}.contracts"].number for month in range(1, 7)
        }

    before = paid()
    own.records.set(IDS["CT1"], {"due": "2026-03-05"})
    after = paid()
    assert before[1] > 0
    assert after == {1: 0, 2: 0, 3: before[1], 4: 0, 5: 0, 6: 0}


def test_the_federal_report_tells_own_share_programme_income_and_remarks(own):
    def told():
        report = made(own, "sf425", "2025-H2", about="B")
        lines = {letter: report.figures[f"10.{letter}"].number for letter in "abceijklmno"}
        return report, lines

    _, before = told()
    agreement = IDS["B"]
    own.records.set(agreement, {"own_share": {"amount": "900.00", "currency": "USD"}})
    for period, question, amount in (
        ("2025-H1", "own_share", "250.00"),
        ("2025-H2", "own_share", "150.00"),
        ("2026-H1", "own_share", "77.00"),
        ("2025-H2", "income_used", "40.00"),
    ):
        given = {"agreement": agreement, "period": period, "question": question}
        own.records.add("report_text", [given | {"amount": {"amount": amount, "currency": "USD"}}])
    given = {"agreement": agreement, "question": "own_share"}
    foreign = {"amount": {"amount": "5.00", "currency": "EUR"}}
    [uncounted] = own.records.add("report_text", [given | foreign]).ids
    given = {"agreement": agreement, "period": "2025-H2", "question": "remarks"}
    own.records.add("report_text", [given | {"words": "The laptop was bought twice."}])
    earned = {
        "source": "own_activity",
        "agreement": agreement,
        "credited_on": "2025-11-03",
        "amount": {"amount": "100.00", "currency": "USD"},
        "account": IDS["BUSD"],
    }
    own.records.add("fund", [earned])
    report, after = told()
    changed = {letter: after[letter] - before[letter] for letter in after if after[letter] != before[letter]}
    told_of_income = {"b": -40_00, "c": 40_00, "e": -40_00, "l": 100_00, "m": 40_00, "o": 60_00}
    assert changed == {"i": 900_00, "j": 400_00, "k": 500_00, **told_of_income}
    assert [one.holds for one in report.checks if one.code == "cash"] == [True]
    assert "The laptop was bought twice." in str(report.parts)
    [left_out] = [one for one in report.open if one.kind == "report_text"]
    assert left_out.record == uncounted
    assert "an amount in EUR counts nowhere" in left_out.words.english()
    own.records.set(agreement, {"income_rule": "addition"})
    _, added = told()
    assert (added["m"], added["n"], added["o"]) == (0, 40_00, 60_00)


def test_what_no_ledger_tells_is_held_against_the_records_of_today(own, tmp_path):
    filing = Filing(own.context)
    question = asked(own, "moj_half_year", "2025-H1")
    filed = filing.file(question, out=tmp_path, formats=("xlsx",))
    assert filing.verify(filed.paths[0]).changed == ()
    [record] = [one.id for one in own.records.list("organisation").records]
    own.records.set(record, {"members": 61})
    value = {"amount": "900.00", "currency": "TJS"}
    own.records.add("asset", [{"name": "Printer", "bought_on": "2025-03-05", "value": value}])
    found = filing.verify(filed.paths[0])
    assert (found.is_recomputed, found.differing) == (True, ())
    changed = {one.code: (one.filed, one.now) for one in found.changed}
    assert changed["members"] == ((57, ""), (61, ""))
    assert changed["property.total.tjs"][1] == (900_00, "TJS")


def test_a_half_year_that_was_filed_reports_the_receipts_that_it_names(own, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4\n%%EOF\n")
    duties = Duties(own.context, own.records)

    def notice_of(name):
        every = duties.list(NOW.date())
        [found] = [one for one in every if one.is_notice and one.subject.id == IDS[name]]
        return found

    for name, on in (("R1", date(2025, 3, 3)), ("R7", date(2025, 11, 3))):
        step = Step(state="receipt_registered", on=on, incoming_no=f"in {name}")
        duties.step(notice_of(name), step, scan=scan)
    assert [notice_of(name).progress.state for name in ("R1", "R7")] == ["receipt_registered"] * 2
    question = asked(own, "moj_half_year", "2025-H1", audience="authority")
    Filing(own.context).file(question, out=tmp_path / "out", formats=("docx",))
    states = [notice_of(name).progress.state for name in ("R1", "R7")]
    assert states == ["receipt_reported", "receipt_registered"]


def test_a_document_says_which_filed_reports_name_it(own, tmp_path):
    naming, filing = Naming(own.context), Filing(own.context)
    first = IDS["R1"]
    assert naming.of(first) == ()
    filed = filing.file(asked(own, "moj_half_year", "2025-H1"), out=tmp_path, formats=["xlsx"])
    (found,) = naming.of(first)
    assert (found.record, found.report, found.period) == (filed.record, "moj_half_year", "2025-H1")
    assert (found.version, found.fingerprint, found.filed_on) == (1, filed.fingerprint, NOW.date())
    # what is of the second half-year stands in no report yet
    assert naming.of(IDS["R8"]) == ()


def test_a_report_that_was_corrected_says_by_which_version(own, tmp_path):
    naming, filing = Naming(own.context), Filing(own.context)
    question = asked(own, "moj_half_year", "2025-H1")
    filing.file(question, out=tmp_path, formats=["xlsx"])
    filing.file(question, out=tmp_path, formats=["xlsx"], reason="a word")
    assert [(one.version, one.corrected_by) for one in naming.of(IDS["R1"])] == [(1, 2), (2, 0)]


def test_every_document_that_a_report_rests_on_names_it_and_no_other_does(own, tmp_path):
    filing, naming = Filing(own.context), Naming(own.context)
    filing.file(asked(own, "sf425", "2025-H2", about=IDS["B"]), out=tmp_path, formats=["xlsx"])
    (said,) = filing.every()
    sources = {name for name, _ in said.frozen.sources}
    assert {name for name in IDS.values() if naming.of(name)} == sources
    assert {one.about for one in naming.of(IDS["R3"])} <= {IDS["B"]}


def test_made_again_from_the_journal_it_is_the_same(own, tmp_path):
    naming = Naming(own.context)
    Filing(own.context).file(asked(own, "moj_half_year", "2025-H1"), out=tmp_path, formats=["xlsx"])
    before = naming.of(IDS["R1"])
    assert before
    assert own.integrity.check(rebuild=True).problems == ()
    assert naming.of(IDS["R1"]) == before


@pytest.mark.parametrize(("kind", "about"), [("moj_half_year", ""), ("sf425", "B"), ("budget_report", "A")])
def test_each_line_keeps_the_documents_that_it_rests_on(own, tmp_path, kind, about):
    about = IDS[about] if about else ""
    Filing(own.context).file(asked(own, kind, "2025-H1", about=about), out=tmp_path, formats=["xlsx"])
    (said,) = Filing(own.context).every()
    made_of = FiguresBehind(made(own, kind, "2025-H1", about=about))
    documents = {name for name, _ in said.frozen.sources}
    assert said.frozen.lines
    for code in said.frozen.lines:
        rows = made_of.figure(code).rows
        assert set(said.frozen.sources_of(code)) == {row.record for row in rows} & documents


def test_an_inspection_desk_finds_the_filed_reports_of_a_document_too(own, tmp_path):
    Filing(own.context).file(asked(own, "moj_half_year", "2025-H1"), out=tmp_path / "out", formats=["xlsx"])
    Inspection(own.context).make(
        tmp_path / "inspection", "words for an inspector", person="Inspector", kdf=FAST
    )
    clock = FixedClock(NOW)
    opened = open_desk(
        tmp_path / "inspection", "words for an inspector", clock=clock, ids=SeededIds(4, clock), kdf=FAST
    )
    with Workspace(opened) as inspected:
        found = Naming(inspected.context).of(IDS["R1"])
        assert found == Naming(own.context).of(IDS["R1"])
        assert [one.period for one in found] == ["2025-H1"]
