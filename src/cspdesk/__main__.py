"""Chooses the door: no argument and ``tour`` open the window's, everything else the command line's.

Imports inside the functions are meant: a door costs up to a second to import, each start needs one
of them, and a machine without PySide6 must still reach the command line.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from cspdesk.domain.text import N_, Msg, msg

QT = frozenset({"PySide6", "shiboken6", "qtawesome", "qtpy"})

ANYWAY = msg(N_("Without a window everything is a command: cspdesk --help"))


def main(argv: Sequence[str] | None = None) -> int:
    """Open the door that ``argv`` asks for; its exit status is 0, 1, 2 or 3, as ``cspdesk --help`` says."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _through_a_door(arguments)
    except KeyboardInterrupt:  # while a door was still being read in: inside, each tells it itself
        return _refuse(
            msg(N_("Stopped.")),
            msg(N_("Give the command again when you want it done.")),
            json="--json" in arguments,
            code="stopped",
        )


def _through_a_door(arguments: list[str]) -> int:
    if not arguments:
        return _window()
    if "tour" in arguments and _command(arguments) == "tour":
        arguments.remove("tour")
        return _tour(arguments)
    from cspdesk.cli.main import main as command

    return command(arguments)


def _command(arguments: Sequence[str]) -> str:
    """The first word that is no option, which options that every command shares may precede."""
    from cspdesk.cli.arguments import command_words

    return next(iter(command_words(arguments)), "")


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can be shown: asked of the X server itself, for ``DISPLAY`` may name one that is gone.

    Windows and macOS always have a screen; so has a person who chose a platform plug-in of Qt by hand.
    """
    if platform in {"win32", "darwin"} or environment.get("QT_QPA_PLATFORM"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    return bool(environment.get("DISPLAY")) and _x_server_answers(environment["DISPLAY"])


def _window() -> int:
    if not has_display(sys.platform, os.environ):
        return _refuse(
            msg(N_("The window needs a display, and none answers here.")),
            ANYWAY,
            msg(N_("To see the work played on the sample: cspdesk tour --out tour")),
        )
    try:
        from cspdesk.ui.app import main as window
    except ImportError as missing:
        return _without_qt(missing)
    return window()


def _tour(arguments: list[str]) -> int:
    try:
        from cspdesk.ui.tour import main as tour
    except ImportError as missing:
        return _without_qt(missing, json="--json" in arguments)
    return tour(arguments)


def _without_qt(missing: ImportError, *, json: bool = False) -> int:
    """Say what is missing, if it is Qt or what lies below it; any other failed import is a bug, and loud."""
    if (missing.name or "").split(".")[0] not in QT:
        raise missing
    if isinstance(missing, ModuleNotFoundError):
        return _refuse(
            msg(N_("The window needs PySide6, which is not installed.")),
            msg(N_("Install it with: python -m pip install PySide6-Essentials QtAwesome")),
            ANYWAY,
            json=json,
        )
    return _refuse(
        msg(N_("The window cannot start; the system lacks a library: {library}"), library=str(missing)),
        msg(N_("On Debian and Ubuntu, make run installs what a window needs.")),
        ANYWAY,
        json=json,
    )


def _refuse(what: Msg, *hints: Msg, json: bool = False, code: str = "window") -> int:
    """Say it on standard error in the language of the system, with ``json`` also as the one document.

    Gives the exit status of a refusal.
    """
    from cspdesk.domain.errors import NOTHING_LOST
    from cspdesk.i18n.catalogue import translator
    from cspdesk.i18n.languages import preferred_language

    names = (os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    words = translator(preferred_language(names))
    lines = [f"cspdesk: {words.t(what)}", *(f"hint: {words.t(hint)}" for hint in hints)]
    sys.stderr.write("\n".join(lines) + "\n")
    if json:
        from json import dumps

        named = {"what": words.t(what), "safe": words.t(NOTHING_LOST), "hint": words.t(hints[0])}
        sys.stdout.write(dumps({"error": {"code": code, **named}}, ensure_ascii=False) + "\n")
    return 1


def _x_server_answers(display: str) -> bool:
    """Connect to the X server as Qt will; without libxcb Qt could not either."""
    import ctypes

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers


if __name__ == "__main__":
    sys.exit(main())
