"""The system libraries that a Qt window needs: asks whether they load, and installs those that do not.

Python's wheels bring Qt itself, but not the libraries of the display below it.  They are probed by
loading them, so that nothing is asked of a package manager on a machine that has them.  Missing ones
are installed where that needs no question (root, or sudo without a password); elsewhere the exact
line is printed and the exit status is 1.  Runs on the bare Python of the system, 3.11 or newer.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Found with ldd on Qt's offscreen and xcb plug-ins in a minimal Debian 12.
DEBIAN_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


OFFICE_PACKAGES = ("libreoffice-calc", "libreoffice-writer")


def missing_libraries() -> list[str]:
    """The names of the libraries that do not load here."""
    return [name for name in DEBIAN_PACKAGES if not _loads(name)]


def install(libraries: list[str]) -> None:
    """Install what brings ``libraries``; exits with advice where that is not possible from here."""
    packages = [DEBIAN_PACKAGES[name] for name in libraries]
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        sys.exit(
            f"A window needs these libraries of the system, which were not found: {', '.join(libraries)}"
        )
    as_root = _as_root()
    if as_root is None:
        sys.exit(f"A window needs libraries of the system. Please run, then try again:\n  sudo {line}")
    print(f"installing {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # an old list of packages may still serve, so that a failed update is not the end
    subprocess.run([*as_root, "apt-get", "-qq", "update"], check=False, env=quiet)
    done = subprocess.run([*as_root, *line.split()], check=False, env=quiet, stdout=subprocess.DEVNULL)
    still = missing_libraries()
    if done.returncode != 0 or still:
        sys.exit(
            f"Not everything could be installed; still missing: {', '.join(still)}. The line was:\n  {line}"
        )


def install_office() -> None:
    """LibreOffice without its recommendations, for whoever proves documents with it."""
    if shutil.which("soffice"):
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(OFFICE_PACKAGES)}"
    as_root = _as_root()
    if shutil.which("apt-get") is None or as_root is None:
        sys.exit(f"Documents are proved with LibreOffice. Please run, then try again:\n  sudo {line}")
    print(f"installing {' '.join(OFFICE_PACKAGES)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*as_root, "apt-get", "-qq", "update"], check=False, env=quiet)
    done = subprocess.run([*as_root, *line.split()], check=False, env=quiet, stdout=subprocess.DEVNULL)
    if done.returncode != 0 or shutil.which("soffice") is None:
        sys.exit(f"LibreOffice could not be installed. The line was:\n  {line}")


def main() -> None:
    """Make sure that a window can be opened here; with ``office``, that LibreOffice can."""
    if sys.version_info < (3, 11):  # noqa: UP036 - the system's Python is what it is
        version = sys.version.split()[0]
        sys.exit(f"CSP Desk needs Python 3.11 or newer; this is {version}. Try: make PYTHON=python3.12")
    if not sys.platform.startswith("linux"):
        return
    if sys.argv[1:] == ["office"]:
        install_office()
        return
    missing = missing_libraries()
    if missing:
        install(missing)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _as_root() -> list[str] | None:
    """The words before a command that make it run as root without asking; None where there are none."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], check=False, capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    main()
