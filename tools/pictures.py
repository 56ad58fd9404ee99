"""Draws every screen on the sample in three languages, two sizes, light and dark, with an index to look at.

python tools/pictures.py --out build/pictures        all of them
python tools/pictures.py --readme                     the three of the README, into docs/pictures
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Spot
from cspdesk.services import founding, sample
from cspdesk.services.tour import PASSPHRASE, speaker
from cspdesk.services.workspace import Workspace
from cspdesk.ui.app import application
from cspdesk.ui.look import theme
from cspdesk.ui.places import PLACES
from cspdesk.ui.portraits import Sitter

ROOT = Path(__file__).resolve().parent.parent
SIZES = (QSize(1024, 640), QSize(1920, 1080))
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Scene:
    """One page to draw: a name, and where it is; ``{first}`` stands for the newest consultation."""

    name: str
    spot: Spot


def scenes(workspace: Workspace) -> Iterator[Scene]:
    """Every place, and within them what a list alone does not show."""
    first = workspace.records.list("consultation", limit=1).records[0].id
    for place in PLACES:
        yield Scene(place.key, Spot(place.key))
    yield Scene("consultation-record", Spot("consultations", record=first))
    yield Scene("listening", Spot("consultations", record=first, act="edit"))
    for kind, name in (("recommendation", "recommendation"), ("activity", "activity"), ("fund", "fund")):
        shown = workspace.records.list(kind, limit=1).records[0].id
        yield Scene(f"{name}-record", spot_of(kind, shown))
    yield Scene("agreement-record", spot_of("agreement", workspace.records.list("agreement").records[0].id))
    yield Scene("fund-form", spot_of("fund", shown, act="edit"))
    agreement = workspace.records.list("agreement").records[0].id
    yield Scene("agreement-form", spot_of("agreement", agreement, act="edit", section="lines"))
    yield Scene("expenses-grid", Spot("funds", where=(("page", f"grid/{agreement}"),)))
    for page in ("expenses", "rates", "trial", "postings", "closings"):
        yield Scene(f"books-{page}", Spot("funds", where=(("page", f"page/{page}"),)))
    yield Scene("money-lists", Spot("money"))
    yield Scene("concern", Spot("concerns", where=(("theme", "GBV-DOM"),)))
    yield Scene("report-public", Spot("reports", where=(("audience", "public"),)))
    yield Scene("duties", Spot("duties"))
    yield Scene("duty-rules", Spot("duties", section="rules"))
    yield Scene("register", spot_of("organisation"))
    yield Scene("settings", Spot("settings"))
    yield Scene("help", Spot("help"))


def desk(folder: Path, language: str) -> Workspace:
    """A desk with the sample in a language."""
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
    sample.fill(workspace, words, clock.today())
    return workspace


def draw_all(app: QApplication, out: Path, scratch: Path) -> list[Path]:
    """Every scene in every language, size and theme."""
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for language in LANGUAGES:
        clock = SystemClock()
        workspace = desk(scratch / language.code, language.code)
        drawn = list(scenes(workspace))
        workspace.close()
        for look, size in product(THEMES, SIZES):
            theme.apply(app, theme=look, scale=1)
            # A page remembers what was chosen on it: each round begins with an open desk.
            workspace = Workspace.open(scratch / language.code, PASSPHRASE, clock=clock, ids=SystemIds(clock))
            sitter = Sitter(workspace, clock, speaker(language.code), size)
            for scene in drawn:
                sitter.go(scene.spot)
                path = out / f"{scene.name}-{language.code}-{look}-{size.width()}x{size.height()}.png"
                path.write_bytes(sitter.take())
                made.append(path)
            sitter.leave()
    cells = "\n".join(f'<p>{path.name}<br><img src="{path.name}" width="900"></p>' for path in made)
    (out / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{cells}", encoding="utf-8")
    return made


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
        spots = {scene.name: scene.spot for scene in scenes(workspace)}
        for scene, name in pictures:
            sitter.go(spots[scene])
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
    parser.add_argument("--readme", action="store_true", help="draw the three of the README instead")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CSPDESK_TIDE"] = str(Path(scratch) / "tides")
        app = application()
        theme.apply(app, theme="light", scale=1)
        made = draw_readme(app, Path(scratch)) if chosen.readme else draw_all(app, chosen.out, Path(scratch))
    print(f"{len(made)} pictures in {made[0].parent}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
