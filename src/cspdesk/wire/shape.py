"""The shape of decoded values: each function gives back what it was promised, or refuses."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from cspdesk.domain.entries import Wire
from cspdesk.wire import codes

LARGEST = 2**63 - 1
CLOCK = 2**62 - 1
"""Times lie between this and its negative, so that any two differ by an integer of the format."""


def array(untrusted: Wire, length: int | None = None, *, most: int | None = None) -> tuple[Wire, ...]:
    """An array of exactly ``length`` values, or of at most ``most``."""
    if type(untrusted) is not tuple or (length is not None and len(untrusted) != length):
        raise codes.refused(codes.MALFORMED, "an array of another length, or none")
    if most is not None and len(untrusted) > most:
        raise codes.refused(codes.TOO_BIG, "an array longer than allowed")
    return untrusted


def integer(untrusted: Wire, low: int = 0, high: int = LARGEST) -> int:
    """An integer from ``low`` to ``high``."""
    if type(untrusted) is not int or not low <= untrusted <= high:
        raise codes.refused(codes.MALFORMED, "an integer out of its bounds, or none")
    return untrusted


def bounded(untrusted: Wire, most: int) -> int:
    """An integer from 1; refused (too-big) beyond ``most``, which is a limit of the format."""
    found = integer(untrusted, 1)
    if found > most:
        raise codes.refused(codes.TOO_BIG, "a number beyond a limit")
    return found


def octets(untrusted: Wire, *lengths: int, most: int | None = None) -> bytes:
    """A byte string of one of the ``lengths``, or of at most ``most`` bytes."""
    if type(untrusted) is not bytes or (lengths and len(untrusted) not in lengths):
        raise codes.refused(codes.MALFORMED, "a byte string of another length, or none")
    if most is not None and len(untrusted) > most:
        raise codes.refused(codes.TOO_BIG, "a byte string longer than allowed")
    return untrusted


def text(untrusted: Wire, most: int) -> str:
    """A text of at most ``most`` bytes."""
    if type(untrusted) is not str:
        raise codes.refused(codes.MALFORMED, "no text where one belongs")
    if len(untrusted.encode()) > most:
        raise codes.refused(codes.TOO_BIG, "a text longer than allowed")
    return untrusted


def integers(untrusted: Wire, length: int) -> tuple[int, ...]:
    """A column of ``length`` integers."""
    column = array(untrusted, length)
    if not set(map(type, column)) <= {int}:
        raise codes.refused(codes.MALFORMED, "a column of integers holds something else")
    return column  # type: ignore[return-value]


def ascending(keys: Sequence[Any]) -> None:
    """Refuse a list that is not in order, or names one thing twice."""
    if any(low >= high for low, high in pairwise(keys)):
        raise codes.refused(codes.MALFORMED, "a list out of order")


def versioned(untrusted: Wire, length: int, known: int, suite: int) -> tuple[Wire, ...]:
    """An array of ``length`` values that starts with format and suite; refused (newer) if unknown."""
    found = array(untrusted)
    if len(found) < 2:
        raise codes.refused(codes.MALFORMED, "no format and suite")
    if integer(found[0]) != known or integer(found[1]) != suite:
        raise codes.refused(codes.NEWER, "a format or suite that is not known here")
    return array(untrusted, length)
