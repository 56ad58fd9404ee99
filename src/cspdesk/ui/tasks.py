"""Runs what presenters ask of ``Background``: two threads for the desk, a few for slow work.

Results come to the window's thread by one queued signal.  No thread is subclassed, nothing sleeps, and
no worker asks a person anything (docs/decisions/0005-one-database-worker-per-engine.md).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cspdesk.presenters.background import Failed, IsStopped, Lane, Progress, Stop

T = TypeVar("T")

_WORKERS: Final[dict[Lane, int]] = {"save": 1, "read": 1, "slow": 2}


class Tasks(QObject):
    """The threads of one window; made on its own thread and closed with it."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = threading.Event()
        self._lanes = {
            lane: ThreadPoolExecutor(workers, thread_name_prefix=f"cspdesk-{lane}")
            for lane, workers in _WORKERS.items()
        }
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Failed, *, lane: Lane = "read"
    ) -> None:
        """See ``Background.run``."""

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - the edge of a task: whatever happened is handed on
                self.post(_given(failed, error))
            else:
                self.post(_given(done, result))

        self._submit(lane, job)

    def run_long(
        self,
        work: Callable[[Progress, IsStopped], T],
        done: Callable[[T], None],
        failed: Failed,
        told: Progress,
    ) -> Stop:
        """See ``Background.run_long``; closing the window stops the work as well."""
        stopped = threading.Event()

        def tell(so_far: int, whole: int) -> None:
            self.post(lambda: told(so_far, whole))

        def is_stopped() -> bool:
            return stopped.is_set() or self._closing.is_set()

        self.run(lambda: work(tell, is_stopped), done, failed, lane="slow")
        return stopped.set

    def finish(self, work: Callable[[], T]) -> T:
        """See ``Background.finish``."""
        return self._lanes["save"].submit(work).result()

    def post(self, act: Callable[[], None]) -> None:
        """See ``Background.post``."""
        # a worker may end after the window and its signals are gone
        with suppress(RuntimeError):
            self._posted.emit(act)

    def after(self, milliseconds: int, act: Callable[[], None]) -> Stop:
        """See ``Background.after``."""
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(act)
        timer.timeout.connect(timer.deleteLater)
        timer.start(milliseconds)

        def stop() -> None:
            with suppress(RuntimeError):  # it fired, and is gone
                timer.stop()
                timer.deleteLater()

        return stop

    def close(self) -> None:
        """Stop what can be stopped, and wait for what cannot; nothing is delivered afterwards."""
        self._closing.set()
        for pool in self._lanes.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._posted.disconnect(self._deliver)

    def _submit(self, lane: Lane, job: Callable[[], None]) -> None:
        if not self._closing.is_set():
            self._lanes[lane].submit(job)

    @staticmethod
    def _deliver(act: Callable[[], None]) -> None:
        act()


def _given(act: Callable[[T], None], value: T) -> Callable[[], None]:
    return lambda: act(value)
