"""The page of obligations: from Today to a notice that is filed with its scan, and its rule confirmed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cspdesk.ui.screens.duties import DutiesScreen
from cspdesk.ui.screens.today import TodayScreen
from tests.ui.desks import Driven


class Chosen:
    """The paths that a person would choose."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        return self.path / suggested

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        return self.path / "stamp.pdf"

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        return (self.path / "stamp.pdf",)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.path


def opened(driven: Driven, tmp_path: Path) -> DutiesScreen:
    """The notice of a receipt of 16 days ago, opened from Today."""
    (tmp_path / "stamp.pdf").write_bytes(b"%PDF-1.4 stamped")
    fields = {"credited_on": "2026-11-06", "amount": {"amount": "100.00", "currency": "EUR"}}
    driven.workspace.records.add("fund", [fields])
    today = driven.go("today")
    assert isinstance(today, TodayScreen)
    (line,) = today.presenter.to_hand_in()[1]
    today.navigation.open(line.spot)
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, DutiesScreen)
    screen.paths = screen.record.paths = Chosen(tmp_path)
    return screen


def test_a_notice_goes_from_today_to_its_scan_in_one_form(driven: Driven, tmp_path: Path):
    screen = opened(driven, tmp_path)
    screen.presenter.begin("receipt_notice_filed")
    driven.settle()
    form = screen.record.form
    assert form is not None
    form.editors["outgoing_no"].editor.set_value("12/26")
    form.editors["channel"].editor.set_value("post")
    form._on_choose()
    form.save.click()
    driven.settle()
    assert screen.record.form is None
    one = screen.presenter.one
    assert one is not None
    assert one.progress.state == "receipt_notice_filed"
    assert one.steps[0].scan
    assert screen.record._files.count == 1


def test_what_keeps_a_form_open_is_said_in_it_and_escape_leaves_it(driven: Driven, tmp_path: Path):
    screen = opened(driven, tmp_path)
    screen.presenter.begin("receipt_notice_filed")
    driven.settle()
    form = screen.record.form
    assert form is not None
    form.editors["on"].editor.set_value("2027-01-01")
    form.save.click()
    assert not form.problem.isHidden()
    assert screen.leave_part()
    assert screen.record.form is None


def test_what_was_typed_in_a_step_is_there_after_locking_and_opens_from_today(
    driven: Driven, tmp_path: Path, typed: Callable[..., None]
):
    screen = opened(driven, tmp_path)
    screen.presenter.begin("receipt_notice_filed")
    driven.settle()
    form = screen.record.form
    assert form is not None
    typed(form.editors["outgoing_no"].editor.inputs()[0], "12/26")
    typed(form.editors["on"].editor.inputs()[0], "x")
    form._on_choose()
    screen.close_now()
    today = driven.go("today")
    assert isinstance(today, TodayScreen)
    (line,) = today.presenter.to_finish()
    assert line.title == "Notice of funds received"
    again = DutiesScreen(driven.desk.session, today.navigation)
    again.arrive(line.spot)
    found = again.record.form
    assert found is not None
    assert found.editors["outgoing_no"].editor.value() == "12/26"
    assert found.editors["on"].editor.untrusted_text().endswith("x")
    found.editors["on"].editor.set_value("2026-11-20")
    found.editors["channel"].editor.set_value("post")
    found.save.click()
    assert again.presenter.one is not None
    assert (again.presenter.one.steps[0].outgoing_no, bool(again.presenter.one.steps[0].scan)) == (
        "12/26",
        True,
    )
    assert today.presenter.to_finish() == [], "the draft went with its save"
    again.release()
    again.deleteLater()


def test_escape_keeps_what_was_typed_and_cancel_lets_it_go(
    driven: Driven, tmp_path: Path, typed: Callable[..., None]
):
    screen = opened(driven, tmp_path)
    screen.record.do("dismiss")
    assert screen.record.form is not None
    typed(screen.record.form.editors["dismissed_reason"].editor.inputs()[0], "own")
    assert screen.leave_part()
    assert screen.record.form is None
    screen.record.do("dismiss")
    assert screen.record.form is not None
    assert screen.record.form.editors["dismissed_reason"].editor.value() == "own"
    screen.record.form.give_up.click()
    screen.record.do("dismiss")
    assert screen.record.form is not None
    assert screen.record.form.editors["dismissed_reason"].editor.value() is None
    assert screen.presenter.drafts.held() == ()


def test_a_letter_a_dismissal_and_a_rule_each_have_their_form(driven: Driven, tmp_path: Path):
    screen = opened(driven, tmp_path)
    screen.record.do("dismiss")
    form = screen.record.form
    assert form is not None
    form.editors["dismissed_reason"].editor.set_value("own money")
    form.editors["dismissed_role"].editor.set_value("coordinator")
    form.save.click()
    driven.settle()
    assert screen.presenter.one is not None
    assert screen.presenter.one.dismissal is not None
    screen.new_record()
    assert screen.form is not None
    screen.form.editors["duty"].editor.set_value("MOJ_ON_REQUEST")
    screen.form.save.click()
    driven.settle()
    assert screen.form is None
    assert screen.presenter.one.code == "MOJ_ON_REQUEST"
    screen.do("rules")
    screen.rules.presenter.choose("MOJ_FUNDS_NOTICE/1")
    screen.rules._on_begin()
    assert screen.rules.form is not None
    screen.rules.form.editors["confirmed_note"].editor.set_value("Letter 5")
    screen.rules.form.save.click()
    driven.settle()
    assert screen.rules.form is None
    assert screen.leave_part()


def test_evidence_is_gathered_where_the_person_wants_it(driven: Driven, tmp_path: Path):
    screen = opened(driven, tmp_path)
    screen.record.evidence.click()
    driven.settle()
    (folder,) = [path for path in tmp_path.iterdir() if path.name.startswith("Notice of funds")]
    assert (folder / "SHA256SUMS").exists()
