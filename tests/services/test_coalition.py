"""Founding, asking, enrolling, being welcomed: two people, two papers, twelve digits each way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.domain.errors import CspdeskError, RefusedError, UntrustedError
from cspdesk.services.workspace import Workspace
from cspdesk.store import backup
from tests.conftest import FixedClock, SeededIds
from tests.services.offices import Office
from tests.store.desks import FAST, PASSPHRASE


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = Office(tmp_path, clock, lambda number: SeededIds(number, clock))
    yield made
    made.close()


@pytest.fixture
def founder(office: Office) -> Workspace:
    return office.found()


def test_a_desk_is_an_organisation_from_its_first_minute(founder: Workspace):
    roster = founder.coalition.roster()
    assert (roster.organisation, roster.number, roster.waiting) == ("Chashma", 1, False)
    assert [(d.person, d.here) for d in roster.devices] == [("Parvina", True)]
    assert set(roster.devices[0].roles) == {"field", "coordinator", "finance", "administrator"}


def test_a_waiting_desk_keeps_no_records_and_says_why(office: Office):
    desk = office.waiting("Daler")
    with pytest.raises(RefusedError) as refused:
        desk.records.add("consultation", [{"title": "Hisor"}])
    assert refused.value.code == "waiting-for-welcome"
    assert "welcomed" in refused.value.what.english()
    assert desk.coalition.roster().waiting


def test_a_waiting_desk_neither_makes_nor_takes_bundles(office: Office, founder: Workspace, tmp_path: Path):
    desk = office.waiting("Daler")
    bundle = office.carry(founder)
    for act in (lambda: desk.exchange.make(["all"], tmp_path / "b"), lambda: desk.exchange.receive([bundle])):
        with pytest.raises(RefusedError, match="waits to be welcomed"):
            act()


def test_two_people_read_twelve_digits_to_each_other(office: Office, founder: Workspace, tmp_path: Path):
    desk = office.waiting("Daler")
    asked = desk.coalition.request(tmp_path / "request")
    answer = founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "welcome")
    spaced = f"{answer[:4]} {answer[4:8]}-{answer[8:]}"
    roster = desk.coalition.welcome(tmp_path / "welcome", spaced)
    assert [d.person for d in roster.devices] == ["", "Daler"], (
        "the founder's name comes with the first bundle"
    )
    assert desk.records.add("consultation", [{"title": "Hisor"}]).ids
    assert asked != answer
    assert len(asked) == len(answer) == 12


def test_a_request_names_nobody_and_the_administrator_types_who_it_is(
    office: Office, founder: Workspace, tmp_path: Path
):
    desk = office.waiting("Daler")
    asked = desk.coalition.request(tmp_path / "request")
    assert b"Daler" not in (tmp_path / "request").read_bytes()
    founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "welcome", name=" Daler D. ")
    assert [d.person for d in founder.coalition.roster().devices] == ["Parvina", "Daler D."]
    assert b"Daler" not in (tmp_path / "welcome").read_bytes()


def test_other_digits_are_refused_on_both_sides(office: Office, founder: Workspace, tmp_path: Path):
    desk = office.waiting("Daler")
    asked = desk.coalition.request(tmp_path / "request")
    with pytest.raises(RefusedError, match="do not match"):
        founder.coalition.enrol(tmp_path / "request", "123456789012", ["field"], tmp_path / "none")
    assert len(founder.coalition.roster().devices) == 1
    assert not (tmp_path / "none").exists()
    founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "welcome")
    for typed in ("", "12345", "123456789012", "١٢٣٤٥٦٧٨٩٠١٢"):
        with pytest.raises(RefusedError, match="do not match"):
            desk.coalition.welcome(tmp_path / "welcome", typed)
    assert desk.coalition.roster().waiting


def test_a_welcome_by_a_false_organisation_has_other_digits(
    office: Office, founder: Workspace, tmp_path: Path
):
    desk, thief = office.waiting("Daler"), office.found("Thieves", "Thief")
    asked = desk.coalition.request(tmp_path / "request")
    true = founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "true")
    thief.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "false")
    with pytest.raises(RefusedError, match="do not match"):
        desk.coalition.welcome(tmp_path / "false", true)


def test_a_request_that_was_changed_on_its_way_is_refused(office: Office, founder: Workspace, tmp_path: Path):
    desk, other = office.waiting("Daler"), office.waiting("Somebody")
    asked = desk.coalition.request(tmp_path / "request")
    other.coalition.request(tmp_path / "swapped")
    with pytest.raises(RefusedError, match="do not match"):
        founder.coalition.enrol(tmp_path / "swapped", asked, ["field"], tmp_path / "welcome")
    torn = (tmp_path / "request").read_bytes()[:-1]
    (tmp_path / "request").write_bytes(torn)
    with pytest.raises(UntrustedError):
        founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "welcome")


def test_who_asks_again_asks_the_same_and_a_welcome_on_its_way_still_answers(
    office: Office, founder: Workspace, tmp_path: Path
):
    desk = office.waiting("Daler")
    asked = desk.coalition.request(tmp_path / "first")
    answer = founder.coalition.enrol(tmp_path / "first", asked, ["field"], tmp_path / "welcome")
    assert desk.coalition.request(tmp_path / "second") == asked
    assert (tmp_path / "second").read_bytes() == (tmp_path / "first").read_bytes()
    desk.coalition.welcome(tmp_path / "welcome", answer)
    assert not desk.coalition.roster().waiting


def test_enrolling_into_a_file_that_is_there_enrols_nobody(
    office: Office, founder: Workspace, tmp_path: Path
):
    asked = office.waiting("Daler").coalition.request(tmp_path / "request")
    with pytest.raises(RefusedError, match="already there"):
        founder.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "request")
    assert len(founder.coalition.roster().devices) == 1


def test_a_welcome_is_for_one_desk_only(office: Office, founder: Workspace, tmp_path: Path):
    desk, other = office.waiting("Daler"), office.waiting("Zarina")
    asked = desk.coalition.request(tmp_path / "first")
    other.coalition.request(tmp_path / "second")
    answer = founder.coalition.enrol(tmp_path / "first", asked, ["field"], tmp_path / "welcome")
    with pytest.raises(CspdeskError):
        other.coalition.welcome(tmp_path / "welcome", answer)


def test_only_the_founders_desk_enrols(office: Office, founder: Workspace, tmp_path: Path):
    desk, third = office.join(founder, "Daler", "field", "administrator"), office.waiting("Zarina")
    asked = third.coalition.request(tmp_path / "request")
    with pytest.raises(RefusedError, match="administrator"):
        desk.coalition.enrol(tmp_path / "request", asked, ["field"], tmp_path / "welcome")


def test_a_role_that_there_is_not_is_named(office: Office, founder: Workspace, tmp_path: Path):
    asked = office.waiting("Daler").coalition.request(tmp_path / "request")
    with pytest.raises(RefusedError, match="king") as refused:
        founder.coalition.enrol(tmp_path / "request", asked, ["field", "king"], tmp_path / "welcome")
    assert "coordinator" in str(refused.value.hint)


def test_a_role_says_what_a_desk_may_write(office: Office, founder: Workspace):
    finance = office.join(founder, "Zarina", "finance")
    assert finance.records.add("donor", [{"name": "A donor"}]).ids
    with pytest.raises(RefusedError, match="role") as refused:
        finance.records.add("consultation", [{"title": "Hisor"}])
    assert refused.value.code == "role"


def test_enrolling_again_widens_the_role_and_makes_no_second_device(office: Office, founder: Workspace):
    desk = office.join(founder, "Daler", "field")
    office.admit(founder, desk, "finance")
    views = founder.coalition.roster().devices
    assert [set(d.roles) for d in views if not d.here] == [{"field", "finance"}]
    assert desk.records.add("donor", [{"name": "A donor"}]).ids


def test_the_third_desk_is_known_to_the_second_by_the_next_bundle(office: Office, founder: Workspace):
    second = office.join(founder, "Daler")
    third = office.join(founder, "Zarina")
    office.carry(third, founder)
    office.carry(founder, second)
    assert [d.person for d in second.coalition.roster().devices] == ["Parvina", "Daler", "Zarina"]


def test_a_desk_restored_from_a_backup_is_welcomed_again_and_loses_nothing(
    office: Office, founder: Workspace, tmp_path: Path, clock: FixedClock
):
    desk = office.join(founder, "Daler")
    sent = desk.records.add("consultation", [{"title": "sent"}]).ids[0]
    office.carry(desk, founder)
    loose = desk.records.add("consultation", [{"title": "never sent"}]).ids[0]
    made = backup.make(desk.desk.folder, desk.desk.unlocked, clock=clock, ids=SeededIds(70, clock))
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=SeededIds(71, clock), kdf=FAST)
    again = Workspace.open(tmp_path / "again", PASSPHRASE, clock=clock, ids=SeededIds(72, clock), kdf=FAST)
    office.made.append(again)
    with pytest.raises(RefusedError, match="not in the roster"):
        again.exchange.make(["all"], tmp_path / "early")
    office.admit(founder, again, "field")
    office.carry(again, founder)
    office.carry(founder, again)
    for record in (sent, loose):
        assert founder.records.show(record).fields["title"] == again.records.show(record).fields["title"]
    again.records.set(loose, {"title": "sent at last"})
    office.carry(again, founder)
    assert founder.records.show(loose).fields["title"] == "sent at last"
    assert founder.conflicts.count() == 0
    assert again.integrity.check(rebuild=True).problems == ()
