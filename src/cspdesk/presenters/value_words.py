"""Values of fields in the person’s words: dates as the language writes them, codes by their labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from cspdesk.domain.clock import moment
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.presenters.atlas import Atlas
from cspdesk.presenters.open_codes import is_sectors, named, sectors_in_words

TitleOf = Callable[[str, str], str]
"""The words for a record, by its kind (empty where any kind is meant) and its id."""


class ValueWords:
    """Speaks for one language, one atlas, and whoever knows titles of records."""

    def __init__(self, words: Translator, atlas: Atlas, title_of: TitleOf) -> None:
        self._words = words
        self._t = words.t
        self._formats = words.formats
        self._atlas = atlas
        self._title_of = title_of

    def label(self, described: Field) -> str:
        """What the field is called."""
        return self._t(msg(described.label))

    def text(self, described: Field, value: object) -> str:
        """One value as JSON has it, in words; an empty text for none, and what cannot be read as it is."""
        if not value and value is not False and value != 0:
            return ""
        try:
            return self._text(described, value)
        except (ValueError, TypeError, KeyError):
            # a newer program may have written it otherwise
            return str(value)

    def _text(self, described: Field, value: object) -> str:
        if described.choices and described.type in ("code", "integer"):
            return self._code(described.choices, str(value))
        if described.type == "code":
            return named(described, str(value), self._words)
        speak = {
            "integer": self._integer,
            "decimal": self._decimal,
            "boolean": self._boolean,
            "date": self._date,
            "month": self._month,
            "time": self._time,
            "amount": self._amount,
            "rate": self._rate,
            "place": self._place,
        }.get(described.type)
        if speak is not None:
            return speak(value)
        if described.type == "codes":
            return self._codes(described, value)
        if described.type == "reference":
            return self._title_of(described.of, str(value)) or self._t(N_("Restricted, or not here yet"))
        return sectors_in_words(str(value), self._words) if is_sectors(described) else str(value)

    def part(self, kind: Kind, values: Mapping[str, object]) -> str:
        """A part in a few words: its title, or for a cell of a grid what it counts."""
        if kind.keys:
            said = [self.text(kind.by_name[key], values.get(key)) for key in kind.keys]
            return ", ".join(one for one in said if one)
        titles = [kind.title] if kind.title else [f.name for f in kind.fields[:2]]
        said = [self.text(kind.by_name[name], values.get(name)) for name in titles]
        return ", ".join(one for one in said if one) or self._t(msg(kind.label))

    # --- by type -----------------------------------------------------------------------------------

    def _code(self, name: str, code: str) -> str:
        return self._t(label_of(name, code)) if name in LISTS else code

    def _codes(self, described: Field, value: object) -> str:
        codes = [str(code) for code in cast("Sequence[object]", value)]
        if described.choices:
            return ", ".join(self._code(described.choices, code) for code in codes)
        return ", ".join(self._atlas.name(code, self._words.language.code) for code in codes)

    def _integer(self, value: object) -> str:
        return self._formats.integer(int(str(value)))

    def _decimal(self, value: object) -> str:
        return self._formats.decimal(*cast("tuple[int, int]", CODECS["decimal"].parse(value)))

    def _boolean(self, value: object) -> str:
        return self._t(N_("Yes") if value else N_("No"))

    def _date(self, value: object) -> str:
        return self._formats.when(str(CODECS["date"].parse(value)))

    def _month(self, value: object) -> str:
        text = str(value)
        return self._formats.month(int(text[:4]), int(text[5:7]))

    def _time(self, value: object) -> str:
        return self._formats.moment(moment(cast("int", CODECS["time"].parse(value))))

    def _amount(self, value: object) -> str:
        return self._formats.amount_with_code(*cast("tuple[int, str]", CODECS["amount"].parse(value)))

    def _rate(self, value: object) -> str:
        digits, decimals, unit = cast("tuple[int, int, int]", CODECS["rate"].parse(value))
        told = self._formats.decimal(digits, decimals)
        return told if unit == 1 else self._t(msg(N_("{rate} for {unit}"), rate=told, unit=unit))

    def _place(self, value: object) -> str:
        return self._atlas.name_within(str(value), self._words.language.code)
