"""Draws every screen on the sample in three languages, two sizes, light and dark, with an index to look at.

python tools/pictures.py                                            all of them, into build/pictures
python tools/pictures.py --only 'duty*' --language tg --small        some of them
python tools/pictures.py --only today --theme contrast --scale 1.5   in another look
python tools/pictures.py --readme                                    the three of the README
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import product
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.entrance import UNLOCK, Entrance
from cspdesk.services import founding, sample
from cspdesk.services.inspection import Inspection
from cspdesk.services.tour import OFFICE, PASSPHRASE, Tour, speaker
from cspdesk.services.workspace import Workspace
from cspdesk.ui.app import application
from cspdesk.ui.front import Front, front_page
from cspdesk.ui.frontpage import FrontPage
from cspdesk.ui.loading import load
from cspdesk.ui.look import theme
from cspdesk.ui.portraits import Sitter, png_of
from cspdesk.ui.screens.unlock import WIDTH, UnlockPage

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.scenes import (
    CONFLICT,
    EMPTY,
    FRONT,
    INSPECTED,
    SAMPLE,
    WAITING,
    Scene,
    front_faults,
    may_name,
    scenes,
)

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = QSize(1024, 640), QSize(1920, 1080)
SIZES = (SMALL, LARGE)
OTHER_PASSPHRASE = "for an inspector of invented records"  # noqa: S105 - it protects nothing but the sample
THEMES = ("light", "dark")


def desk(folder: Path, language: str, *, filled: bool = True) -> Workspace:
    """A desk in a language, with the sample or with nothing yet."""
    clock = SystemClock()
    words = speaker(language)
    workspace = founding.found(
        folder,
        PASSPHRASE,
        organisation="Чашма" if language != "en" else "Chashma",
        person="М. Раҳимова" if language != "en" else "M. Rahimova",
        language=language,
        clock=clock,
        ids=SystemIds(clock),
    )
    if filled:
        sample.fill(workspace, words, clock.today())
    return workspace


@dataclass(frozen=True)
class Asked:
    """What is to be drawn: names (with ``*``), languages, looks as (theme, scale), and sizes."""

    names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    looks: tuple[tuple[str, float], ...] = ()
    sizes: tuple[QSize, ...] = ()

    def wants(self, name: str) -> bool:
        """Whether a scene of this name is to be drawn."""
        return not self.names or any(fnmatch(name, one) for one in self.names)

    def rounds(self) -> Iterator[tuple[str, float, QSize]]:
        """Each look in each size; usually light and dark, and on the small screen the largest text too."""
        usual = () if self.looks or self.sizes else (("light", 2.0, SMALL),)
        looks = self.looks or tuple((theme_, 1.0) for theme_ in THEMES)
        yield from ((name, scale, size) for (name, scale), size in product(looks, self.sizes or SIZES))
        yield from usual


class Desks:
    """The desks that scenes are drawn on, in one language; made once, opened for each round."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder, self.language = folder, language
        self.clock = SystemClock()
        self.words = speaker(language)
        self.sheets = folder / "sheets"
        self.sheets.mkdir(parents=True)
        donors = "Name;Country;Sample\nNordlicht;DE;1\nFjord;NO;2\n"
        (self.sheets / "donors.csv").write_text(donors, "utf-8-sig")

    def open(self, name: str) -> Workspace:
        """A desk by its name, made where it is not there yet."""
        folder = self.folder / (f"tour/{OFFICE}" if name == CONFLICT else name)
        if not folder.exists():
            self._make(name, folder)
        key = OTHER_PASSPHRASE if name == INSPECTED else PASSPHRASE
        return Workspace.open(folder, key, clock=self.clock, ids=SystemIds(self.clock))

    def _make(self, name: str, folder: Path) -> None:
        if name == CONFLICT:
            stations = Tour(self.folder / "tour", self.words, self.clock, SystemIds(self.clock)).play()
            next(one for one in stations if one.key == "conflict")
            stations.close()  # type: ignore[attr-defined] # a generator
        elif name == INSPECTED:
            office = self.open(SAMPLE)
            Inspection(office.context).make(folder, OTHER_PASSPHRASE, person="И. Каримов")
            office.close()
        elif name == WAITING:
            ids = SystemIds(self.clock)
            founding.found_waiting(
                folder, PASSPHRASE, person="М. Раҳимова", language=self.language, clock=self.clock, ids=ids
            ).close()
        else:
            desk(folder, self.language, filled=name == SAMPLE).close()


def draw_all(app: QApplication, out: Path, scratch: Path, asked: Asked) -> list[Path]:
    """Every scene that is asked for, in every language, look and size."""
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for language in (one.code for one in LANGUAGES if not asked.languages or one.code in asked.languages):
        desks = Desks(scratch / language, language)
        for look, scale, size in asked.rounds():
            theme.apply(app, theme=look, scale=scale)
            large = f"-{round(scale * 100)}" if scale != 1 else ""
            ending = f"{language}-{look}-{size.width()}x{size.height()}{large}.png"
            for name, picture in (*_front(desks, size, asked), *_inside(desks, size, asked)):
                path = out / f"{name}-{ending}"
                path.write_bytes(picture)
                made.append(path)
    cells = "\n".join(f'<p>{path.name}<br><img src="{path.name}" width="900"></p>' for path in made)
    (out / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{cells}", encoding="utf-8")
    return made


def _inside(desks: Desks, size: QSize, asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The scenes of each desk; a page remembers what was chosen on it, so each round opens anew."""
    for name in (SAMPLE, EMPTY, WAITING, CONFLICT, INSPECTED):
        if not asked.names or any(may_name(name, one) for one in asked.names):
            workspace = desks.open(name)
        else:
            continue
        drawn = [one for one in scenes(name, workspace, desks.sheets) if asked.wants(one.name)]
        sitter = Sitter(workspace, desks.clock, desks.words, size)
        for scene in drawn:
            pose(sitter, scene)
            yield scene.name, sitter.take()
        sitter.leave()


def pose(sitter: Sitter, scene: Scene) -> None:
    """Open a scene, with all that Qt puts off until later."""
    sitter.go(scene.spot)
    QApplication.processEvents()
    if scene.act is not None:
        scene.act(sitter)
    for _ in range(3):
        sitter.settle()
        QApplication.processEvents()


def _front(desks: Desks, size: QSize, asked: Asked) -> Iterator[tuple[str, bytes]]:
    """The pages before a desk is open."""
    for page in FRONT:
        if not asked.wants(f"front-{page}"):
            continue
        entrance: Entrance[Any] = Entrance(
            Immediate(),
            lambda: load().verbs(desks.clock, SystemIds(desks.clock), None),
            lambda _opened: None,
            folder=desks.folder / "nowhere",
            language=desks.language,
        )
        entrance.page = page
        front = Front()
        front.resize(size)
        held: UnlockPage | FrontPage = UnlockPage(entrance) if page == UNLOCK else front_page(entrance, page)
        front_faults(entrance, page)
        held.show_state(desks.words)
        front.say(desks.words)
        front.hold(held, width=held.WIDTH if isinstance(held, FrontPage) else WIDTH)
        front.show()
        held.setFocus()
        for _ in range(4):
            QApplication.processEvents()
        yield f"front-{page}", png_of(front)
        front.close()
        front.deleteLater()


def draw_readme(app: QApplication, scratch: Path) -> list[Path]:
    """The three pictures of the README."""
    out = ROOT / "docs/pictures"
    out.mkdir(parents=True, exist_ok=True)
    theme.apply(app, theme="light", scale=1)
    wanted = {
        "en": (("consultation-record", "consultations"), ("concerns", "concerns")),
        "tg": (("listening", "listening-tg"),),
    }
    made: list[Path] = []
    for language, pictures in wanted.items():
        workspace = desk(scratch / language, language)
        sitter = Sitter(workspace, SystemClock(), speaker(language), QSize(1366, 768))
        found = {scene.name: scene for scene in scenes(SAMPLE, workspace, scratch)}
        for scene, name in pictures:
            pose(sitter, found[scene])
            made.append(out / f"{name}.png")
            made[-1].write_bytes(sitter.take())
        sitter.leave()
    return made


def main(arguments: list[str]) -> int:
    """Draw, and say where."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build/pictures")
    parser.add_argument("--only", action="append", default=[], help="names of scenes, with * and ?")
    parser.add_argument("--language", action="append", default=[], choices=[one.code for one in LANGUAGES])
    parser.add_argument("--theme", action="append", default=[], choices=["light", "dark", "contrast"])
    parser.add_argument("--scale", type=float, default=1.0, help="size of text, 1 to 2")
    parser.add_argument("--small", action="store_true", help="in 1024 x 640 only")
    parser.add_argument("--large", action="store_true", help="in 1920 x 1080 only")
    parser.add_argument("--readme", action="store_true", help="draw the three of the README instead")
    chosen = parser.parse_args(arguments)
    themes = chosen.theme or (list(THEMES) if chosen.scale != 1 else [])
    asked = Asked(
        tuple(chosen.only),
        tuple(chosen.language),
        tuple((name, chosen.scale) for name in themes),
        (SMALL,) if chosen.small else (LARGE,) if chosen.large else (),
    )
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CSPDESK_TIDE"] = str(Path(scratch) / "tides")
        app = application()
        theme.apply(app, theme="light", scale=1)
        made = (
            draw_readme(app, Path(scratch))
            if chosen.readme
            else draw_all(app, chosen.out, Path(scratch), asked)
        )
    print(f"{len(made)} pictures in {made[0].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
