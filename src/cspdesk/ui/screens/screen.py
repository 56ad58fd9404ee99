"""What every screen promises to the shell that shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.observe import Stop
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.palette import Command


class Screen(QWidget):
    """One place of the rail.

    A screen is made when its place is first opened and lives until the desk is locked.  Its words and its
    state are copied into the widgets by ``show_state``, which a switch of language calls again.
    """

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self.session = session
        self.navigation = navigation
        self._stops: list[Stop] = []

    def until_closed(self, stop: Stop) -> None:
        """End this when the screen is closed: what a presenter's ``listen`` gave."""
        self._stops.append(stop)

    def arrive(self, spot: Spot) -> None:
        """The place was opened; ``spot`` may name a record, an act or a question."""

    def show_state(self) -> None:
        """Copy the presenter's state into the widgets, words included."""
        raise NotImplementedError

    def leave(self) -> None:
        """Another place is opened: what was typed becomes a save, in the background."""

    def close_now(self) -> None:
        """The desk is locked or closed: when this returns, what was typed is on the disk."""

    def commands(self) -> Sequence[Command]:
        """What the palette offers while this place is open."""
        return ()

    def take_keyboard(self) -> None:
        """The place was opened: give the keyboard to what a person most likely wants."""
        # to the first thing that takes it: a page that has it as a whole shows no ring
        self.setFocus()
        self.focusNextChild()

    def search_here(self) -> None:
        """Ctrl+F: give the keyboard to the search of this place, where it has one."""

    def new_record(self) -> bool:
        """Ctrl+N: begin a new record here; False where the place has none of its own."""
        return False

    def keep_typed(self) -> None:
        """Ctrl+S: what is typed becomes a save now; harmless where nothing is typed."""

    def undo_here(self) -> bool:
        """Ctrl+Z outside of a field: take back the last step here; False leaves it to the desk."""
        return False

    def leave_part(self) -> bool:
        """Esc: leave a form or a part of the screen; False where there is nothing to leave."""
        return False

    def release(self) -> None:
        """Listen to nobody any more; called once, before the screen goes."""
        for stop in self._stops:
            stop()
        self._stops = []


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail: its key, its words (marked with ``N_``), its icon, and who makes its screen."""

    key: str
    label: str
    icon: str
    make: Callable[[Session, Navigation], Screen]
    in_rail: bool = True
    """False for places that are opened from elsewhere: settings, help."""
    under: str = ""
    """The entry of the rail that is lit while a place which is not in it is shown."""
