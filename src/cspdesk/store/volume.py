"""What the system says about a disk and a computer: which they are, and whether the disk is another's."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import CspdeskError
from cspdesk.store import files

_NETWORK: Final = {
    "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs",
    "glusterfs", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs",
}  # fmt: skip
_REMOTE_DRIVE: Final = 4
_DISKS: Final = Path("/dev/disk/by-uuid")
_MACHINES: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOUNTS: Final = Path("/proc/self/mounts")


def is_on_network(folder: Path, *, mounts: Path = _MOUNTS) -> bool:
    """Whether a folder lies on another computer, as far as the system says: no locks hold there."""
    real = str(folder.resolve())
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - asked on this platform only

        drive = Path(real).drive
        kind = ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")
        return drive.startswith("\\\\") or bool(kind == _REMOTE_DRIVE)
    return _kind_of(real, mounts) in _NETWORK


def _kind_of(real: str, mounts: Path) -> str:
    """The file system of the innermost mount that holds a path; empty where the system does not say."""
    try:
        lines = mounts.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    found = [line.split(" ")[1:3] for line in lines if line.count(" ") >= 3]
    holding = [
        (len(at), number, kind)
        for number, (at, kind) in enumerate(found)
        if f"{real}/".startswith(at.rstrip("/") + "/")
    ]
    return max(holding)[2] if holding else ""


def machine() -> str:
    """What tells this computer from others, as far as the system says."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - exists on this platform only

        with (
            suppress(OSError),
            winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
        ):
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    for path in _MACHINES:
        with suppress(CspdeskError):
            return files.read_bounded(path, 1024).decode("ascii", "replace").strip()
    return ""


def disk(folder: Path) -> str:
    """What tells this disk from others after a restart too: on Windows its serial number, on Linux its UUID.

    Elsewhere nothing: device numbers change from start to start.
    """
    with suppress(OSError, CspdeskError):
        device = folder.stat().st_dev
        if sys.platform == "win32":
            return str(device)
        for path in files.listing(_DISKS):
            if path.stat().st_rdev == device:
                return path.name
    return ""
