"""The National Bank's XML of a day's rates, read as bytes from a stranger: bounded, and nothing declared.

Of ``ValCurs`` only the date is taken, of each ``Valute`` its ``CharCode``, ``Nominal`` and ``Value``.  The
``ID`` of a ``Valute`` is passed over: the bank gives the rouble the number of one that is long gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NoReturn
from xml.parsers import expat

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.money import is_currency
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.typed import Refusal, parse_rate

MOST_BYTES = 1_000_000
_MOST_ELEMENTS, _DEEPEST, _LONGEST = 5_000, 4, 200
_WANTED = ("CharCode", "Nominal", "Value")
_NOMINAL = re.compile(r"[1-9][0-9]{0,6}\Z")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z|([0-9]{2})[./]([0-9]{2})[./]([0-9]{4})\Z")


@dataclass(frozen=True, slots=True)
class RateSheet:
    """The rates of one day: somoni for so many units of each currency."""

    day: date
    rates: tuple[tuple[str, Rate], ...]


def read_rate_sheet(untrusted: bytes) -> RateSheet:
    """The rates of an XML document; ``UntrustedError`` for anything else."""
    if len(untrusted) > MOST_BYTES:
        raise _refused(msg(N_("The file is too large for a day’s rates.")))
    reading = _Reading()
    # Entities and document types are refused when they are declared, so that nothing can be expanded.
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _declared
    parser.EntityDeclHandler = _declared
    parser.StartElementHandler = reading.begin
    parser.CharacterDataHandler = reading.text
    parser.EndElementHandler = reading.end
    try:
        parser.Parse(untrusted, True)  # noqa: FBT003 - "this is all": the parser's own interface
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise _refused(
            msg(N_("The file is not the National Bank’s XML of rates, or it is damaged."))
        ) from error
    return reading.sheet()


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    path: list[str] = field(default_factory=list)
    elements: int = 0
    day: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    rates: dict[str, Rate] = field(default_factory=dict)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.path.append(name)
        if self.elements > _MOST_ELEMENTS or len(self.path) > _DEEPEST:
            raise _refused(msg(N_("The file is too large for a day’s rates.")))
        if self.path[0] != "ValCurs":
            raise _refused(msg(N_("The file is not the National Bank’s XML of rates, or it is damaged.")))
        if len(self.path) == 1:
            self.day = attributes.get("Date", "")
        if len(self.path) == 2:
            self.cells = {}

    def text(self, text: str) -> None:
        if len(self.path) == 3 and self.path[2] in _WANTED:
            held = self.cells.get(self.path[2], "") + text
            if len(held) > _LONGEST:
                raise _refused(msg(N_("The file is too large for a day’s rates.")))
            self.cells[self.path[2]] = held

    def end(self, name: str) -> None:
        if len(self.path) == 2 and name == "Valute":
            currency, rate = _rate({key: text.strip() for key, text in self.cells.items()})
            if currency in self.rates:
                raise _refused(msg(N_("The file has the rate of {code} twice."), code=currency))
            self.rates[currency] = rate
        self.path.pop()

    def sheet(self) -> RateSheet:
        found = _DAY.match(self.day.strip())
        if found is None or not self.rates:
            raise _refused(msg(N_("The file does not say of which day its rates are, or has none.")))
        year, month, day = (int(one) for one in (found.groups()[:3] if found[1] else found.groups()[:2:-1]))
        try:
            return RateSheet(date(year, month, day), tuple(self.rates.items()))
        except ValueError as error:
            raise _refused(
                msg(N_("The file does not say of which day its rates are, or has none."))
            ) from error


def _rate(cells: dict[str, str]) -> tuple[str, Rate]:
    currency, value = cells.get("CharCode", ""), parse_rate(cells.get("Value", ""))
    nominal = cells.get("Nominal", "")
    if not is_currency(currency):
        raise _refused(msg(N_("The file has a rate without a currency.")))
    if isinstance(value, Refusal) or not _NOMINAL.match(nominal):
        raise _refused(msg(N_("The rate of {code} in the file cannot be read."), code=currency))
    return currency, Rate(*value, int(nominal))


def _declared(*_: object) -> NoReturn:
    raise _refused(msg(N_("The file declares things of its own, which no sheet of rates does.")))


def _refused(what: Msg) -> UntrustedError:
    return UntrustedError(
        what,
        hint=msg(N_("Fetch it again from the National Bank’s page of rates, as XML.")),
        code="not-rates",
    )
