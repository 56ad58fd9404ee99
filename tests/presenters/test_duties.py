"""Obligations without glass: what the list says, what a step asks, and what stands first in Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cspdesk.domain.duties import notice
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.duties import DutiesPresenter
from cspdesk.presenters.duty_filters import DONE, EVERY, UNPROVEN, WAITS
from cspdesk.presenters.duty_rules import DutyRulesPresenter
from cspdesk.presenters.navigation import Spot
from cspdesk.presenters.session import Session
from cspdesk.presenters.today import TodayPresenter
from tests.conftest import FixedClock, SeededIds
from tests.services.offices import Office

TODAY = date(2026, 11, 22)


def receipt(session: Session, days_ago: int, **more: object) -> str:
    """A receipt of some days ago."""
    on = (TODAY - timedelta(days_ago)).isoformat()
    fields = {"credited_on": on, "amount": {"amount": "100.00", "currency": "EUR"}, **more}
    return session.workspace.records.add("fund", [fields]).ids[0]


@pytest.fixture
def page(session: Session, clock: FixedClock) -> Iterator[DutiesPresenter]:
    """The page over a receipt of 16 days ago, open."""
    assert clock.today() == TODAY
    receipt(session, 16, purpose="First payment")
    made = DutiesPresenter(session)
    made.arrive()
    yield made
    made.close()


def open_notice(page: DutiesPresenter) -> None:
    """Open the notice."""
    page.choose(next(one.id for one in page.every if one.is_notice))


def test_what_is_late_stands_first_and_says_that_its_date_is_not_confirmed(page: DutiesPresenter):
    first = page.rows()[0]
    assert (first.title, first.group, first.right, first.right_tone) == (
        "Notice of funds received",
        "Late",
        "6 days late",
        "bad",
    )
    assert first.second.startswith("16 Nov 2026, not confirmed · EUR\N{NO-BREAK SPACE}100.00")
    assert first.state == "", "that it is open the list says already"


def test_every_filter_shows_what_its_number_says(page: DutiesPresenter):
    for key, count in page.counts().items():
        page.show(key)
        assert len(page.rows()) == count
    assert page.counts()[EVERY] == sum(page.counts()[key] for key in (WAITS, UNPROVEN, DONE))


def test_a_notice_is_handed_in_and_asks_for_its_number(page: DutiesPresenter):
    open_notice(page)
    usual = page.next_steps()[0]
    assert (usual.key, usual.is_usual) == (notice.FILED, True)
    page.begin(notice.FILED)
    assert page.doing is not None
    page.finish({"on": "2026-11-20", "outgoing_no": "12/26", "channel": "post"})
    assert page.doing is None
    assert page.one is not None
    assert (page.one.progress.state, page.one.progress.lacks) == (notice.FILED, ("incoming_no",))
    assert [step.key for step in page.next_steps()] == [notice.REGISTERED, notice.REFUSED]
    assert str(page.done) == "Written down: The notice was handed in"


@pytest.mark.parametrize(
    ("on", "said"), [("", "On which day was it?"), ("2026-12-01", "This day is still to come.")]
)
def test_a_day_that_cannot_be_keeps_the_form_open(page: DutiesPresenter, on: str, said: str):
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": on, "outgoing_no": "1"})
    assert page.doing is not None
    assert str(page.problem) == said


def test_a_step_that_lacks_something_is_kept_and_says_what(page: DutiesPresenter):
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": "2026-11-20"})
    assert page.one is not None
    assert (page.one.waits, page.one.progress.lacks) == (True, ("outgoing_no", "channel"))


def test_a_step_that_lacks_something_is_made_whole_in_its_place(page: DutiesPresenter):
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": "2026-11-20", "signer": "D"})
    assert page.one is not None
    (step,) = page.one.steps
    page.change(step.id)
    assert page.held() == step
    page.finish({"on": "2026-11-19", "outgoing_no": "12/26", "channel": "post"})
    assert page.one is not None
    (changed,) = page.one.steps
    assert (changed.id, str(changed.on), changed.outgoing_no, changed.signer) == (
        step.id,
        "2026-11-19",
        "12/26",
        "",
    )
    assert page.one.progress.state == notice.FILED


def test_the_stamp_of_a_report_comes_to_the_step_that_filed_it(page: DutiesPresenter, tmp_path: Path):
    page.open("MOJ_ON_REQUEST", "2026-11-18", "2026-11-27", "")
    page.begin("filed")
    page.finish({"on": "2026-11-20", "outgoing_no": "13", "channel": "post"})
    (stamp,) = page.next_steps()
    assert (stamp.key, stamp.asks) == ("stamp", ("incoming_no", "scan"))
    scan = tmp_path / "stamp.pdf"
    scan.write_bytes(b"%PDF-1.4")
    page.begin(stamp.key)
    page.finish({"incoming_no": "77"}, scan)
    assert page.one is not None
    assert len(page.one.steps) == 1
    assert page.one.progress.is_proven


def test_an_outgoing_number_comes_from_the_series_of_letters(page: DutiesPresenter, session: Session):
    desk = session.workspace.desk.device.device_id.hex()
    ranges = [{"first": 61, "last": 120, "desk": desk}]
    series = {"name": "letters", "papers": "outgoing_letters", "prefix": "F-", "digits": 2, "ranges": ranges}
    session.workspace.records.add("number_series", [series])
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": "2026-11-20", "channel": "post"})
    assert page.one is not None
    assert (page.one.steps[0].outgoing_no, page.one.progress.state) == ("F-61", notice.FILED)
    (fund,) = session.workspace.records.list("fund").records
    assert fund.fields["state"] == notice.FILED


def test_a_refusal_leaves_filing_again_and_returning(page: DutiesPresenter, tmp_path: Path):
    scan = tmp_path / "letter.pdf"
    scan.write_bytes(b"%PDF-1.4")
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": "2026-11-10", "outgoing_no": "1", "channel": "post"})
    page.begin(notice.REFUSED)
    page.finish({"on": "2026-11-12", "reason": "no project"}, scan)
    assert [(step.key, str(step.words)) for step in page.next_steps()] == [
        (notice.DRAFTED, "File it again"),
        (notice.RETURNED, "The money was returned"),
    ]


def test_a_duty_is_dismissed_with_a_reason_and_taken_up_again(page: DutiesPresenter):
    open_notice(page)
    page.dismiss("", "coordinator")
    assert "Say why" in str(page.problem)
    page.dismiss("own money", "coordinator")
    assert page.one is not None
    assert page.one.dismissal is not None
    assert page.next_steps() == ()
    page.take_up()
    assert page.one.waits


def test_a_date_that_was_told_takes_the_rules_place(page: DutiesPresenter):
    open_notice(page)
    page.set_due("2026-11-30")
    assert page.one is not None
    assert (page.one.urgency.level, page.one.is_confirmed) == ("soon", True)
    page.set_due("")
    assert page.one.urgency.level == "overdue"


def test_a_letter_opens_a_duty_that_is_then_shown(page: DutiesPresenter):
    assert {code for code, _ in page.by_hand()} >= {"MOJ_ON_REQUEST", "MOJ_CHANGES"}
    page.open("MOJ_ON_REQUEST", "", "", "")
    assert page.problem is not None
    page.open("MOJ_ON_REQUEST", "2026-11-20", "2026-11-27", "letter 5")
    assert page.one is not None
    assert (page.one.code, page.one.due, page.one.note) == ("MOJ_ON_REQUEST", date(2026, 11, 27), "letter 5")


def test_evidence_and_calendar_lie_where_the_person_wants_them(page: DutiesPresenter, tmp_path: Path):
    open_notice(page)
    folder = tmp_path / page.evidence_name()
    page.write_evidence(folder)
    assert (folder / "obligation.pdf").exists()
    assert page.evidence_name() in str(page.done)
    page.write_evidence(folder)
    assert "holds something already" in str(page.problem)
    page.write_calendar(tmp_path / "due.ics")
    assert (tmp_path / "due.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_a_change_elsewhere_is_shown_only_while_the_page_is_open(page: DutiesPresenter, session: Session):
    receipt(session, 2)
    assert sum(one.is_notice for one in page.every) == 2
    page.is_shown = False
    receipt(session, 1)
    assert sum(one.is_notice for one in page.every) == 2


# --- the rules ------------------------------------------------------------------------------------


@pytest.fixture
def rules(session: Session) -> Iterator[DutyRulesPresenter]:
    """The page of rules, read."""
    made = DutyRulesPresenter(session)
    made.ask()
    yield made
    made.close()


def test_a_rule_is_confirmed_with_what_it_was_read_in(rules: DutyRulesPresenter, page: DutiesPresenter):
    rules.choose("MOJ_FUNDS_NOTICE/1")
    rules.confirm("event+20d", "", duty=True, day=True)
    assert "Say what the date was confirmed by." in str(rules.problem)
    rules.confirm("event+20d", "Letter 5", duty=True, day=True)
    assert rules.problem is None
    row = next(one for one in rules.rows() if one.key == "MOJ_FUNDS_NOTICE/1")
    assert (row.second, row.state, row.tone) == ("20 days after", "Confirmed", "good")
    open_notice(page)
    assert page.one is not None
    assert (page.one.due, page.one.is_confirmed) == (date(2026, 11, 26), True)


def test_a_year_without_announced_holidays_says_which_are_missing(rules: DutyRulesPresenter):
    assert "Idi Ramazon and Idi Qurbon of 2026 are not entered" in rules.untold(2026)
    rules.add_holiday("2026-05-27", "Idi Qurbon", works=False)
    assert rules.untold(2026) == ""
    assert "Idi Qurbon" in {one.name for one in rules.holidays(2026)}
    assert "Idi Qurbon" not in {one.name for one in rules.holidays(2027)}


# --- today ----------------------------------------------------------------------------------------


def test_obligations_stand_first_in_today_and_each_opens_its_place(session: Session):
    receipt(session, 30, purpose="First")
    receipt(session, 25, purpose="Second")
    receipt(session, 8, purpose="Third")
    today = TodayPresenter(session)
    today.ask()
    count, lines = today.to_hand_in()
    late, near = lines[0], lines[1]
    assert count >= 3
    assert late.second == "2 of them late, the oldest due 2 Nov 2026"
    assert late.spot == Spot("duties", where=(("duty", "MOJ_FUNDS_NOTICE"),))
    assert (near.spot.place, near.right) == ("duties", "2 working days")
    assert "not confirmed" in near.second
    assert "obligations" in today.greeting().summary
    today.close()


def test_what_is_not_pressing_stands_with_what_falls_due(session: Session, clock: FixedClock):
    clock.advance(timedelta(days=43))
    receipt(session, 0)
    today = TodayPresenter(session)
    today.ask()
    told = [(one.what, one.title) for one in today.dues()]
    assert ("obligation", "Financial report for the second half-year") in told
    today.close()


def test_what_two_desks_wrote_against_each_other_is_to_be_settled_first(
    page: DutiesPresenter, session: Session
):
    open_notice(page)
    page.begin(notice.FILED)
    page.finish({"on": "2026-11-20", "outgoing_no": "1", "channel": "post"})
    assert page.one is not None
    records = session.workspace.records
    steps = [
        {"state": notice.REGISTERED, "on": "2026-11-21", "register_entry": "5"},
        {"state": notice.REGISTERED, "on": "2026-11-21", "register_entry": "6", "incoming_no": "119"},
        {"state": notice.REGISTERED, "on": "2026-11-21", "register_entry": "7", "incoming_no": "118"},
    ]
    records.set(page.one.id, {"steps": steps})
    assert page.one.progress.is_proven
    today = TodayPresenter(session)
    today.ask()
    line = today.to_hand_in()[1][0]
    assert (line.right, line.spot.record) == ("Settle", page.one.id)
    assert "Two desks wrote for 21 Nov 2026: Registered 118 and Registered 119." in line.second
    today.close()


def test_an_administrator_without_the_money_is_told_to_ask_and_nothing_is_called_late(
    tmp_path: Path, clock: FixedClock, background: Immediate
):
    office = Office(tmp_path, clock, lambda number: SeededIds(number + 1, clock))
    founder = office.found()
    desk = office.join(founder, "Daler", "administrator")
    (organisation,) = (one.id for one in founder.records.list("organisation").records)
    founder.records.set(organisation, {"legal_form": "public_association"})
    office.carry(founder, desk)
    for days, left in ((64, "4 days"), (10, "to ask about")):
        clock.advance(timedelta(days=days))
        session = Session(desk, background, clock, english())
        today = TodayPresenter(session)
        today.ask()
        (due,) = today.dues()
        assert due.title == "Financial report for the second half-year"
        assert due.second == "not confirmed · Ask the finance officer whether it was handed in."
        assert str(today.left(due)) == left
        assert today.to_hand_in() == (0, [])
        today.close()
    session.close()
    founder.close()
