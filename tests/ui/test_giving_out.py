"""The section of the settings by which records leave the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cspdesk.presenters.giving_out import GivingOut
from cspdesk.ui.screens.giving_out import GivingOutSection
from cspdesk.ui.screens.settings import SettingsScreen
from tests.store.desks import FAST
from tests.ui.desks import Driven


class Chosen:
    """Paths that a test chose."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        return self._path / suggested

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        return None

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        return ()

    def folder(self, parent: QWidget, title: str) -> Path | None:
        return self._path


def section(driven: Driven, path: Path) -> GivingOutSection:
    """The section on the page of settings."""
    driven.go("settings")
    screen = driven.shell.screen_now
    assert isinstance(screen, SettingsScreen)
    found = screen.giving_out
    found.paths = Chosen(path)
    found.presenter = GivingOut(driven.desk.session, kdf=FAST)
    found.presenter.listen(found.show_state)
    return found


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_everything_leaves_by_one_button(open_driven: Callable[..., Driven], language: str, tmp_path: Path):
    driven = open_driven(language)
    found = section(driven, tmp_path / "all")
    found.everything.click()
    driven.settle()
    assert (tmp_path / "all" / "manifest.json").exists()
    assert found.everything.isEnabled()


def test_the_trail_and_an_inspection_desk_are_made_and_the_passphrase_is_forgotten(
    driven: Driven, tmp_path: Path
):
    found = section(driven, tmp_path)
    found.trail.click()
    driven.settle()
    assert (tmp_path / "audit_check.py").exists()
    found.paths = Chosen(tmp_path / "inspection")
    for each in (found.secret, found.again):
        each.editor.set_value("words for an inspector alone")
    found.inspection.click()
    driven.settle()
    assert (tmp_path / "inspection" / "desk.json").exists()
    assert not found.secret.editor.value()


def test_what_is_refused_is_said(driven: Driven, tmp_path: Path):
    found = section(driven, tmp_path)
    found.public.click()
    driven.settle()
    assert found.presenter.fault is not None
