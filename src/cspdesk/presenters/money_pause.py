"""When money changed, the books are read anew a moment later, once for all that was saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cspdesk.presenters.kind_places import KINDS_OF_PLACE, MONEY, MONEY_REGISTER
from cspdesk.presenters.session import Session, touches
from cspdesk.services.results import Changes

PAUSE_MS: Final = 150
"""From a save to reading anew: rows saved one after the other are one reading."""
MONEY_KINDS: Final = (*KINDS_OF_PLACE[MONEY], *KINDS_OF_PLACE[MONEY_REGISTER], "closing")


class MoneyPause:
    """Calls ``ask`` a moment after the last save that touched money, until it is closed."""

    def __init__(self, session: Session, ask: Callable[[], None]) -> None:
        self._session, self._ask = session, ask
        self._stop_waiting: Callable[[], None] | None = None
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Wait for nothing more."""
        self._stop()
        if self._stop_waiting is not None:
            self._stop_waiting()
            self._stop_waiting = None

    def _on_changes(self, changes: Changes) -> None:
        if touches(changes, *MONEY_KINDS) and self._stop_waiting is None:
            self._stop_waiting = self._session.background.after(PAUSE_MS, self._over)

    def _over(self) -> None:
        self._stop_waiting = None
        self._ask()
