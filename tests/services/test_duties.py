"""Obligations of a desk: opened by its records, filed, refused, proven, dismissed; two desks, one duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import Ids
from cspdesk.services.attachments import Attachments
from cspdesk.services.duties.law import LawBook
from cspdesk.services.duties.register import Duties
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.founding import found, found_waiting
from cspdesk.services.workspace import Workspace
from cspdesk.store.plan import BY_NAME
from cspdesk.store.work import work
from tests.services.pairs import paired
from tests.store.desks import FAST, PASSPHRASE

TODAY = date(2025, 7, 10)
BANK = "0" * 32


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture
def office(workspace: Workspace) -> Workspace:
    """A public association with a donor, an agreement and a receipt of 20 January 2025."""
    records = workspace.records
    (organisation,) = (one.id for one in records.list("organisation").records)
    records.set(organisation, {"legal_form": "public_association"})
    (donor,) = records.add("donor", [{"name": "Nordlicht (sample)", "country": "DE"}]).ids
    agreement = {
        "number": "NL-1",
        "donor": donor,
        "signed_on": "2025-01-08",
        "starts": "2025-01-15",
        "ends": "2026-01-14",
        "report_terms": [{"duty": "DONOR_FIN", "every": "half_year", "due": "period_end+45d"}],
    }
    (of,) = records.add("agreement", [agreement]).ids
    receipt(workspace, "2025-01-20", agreement=of, donor=donor, purpose="First payment")
    return workspace


def receipt(workspace: Workspace, on: str, **more: object) -> str:
    fields = {"credited_on": on, "amount": {"amount": "30000.00", "currency": "EUR"}, **more}
    return workspace.records.add("fund", [fields]).ids[0]


def duties(workspace: Workspace) -> Duties:
    return Duties(workspace.context, workspace.records)


def every(workspace: Workspace, code: str, today: date = TODAY) -> list[ObligationView]:
    return [one for one in duties(workspace).list(today) if one.code == code]


def notice_of(workspace: Workspace, today: date = TODAY) -> ObligationView:
    (found,) = every(workspace, "MOJ_FUNDS_NOTICE", today)
    return found


def filed(on: str = "2025-01-27") -> Step:
    return Step(state="receipt_notice_filed", on=day(on), outgoing_no="12/25", channel="in_person")


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "stamp.pdf"
    path.write_bytes(b"%PDF-1.4 stamped")
    return path


def test_a_receipt_opens_its_notice_and_nobody_has_written_anything(office: Workspace):
    found = notice_of(office)
    assert (found.due, found.act_by, found.is_confirmed, found.is_recorded) == (
        day("2025-01-30"),
        day("2025-01-30"),
        False,
        False,
    )
    assert (found.progress.state, found.urgency.level) == ("receipt_received", "overdue")
    assert (found.subject.title, found.subject.amount) == ("First payment", (3_000_000, "EUR"))
    assert office.records.list("obligation").total == 0


def test_the_most_pressing_come_first_and_what_is_done_last(office: Workspace):
    shown = duties(office).list(TODAY)
    assert shown[0].code == "MOJ_FUNDS_NOTICE"
    assert [one.rank for one in shown] == sorted(one.rank for one in shown)
    assert {"MOJ_FIN_H1", "DONOR_FIN"} <= {one.code for one in shown}


def test_of_two_for_one_working_day_the_one_due_earlier_comes_first(office: Workspace):
    found = notice_of(office)
    assert found.due is not None
    later = replace(found, id="0" * len(found.id), due=found.due + timedelta(days=1))
    assert found.rank < later.rank


def test_a_donors_report_is_due_when_the_agreement_says(office: Workspace):
    found = every(office, "DONOR_FIN")
    assert [(one.period, str(one.due), one.is_confirmed) for one in found] == [
        ("2025-H1", "2025-08-14", True)
    ]
    assert found[0].subject.title == "NL-1"


def test_a_foundation_owes_the_ministry_nothing(office: Workspace):
    (organisation,) = (one.id for one in office.records.list("organisation").records)
    office.records.set(organisation, {"legal_form": "public_foundation"})
    assert not [one for one in duties(office).list(TODAY) if one.code.startswith("MOJ")]


def test_a_notice_goes_from_filed_to_registered_with_its_scan_in_one_save(office: Workspace, scan: Path):
    duties(office).step(notice_of(office), filed())
    found = notice_of(office)
    assert (found.progress.state, found.progress.is_done, found.progress.lacks) == (
        "receipt_notice_filed",
        True,
        ("incoming_no",),
    )
    registered = Step(state="receipt_registered", on=day("2025-02-06"), incoming_no="118")
    duties(office).step(found, registered, scan=scan)
    found = notice_of(office)
    assert (found.progress.state, found.progress.is_proven) == ("receipt_registered", True)
    (kept,) = Attachments(office.context).list(found.id)
    assert (kept.name, kept.id) == ("stamp.pdf", found.steps[-1].scan)
    office.records.undo()
    assert notice_of(office).progress.state == "receipt_notice_filed"


def test_the_receipt_shows_the_state_of_its_notice(office: Workspace):
    duties(office).step(notice_of(office), filed())
    (fund,) = office.records.list("fund").records
    assert fund.fields["state"] == "receipt_notice_filed"
    duties(office).take_back(notice_of(office), notice_of(office).steps[0].id)
    (fund,) = office.records.list("fund").records
    assert fund.fields["state"] == "receipt_received"


def test_a_state_chosen_on_the_receipt_asks_for_its_proof(office: Workspace):
    (fund,) = office.records.list("fund").records
    office.records.set(fund.id, {"state": "receipt_registered"})
    found = notice_of(office)
    assert (found.progress.state, found.progress.lacks) == ("receipt_received", ("incoming_no", "scan"))


def test_money_sent_back_after_a_refusal_closes_the_notice(office: Workspace, scan: Path):
    duties(office).step(notice_of(office), filed())
    refused = Step(
        state="receipt_notice_refused", on=day("2025-02-03"), reason="no project", incoming_no="77"
    )
    duties(office).step(notice_of(office), refused, scan=scan)
    assert notice_of(office).progress.choices == ("receipt_notice_drafted", "receipt_returned")
    (fund,) = office.records.list("fund").records
    back = {"fund": fund.id, "agreement": fund.fields["agreement"], "sent_on": "2025-02-20"}
    office.records.add("refund", [back])
    assert notice_of(office).progress.state == "receipt_returned"


def test_a_half_years_report_that_was_filed_reports_its_receipts(office: Workspace, scan: Path):
    registered = Step(state="receipt_registered", on=day("2025-02-06"), incoming_no="118")
    duties(office).step(notice_of(office), registered, scan=scan)
    (report,) = every(office, "MOJ_FIN_H1")
    duties(office).step(
        report, Step(state="filed", on=day("2025-07-09"), outgoing_no="60/25", channel="post")
    )
    assert notice_of(office).progress.state == "receipt_reported"
    (report,) = every(office, "MOJ_FIN_H1")
    assert (report.progress.state, report.progress.lacks) == ("filed", ("incoming_no", "scan"))


def test_a_reported_receipt_is_closed_once_all_of_it_was_sent_back(office: Workspace, scan: Path):
    (fund,) = office.records.list("fund").records
    (account,) = office.records.add("account", [{"name": "EUR", "kind": "bank", "currency": "EUR"}]).ids
    rates = [
        {"source": "nbt", "currency": "EUR", "day": on, "rate": {"rate": "11.0000"}}
        for on in ("2025-01-20", "2025-06-02")
    ]
    office.records.add("exchange_rate", rates)
    agreement = str(fund.fields["agreement"])
    terms = {"total": {"amount": "30000.00", "currency": "EUR"}, "rule": "transfer_rate_fifo"}
    office.records.set(agreement, terms)
    office.records.set(str(fund.fields["donor"]), {"type": "donor_foreign_legal"})
    office.records.set(fund.id, {"account": account, "kind": "grant"})
    registered = Step(state="receipt_registered", on=day("2025-02-06"), incoming_no="118")
    duties(office).step(notice_of(office), registered, scan=scan)
    back = {
        "agreement": agreement,
        "account": account,
        "sent_on": "2025-06-02",
        "amount": {"amount": "30000.00", "currency": "EUR"},
    }
    office.records.add("refund", [back])
    assert notice_of(office).progress.state == "receipt_registered", "nothing has reported it yet"
    (report,) = every(office, "MOJ_FIN_H1")
    duties(office).step(
        report, Step(state="filed", on=day("2025-07-09"), outgoing_no="60/25", channel="post")
    )
    found = notice_of(office)
    assert (found.progress.state, str(found.progress.since)) == ("receipt_closed", "2025-07-09")
    assert duties(office).list(TODAY, books=False) != (), "what waits needs no books"


def test_a_dismissed_duty_stays_listed_and_comes_back_by_one_act(office: Workspace):
    duties(office).dismiss(notice_of(office), "own membership fee", "coordinator", "ZK")
    found = notice_of(office)
    assert (found.progress.state, found.waits) == ("dismissed", False)
    assert found.dismissal is not None
    assert (found.dismissal.reason, found.dismissal.by, found.dismissal.role) == (
        "own membership fee",
        "ZK",
        "coordinator",
    )
    duties(office).undo_dismissal(found)
    assert notice_of(office).waits


@pytest.mark.parametrize(("reason", "role"), [("", "coordinator"), ("why", "finance")])
def test_nothing_is_dismissed_without_a_reason_and_a_role(office: Workspace, reason: str, role: str):
    with pytest.raises(RefusedError):
        duties(office).dismiss(notice_of(office), reason, role, "ZK")
    assert notice_of(office).waits


def test_a_date_that_nobody_knows_is_asked_and_then_entered(office: Workspace):
    office.records.add(
        "fund", [{"credited_on": "2024-12-20", "amount": {"amount": "1.00", "currency": "TJS"}}]
    )
    (unknown,) = every(office, "STAT")
    assert (unknown.due, unknown.urgency.level) == (None, "unknown")
    duties(office).set_due(unknown, day("2025-07-20"))
    (known,) = every(office, "STAT")
    assert (known.due, known.act_by, known.is_typed) == (day("2025-07-20"), day("2025-07-18"), True)


def test_a_letter_opens_a_duty_and_two_letters_of_a_day_are_two(office: Workspace):
    for number in ("1", "2"):
        duties(office).open(
            "MOJ_ON_REQUEST", day("2025-07-08"), TODAY, due=day("2025-07-18"), note=f"letter {number}"
        )
    found = every(office, "MOJ_ON_REQUEST")
    assert sorted((one.period, one.note) for one in found) == [
        ("2025-07-08", "letter 1"),
        ("2025-07-08/2", "letter 2"),
    ]
    with pytest.raises(RefusedError):
        duties(office).open("MOJ_FUNDS_NOTICE", day("2025-07-08"), TODAY)


def test_an_employer_files_month_by_month(office: Workspace):
    assert every(office, "TAX_MONTHLY") == []
    office.records.add("expense", [{"spent_on": f"2025-0{n}-28", "article": "wages"} for n in (3, 4, 5, 6)])
    assert [one.period for one in sorted(every(office, "TAX_MONTHLY"), key=lambda one: one.period)] == [
        "2025-03",
        "2025-04",
        "2025-05",
        "2025-06",
        "2025-07",
    ]


def test_what_was_done_about_a_deleted_receipt_stays_listed(office: Workspace):
    duties(office).step(notice_of(office), filed())
    (fund,) = office.records.list("fund").records
    plan, record = BY_NAME["fund"], bytes.fromhex(fund.id)
    with work(office.desk) as save:  # as the deletion of a desk comes in that held no evidence back
        kept = save.reading.one(plan, record)
        assert kept is not None
        save.delete(plan, record, "entered twice", kept.shown.everything())
        save.finish()
    assert notice_of(office).progress.state == "receipt_notice_filed"


def test_an_obligation_that_nothing_opens_is_not_found(office: Workspace):
    with pytest.raises(NotFoundError):
        duties(office).show(BANK, TODAY)


# --- the law ------------------------------------------------------------------------------------------


def test_a_confirmed_date_is_told_with_who_confirmed_it(office: Workspace):
    book = LawBook(office.context, office.records)
    book.confirm("MOJ_FUNDS_NOTICE", 1, ("duty", "date"), "ZK", "Letter 5 of the Ministry", term="event+5w")
    found = notice_of(office)
    assert (str(found.due), found.is_confirmed) == ("2025-01-27", True)
    assert (found.rule.confirmed.by, found.rule.confirmed.note) == ("ZK", "Letter 5 of the Ministry")
    book.confirm("MOJ_FUNDS_NOTICE", 1, ("duty",), "ZK", "The Ministry takes it back", term="event+10d")
    assert (str(notice_of(office).due), notice_of(office).is_confirmed) == ("2025-01-30", False)


@pytest.mark.parametrize(("note", "term"), [("", "event+5w"), ("law", "soon")])
def test_a_rule_is_confirmed_only_with_a_basis_and_a_date(office: Workspace, note: str, term: str):
    with pytest.raises(RefusedError):
        LawBook(office.context, office.records).confirm(
            "MOJ_FUNDS_NOTICE", 1, ("date",), "ZK", note, term=term
        )
    assert not notice_of(office).is_confirmed


def test_an_announced_holiday_moves_the_day_to_act(office: Workspace):
    receipt(office, "2025-05-27")
    newest = max(every(office, "MOJ_FUNDS_NOTICE"), key=lambda one: one.opened_on)
    assert (str(newest.act_by), newest.untold) == ("2025-06-06", (2025,))
    LawBook(office.context, office.records).add_holiday("2025-06-06", "Idi Qurbon", announced=True)
    newest = max(every(office, "MOJ_FUNDS_NOTICE"), key=lambda one: one.opened_on)
    assert (str(newest.act_by), newest.untold) == ("2025-06-05", ())


def test_a_holiday_that_is_no_day_is_refused(office: Workspace):
    with pytest.raises(RefusedError):
        LawBook(office.context, office.records).add_holiday("2025-06", "?", announced=True)


# --- two desks ----------------------------------------------------------------------------------------


def test_two_desks_that_work_apart_meet_in_one_obligation_with_the_steps_of_both(
    tmp_path: Path, clock: Clock, ids: Ids, scan: Path
):
    pair = paired(tmp_path / "pair", clock, ids)
    receipt(pair.office, "2025-01-20")
    pair.meet()
    duties(pair.office).step(notice_of(pair.office), filed())
    registered = Step(state="receipt_registered", on=day("2025-02-06"), incoming_no="118")
    duties(pair.field).step(notice_of(pair.field), registered, scan=scan)
    pair.meet()
    here, there = notice_of(pair.office), notice_of(pair.field)
    assert (here.id, here.progress, here.steps) == (there.id, there.progress, there.steps)
    assert [one.state for one in here.steps] == ["receipt_notice_filed", "receipt_registered"]
    assert pair.office.records.list("obligation").total == 1
    pair.close()


def test_a_desk_that_cannot_read_what_was_filed_calls_nothing_late(tmp_path: Path, clock: Clock, ids: Ids):
    office = found(
        tmp_path / "office",
        PASSPHRASE,
        organisation="Chashma",
        person="Nigora",
        clock=clock,
        ids=ids,
        kdf=FAST,
    )
    field = found_waiting(tmp_path / "field", PASSPHRASE, person="Zafar", clock=clock, ids=ids, kdf=FAST)
    request, welcome = tmp_path / "request", tmp_path / "welcome"
    digits = field.coalition.request(request)
    assert duties(field).list(TODAY) == ()
    field.coalition.welcome(welcome, office.coalition.enrol(request, digits, ["field"], welcome))
    assert duties(field).list(TODAY) == ()
    assert duties(field).roles() == ("field",)
    assert not LawBook(field.context, field.records).may_confirm()
    with pytest.raises(RefusedError):
        LawBook(field.context, field.records).confirm("MOJ_FUNDS_NOTICE", 1, ("date",), "Z", "law")
    field.close()
    office.close()
