"""Runs what presenters ask of ``Background``: two threads for the desk, a few for slow work.

Results come to the window's thread by one queued signal.  No thread is subclassed, nothing sleeps, and
no worker asks a person anything (docs/decisions/0005-one-database-worker-per-engine.md).  Threads are
started with their first job; ``concurrent.futures`` would read in logging before the prompt is shown.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Final, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cspdesk.presenters.background import Failed, IsStopped, Lane, Progress, Stop
from cspdesk.ui.sweeper import Sweeper

T = TypeVar("T")
Job = Callable[[], None]

_WORKERS: Final[dict[Lane, int]] = {"save": 1, "read": 1, "slow": 2}


class Answer(Generic[T]):
    """What a job will have given."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._is_there = threading.Event()
        self._value: T | None = None
        self._error: BaseException | None = None

    def work(self) -> None:
        """Do it, on whatever thread calls; what goes wrong is kept for ``result``."""
        try:
            self._value = self._work()
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            self._error = error
        finally:
            self._is_there.set()

    def result(self) -> T:
        """Wait for it; raises what the job raised."""
        self._is_there.wait()
        if self._error is not None:
            raise self._error
        return self._value  # type: ignore[return-value] # set where there is no error


class _Workers:
    """A few threads that take jobs in their order."""

    def __init__(self, name: str, count: int) -> None:
        self._name = name
        self._count = count
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def submit(self, job: Job) -> None:
        """Do this after what was asked before."""
        self._jobs.put(job)
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._take, name=f"cspdesk-{self._name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self) -> None:
        """Let what is being done end; what nobody has begun is let go."""
        with suppress(Exception):
            while True:
                self._jobs.get_nowait()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _take(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()


class Tasks(QObject):
    """The threads of one window; made on its own thread and closed with it."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._closing = threading.Event()
        self.sweeper = Sweeper(self)
        self._lanes = {lane: _Workers(lane, count) for lane, count in _WORKERS.items()}
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

        if not self._closing.is_set():
            self._lanes[lane].submit(job)

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

    def submit(self, work: Callable[[], T], *, lane: Lane = "slow") -> Answer[T]:
        """Begin work whose answer somebody waits for later."""
        answer = Answer(work)
        self._lanes[lane].submit(answer.work)
        return answer

    def finish(self, work: Callable[[], T]) -> T:
        """See ``Background.finish``."""
        return self.submit(work, lane="save").result()

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
        for workers in self._lanes.values():
            workers.close()
        self.sweeper.stop()
        self._posted.disconnect(self._deliver)

    @staticmethod
    def _deliver(act: Callable[[], None]) -> None:
        act()


def _given(act: Callable[[T], None], value: T) -> Callable[[], None]:
    return lambda: act(value)
