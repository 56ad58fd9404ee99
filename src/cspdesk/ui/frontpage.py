"""What every page of the front can do, whatever stands on it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cspdesk.i18n.catalogue import Translator


class FrontPage(QWidget):
    """A column of the front that is made only when it is asked for; ``WIDTH`` in pixels at 100 % text."""

    WIDTH = 520

    def show_state(self, words: Translator) -> None:
        """Copy the entrance's state into the widgets."""
        raise NotImplementedError

    def clear(self) -> None:
        """Forget secrets that were typed."""
