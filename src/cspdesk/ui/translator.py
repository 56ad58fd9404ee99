"""Qt's own words (standard buttons, menus of text fields, dialogs) from our catalogues.

Qt ships no Tajik.  What our catalogues do not know stays as Qt has it: ``translate`` then answers None,
for an empty text would blank the button.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, QTranslator

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator

# Texts of Qt as they stand in its source, with the contexts they are asked under.
_WORDS: Final[Mapping[str, str]] = {
    "&Undo": N_("Undo"),
    "&Redo": N_("Redo"),
    "Cu&t": N_("Cut"),
    "&Copy": N_("Copy"),
    "&Paste": N_("Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select all"),
    "OK": N_("OK"),
    "&OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "&Cancel": N_("Cancel"),
    "Close": N_("Close"),
    "&Close": N_("Close"),
    "Save": N_("Save"),
    "&Save": N_("Save"),
    "Open": N_("Open"),
    "&Open": N_("Open"),
    "&Yes": N_("Yes"),
    "&No": N_("No"),
    "Help": N_("Help"),
}


class QtWords(QTranslator):
    """Answers Qt from a catalogue; installed on the application anew after a switch of language."""

    def __init__(self, words: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        known = _WORDS.get(sourceText)
        if known is None:
            return None
        translated = self._words.t(known)
        return None if translated == known and self._words.language.code == "en" else translated
