"""What an amount comes to in somoni, and by which rate: beneath it in a form, beside it in a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.session import Session
from cspdesk.services.funds import SOMONI, somoni_of

SURE = N_("It is right: save it")
"""What a person says of a rate that was asked about."""


def somoni_words(session: Session, fields: Mapping[str, object]) -> str:
    """``229 512,00 TJS`` and the rate's day; empty where it is somoni already, or has no rate yet."""
    found = _converted(fields)
    if found is None:
        return ""
    _, _, dirams = found
    told = session.formats.amount_with_code(dirams, SOMONI)
    on = fields.get("rate_on")
    try:
        day = session.formats.when(str(CODECS["date"].parse(on)))
    except ValueError:
        return told
    return session.t(msg(N_("{amount}, by the rate of {day}"), amount=told, day=day))


def money_words(session: Session, fields: Mapping[str, object]) -> str:
    """``24 000,00 USD × 9,5630 = 229 512,00 TJS``; the amount alone where nothing is to be converted."""
    formats = session.formats
    found = _converted(fields)
    if found is None:
        try:
            return formats.amount_with_code(
                *cast("tuple[int, str]", CODECS["amount"].parse(fields.get("amount")))
            )
        except ValueError:
            return ""
    amount, (digits, decimals, unit), dirams = found
    rate = formats.decimal(digits, decimals)
    told = f"{formats.amount_with_code(*amount)} × {rate}"
    if unit != 1:
        told += f" / {formats.integer(unit)}"
    return f"{told} = {formats.amount_with_code(dirams, SOMONI)}"


def _converted(
    fields: Mapping[str, object],
) -> tuple[tuple[int, str], tuple[int, int, int], int] | None:
    """An amount, its rate and the dirams it comes to; None where there is nothing to convert."""
    try:
        amount = cast("tuple[int, str]", CODECS["amount"].parse(fields.get("amount")))
        rate = cast("tuple[int, int, int]", CODECS["rate"].parse(fields.get("rate")))
    except (ValueError, OverflowError):
        return None
    dirams = somoni_of(amount, rate)
    return None if amount[1] == SOMONI or dirams is None else (amount, rate, dirams)
