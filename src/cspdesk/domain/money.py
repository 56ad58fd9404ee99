"""Amounts and rates as whole numbers: minor units with a currency, and no float anywhere.

Minor units follow ISO 4217.  An amount is ``(minor units, currency)``; a rate is
``(digits, decimals, unit)``: so many somoni for ``unit`` of the currency.
"""

from __future__ import annotations

import re
from fractions import Fraction

_MINOR = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_NUMBER = re.compile(r"(-?)(\d{1,15})(?:\.(\d{1,9}))?\Z", re.ASCII)
MOST = 10**15 - 1
"""No amount or rate holds more digits than this: far above any budget, far below 64 bits."""


def minor_digits(currency: str) -> int:
    """How many decimals the currency has (ISO 4217): 2 unless it is known to differ."""
    return _MINOR.get(currency, 2)


def is_currency(untrusted_code: str) -> bool:
    """Whether a text has the form of an ISO 4217 code."""
    return _CURRENCY.match(untrusted_code) is not None


def parse_number(untrusted_text: str) -> tuple[int, int]:
    """A plain decimal (``-12.50``) as (digits, decimals); ``ValueError`` when it is not one."""
    found = _NUMBER.match(untrusted_text)
    if found is None:
        raise ValueError(untrusted_text[:64])
    sign, whole, part = found.group(1), found.group(2), found.group(3) or ""
    return int(sign + whole + part), len(part)


def write_number(digits: int, decimals: int) -> str:
    """The plain decimal of (digits, decimals): ``(-1250, 2)`` is ``-12.50``."""
    if decimals == 0:
        return str(digits)
    text = str(abs(digits)).rjust(decimals + 1, "0")
    return ("-" if digits < 0 else "") + text[:-decimals] + "." + text[-decimals:]


def to_minor(untrusted_text: str, currency: str) -> int:
    """A plain decimal as minor units; ``ValueError`` where it has more decimals than the currency."""
    digits, decimals = parse_number(untrusted_text)
    missing = minor_digits(currency) - decimals
    if missing < 0:
        scale = int(10**-missing)
        if digits % scale:
            raise ValueError(untrusted_text[:64])
        digits //= scale
    else:
        digits *= int(10**missing)
    if abs(digits) > MOST:
        raise ValueError(untrusted_text[:64])
    return digits


def from_minor(minor: int, currency: str) -> str:
    """Minor units as a plain decimal with all the currency's decimals."""
    return write_number(minor, minor_digits(currency))


def quotient(numerator: int, denominator: int) -> int:
    """``numerator / denominator`` (above zero) to the nearest whole number, halves away from zero."""
    whole, rest = divmod(abs(numerator), denominator)
    if 2 * rest >= denominator:
        whole += 1
    return -whole if numerator < 0 else whole


def round_half_away(exact: Fraction) -> int:
    """Nearest whole number, halves away from zero, as people and Excel's ROUND do."""
    return quotient(exact.numerator, exact.denominator)


def convert(minor: int, currency: str, rate: tuple[int, int, int]) -> int:
    """Minor units of ``currency`` in dirams by an official rate, rounded once, half away from zero."""
    digits, decimals, unit = rate
    somoni = Fraction(minor, 10 ** minor_digits(currency)) * Fraction(digits, 10**decimals * unit)
    return round_half_away(somoni * 100)
