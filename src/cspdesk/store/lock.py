"""Says who has a desk open, so that one program can have it alone when it must.

In ``locks/`` of the desk's folder every open desk holds one numbered file, with its program's name in
it.  Whoever comes or goes passes the gate, which is held for moments only; who needs the desk alone
holds ``alone`` and finds no other numbered file held.  Locks are the operating system's: they fall
with the program that holds them, also when it is killed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import BusyError
from cspdesk.domain.text import N_, msg
from cspdesk.store import files
from cspdesk.store.files import LockFile

PLACES = 64
"""Programs that can have one desk open at a time."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A program that has the desk open."""

    program: str
    pid: int

    @staticmethod
    def here() -> Holder:
        """This program."""
        name = Path(sys.argv[0] if sys.argv and sys.argv[0] else sys.executable).stem
        return Holder("cspdesk" if name in {"__main__", "-c", "-m"} else name, os.getpid())

    def line(self) -> str:
        """As it stands in a lock file."""
        return f"{self.pid} {self.program}\n"

    @staticmethod
    def read(untrusted_line: str) -> Holder:
        """From a lock file; a line that a crash left torn gives an unknown program."""
        pid, _, program = untrusted_line.strip().partition(" ")
        return Holder(program[:80] or "?", int(pid) if pid.isdigit() else 0)


class DeskLock:
    """This program's place among those that have a desk open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "locks"
        files.make_folder(self._folder)
        self._gate = LockFile(self._folder / "gate")
        self._alone = LockFile(self._folder / "alone")
        self._own: LockFile | None = None
        self._number = -1
        try:
            self._come_in()
        except BaseException:
            self.close()
            raise

    def _come_in(self) -> None:
        with self.gate():
            if not self._alone.try_hold():
                raise _busy(Holder.read(self._alone.read()))
            self._alone.release()
            for number in range(PLACES):
                place = LockFile(self._folder / f"{number:02}")
                if place.try_hold():
                    place.write(Holder.here().line())
                    self._own, self._number = place, number
                    return
                place.close()
            raise _busy(self.others()[0])

    @contextmanager
    def gate(self) -> Iterator[None]:
        """One program at a time, for moments: what is compared and written in here, nobody else changes."""
        self._gate.hold()
        try:
            yield
        finally:
            self._gate.release()

    def others(self) -> list[Holder]:
        """Who else has the desk open, this program's other desks included."""
        found = []
        for path in files.listing(self._folder):
            if path.name.isdigit() and int(path.name) != self._number:
                place = LockFile(path)
                if not place.try_hold():
                    found.append(Holder.read(place.read()))
                place.close()
        return found

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Have the desk alone; ``BusyError`` names who has it open.  Nobody can open it meanwhile."""
        with self.gate():
            if not self._alone.try_hold():
                raise _busy(Holder.read(self._alone.read()))
            try:
                for holder in self.others():
                    raise _busy(holder)
                self._alone.write(Holder.here().line())
            except BaseException:
                self._alone.release()
                raise
        try:
            yield
        finally:
            self._alone.release()

    def close(self) -> None:
        """Leave."""
        for held in (self._own, self._alone, self._gate):
            if held is not None:
                with suppress(OSError):
                    held.close()
        self._own = None


def _busy(holder: Holder) -> BusyError:
    return BusyError(
        msg(
            N_("Another program has this desk: {program} (process {pid})."),
            program=holder.program,
            pid=holder.pid,
        ),
        hint=msg(N_("Close it there, or wait until it is done, then try again.")),
    )
