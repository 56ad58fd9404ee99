"""Two desks of one organisation, joined as people join them, and bundles between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.services.founding import found, found_waiting
from cspdesk.services.traffic import Received
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.store.desks import FAST, PASSPHRASE


@dataclass(slots=True)
class Pair:
    """An office and a field desk, both open."""

    office: Workspace
    field: Workspace
    folder: Path
    sent: int = 0

    def send(self, sender: Workspace, receiver: Workspace) -> Received:
        """Carry what the receiver lacks."""
        self.sent += 1
        path = self.folder / f"{self.sent}.cspbundle"
        sender.exchange.make(["all"], path)
        return receiver.exchange.receive([path])

    def meet(self) -> None:
        """Both see what the other has."""
        self.send(self.office, self.field)
        self.send(self.field, self.office)

    def close(self) -> None:
        self.field.close()
        self.office.close()


def paired(folder: Path, clock: Clock, ids: Ids) -> Pair:
    """Found one desk, enrol the other, and let both know it."""
    office = found(
        folder / "office",
        PASSPHRASE,
        organisation="Chashma",
        person="Nigora",
        clock=clock,
        ids=ids,
        kdf=FAST,
    )
    field = found_waiting(folder / "field", PASSPHRASE, person="Zafar", clock=clock, ids=ids, kdf=FAST)
    request, welcome = folder / "request", folder / "welcome"
    digits = field.coalition.request(request)
    answer = office.coalition.enrol(request, digits, ["field", "coordinator", "finance"], welcome)
    field.coalition.welcome(welcome, answer)
    pair = Pair(office, field, folder)
    pair.meet()
    return pair


@contextmanager
def lone(folder: Path) -> Iterator[Workspace]:
    """A desk for a whole module of tests that only look, its tide file beside it."""
    clock = FixedClock(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CSPDESK_TIDE", str(folder / "tides"))
        made = found(
            folder / "desk",
            PASSPHRASE,
            organisation="Chashma",
            person="Nigora",
            clock=clock,
            ids=SeededIds(1, clock),
            kdf=FAST,
        )
    with made:
        yield made
