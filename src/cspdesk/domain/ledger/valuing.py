"""What an amount is worth: in somoni by the official rate, to an agreement by its exchange rule.

One exact fraction of whole numbers, rounded once, half away from zero.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from cspdesk.domain.ledger.agreements import Agreement, Rule
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.rates import Quote, Rate, Rates
from cspdesk.domain.money import minor_digits, quotient


class Worth(NamedTuple):
    """A value in minor units; provisional while a later rate or lot may still change it."""

    value: int
    provisional: bool = False


def in_somoni(amount: int, currency: str, day: date, rates: Rates) -> int | None:
    """Minor units of a currency as dirams by the official rate of a day; None where there is no rate."""
    if currency == SOMONI:
        return amount
    quote = rates.official(currency, day)
    return None if quote is None else over(amount, currency, quote.rate, SOMONI, Rate(1, 0))


def over(amount: int, currency: str, rate: Rate, into: str, into_rate: Rate) -> int:
    """An amount of one currency in another over somoni, by the rate of each, rounded once."""
    above = amount * rate.digits * 10 ** (into_rate.decimals + minor_digits(into)) * into_rate.unit
    below = 10 ** (minor_digits(currency) + rate.decimals) * rate.unit * into_rate.digits
    return quotient(above, below)


def rule_quote(agreement: Agreement, day: date, rates: Rates) -> Quote | None:
    """The rate of the agreement's currency by its rule; for lots the official one, where they run out."""
    match agreement.rule:
        case Rule.MONTH:
            return rates.mean(agreement.currency, day)
        case Rule.TABLE:
            return rates.table(agreement.table, agreement.currency, day)
        case Rule.FIXED:
            return None if agreement.rate is None else Quote(agreement.rate)
    return rates.official(agreement.currency, day)


def cut_off_quote(agreement: Agreement, day: date, rates: Rates) -> Quote | None:
    """The rate at which what is left counts on a day: a mean of the month gives way to the official one."""
    if agreement.rule == Rule.MONTH:
        return rates.official(agreement.currency, day)
    return rule_quote(agreement, day, rates)


def worth(amount: int, currency: str, agreement: Agreement, day: date, rates: Rates) -> Worth | None:
    """What money of a day is worth to an agreement, lots aside; None where a rate is missing."""
    if currency == agreement.currency:
        return Worth(amount)
    return _by(amount, currency, agreement, day, rates, rule_quote(agreement, day, rates))


def cut_off_worth(amount: int, currency: str, agreement: Agreement, day: date, rates: Rates) -> Worth | None:
    """What an amount held, owed or promised is worth to an agreement at a cut-off."""
    if currency == agreement.currency:
        return Worth(amount)
    return _by(amount, currency, agreement, day, rates, cut_off_quote(agreement, day, rates))


def _by(
    amount: int, currency: str, agreement: Agreement, day: date, rates: Rates, quote: Quote | None
) -> Worth | None:
    official = rates.official(currency, day)
    if official is None or quote is None:
        return None
    value = over(amount, currency, official.rate, agreement.currency, quote.rate)
    return Worth(value, quote.provisional)


def amount_worth(value: int, agreement: Agreement, currency: str, day: date, rates: Rates) -> int | None:
    """How much of a currency is worth a value by the agreement's rule; None where a rate is missing."""
    if currency == agreement.currency:
        return value
    official, quote = rates.official(currency, day), rule_quote(agreement, day, rates)
    if official is None or quote is None:
        return None
    return over(value, agreement.currency, quote.rate, currency, official.rate)
