"""One codec for each type of field: it serves journal, bundle, database columns and JSON alike.

A value inside the program is a ``Wire``: what is hashed and sealed.

    type        wire                          JSON
    text        str                           "..."
    integer     int                           12
    decimal     (digits, decimals)            "12.50"
    boolean     bool                          true
    date        "2026-11-22", "2026-11-01~m"  "2026-11-22", "2026-11", "2026-Q4"
    month       "2026-11"                     "2026-11"
    time        milliseconds UTC              "2026-11-22T09:30:00Z"
    amount      (minor units, "TJS")          {"amount": "1234.50", "currency": "TJS"}
    rate        (digits, decimals, unit)      {"rate": "11.3304", "unit": 1}
    code        str                           "EDU-ACCESS"
    codes       sorted tuple of str           ["EDU-ACCESS", ...]
    reference   16 bytes                      32 hexadecimal digits
    place       a code, or an id as 32 digits the same
    attachment  16 bytes                      32 hexadecimal digits

``parse`` takes untrusted JSON, ``check`` an untrusted wire value; both give a wire value or raise
``ValueError``.  ``parts`` are no values: they are records of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Protocol, cast

from cspdesk.domain import money
from cspdesk.domain.clock import moment
from cspdesk.domain.entries import Wire

LONGEST_TEXT = 1_048_576
MOST_CODES = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+:-]{0,63}\Z")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(~[mq])?\Z", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})-(?:(\d{2})|Q([1-4]))\Z", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?Z\Z", re.ASCII)


def is_code(untrusted_text: str) -> bool:
    """Whether a text has the form of a code: a word of up to 64 ASCII letters, digits and signs."""
    return _CODE.match(untrusted_text) is not None


class Codec(Protocol):
    """How one type of value is read, written and laid into columns."""

    columns: tuple[str, ...]
    """Suffixes of the database columns it fills; the first is always empty."""

    def parse(self, untrusted: object) -> Wire: ...
    def json(self, value: Wire) -> object: ...
    def check(self, untrusted: Wire) -> Wire: ...
    def row(self, value: Wire) -> tuple[object, ...]: ...
    def value(self, row: Sequence[object]) -> Wire: ...


class OneColumn:
    """A codec whose wire value is what lies in its one column and what JSON shows."""

    columns: tuple[str, ...] = ("",)

    def parse(self, untrusted: object) -> Wire:
        return self.check(cast("Wire", untrusted))

    def json(self, value: Wire) -> object:
        return value

    def check(self, untrusted: Wire) -> Wire:
        raise ValueError(type(untrusted).__name__)

    def row(self, value: Wire) -> tuple[object, ...]:
        return (value,)

    def value(self, row: Sequence[object]) -> Wire:
        return cast("Wire", row[0])


class TextCodec(OneColumn):
    """Text as typed; never empty (an empty field is no value), no NUL, at most 1 MiB of UTF-8."""

    def parse(self, untrusted: object) -> Wire:
        if not isinstance(untrusted, str):
            raise ValueError(type(untrusted).__name__)
        return self.check(unicodedata.normalize("NFC", untrusted))

    def check(self, untrusted: Wire) -> Wire:
        if not isinstance(untrusted, str) or not untrusted or "\x00" in untrusted:
            raise ValueError(type(untrusted).__name__)
        if len(untrusted) > LONGEST_TEXT // 4 and len(untrusted.encode()) > LONGEST_TEXT:
            raise ValueError("too long")
        if not untrusted.isascii():
            untrusted.encode()  # a lone surrogate is no text
        return untrusted


class IntegerCodec(OneColumn):
    """A whole number that fits 63 bits."""

    def check(self, untrusted: Wire) -> Wire:
        if type(untrusted) is not int or abs(untrusted) >= 2**63:
            raise ValueError(type(untrusted).__name__)
        return untrusted


class DecimalCodec(OneColumn):
    """An exact decimal; its column holds the plain text."""

    def parse(self, untrusted: object) -> Wire:
        text = str(untrusted) if type(untrusted) in (int, str) else ""
        return money.parse_number(text)

    def json(self, value: Wire) -> object:
        return self.row(value)[0]

    def check(self, untrusted: Wire) -> Wire:
        match untrusted:
            case (int(digits), int(decimals)) if 0 <= decimals <= 9 and abs(digits) < 10**24:
                return (digits, decimals)
        raise ValueError(type(untrusted).__name__)

    def row(self, value: Wire) -> tuple[object, ...]:
        digits, decimals = cast("tuple[int, int]", value)
        return (money.write_number(digits, decimals),)

    def value(self, row: Sequence[object]) -> Wire:
        return money.parse_number(str(row[0]))


class BooleanCodec(OneColumn):
    """Yes or no; "not recorded" is no value."""

    def check(self, untrusted: Wire) -> Wire:
        if type(untrusted) is not bool:
            raise ValueError(type(untrusted).__name__)
        return untrusted

    def row(self, value: Wire) -> tuple[object, ...]:
        return (int(cast("bool", value)),)

    def value(self, row: Sequence[object]) -> Wire:
        return bool(row[0])


class DateCodec(OneColumn):
    """A day, or a month or quarter written as its first day with ``~m`` or ``~q``: so it sorts."""

    def parse(self, untrusted: object) -> Wire:
        if not isinstance(untrusted, str):
            raise ValueError(type(untrusted).__name__)
        found = _PARTIAL.match(untrusted)
        if found is None:
            return self.check(untrusted)
        year, month, quarter = found.groups()
        first = f"{int(quarter) * 3 - 2:02}" if quarter else month
        return self.check(f"{year}-{first}-01{'~q' if quarter else '~m'}")

    def json(self, value: Wire) -> object:
        text = cast("str", value)
        if text.endswith("~m"):
            return text[:7]
        if text.endswith("~q"):
            return f"{text[:4]}-Q{(int(text[5:7]) + 2) // 3}"
        return text

    def check(self, untrusted: Wire) -> Wire:
        found = _DATE.match(untrusted) if isinstance(untrusted, str) else None
        if found is None:
            raise ValueError(type(untrusted).__name__)
        date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] and (found[3] != "01" or (found[4] == "~q" and int(found[2]) % 3 != 1)):
            raise ValueError("not the first day")
        return untrusted


class MonthCodec(OneColumn):
    """A month of a year."""

    def check(self, untrusted: Wire) -> Wire:
        found = _PARTIAL.match(untrusted) if isinstance(untrusted, str) else None
        if found is None or found[2] is None:
            raise ValueError(type(untrusted).__name__)
        date(int(found[1]), int(found[2]), 1)
        return untrusted


class TimeCodec(IntegerCodec):
    """A moment in whole milliseconds UTC."""

    def parse(self, untrusted: object) -> Wire:
        if not isinstance(untrusted, str) or _TIME.match(untrusted) is None:
            raise ValueError(type(untrusted).__name__)
        at = datetime.fromisoformat(untrusted)
        return (
            (at - datetime(1970, 1, 1, tzinfo=UTC)).days * 86_400_000
            + (at.hour * 3600 + at.minute * 60 + at.second) * 1000
            + at.microsecond // 1000
        )

    def json(self, value: Wire) -> object:
        at = moment(cast("int", value))
        fraction = f".{at.microsecond // 1000:03}" if at.microsecond else ""
        return at.strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
