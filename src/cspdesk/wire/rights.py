"""What a roster says of rights: withdrawals with their cuts, verdicts, recovery, members of a coalition.

Each value knows its own array; ``roster`` puts them together and signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from cspdesk.domain.entries import Wire
from cspdesk.wire import limits, shape
from cspdesk.wire.suite import DIGEST, ID, KEY

PAIRS = 3
PAIR_BOX = 72
"""Nonce, 32 bytes of seed, tag: the recovery's seed encrypted under the key of two papers."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The last segment of a feed that counts: the seq of its last entry and its hash; 0 and empty: none."""

    incarnation: bytes
    stream: bytes
    seq: int
    hash: bytes

    def to_wire(self) -> Wire:
        """``[incarnation, stream, seq, hash]``."""
        return self.incarnation, self.stream, self.seq, self.hash

    @staticmethod
    def from_wire(untrusted: Wire) -> Cut:
        """The cut of an array from outside."""
        incarnation, stream, untrusted_seq, name = shape.array(untrusted, 4)
        seq = shape.integer(untrusted_seq)
        return Cut(
            shape.octets(incarnation, ID),
            shape.octets(stream, ID),
            seq,
            shape.octets(name, DIGEST if seq else 0),
        )


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A device's loss of a right, with what of its feeds still counts.

    All rights, or those of one role or of one stream.  Of a feed that ``cuts`` does not name, all
    goes to review.
    """

    device: bytes
    role: int | None
    stream: bytes | None
    cuts: tuple[Cut, ...]

    def to_wire(self) -> Wire:
        """``[device, role or null, stream or null, [cut, ...]]``."""
        return self.device, self.role, self.stream, tuple(cut.to_wire() for cut in self.cuts)

    @staticmethod
    def from_wire(untrusted: Wire) -> Withdrawal:
        """The withdrawal of an array from outside."""
        device, role, stream, untrusted_cuts = shape.array(untrusted, 4)
        cuts = tuple(Cut.from_wire(cut) for cut in shape.array(untrusted_cuts, most=limits.CUTS))
        shape.ascending([(cut.incarnation, cut.stream) for cut in cuts])
        return Withdrawal(
            shape.octets(device, ID),
            None if role is None else shape.integer(role),
            None if stream is None else shape.octets(stream, ID),
            cuts,
        )


class Word(IntEnum):
    """What an administrator says about a stretch of a feed: it is lost for good, counts, or does not."""

    LOST = 0
    ADOPTED = 1
    REJECTED = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """An administrator's word about the entries from ``first`` to ``last`` of a feed.

    ``hash`` is the segment that holds the last one, where it is known: of two branches it names one.
    """

    incarnation: bytes
    stream: bytes
    first: int
    last: int
    hash: bytes
    word: Word

    def to_wire(self) -> Wire:
        """``[incarnation, stream, first, last, hash or empty, word]``."""
        return self.incarnation, self.stream, self.first, self.last, self.hash, int(self.word)

    @staticmethod
    def from_wire(untrusted: Wire) -> Verdict:
        """The verdict of an array from outside."""
        incarnation, stream, untrusted_first, last, name, word = shape.array(untrusted, 6)
        first = shape.integer(untrusted_first, 1)
        return Verdict(
            shape.octets(incarnation, ID),
            shape.octets(stream, ID),
            first,
            shape.integer(last, first),
            shape.octets(name, 0, DIGEST),
            Word(shape.integer(word, Word.LOST, Word.REJECTED)),
        )


@dataclass(frozen=True, slots=True)
class Recovery:
    """The organisation's recovery: a key that may replace the administrators, one that opens every grant.

    ``boxes`` are three, one for each pair of papers; any two papers open one of them.
    """

    sign_public: bytes
    box_public: bytes
    boxes: tuple[bytes, ...]

    def to_wire(self) -> Wire:
        """``[signing key, box key, [box, box, box]]``."""
        return self.sign_public, self.box_public, self.boxes

    @staticmethod
    def from_wire(untrusted: Wire) -> Recovery:
        """The recovery of an array from outside."""
        sign_public, box, untrusted_boxes = shape.array(untrusted, 3)
        boxes = tuple(shape.octets(each, PAIR_BOX) for each in shape.array(untrusted_boxes, PAIRS))
        return Recovery(shape.octets(sign_public, KEY), shape.octets(box, KEY), boxes)


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation in a coalition's roster: its id, its root's pin, the key its circle is reached by."""

    organisation: bytes
    root_pin: bytes
    circle_public: bytes

    def to_wire(self) -> Wire:
        """``[organisation, pin, box key]``."""
        return self.organisation, self.root_pin, self.circle_public

    @staticmethod
    def from_wire(untrusted: Wire) -> Member:
        """The member of an array from outside."""
        organisation, pin, circle = shape.array(untrusted, 3)
        return Member(shape.octets(organisation, ID), shape.octets(pin, DIGEST), shape.octets(circle, KEY))
