"""Two or three desks of one organisation in real folders, and how they meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.services.founding import found, found_waiting
from cspdesk.services.workspace import Workspace
from tests.store.desks import FAST, PASSPHRASE


@dataclass
class Office:
    """Makes desks, lets them join, and closes them all."""

    folder: Path
    clock: Clock
    ids_of: Callable[[int], Ids]
    made: list[Workspace] = field(default_factory=list)

    def found(self, organisation: str = "Chashma", person: str = "Parvina") -> Workspace:
        number = len(self.made)
        self.made.append(
            found(
                self.folder / f"desk-{number}",
                PASSPHRASE,
                organisation=organisation,
                person=person,
                clock=self.clock,
                ids=self.ids_of(number),
                kdf=FAST,
            )
        )
        return self.made[-1]

    def waiting(self, person: str) -> Workspace:
        number = len(self.made)
        self.made.append(
            found_waiting(
                self.folder / f"desk-{number}",
                PASSPHRASE,
                person=person,
                clock=self.clock,
                ids=self.ids_of(number),
                kdf=FAST,
            )
        )
        return self.made[-1]

    def join(self, founder: Workspace, person: str, *roles: str) -> Workspace:
        """A new desk, enrolled by the founder and welcomed."""
        desk = self.waiting(person)
        self.admit(founder, desk, *roles, name=person)
        return desk

    def admit(self, founder: Workspace, desk: Workspace, *roles: str, name: str = "") -> None:
        number = len(list(self.folder.iterdir()))
        asked, answer = self.folder / f"request-{number}", self.folder / f"welcome-{number}"
        digits = desk.coalition.request(asked)
        desk.coalition.welcome(
            answer, founder.coalition.enrol(asked, digits, roles or ("field",), answer, name=name)
        )

    def carry(self, sender: Workspace, *receivers: Workspace, everything: bool = False) -> Path:
        """One bundle from one desk to others."""
        path = self.folder / f"bundle-{len(list(self.folder.iterdir()))}.cspbundle"
        sender.exchange.make(["all"], path, everything=everything)
        for receiver in receivers:
            receiver.exchange.receive([path])
        return path

    def close(self) -> None:
        for desk in self.made:
            desk.close()
