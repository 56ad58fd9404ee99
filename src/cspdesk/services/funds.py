"""Sums of incoming foreign funds by currency, and what they come to in somoni: each receipt converted once.

A sum in somoni is the sum of the receipts' own amounts in somoni, never a conversion of a sum: so the
column adds up to the diram (docs/decisions/0026-funds-add-up.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cspdesk.domain.ledger.rates import MOST_DAYS, DayRate, Rates
from cspdesk.domain.money import convert
from cspdesk.services.context import Context
from cspdesk.services.imports.opening import NBT
from cspdesk.services.lists import Lists
from cspdesk.services.rate_facts import held_rates
from cspdesk.store.room import Room
from cspdesk.store.sql import Cursor

SOMONI = "TJS"
EXPECTED = "receipt_expected"
"""The state of money that was promised and has not come."""
_CHUNK = 500
_WHOLE_DAY = len("2026-01-31")
_AMOUNTS = (
    "SELECT amount, amount_currency, credited_on, rate, rate_decimals, rate_unit FROM fund"
    " WHERE amount IS NOT NULL AND no IN ({marks})"
)


@dataclass(frozen=True, slots=True)
class CurrencySum:
    """What came in one currency: receipts, minor units, dirams, and how many lack their official rate."""

    currency: str
    receipts: int
    minor: int
    dirams: int
    unrated: int


def somoni_of(amount: tuple[int, str], rate: tuple[int, int, int] | None) -> int | None:
    """An amount in dirams by an official rate; None where a foreign amount has no rate yet."""
    minor, currency = amount
    if currency == SOMONI:
        return minor
    return None if rate is None else convert(minor, currency, rate)


@dataclass(frozen=True, slots=True)
class Balance:
    """An agreement in minor units of its own currency; ``others`` are sums that came in other currencies."""

    currency: str
    total: int
    received: int
    expected: int
    others: tuple[CurrencySum, ...]

    @property
    def left(self) -> int:
        """What has neither come nor is expected yet; below nothing where more came than was agreed."""
        return self.total - self.received - self.expected


def balance(context: Context, agreement: str, total: tuple[int, str]) -> Balance:
    """What came and what is expected of an agreement's total."""
    minor, currency = total
    lists = Lists(context)
    ours = ("agreement", agreement)
    came = sums(context, lists.roll("fund", where=[ours, ("state!", EXPECTED)]).numbers)
    to_come = sums(context, lists.roll("fund", where=[ours, ("state", EXPECTED)]).numbers)
    received = sum(one.minor for one in came if one.currency == currency)
    expected = sum(one.minor for one in to_come if one.currency == currency)
    others = tuple(one for one in came if one.currency != currency)
    return Balance(currency, minor, received, expected, others)


def sums(context: Context, numbers: Sequence[int]) -> tuple[CurrencySum, ...]:
    """The sums of the receipts with these row numbers, by currency; those without an amount count nothing.

    A receipt's own rate goes before the official one of its day, as the desk holds it.
    """
    found: dict[str, CurrencySum] = {}
    with context.desk.reading() as connection:
        cursor = Room(connection).cursor
        for at in range(0, len(numbers), _CHUNK):
            chunk = numbers[at : at + _CHUNK]
            sql = _AMOUNTS.format(marks=",".join("?" * len(chunk)))
            rows = cursor.execute(sql, tuple(chunk)).fetchall()
            official = _official(cursor, [(row[1], row[2]) for row in rows if row[3] is None])
            for minor, currency, day, digits, decimals, unit in rows:
                rate = official.get((currency, day)) if digits is None else (digits, decimals, unit)
                dirams = somoni_of((minor, currency), rate)
                before = found.get(currency, CurrencySum(currency, 0, 0, 0, 0))
                found[currency] = CurrencySum(
                    currency,
                    before.receipts + 1,
                    before.minor + minor,
                    before.dirams + (dirams or 0),
                    before.unrated + (dirams is None),
                )
    return tuple(found[currency] for currency in sorted(found))


def _official(
    cursor: Cursor, wanted: Sequence[tuple[str, str | None]]
) -> dict[tuple[str, str | None], tuple[int, int, int]]:
    """The official rates of currencies on whole days, as far as the desk holds them."""
    days = {(code, day): date.fromisoformat(day) for code, day in wanted if day and len(day) == _WHOLE_DAY}
    if not days:
        return {}
    first, last = min(days.values()) - timedelta(MOST_DAYS), max(days.values())
    held = held_rates(cursor, NBT, sorted({code for code, _ in days}), first, last)
    rates = Rates(DayRate(code, day, rate) for code, found in held.items() for day, rate in found.items())
    quotes = {key: rates.official(key[0], day) for key, day in days.items()}
    return {key: quote.rate for key, quote in quotes.items() if quote is not None}
