"""What happens when the program makes a mistake: a report without personal data, and words for the person."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import N_, msg


class FaultHook:
    """Stands in ``sys.excepthook``: Qt calls it for every exception that leaves a slot."""

    def __init__(
        self, clock: Clock, tell: Callable[[CspdeskError], None], *, place: Path | None = None
    ) -> None:
        self._clock = clock
        self._tell = tell
        self._place = place
        self._is_busy = False

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Write the report and tell the person; a mistake while telling is left to the system."""
        if self._is_busy or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        self._is_busy = True
        try:
            self._tell(error if isinstance(error, CspdeskError) else self._told(error))
        finally:
            self._is_busy = False

    def _told(self, error: Exception) -> CspdeskError:
        from cspdesk.services import faults  # noqa: PLC0415 - read in when there is one, not at the prompt

        hint = None
        try:
            path = faults.report(error, self._clock, place=self._place)
            hint = msg(N_("A report lies in {path}. It holds nothing of what you typed."), path=str(path))
        except CspdeskError:
            # no room for a report: the words must do
            pass
        return CspdeskError(
            msg(N_("The program made a mistake.")),
            safe=msg(N_("What you typed is kept as a draft.")),
            hint=hint,
            code="bug",
        )
