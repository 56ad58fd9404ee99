"""A rate that is typed by hand is asked about as one that is imported is: nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.services.workspace import Workspace


@pytest.fixture
def drafts(workspace: Workspace) -> Drafts:
    workspace.records.add("exchange_rate", [rate("2026-03-02", "11.10")])
    return Drafts(workspace.context, workspace.records)


def rate(day: str, value: str) -> dict[str, object]:
    return {"source": "nbt", "currency": "EUR", "day": day, "rate": {"rate": value}}


def typed(workspace: Workspace, values: dict[str, object], record: str = "", draft: str = "") -> Draft:
    token = workspace.records.show(record).token if record else ""
    name = draft or to_hex(workspace.desk.ids.new())
    return Draft(name, "exchange_rate", record, token, Typed(values), workspace.desk.clock.now())


@pytest.mark.parametrize(("value", "said"), [("111.0", "A nought"), ("12.0", "more than 5 %")])
def test_a_jump_stays_a_draft_until_a_person_says_that_it_is_right(
    workspace: Workspace, drafts: Drafts, value: str, said: str
):
    draft = typed(workspace, rate("2026-03-03", value))
    drafts.keep(draft)
    with pytest.raises(RefusedError, match=said) as refused:
        drafts.finish(draft)
    assert (refused.value.code, list(drafts.asked)) == ("asked", [draft.id])
    assert workspace.records.list("exchange_rate").total == 1
    assert drafts.get(draft.id) == draft
    drafts.accept()
    drafts.finish(draft)
    assert workspace.records.list("exchange_rate").total == 2
    assert drafts.list() == ()


def test_what_was_said_of_one_rate_is_not_said_of_another(workspace: Workspace, drafts: Drafts):
    draft = typed(workspace, rate("2026-03-03", "12.0"))
    with pytest.raises(RefusedError):
        drafts.finish(draft)
    drafts.accept()
    with pytest.raises(RefusedError):
        drafts.finish(typed(workspace, rate("2026-03-03", "120.0"), draft=draft.id))


def test_a_rate_like_its_neighbours_and_a_record_that_is_changed_without_its_rate_are_taken(
    workspace: Workspace, drafts: Drafts
):
    drafts.finish(typed(workspace, rate("2026-03-03", "11.2")))
    (known,) = workspace.records.list("exchange_rate", where=(("day", "2026-03-02"),)).records
    changed: dict[str, object] = {"rate": {"rate": "11.15"}}
    assert drafts.finish(typed(workspace, changed, record=known.id)).fields["rate"] != known.fields["rate"]
    with pytest.raises(RefusedError):
        drafts.finish(typed(workspace, {"rate": {"rate": "1.115"}}, record=known.id))
    assert date(2026, 3, 2).isoformat() in {
        str(one.fields["day"]) for one in workspace.records.list("exchange_rate").records
    }


def test_rows_saved_together_are_all_kept_where_one_is_asked_about(workspace: Workspace, drafts: Drafts):
    many = [typed(workspace, rate(f"2026-03-0{day}", value)) for day, value in ((3, "11.2"), (4, "1.12"))]
    with pytest.raises(RefusedError):
        drafts.finish_together(many)
    assert workspace.records.list("exchange_rate").total == 1
