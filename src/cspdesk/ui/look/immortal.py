"""Keeps the constants alive: PySide 6.12 on CPython 3.11 gives away references that it does not own.

Measured: a null pointer handed to a Python override, or ``None`` given back by one (``data`` of a model,
any ``paintEvent``), lowers the count of ``None`` by one; a signal of a truth value lowers that of
``True`` or ``False``.  After some minutes of use the interpreter aborts ("none_dealloc").  CPython 3.12
made the constants immortal; on 3.11 their counts are raised once, so high that they cannot be used up.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

ENOUGH: Final = 1 << 56
CONSTANTS: Final = (None, True, False, NotImplemented, Ellipsis)


def hold_constants() -> None:
    """Raise the counts where the interpreter counts constants; does nothing a second time."""
    counted = sys.implementation.name == "cpython" and sys.version_info < (3, 12)
    if not counted or hasattr(sys, "gettotalrefcount"):  # a debugging build lays objects out otherwise
        return
    for constant in CONSTANTS:
        count = ctypes.c_ssize_t.from_address(id(constant))
        if count.value < ENOUGH:
            count.value += ENOUGH
