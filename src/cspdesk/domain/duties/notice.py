"""The state of a notice of funds, out of its steps: the latest that has what it needs decides.

Steps are never changed into one another: desks add theirs apart, and the state of all is the same in
whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from cspdesk.domain.lists.funds import RECEIPT_STATES

EXPECTED, RECEIVED, DRAFTED, FILED = (
    *("receipt_expected", "receipt_received"),
    *("receipt_notice_drafted", "receipt_notice_filed"),
)
REGISTERED, REPORTED, CLOSED = "receipt_registered", "receipt_reported", "receipt_closed"
RETURNED, BANK_REJECTED = "receipt_returned", "receipt_bank_rejected"
REFUSED, NOT_NOTIFIABLE = "receipt_notice_refused", "receipt_not_notifiable"

ORDER: Final[Mapping[str, int]] = {code: place for place, code in enumerate(RECEIPT_STATES.codes)}

_NEEDS: Final[Mapping[str, tuple[str, ...]]] = {
    FILED: ("outgoing_no", "channel"),
    REGISTERED: ("incoming_no", "scan"),
    REFUSED: ("reason", "scan"),
    RETURNED: ("document",),
    NOT_NOTIFIABLE: ("reason", "signer"),
}
_EXCLUDING: Final = frozenset(
    frozenset(pair)
    for pair in (
        (REGISTERED, REFUSED),
        (REGISTERED, NOT_NOTIFIABLE),
        (REFUSED, NOT_NOTIFIABLE),
        (FILED, NOT_NOTIFIABLE),
        (RETURNED, BANK_REJECTED),
    )
)
MAY_SPEND: Final = frozenset((REGISTERED, REPORTED, CLOSED, NOT_NOTIFIABLE))
DONE: Final = frozenset((FILED, *MAY_SPEND, RETURNED, BANK_REJECTED))
"""The duty to tell is met or gone."""
PROVEN: Final = frozenset((*MAY_SPEND, RETURNED, BANK_REJECTED))
"""Nothing more is asked for."""
AGAIN: Final = (DRAFTED, RETURNED)
"""What a refusal leaves to choose: file again, or return the money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was done about an obligation, on a day, with its numbers and its proof."""

    state: str
    on: date
    id: str = ""
    outgoing_no: str = ""
    incoming_no: str = ""
    register_entry: str = ""
    channel: str = ""
    signer: str = ""
    reason: str = ""
    document: str = ""
    scan: str = ""
    link: str = ""

    def lacks(self, needs: Iterable[str] | None = None) -> tuple[str, ...]:
        """What it has not of what it needs; an entry of the register stands for number and scan."""
        wanted = _NEEDS.get(self.state, ()) if needs is None else tuple(needs)
        if self.state == REGISTERED and self.register_entry:
            return ()
        return tuple(name for name in wanted if not getattr(self, name))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a notice stands: its state and its day, what it lacks, and steps that exclude each other."""

    state: str = ""
    since: date | None = None
    lacks: tuple[tuple[str, str], ...] = ()
    """State and need, of steps that have not what they need."""
    asks: tuple[str, ...] = ()
    """What is still to come: the incoming number of what was filed."""
    quarrels: tuple[tuple[Step, Step], ...] = ()


def standing(steps: Iterable[Step]) -> Standing:
    """Where the notice stands by all its steps."""
    held = in_order(steps)
    reached = [one for one in held if not one.lacks()]
    latest = reached[-1] if reached else None
    lacks = tuple((one.state, need) for one in held if _is_open(one, latest) for need in one.lacks())
    asks: tuple[str, ...] = ()
    if latest is not None and latest.state == FILED and not _answered(held, latest):
        asks = ("incoming_no",)
    return Standing(
        latest.state if latest else "", latest.on if latest else None, lacks, asks, quarrels(held)
    )


def state_on(steps: Iterable[Step], day: date) -> str:
    """The state at the end of a day; empty before the first step."""
    return standing(one for one in steps if one.on <= day).state


def quarrels(steps: Iterable[Step]) -> tuple[tuple[Step, Step], ...]:
    """Steps of one day that cannot both be true: two states, or one registration under two numbers."""
    pairs = combinations(in_order(steps), 2)
    return tuple((a, b) for a, b in pairs if a.on == b.on and _excludes(a, b))


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """By day, then by the order of the states, then by what stands in them: the same on every desk."""
    return tuple(sorted(steps, key=_place))


def _place(step: Step) -> tuple[date, int, str, str, str, str]:
    known = ORDER.get(step.state, -1)
    return step.on, known, step.outgoing_no, step.incoming_no, step.register_entry, step.id


def _excludes(a: Step, b: Step) -> bool:
    if a.state != b.state:
        return frozenset((a.state, b.state)) in _EXCLUDING
    numbers = {a.incoming_no, b.incoming_no} - {""}
    return a.state in {REGISTERED, FILED} and len(numbers) == 2


def _is_open(step: Step, latest: Step | None) -> bool:
    """What was lacking once is not asked for after something later was reached."""
    return latest is None or _place(step) > _place(latest)


def _answered(steps: Iterable[Step], filed: Step) -> bool:
    return any(one.incoming_no for one in steps if one.on >= filed.on)


# --- when money may be spent ----------------------------------------------------------------------


def may_spend_from(steps: Iterable[Step]) -> date | None:
    """The first day from which the money may be spent, or None: not yet, or not any more.

    Money that was registered and later sent back was free until then; a refusal takes it away.
    """
    held = tuple(steps)
    if standing(held).state in {REFUSED, BANK_REJECTED}:
        return None
    free = [one.on for one in held if one.state in MAY_SPEND and not one.lacks()]
    return min(free, default=None)
