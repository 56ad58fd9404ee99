"""The codecs of values that are more than one plain word, and the table of all types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from cspdesk.domain import money
from cspdesk.domain.entries import Wire
from cspdesk.domain.ids import from_hex, to_hex
from cspdesk.domain.values import (
    MOST_CODES,
    BooleanCodec,
    Codec,
    DateCodec,
    DecimalCodec,
    IntegerCodec,
    MonthCodec,
    OneColumn,
    TextCodec,
    TimeCodec,
    is_code,
)


class AmountCodec:
    """Money: minor units and currency, one value in two columns."""

    columns: tuple[str, ...] = ("", "_currency")

    def parse(self, untrusted: object) -> Wire:
        """Take ``{"amount": "1234.50", "currency": "TJS"}`` and nothing else in it."""
        if not isinstance(untrusted, dict) or set(untrusted) != {"amount", "currency"}:
            raise ValueError(type(untrusted).__name__)
        amount, currency = untrusted["amount"], untrusted["currency"]
        if type(amount) not in (str, int) or not isinstance(currency, str) or not money.is_currency(currency):
            raise ValueError(type(amount).__name__)
        return (money.to_minor(str(amount), currency), currency)

    def json(self, value: Wire) -> object:
        minor, currency = cast("tuple[int, str]", value)
        return {"amount": money.from_minor(minor, currency), "currency": currency}

    def check(self, untrusted: Wire) -> Wire:
        match untrusted:
            case (int(minor), str(currency)) if type(minor) is int and money.is_currency(currency):
                if abs(minor) <= money.MOST:
                    return (minor, currency)
        raise ValueError(type(untrusted).__name__)

    def row(self, value: Wire) -> tuple[object, ...]:
        return cast("tuple[int, str]", value)

    def value(self, row: Sequence[object]) -> Wire:
        return cast("Wire", (row[0], row[1]))


class RateCodec:
    """An official rate: digits, decimals and the unit of the currency it is for."""

    columns: tuple[str, ...] = ("", "_decimals", "_unit")

    def parse(self, untrusted: object) -> Wire:
        """Take ``{"rate": "11.3304", "unit": 1}``; the unit may be left out and is then 1."""
        if not isinstance(untrusted, dict) or not {"rate"} <= set(untrusted) <= {"rate", "unit"}:
            raise ValueError(type(untrusted).__name__)
        if type(untrusted["rate"]) not in (str, int):
            raise ValueError(type(untrusted["rate"]).__name__)
        return self.check((*money.parse_number(str(untrusted["rate"])), untrusted.get("unit", 1)))

    def json(self, value: Wire) -> object:
        digits, decimals, unit = cast("tuple[int, int, int]", value)
        return {"rate": money.write_number(digits, decimals), "unit": unit}

    def check(self, untrusted: Wire) -> Wire:
        match untrusted:
            case (int(digits), int(decimals), int(unit)) if all(type(n) is int for n in untrusted):
                if 0 < digits <= money.MOST and 0 <= decimals <= 9 and 0 < unit <= 1_000_000:
                    return (digits, decimals, unit)
        raise ValueError(type(untrusted).__name__)

    def row(self, value: Wire) -> tuple[object, ...]:
        return cast("tuple[int, int, int]", value)

    def value(self, row: Sequence[object]) -> Wire:
        return cast("Wire", tuple(row))


class CodeCodec(OneColumn):
    """A short word from a list; one that is not on the list is kept and shown as such."""

    def check(self, untrusted: Wire) -> Wire:
        if not isinstance(untrusted, str) or not is_code(untrusted):
            raise ValueError(type(untrusted).__name__)
        return untrusted


class CodesCodec(OneColumn):
    """Several codes as one value, sorted; the column reads ``|a|b|`` so that one can be found in it."""

    def parse(self, untrusted: object) -> Wire:
        if not isinstance(untrusted, list) or not all(isinstance(code, str) for code in untrusted):
            raise ValueError(type(untrusted).__name__)
        return self.check(tuple(sorted(set(untrusted))))

    def json(self, value: Wire) -> object:
        return list(cast("tuple[str, ...]", value))

    def check(self, untrusted: Wire) -> Wire:
        if not isinstance(untrusted, tuple) or not 0 < len(untrusted) <= MOST_CODES:
            raise ValueError(type(untrusted).__name__)
        codes = [code for code in untrusted if isinstance(code, str) and is_code(code)]
        if len(codes) != len(untrusted) or sorted(set(codes)) != codes:
            raise ValueError("codes")
        return untrusted

    def row(self, value: Wire) -> tuple[object, ...]:
        return ("|" + "|".join(cast("tuple[str, ...]", value)) + "|",)

    def value(self, row: Sequence[object]) -> Wire:
        return tuple(str(row[0]).strip("|").split("|"))


class ReferenceCodec(OneColumn):
    """The id of another record; it may be restricted, or not here yet."""

    def parse(self, untrusted: object) -> Wire:
        if not isinstance(untrusted, str):
            raise ValueError(type(untrusted).__name__)
        return from_hex(untrusted)

    def json(self, value: Wire) -> object:
        return to_hex(cast("bytes", value))

    def check(self, untrusted: Wire) -> Wire:
        if not isinstance(untrusted, bytes) or len(untrusted) != 16:
            raise ValueError(type(untrusted).__name__)
        return untrusted


CODECS: dict[str, Codec] = {
    "text": TextCodec(),
    "longtext": TextCodec(),
    "integer": IntegerCodec(),
    "decimal": DecimalCodec(),
    "boolean": BooleanCodec(),
    "date": DateCodec(),
    "month": MonthCodec(),
    "time": TimeCodec(),
    "amount": AmountCodec(),
    "rate": RateCodec(),
    "code": CodeCodec(),
    "codes": CodesCodec(),
    "reference": ReferenceCodec(),
    "place": CodeCodec(),
    "attachment": ReferenceCodec(),
}
"""Every type of value; ``parts`` is the one type without a codec."""
