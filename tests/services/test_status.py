"""The status tells what the desk holds, what waits and when it was backed up."""

from pathlib import Path

from cspdesk.services import backups
from cspdesk.services.status import status
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.services.pairs import paired


def test_a_new_desk_holds_its_organisation(workspace: Workspace):
    told = status(workspace.context)
    assert (told.whose.organisation, told.whose.person) == ("Chashma", "M. Rahimova")
    assert {kind: count for kind, count in told.counts.items() if count} == {"organisation": 1}
    assert (told.drafts, told.standing.decisions, told.backup) == (0, 0, None)


def test_what_is_added_waits_until_it_is_in_a_bundle(tmp_path: Path, clock: FixedClock, ids: SeededIds):
    pair = paired(tmp_path, clock, ids)
    before = status(pair.office.context).standing.waiting
    pair.office.records.add("consultation", [{"title": "One"}, {"title": "Two"}])
    assert status(pair.office.context).standing.waiting == before + 2
    pair.meet()
    told = status(pair.office.context)
    assert told.standing.waiting == 0
    assert told.standing.last_exchange == clock.now()
    assert told.counts["consultation"] == 2
    pair.close()


def test_deleted_records_and_parts_are_not_counted(workspace: Workspace):
    records = workspace.records.add("consultation", [{"concerns": [{"theme": "ROAD"}]}, {"title": "Two"}])
    workspace.records.delete(records.ids[0], "x")
    told = status(workspace.context)
    assert told.counts["consultation"] == 1
    assert "concern" not in told.counts


def test_the_newest_backup_is_told(workspace: Workspace, clock: FixedClock):
    backups.make(workspace.desk)
    assert status(workspace.context).backup == clock.now()
