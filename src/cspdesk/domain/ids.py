"""Names that need no server: random record ids, computed cell ids, keys of order in a list.

Ids are 16 bytes and shown as 32 hexadecimal digits.  They are drawn by whoever is handed in
(``Ids``), so that a test or a simulation can replay them.
"""

from __future__ import annotations

import os
from typing import NewType, Protocol
from uuid import UUID, uuid5

from cspdesk.domain.clock import Clock, millis

RecordId = NewType("RecordId", bytes)

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Ids(Protocol):
    """Draws fresh names and secret bytes."""

    def new(self) -> RecordId:
        """A record id that nobody else has."""
        ...

    def random(self, size: int) -> bytes:
        """``size`` bytes that nobody can guess."""
        ...


class SystemIds:
    """Ids from the operating system's randomness, in the layout of UUID version 7 (RFC 9562).

    The leading 48 bits are the clock's milliseconds: ids made together lie together in an index.
    Nothing reads the time back out of an id.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def new(self) -> RecordId:
        """A fresh record id."""
        return stamped(millis(self._clock.now()), os.urandom(10))

    def random(self, size: int) -> bytes:
        """``size`` bytes from the operating system."""
        return os.urandom(size)


def stamped(ms: int, tail: bytes) -> RecordId:
    """A UUID version 7 of a time in milliseconds and ten random bytes."""
    head = (ms & 0xFFFF_FFFF_FFFF).to_bytes(6, "big")
    middle = bytes((0x70 | tail[0] & 0x0F, tail[1], 0x80 | tail[2] & 0x3F))
    return RecordId(head + middle + tail[3:10])


def cell_id(parent: bytes, *keys: str) -> RecordId:
    """The id of a part that its parent and its keys name: UUID version 5 over ``key|key|...``.

    Two desks that fill the same cell of a grid therefore meet in one record.
    """
    return RecordId(uuid5(UUID(bytes=bytes(parent)), "|".join(keys)).bytes)


def content_id(kind: int, *keys: str) -> RecordId:
    """The id of a record that its content names: UUID version 5 in the space of its kind.

    Two desks that enter one thing (the rate of a currency on a day) therefore meet in one record.
    """
    return cell_id(kind.to_bytes(16, "big"), *keys)


def to_hex(name: bytes) -> str:
    """The 32 digits that people and files see."""
    return name.hex()


def from_hex(untrusted_text: str) -> RecordId:
    """The id of 32 hexadecimal digits (hyphens allowed); ``ValueError`` for anything else."""
    digits = untrusted_text.replace("-", "").strip()
    if len(digits) != 32 or not digits.isascii():
        raise ValueError(untrusted_text[:64])
    return RecordId(bytes.fromhex(digits))


def key_between(before: str | None, after: str | None) -> str:
    """A key of order that sorts after ``before`` and before ``after`` (None: the list's end).

    Keys are base-62 fractions without trailing zero, so that there is always room between two.
    ``before < after`` is the caller's duty; keys from elsewhere are checked by ``is_order_key``.
    """
    low, high = before or "", after or ""
    made = ""
    place = 0
    while True:
        a = _DIGITS.index(low[place]) if place < len(low) else 0
        b = _DIGITS.index(high[place]) if place < len(high) else len(_DIGITS)
        if b - a > 1:
            return made + _DIGITS[_step(a, b, appending=after is None, prepending=before is None)]
        made += _DIGITS[a]
        if b > a:
            high = ""
        place += 1


def _step(low: int, high: int, *, appending: bool, prepending: bool) -> int:
    """The digit to take: small steps at the ends of a list, where most insertions fall."""
    if appending and not prepending:
        return low + 1
    if prepending and not appending:
        return high - 1
    return (low + high) // 2


def is_order_key(untrusted_key: str) -> bool:
    """Whether a text is a key of order: base 62, not empty, no trailing zero, at most 200 digits."""
    return (
        0 < len(untrusted_key) <= 200
        and untrusted_key[-1] != "0"
        and all(c in _DIGITS for c in untrusted_key)
    )
