"""What the tests of bundles are made of: a small one, a large one, and how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from cspdesk.wire import bundle
from cspdesk.wire.items import Fault, Head, Item, ItemKind
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.unpacking import Reader
from tests.wire.makers import Drawn, epoch, feed, keys, sealed, signed_roster, small_grant, small_receipt

PRIVATE = [epoch().private]
OPENING = 4 + 3 + 32 + 80
SIZES = (300_000, 5, 0, 70_000, 65_000, 200_000)
BIG = [(ItemKind.PIECE, Drawn(each).random(size)) for each, size in enumerate(SIZES)]


def head() -> Head:
    owner = keys()
    held = ((feed(), Ranges(((1, 7),))), (feed(2, owner=keys(2)), Ranges(((1, 4), (9, 12)))))
    return Head(owner.sign_public, owner.box_public, bytes(range(16)), 3, bytes(32), held)


def contents() -> list[tuple[ItemKind, bytes]]:
    """What the small bundle carries."""
    return [
        (ItemKind.ROSTER, signed_roster().to_bytes()),
        (ItemKind.GRANT, small_grant().to_bytes()),
        (ItemKind.SEGMENT, sealed().to_bytes()),
        (ItemKind.RECEIPT, small_receipt().to_bytes()),
    ]


def bundled(
    carried: Sequence[tuple[ItemKind, bytes]] | None = None, *, circles: int = 1, named: bool = True
) -> bytes:
    stream = BytesIO()
    writer = bundle.write(
        stream,
        head(),
        addressees=[epoch(place + 1).public for place in range(circles)],
        keys=keys(),
        ids=Drawn(5),
        named=named,
    )
    for kind, body in contents() if carried is None else carried:
        writer.add(kind, body)
    writer.close()
    return stream.getvalue()


def read(
    untrusted: bytes, privates: Sequence[bytes] = PRIVATE
) -> tuple[list[tuple[ItemKind, bytes]], list[Fault], Reader]:
    """The items and the faults of a bundle, and the reader with what it says at the end."""
    reader = bundle.read(BytesIO(untrusted), privates)
    found = list(reader)
    taken = [(each.kind, each.body) for each in found if isinstance(each, Item)]
    return taken, [each for each in found if isinstance(each, Fault)], reader
