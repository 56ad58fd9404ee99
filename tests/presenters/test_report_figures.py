"""Every figure and every gap of a preview is pressed: its rows add up to what is printed."""

from __future__ import annotations

import pytest

from cspdesk.presenters.figures import written
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.reports import ReportsPresenter
from cspdesk.presenters.session import Session
from cspdesk.reports.layout import Table
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS


@pytest.fixture
def navigation() -> Navigation:
    return Navigation(Spot("reports"))


@pytest.fixture
def reports(sampled: Session, navigation: Navigation) -> ReportsPresenter:
    made = ReportsPresenter(sampled, navigation)
    made.arrive()
    return made


def figures_of(reports: ReportsPresenter) -> dict[str, str]:
    """The texts of all keyed cells that are figures."""
    assert reports.document is not None
    return {
        cell.key: cell.text
        for block in reports.document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.key and cell.number is not None
    }


@pytest.mark.parametrize("kind", DEFINITIONS)
def test_every_figure_of_every_report_opens_rows_that_come_to_it(kind: str, reports: ReportsPresenter):
    for audience in DEFINITIONS[kind].audiences:
        reports.choose(report=kind, audience=audience, span="2026")
        texts = figures_of(reports)
        assert reports.preview.areas
        for area in reports.preview.areas:
            if area.key.startswith("gap/"):
                continue
            reports.figures.press(area.key)
            assert reports.figures.opened == area.key
            figure = reports.figures.behind.figure
            assert figure is not None
            printed = texts.get(area.key, "")
            if printed and printed[-1].isdigit() and "%" not in printed and not printed.startswith("<"):
                assert reports.figures.behind.total() == printed, area.key
            for place in range(min(reports.figures.behind.count, 3)):
                shown = reports.figures.behind.row(place)
                assert shown.words
                assert shown.shown == written(
                    reports.session.formats, figure.rows[place].minor, figure.currency
                )


def test_a_row_opens_its_document_and_a_sum_the_figures_it_adds_up(
    reports: ReportsPresenter, navigation: Navigation
):
    reports.choose(report="moj_half_year", audience="organisation", span="2026")
    reports.figures.press("expenditure")
    first = reports.figures.behind.row(0)
    assert first.can_open
    reports.figures.behind.open_row(0)
    assert reports.figures.behind.can_go_back
    reports.figures.behind.open_row(0)
    assert navigation.spot.place != "reports"
    assert navigation.spot.record


def test_an_activity_is_opened_from_the_people_who_came(reports: ReportsPresenter, navigation: Navigation):
    reports.choose(report="moj_half_year", audience="organisation", span="2026")
    reports.figures.press("activities.total.people")
    reports.figures.behind.open_row(0)
    reports.figures.behind.open_row(0)
    assert navigation.spot.place == "activities"
    assert navigation.spot.record


def test_what_is_missing_opens_as_it_does_at_the_left(reports: ReportsPresenter, navigation: Navigation):
    reports.choose(report="continuation", audience="authority", span="2026")
    gap = next(one for one in reports.preview.areas if one.key.startswith("gap/organisation/"))
    reports.figures.press(gap.key)
    pressed = navigation.spot
    reports.open(next(one for one in reports.lacks if one.kind == "organisation"))
    assert navigation.spot == pressed
    assert reports.figures.opened == ""


def test_when_money_changes_the_figure_that_is_open_is_read_anew(sampled: Session, reports: ReportsPresenter):
    reports.choose(report="moj_half_year", audience="organisation", span="2026")
    reports.figures.press("staff")
    before = reports.figures.behind.figure
    assert before is not None
    sampled.workspace.records.add("person", [{"name": "Somebody new"}])
    assert reports.figures.behind.figure is not None
    assert reports.figures.behind.figure.minor == before.minor + 1


def test_another_report_shuts_a_figure_that_it_has_not(reports: ReportsPresenter):
    reports.choose(report="moj_half_year", audience="organisation", span="2026")
    reports.figures.press("staff")
    assert reports.figures.opened == "staff"
    reports.choose(report="budget_report")
    assert reports.figures.opened == ""


@pytest.mark.parametrize("kind", ["agreement_statement", "moj_half_year"])
def test_a_value_in_a_report_opens_how_it_came_about_and_is_found_again_when_money_changes(
    sampled: Session, reports: ReportsPresenter, kind: str
):
    reports.choose(report=kind, audience="organisation", span="2026")
    behind = reports.figures.behind
    for key in figures_of(reports):
        reports.figures.press(key)
        place = next((at for at in range(behind.count) if behind.row(at).has_making), None)
        if place is not None:
            break
    assert place is not None
    assert behind.figure is not None
    row = behind.figure.rows[place]
    behind.open_value(place)
    assert (behind.is_making, behind.figure.minor) == (True, row.minor)
    told = behind.told
    assert told
    sampled.workspace.records.add("person", [{"name": "Somebody new"}])
    assert (behind.is_making, behind.told) == (True, told)
    behind.back()
    assert (behind.standing, behind.figure.rows[place].minor) == (place, row.minor)


@pytest.mark.parametrize("audience", ["organisation", "public"])
def test_figures_of_the_digest_open_the_consultations_that_they_count(
    audience: str, sampled: Session, reports: ReportsPresenter, navigation: Navigation
):
    reports.choose(report="digest", audience=audience, span="2026-H2")
    named = 0
    assert reports.preview.areas
    for area in reports.preview.areas:
        reports.figures.press(area.key)
        assert navigation.spot.place == "consultations", area
        where = list(navigation.spot.where)
        assert ("held_on", "2026-H2") in where
        found = sampled.workspace.records.list("consultation", where=where, limit=0).total
        label, _, printed = area.name.rpartition(": ")
        if label.endswith("Consultations held") or (
            audience == "organisation" and label.endswith("Named by")
        ):
            named += 1
            assert str(found) == printed, area
    assert named
    assert reports.figures.opened == ""


@pytest.mark.parametrize("kind", ["moj_half_year", "publication", "budget_report", "agreement_statement"])
def test_how_a_value_came_about_comes_to_the_value(kind: str, reports: ReportsPresenter):
    reports.choose(report=kind, audience="organisation", span="2026")
    behind, looked = reports.figures.behind, 0
    for area in reports.preview.areas:
        reports.figures.press(area.key)
        if behind.figure is None:
            continue
        for place in range(min(behind.count, 5)):
            if behind.row(place).has_making:
                value = behind.figure.rows[place].minor
                behind.open_value(place)
                assert behind.figure is not None
                assert behind.figure.minor == value, (area.key, place)
                looked += 1
                behind.back()
    assert looked
