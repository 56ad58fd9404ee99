"""``cspdesk tour --out DIR``: plays the main job without a display, with a picture at each station."""

from __future__ import annotations

import argparse
import html
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.errors import CspdeskError, UsageError
from cspdesk.domain.ids import SystemIds
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.languages import LANGUAGES, preferred_language
from cspdesk.presenters.navigation import Spot
from cspdesk.services.tour import FIELD, OFFICE, PASSPHRASE, PICTURES, REPORTS, STICK, Tour, speaker
from cspdesk.services.workspace import Workspace
from cspdesk.ui.app import application
from cspdesk.ui.look import theme
from cspdesk.ui.places import PLACES
from cspdesk.ui.portraits import Sitter

SIZE = QSize(1366, 768)
_LANGUAGE = tuple(os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
_LIMITS = "This plugin does not support"
"""How the platform without a screen begins what it says of its limits; nobody at a tour can act on it."""


def _tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass on what Qt says, but for the limits of having no screen."""
    del kind, context
    if not text.startswith(_LIMITS):
        sys.stderr.write(text + "\n")


def main(arguments: Sequence[str]) -> int:
    """Play the tour; the exit status is 0 when all of it was played."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = _Parser(prog="cspdesk tour", description="Play the main job on the sample.")
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="a new folder for everything made"
    )
    parser.add_argument("--language", default="tg", choices=[one.code for one in LANGUAGES])
    parser.add_argument("--json", action="store_true", help="one JSON document on the standard output")
    try:
        chosen = parser.parse_args(arguments)
    except UsageError as error:
        return _refuse(error, speaker(preferred_language(_LANGUAGE).code), json="--json" in arguments)
    words = speaker(chosen.language)
    try:
        index = play(chosen.out, words)
    except CspdeskError as error:
        return _refuse(error, words, json=chosen.json)
    if chosen.json:
        _answer({"tour": {"page": str(index)}})
    else:
        sys.stdout.write(words.t(msg(N_("The tour was played. Begin with {page}"), page=str(index))) + "\n")
    return 0


class _Parser(argparse.ArgumentParser):
    """What the tour takes; a mistake in it is refused as every other command's is."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            msg(N_("The command is not understood: {reason}"), reason=message),
            hint=msg(N_("“{command} --help” explains it."), command=self.prog),
        )


def _refuse(error: CspdeskError, words: Translator, *, json: bool) -> int:
    """Say it as the command line does, and give the exit status."""
    hint = words.t(error.hint) if error.hint is not None else None
    what, safe = words.t(error.what), words.t(error.safe)
    lines = [words.t(msg(N_("cspdesk: error: {what}"), what=what)), safe]
    if hint is not None:
        lines.append(words.t(msg(N_("hint: {hint}"), hint=hint)))
    sys.stderr.write("\n".join(lines) + "\n")
    if json:
        _answer({"error": {"code": error.code, "what": what, "safe": safe, "hint": hint}})
    return 2 if isinstance(error, UsageError) else 1


def _answer(document: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False) + "\n")


def play(folder: Path, words: Translator) -> Path:
    """Play the tour into a folder; the path of its index page."""
    qInstallMessageHandler(_tell)
    app = application()
    theme.apply(app, theme="light", scale=1)
    clock = SystemClock()
    tour = Tour(folder, words, clock, SystemIds(clock))
    gallery = _Gallery(tour, words, clock)
    told: list[tuple[str, str]] = []
    try:
        for number, station in enumerate(tour.play(), 1):
            sys.stderr.write(f"{number}. {words.t(station.told)}\n")
            name = f"{number:02}-{station.key}.png"
            spot = Spot(station.place, record=station.record, act=station.act)
            told.append((words.t(station.told), name if gallery.take(station.workspace, spot, name) else ""))
    finally:
        gallery.close()
    return tour.keep("index.html", _page(words, told, tour).encode())


_STYLE = """
body { font: 15px/1.5 "Noto Sans", sans-serif; max-width: 1100px; margin: 40px auto; padding: 0 24px;
       color: #1D1F26; background: #FBFAF8 }
h1, h2 { font-weight: 600 }
h2 { font-size: 17px; margin-top: 40px }
img { max-width: 100%; border: 1px solid #E6E3DC; border-radius: 8px }
a { color: #2B4A9B }
"""


class _Gallery:
    """One sitter for each desk of the tour."""

    def __init__(self, tour: Tour, words: Translator, clock: SystemClock) -> None:
        self._tour, self._words, self._clock = tour, words, clock
        self._sitters: dict[int, Sitter] = {}
        self._places = {place.key for place in PLACES}

    def take(self, workspace: Workspace, spot: Spot, name: str) -> bool:
        """Take a picture of a spot; False where the window has no such place."""
        if spot.place not in self._places:
            return False
        sitter = self._sitters.get(id(workspace))
        if sitter is None:
            sitter = self._sitters[id(workspace)] = Sitter(workspace, self._clock, self._words, SIZE)
        sitter.go(spot)
        self._tour.keep(f"{PICTURES}/{name}", sitter.take())
        return True

    def close(self) -> None:
        for sitter in self._sitters.values():
            sitter.leave()
        self._sitters.clear()


def _page(words: Translator, told: Sequence[tuple[str, str]], tour: Tour) -> str:
    """The index page: what was played, its pictures, and links to all that was made."""
    t = words.t
    stations = "\n".join(
        f"<section><h2>{number}. {html.escape(text)}</h2>"
        + (f'<img src="{PICTURES}/{name}" alt="{html.escape(text)}">' if name else "")
        + "</section>"
        for number, (text, name) in enumerate(told, 1)
    )
    papers = "\n".join(f'<li><a href="{REPORTS}/{one.name}">{one.name}</a></li>' for one in tour.papers)
    desks = t(
        msg(
            N_(
                "The desks lie in {office} and {field}, the stick’s bundles in {stick}."
                " Their passphrase is “{passphrase}”."
            ),
            office=OFFICE,
            field=FIELD,
            stick=STICK,
            passphrase=PASSPHRASE,
        )
    )
    return f"""<!doctype html>
<html lang="{words.language.code}"><meta charset="utf-8"><title>CSP Desk</title>
<style>{_STYLE}</style>
<h1>CSP Desk</h1>
<p>{html.escape(t(N_("Everything here is invented: a sample, played from a new desk to the digest.")))}</p>
<p>{html.escape(desks)}</p>
{stations}
<h2>{html.escape(t(N_("Documents")))}</h2>
<ul>{papers}</ul>
</html>
"""
