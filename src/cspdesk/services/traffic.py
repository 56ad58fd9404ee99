"""What exchange hands out: frozen, plain values about bundles made, taken and waiting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cspdesk.domain.errors import CspdeskError
from cspdesk.sync.carriers import Volume
from cspdesk.sync.refusals import Refusal

__all__ = [
    "ArrivalView",
    "BundleView",
    "Exchanged",
    "Made",
    "Parked",
    "Received",
    "RecordsTaken",
    "Refusal",
    "SegmentsTaken",
    "Taken",
    "Volume",
    "Waiting",
]


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that was made; ``records`` counts those that people see and that it adds or changes.

    ``missing`` counts pieces of attachments that should have come along and are not here.
    """

    path: Path
    segments: int
    bytes: int
    records: int
    receipts: int
    pieces: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class SegmentsTaken:
    """What became of the segments of bundles that were received."""

    new: int = 0
    known: int = 0
    parked: int = 0
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordsTaken:
    """How many records that people see came, and how many that were here changed."""

    added: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """One file of those received: from whom, and whether all of it was there."""

    path: Path
    sender: str
    whole: bool
    segments: int


@dataclass(frozen=True, slots=True)
class Received:
    """What receiving came to, over all files; ``problem`` is what a disk did on the way."""

    segments: SegmentsTaken = field(default_factory=SegmentsTaken)
    records: RecordsTaken = field(default_factory=RecordsTaken)
    conflicts: int = 0
    receipts: int = 0
    files: tuple[Taken, ...] = ()
    pieces: int = 0
    problem: CspdeskError | None = None
    nothing: bool = False
    """None of it could be taken, and none of it was here already."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A folder or stick both ways: what was taken, what was written, and what kept the rest from it.

    ``may_remove``: nothing of ours is still on its way to the disk.  ``stopped``: a person ended it before
    all was done; the rest is done at the next time.
    """

    received: Received
    made: tuple[Made, ...] = ()
    problem: CspdeskError | None = None
    may_remove: bool = True
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class BundleView:
    """What can be said of a bundle: by anyone (``named``, ``size``), and by who can open it.

    ``sender`` is None where this desk cannot open it; ``items`` counts what it carries by kind.
    """

    path: Path
    named: bool
    size: int
    sender: str | None = None
    sender_id: str = ""
    whole: bool = False
    items: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class Parked:
    """Changes that wait for earlier ones: how many, and for whose desk's."""

    changes: int
    waits_for: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits on this desk: to be sent, for others' changes, for another try."""

    changes: int = 0
    """Own changes that nobody else is known to hold yet."""
    parked: tuple[Parked, ...] = ()
    refused: tuple[tuple[Refusal, int], ...] = ()
    conflicts: int = 0
    last_received: str = ""
    last_made: str = ""

    @property
    def last_exchange(self) -> str:
        """When a bundle was made or received last; empty if never."""
        return max(self.last_received, self.last_made)


@dataclass(frozen=True, slots=True)
class ArrivalView:
    """A bundle that came, for the page of today."""

    at: str
    sender: str
    place: str
    segments: int
    added: int
    changed: int
    conflicts: int
    seen: bool
