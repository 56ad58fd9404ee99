"""A desk for an inspector offers nothing that would be refused at the end."""

from __future__ import annotations

import pytest

from cspdesk.presenters.kind_places import spot_of
from cspdesk.services.inspection import MARK
from tests.ui.desks import Driven


@pytest.fixture
def inspected(driven: Driven) -> Driven:
    driven.desk.session.is_read_only = True
    return driven


def test_the_mark_of_an_inspection_desk_makes_a_session_read_only(driven: Driven):
    assert not driven.desk.session.is_read_only
    driven.workspace.desk.set_setting(MARK, "2026-11-12")
    made = type(driven.desk.session)(
        driven.workspace, driven.background, driven.desk.session.clock, driven.desk.session.words
    )
    assert made.is_read_only
    made.close()


@pytest.mark.parametrize("kind", ["activity", "donor", "recommendation"])
def test_a_list_offers_no_new_record_and_opens_no_form(inspected: Driven, kind: str):
    inspected.desk.navigation.open(spot_of(kind, act="new"))
    inspected.settle()
    screen = inspected.shell.screen_now
    assert screen.form is None  # type: ignore[attr-defined]
    assert not screen.list._new.isVisibleTo(screen)  # type: ignore[attr-defined]
    assert screen.new_record()
    assert screen.form is None  # type: ignore[attr-defined]


def test_consultations_and_funds_open_no_form_either(inspected: Driven):
    for place in ("consultations", "funds"):
        screen = inspected.go(place, act="new")
        assert screen.form is None  # type: ignore[attr-defined]


def test_a_reader_is_not_told_to_begin_with_a_meeting(inspected: Driven):
    screen = inspected.go("consultations")
    screen.show_state()
    page = screen.list._none  # type: ignore[attr-defined]
    assert page.isVisibleTo(screen)
    assert "inspector" in page.accessibleDescription()
    assert "Begin" not in page.accessibleDescription()
