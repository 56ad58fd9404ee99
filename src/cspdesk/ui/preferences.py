"""How this person likes the window: language, theme, text size, geometry; nothing about the work."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

THEMES: Final = ("system", "light", "dark", "contrast")
SCALES: Final = (100, 115, 130, 150, 175, 200)


class Preferences(QObject):
    """Kept by the system's own settings, in a file of the person's; ``changed`` after theme or size."""

    changed = Signal()

    def __init__(self, file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if file is not None:
            self._kept = QSettings(str(file), QSettings.Format.IniFormat)
        else:
            self._kept = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "cspdesk", "window")

    @property
    def language(self) -> str:
        """The code of the language that was chosen last on this computer, or an empty text."""
        return self._text("language")

    @language.setter
    def language(self, code: str) -> None:
        self._kept.setValue("language", code)

    @property
    def theme(self) -> str:
        """One of ``THEMES``."""
        found = self._text("theme")
        return found if found in THEMES else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._kept.setValue("theme", theme)
        self.changed.emit()

    @property
    def scale(self) -> int:
        """The size of text in percent, from 100 to 200."""
        found = self._text("scale")
        return min(200, max(100, int(found))) if found.isdecimal() else 100

    @scale.setter
    def scale(self, percent: int) -> None:
        self._kept.setValue("scale", str(percent))
        self.changed.emit()

    @property
    def folder(self) -> str:
        """The desk folder opened last, where it was not the usual one."""
        return self._text("folder")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._kept.setValue("folder", folder)

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty before the first time."""
        found = self._kept.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._kept.setValue("geometry", geometry)

    def _text(self, name: str) -> str:
        found = self._kept.value(name)
        return found if isinstance(found, str) else ""
