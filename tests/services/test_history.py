"""The history tells who gave which field which value, when, and what stood there before."""

from datetime import timedelta

import pytest

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock


def test_each_change_stands_beside_what_it_replaced(workspace: Workspace, clock: FixedClock):
    record = workspace.records.add("consultation", [{"title": "One", "minutes": 60}]).ids[0]
    clock.advance(timedelta(hours=1))
    workspace.records.set(record, {"title": "Two", "minutes": None})
    changes = workspace.history.of(record)
    told = [(one.field, one.before, one.after) for one in changes]
    assert told[:2] == [("title", None, "One"), ("minutes", None, 60)]
    assert sorted(told[2:]) == [("minutes", 60, None), ("title", "One", "Two")]
    assert {one.by for one in changes} == {"M. Rahimova"}
    assert changes[-1].at == "2026-11-22T10:30:00Z"


def test_parts_are_told_with_the_name_of_their_field(workspace: Workspace):
    record = workspace.records.add("consultation", [{"concerns": [{"theme": "ROAD", "rank": 1}]}]).ids[0]
    assert {one.field for one in workspace.history.of(record)} == {"concerns.theme", "concerns.rank"}


def test_deleting_and_restoring_are_told(workspace: Workspace):
    record = workspace.records.add("body", [{"name": "B", "type": "cppt"}]).ids[0]
    workspace.records.delete(record, "double")
    workspace.records.restore(record)
    told = [(one.field, one.after) for one in workspace.history.of(record)]
    assert told[-2:] == [("deleted", True), ("deleted", False)]


def test_a_record_that_is_not_here_has_no_history(workspace: Workspace):
    with pytest.raises(NotFoundError):
        workspace.history.of("0" * 32)
    with pytest.raises(RefusedError):
        workspace.history.of("x")
