"""The version token: which dots a person was shown, carried by the form and given back by the save.

What arrived while a form was open is therefore a conflict and never overwritten unseen.  A token is
a text for machines; it names dots by this desk's feed numbers and means nothing on another desk.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from cspdesk.domain.entries import Dot, Wire
from cspdesk.domain.errors import RefusedError, UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.wire import cbor

_LONGEST = 4_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown of one record: its creation, and the dots of units that changed since."""

    created: Dot | None = None
    units: Mapping[int, tuple[Dot, ...]] = field(default_factory=dict)
    filled: frozenset[int] = frozenset()
    """Units that still stand as the creation left them."""

    def bases(self, unit: int) -> tuple[Dot, ...]:
        """What an edit of a unit names as base: the value that was shown, if there was one."""
        if unit in self.units:
            return self.units[unit]
        return (self.created,) if self.created is not None and unit in self.filled else ()

    def everything(self) -> set[Dot]:
        """Every dot that was shown."""
        found = {dot for dots in self.units.values() for dot in dots}
        return found | ({self.created} if self.created is not None and self.filled else set())


Token = Mapping[bytes, Shown]
"""What was shown of a record and of each of its parts, by id."""


def write_token(token: Token) -> str:
    """The text of a token."""
    rows: tuple[Wire, ...] = tuple(
        (
            record,
            shown.created,
            tuple((unit, dots) for unit, dots in sorted(shown.units.items())),
            tuple(sorted(shown.filled)),
        )
        for record, shown in sorted(token.items())
    )
    return base64.urlsafe_b64encode(cbor.encode(rows)).decode().rstrip("=")


def read_token(untrusted_text: str) -> dict[bytes, Shown]:
    """The token of a text; ``RefusedError`` where it is none."""
    try:
        if len(untrusted_text) > _LONGEST:
            raise ValueError("too long")
        packed = base64.urlsafe_b64decode(untrusted_text + "=" * (-len(untrusted_text) % 4))
        rows = cast(
            "tuple[tuple[bytes, Wire, tuple[Wire, ...], tuple[int, ...]], ...]",
            cbor.decode(packed, size=_LONGEST),
        )
        return {bytes(record): _shown(created, units, filled) for record, created, units, filled in rows}
    except (ValueError, TypeError, binascii.Error, UntrustedError) as error:
        raise RefusedError(
            msg(N_("The version token is not one that this program gave out.")),
            hint=msg(N_("Show the record again and use its token.")),
            code="token",
        ) from error


def _shown(created: Wire, units: tuple[Wire, ...], filled: tuple[int, ...]) -> Shown:
    by_unit: dict[int, tuple[Dot, ...]] = {}
    for pair in units:
        unit, dots = cast("tuple[int, tuple[Wire, ...]]", pair)
        by_unit[unit] = tuple(_dot(dot) for dot in dots)
    return Shown(None if created is None else _dot(created), by_unit, frozenset(int(unit) for unit in filled))


def _dot(stored: Wire) -> Dot:
    feed, seq = cast("tuple[int, int]", stored)
    if type(feed) is not int or type(seq) is not int:
        raise ValueError("dot")
    return Dot(feed, seq)
