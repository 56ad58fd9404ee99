"""Undo takes back the last deed, then the one before it; what others wrote since stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import RefusedError
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.services.pairs import Pair, lone, paired


def shown(workspace: Workspace) -> list[tuple[str, dict[str, object]]]:
    """What a person sees of all consultations."""
    return sorted(
        (view.id, dict(view.fields)) for view in workspace.records.list("consultation", limit=1000).records
    )


def test_deeds_are_taken_back_one_after_another(workspace: Workspace):
    states = [shown(workspace)]
    record = workspace.records.add("consultation", [{"title": "One", "minutes": 5}]).ids[0]
    states.append(shown(workspace))
    for title in ("Two", "Three", "Four"):
        workspace.records.set(record, {"title": title, "concerns": [{"theme": "ROAD"}]})
        states.append(shown(workspace))
    workspace.records.delete(record, "x")
    for state in reversed(states):
        workspace.records.undo()
        assert shown(workspace) == state


def test_the_first_minute_of_a_desk_is_not_taken_back(workspace: Workspace):
    with pytest.raises(RefusedError):
        workspace.records.undo()
    assert workspace.records.list("organisation").total == 1


def test_a_restoration_is_taken_back(workspace: Workspace):
    record = workspace.records.add("consultation", [{"title": "One"}]).ids[0]
    workspace.records.delete(record, "x")
    workspace.records.restore(record)
    workspace.records.undo()
    assert workspace.records.show(record).deleted


def test_many_records_of_one_deed_go_together(workspace: Workspace):
    workspace.records.add("consultation", [{"title": str(number)} for number in range(200)])
    workspace.records.undo()
    assert workspace.records.list("consultation").total == 0


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock, ids: SeededIds) -> Iterator[Pair]:
    made = paired(tmp_path, clock, ids)
    yield made
    made.close()


def test_what_somebody_else_changed_since_stays_and_is_counted(pair: Pair):
    record = pair.office.records.add("consultation", [{"title": "One", "minutes": 5}]).ids[0]
    pair.office.records.set(record, {"title": "Two", "minutes": 6})
    pair.meet()
    pair.field.records.set(record, {"title": "Field"})
    pair.meet()
    changes = pair.office.records.undo()
    assert changes.details["kept"] == 1
    fields = pair.office.records.show(record).fields
    assert (fields["title"], fields["minutes"]) == ("Field", 5)


def test_a_record_that_somebody_else_changed_is_not_taken_away(pair: Pair):
    record = pair.office.records.add("consultation", [{"title": "One"}]).ids[0]
    pair.meet()
    pair.field.records.set(record, {"minutes": 7})
    pair.meet()
    assert pair.office.records.undo().details["kept"] == 1
    assert not pair.office.records.show(record).deleted


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with lone(tmp_path_factory.mktemp("undo")) as workspace:
        yield workspace


DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("title"), st.sampled_from(["a", "b", ""])),
        st.tuples(st.just("minutes"), st.integers(0, 3)),
        st.tuples(st.just("count"), st.integers(0, 2)),
        st.tuples(st.just("concern"), st.sampled_from(["ROAD", "POL-TRUST"])),
        st.tuples(st.just("delete"), st.none()),
    ),
    min_size=1,
    max_size=6,
)


@given(deeds=DEEDS)
def test_however_a_record_was_changed_undo_leads_back(desk: Workspace, deeds: list[tuple[str, object]]):
    record = desk.records.add("consultation", [{"title": "start"}]).ids[0]
    states = [desk.records.show(record).fields]
    for name, value in deeds:
        if name == "delete":
            desk.records.delete(record, "x")
            desk.records.undo()
            continue
        given_now: dict[str, object] = {name: value}
        if name == "count":
            given_now = {"participants": [{"sex": "f", "count": value}]}
        if name == "concern":
            given_now = {"concerns": [{"theme": value}]}
        desk.records.set(record, given_now)
        states.append(desk.records.show(record).fields)
    for state in reversed(states[:-1]):
        desk.records.undo()
        assert desk.records.show(record).fields == state
