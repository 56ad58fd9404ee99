"""Says who has a desk open, so that one program can have it alone when it must.

In ``locks/`` of the desk's folder every open desk holds one numbered file, with its program's name in
it.  Whoever comes or goes passes the gate, which is held for moments only; who needs the desk alone
holds ``alone`` and finds no other numbered file held.  Locks are the operating system's: they fall
with the program that holds them, also when it is killed.
"""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import BusyError
from cspdesk.domain.text import N_, msg
from cspdesk.store import files

PLACES = 64
"""Programs that can have one desk open at a time."""


_FAR = 1 << 20
"""Where Windows locks: beyond the text, which others must be able to read meanwhile."""

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int, *, waiting: bool) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_LOCK if waiting else msvcrt.LK_NBLCK, 1)

    def _unlock(number: int) -> None:
        os.lseek(number, _FAR, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(number: int, *, waiting: bool) -> None:
        fcntl.flock(number, fcntl.LOCK_EX if waiting else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)


class LockFile:
    """A file that one program at a time can hold, with a line of text that says who does.

    The system lets go of it when the program ends, however it ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = files.open_for_lock(path)
        # the system's lock keeps out other programs, this one the threads of ours
        self._turn = threading.Lock()

    def hold(self) -> None:
        """Wait until it is ours; only for locks that nobody holds for long."""
        self._turn.acquire()
        try:
            with files.told(self._path):
                _lock(self._number, waiting=True)
        except BaseException:
            self._turn.release()
            raise

    def try_hold(self) -> bool:
        """Take it if nobody has it."""
        if not self._turn.acquire(blocking=False):
            return False
        try:
            _lock(self._number, waiting=False)
        except OSError as cause:
            self._turn.release()
            if cause.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN, errno.EDEADLK}:
                return False
            raise files.storage_error(cause, self._path) from cause
        return True

    def release(self) -> None:
        """Let go of it, and keep the file."""
        _unlock(self._number)
        self._turn.release()

    def write(self, line: str) -> None:
        """Say who holds it."""
        with files.told(self._path):
            os.ftruncate(self._number, 0)
            os.lseek(self._number, 0, os.SEEK_SET)
            os.write(self._number, line.encode()[:500])

    def read(self) -> str:
        """What its holder said, or the last one before."""
        with files.told(self._path):
            os.lseek(self._number, 0, os.SEEK_SET)
            return os.read(self._number, 500).decode(errors="replace")

    def close(self) -> None:
        """Let go of it and of the file; closing twice is no error."""
        number, self._number = self._number, -1
        if number >= 0:
            os.close(number)


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
        self._tide = LockFile(self._folder / "tide")
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

    @contextmanager
    def tide(self) -> Iterator[None]:
        """The same for the tide's number, which waits for the database and must not keep anybody out."""
        self._tide.hold()
        try:
            yield
        finally:
            self._tide.release()

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
        for held in (self._own, self._alone, self._tide, self._gate):
            if held is not None:
                with suppress(OSError):
                    held.close()
        self._own = None


def _busy(holder: Holder) -> BusyError:
    return BusyError(
        msg(
            N_("Another program has this desk: {program} (process {pid})."),
            program=holder.program,
            pid=str(holder.pid),
        ),
        hint=msg(N_("Close it there, or wait until it is done, then try again.")),
    )
