"""Opens, writes, renames, flushes and deletes files: the one module of the program that does.

Three rules hold for everything it writes.  A name appears only when the whole content is on the disk
(a ``.part`` is written, flushed, read back, compared, renamed, and the folder flushed where a folder
can be).  What is the desk's own is readable by its owner alone.  What comes from outside is a plain
file, bounded before it is read; links, pipes and devices are refused.  The world's errors leave as
``StorageError`` or ``NotFoundError``, in words.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from cspdesk.domain.errors import NotFoundError, RefusedError, StorageError
from cspdesk.domain.text import N_, msg

CHUNK = 1024 * 1024
"""Bytes that a stream reads or writes at a time."""
PART = ".part"
"""What the name of a file ends in until all of it is on the disk."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}
_GONE = {errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE, errno.ENOTCONN}
# Windows answers so while a virus scanner or an indexer looks at a new file.
_SHARING = {5, 32, 33}
_TRIES = 20
_PAUSE = 0.05
_PLAIN = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


def storage_error(cause: OSError, path: Path) -> StorageError:
    """What an error of the operating system means to a person."""
    name = str(path)
    if cause.errno in _FULL:
        return StorageError(
            msg(N_("The disk is full: {name} could not be written."), name=name),
            hint=msg(N_("Free some space on the disk, then try again.")),
        )
    if cause.errno in _FORBIDDEN:
        return StorageError(
            msg(N_("{name} cannot be written or read here."), name=name),
            hint=msg(N_("Check that the disk is not read-only and that the folder is yours.")),
        )
    if cause.errno in _GONE:
        return StorageError(
            msg(N_("The disk with {name} does not answer."), name=name),
            hint=msg(N_("Check that the disk or the USB stick is plugged in, then try again.")),
        )
    return StorageError(
        msg(N_("{name} cannot be used: {reason}"), name=name, reason=cause.strerror or str(cause)),
        hint=msg(N_("Check the disk, then try again.")),
    )


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Let no bare ``OSError`` out."""
    try:
        yield
    except FileNotFoundError as gone:
        raise NotFoundError(
            msg(N_("There is no file or folder {name}."), name=str(path)),
            hint=msg(N_("Check the name, and that the disk or the USB stick is plugged in.")),
        ) from gone
    except OSError as cause:
        raise storage_error(cause, path) from cause


def _patiently(act: Callable[[], None]) -> None:
    """Do ``act`` again for a second while Windows says that another program looks at the file."""
    for attempt in range(_TRIES):
        try:
            act()
            return
        except OSError as cause:
            if getattr(cause, "winerror", None) not in _SHARING or attempt == _TRIES - 1:
                raise
            threading.Event().wait(_PAUSE)


# --- reading --------------------------------------------------------------------------------------------


@contextmanager
def open_plain(path: Path) -> Iterator[BinaryIO]:
    """A file for reading, only if it is a plain one: a link, a pipe or a device is refused."""
    with told(path):
        if os.path.islink(path):
            raise _not_plain(path)
        try:
            number = os.open(path, _PLAIN)
        except OSError as cause:
            if cause.errno in {errno.ELOOP, errno.ENXIO}:
                raise _not_plain(path) from cause
            raise
        if not stat.S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise _not_plain(path)
        with os.fdopen(number, "rb") as opened:
            yield opened


def _not_plain(path: Path) -> RefusedError:
    return RefusedError(
        msg(N_("{name} is not a plain file."), name=str(path)),
        hint=msg(N_("Choose the file itself, not a link.")),
    )


def read_bounded(path: Path, limit: int) -> bytes:
    """All of a plain file of at most ``limit`` bytes; a longer one is refused before it is read."""
    with open_plain(path) as opened:
        content = opened.read(limit + 1)
    if len(content) > limit:
        raise RefusedError(
            msg(N_("{name} is too large: at most {limit} bytes are taken."), name=str(path), limit=limit),
            hint=msg(N_("Choose a smaller file.")),
        )
    return content


def read_in_chunks(path: Path, *, size: int = CHUNK) -> Iterator[bytes]:
    """A plain file of any length, ``size`` bytes at a time."""
    with open_plain(path) as opened:
        while chunk := opened.read(size):
            yield chunk


def digest(path: Path) -> bytes:
    """BLAKE2b-256 of a plain file's bytes."""
    state = blake2b(digest_size=32)
    for chunk in read_in_chunks(path):
        state.update(chunk)
    return state.digest()


# --- writing --------------------------------------------------------------------------------------------


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` under ``path``, whole or not at all; what had the name before is replaced."""
    write_stream(path, [content])


def write_stream(path: Path, chunks: Iterable[bytes], *, replacing: bool = True) -> bytes:
    """Put a stream under ``path``, whole or not at all, and give BLAKE2b-256 of it.

    The bytes are read back from the disk, past the system's memory where it can be told, and
    compared before the name appears: a stick that lies about its size is found here.  With
    ``replacing`` off an existing name is refused.
    """

    def fill(opened: BinaryIO) -> bytes:
        state = blake2b(digest_size=32)
        for chunk in chunks:
            state.update(chunk)
            opened.write(chunk)
        return state.digest()

    return _put(path, fill, replacing=replacing)


def write_filled(path: Path, fill: Callable[[BinaryIO], None], *, replacing: bool = True) -> bytes:
    """The same for a file that ``fill`` writes in whatever order it likes."""

    def filled(opened: BinaryIO) -> bytes:
        fill(opened)
        opened.flush()
        return digest(path.with_name(path.name + PART))

    return _put(path, filled, replacing=replacing)


def demand_free(path: Path) -> None:
    """Refuse a name under which something lies already, or a folder that there is not.

    Asked before a deed that ends in a file, so that a refusal changes nothing.
    """
    if os.path.lexists(path):
        raise RefusedError(
            msg(N_("{name} is already there."), name=str(path)), hint=msg(N_("Choose another name."))
        )
    with told(path.parent):
        path.parent.stat()


def _put(path: Path, fill: Callable[[BinaryIO], bytes], *, replacing: bool) -> bytes:
    part = path.with_name(path.name + PART)
    try:
        with told(path):
            if not replacing:
                demand_free(path)
            with os.fdopen(os.open(part, _fresh(), 0o600), "wb") as opened:
                written = fill(opened)
                opened.flush()
                _to_disk(opened.fileno())
            if digest(part) != written:
                raise StorageError(
                    msg(N_("The disk did not keep what was written to {name}."), name=str(path)),
                    hint=msg(N_("Do not trust this disk or USB stick; use another one.")),
                )
            _patiently(lambda: os.replace(part, path))
            flush_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
    return written


def _fresh() -> int:
    return os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def _to_disk(number: int) -> None:
    """Flush a file to the platter, and forget it, so that what is read next comes from the disk."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - exists on this platform only

        fcntl.fcntl(number, fcntl.F_FULLFSYNC)
    else:
        os.fsync(number)
    if sys.platform == "linux":
        os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)


def flush(path: Path) -> None:
    """Flush a file that another library wrote."""
    with told(path):
        number = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            _to_disk(number)
        finally:
            os.close(number)


def flush_folder(folder: Path) -> None:
    """Flush a folder's names where the system can; Windows and FAT cannot, and need not."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def copy(source: Path, target: Path, *, linking: bool = False) -> None:
    """Copy a file whole; with ``linking`` as a second name of it where the disk can (never edited later)."""
    if linking:
        with suppress(OSError):
            os.link(source, target)
            return
    write_stream(target, read_in_chunks(source))


# --- folders and names ------------------------------------------------------------------------------------


def make_folder(folder: Path) -> None:
    """A folder, and those above it, that only its owner may enter."""
    with told(folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        with suppress(OSError):  # FAT knows no owners
            os.chmod(folder, 0o700)


def exists(path: Path) -> bool:
    """Whether something has this name, a dangling link included."""
    return os.path.lexists(path)


def listing(folder: Path) -> list[Path]:
    """What lies in a folder, by name; nothing if there is no such folder."""
    with told(folder):
        try:
            return sorted(folder / name for name in os.listdir(folder))
        except FileNotFoundError:
            return []


def move(source: Path, target: Path) -> None:
    """Give a file or folder another name on the same disk; a file that has it is replaced."""
    with told(target):
        _patiently(lambda: os.replace(source, target))
        flush_folder(target.parent)


def remove(path: Path) -> None:
    """Delete a file; one that is gone already is no error."""
    with told(path), suppress(FileNotFoundError):
        _patiently(lambda: os.unlink(path))


def remove_folder(folder: Path) -> None:
    """Delete a folder of ours with all that is in it; one that is gone already is no error."""
    with told(folder), suppress(FileNotFoundError):
        shutil.rmtree(folder)


def clear_folder(folder: Path) -> None:
    """Delete what is in a folder of ours, and keep the folder."""
    for path in listing(folder):
        if path.is_dir() and not path.is_symlink():
            remove_folder(path)
        else:
            remove(path)


def size(path: Path) -> int:
    """Bytes of a file."""
    with told(path):
        return os.stat(path).st_size


def refresh(path: Path) -> None:
    """Make a file look as if it had just been written."""
    with told(path):
        os.utime(path)


def changed(path: Path) -> float:
    """When a file was last written, in seconds since 1970 by the clock of its disk."""
    with told(path):
        return os.stat(path).st_mtime


def free_space(folder: Path) -> int:
    """Bytes that can still be written beside ``folder``."""
    with told(folder):
        return shutil.disk_usage(folder).free


def demand_space(folder: Path, needed: int) -> None:
    """Refuse early, in words, what would fill the disk; ``needed`` in bytes."""
    if free_space(folder) < needed:
        raise StorageError(
            msg(N_("There is not enough room on the disk: {n} MB are needed."), n=needed // 1_000_000 + 1),
            hint=msg(N_("Free some space on the disk, then try again.")),
        )


def protect(path: Path) -> None:
    """Make a file that another library wrote its owner's alone, where the disk knows owners."""
    with suppress(OSError):
        os.chmod(path, 0o600)


def open_for_lock(path: Path) -> int:
    """A file for the operating system to lock, made if need be; its number, to be closed by the caller."""
    with told(path):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        return os.open(path, flags, 0o600)
