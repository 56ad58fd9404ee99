"""What counts: whether a device had the right to what its segment holds, by the roster that it names.

The judgement is a function of the segment and of rosters held; no clock and no order of arrival
has a part in it, so that every reading desk comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.entries import FIRST_UNIT, PRESENCE, Act, Run, Wire
from cspdesk.store.plan import BY_NAME, BY_NUMBER, PLANS, KindPlan
from cspdesk.sync import roles
from cspdesk.sync.chain import Chain
from cspdesk.wire import codes
from cspdesk.wire.erased import ErasedSegment
from cspdesk.wire.members import Device
from cspdesk.wire.segment import Segment


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a segment, as the roster that it names has it; ``stream`` empty: of a newer program."""

    device: Device
    stream: str


def author_of(chain: Chain, segment: Segment | ErasedSegment) -> Author:
    """The author of a segment, if the roster that it names lists the device and its role allows the stream.

    Raises ``UntrustedError``: old-roster (it waits), bad-chain, unknown-sender, unknown-stream,
    bad-key (an epoch that the organisation does not have), role.
    """
    header = segment.header
    named = chain.find(header.roster_hash)
    if named is None:
        raise codes.refused(codes.OLD_ROSTER, "the roster that the segment names is not here")
    if named.roster.number != header.roster_number:
        raise codes.refused(codes.BAD_CHAIN, "the roster of that hash has another number")
    device = named.roster.device(header.device)
    if device is None:
        raise codes.refused(codes.UNKNOWN_SENDER, "the roster does not list the device")
    stream = named.roster.stream(header.stream)
    if stream is None:
        raise codes.refused(codes.UNKNOWN_STREAM, "the roster does not list the stream")
    if all(epoch.id != header.epoch for epoch in stream.epochs):
        raise codes.refused(codes.BAD_KEY, "the stream has no such epoch")
    code = roles.STREAM_CODES.get(stream.code, "")
    unknown_roles = set(device.roles) - roles.BY_NUMBER.keys()
    if code and not unknown_roles and not roles.may_write(device.roles, code):
        raise codes.refused(codes.ROLE, "no role of the device writes this stream")
    return Author(device, code)


def check_body(author: Author, run: Run, *, values: bool = True) -> None:
    """Refuse (role, malformed) a body whose entries do not belong into the stream, or hold impossible values.

    Kinds and fields that this program does not know are let through: they are kept and passed on.
    ``values`` False: ``check_values`` was there before.
    """
    if values:
        check_values(run)
    met: dict[int, set[int]] = {}
    for block in run.creations:
        met.setdefault(block.kind, set()).update(block.columns)
    for entry in run.edits.values():
        met.setdefault(entry.kind, set()).update(op.unit for op in entry.ops)
    known = set(author.device.roles) <= roles.BY_NUMBER.keys()
    for kind, units in met.items():
        classes = _classes(kind, units, author.stream)
        plan = BY_NUMBER.get(kind)
        name = "" if plan is None else plan.kind.name
        if known and author.stream and not roles.may_write(author.device.roles, author.stream, name, classes):
            raise codes.refused(codes.ROLE, "no role of the device writes this kind or class")


def check_values(run: Run) -> None:
    """Refuse (malformed) a body with a value that its field cannot hold; who wrote it plays no part."""
    for block in run.creations:
        plan = BY_NUMBER.get(block.kind)
        if plan is None:
            continue
        if PRESENCE in block.columns:
            raise codes.refused(codes.MALFORMED, "a creation that deletes")
        for unit in block.columns.keys() & plan.units.keys():
            _check_column(plan, unit, block.columns[unit])
    given: dict[tuple[int, int], list[Wire]] = {}
    for entry in run.edits.values():
        for op in entry.ops:
            if op.unit == PRESENCE and entry.kind in BY_NUMBER and not _is_presence(entry.act, op.value):
                raise codes.refused(codes.MALFORMED, "neither a deletion with its reason nor a restoration")
            given.setdefault((entry.kind, op.unit), []).append(op.value)
    for (kind, unit), values in given.items():
        plan = BY_NUMBER.get(kind)
        if plan is not None and unit in plan.units:
            _check_column(plan, unit, values)


def _is_presence(act: int, value: Wire) -> bool:
    return isinstance(value, str) if act == Act.DELETE else act == Act.RESTORE and value is None


def _classes(kind: int, units: Iterable[int], stream: str) -> set[str]:
    """The merge classes of fields, each of which must live in the stream; nothing of an unknown kind.

    Who reads a field would be decided anew if it could come in another stream.
    """
    plan = BY_NUMBER.get(kind)
    if plan is None:
        return set()
    found: set[str] = set()
    for unit in units:
        allowed = _PLACES[kind].get(unit)
        if allowed is None and unit < FIRST_UNIT:
            raise codes.refused(codes.MALFORMED, "a number that this kind of record does not have")
        if allowed is not None and stream and stream not in allowed:
            raise codes.refused(codes.MALFORMED, "a field in a stream where it does not live")
        if unit in plan.units:
            found.add(plan.units[unit].merge)
    return found


def _check_column(plan: KindPlan, unit: int, values: Sequence[Wire]) -> None:
    try:
        plan.units[unit].check_column(values)
    except (ValueError, TypeError, OverflowError) as error:
        raise codes.refused(codes.MALFORMED, f"a value that field {unit} cannot hold") from error


def _places(plan: KindPlan) -> Mapping[int, frozenset[str]]:
    """The streams in which each unit of a kind may be written; parts live where their record lives."""
    home = (
        {plan.kind.stream}
        if not plan.kind.is_part
        else {BY_NAME[name].kind.stream for name in plan.kind.parents}
    )
    places: dict[int, frozenset[str]] = {}
    every = set(home)
    for unit, described in plan.units.items():
        narrower = described.members[0].stream
        places[unit] = frozenset({narrower} if narrower else home)
        every |= places[unit]
    places[PRESENCE] = frozenset(every)
    return places


_PLACES: Final[Mapping[int, Mapping[int, frozenset[str]]]] = {
    plan.kind.number: _places(plan) for plan in PLANS
}
