"""Exchange without glass: what waits and for whom, which sticks are there, what an exchange came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import CspdeskError
from cspdesk.presenters.background import IsStopped, Progress
from cspdesk.presenters.observe import Observable, Stop
from cspdesk.presenters.session import Session
from cspdesk.presenters.valued_anew import moved
from cspdesk.services.books import Books, Change
from cspdesk.services.receipts import Receipts, receipts
from cspdesk.services.results import Changes
from cspdesk.services.traffic import ArrivalView, BundleView, Exchanged, Made, Received, Volume, Waiting

WATCH_MS = 3_000
"""How often sticks are looked for while the page is open."""
EVERYBODY = "all"
ARRIVALS = 12


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is plugged in, and what lies on it; None until it was looked at."""

    volume: Volume
    bundles: int | None = None
    unseen: tuple[BundleView, ...] = ()

    @property
    def senders(self) -> tuple[str, ...]:
        """Who left the bundles that were not taken yet, as far as this desk can open them."""
        return tuple(dict.fromkeys(one.sender for one in self.unseen if one.sender))

    @property
    def closed(self) -> int:
        """How many of them this desk cannot open: they are for others, or a courier's."""
        return sum(one.sender is None for one in self.unseen)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the last exchange came to: with which folder or stick, what came, what went."""

    name: str
    received: Received | None = None
    made: tuple[Made, ...] = ()
    problem: CspdeskError | None = None
    may_remove: bool = False
    stopped: bool = False

    @property
    def refused(self) -> int:
        """How many things could not be taken."""
        return 0 if self.received is None else len(self.received.segments.refused)


@dataclass(frozen=True, slots=True)
class _Known:
    waiting: Waiting
    receipts: Receipts
    arrivals: tuple[ArrivalView, ...]
    is_waiting_desk: bool


class ExchangePresenter(Observable):
    """What the Exchange page shows and does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._exchange = session.workspace.exchange
        self.volumes: Callable[[], Sequence[Volume]] = self._exchange.volumes
        """Which sticks are plugged in; a test plugs in its own."""
        self.waiting = Waiting()
        self.receipts = Receipts(0, ())
        self.arrivals: tuple[ArrivalView, ...] = ()
        self.anew: dict[str, int] = {}
        """How many documents each agreement has that what came gave another value, till that is seen."""
        self._books = Books(session.workspace.context)
        self.waits_for_welcome = False
        """Whether this desk belongs to no organisation yet: then there is nobody to exchange with."""
        self.sticks: tuple[Stick, ...] = ()
        self.outcome: Outcome | None = None
        self.running = ""
        """The name of the folder or stick that an exchange is going on with."""
        self.done = 0
        self.whole = 0
        self._stop_running: Stop | None = None
        self._stop_watching: Stop | None = None
        self._is_closed = False
        self._stop = session.on_changes(self._on_changes)
        self.ask()

    def close(self) -> None:
        """Ask no more, and stop what goes on."""
        self._is_closed = True
        self.rest()
        self.stop()
        self._stop()

    # --- what is known -----------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask anew what waits, who holds what, and what came."""
        context = self.session.workspace.context

        def work() -> _Known:
            return _Known(
                self._exchange.waiting(),
                receipts(context),
                self._exchange.arrivals(most=ARRIVALS),
                self.session.workspace.coalition.roster().waiting,
            )

        def done(known: _Known) -> None:
            self.waiting, self.receipts = known.waiting, known.receipts
            self.arrivals, self.waits_for_welcome = known.arrivals, known.is_waiting_desk
            self.tell()

        self.session.read(work, done)
        self.session.background.run(self._books.revalued, self._take_anew, self.session.fail, lane="slow")

    def _take_anew(self, found: tuple[Change, ...]) -> None:
        anew = moved(found)
        if anew != self.anew and not self._is_closed:
            self.anew = anew
            self.tell()

    def _on_changes(self, _changes: Changes) -> None:
        self.ask()

    # --- sticks ------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Look for sticks now, and again every few seconds until ``rest``."""
        self.rest()
        self._look()

    def rest(self) -> None:
        """Look for no more sticks."""
        if self._stop_watching is not None:
            self._stop_watching()
            self._stop_watching = None

    def _look(self) -> None:
        self._stop_watching = self.session.background.after(WATCH_MS, self._look)
        self.session.background.run(self.volumes, self._found, self.session.fail, lane="slow")

    def _found(self, volumes: Sequence[Volume]) -> None:
        if self._is_closed:
            return
        known = {one.volume.path: one for one in self.sticks}
        sticks = tuple(known.get(volume.path, Stick(volume)) for volume in volumes)
        if [one.volume.path for one in sticks] == [one.volume.path for one in self.sticks]:
            return
        self.sticks = sticks
        for stick in sticks:
            if stick.bundles is None:
                self._look_into(stick)
        self.tell()

    def _look_into(self, stick: Stick) -> None:
        path = stick.volume.path

        def done(found: tuple[int, tuple[BundleView, ...]]) -> None:
            self.sticks = tuple(
                Stick(one.volume, *found) if one.volume.path == path else one for one in self.sticks
            )
            self.tell()

        def failed(error: Exception) -> None:
            # a stick that was pulled meanwhile is gone at the next look
            if not isinstance(error, CspdeskError):
                raise error

        self.session.background.run(lambda: self._exchange.lying(path), done, failed, lane="slow")

    # --- exchanging ----------------------------------------------------------------------------------

    def exchange(self, folder: Path, *, name: str = "", removable: bool = False) -> None:
        """Take from a folder or stick what is new there, and leave what others lack."""
        if self.running:
            return

        def work(told: Progress, is_stopped: IsStopped) -> Exchanged:
            return self._exchange.exchange_folder(folder, told=told, is_stopped=is_stopped)

        def done(exchanged: Exchanged) -> None:
            self._ended(
                Outcome(
                    self.running,
                    exchanged.received,
                    exchanged.made,
                    exchanged.problem,
                    removable and exchanged.may_remove,
                    exchanged.stopped,
                )
            )

        self._begin(name or folder.name or str(folder))
        stop = self.session.background.run_long(work, done, self._failed, self._told)
        if self.running:
            self._stop_running = stop

    def stop(self) -> None:
        """End after the bundle that is being read; what was taken stays taken."""
        if self._stop_running is not None:
            self._stop_running()

    def make(self, out: Path, *, everything: bool = False) -> None:
        """Write one bundle for everybody into a file."""
        self._run(out.name, lambda: self._exchange.make([EVERYBODY], out, everything=everything), self._made)

    def _made(self, made: Made) -> None:
        self._ended(Outcome(self.running, None, (made,)))

    def take(self, paths: Sequence[Path]) -> None:
        """Take bundles that lie in files."""
        self._run(paths[0].name, lambda: self._exchange.receive(paths), self._taken)

    def _taken(self, received: Received) -> None:
        self._ended(Outcome(self.running, received, problem=received.problem))

    def _run(
        self, name: str, work: Callable[[], Made] | Callable[[], Received], done: Callable[..., None]
    ) -> None:
        if not self.running:
            self._begin(name)
            self.session.background.run(work, done, self._failed, lane="slow")

    def _begin(self, name: str) -> None:
        self.running, self.outcome = name, None
        self.done = self.whole = 0
        self.tell()

    def _told(self, done: int, whole: int) -> None:
        if not self._is_closed:
            self.done, self.whole = done, whole
            self.tell()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, CspdeskError):
            self.running = ""
            raise error
        self._ended(Outcome(self.running, problem=error))

    def _ended(self, outcome: Outcome) -> None:
        if self._is_closed:
            return
        self.running, self.outcome = "", outcome
        self._stop_running = None
        self.sticks = tuple(Stick(one.volume) for one in self.sticks)
        for stick in self.sticks:
            self._look_into(stick)
        self.session.ask_standing()
        self.ask()

    def forget_outcome(self) -> None:
        """The person has read what came of it."""
        self.outcome = None
        self.tell()
