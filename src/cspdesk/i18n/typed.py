"""Amounts and numbers as people type them, read exactly or refused with words.

Spaces and apostrophes group; a group has three digits, the first may be shorter but not start
with 0; of two marks the last is the decimal one; one mark that reads as well as a group is asked about,
never guessed, but where the other amounts of its column tell (``told_mark``); more decimals than the
currency has are refused, never rounded.  A number that a spreadsheet held (``PlainNumber``) was never typed:
it is the nearest minor unit where it is within a millionth of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from cspdesk.domain.money import MOST, minor_digits, round_half_away
from cspdesk.domain.text import N_, Msg, msg


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a typed text was not taken: a short code, words for beside the field, and what it may mean.

    ``readings`` holds both minor-unit readings of an ambiguous amount, for buttons; a reading that the
    currency cannot hold is left out.
    """

    code: str
    words: Msg
    readings: tuple[int, ...] = ()


BAD_AMOUNT = Refusal("bad_amount", msg(N_("Check the amount")))
BAD_NUMBER = Refusal("bad_number", msg(N_("Enter a number")))
BAD_GROUPING = Refusal("grouping", msg(N_("Check the amount: digits stand in groups of three")))
TOO_MANY_DECIMALS = Refusal("too_many_decimals", msg(N_("Too many digits after the decimal mark")))
OTHER_CURRENCY = Refusal("other_currency", msg(N_("This amount is in another currency")))
AMBIGUOUS = N_("This may be read in two ways; choose one")


class PlainNumber(str):
    """A number that a spreadsheet held, in plain digits: a point is its decimal mark, nothing groups."""

    __slots__ = ()


_LONGEST = 64
_MOST_DECIMALS = 9
_NEAR = Fraction(1, 10**6)
"""Of a minor unit: further away, a spreadsheet's number is another number and not a binary fraction."""
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?\Z")
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_BODY = re.compile(r"[0-9](?:[0-9 ,.']*[0-9])?\Z")
_CODE_AT_END = re.compile(r"(?:([A-Za-z]{3})\b\s*(.+)|(.+?)\s*\b([A-Za-z]{3}))\Z", re.DOTALL)
_CURRENCY_WORDS = {
    "TJS": ("сомонӣ", "сомони", "somoni", "сом.", "сом", "с."),
    "USD": ("$", "долл."),
    "EUR": ("€", "евро"),
    "RUB": ("₽", "рублей", "рубля", "рубль", "руб.", "руб"),
    "KGS": ("сом", "som"),
    "GBP": ("£",),
}
_ONE_CURRENCYS_WORDS = {
    word: code
    for code, words in _CURRENCY_WORDS.items()
    for word in words
    if sum(word in others for others in _CURRENCY_WORDS.values()) == 1
}


def parse_amount(untrusted_text: str, *, currency: str, mark: str | None = None) -> int | Refusal:
    """Minor units of ``currency`` from a typed amount.

    ``mark`` is the decimal mark where the column or the language settles it, None where it does not.
    The field's own currency code or sign may stand beside the figures.
    """
    if isinstance(untrusted_text, PlainNumber):
        return _nearest(untrusted_text, minor_digits(currency), BAD_AMOUNT)
    text = _tidy(untrusted_text)
    if len(text) > _LONGEST:
        return BAD_AMOUNT
    bare = _without_currency(text, currency)
    if isinstance(bare, Refusal):
        return bare
    negative, signless = _without_sign(bare)
    body = _without_currency(signless, currency)
    if isinstance(body, Refusal):
        return body
    if not _BODY.match(body):
        return BAD_AMOUNT
    read = _read(body, minor_digits(currency), mark)
    if isinstance(read, Refusal):
        return Refusal(read.code, read.words, tuple(-r for r in read.readings)) if negative else read
    return -read if negative else read


def parse_integer(untrusted_text: str) -> int | Refusal:
    """A whole number as typed, with or without groups; ``12,0`` is 12 and ``12,5`` is refused."""
    if isinstance(untrusted_text, PlainNumber):
        return _nearest(untrusted_text, 0, BAD_NUMBER)
    text = _tidy(untrusted_text)
    negative, body = _without_sign(text)
    if len(text) > _LONGEST or not _BODY.match(body):
        return BAD_NUMBER
    read = _read(body, 0, None)
    return (-read if negative else read) if isinstance(read, int) else read


def parse_decimal(untrusted_text: str) -> tuple[int, int] | Refusal:
    """A decimal number as (digits, decimals): shares, quantities, degrees.

    One mark that stands once is a decimal mark whatever follows it: such numbers have no currency that would
    say how many decimals there can be, and ``38.559`` is a latitude.  Two marks and groups are as in amounts.
    """
    text = _tidy(untrusted_text)
    negative, body = _without_sign(text)
    if len(text) > _LONGEST or not _BODY.match(body):
        return BAD_NUMBER
    marks = [sign for sign in body if sign in ",."]
    one = marks[0] if len(marks) == 1 else None
    decimals = _after(body, marks[-1]) if one or len(set(marks)) == 2 else 0
    read = _read(body, min(decimals, _MOST_DECIMALS), one)
    if isinstance(read, Refusal):
        return read
    return -read if negative else read, min(decimals, _MOST_DECIMALS)


def told_mark(untrusted_text: str) -> str | None:
    """The decimal mark that a typed amount shows beyond doubt, whatever its currency, or None.

    A column whose amounts all tell the same decides for those that can be read in two ways.
    """
    if isinstance(untrusted_text, PlainNumber) or len(untrusted_text) > _LONGEST:
        return None
    _, signless = _without_sign(split_currency(_tidy(untrusted_text))[0])
    body, _ = split_currency(signless)
    marks = [sign for sign in body if sign in ",."]
    if not marks or not _BODY.match(body):
        return None
    decimals = max(1, _after(body, marks[-1]))
    if isinstance(_read(body, decimals, None), Refusal):
        return None
    told = [mark for mark in ",." if isinstance(_read(body, decimals, mark), int)]
    return told[0] if len(told) == 1 else None


def split_currency(untrusted_text: str) -> tuple[str, str]:
    """A typed amount without its currency, and the currency's code; empty where no single one stands there.

    A code of three letters need not be one that is known.
    """
    folded = untrusted_text.casefold()
    for word, code in _ONE_CURRENCYS_WORDS.items():
        if folded.startswith(word):
            return untrusted_text[len(word) :].strip(), code
        if folded.endswith(word):
            return untrusted_text[: -len(word)].strip(), code
    found = _CODE_AT_END.match(untrusted_text)
    if found is None:
        return untrusted_text, ""
    return (found[2] or found[3]).strip(), (found[1] or found[4]).upper()


_RATE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?\Z")


def parse_rate(untrusted_text: str) -> tuple[int, int] | Refusal:
    """An official rate as (digits, decimals): comma and point both are decimal marks, nothing groups."""
    found = _RATE.match(untrusted_text.strip())
    if found is None or not int(found[1] + (found[2] or "")):
        return BAD_NUMBER
    part = found[2] or ""
    return int(found[1] + part), len(part)


def _tidy(untrusted_text: str) -> str:
    return _SPACES.sub(" ", untrusted_text[: _LONGEST + 1]).strip().translate(_APOSTROPHES)


def _after(body: str, mark: str) -> int:
    """How many digits follow the last of a mark."""
    return len(body) - 1 - body.rfind(mark)


def _nearest(number: PlainNumber, decimals: int, bad: Refusal) -> int | Refusal:
    """The nearest minor unit of a spreadsheet's number; a refusal where there is none so near."""
    if not _PLAIN.match(number):
        return bad
    exact = Fraction(number) * 10**decimals
    minor = round_half_away(exact)
    if abs(exact - minor) > _NEAR:
        return TOO_MANY_DECIMALS
    return minor if abs(minor) <= MOST else bad


def _without_currency(text: str, currency: str) -> str | Refusal:
    """The text without its own currency; a refusal where another one stands in it."""
    folded = text.casefold()
    for code, words in {currency: (), **_CURRENCY_WORDS}.items():
        for word in (code.casefold(), *words):
            if folded.startswith(word) or folded.endswith(word):
                if code != currency:
                    return OTHER_CURRENCY
                cut = text[len(word) :] if folded.startswith(word) else text[: -len(word)]
                return cut.strip()
    return text


def _without_sign(text: str) -> tuple[bool, str]:
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip()
    if text.startswith(("-", "−")):
        return True, text[1:].strip()
    return False, text


def _read(body: str, decimals: int, mark: str | None) -> int | Refusal:
    """Minor units of a body of digits, marks and group signs."""
    marks = [sign for sign in body if sign in ",."]
    if mark is None:
        if len(set(marks)) == 2:
            mark = marks[-1]
        elif len(marks) == 1:
            grouped = _whole(body)
            if isinstance(grouped, int):
                if decimals == 0:
                    return _scaled(grouped, "", 0)
                return _ambiguous(body, marks[0], grouped, decimals)
            mark = marks[0]
    if mark is None:
        return _scaled(_whole(body), "", decimals)
    if marks.count(mark) > 1:
        return BAD_AMOUNT
    whole, _, part = body.partition(mark)
    if mark in body and (not part.isdigit() or not whole[-1:].isdigit()):
        return BAD_AMOUNT
    return _scaled(_whole(whole), part, decimals)


def _whole(text: str) -> int | Refusal:
    """The whole number of digits and one kind of group sign."""
    signs = {sign for sign in text if not sign.isdigit()}
    if len(signs) > 1:
        return BAD_AMOUNT
    if not signs:
        return int(text) if text == "0" or not text.startswith("0") else BAD_AMOUNT
    first, *groups = text.split(signs.pop())
    if not 1 <= len(first) <= 3 or first.startswith("0") or any(len(group) != 3 for group in groups):
        return BAD_GROUPING
    return int(first + "".join(groups))


def _scaled(whole: int | Refusal, part: str, decimals: int) -> int | Refusal:
    if isinstance(whole, Refusal):
        return whole
    kept = part.rstrip("0")
    if len(kept) > decimals:
        return TOO_MANY_DECIMALS
    minor = whole * 10**decimals + int(kept.ljust(decimals, "0") or "0")
    return minor if minor <= MOST else BAD_AMOUNT


def _ambiguous(body: str, mark: str, grouped: int, decimals: int) -> Refusal:
    whole, _, part = body.partition(mark)
    readings = (_scaled(int(whole), part, decimals), _scaled(grouped, "", decimals))
    return Refusal("ambiguous", msg(AMBIGUOUS), tuple(r for r in readings if isinstance(r, int)))
