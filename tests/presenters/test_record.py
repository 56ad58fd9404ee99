"""A record is read again when it changes, says where it leads, and gives back what stood before."""

from cspdesk.domain.quality import rows
from cspdesk.presenters.record import RecordPresenter
from cspdesk.presenters.session import Session


def added(session: Session, kind: str = "consultation", **fields: object) -> str:
    names = {"recommendation": "words"}
    return session.workspace.records.add(kind, [{names.get(kind, "title"): "Road", **fields}]).ids[0]


def shown(session: Session, record: str) -> RecordPresenter:
    presenter = RecordPresenter(session, "consultation")
    presenter.show(record)
    return presenter


def title(presenter: RecordPresenter) -> object:
    return presenter.view.fields.get("title") if presenter.view is not None else None


def test_a_change_made_elsewhere_is_seen(session: Session):
    record = added(session)
    presenter = shown(session, record)
    session.workspace.records.set(record, {"title": "Roads"})
    assert title(presenter) == "Roads"


def test_links_are_read_both_ways(session: Session):
    record = added(session)
    activity = added(session, "activity", type="training", links=[{"target": record}])
    other = added(session, "recommendation", level="district")
    session.workspace.records.set(record, {"links": [{"target": other}]})
    links = shown(session, record).links
    assert [(link.id, link.outward) for link in links] == [(other, True), (activity, False)]


def test_a_record_that_is_not_here_shows_nothing(session: Session):
    assert shown(session, "00" * 16).view is None


def test_history_is_read_when_asked_and_newest_first(session: Session):
    record = added(session)
    presenter = shown(session, record)
    session.workspace.records.set(record, {"title": "Roads"})
    presenter.ask_history()
    assert presenter.history is not None
    assert presenter.history[0].after == "Roads"


def test_a_value_is_restored_from_its_history(session: Session):
    record = added(session)
    presenter = shown(session, record)
    session.workspace.records.set(record, {"title": "Roads"})
    presenter.ask_history()
    assert presenter.history is not None
    presenter.restore_value(presenter.history[0])
    assert title(presenter) == "Road"


def test_a_parts_value_is_restored_too(session: Session):
    record = added(session, concerns=[{"theme": "ROAD", "words": "dark"}])
    presenter = shown(session, record)
    assert presenter.view is not None
    part = rows(presenter.view.fields, "concerns")[0]["id"]
    session.workspace.records.set(record, {"concerns": [{"id": part, "words": "bright"}]})
    presenter.ask_history()
    assert presenter.history is not None
    presenter.restore_value(presenter.history[0])
    assert rows(presenter.view.fields, "concerns")[0]["words"] == "dark"


def test_a_deletion_is_taken_back_by_undo(session: Session):
    record = added(session)
    presenter = shown(session, record)
    presenter.delete("a mistake")
    assert presenter.view is not None
    assert presenter.view.deleted
    session.workspace.records.undo()
    assert not presenter.view.deleted


def test_a_community_waits_where_a_promise_is_overdue(session: Session):
    record = added(session, held_on="2026-10-01", promises=[{"words": "Come", "due": "2026-11-01"}])
    assert shown(session, record).owes_feedback
