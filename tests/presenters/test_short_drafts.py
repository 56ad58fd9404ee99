"""Short forms: what is typed in them is on the disk within a second, and gone with the act it was for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cspdesk.presenters.background import Immediate
from cspdesk.presenters.duties import DutiesPresenter
from cspdesk.presenters.duty_rules import HOLIDAYS, DutyRulesPresenter
from cspdesk.presenters.form import KEEP_MS, FormPresenter
from cspdesk.presenters.navigation import Spot
from cspdesk.presenters.session import Session
from cspdesk.presenters.today import TodayPresenter
from cspdesk.services.drafts import Draft, Drafts


@pytest.fixture
def page(session: Session) -> Iterator[DutiesPresenter]:
    """The page over one letter that was answered in part."""
    made = DutiesPresenter(session)
    made.arrive()
    made.open("MOJ_ON_REQUEST", "2026-11-18", "2026-11-27", "")
    made.begin("in_preparation")
    made.finish({"on": "2026-11-19", "signer": "D"})
    yield made
    made.close()


def on_disk(session: Session) -> tuple[Draft, ...]:
    """Every draft of the desk."""
    return Drafts(session.workspace.context, session.workspace.records).list()


def lines(session: Session) -> list[tuple[str, Spot]]:
    """What Today shows as to finish."""
    today = TodayPresenter(session)
    today.ask()
    today.close()
    return [(line.title, line.spot) for line in today.to_finish()]


def test_nothing_is_kept_before_somebody_types_and_all_of_it_within_a_second(
    page: DutiesPresenter, session: Session, background: Immediate
):
    page.begin("filed")
    assert page.draft is not None
    background.elapse(5_000)
    assert on_disk(session) == ()
    page.draft.type({"outgoing_no": "13"}, {"on": "2o.11"})
    assert session.unsaved == 1
    background.elapse(KEEP_MS)
    (draft,) = on_disk(session)
    assert draft.typed.parts["steps"][0]["outgoing_no"] == "13"
    assert draft.typed.unread == {"steps/filed/on": "2o.11"}
    assert session.unsaved == 0


def test_forms_of_one_duty_are_kept_apart(page: DutiesPresenter, session: Session):
    page.begin("filed")
    assert page.draft is not None
    page.draft.type({"outgoing_no": "13"}, {})
    page.begin_small("due")
    assert page.draft is not None
    page.draft.type({"due": "2026-12-01"}, {})
    page.drafts.keep_now()
    assert len(on_disk(session)) == 2
    page.set_due("2026-12-01")
    (left,) = on_disk(session)
    assert left.typed.parts
    page.begin("filed")
    assert page.draft is not None
    assert page.draft.values == {"outgoing_no": "13"}


def test_a_change_that_was_left_half_written_is_open_again(page: DutiesPresenter, session: Session):
    assert page.one is not None
    (step,) = page.one.steps
    page.change(step.id)
    assert page.draft is not None
    page.draft.type({"signer": "Daler"}, {})
    page.leave_form()
    ((title, spot),) = lines(session)
    assert (title, spot.record) == ("Documents on request", page.chosen)
    again = DutiesPresenter(session)
    again.choose(page.chosen)
    again.arrive()
    assert (again.doing is not None and again.doing.step) == step.id
    assert again.draft is not None
    assert again.draft.values == {"signer": "Daler"}
    again.close()


def test_a_refused_act_leaves_its_draft(page: DutiesPresenter, session: Session, background: Immediate):
    page.begin_small("dismiss")
    assert page.draft is not None
    page.draft.type({"dismissed_reason": "own"}, {})
    page.dismiss("own", "")
    assert page.problem is not None
    background.elapse(KEEP_MS)
    assert len(on_disk(session)) == 1


def test_a_letter_that_was_being_typed_is_gone_on_with_from_today(page: DutiesPresenter, session: Session):
    page.drafts.letter().type({"duty": "MOJ_CHANGES", "note": "new head"}, {})
    page.drafts.keep()
    ((title, spot),) = lines(session)
    assert title == "Notice of changes"
    assert (spot.place, spot.act) == ("duties", "new")
    page.open("MOJ_CHANGES", "2026-11-20", "", "new head")
    assert lines(session) == []


def test_rules_and_days_off_are_drafts_too(session: Session):
    rules = DutyRulesPresenter(session)
    rules.ask()
    rules.begin()
    rules.draft.type({"name": "Idi Qurbon"}, {})
    rules.choose("MOJ_FUNDS_NOTICE/1")
    rules.begin()
    rules.draft.type({"confirmed_note": "Letter"}, {})
    rules.leave_form()
    assert {spot.record for _, spot in lines(session)} == {"MOJ_FUNDS_NOTICE/1", HOLIDAYS}
    rules.confirm("", "Letter 5", duty=True, day=False)
    ((title, spot),) = lines(session)
    assert (title, spot.section) == ("Idi Qurbon", "rules")
    again = DutyRulesPresenter(session)
    again.resume(spot.record)
    again.ask()
    assert (again.asks, again.draft.values) == (True, {"name": "Idi Qurbon"})
    again.add_holiday("2026-05-27", "Idi Qurbon", works=False)
    assert (again.asks, lines(session)) == (False, [])
    again.close()
    rules.close()


def test_a_draft_of_money_opens_among_the_money(session: Session):
    form = FormPresenter(session, "expense")
    form.begin()
    form.edit("description", "Rent")
    form.keep()
    ((title, spot),) = lines(session)
    assert (title, spot.place, spot.draft) == ("Rent", "money", form.draft)
