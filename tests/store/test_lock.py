"""Who has a desk open is known, and who needs it alone gets it alone."""

import sys
from pathlib import Path

import pytest

from cspdesk.domain.errors import BusyError
from cspdesk.store.lock import PLACES, DeskLock, Holder
from tests.store.desks import child, said

WAITING = """
with opened() as desk:
    print("open", flush=True)
    sys.stdin.readline()
"""
TRYING = """
try:
    opened().close()
    print("opened")
except CspdeskError as error:
    print(error.code, error.what.values["pid"])
"""


def test_two_can_have_it_open_and_none_of_them_alone(tmp_path: Path):
    one, two = DeskLock(tmp_path), DeskLock(tmp_path)
    assert [h.pid for h in one.others()] == [Holder.here().pid]
    with pytest.raises(BusyError), one.alone():
        pass
    two.close()
    with one.alone():
        assert one.others() == []
    one.close()


def test_nobody_comes_in_while_one_has_it_alone(tmp_path: Path):
    one = DeskLock(tmp_path)
    with one.alone(), pytest.raises(BusyError) as busy:
        DeskLock(tmp_path)
    assert busy.value.what.values["pid"] == str(Holder.here().pid)
    DeskLock(tmp_path).close()
    one.close()


def test_being_alone_within_being_alone_is_refused(tmp_path: Path):
    one = DeskLock(tmp_path)
    with one.alone(), pytest.raises(BusyError), one.alone():
        pass
    one.close()


def test_places_are_given_back(tmp_path: Path):
    for _ in range(3):
        held = [DeskLock(tmp_path) for _ in range(PLACES)]
        with pytest.raises(BusyError):
            DeskLock(tmp_path)
        for one in held:
            one.close()


def test_a_torn_line_names_an_unknown_program():
    assert Holder.read("") == Holder("?", 0)
    assert Holder.read("12x cspdesk") == Holder("cspdesk", 0)
    assert Holder.read(Holder("cspdesk", 12).line()) == Holder("cspdesk", 12)


@pytest.mark.usefixtures("desk")
def test_another_process_is_named_and_its_death_gives_the_desk_back(desk, folder: Path):
    other = child(WAITING, folder)
    assert other.stdout
    assert other.stdout.readline() == "open\n"
    with pytest.raises(BusyError) as busy, desk.alone():
        pass
    assert busy.value.code == "busy"
    assert busy.value.what.values["pid"] == str(other.pid)
    other.kill()
    other.communicate()
    with desk.alone():
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="the process id of a Windows launcher is not its child's")
def test_another_process_is_kept_out_and_told_who_has_the_desk_alone(desk, folder: Path):
    with desk.alone():
        assert said(child(TRYING, folder)) == f"busy {Holder.here().pid}"
    assert said(child(TRYING, folder)) == "opened"
