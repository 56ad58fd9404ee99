"""Rates that the desk holds beside those that are given: which of the given ones are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.money import parse_number, write_number
from cspdesk.domain.rate_doubts import MOVED, OTHER, TENFOLD, Doubt, doubts
from cspdesk.domain.text import N_, Msg
from cspdesk.store.sql import Cursor

RATE = "exchange_rate"
"""The kind of record that is asked about."""
REACH = timedelta(days=400)
"""How far around a rate others are looked for: a lost nought shows a year later too."""
_WORDS = {
    TENFOLD: N_("{code} on {day}: {rate}; on {other_day} it was {other}. A nought, or the number of units?"),
    MOVED: N_("{code} on {day}: {rate}; on {other_day} it was {other}. That is more than 5 % apart."),
    OTHER: N_("{code} on {day}: {rate}; the desk has {other} for that day."),
}


def held_rates(
    cursor: Cursor, source: str, currencies: Iterable[str], first: date, last: date
) -> dict[str, dict[date, Rate]]:
    """The rates of a source that are held for currencies, from one day to another."""
    found: dict[str, dict[date, Rate]] = {}
    for currency in currencies:
        rows = cursor.execute(
            "SELECT day, rate, rate_decimals, rate_unit FROM exchange_rate"
            " WHERE presence IN (0, 2) AND source = ? AND currency = ? AND day BETWEEN ? AND ?"
            " AND rate IS NOT NULL AND length(day) = 10",
            (source, currency, first.isoformat(), last.isoformat()),
        ).fetchall()
        found[currency] = {date.fromisoformat(day): Rate(*rate) for day, *rate in rows}
    return found


def doubts_of(cursor: Cursor, given: Iterable[tuple[str, str, date, Rate]]) -> tuple[tuple[str, Doubt], ...]:
    """What is asked about of rates that are given by source, currency and day, each with its source."""
    by_source: dict[str, list[tuple[str, date, Rate]]] = {}
    for source, currency, day, rate in given:
        by_source.setdefault(source, []).append((currency, day, rate))
    found = []
    for source, rows in by_source.items():
        days = [day for _, day, _ in rows]
        currencies = sorted({currency for currency, _, _ in rows})
        held = held_rates(cursor, source, currencies, min(days) - REACH, max(days) + REACH)
        found += [(source, one) for one in doubts(held, rows)]
    return tuple(found)


def doubt_of(cursor: Cursor, fields: Mapping[str, object]) -> Doubt | None:
    """What is asked about of one rate, beside those that are held for other days."""
    given = rate_of(fields)
    if given is None:
        return None
    source, currency, day, rate = given
    held = held_rates(cursor, source, [currency], day - REACH, day + REACH)
    held[currency].pop(day, None)
    return next(iter(doubts(held, [(currency, day, rate)])), None)


def rate_of(given: Mapping[str, object]) -> tuple[str, str, date, Rate] | None:
    """The rate that fields say: source, currency, day, rate; None where they say none of a day."""
    source, currency, day, rate = (given.get(name) for name in ("source", "currency", "day", "rate"))
    if not isinstance(rate, dict) or not isinstance(day, str) or len(day) != 10:
        return None
    unit = rate.get("unit", 1)
    if not isinstance(unit, int):
        return None
    return str(source), str(currency), date.fromisoformat(day), Rate(*parse_number(str(rate["rate"])), unit)


def doubt_words(doubt: Doubt) -> Msg:
    """A doubt in words, with both rates as they stand."""
    return Msg(
        _WORDS[doubt.why],
        {
            "code": doubt.currency,
            "day": doubt.day.isoformat(),
            "rate": rate_words(doubt.rate),
            "other_day": doubt.beside_day.isoformat(),
            "other": rate_words(doubt.beside),
        },
    )


def rate_words(rate: Rate) -> str:
    """A rate with its number of units, in plain figures."""
    figures = write_number(rate.digits, rate.decimals)
    return figures if rate.unit == 1 else f"{figures} / {rate.unit}"
