"""Sizes that say little: Padmé.

Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs",
PETS 2019.
"""

from __future__ import annotations


def padded(length: int) -> int:
    """The least size of Padmé that holds ``length`` bytes: at most 12 % more, far less for large ones."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    free = exponent - exponent.bit_length()
    mask = (1 << free) - 1
    return (length + mask) & ~mask
