"""Typed text as values of fields: from a command line, a cell of a sheet, wherever people write by hand.

Every form that the window takes is taken here, in the three languages; what can be read in two ways is
refused and never guessed.  What comes out is JSON, and is checked as any other (``forms.Reader``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field
from cspdesk.domain.folding import fold
from cspdesk.domain.ids import from_hex
from cspdesk.domain.money import minor_digits, write_number
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.i18n.typed import (
    PlainNumber,
    Refusal,
    parse_amount,
    parse_decimal,
    parse_integer,
    parse_rate,
    split_currency,
)
from cspdesk.i18n.typed_dates import parse_when
from cspdesk.services import lines
from cspdesk.services.forms import nearest, not_taken, unknown_place
from cspdesk.services.places import Places

_YES = frozenset({"true", "yes", "y", "1", "да", "ҳа", "бале", "x", "✓"})
_NO = frozenset({"false", "no", "n", "0", "нет", "не"})
_SEPARATORS = re.compile(r"[,;|\n]")
_UNIT = re.compile(r"(.+?)\s*(?:/|for|за|барои)\s*(\d[\d ]*)\Z")

FindRecord = Callable[[str, str], tuple[str, ...]]
"""Ids of the records of a kind whose title is exactly a text."""


class TypedValues:
    """Reads typed text, knowing the places and records of one desk and the day."""

    def __init__(self, places: Places, records: FindRecord, today: date) -> None:
        self._places = places
        self._records = records
        self._today = today
        self._labels: dict[str, Mapping[str, str]] = {}
        self._readers: Mapping[str, Callable[[Field, str], object]] = {
            "integer": self._integer,
            "decimal": _decimal,
            "boolean": self._boolean,
            "date": self._date,
            "month": self._month,
            "amount": self._amount,
            "rate": self._rate,
            "code": self._code,
            "codes": self._codes,
            "place": self._place,
            "reference": self._reference,
        }

    def value(self, described: Field, untrusted_text: str) -> object:
        """The JSON value of a text; None for an empty one.  ``RefusedError`` names the field."""
        text = untrusted_text if isinstance(untrusted_text, PlainNumber) else untrusted_text.strip()
        if not text:
            return None
        if described.type in ("text", "longtext"):
            return untrusted_text
        if text[0] in "{[" and described.type in ("amount", "rate", "codes", "parts"):
            return _json(described, text)
        reader = self._readers.get(described.type, _plain)
        return reader(described, text)

    @cached_property
    def words(self) -> tuple[Translator, ...]:
        """The words of the three languages, read in when a label is looked up."""
        return tuple(translator(language) for language in LANGUAGES)

    # --- numbers and days -----------------------------------------------------------------------------

    def _integer(self, described: Field, text: str) -> object:
        if described.choices and not text.lstrip("-").isdigit():
            return int(self._code_of(described, described.choices, text))
        return _read(described, parse_integer(text))

    def _boolean(self, described: Field, text: str) -> object:
        word = text.casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise not_taken(described)

    def _date(self, described: Field, text: str) -> object:
        stored = _read(described, parse_when(text, today=self._today))
        return CODECS["date"].json(str(stored))

    def _month(self, described: Field, text: str) -> object:
        return str(_read(described, parse_when(text, today=self._today)))[:7]

    def _amount(self, described: Field, text: str) -> object:
        body, currency = split_currency(text)
        if not currency:
            raise RefusedError(
                msg(N_("“{field}” needs its currency."), field=described.name),
                hint=msg(N_("Write the amount with its currency, as 1234.50 TJS.")),
                code="value",
            )
        return self.amount(described, body, currency)

    def amount(self, described: Field, text: str, currency: str, *, mark: str | None = None) -> object:
        """An amount whose currency is known from elsewhere, and its decimal mark where the column tells."""
        if currency not in LISTS["currency"]:
            raise RefusedError(
                msg(
                    N_("“{code}” is not a currency that “{field}” knows."),
                    field=described.name,
                    code=currency[:20],
                ),
                hint=nearest(currency, LISTS["currency"].codes),
                code="value",
            )
        read = parse_amount(text, currency=currency, mark=mark)
        if isinstance(read, Refusal) and read.code == "ambiguous":
            raise _ambiguous(described, read, currency)
        minor = _read(described, read)
        return {"amount": write_number(int(str(minor)), minor_digits(currency)), "currency": currency}

    def _rate(self, described: Field, text: str) -> object:
        found = _UNIT.match(text)
        body, unit = (found[1], int(found[2].replace(" ", ""))) if found else (text, 1)
        read = parse_rate(body)
        if isinstance(read, Refusal):
            raise _refused(described, read.words)
        return {"rate": write_number(*read), "unit": unit}

    # --- codes, places, records ------------------------------------------------------------------------

    def _code(self, described: Field, text: str) -> object:
        return self._code_of(described, described.choices, text) if described.choices else text

    def _codes(self, described: Field, text: str) -> object:
        if not described.choices:
            return [one.strip() for one in _SEPARATORS.split(text) if one.strip()]
        whole = self._known(described.choices, text)
        if whole is not None:
            return [whole]
        typed = [one.strip() for one in _SEPARATORS.split(text) if one.strip()]
        return [self._code_of(described, described.choices, one) for one in typed]

    def _code_of(self, described: Field, name: str, text: str) -> str:
        code = self._known(name, text)
        if code is None:
            known = LISTS[name].codes
            raise RefusedError(
                msg(N_("“{code}” is not a code that “{field}” knows."), field=described.name, code=text[:80]),
                hint=self._near(name, text) or msg(N_("It knows: {codes}"), codes=", ".join(known[:30])),
                code="value",
            )
        return code

    def _near(self, name: str, text: str) -> Msg | None:
        found = nearest(text, LISTS[name].codes)
        return found or nearest(fold(text), self._labels_of(name))

    def _known(self, name: str, text: str) -> str | None:
        """A code by itself, in any case, or by its label in one of the three languages."""
        if text in LISTS[name]:
            return text
        return self._labels_of(name).get(fold(text))

    def _labels_of(self, name: str) -> Mapping[str, str]:
        if name not in self._labels:
            self._labels[name] = by_label(((choice.code, choice.label) for choice in LISTS[name]), self.words)
        return self._labels[name]

    def _place(self, described: Field, text: str) -> object:
        if self._places.get(text) is not None:
            return text
        found = tuple(dict.fromkeys(place.code for place in self._places.named(text)))
        if len(found) == 1:
            return found[0]
        if not found:
            raise unknown_place(described, text)
        raise RefusedError(
            msg(N_("Several places are called “{code}”."), field=described.name, code=text[:80]),
            hint=msg(N_("Write one of their codes: {codes}"), codes=", ".join(found[:12])),
            code="value",
        )

    def _reference(self, described: Field, text: str) -> object:
        try:
            from_hex(text)
        except ValueError:
            pass
        else:
            return text
        found = self._records(described.of, text) if described.of else ()
        if len(found) == 1:
            return found[0]
        if not found:
            raise RefusedError(
                msg(N_("“{field}” names no record: {typed}"), field=described.name, typed=text[:80]),
                code="value",
            )
        raise RefusedError(
            msg(N_("“{field}” names several records: {typed}"), field=described.name, typed=text[:80]),
            hint=msg(N_("Write the id of the one that is meant.")),
            code="value",
        )


def by_label(labelled: Iterable[tuple[str, str]], words: Iterable[Translator]) -> dict[str, str]:
    """Names by themselves and by their labels in several languages, folded; what two share is left out."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    pairs = list(labelled)
    for name, label in pairs:
        for said in {fold(name), *(fold(one.t(label)) for one in words)}:
            if found.setdefault(said, name) != name:
                shared.add(said)
    return {said: name for said, name in found.items() if said not in shared}


def _decimal(described: Field, text: str) -> object:
    read = parse_decimal(text)
    if isinstance(read, Refusal):
        raise _refused(described, read.words)
    return write_number(*read)


def _json(described: Field, text: str) -> object:
    try:
        return lines.parse(text)
    except ValueError as error:
        raise not_taken(described) from error


def _plain(described: Field, text: str) -> object:
    """Types whose JSON is the text itself, and parts, which only JSON can say."""
    if described.type == "parts":
        raise RefusedError(
            msg(N_("“{field}” takes a list."), field=described.name),
            hint=msg(N_("Write it as JSON, or change it with an object from a file.")),
            code="value",
        )
    return text


def _read(described: Field, read: int | str | Refusal) -> int | str:
    if isinstance(read, Refusal):
        raise _refused(described, read.words)
    return read


def _ambiguous(described: Field, read: Refusal, currency: str) -> RefusedError:
    """Both readings of an amount, in plain figures: whoever asks knows which is meant."""
    meant = " / ".join(write_number(minor, minor_digits(currency)) for minor in read.readings)
    return RefusedError(
        msg(N_("“{field}”: {what}"), field=described.name, what=read.words),
        hint=msg(N_("It may mean: {amounts}"), amounts=meant),
        code="ambiguous",
    )


def _refused(described: Field, why: Msg) -> RefusedError:
    return RefusedError(
        msg(N_("“{field}”: {what}"), field=described.name, what=why),
        hint=not_taken(described).hint,
        code="value",
    )
