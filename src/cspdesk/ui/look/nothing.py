"""Keeps ``None`` alive: PySide 6.12 on CPython 3.11 gives away references that it does not own.

Measured: each null pointer handed to a Python override (``drawPrimitive`` without a widget), and each
``None`` that an override gives back to C++ (``data`` of a model), lowers the count of ``None`` by one.
After some minutes of use the interpreter aborts with "none_dealloc".  CPython 3.12 made ``None``
immortal; on 3.11 its count is raised once, so high that it cannot be used up.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

ENOUGH: Final = 1 << 56


def hold_none() -> None:
    """Raise the count of ``None`` where the interpreter counts it; does nothing a second time."""
    counted = sys.implementation.name == "cpython" and sys.version_info < (3, 12)
    if not counted or hasattr(sys, "gettotalrefcount"):  # a debugging build lays objects out otherwise
        return
    count = ctypes.c_ssize_t.from_address(id(None))
    if count.value < ENOUGH:
        count.value += ENOUGH
