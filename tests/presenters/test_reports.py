"""Reports: a preview says what is missing and what making would freeze; one press writes the file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import msg
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.report_question import BLANK
from cspdesk.presenters.reports import ReportsPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.publication import whole_half_years
from cspdesk.services.reporting import Prepared, Reporting

PNG = b"\x89PNG\r\n"


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(Spot("reports"))


@pytest.fixture
def reports(sampled: Session, navigation: Navigation) -> ReportsPresenter:
    """The page, open, over the sample."""
    made = ReportsPresenter(sampled, navigation)
    made.arrive()
    return made


def test_the_half_year_that_runs_is_previewed_for_the_organisation(reports: ReportsPresenter):
    assert (reports.span.code, reports.audience, reports.report) == ("2026-H2", "organisation", "digest")
    assert reports.pages
    assert all(page.startswith(PNG) for page in reports.pages)
    assert not reports.is_working


def test_a_page_that_nobody_looks_at_is_not_drawn(sampled: Session, navigation: Navigation):
    presenter = ReportsPresenter(sampled, navigation)
    assert presenter.pages == ()
    presenter.arrive()
    presenter.leave()
    presenter.choose(language="tg")
    first = presenter.pages
    presenter.arrive()
    assert presenter.pages != first


def test_a_new_consultation_renews_the_preview(sampled: Session, reports: ReportsPresenter):
    before = reports.pages
    sampled.workspace.records.add(
        "consultation",
        [{"title": "Road", "held_on": "2026-11-03", "place": "3505401", "lifecycle": "approved"}],
    )
    assert reports.pages != before


def test_what_is_missing_opens_as_many_consultations_as_it_says(
    sampled: Session, reports: ReportsPresenter, navigation: Navigation
):
    given = {"title": "Road", "held_on": "2026-11-03", "concerns": [{"theme": "ROAD"}]}
    sampled.workspace.records.add("consultation", [given, given])
    assert reports.lacks
    for lack in reports.lacks:
        reports.open(lack)
        assert navigation.spot.place == "consultations"
        where = list(navigation.spot.where)
        found = sampled.workspace.records.list("consultation", where=where, limit=0).total
        assert str(found) in lack.words.english()


def test_within_nothing_is_frozen_and_outside_it_is_said_before(reports: ReportsPresenter, tmp_path: Path):
    assert not reports.freezes
    reports.choose(audience="donor")
    assert [one.code for one in reports.freezes] == ["2026-H2"]
    reports.make(tmp_path / "digest.docx", "docx")
    assert not reports.freezes


def test_a_period_that_may_not_leave_gives_way_to_its_half_year(reports: ReportsPresenter):
    quarters = {one.code for one in reports.spans()}
    assert "2026-Q4" in quarters
    reports.choose(span="2026-Q3")
    assert reports.span.code == "2026-Q3"
    reports.choose(audience="public")
    assert reports.span.code == "2026-H2"
    assert all(whole_half_years(one) for one in reports.spans())


@pytest.mark.parametrize("report", ["digest", BLANK])
@pytest.mark.parametrize("format", ["docx", "xlsx", "pdf"])
def test_one_press_writes_the_file(reports: ReportsPresenter, tmp_path: Path, report: str, format: str):
    reports.choose(report=report, language="tg")
    out = tmp_path / reports.suggested(format)
    reports.make(out, format)
    assert reports.made is not None
    assert reports.made.path == out
    if format == "pdf":
        assert out.read_bytes().startswith(b"%PDF")
    else:
        assert zipfile.is_zipfile(out)
    reports.forget_made()
    assert reports.made is None


def test_a_name_tells_what_the_file_is(reports: ReportsPresenter):
    assert reports.suggested("pdf") == "digest-2026-H2-organisation-en.pdf"
    reports.choose(report=BLANK, kind="consultation", language="ru")
    assert reports.suggested("docx") == "consultation-ru.docx"


def test_every_form_is_drawn_in_every_language(reports: ReportsPresenter):
    for kind, _words in reports.kinds():
        for language in ("en", "tg", "ru"):
            reports.choose(report=BLANK, kind=kind, language=language)
            assert reports.fault is None
            assert reports.pages


def test_a_folder_that_is_gone_is_trouble_and_the_page_goes_on(
    sampled: Session, reports: ReportsPresenter, tmp_path: Path
):
    reports.make(tmp_path / "gone" / "digest.pdf", "pdf")
    assert sampled.trouble is not None
    assert reports.made is None
    assert not reports.is_working
    assert reports.pages


def test_an_empty_desk_has_a_report_all_the_same(session: Session, navigation: Navigation):
    presenter = ReportsPresenter(session, navigation)
    presenter.arrive()
    for audience, _words in presenter.audiences():
        presenter.choose(audience=audience)
        assert presenter.fault is None
        assert presenter.pages


def test_why_there_is_no_preview_stands_in_its_place(
    sampled: Session, reports: ReportsPresenter, monkeypatch: pytest.MonkeyPatch
):
    refusal = RefusedError(msg("Too many consultations"))

    def refuse(*_args: object, **_named: object) -> Prepared:
        raise refusal

    monkeypatch.setattr(Reporting, "prepare", refuse)
    reports.choose(audience="donor")
    assert (reports.fault, reports.pages, reports.is_working) == (refusal, (), False)
    assert sampled.trouble is None


def test_nothing_is_told_after_the_end(sampled: Session, reports: ReportsPresenter):
    told: list[bool] = []
    reports.listen(lambda: told.append(True))
    reports.close()
    sampled.workspace.records.add("consultation", [{"title": "Road", "held_on": "2026-11-03"}])
    assert told == []
