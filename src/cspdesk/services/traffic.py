"""What exchange hands out: frozen, plain values about bundles made, taken and waiting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspdesk.sync.refusals import Refusal

__all__ = ["BundleView", "Made", "Received", "RecordsTaken", "Refusal", "SegmentsTaken", "Taken"]


@dataclass(frozen=True, slots=True)
class Made:
    """A bundle that was made; ``records`` counts those that people see and that it adds or changes."""

    path: Path
    segments: int
    bytes: int
    records: int
    receipts: int
    pieces: int = 0


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
    """What receiving came to, over all files."""

    segments: SegmentsTaken = SegmentsTaken()
    records: RecordsTaken = RecordsTaken()
    conflicts: int = 0
    receipts: int = 0
    files: tuple[Taken, ...] = ()
    pieces: int = 0


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
    items: dict[str, int] | None = None
    faults: tuple[Refusal, ...] = ()
