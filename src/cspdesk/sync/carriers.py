"""Sticks and other removable disks that are plugged in now, as far as the system tells.

Asked anew each time: a letter or a folder belongs to a stick only while it is plugged in.  Nothing is
recognised by its letter; bundles are found by their first bytes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import CspdeskError
from cspdesk.store import files
from cspdesk.wire import limits

FAT_LARGEST: Final = 4 * 1024 * limits.MIB - 1
"""Bytes that one file on FAT32 can have."""
_FAT: Final = {"vfat", "msdos", "fat32", "fat"}
_PLUGGED: Final = ("/media/", "/run/media/", "/mnt/usb")
_MOUNTS: Final = Path("/proc/self/mounts")
_BLOCKS: Final = Path("/sys/class/block")
_REMOVABLE_DRIVE: Final = 2


@dataclass(frozen=True, slots=True)
class Volume:
    """A removable disk: where it is, how people know it, bytes free, and what it cannot do."""

    path: Path
    name: str
    free: int
    read_only: bool
    largest: int | None
    """Bytes that one file there may have, where there is such a bound."""


def volumes(*, mounts: Path = _MOUNTS, blocks: Path = _BLOCKS) -> tuple[Volume, ...]:
    """Every removable disk that is plugged in now; none where the system does not say."""
    if sys.platform == "win32":
        found = _on_windows()
    elif sys.platform == "darwin":
        found = [(path, "", False) for path in files.listing(Path("/Volumes")) if not path.is_symlink()]
    else:
        found = _on_linux(mounts, blocks)
    return tuple(each for path, kind, locked in found if (each := _volume(path, kind, locked)) is not None)


def _volume(path: Path, kind: str, locked: bool) -> Volume | None:  # noqa: FBT001 - a row of a table
    """The disk at a path; None if it went away meanwhile."""
    with suppress(CspdeskError, OSError):
        read_only = locked or not os.access(path, os.W_OK)
        largest = FAT_LARGEST if kind.casefold() in _FAT else None
        return Volume(path, path.name or str(path), files.free_space(path), read_only, largest)
    return None


def _on_linux(mounts: Path, blocks: Path) -> list[tuple[Path, str, bool]]:
    with suppress(OSError):
        return [
            (Path(_unescaped(at)), kind, "ro" in options.split(","))
            for device, at, kind, options in _rows(mounts.read_text("utf-8", "replace").splitlines())
            if _is_removable(device, at, blocks)
        ]
    return []


def _rows(lines: Iterable[str]) -> Iterable[tuple[str, str, str, str]]:
    for line in lines:
        parts = line.split(" ")
        if len(parts) >= 4 and parts[0].startswith("/dev/"):
            yield parts[0], parts[1], parts[2], parts[3]


def _is_removable(device: str, at: str, blocks: Path) -> bool:
    """Where desktops mount sticks, or what the kernel itself calls removable (a partition's disk)."""
    if at.startswith(_PLUGGED):
        return True
    here = blocks / device.rpartition("/")[2]
    with suppress(OSError):
        for place in (here, here.resolve().parent):
            flag = place / "removable"
            if flag.is_file():
                return flag.read_text("ascii", "replace").strip() == "1"
    return False


def _unescaped(at: str) -> str:
    """A mount's folder as it is: the table writes spaces and tabs as octal numbers."""
    for octal, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        at = at.replace(octal, plain)
    return at


def _on_windows() -> list[tuple[Path, str, bool]]:
    if sys.platform != "win32":
        return []
    import ctypes  # noqa: PLC0415 - asked on this platform only

    kernel = ctypes.windll.kernel32
    held = kernel.GetLogicalDrives()
    found = []
    for place in range(26):
        root = f"{chr(ord('A') + place)}:\\"
        if held >> place & 1 and kernel.GetDriveTypeW(root) == _REMOVABLE_DRIVE:
            kind = ctypes.create_unicode_buffer(64)
            flags = ctypes.c_ulong()
            if kernel.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), kind, 64):
                found.append((Path(root), kind.value, bool(flags.value & 0x0008_0000)))
    return found
