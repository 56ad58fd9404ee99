"""Opens the segments of the next group while the database makes the present one durable.

Decrypting, expanding and decoding need no database, and writing a transaction to the disk needs no
Python: the two go on side by side.  What is opened here is only a head start; whoever takes a segment
judges it all the same, and opens it himself where nothing was opened for him.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cspdesk.domain.errors import UntrustedError
from cspdesk.sync import rights
from cspdesk.wire import segment
from cspdesk.wire.body import Body
from cspdesk.wire.items import Item, ItemKind
from cspdesk.wire.segment import Segment


@dataclass(frozen=True, slots=True)
class Opened:
    """A segment that was decoded, and what it says; its values fit their fields.  Not yet believed."""

    segment: Segment
    body: Body


def opened(items: Sequence[Item], epochs: Mapping[bytes, bytes]) -> dict[bytes, Opened]:
    """What can be opened of a group with these epochs' private halves, by the item's bytes."""
    found: dict[bytes, Opened] = {}
    for item in items:
        if item.kind == ItemKind.SEGMENT:
            one = _opened(item.body, epochs)
            if one is not None:
                found[item.body] = one
    return found


def _opened(untrusted: bytes, epochs: Mapping[bytes, bytes]) -> Opened | None:
    """One segment; None where anything is wrong with it, or no key is here: that is said elsewhere."""
    try:
        parsed = segment.parse(untrusted)
        private = epochs.get(parsed.header.epoch)
        if private is None:
            return None
        body = parsed.open(private)
        rights.check_values(body.run)
    except UntrustedError:
        return None
    return Opened(parsed, body)
