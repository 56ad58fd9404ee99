"""Money reports on the Reports page: picked, about what, what is missing opened, filed and corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.reports import ReportsPresenter
from cspdesk.presenters.session import Session

AGREEMENT = {
    "number": "A-1",
    "title": "Trust",
    "rule": "nbt_rate_of_day",
    "total": {"amount": "1000.00", "currency": "TJS"},
    "starts": "2026-01-01",
    "ends": "2026-12-31",
    "lines": [{"code": "1", "title": "Staff", "amount": {"amount": "1000.00", "currency": "TJS"}}],
}
ORGANISATION = {
    "full_name": "Ehyo",
    "legal_form": "public_association",
    "registration_no": "1",
    "registered_on": "2012-05-04",
    "registering_body": "Ministry of Justice",
    "tax_id": "2",
    "address": "Dushanbe",
    "phone": "+992",
    "head": "F.",
    "accountant": "J.",
    "leaders": "F., chair",
    "leaders_confirmed_on": "2026-01-15",
}


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(Spot("reports"))


@pytest.fixture
def reports(session: Session, navigation: Navigation) -> ReportsPresenter:
    """The page, open, over an empty desk."""
    made = ReportsPresenter(session, navigation)
    made.arrive()
    return made


def complete(session: Session) -> str:
    """Fill the organisation in; gives its id."""
    [one] = session.workspace.records.list("organisation").records
    session.workspace.records.set(one.id, ORGANISATION)
    return one.id


def test_a_report_about_an_agreement_takes_the_first_and_offers_all(
    session: Session, reports: ReportsPresenter
):
    reports.choose(report="budget_report")
    assert reports.fault is not None
    assert "There is no agreement" in reports.fault.what.english()
    second = {**AGREEMENT, "number": "B-2"}
    first, other = session.workspace.records.add("agreement", [AGREEMENT, second]).ids
    assert reports.fault is None
    assert [(one.id, one.words) for one in reports.subjects] == [
        (first, "A-1 · Trust"),
        (other, "B-2 · Trust"),
    ]
    assert reports.about == first
    before = reports.pages
    reports.choose(about=other)
    assert reports.pages != before
    assert reports.suggested("pdf").startswith("budget_report-2026-H2-B_2-")
    reports.choose(report="moj_half_year")
    assert (reports.about_what, reports.subjects) == ("", ())


def test_an_audience_that_a_report_has_not_gives_way_to_its_own(reports: ReportsPresenter):
    reports.choose(audience="coalition")
    reports.choose(report="moj_half_year")
    assert reports.audience == "authority"
    assert [name for name, _ in reports.audiences()] == ["authority", "organisation"]


def test_what_is_missing_opens_the_record_to_fill_in(
    session: Session, reports: ReportsPresenter, navigation: Navigation
):
    reports.choose(report="continuation", span="2025")
    assert not reports.can_be_filed
    lack = next(one for one in reports.lacks if "Tax number" in one.words.english())
    reports.open(lack)
    [organisation] = session.workspace.records.list("organisation").records
    assert (navigation.spot.place, navigation.spot.record) == ("register", organisation.id)


def test_a_report_that_lacks_nothing_is_filed_and_then_corrected_with_a_reason(
    session: Session, reports: ReportsPresenter, tmp_path: Path
):
    complete(session)
    reports.choose(report="continuation", span="2025")
    assert reports.can_be_filed
    assert reports.filed_version == 0
    reports.file(tmp_path / "one")
    assert reports.filed is not None
    assert reports.filed.version == 1
    assert len(list((tmp_path / "one").iterdir())) == 3
    assert reports.filed_version == 1
    reports.reason = "another address"
    reports.file(tmp_path / "two")
    assert reports.filed_version == 2
    assert reports.reason == ""
    old, new = (min((tmp_path / name).iterdir()) for name in ("one", "two"))
    reports.verify(old)
    assert reports.verified is not None
    assert (reports.verified.holds, reports.verified.followed_by) == (True, "2")
    reports.verify(new)
    assert reports.verified.followed_by == ""
    reports.forget_made()
    assert reports.verified is None


def test_a_correction_without_a_reason_is_trouble_and_nothing_is_filed(
    session: Session, reports: ReportsPresenter, tmp_path: Path
):
    complete(session)
    reports.choose(report="continuation", span="2025")
    reports.file(tmp_path / "one")
    reports.file(tmp_path / "two")
    assert session.trouble is not None
    assert (reports.filed_version, reports.is_working) == (1, False)


def test_a_file_that_nobody_filed_is_trouble(session: Session, reports: ReportsPresenter, tmp_path: Path):
    (tmp_path / "some.pdf").write_bytes(b"%PDF")
    reports.verify(tmp_path / "some.pdf")
    assert session.trouble is not None
    assert reports.verified is None


def test_a_period_that_runs_is_shown_and_not_filed(session: Session, reports: ReportsPresenter):
    complete(session)
    reports.choose(report="moj_half_year", span="2026-H2")
    assert reports.pages
    assert not reports.can_be_filed


def test_every_money_report_is_drawn_of_an_empty_desk(reports: ReportsPresenter):
    for kind, _words in reports.reports():
        reports.choose(report=kind)
        assert (reports.fault is None) == (reports.about_what == ""), kind
        if reports.fault is None:
            assert reports.pages
