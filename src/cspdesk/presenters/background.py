"""Work that must not hold up the window, as presenters ask for it; they know no thread and no Qt.

Lanes: ``save`` and ``read`` have one worker each, so that a save never waits for a list; ``slow`` has a
few, for hashing, documents, the network, and imports that write in many transactions.  Whatever is
called back comes on the window's own thread, in the order in which the work ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")

Lane = Literal["save", "read", "slow"]
Failed = Callable[[Exception], None]
Progress = Callable[[int, int], None]
"""How much is done, of how much."""
IsStopped = Callable[[], bool]
Stop = Callable[[], None]


class Background(Protocol):
    """Runs work elsewhere and comes back with what it gave."""

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed, *, lane: Lane = "read"
    ) -> None:
        """Run short work in a lane, then ``done`` with its result, or ``failed``."""
        ...

    def run_long(
        self,
        work: Callable[[Progress, IsStopped], T],
        done: Callable[[T], None],
        failed: Failed,
        told: Progress,
    ) -> Stop:
        """Run work that tells how far it is and asks whether to go on; gives the way to stop it."""
        ...

    def finish(self, work: Callable[[], T]) -> T:
        """Do this in the save lane, behind all that was asked of it before, and wait for the result.

        For what must be on the disk before the window goes on: locking, closing.
        """
        ...

    def post(self, act: Callable[[], None]) -> None:
        """Call ``act`` soon on the window's thread; the one method that any thread may call."""
        ...

    def after(self, milliseconds: int, act: Callable[[], None]) -> Stop:
        """Call ``act`` once after a while on the window's thread, unless it is stopped before."""
        ...


@dataclass(slots=True)
class _Waiting:
    due: int
    act: Callable[[], None]


class Immediate:
    """A background that does everything at once, and whose time passes when it is told to."""

    def __init__(self) -> None:
        self._now = 0
        self._waiting: list[_Waiting] = []
        self._works = 0
        self._posted: list[Callable[[], None]] = []

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed, *, lane: Lane = "read"
    ) -> None:
        del lane
        try:
            result = self.finish(work)
        except Exception as error:  # noqa: BLE001 - the edge of a task: whatever happened is handed on
            failed(error)
            return
        done(result)

    def run_long(
        self,
        work: Callable[[Progress, IsStopped], T],
        done: Callable[[T], None],
        failed: Failed,
        told: Progress,
    ) -> Stop:
        stopped = False

        def stop() -> None:
            nonlocal stopped
            stopped = True

        self.run(lambda: work(told, lambda: stopped), done, failed)
        return stop

    def finish(self, work: Callable[[], T]) -> T:
        self._works += 1
        try:
            return work()
        finally:
            self._works -= 1
            self._act_on_posted()

    def post(self, act: Callable[[], None]) -> None:
        # what a work posts from another thread is acted on once the work is over
        self._posted.append(act)
        self._act_on_posted()

    def _act_on_posted(self) -> None:
        while self._posted and not self._works:
            self._posted.pop(0)()

    def after(self, milliseconds: int, act: Callable[[], None]) -> Stop:
        waiting = _Waiting(self._now + milliseconds, act)
        self._waiting.append(waiting)

        def stop() -> None:
            self._waiting = [one for one in self._waiting if one is not waiting]

        return stop

    def elapse(self, milliseconds: int) -> None:
        """Let time pass; what falls due is called in its order."""
        until = self._now + milliseconds
        while due := [one for one in self._waiting if one.due <= until]:
            first = min(due, key=lambda one: one.due)
            self._waiting = [one for one in self._waiting if one is not first]
            self._now = max(self._now, first.due)
            first.act()
        self._now = until
