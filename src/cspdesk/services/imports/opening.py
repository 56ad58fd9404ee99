"""A file to import as a sheet: XLSX and CSV as they are, the National Bank's XML as a table of its rates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.money import write_number
from cspdesk.domain.text import N_, msg
from cspdesk.reports.rate_xml import RateSheet, read_rate_sheet
from cspdesk.reports.sheet_reader import Sheet, read_sheet

NBT = "nbt"
"""The source whose rates are the official ones."""
_TITLES = ("source", "currency", "day", "rate", "rate.unit")
_MARKS = (b"<", b"\xef\xbb\xbf<")


def open_sheet(kind: str, content: bytes) -> Sheet:
    """The titles and rows of a file; ``UntrustedError`` for what is none."""
    if _is_rates(kind, content):
        rates = read_rate_sheet(content)
        return Sheet(_TITLES, _rows(rates))
    return read_sheet(BytesIO(content), is_spread=True)


def rates_day(kind: str, content: bytes) -> date | None:
    """The day of which the National Bank's XML has the rates; None for other files."""
    return read_rate_sheet(content).day if _is_rates(kind, content) else None


def demand_day(found: date, asked: date) -> None:
    """Refuse the rates of another day: asked for a day it does not have, the bank gives today's."""
    if found != asked:
        raise RefusedError(
            msg(
                N_("The file has the rates of {day}, not of {asked}."),
                day=found.isoformat(),
                asked=asked.isoformat(),
            ),
            hint=msg(N_("The bank’s page gives today’s rates for a day that it does not have.")),
            code="other-day",
        )


def _is_rates(kind: str, content: bytes) -> bool:
    return kind == "exchange_rate" and content.lstrip()[:4].startswith(_MARKS)


def _rows(rates: RateSheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rates of currencies that a desk knows, by their place in the file."""
    for number, (currency, rate) in enumerate(rates.rates, 1):
        if currency in LISTS["currency"] and currency != SOMONI:
            figures = write_number(rate.digits, rate.decimals)
            yield number, (NBT, currency, rates.day.isoformat(), figures, str(rate.unit))
