"""A backup is found by its name, tried out before it is needed, and laid out beside what there is."""

from datetime import timedelta
from pathlib import Path

import pytest

from cspdesk.domain.errors import NotFoundError, RefusedError, WrongPassphraseError
from cspdesk.services import backups
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.store.desks import FAST, PASSPHRASE


def test_a_restored_desk_holds_what_the_backup_held(
    workspace: Workspace, tmp_path: Path, clock: FixedClock, ids: SeededIds
):
    workspace.records.add("body", [{"name": "Before", "type": "cppt"}])
    backups.make(workspace.desk)
    workspace.records.add("body", [{"name": "After", "type": "cppt"}])
    backups.restore(workspace.desk.folder, None, tmp_path / "new", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with Workspace.open(tmp_path / "new", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as restored:
        assert [view.fields["name"] for view in restored.records.list("body").records] == ["Before"]
    assert workspace.records.list("body").total == 2


def test_backups_are_named_and_the_newest_is_meant_without_a_name(workspace: Workspace, clock: FixedClock):
    first = backups.make(workspace.desk)
    clock.advance(timedelta(days=1))
    second = backups.make(workspace.desk)
    folder = workspace.desk.folder
    assert [view.name for view in backups.listing(folder)] == [first.name, second.name]
    assert backups.find(folder, None).path.name == second.name
    assert backups.find(folder, first.name).path.name == first.name
    assert backups.find(folder, str(first.path)).path.name == first.name


def test_a_drill_says_what_would_come_back_and_leaves_nothing(
    workspace: Workspace, clock: FixedClock, ids: SeededIds
):
    workspace.records.add("body", [{"name": "B", "type": "cppt"}])
    made = backups.make(workspace.desk)
    told = backups.drill(workspace.desk.folder, made.name, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert (told.rows["body"], told.missing) == (1, 0)
    assert list((workspace.desk.folder / "staging").iterdir()) == []


def test_another_passphrase_opens_no_backup(workspace: Workspace, clock: FixedClock, ids: SeededIds):
    backups.make(workspace.desk)
    with pytest.raises(WrongPassphraseError):
        backups.drill(workspace.desk.folder, None, "wrong", clock=clock, ids=ids, kdf=FAST)


def test_a_backup_may_lie_elsewhere(workspace: Workspace, tmp_path: Path):
    made = backups.make(workspace.desk, place=tmp_path / "stick")
    assert made.path.parent == tmp_path / "stick"
    assert backups.listing(workspace.desk.folder) == ()
    assert len(backups.listing(workspace.desk.folder, place=tmp_path / "stick")) == 1


@pytest.mark.parametrize("name", [None, "20200101T000000Z", "../..", ""])
def test_a_backup_that_is_not_there_is_said(workspace: Workspace, name: str | None):
    with pytest.raises(NotFoundError):
        backups.find(workspace.desk.folder, name)


def test_a_folder_without_a_desk_has_no_backups(tmp_path: Path):
    with pytest.raises(NotFoundError):
        backups.listing(tmp_path)


def test_nothing_is_restored_over_something(workspace: Workspace, clock: FixedClock, ids: SeededIds):
    backups.make(workspace.desk)
    folder = workspace.desk.folder
    with pytest.raises(RefusedError):
        backups.restore(folder, None, folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
