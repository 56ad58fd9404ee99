"""What the tests of ``wire`` are made of: seeded ids, keys, small runs, a small organisation on paper."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any

from cspdesk.domain.entries import Act, Creations, Dot, Entry, FeedId, Op, Run
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import RecordId, cell_id, stamped
from cspdesk.wire import grant, receipt, roster, segment
from cspdesk.wire.epochs import EpochKey
from cspdesk.wire.grant import Grant
from cspdesk.wire.members import Device, Epoch, Root, Stream
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.receipt import Holding, Receipt
from cspdesk.wire.rights import Cut, Member, Recovery, Verdict, Withdrawal, Word
from cspdesk.wire.roster import Roster, SignedRoster
from cspdesk.wire.segment import HeaderFields, Segment
from cspdesk.wire.suite import DeviceKeys, box_public, sign_public

AT = 1_790_000_000_000
ROOT_SEEDS = tuple(bytes([place]) * 32 for place in range(1, 5))


class Drawn:
    """A real ``Ids`` that a seed repeats."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def new(self) -> RecordId:
        return stamped(AT, self.random(10))

    def random(self, size: int) -> bytes:
        return self._random.randbytes(size)


def outcome(call: Callable[..., Any], *args: Any, **named: Any) -> tuple[Any, str]:
    """What a reader gives back and "", or None and the word of the code with which it refuses."""
    try:
        return call(*args, **named), ""
    except UntrustedError as refusal:
        return None, refusal.code


def keys(seed: int = 1) -> DeviceKeys:
    return DeviceKeys.generate(Drawn(1000 + seed))


def epoch(seed: int = 1) -> EpochKey:
    return EpochKey(stream_id(), Drawn(2000 + seed).random(32))


def stream_id(seed: int = 1) -> bytes:
    return Drawn(3000 + seed).random(16)


def feed(seed: int = 1, *, owner: DeviceKeys | None = None) -> FeedId:
    return FeedId(Drawn(4000 + seed).random(16), stream_id(), (owner or keys()).device_id)


def small_run(first: int = 1) -> Run:
    """Two consultations, two cells of the first one's grid, and edits of both kinds of base."""
    draw = Drawn(first)
    records = [draw.new(), draw.new()]
    cells = [cell_id(records[0], "f", "18-29", "no"), cell_id(records[0], "m", "18-29", "no")]
    consultations = Creations(
        kind=4,
        seqs=(first, first + 1),
        records=tuple(records),
        saves=(7, 8),
        ats=(AT, AT + 5),
        columns={16: ("Об дар деҳа", "Роҳ ба мактаб"), 17: (12, None), 20: ((100, "TJS"), None)},
    )
    grid = Creations(
        kind=9,
        seqs=(first + 2, first + 3),
        records=tuple(cells),
        saves=(9, 9),
        ats=(AT + 9, AT + 9),
        columns={
            2: (records[0], records[0]),
            30: ("f", "m"),
            31: ("18-29", "18-29"),
            32: ("no", "no"),
            33: (14, 9),
        },
    )
    other = Dot(1, 40)
    edits = {
        first + 4: Entry(Act.EDIT, 4, Dot(0, first), 10, AT + 20, (Op(17, 13, (Dot(0, first),)),)),
        first + 5: Entry(
            Act.EDIT,
            4,
            other,
            11,
            AT + 30,
            (Op(16, "Мост", (other,)), Op(17, None, (Dot(1, 41), Dot(1, 44)))),
        ),
        first + 6: Entry(Act.DELETE, 4, records[1], 12, AT + 31, (Op(1, True, (Dot(0, first + 1),)),)),
    }
    return Run((feed(), feed(2, owner=keys(2))), first, 7, (consultations, grid), edits)


RULES = {9: (2, 30, 31, 32)}


def sealed(run: Run | None = None, *, seed: int = 1, previous: bytes = b"") -> Segment:
    run = small_run() if run is None else run
    return segment.seal(
        run,
        pins=tuple(bytes([place]) * 32 for place in range(1, len(run.feeds))),
        header=HeaderFields(previous or (b"" if run.first == 1 else bytes(32)), 3, bytes(range(32))),
        epoch_public=epoch().public,
        keys=keys(),
        ids=Drawn(seed),
        rules=RULES,
    )


def small_roster(number: int = 1, follows: Sequence[SignedRoster] = ()) -> Roster:
    """One organisation: three devices, a stream with two epochs, one loss, one verdict, recovery."""
    second, first = epoch(2), epoch(1)
    epochs = (
        Epoch(first.public),
        Epoch(second.public, ((first.id, first.seal_to(second.public, Drawn(9))),)),
    )
    lost = Withdrawal(keys(3).device_id, None, None, (Cut(feed(3).incarnation, stream_id(), 12, bytes(32)),))
    return Roster(
        organisation=bytes(range(16)),
        number=number,
        follows=tuple(sorted(each.hash for each in follows)),
        root=Root(2, tuple(sign_public(seed) for seed in ROOT_SEEDS[:3])),
        devices=tuple(
            Device(owner.sign_public, owner.box_public, roles, 1)
            for owner, roles in ((keys(1), (1, 4)), (keys(2), (1,)), (keys(3), ()))
        ),
        streams=(Stream(stream_id(), 1, epochs),),
        withdrawals=(lost,),
        verdicts=(Verdict(feed(3).incarnation, stream_id(), 13, 20, b"", Word.LOST),),
        recovery=Recovery(sign_public(ROOT_SEEDS[3]), box_public(bytes([9]) * 32), (bytes(72),) * 3),
        members=(Member(bytes([5]) * 16, bytes(32), bytes([6]) * 32),),
        expires=AT,
    )


def signed_roster(
    number: int = 1, follows: Sequence[SignedRoster] = (), places: Sequence[int] = (0, 2)
) -> SignedRoster:
    made = roster.draft(small_roster(number, follows))
    for place in places:
        made = made.signed_by(place, ROOT_SEEDS[place])
    return made


def small_grant(receiver: int = 2) -> Grant:
    owner = keys(receiver)
    return grant.make(
        epoch(2),
        organisation=bytes(range(16)),
        receiver=owner.device_id,
        receiver_public=owner.box_public,
        keys=keys(1),
        ids=Drawn(11),
    )


def small_receipt(number: int = 1) -> Receipt:
    holding = Holding(
        feed(), ((1, 7, bytes(32)), (20, 22, bytes([1]) * 32)), Ranges(((1, 7),)), Ranges(((2, 5), (20, 20)))
    )
    return receipt.make(
        organisation=bytes(range(16)),
        number=number,
        holdings=(holding, Holding(feed(2, owner=keys(2)), ())),
        refusals=((bytes([2]) * 32, 8), (bytes([1]) * 32, 17)),
        keys=keys(2),
    )


def places(value: Any, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    """The path to each part of an array, at every depth."""
    if not isinstance(value, tuple):
        return []
    found = [(*path, at) for at in range(len(value))]
    for at, inner in enumerate(value):
        found += places(inner, (*path, at))
    return found


def replaced(value: Any, path: tuple[int, ...], new: Any) -> Any:
    """An array with one part, at a path, replaced."""
    if not path:
        return new
    at = path[0]
    return (*value[:at], replaced(value[at], path[1:], new), *value[at + 1 :])


JUNK = (
    None,
    True,
    -1,
    0,
    1,
    2**63 - 1,
    b"",
    b"x",
    bytes(16),
    bytes(32),
    bytes(64),
    "",
    "text",
    (),
    ((),),
    (1, 2),
)
"""Values that stand somewhere in every format, and so belong in hardly any one place."""
