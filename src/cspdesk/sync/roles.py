"""Roles: which streams each may read and write, and which kinds and classes of fields it may not write.

One table for the whole program.  Rosters name roles and streams by number; the numbers never
change meaning and are never used again.  A stream or role not listed here was made by a newer
program: its segments are held and passed on, and nobody here writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import STREAMS, Merge
from cspdesk.domain.text import N_, msg

STREAM_NUMBERS: Final[Mapping[str, int]] = {
    "field": 1,
    "people": 2,
    "sensitive": 3,
    "finance": 4,
    "shared": 5,
    "directory": 6,
    "common": 7,
    "control": 8,
}
"""What rosters write for each stream's purpose."""

STREAM_CODES: Final[Mapping[int, str]] = {number: code for code, number in STREAM_NUMBERS.items()}

_EVERYBODY = frozenset(("shared", "directory", "common", "control"))
_CONSULTING = _EVERYBODY | {"field", "people"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a device may do for the organisation."""

    number: int
    code: str
    label: str
    reads: frozenset[str]
    writes: frozenset[str]
    not_classes: frozenset[str] = frozenset((Merge.COALITION,))
    """Merge classes whose fields it may not write: lists of the coalition are its stewards' to change."""
    not_kinds: frozenset[str] = frozenset()
    """Kinds of records that it may not write in the streams that it writes."""
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Kinds of records that it may write in a stream that it writes nothing else of."""

    def allows(self, stream: str, kind: str, merge_classes: frozenset[str]) -> bool:
        """Whether it may write fields of these classes in records of a kind; any kind where it is empty."""
        if merge_classes & self.not_classes:
            return False
        if stream in self.writes:
            return kind not in self.not_kinds
        return kind in self.only.get(stream, ()) if kind else stream in self.only


_BOOKS = frozenset(("exchange_rate", "article"))
"""What the books compute with: the finance officer's to enter."""
_LAW = frozenset(("duty_rule", "holiday"))
"""What due dates follow from: the administrator stands for it."""

ROLES: Final = (
    Role(1, "field", N_("field officer"), _CONSULTING, _CONSULTING, not_kinds=_BOOKS | _LAW),
    Role(
        2,
        "coordinator",
        N_("coordinator"),
        frozenset(STREAMS),
        _CONSULTING | {"sensitive"},
        not_kinds=_BOOKS | _LAW,
        # a duty is set aside by who answers for it; what was done about it is the finance officer's to enter
        only={"finance": frozenset(("obligation",))},
    ),
    Role(
        3,
        "finance",
        N_("finance officer"),
        _EVERYBODY | {"finance"},
        _EVERYBODY | {"finance"},
        not_kinds=frozenset(("duty_rule",)),
    ),
    Role(4, "administrator", N_("administrator"), _CONSULTING, _EVERYBODY, not_kinds=_BOOKS),
    Role(5, "steward", N_("coalition steward"), _EVERYBODY, _EVERYBODY, frozenset()),
    Role(6, "inspector", N_("auditor"), frozenset(("finance", "directory", "common")), frozenset()),
)

BY_NUMBER: Final[Mapping[int, Role]] = {role.number: role for role in ROLES}
BY_CODE: Final[Mapping[str, Role]] = {role.code: role for role in ROLES}

ADMINISTRATOR: Final = BY_CODE["administrator"]
FOUNDER: Final = tuple(BY_CODE[code].number for code in ("field", "coordinator", "finance", "administrator"))
"""What the first person of an organisation is: all of it."""


def numbers_of(untrusted_codes: Iterable[str]) -> tuple[int, ...]:
    """The numbers of roles by their codes, in order; ``RefusedError`` names one that there is not."""
    wanted = [code.strip().casefold() for code in untrusted_codes if code.strip()]
    for code in wanted:
        if code not in BY_CODE:
            raise RefusedError(
                msg(N_("There is no role “{role}”."), role=code[:40]),
                hint=msg(N_("There are: {roles}."), roles=", ".join(BY_CODE)),
                code="role",
            )
    if not wanted:
        raise RefusedError(msg(N_("A device needs at least one role.")), code="role")
    return tuple(sorted({BY_CODE[code].number for code in wanted}))


def codes_of(numbers: Iterable[int]) -> tuple[str, ...]:
    """The codes of roles, as far as this program knows them."""
    return tuple(BY_NUMBER[number].code for number in numbers if number in BY_NUMBER)


def readable(numbers: Iterable[int]) -> frozenset[str]:
    """The streams that somebody with these roles is given the keys of."""
    return frozenset(stream for role in _known(numbers) for stream in role.reads)


def may_write(numbers: Iterable[int], stream: str, kind: str = "", merge_classes: Iterable[str] = ()) -> bool:
    """Whether one of the roles may write fields of these classes in records of a kind of a stream.

    Without a kind: whether it may write anything there.
    """
    classes = frozenset(merge_classes)
    return any(role.allows(stream, kind, classes) for role in _known(numbers))


def _known(numbers: Iterable[int]) -> list[Role]:
    return [BY_NUMBER[number] for number in numbers if number in BY_NUMBER]
