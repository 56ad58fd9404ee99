"""Bounds of single values: nesting and size of arrays, size of strings."""

from __future__ import annotations

from collections.abc import Sequence

import cbor2

from cspdesk.domain.entries import Wire
from cspdesk.wire import codes, limits


def check_column(values: Sequence[Wire]) -> None:
    """Refuse (too-big, malformed) a column with an array too deep or too large, or a string too large.

    ``cbor.scan`` has bounded each string already; only arrays are looked at, and equal ones once: they
    take as many bytes.
    """
    if tuple in set(map(type, values)):
        for value in {value for value in values if type(value) is tuple}:
            check_array(value)


def check_array(value: tuple[Wire, ...]) -> None:
    """Refuse (too-big) an array nested deeper than eight or larger than one value may be."""
    level: list[tuple[Wire, ...]] = [value]
    for _ in range(limits.NESTING):
        level = [inner for outer in level for inner in outer if type(inner) is tuple]
        if not level:
            break
    else:
        raise codes.refused(codes.TOO_BIG, "an array nested deeper than allowed")
    if len(cbor2.dumps(value)) > limits.VALUE:
        raise codes.refused(codes.TOO_BIG, "a value larger than allowed")
