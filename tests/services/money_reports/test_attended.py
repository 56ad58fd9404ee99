"""People in reports of money: exact within, for readers outside frozen once and never rounded again."""

from __future__ import annotations

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.periods import period
from cspdesk.i18n.catalogue import english
from cspdesk.services.filing import Filing
from cspdesk.services.money_reports.attended import Attended, told
from cspdesk.services.money_reports.making import MoneyReports
from cspdesk.services.reporting import Reporting
from cspdesk.services.workspace import Workspace
from cspdesk.store.room import Room
from tests.conftest import SeededIds
from tests.services.offices import Office

HALF = "2025-H1"


def held(workspace: Workspace, day: str, women: int, men: int, **more: object) -> str:
    """An activity to which women and men came."""
    rows = [{"sex": sex, "band": "18-30", "count": n} for sex, n in (("f", women), ("m", men)) if n]
    activity = {"title": "Evening", "type": "training", "starts": day, "participants": rows, **more}
    return workspace.records.add("activity", [activity]).ids[0]


def counts(workspace: Workspace, audience: str, span: str = HALF) -> dict[str, tuple[int, int]]:
    """What a report of the half-year tells, by activity: women and men."""
    asked = Reporting(workspace.context).asked("moj_half_year", span=span, audience=audience)
    report, _ = MoneyReports(workspace.context).prepare(asked, english())
    found = {}
    for row in next(one.rows for one in report.parts if one.part.code == "activities"):
        women, men = (report.figures[f"activities.{row.key}.{one}"].number for one in ("women", "men"))
        found[row.key] = (women, men)
    return found


def make(workspace: Workspace, tmp_path, audience: str = "authority") -> None:
    Reporting(workspace.context).make("moj_half_year", span=HALF, audience=audience, out=tmp_path / "r.xlsx")


def test_the_own_organisation_counts_exactly_and_others_in_multiples(workspace: Workspace):
    one, other = held(workspace, "2025-02-03", 13, 1), held(workspace, "2025-05-06", 7, 22)
    assert counts(workspace, "organisation") == {one: (13, 1), other: (7, 22)}
    told = counts(workspace, "authority")
    assert all(n % 10 == 0 for pair in told.values() for n in pair)
    for name, exact in ((one, (13, 1)), (other, (7, 22))):
        assert all(abs(n - true) < 10 for n, true in zip(told[name], exact, strict=True))


def test_a_preview_is_what_is_printed_and_looking_freezes_nothing(workspace: Workspace, tmp_path):
    held(workspace, "2025-02-03", 13, 4)
    seen = counts(workspace, "authority")
    reporting = Reporting(workspace.context)
    assert reporting.prepare("moj_half_year", span=HALF, audience="authority").freezes == (HALF,)
    assert workspace.records.list("publication").total == 0
    make(workspace, tmp_path)
    assert counts(workspace, "authority") == seen
    assert reporting.prepare("moj_half_year", span=HALF, audience="authority").freezes == ()
    assert workspace.records.list("publication").total == 1


def test_a_correction_after_it_was_told_moves_no_printed_number(workspace: Workspace, tmp_path):
    one = held(workspace, "2025-02-03", 13, 4)
    make(workspace, tmp_path)
    before = counts(workspace, "authority")
    workspace.records.set(one, {"participants": [{"sex": "f", "band": "18-30", "count": 17}]})
    assert counts(workspace, "authority") == before
    assert counts(workspace, "organisation") != before


def test_what_comes_later_is_a_block_of_its_own(workspace: Workspace, tmp_path):
    one = held(workspace, "2025-02-03", 13, 4)
    make(workspace, tmp_path)
    before = counts(workspace, "authority")
    late = held(workspace, "2025-04-01", 26, 0)
    told = counts(workspace, "authority")
    assert told[one] == before[one]
    assert 20 <= told[late][0] <= 30
    make(workspace, tmp_path)
    assert counts(workspace, "authority") == told
    assert workspace.records.list("publication").total == 2


def test_a_donor_and_an_authority_are_told_of_one_rounding(workspace: Workspace, tmp_path):
    """Ten is made from five: both papers in one hand tell what the narrower tells."""
    held(workspace, "2025-02-03", 13, 4)
    make(workspace, tmp_path)
    [(women, men)] = counts(workspace, "authority").values()
    [(of_five, men_of_five)] = counts(workspace, "donor").values()
    assert abs(women - of_five) in {0, 5}
    assert abs(men - men_of_five) in {0, 5}
    assert workspace.records.list("publication").total == 1


def test_a_report_that_is_refused_freezes_nothing(workspace: Workspace, tmp_path):
    held(workspace, "2025-02-03", 13, 4)
    asked = Reporting(workspace.context).asked("moj_half_year", span=HALF, audience="authority")
    with pytest.raises(RefusedError):
        Filing(workspace.context).file(asked, out=tmp_path)
    assert workspace.records.list("publication").total == 0


def test_a_desk_that_keeps_money_alone_freezes_what_it_holds_by_itself(tmp_path, clock):
    office = Office(tmp_path, clock, lambda number: SeededIds(number + 1, clock))
    desk = office.join(office.found(), "Zarina", "finance")
    given = {"given_on": "2025-03-01", "quantity": 10, "recipients": 13}
    desk.records.add("goods_given", [given])
    attended, half = Attended(desk.context), period(HALF)

    def printed():
        with desk.desk.reading() as connection:
            return told(Room(connection), half, 5)

    assert printed() == {}
    assert attended.settle(half, freezing=False) == (HALF,)
    [seen] = printed().values()
    assert seen in ({"-": 10}, {"-": 15})
    assert attended.settle(half, freezing=True) == (HALF,)
    assert attended.settle(half, freezing=True) == ()
    assert list(printed().values()) == [seen]
    office.close()


def test_people_reached_count_where_the_grid_could_not_be_filled(workspace: Workspace):
    held(workspace, "2025-02-03", 0, 0, people=40)
    asked = Reporting(workspace.context).asked("moj_half_year", span=HALF, audience="organisation")
    report, _ = MoneyReports(workspace.context).prepare(asked, english())
    assert report.figures["activities.total.people"].number == 40
