"""Finds in free text what could point at a person: numbers, addresses, surnames, small places.

People are counted, not named.  Nothing found here is refused: a field warns beside itself and offers to
write something else.  The rules lean towards finding too much, for a warning costs a glance; but dates,
sums and the numbers of papers are left alone, or nobody would read the warnings.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from cspdesk.domain.folding import fold
from cspdesk.domain.text import N_, Msg, msg


class Trace(StrEnum):
    """What a piece of text may be."""

    PHONE = "phone"
    ADDRESS = "address"
    DOCUMENT = "document"
    SURNAME = "surname"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Finding:
    """A piece of text, from ``start`` up to ``end``, that may point at somebody."""

    trace: Trace
    start: int
    end: int
    text: str

    @property
    def message(self) -> Msg:
        """What is said beside the field."""
        return msg(_MESSAGES[self.trace], found=self.text)

    @property
    def instead(self) -> str:
        """A marked text to write in its place."""
        return _INSTEAD[self.trace]


_MESSAGES = {
    Trace.PHONE: N_("“{found}” looks like a telephone number."),
    Trace.ADDRESS: N_("“{found}” looks like an electronic address."),
    Trace.DOCUMENT: N_("“{found}” looks like the number of a document."),
    Trace.SURNAME: N_("“{found}” looks like a surname. People are counted, not named."),
    Trace.PLACE: N_("“{found}” is a small place: with it somebody could be found."),
}
_INSTEAD = {
    Trace.PHONE: N_("(a number)"),
    Trace.ADDRESS: N_("(an address)"),
    Trace.DOCUMENT: N_("(a document)"),
    Trace.SURNAME: N_("a resident"),
    Trace.PLACE: N_("a village"),
}

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w{4,32}|\bt\.me/\w+", re.IGNORECASE)
# a letter or two and six digits or more: passports and identity cards
_DOCUMENT = re.compile(r"(?<![\w-])[A-ZА-ЯҚҒҲҶ]{1,2}[ -]?№?\s?\d{6,9}(?!\w)")
_NUMBER = re.compile(r"(?<![\w.,/-])\+?\(?\d(?:[\d()]|[ -](?=[\d(]))*\d(?![\w/]|[.,]\d)")
_SUM_AFTER = re.compile(r"\s*(?:сом|руб|дол|евро|som|rub|usd|eur|tjs|[$€₽%])", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:[ ]\d{3})+\Z")
# Tajik mobile numbers begin so; written in threes they look like sums
_MOBILE = re.compile(r"(?:00|1[17]|2[0-2]|33|4[01]|5[05]|7[0-9]|8[0-9]|9[0-9])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURNAME = re.compile(
    r"(?:ов|ова|ев|ева|ёв|ёва|зода|заде|зад|зод|ович|евич|овна|евна"
    r"|ov|ova|ev|eva|zoda|zade|ovich|evich|ovna|evna)\Z",
    re.IGNORECASE,
)
_LEAST_SURNAME = 5
# words that end so and are nobody's name, as they may stand at the head of a sentence
_PLAIN_WORDS = frozenset(
    map(
        fold,
        (
            *("снова", "слова", "основа", "корова", "голова", "готова", "здорова", "слева", "права"),
            *("улов", "остров", "островов", "столов", "домов", "вопросов", "районов", "городов", "часов"),
            *("годов", "законов", "отделов", "органов", "случаев", "проектов", "споров", "конфликтов"),
            *("актов", "методов", "судов", "джамоатов", "хукуматов", "кишлаков"),
        ),
    )
)


def find(
    text: str, *, small_places: Collection[str] = (), districts: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What may point at somebody, in the order of the text; overlapping pieces are told once.

    ``small_places`` are the folded names of jamoats and villages.  ``districts`` are the folded words of
    the names of larger places, which do no harm, though some bear a surname.
    """
    found: list[Finding] = []
    taken: list[range] = []

    def add(trace: Trace, start: int, end: int) -> None:
        if not any(start < span.stop and span.start < end for span in taken):
            taken.append(range(start, end))
            found.append(Finding(trace, start, end, text[start:end]))

    for match in _ADDRESS.finditer(text):
        add(Trace.ADDRESS, *match.span())
    for match in _DOCUMENT.finditer(text):
        add(Trace.DOCUMENT, *match.span())
    for match in _NUMBER.finditer(text):
        trace = _number(match[0], text[match.end() : match.end() + 12])
        if trace is not None:
            add(trace, *match.span())
    for match in _WORD.finditer(text):
        folded = fold(match[0])
        if _is_surname(match[0]) and folded not in districts:
            add(Trace.SURNAME, *match.span())
        elif match[0][:1].isupper() and folded in small_places:
            add(Trace.PLACE, *match.span())
    return tuple(sorted(found, key=lambda one: one.start))


def replaced(text: str, finding: Finding, instead: str) -> str:
    """``text`` with something else in the place of what was found there."""
    return text[: finding.start] + instead + text[finding.end :]


def _number(written: str, after: str) -> Trace | None:
    digits = re.sub(r"\D", "", written)
    if not 9 <= len(digits) <= 13 or _SUM_AFTER.match(after):
        return None
    if _THOUSANDS.match(written) and not (len(digits) == 9 and _MOBILE.match(digits)):
        return None
    if len(digits) == 9 and written.isdecimal() and not _MOBILE.match(digits):
        return Trace.DOCUMENT
    return Trace.PHONE


def _is_surname(word: str) -> bool:
    if len(word) < _LEAST_SURNAME or not word[:1].isupper() or _SURNAME.search(word) is None:
        return False
    return fold(word) not in _PLAIN_WORDS
