"""Work that takes a while, one at a time: while it runs, what it came to, or why it was refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import Msg
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session

T = TypeVar("T")


class SlowWork(Observable):
    """Told when work begins and when it ends; what is asked while it runs is passed over."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.is_working = False
        self.fault: CspdeskError | None = None
        self.done: Msg | None = None
        self.notes: tuple[Msg, ...] = ()
        """What is to be known beside what was done."""

    def forget(self) -> None:
        """Say nothing more of what was done before."""
        self.fault, self.done, self.notes = None, None, ()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        if self.is_working:
            return
        self.is_working = True
        self.forget()
        self.tell()

        def arrived(made: T) -> None:
            self.is_working = False
            done(made)
            self.tell()

        self.session.background.run(work, arrived, self._failed, lane="slow")

    def _failed(self, error: Exception) -> None:
        self.is_working = False
        if isinstance(error, CspdeskError):
            self.fault = error
            self.tell()
        else:
            self.session.fail(error)
