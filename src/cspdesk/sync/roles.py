"""Roles: which streams each may read and write, and which classes of fields it may not write.

One table for the whole program.  Rosters name roles and streams by number; the numbers never
change meaning and are never used again.  A stream or role not listed here was made by a newer
program: its segments are held and passed on, and nobody here writes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


ROLES: Final = (
    Role(1, "field", N_("field officer"), _CONSULTING, _CONSULTING),
    Role(
        2,
        "coordinator",
        N_("coordinator"),
        frozenset(STREAMS),
        _CONSULTING | {"sensitive"},
    ),
    Role(3, "finance", N_("finance officer"), _EVERYBODY | {"finance"}, _EVERYBODY | {"finance"}),
    Role(4, "administrator", N_("administrator"), _CONSULTING, _EVERYBODY),
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


def writable(numbers: Iterable[int]) -> frozenset[str]:
    """The streams in which somebody with these roles may make entries."""
    return frozenset(stream for role in _known(numbers) for stream in role.writes)


def may_write(numbers: Iterable[int], stream: str, merge_classes: Iterable[str] = ()) -> bool:
    """Whether one of the roles may write fields of these classes in a stream."""
    wanted = frozenset(merge_classes)
    return any(stream in role.writes and not wanted & role.not_classes for role in _known(numbers))


def _known(numbers: Iterable[int]) -> list[Role]:
    return [BY_NUMBER[number] for number in numbers if number in BY_NUMBER]
