"""Desks made once in a run and copied for each test: making one costs half a second, a copy nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import find_language
from cspdesk.services import sample
from cspdesk.services.founding import found
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.store.desks import FAST, PASSPHRASE

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Templates:
    """Makes each kind of desk when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    def new(self, name: str, *, language: str = "") -> Path:
        """A new organisation's desk; with a language it holds the sample in it."""
        if name not in self._made:
            folder = self._folder / name
            clock = FixedClock(START)
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("CSPDESK_TIDE", str(self._folder / "tides"))
                workspace = found(
                    folder,
                    PASSPHRASE,
                    organisation="Чашма",
                    person="М. Раҳимова",
                    language=language or "en",
                    clock=clock,
                    ids=SeededIds(1, clock),
                    kdf=FAST,
                )
                if language:
                    spoken = find_language(language)
                    assert spoken is not None
                    sample.fill(workspace, translator(spoken), clock.today())
                workspace.close()
            self._made[name] = folder
        return self._made[name]


def opened_copy(template: Path, folder: Path, clock: Clock, ids: Ids) -> Workspace:
    """A copy of a desk, open."""
    shutil.copytree(template, folder)
    return Workspace.open(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
