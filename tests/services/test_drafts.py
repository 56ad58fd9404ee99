"""What is typed is on the disk, travels nowhere, and becomes one save when it is done."""

from dataclasses import replace

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import Ids, to_hex
from cspdesk.domain.quality import rows
from cspdesk.services.drafts import Draft, Drafts, Part, Typed
from cspdesk.services.workspace import Workspace

CONCERN: Part = {"key": "~1", "theme": "ROAD", "words": "Роҳ торик аст"}


@pytest.fixture
def drafts(workspace: Workspace) -> Drafts:
    return Drafts(workspace.context, workspace.records)


@pytest.fixture
def fresh(ids: Ids, clock: Clock) -> Draft:
    """A draft of a new consultation."""
    typed = Typed({"title": "Гурӯҳи занон"}, {"concerns": (CONCERN,)}, {"held_on": "31.02.2026"})
    return Draft(to_hex(ids.new()), "consultation", "", "", typed, clock.now())


def edited(workspace: Workspace, record: str, typed: Typed, clock: Clock) -> Draft:
    return Draft(
        to_hex(workspace.desk.ids.new()),
        "consultation",
        record,
        workspace.records.show(record).token,
        typed,
        clock.now(),
    )


def added(workspace: Workspace, **fields: object) -> str:
    return workspace.records.add("consultation", [{"title": "Road", **fields}]).ids[0]


def test_a_draft_comes_back_as_it_was_kept(drafts: Drafts, fresh: Draft):
    drafts.keep(fresh)
    assert drafts.list() == (fresh,)
    assert drafts.get(fresh.id) == fresh


def test_a_draft_is_in_no_journal_and_waits_for_no_exchange(
    workspace: Workspace, drafts: Drafts, fresh: Draft
):
    before = workspace.exchange.waiting()
    drafts.keep(fresh)
    assert workspace.exchange.waiting() == before
    assert workspace.records.list("consultation").total == 0


def test_a_finished_draft_is_one_save_and_gone(workspace: Workspace, drafts: Drafts, fresh: Draft):
    drafts.keep(replace(fresh, typed=replace(fresh.typed, unread={})))
    view = drafts.finish(drafts.get(fresh.id))
    assert drafts.list() == ()
    assert view.id == fresh.id
    assert rows(view.fields, "concerns")[0]["words"] == "Роҳ торик аст"
    workspace.records.undo()
    assert workspace.records.list("consultation").total == 0


def test_what_cannot_be_read_stays_behind_as_a_draft_of_the_record(drafts: Drafts, fresh: Draft):
    view = drafts.finish(fresh)
    left = drafts.of(view.id)
    assert left is not None
    assert left.typed == Typed(unread={"held_on": "31.02.2026"})
    assert "held_on" not in view.fields


def test_unread_text_of_a_new_part_is_found_by_the_parts_id(drafts: Drafts, fresh: Draft):
    view = drafts.finish(replace(fresh, typed=replace(fresh.typed, unread={"concerns/~1/place": "Куҷо"})))
    part = rows(view.fields, "concerns")[0]["id"]
    left = drafts.of(view.id)
    assert left is not None
    assert left.typed.unread == {f"concerns/{part}/place": "Куҷо"}


def test_a_record_has_one_draft(workspace: Workspace, drafts: Drafts, clock: Clock):
    record = added(workspace)
    drafts.keep(edited(workspace, record, Typed({"title": "a"}), clock))
    second = edited(workspace, record, Typed({"title": "b"}), clock)
    drafts.keep(second)
    assert drafts.list() == (second,)


def test_what_others_changed_meanwhile_is_a_conflict_and_not_overwritten(
    workspace: Workspace, drafts: Drafts, clock: Clock
):
    record = added(workspace)
    draft = edited(workspace, record, Typed({"title": "Mine"}), clock)
    workspace.records.set(record, {"title": "Theirs"})
    drafts.finish(draft)
    values = {choice.value for conflict in workspace.conflicts.list() for choice in conflict.values}
    assert values == {"Mine", "Theirs"}


def test_words_typed_into_a_part_that_was_removed_meanwhile_come_back(
    workspace: Workspace, drafts: Drafts, clock: Clock
):
    record = added(workspace, concerns=[{"theme": "ROAD", "words": "dark"}])
    part = rows(workspace.records.show(record).fields, "concerns")[0]["id"]
    typed = Typed(parts={"concerns": ({"id": part, "words": "dark at night"},)})
    draft = edited(workspace, record, typed, clock)
    workspace.records.set(record, {"concerns": [{"id": part, "removed": True}]})
    view = drafts.finish(draft)
    assert [row["words"] for row in rows(view.fields, "concerns")] == ["dark at night"]


def test_removing_a_part_that_is_gone_already_is_done(workspace: Workspace, drafts: Drafts, clock: Clock):
    record = added(workspace, concerns=[{"theme": "ROAD"}])
    part = rows(workspace.records.show(record).fields, "concerns")[0]["id"]
    gone = {"id": part, "removed": True}
    draft = edited(workspace, record, Typed({"title": "Roads"}, {"concerns": (gone,)}), clock)
    workspace.records.set(record, {"concerns": [gone]})
    assert drafts.finish(draft).fields["title"] == "Roads"


def test_a_refused_value_leaves_the_draft_as_it_was(workspace: Workspace, drafts: Drafts, clock: Clock):
    record = added(workspace)
    draft = edited(workspace, record, Typed({"minutes": -5, "title": "x"}), clock)
    drafts.keep(draft)
    with pytest.raises(RefusedError):
        drafts.finish(draft)
    assert drafts.list() == (draft,)
    assert workspace.records.show(record).fields["title"] == "Road"


def test_a_draft_that_was_let_go_says_so(drafts: Drafts, fresh: Draft):
    drafts.keep(fresh)
    drafts.drop(fresh.id)
    with pytest.raises(NotFoundError):
        drafts.get(fresh.id)
