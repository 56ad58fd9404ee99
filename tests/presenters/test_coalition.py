"""The Coalition page: who belongs, and how an administrator takes another desk in with twelve digits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cspdesk.i18n.catalogue import english
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.coalition import CoalitionPresenter, grouped
from cspdesk.presenters.session import Session
from cspdesk.services.founding import found_waiting
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE


@dataclass(frozen=True, slots=True)
class Asking:
    """A new desk that asked to be taken in: its request file, and the digits that its person reads."""

    desk: Workspace
    file: Path
    digits: str


@pytest.fixture
def coalition(session: Session) -> CoalitionPresenter:
    return CoalitionPresenter(session)


@pytest.fixture
def asking(tmp_path: Path, clock, ids) -> Iterator[Asking]:
    desk = found_waiting(tmp_path / "field", PASSPHRASE, person="Zafar", clock=clock, ids=ids, kdf=FAST)
    file = tmp_path / "request"
    yield Asking(desk, file, desk.coalition.request(file))
    desk.close()


def test_a_founder_alone_is_the_administrator(coalition: CoalitionPresenter):
    assert coalition.is_asked
    assert [device.here for device in coalition.roster.devices] == [True]
    assert coalition.may_enrol
    assert not coalition.is_waiting
    words = [one.english() for one in coalition.role_words(coalition.roster.devices[0].roles)]
    assert "administrator" in words
    assert coalition.last_exchange(coalition.roster.devices[0]) is None


def test_every_role_that_is_offered_has_a_name(coalition: CoalitionPresenter):
    offered = coalition.offered()
    codes = tuple(code for code, _ in offered)
    assert [words for _, words in offered] == coalition.role_words(codes)
    assert coalition.roles <= set(codes)


def test_digits_are_shown_as_they_are_read_aloud():
    assert grouped("123456789012").split() == ["1234", "5678", "9012"]


@pytest.mark.parametrize(("typed", "is_right"), [("1234 5678-9012", True), ("1234", False), ("", False)])
def test_digits_are_counted_before_anything_is_asked(
    coalition: CoalitionPresenter, typed: str, is_right: bool
):
    assert (coalition.fault_of_digits(typed) is None) is is_right


def test_a_desk_is_taken_in_and_its_welcome_opens_with_the_digits_read_back(
    coalition: CoalitionPresenter, asking: Asking, tmp_path: Path
):
    coalition.begin_enrolling()
    coalition.choose_request(asking.file)
    coalition.give_role("finance", given=True)
    coalition.give_role("field", given=False)
    coalition.enrol(grouped(asking.digits), tmp_path / "welcome")
    assert coalition.fault is None
    assert len(coalition.answer_digits) == 12
    assert [device.roles for device in coalition.roster.devices if not device.here] == [("finance",)]
    roster = asking.desk.coalition.welcome(tmp_path / "welcome", coalition.answer_digits)
    assert len(roster.devices) == 2
    coalition.end_enrolling()
    assert not coalition.is_enrolling
    assert coalition.answer_digits == ""


def test_wrong_digits_are_refused_where_they_were_typed_and_can_be_mended(
    session: Session, coalition: CoalitionPresenter, asking: Asking, tmp_path: Path
):
    coalition.begin_enrolling()
    coalition.choose_request(asking.file)
    wrong = "".join(str((int(one) + 1) % 10) for one in asking.digits)
    coalition.enrol(wrong, tmp_path / "welcome")
    assert coalition.fault is not None
    assert session.trouble is None
    assert (coalition.is_working, coalition.answer_digits) == (False, "")
    assert not (tmp_path / "welcome").exists()
    coalition.enrol(asking.digits, tmp_path / "welcome")
    assert coalition.fault is None
    assert coalition.answer_digits


def test_a_file_that_is_no_request_is_refused_in_words(coalition: CoalitionPresenter, tmp_path: Path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear colleagues", encoding="utf-8")
    coalition.begin_enrolling()
    coalition.choose_request(file)
    coalition.enrol("1" * 12, tmp_path / "welcome")
    assert coalition.fault is not None
    assert coalition.fault.what.english()


def test_nothing_is_enrolled_without_a_request(coalition: CoalitionPresenter, tmp_path: Path):
    coalition.begin_enrolling()
    coalition.enrol("1" * 12, tmp_path / "welcome")
    assert coalition.fault is None
    assert len(coalition.roster.devices) == 1


def test_beginning_anew_forgets_what_was_chosen(coalition: CoalitionPresenter, asking: Asking):
    usual = coalition.roles
    coalition.begin_enrolling()
    coalition.choose_request(asking.file)
    coalition.give_role("administrator", given=True)
    coalition.begin_enrolling()
    assert (coalition.request, coalition.roles) == (None, usual)


def test_a_desk_that_waits_to_be_welcomed_may_enrol_nobody(asking: Asking, background: Immediate, clock):
    session = Session(asking.desk, background, clock, english())
    presenter = CoalitionPresenter(session)
    assert presenter.is_waiting
    assert not presenter.may_enrol
    presenter.close()
