"""How cells of each type of field are typed and written in the person's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field
from cspdesk.domain.folding import fold, query_terms
from cspdesk.domain.money import from_minor, parse_number, write_number
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n import typed, typed_dates
from cspdesk.presenters.grid_cells import CellChoice, CellReading, CellRule, Cells
from cspdesk.presenters.session import Session

SOMONI: Final = "TJS"
NO_CHOICE: Final = msg(N_("No choice begins so."))
NO_RECORD: Final = msg(N_("Nothing is called so."))
SEVERAL: Final = msg(N_("Several are called so: choose one with F4."))
_CURRENCIES: Final = ("TJS", "USD", "EUR", "RUB", "GBP", "CHF", "KZT", "UZS", "KGS", "CNY", "TRY")

NEWEST: Final = 200
"""Records that are looked through where the search finds nothing."""

CurrencyOf = Callable[[Cells], str]


def answers(choices: Sequence[CellChoice], untrusted_text: str) -> list[CellChoice]:
    """The choices of which a word begins with each typed word: first what is typed in full, then in order."""
    terms = query_terms(untrusted_text)
    if not terms:
        return list(choices)
    whole = fold(untrusted_text.strip())
    found = [one for one in choices if _answers(one, terms)]
    return sorted(found, key=lambda one: whole not in (fold(one.text), fold(str(one.value))))


def _answers(choice: CellChoice, terms: Sequence[Sequence[str]]) -> bool:
    words = [
        word
        for text in (choice.text, choice.second, str(choice.value))
        for word in fold(text).replace("-", " ").replace("_", " ").split()
    ]
    return all(any(word.startswith(spelling) for word in words for spelling in term) for term in terms)


def taken(choices: Sequence[CellChoice], untrusted_text: str, *, none: Msg = NO_CHOICE) -> CellReading:
    """What was typed as one of the choices: in full, or as the only one that begins so."""
    typed_text = fold(untrusted_text.strip())
    exact = [one for one in choices if typed_text in (fold(one.text), fold(str(one.value)))]
    found = exact or answers(choices, untrusted_text)
    if len(found) == 1:
        return CellReading(found[0].value)
    return CellReading(fault=SEVERAL if found else none)


class TextRule:
    """Words as they are typed."""

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        del cells
        return CellReading(untrusted_text)

    def show(self, value: object) -> str:
        return str(value)

    def plain(self, value: object) -> str:
        return str(value)

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        del untrusted_text, cells
        return ()


class DateRule(TextRule):
    """Days: ``12``, ``12.3``, ``12.3.25``; what is left out comes from today."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        del cells
        found = typed_dates.parse_date(untrusted_text, today=self._session.clock.today())
        if isinstance(found, typed.Refusal):
            return CellReading(fault=found.words)
        return CellReading(found.isoformat())

    def show(self, value: object) -> str:
        return self._session.formats.when(str(CODECS["date"].parse(value)))


class AmountRule(TextRule):
    """Amounts with their currency; without one in the text, that of the row."""

    def __init__(self, session: Session, currency_of: CurrencyOf) -> None:
        self._session = session
        self._currency_of = currency_of

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        found = self._read(untrusted_text, cells)
        if isinstance(found, typed.Refusal):
            return CellReading(fault=found.words)
        return CellReading(CODECS["amount"].json(found))

    def _read(self, untrusted_text: str, cells: Cells) -> tuple[int, str] | typed.Refusal:
        usual = self._currency_of(cells) or SOMONI
        for currency in dict.fromkeys((usual, *_CURRENCIES)):
            found = typed.parse_amount(untrusted_text, currency=currency)
            if not isinstance(found, typed.Refusal):
                return found, currency
            if found is not typed.OTHER_CURRENCY:
                return found
        return typed.OTHER_CURRENCY

    def show(self, value: object) -> str:
        minor, currency = cast("tuple[int, str]", CODECS["amount"].parse(value))
        formats = self._session.formats
        if currency == SOMONI:
            return formats.figures(minor, currency)
        return formats.amount_with_code(minor, currency)

    def plain(self, value: object) -> str:
        minor, currency = cast("tuple[int, str]", CODECS["amount"].parse(value))
        return from_minor(minor, currency)

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        """Both readings of what may be read in two ways."""
        found = self._read(untrusted_text, cells)
        if not isinstance(found, typed.Refusal):
            return ()
        currency = self._currency_of(cells) or SOMONI
        values = [CODECS["amount"].json((minor, currency)) for minor in found.readings]
        return [CellChoice(value, self.show(value)) for value in values]


class DecimalRule(TextRule):
    """Exact decimals; spaces group, comma and point both are decimal marks."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        del cells
        plain = "".join(untrusted_text.split()).replace("\N{MINUS SIGN}", "-").replace(",", ".")
        try:
            return CellReading(CODECS["decimal"].json(parse_number(plain)))
        except ValueError:
            return CellReading(fault=typed.BAD_NUMBER.words)

    def show(self, value: object) -> str:
        return self._session.formats.decimal(*cast("tuple[int, int]", CODECS["decimal"].parse(value)))


class IntegerRule(DecimalRule):
    """Whole numbers."""

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        del cells
        found = typed.parse_integer(untrusted_text)
        if isinstance(found, typed.Refusal):
            return CellReading(fault=found.words)
        return CellReading(found)

    def show(self, value: object) -> str:
        return self._session.formats.integer(int(str(value)))


class RateRule(DecimalRule):
    """Official rates; for more than one unit of a currency it says so: ``1.0859 / 10``."""

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        del cells
        text, slash, unit = untrusted_text.partition("/")
        found = typed.parse_rate(text)
        if isinstance(found, typed.Refusal) or (slash and not unit.strip().isdecimal()):
            return CellReading(fault=typed.BAD_NUMBER.words)
        return CellReading({"rate": write_number(*found), "unit": int(unit) if slash else 1})

    def show(self, value: object) -> str:
        digits, decimals, unit = cast("tuple[int, int, int]", CODECS["rate"].parse(value))
        told = self._session.formats.decimal(digits, decimals)
        return told if unit == 1 else f"{told} / {unit}"

    def plain(self, value: object) -> str:
        digits, decimals, unit = cast("tuple[int, int, int]", CODECS["rate"].parse(value))
        told = write_number(digits, decimals)
        return told if unit == 1 else f"{told} / {unit}"


class ListRule(TextRule):
    """One of some choices, which a callable gives for a row."""

    def __init__(self, offered: Callable[[Cells], Sequence[CellChoice]]) -> None:
        self._offered = offered

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        return taken(self._offered(cells), untrusted_text)

    def show(self, value: object) -> str:
        return next((one.text for one in self._offered({}) if one.value == value), str(value))

    def plain(self, value: object) -> str:
        return self.show(value)

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        return answers(self._offered(cells), untrusted_text)


class CodeRule(ListRule):
    """A code of a list, typed by its words or by itself."""

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._name = name
        super().__init__(self._codes)

    def _codes(self, _cells: Cells) -> list[CellChoice]:
        t = self._session.t
        return [
            CellChoice(one.code, t(label_of(self._name, one.code))) for one in LISTS[self._name].offered()
        ]

    def show(self, value: object) -> str:
        return self._session.t(label_of(self._name, str(value)))


class AnswerRule(ListRule):
    """Yes or no."""

    def __init__(self, session: Session) -> None:
        words = ((True, N_("Yes")), (False, N_("No")))
        super().__init__(lambda _cells: [CellChoice(value, session.t(text)) for value, text in words])


class ReferenceRule(TextRule):
    """Another record by the words by which people know it; titles read once are remembered."""

    def __init__(self, session: Session, kind: str) -> None:
        self._session = session
        self._kind = kind
        self._titles: dict[str, str] = {}

    def forget(self) -> None:
        """Read titles anew: records of the kind changed."""
        self._titles.clear()

    def read(self, untrusted_text: str, cells: Cells) -> CellReading:
        return taken(self.choices(untrusted_text, cells), untrusted_text, none=NO_RECORD)

    def show(self, value: object) -> str:
        key = str(value)
        if key not in self._titles:
            self._titles[key] = self._session.finder.title(self._kind, key)
        return self._titles[key] or self._session.t(N_("Restricted, or not here yet"))

    def plain(self, value: object) -> str:
        return self.show(value)

    def choices(self, untrusted_text: str, cells: Cells) -> Sequence[CellChoice]:
        """What the search knows; what was entered a moment ago is not in its index yet."""
        del cells
        finder = self._session.finder
        found = finder.find(self._kind, untrusted_text)
        if found or not untrusted_text.strip():
            return [CellChoice(one.id, one.title, one.date) for one in found]
        newest = finder.find(self._kind, "", most=NEWEST)
        return answers([CellChoice(one.id, one.title, one.date) for one in newest], untrusted_text)


def rule_of(session: Session, described: Field, currency_of: CurrencyOf | None = None) -> CellRule:
    """The rule for a field by its type; what has none of its own is written as it is."""
    if described.choices and described.type == "code":
        return CodeRule(session, described.choices)
    if described.type == "reference" and described.of:
        return ReferenceRule(session, described.of)
    makers: dict[str, Callable[[], CellRule]] = {
        "date": lambda: DateRule(session),
        "amount": lambda: AmountRule(session, currency_of or (lambda _cells: SOMONI)),
        "decimal": lambda: DecimalRule(session),
        "integer": lambda: IntegerRule(session),
        "rate": lambda: RateRule(session),
        "boolean": lambda: AnswerRule(session),
    }
    return makers.get(described.type, TextRule)()


RIGHT: Final = frozenset({"amount", "decimal", "integer", "rate"})
LISTED: Final = frozenset({"code", "reference", "boolean"})
