"""Conflicts side by side: one decision for all that differs in a record, and each side knows its own."""

from __future__ import annotations

import pytest

from cspdesk.domain.quality import rows
from cspdesk.presenters.conflicts import ConflictsPresenter, RecordConflict
from cspdesk.presenters.session import Session
from tests.services.pairs import Pair


@pytest.fixture
def record(pair: Pair) -> str:
    """A consultation whose title, summary and one concern two desks changed apart; the office knows both."""
    given = {
        "title": "Road",
        "held_on": "2026-11-03",
        "place": "3505401",
        "summary": "short",
        "concerns": [{"theme": "ROAD", "words": "dark", "severity": 3}],
    }
    name = pair.office.records.add("consultation", [given]).ids[0]
    pair.meet()
    for workspace, words, severity in ((pair.office, "Office", 4), (pair.field, "Field", 5)):
        view = workspace.records.show(name)
        part = rows(view.fields, "concerns")[0]["id"]
        changed = {"title": words, "summary": words.lower(), "concerns": [{"id": part, "severity": severity}]}
        workspace.records.set(name, changed)
    pair.send(pair.field, pair.office)
    return name


@pytest.fixture
def conflicts(office: Session, record: str) -> ConflictsPresenter:
    return ConflictsPresenter(office)


def only(presenter: ConflictsPresenter) -> RecordConflict:
    (found,) = presenter.records()
    return found


def key_of(conflict: RecordConflict, cell: str) -> tuple[str, str]:
    """The row that holds a text, and the version that it is of."""
    for row in conflict.rows:
        if cell in row.cells and not row.key.startswith("="):
            return row.key, conflict.versions[row.cells.index(cell)].key
    raise AssertionError(cell)


def never(_words: str) -> None:
    raise AssertionError(_words)


def test_what_differs_stands_side_by_side_with_this_desk_first(conflicts: ConflictsPresenter):
    conflict = only(conflicts)
    assert [one.title for one in conflict.versions] == ["Here", "Zafar"]
    assert all("2026" in one.second for one in conflict.versions)
    differing = {row.label: row.cells for row in conflict.rows if not row.key.startswith("=")}
    assert ("Office", "Field") in differing.values()
    assert ("office", "field") in differing.values()
    assert len(differing) == 3
    assert any(len(set(cells)) == 2 and "4" in cells[0] for cells in differing.values())


def test_what_all_versions_share_tells_which_record_it_is(conflicts: ConflictsPresenter):
    shared = [row for row in only(conflicts).rows if row.key.startswith("=")]
    assert len(shared) == 2
    assert all(len(set(row.cells)) == 1 and not row.may_write for row in shared)


def test_each_row_is_chosen_for_itself_and_written_as_one_act(
    pair: Pair, conflicts: ConflictsPresenter, record: str
):
    conflict = only(conflicts)
    title, office = key_of(conflict, "Office")
    summary, field = key_of(conflict, "field")
    severity = next(
        row.key for row in conflict.rows if row.key not in (title, summary) and not row.key.startswith("=")
    )
    taken = {title: (office, ""), summary: (field, ""), severity: (field, "")}
    conflicts.settle(record, taken, never)
    view = pair.office.records.show(record)
    assert (view.fields["title"], view.fields["summary"]) == ("Office", "field")
    assert rows(view.fields, "concerns")[0]["severity"] == 5
    assert (conflicts.count, conflicts.decisions, conflicts.records()) == (0, 0, ())


def test_another_text_can_be_written_in_place_of_either(
    pair: Pair, conflicts: ConflictsPresenter, record: str
):
    title, _ = key_of(only(conflicts), "Office")
    conflicts.settle(record, {title: ("", " Both ")}, never)
    assert pair.office.records.show(record).fields["title"] == "Both"
    assert len([row for row in only(conflicts).rows if not row.key.startswith("=")]) == 2


def test_a_record_is_put_off_and_shown_again(conflicts: ConflictsPresenter, record: str):
    conflicts.put_off(record)
    assert (conflicts.records(), conflicts.count) == ((), 1)
    conflicts.show_all()
    assert only(conflicts).root == record


def test_a_proposed_deletion_is_answered_with_keep(pair: Pair, office: Session):
    name = pair.office.records.add("donor", [{"name": "One"}]).ids[0]
    pair.meet()
    pair.office.records.set(name, {"name": "One and all"})
    pair.field.records.delete(name, "twice")
    pair.send(pair.field, pair.office)
    presenter = ConflictsPresenter(office)
    conflict = only(presenter)
    assert "Zafar" in conflict.deletion
    presenter.settle_deletion(name, keep=True)
    assert presenter.count == 0
    assert not pair.office.records.show(name).deleted


def test_a_number_that_cannot_be_read_is_told_and_nothing_is_written(pair: Pair, office: Session):
    name = pair.office.records.add("activity", [{"title": "Well"}]).ids[0]
    pair.meet()
    for workspace, number in ((pair.office, 10), (pair.field, 12)):
        workspace.records.set(name, {"people": number})
    pair.send(pair.field, pair.office)
    presenter = ConflictsPresenter(office)
    (row,) = [one for one in only(presenter).rows if not one.key.startswith("=")]
    assert row.may_write
    told: list[str] = []
    presenter.settle(name, {row.key: ("", "ten")}, told.append)
    assert len(told) == 1
    assert presenter.count == 1
    presenter.settle(name, {row.key: ("", "11")}, never)
    assert pair.office.records.show(name).fields["people"] == 11
