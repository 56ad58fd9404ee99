"""Shares of an amount that add up to it: largest remainders, the earlier first where they are equal."""

from __future__ import annotations

from collections.abc import Sequence


def split(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """``total`` in proportion to the weights (whole, none negative, not all zero), each within one unit.

    Everybody gets the whole units of the exact share; what is left goes one by one to the largest
    fractions (Hare's quota), ties to the earlier.  It is done on the magnitude, so that ``-total`` gives
    the same shares with the other sign.
    """
    if len(weights) == 1:
        return (total,)
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("nothing to share by")
    exact = [divmod(abs(total) * weight, whole) for weight in weights]
    shares = [units for units, _ in exact]
    fractions = sorted(range(len(exact)), key=lambda place: -exact[place][1])
    for place in fractions[: abs(total) - sum(shares)]:
        shares[place] += 1
    return tuple(-share for share in shares) if total < 0 else tuple(shares)
