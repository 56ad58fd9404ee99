"""A session tells how the desk stands, sees what other programs do, and says troubles once."""

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import Ids
from cspdesk.domain.text import msg
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import WATCH_MS, Session
from cspdesk.services.results import Changes
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE


def test_it_knows_whose_desk_it_is(session: Session):
    assert (session.whose.organisation, session.whose.person) == ("Чашма", "М. Раҳимова")


def test_a_save_is_told_to_who_cares_and_waits_to_be_sent(session: Session):
    told: list[Changes] = []
    stop = session.on_changes(told.append)
    before = session.standing.waiting
    session.workspace.records.add("consultation", [{"title": "Road"}])
    assert told[0].kinds >= {"consultation"}
    assert session.standing.waiting > before
    stop()
    session.workspace.records.add("consultation", [{"title": "Road"}])
    assert len(told) == 1


def test_what_another_program_saved_is_seen(session: Session, background: Immediate, clock: Clock, ids: Ids):
    told: list[Changes] = []
    session.on_changes(told.append)
    folder = session.workspace.desk.folder
    with Workspace.open(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as other:
        other.records.add("consultation", [{"title": "Road"}])
    background.elapse(WATCH_MS)
    assert told == [Changes()]
    background.elapse(WATCH_MS)
    assert len(told) == 1


def test_a_draft_is_no_news(session: Session, background: Immediate, form):
    told: list[Changes] = []
    session.on_changes(told.append)
    form.edit("title", "Road")
    form.keep()
    background.elapse(WATCH_MS * 2)
    assert told == []


def test_what_the_world_did_is_told_and_a_bug_is_loud(session: Session):
    session.fail(RefusedError(msg("No.")))
    assert session.trouble is not None
    with pytest.raises(KeyError):
        session.fail(KeyError("x"))


def test_back_goes_where_one_was(session: Session):
    navigation = Navigation(Spot("today"))
    navigation.go("consultations")
    navigation.settle(Spot("consultations", record="a"))
    navigation.go("concerns")
    navigation.back()
    assert navigation.spot == Spot("consultations", record="a")
    navigation.back()
    navigation.back()
    assert navigation.spot == Spot("today")
