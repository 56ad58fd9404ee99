"""What leaves the desk by the window: each act ends in words, a refusal too, and nothing is half done."""

from pathlib import Path

import pytest

from cspdesk.presenters.giving_out import TRAIL, GivingOut
from cspdesk.presenters.session import Session
from cspdesk.services import audit_check
from tests.store.desks import FAST

SECRET = "words for an inspector alone"


@pytest.fixture
def giving(sampled: Session) -> GivingOut:
    return GivingOut(sampled, kdf=FAST)


def test_everything_is_written_and_names_of_people_only_when_asked(giving: GivingOut, tmp_path: Path):
    giving.write_everything(tmp_path / "all", naming=False)
    assert giving.fault is None
    assert giving.done is not None
    assert str(tmp_path / "all") in str(giving.done)
    assert not (tmp_path / "all" / "records" / "person.jsonl").exists()
    giving.write_everything(tmp_path / "named", naming=True)
    assert (tmp_path / "named" / "records" / "person.jsonl").exists()


def test_a_folder_that_is_not_empty_is_told_and_forgotten_with_the_next_act(
    giving: GivingOut, tmp_path: Path
):
    (tmp_path / "mine").write_text("mine", "utf-8")
    giving.write_everything(tmp_path, naming=False)
    assert giving.fault is not None
    assert giving.done is None
    giving.write_everything(tmp_path / "all", naming=False)
    assert giving.fault is None


def test_the_trail_comes_with_the_pin_of_the_root(giving: GivingOut, tmp_path: Path):
    giving.write_trail(tmp_path / TRAIL)
    found = audit_check.checked(tmp_path / TRAIL)
    assert found.faults == []
    assert found.pin.hex() in str(giving.notes[0])


def test_open_data_is_written_for_the_readers_asked_for(giving: GivingOut, tmp_path: Path):
    giving.write_open_data(tmp_path / "open", "public")
    assert giving.fault is None
    assert str(tmp_path / "open") in str(giving.done)
    assert {path.name for path in (tmp_path / "open").iterdir()} == {"activities.xml", "organisation.xml"}


def test_open_data_says_what_is_missing(session: Session, tmp_path: Path):
    giving = GivingOut(session, kdf=FAST)
    giving.write_open_data(tmp_path / "open", "public")
    assert giving.fault is not None
    assert giving.fault.code == "open-data"
    assert not (tmp_path / "open").exists()


def test_an_inspection_desk_wants_its_passphrase_twice(giving: GivingOut, tmp_path: Path):
    assert not giving.make_inspection(tmp_path / "inspection", SECRET, "other")
    assert giving.fault is not None
    assert not giving.make_inspection(tmp_path / "inspection", "", "")
    assert giving.make_inspection(tmp_path / "inspection", SECRET, SECRET)
    assert giving.fault is None
    assert str(tmp_path / "inspection") in str(giving.done)
    assert (tmp_path / "inspection" / "desk.db").exists()


def test_advice_is_given_on_a_weak_passphrase_and_none_on_an_empty_one():
    assert GivingOut.advice_on("1234") is not None
    assert GivingOut.advice_on("") is None
