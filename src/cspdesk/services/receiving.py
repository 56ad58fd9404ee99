"""Receiving several files as one act: what each came to, summed for the person who asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cspdesk.domain.errors import CspdeskError, NotFoundError, StorageError, UntrustedError
from cspdesk.domain.ids import to_hex
from cspdesk.services.results import Changes
from cspdesk.services.traffic import Received, RecordsTaken, SegmentsTaken, Taken
from cspdesk.store import blobs, files
from cspdesk.store.desk import Desk
from cspdesk.sync import reception
from cspdesk.sync.inbox import Tally
from cspdesk.sync.reception import Reception
from cspdesk.sync.refusals import code_of, refusal_of

NameOf = Callable[[bytes], str]
"""How people call the device of an id."""


class Receiving:
    """Takes one file after another and keeps count."""

    def __init__(self, desk: Desk, name_of: NameOf) -> None:
        self._desk = desk
        self._name_of = name_of
        self._tally = Tally()
        self._conflicts = 0
        self._pieces = 0
        self._files: list[Taken] = []
        self.problem: CspdeskError | None = None

    def alone(self, path: Path) -> None:
        """Take one file; what is wrong with it as a whole is raised."""
        self._take(path)

    def all(self, paths: Iterable[Path], may_go_on: Callable[[], bool] = lambda: True) -> None:
        """Take several; what is no bundle for this desk is counted, a disk that fails ends it.

        A file that is not there is a problem too, and keeps no other from being taken.  ``may_go_on`` is
        asked before each.
        """
        for path in paths:
            if not may_go_on():
                return
            try:
                self._take(path)
            except UntrustedError as error:
                self._tally.refused.append(code_of(error))
                self._files.append(Taken(path, "", whole=False, segments=0))
            except NotFoundError as error:
                self.problem = self.problem or error
                self._files.append(Taken(path, "", whole=False, segments=0))
            except StorageError as error:
                self.problem = error
                return

    def _take(self, path: Path) -> None:
        size, found = files.size(path), Reception()
        with files.open_plain(path) as stream:
            try:
                reception.receive(
                    self._desk,
                    stream,
                    place=path.name,
                    size=size,
                    keep_piece=self._keep_piece,
                    found=found,
                )
            except StorageError:
                self._add(path, found)
                raise
        self._add(path, found)

    def _keep_piece(self, untrusted_piece: bytes) -> None:
        """Keep a piece under the name of its content; one that no record comes to name is swept later."""
        files.demand_space(self._desk.folder, 2 * len(untrusted_piece))
        blobs.put(self._desk.folder / blobs.FOLDER, untrusted_piece)

    def _add(self, path: Path, found: Reception) -> None:
        self._tally.join(found.tally)
        self._conflicts += found.conflicts
        self._pieces += found.pieces
        sender = "" if found.head is None else self._name_of(found.head.device_id)
        self._files.append(Taken(path, sender, found.whole, found.tally.new))

    def changes(self) -> Changes:
        """What those who show records have to ask for again."""
        records = frozenset(to_hex(record) for _, record in self._tally.changed)
        return Changes(frozenset(self._tally.kinds), records, {"added": self._tally.added})

    def result(self) -> Received:
        """All of it."""
        tally = self._tally
        read = tally.new + tally.known + tally.parked + tally.receipts + tally.rosters + tally.keys
        refused = tuple(refusal_of(code) for code in tally.refused)
        return Received(
            SegmentsTaken(tally.new, tally.known, tally.parked, refused),
            RecordsTaken(tally.added, len(tally.changed)),
            self._conflicts,
            tally.receipts,
            tuple(self._files),
            self._pieces,
            self.problem,
            nothing=not (read or self._pieces),
        )
