"""What counts: whether a device had the right to what its segment holds, by the roster that it names.

The judgement is a function of the segment and of rosters held; no clock and no order of arrival
has a part in it, so that every reading desk comes to the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cspdesk.domain.entries import FIRST_UNIT, PRESENCE, Act, Entry, Run, Wire
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


def check_body(author: Author, run: Run) -> None:
    """Refuse (role, malformed) a body whose entries do not belong into the stream, or hold impossible values.

    Kinds and fields that this program does not know are let through: they are kept and passed on.
    """
    classes: set[str] = set()
    for block in run.creations:
        plan = BY_NUMBER.get(block.kind)
        if plan is None:
            continue
        if PRESENCE in block.columns:
            raise codes.refused(codes.MALFORMED, "a creation that deletes")
        for unit, values in block.columns.items():
            _check_place(plan, unit, author.stream)
            if unit in plan.units:
                classes.add(plan.units[unit].merge)
                _check_values(plan, unit, values)
    for entry in run.edits.values():
        classes |= _check_edit(author.stream, entry)
    known = set(author.device.roles) <= roles.BY_NUMBER.keys()
    if known and author.stream and not roles.may_write(author.device.roles, author.stream, classes):
        raise codes.refused(codes.ROLE, "no role of the device writes fields of this class")


def _check_edit(stream: str, entry: Entry) -> set[str]:
    plan = BY_NUMBER.get(entry.kind)
    classes: set[str] = set()
    if plan is None:
        return classes
    for op in entry.ops:
        _check_place(plan, op.unit, stream)
        if op.unit in plan.units:
            classes.add(plan.units[op.unit].merge)
            _check_values(plan, op.unit, (op.value,))
        elif op.unit == PRESENCE and not _is_presence(entry.act, op.value):
            raise codes.refused(codes.MALFORMED, "neither a deletion with its reason nor a restoration")
    return classes


def _is_presence(act: int, value: Wire) -> bool:
    return isinstance(value, str) if act == Act.DELETE else act == Act.RESTORE and value is None


def _check_place(plan: KindPlan, unit: int, stream: str) -> None:
    """Refuse (malformed) a field in a stream where it does not live: who reads it would be decided anew."""
    allowed = _PLACES[plan.kind.number].get(unit)
    if allowed is None and unit < FIRST_UNIT:
        raise codes.refused(codes.MALFORMED, "a number that this kind of record does not have")
    if allowed is not None and stream and stream not in allowed:
        raise codes.refused(codes.MALFORMED, "a field in a stream where it does not live")


def _check_values(plan: KindPlan, unit: int, values: Iterable[Wire]) -> None:
    try:
        plan.units[unit].check_column(tuple(values))
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
