"""The window's door: makes the application, dresses it, shows the prompt; everything else comes behind it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtWidgets import QApplication

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import TAJIK, find_language, preferred_language
from cspdesk.services.desk_folder import NAME, named_folder
from cspdesk.ui.faulthook import FaultHook
from cspdesk.ui.look import theme
from cspdesk.ui.preferences import Preferences
from cspdesk.ui.tasks import Tasks
from cspdesk.ui.translator import QtWords
from cspdesk.ui.window import Window


class Speech:
    """Gives translators, and lets Qt speak the language that was asked for last."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._qt_words: QtWords | None = None

    def __call__(self, code: str) -> Translator:
        language = find_language(code) or TAJIK
        words = translator(language)
        if self._qt_words is not None:
            self._app.removeTranslator(self._qt_words)
        self._qt_words = QtWords(words, self._app)
        self._app.installTranslator(self._qt_words)
        QLocale.setDefault(QLocale(language.code))
        return words


def application() -> QApplication:
    """The application with its name; the one that runs where there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("cspdesk")
    app.setApplicationDisplayName("CSP Desk")
    app.setOrganizationName("cspdesk")
    app.setDesktopFileName("org.cspdesk.cspdesk")
    return app


def first_language(preferences: Preferences) -> str:
    """The language chosen last, else the computer's own where we speak it, else Tajik."""
    if find_language(preferences.language) is not None:
        return preferences.language
    names = QLocale.system().uiLanguages()
    known = preferred_language(names)
    return known.code if any(find_language(name) for name in names) else TAJIK.code


def usual_folder() -> Path:
    """What ``services.unlocking.default_folder`` gives, asked of Qt, which is here already."""
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(data) / "cspdesk" / NAME


def main() -> int:
    """Open the window and stay until it is closed."""
    app = application()
    preferences = Preferences()
    theme.apply(app, theme=preferences.theme, scale=preferences.scale / 100)
    clock = SystemClock()
    folder = named_folder(os.environ) or (Path(preferences.folder) if preferences.folder else usual_folder())
    window = Window(
        preferences,
        Tasks(app),
        Speech(app),
        folder=folder,
        language=first_language(preferences),
        clock=clock,
        ids=SystemIds(clock),
    )
    sys.excepthook = FaultHook(clock, window.tell)
    window.show()
    return app.exec()
