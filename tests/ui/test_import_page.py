"""The page of an import: opened from a list, a file chosen, a column explained, rows imported and undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cspdesk.presenters.kind_places import MONEY
from cspdesk.ui.screens.importing import ImportScreen
from cspdesk.ui.screens.plain_kinds import PlainScreen
from tests.ui.desks import Driven


class Chosen:
    """Paths that a test chose."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        return None

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        return self._path

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        return (self._path,)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return None


def page(driven: Driven, path: Path) -> ImportScreen:
    """The import page, reached from the list of donors."""
    driven.go(MONEY)
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    screen.presenter.show_kind("donor")
    screen.list.import_asked.emit()
    driven.settle()
    found = driven.shell.screen_now
    assert isinstance(found, ImportScreen)
    found.paths = Chosen(path)
    found.choose_file()
    driven.settle()
    return found


def test_the_keyboard_goes_to_the_column_that_is_asked_about_and_stays(driven: Driven, tmp_path: Path):
    path = tmp_path / "donors.csv"
    path.write_text("Name;Country;Sample\nNordlicht;DE;x\n", "utf-8-sig")
    found = page(driven, path)
    assert found.columns.boxes["Sample"].hasFocus()
    box = found.columns.boxes["Sample"]
    box.activated.emit(box.findData("note"))
    driven.settle()
    assert found.columns.boxes["Sample"].hasFocus()


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_a_sheet_comes_in_by_the_page(open_driven: Callable[..., Driven], language: str, tmp_path: Path):
    driven = open_driven(language)
    path = tmp_path / "donors.csv"
    path.write_text("Name;Страна;Чӣ\nNordlicht;DE;x\nFjord;NO;y\n", "utf-8-sig")
    found = page(driven, path)
    assert found.presenter.kind.name == "donor"
    assert not found.run.isVisibleTo(found)
    box = found.columns.boxes["Чӣ"]
    box.activated.emit(box.findData("note"))
    driven.settle()
    assert found.run.isEnabled()
    assert found.preview.model.rowCount() == 2
    found.run.click()
    driven.settle()
    assert driven.workspace.records.list("donor").total == 2
    found.told.link_pressed.emit()
    driven.settle()
    assert driven.workspace.records.list("donor").total == 0


def test_the_records_are_one_step_away(driven: Driven, tmp_path: Path):
    path = tmp_path / "donors.csv"
    path.write_text("Name\nNordlicht\n", "utf-8-sig")
    found = page(driven, path)
    found.run.click()
    found.to_list.click()
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    assert screen.presenter.kind.name == "donor"


def test_what_is_wrong_stands_in_a_table(driven: Driven, tmp_path: Path):
    path = tmp_path / "donors.csv"
    path.write_text("Name;Kind of donor\nNordlicht;nothing\n", "utf-8-sig")
    found = page(driven, path)
    assert found.wrong.model.rowCount() == 1
    assert not found.run.isEnabled()


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_rates_of_the_bank_ask_for_their_day(
    open_driven: Callable[..., Driven], language: str, tmp_path: Path
):
    driven = open_driven(language)
    rates = "<Valute ID='1'><CharCode>EUR</CharCode><Nominal>1</Nominal><Value>11,10</Value></Valute>"
    path = tmp_path / "rates.xml"
    path.write_text(f"<ValCurs Date='2026-11-20'>{rates}</ValCurs>", "utf-8")
    found = page(driven, path)
    assert found.day is None, "donors have no day"
    found.presenter.choose_kind("exchange_rate")
    driven.settle()
    assert found.day is not None
    assert not found.run.isVisibleTo(found)
    found.day.editor.set_value(found.day.show("2026-11-20"))
    found.day.editor.left.emit()
    driven.settle()
    assert found.run.isEnabled()
    found.run.click()
    driven.settle()
    assert driven.workspace.records.list("exchange_rate").total == 1
