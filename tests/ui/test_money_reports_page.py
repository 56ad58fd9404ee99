"""The Reports page with reports of money: filed with one press, corrected with a reason, shown unchanged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.presenters.navigation import Spot
from cspdesk.ui.screens.reports import ReportsScreen
from tests.presenters.test_money_reports import AGREEMENT, ORGANISATION
from tests.ui.desks import Driven


class Chosen:
    """A folder to file into and save into, and a file of it to look at."""

    def __init__(self, into: Path) -> None:
        self.into = into

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        return self.into / suggested

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        return min(self.into.iterdir())

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        return ()

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self.into


def page(driven: Driven, into: Path, **chosen: str) -> ReportsScreen:
    """The page with a report chosen."""
    driven.desk.navigation.open(Spot("reports", where=tuple(chosen.items())))
    driven.settle()
    found = driven.shell.screen_now
    assert isinstance(found, ReportsScreen)
    found.paths = Chosen(into)
    return found


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_a_report_is_filed_checked_and_corrected(
    open_driven: Callable[..., Driven], language: str, tmp_path: Path
):
    driven = open_driven(language)
    [one] = driven.workspace.records.list("organisation").records
    driven.workspace.records.set(one.id, ORGANISATION)
    found = page(driven, tmp_path / "filed", report="continuation", span="2025")
    assert found.file_it.isVisibleTo(found)
    assert not found.reason.isVisibleTo(found)
    found.file_it.click()
    driven.settle()
    assert len(list((tmp_path / "filed").iterdir())) == 3
    assert found.made.isVisibleTo(found)
    assert found.reason.isVisibleTo(found)
    assert not found.file_it.isEnabled()
    found.verify_it.click()
    driven.settle()
    assert found.presenter.verified is not None
    assert found.presenter.verified.holds
    found.reason.setText("address")
    found.reason.textEdited.emit("address")
    assert found.file_it.isEnabled()
    found.file_it.click()
    driven.settle()
    assert found.presenter.filed_version == 2


def test_what_a_report_is_about_is_offered_only_where_it_is_about_one(
    open_driven: Callable[..., Driven], tmp_path: Path
):
    driven = open_driven("en")
    driven.workspace.records.add("agreement", [AGREEMENT])
    found = page(driven, tmp_path, report="budget_report")
    about = found.choices["about"]
    assert about.isVisibleTo(found)
    assert [about.itemText(at) for at in range(about.count())] == ["A-1 · Trust"]
    found = page(driven, tmp_path, report="digest")
    assert not about.isVisibleTo(found)
    assert not found.file_it.isVisibleTo(found)


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_an_own_layout_is_begun_added_made_on_and_removed(
    open_driven: Callable[..., Driven], language: str, tmp_path: Path
):
    driven = open_driven(language)
    [one] = driven.workspace.records.list("organisation").records
    driven.workspace.records.set(one.id, ORGANISATION)
    into = tmp_path / "layouts"
    into.mkdir()
    found = page(driven, into, report="continuation", span="2025")
    layouts = found.layouts
    assert layouts.isVisibleTo(found)
    assert not layouts.choice.isVisibleTo(found)
    layouts.starting.click()
    [begun] = into.iterdir()
    layouts.add.click()
    driven.settle()
    assert layouts.fault.isHidden()
    assert (layouts.presenter.chosen, layouts.choice.currentText()) == (begun.name, begun.name)
    assert (found.formats["docx"].isEnabled(), found.formats["pdf"].isEnabled()) == (True, False)
    begun.unlink()
    found.make("docx")
    driven.settle()
    [made] = into.iterdir()
    assert made.stat().st_size > 0
    assert found.made.isVisibleTo(found)
    layouts.add.click()
    driven.settle()
    assert not layouts.fault.isHidden(), "what was made holds no field any more"
    layouts.remove[begun.name].click()
    driven.settle()
    assert not layouts.choice.isVisibleTo(found)
    assert found.formats["pdf"].isEnabled()
    layouts.fields.click()
    driven.settle()
    assert {path.suffix for path in into.iterdir()} == {".docx", ".xlsx"}


@pytest.fixture
def sampled_page(open_driven: Callable[..., Driven], tmp_path: Path) -> tuple[Driven, ReportsScreen]:
    """The half-year's report of the sample."""
    driven = open_driven("en", sample=True)
    return driven, page(driven, tmp_path, report="moj_half_year", audience="organisation", span="2026")


def keyed(found: ReportsScreen, *keys: Qt.Key) -> None:
    for key in keys:
        taker = QApplication.focusWidget()
        assert taker is not None
        QTest.keyClick(taker, key)
        QApplication.processEvents()


def test_with_the_keyboard_alone_a_figure_is_opened_looked_into_and_shut(
    sampled_page: tuple[Driven, ReportsScreen],
):
    driven, found = sampled_page
    found.shown.pages.stand_on("expenditure")
    keyed(found, Qt.Key.Key_Return)
    driven.settle()
    assert found.shown.behind.isVisible()
    assert found.shown.behind.isAncestorOf(QApplication.focusWidget())
    assert found.presenter.figures.opened == "expenditure"
    keyed(found, Qt.Key.Key_Return)
    assert found.presenter.figures.behind.can_go_back
    keyed(found, Qt.Key.Key_Backspace)
    assert not found.presenter.figures.behind.can_go_back
    keyed(found, Qt.Key.Key_Escape)
    driven.settle()
    assert not found.shown.behind.isVisible()
    assert QApplication.focusWidget() is found.shown.pages.mark
    assert found.shown.pages.key == "expenditure"


def test_tab_reaches_the_pages_and_the_next_tab_leaves_them(sampled_page: tuple[Driven, ReportsScreen]):
    _, found = sampled_page
    found.shown.pages.stand_on("income")
    keyed(found, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is not found.shown.pages.mark
    keyed(found, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is found.shown.pages.mark
    assert found.shown.pages.key == "income"
    keyed(found, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not found.shown.pages.mark


def test_a_click_on_a_figure_opens_it_and_escape_on_the_pages_shuts_it(
    sampled_page: tuple[Driven, ReportsScreen],
):
    driven, found = sampled_page
    at = next(place for place, one in enumerate(found.shown.pages.areas) if one.key == "closing")
    sheet, spot = found.shown.pages.spot_of(at)
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=spot)
    driven.settle()
    assert found.presenter.figures.opened == "closing"
    assert found.shown.behind.isVisible()
    found.shown.pages.stand_on("closing")
    keyed(found, Qt.Key.Key_Escape)
    driven.settle()
    assert not found.shown.behind.isVisible()


def test_in_a_narrow_window_the_choices_give_way_to_what_is_behind_a_figure(
    sampled_page: tuple[Driven, ReportsScreen],
):
    driven, found = sampled_page
    driven.shell.resize(1024, 640)
    driven.settle()
    choices = found.choices["report"]
    assert choices.isVisible()
    found.shown.pages.stand_on("income")
    keyed(found, Qt.Key.Key_Return)
    driven.settle()
    assert driven.shell.width() == 1024
    assert not choices.isVisible()
    assert found.shown.behind.isVisible()
    mark = found.shown.pages.mark
    assert not mark.visibleRegion().isEmpty(), "what is opened stays in sight"
    keyed(found, Qt.Key.Key_Escape)
    driven.settle()
    assert choices.isVisible()


def test_the_digest_has_no_own_layouts(open_driven: Callable[..., Driven], tmp_path: Path):
    driven = open_driven("en")
    assert not page(driven, tmp_path, report="digest").layouts.isVisibleTo(driven.shell)
