"""Today says what waits: what is not finished, what was promised, and who is owed an answer."""

from datetime import timedelta

from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.session import Session
from cspdesk.presenters.today import TodayPresenter
from tests.conftest import FixedClock


def read(session: Session) -> TodayPresenter:
    presenter = TodayPresenter(session)
    presenter.ask()
    return presenter


def test_a_quiet_desk_has_nothing_to_say(session: Session):
    assert read(session).page.is_quiet


def test_a_draft_is_to_finish_and_opens_where_it_was_left(session: Session, form: FormPresenter):
    form.edit("title", "Роҳ")
    form.keep()
    (line,) = read(session).to_finish()
    assert line.title == "Роҳ"
    assert (line.spot.act, line.spot.draft) == ("edit", form.draft)


def test_an_own_record_in_draft_is_counted_once_with_its_draft(session: Session, form: FormPresenter):
    form.edit("title", "Роҳ")
    form.save()
    form.edit("title", "Роҳҳо")
    form.keep()
    page = read(session).page
    assert page.unfinished_count == len(page.unfinished) == 1


def test_an_approved_record_is_finished(session: Session):
    session.workspace.records.add("consultation", [{"title": "Роҳ", "lifecycle": "approved"}])
    assert read(session).to_finish() == []


def test_promises_come_by_their_days_and_the_late_ones_press(session: Session):
    promises = [{"words": "later", "due": "2026-12-20"}, {"words": "late", "due": "2026-11-02"}]
    record = {"title": "Роҳ", "lifecycle": "approved", "promises": promises}
    session.workspace.records.add("consultation", [record])
    lines = read(session).promised()
    assert [(line.title, line.is_pressing) for line in lines] == [("late", True), ("later", False)]


def test_a_kept_promise_is_gone_without_being_asked(session: Session):
    record = {"title": "Роҳ", "lifecycle": "approved", "promises": [{"words": "come", "due": "2026-12-20"}]}
    name = session.workspace.records.add("consultation", [record]).ids[0]
    presenter = read(session)
    part = presenter.page.promises[0].part
    given = {"promises": [{"id": part, "state": "kept", "told_on": "2026-11-22"}]}
    session.workspace.records.set(name, given)
    assert presenter.page.promises == ()


def test_an_answer_that_is_overdue_says_by_how_many_days(session: Session):
    asked = {"words": "Light", "state": "sent", "answer_due": "2026-11-20", "level": "district"}
    session.workspace.records.add("recommendation", [asked])
    presenter = read(session)
    (due,) = presenter.page.dues
    assert presenter.left(due).english() == "2 days late"


def test_the_greeting_follows_the_hour(session: Session, clock: FixedClock):
    presenter = read(session)
    first = presenter.greeting().words
    clock.advance(timedelta(hours=12))
    assert presenter.greeting().words != first
