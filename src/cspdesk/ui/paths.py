"""Where a person wants a file: asked with the system's own dialogs, or by a test without one."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QWidget


class Paths(Protocol):
    """Asks for a path; None where the person thinks better of it."""

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        """A file to write; one that is there is asked about by the system."""
        ...

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        """A file to read."""
        ...

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        """Files to read; none where the person thinks better of it."""
        ...

    def folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder."""
        ...


class SystemPaths:
    """The system's dialogs."""

    def save(self, parent: QWidget, title: str, *, suggested: str, kinds: str = "") -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(parent, title, suggested, kinds)
        return Path(chosen) if chosen else None

    def open(self, parent: QWidget, title: str, *, kinds: str = "") -> Path | None:
        chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(chosen) if chosen else None

    def open_several(self, parent: QWidget, title: str, *, kinds: str = "") -> tuple[Path, ...]:
        chosen, _kind = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return tuple(Path(one) for one in chosen)

    def folder(self, parent: QWidget, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(parent, title)
        return Path(chosen) if chosen else None
