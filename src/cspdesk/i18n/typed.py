"""Amounts and numbers as people type them, read exactly or refused with words.

Spaces and apostrophes group; a group has three digits, the first may be shorter but not start
with 0; of two marks the last is the decimal one; one mark that reads as well as a group is asked about,
never guessed; more decimals than the currency has are refused, never rounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspdesk.domain.money import MOST, minor_digits
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

_LONGEST = 64
_SPACES = re.compile(r"\s+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_BODY = re.compile(r"[0-9](?:[0-9 ,.']*[0-9])?\Z")
_CURRENCY_WORDS = {
    "TJS": ("сомонӣ", "сомони", "somoni", "сом.", "сом", "с."),
    "USD": ("$", "долл."),
    "EUR": ("€", "евро"),
    "RUB": ("₽", "рублей", "рубля", "рубль", "руб.", "руб"),
    "KGS": ("сом", "som"),
    "GBP": ("£",),
}


def parse_amount(untrusted_text: str, *, currency: str, mark: str | None = None) -> int | Refusal:
    """Minor units of ``currency`` from a typed amount.

    ``mark`` is the decimal mark where the column or the language settles it, None where it does not.
    The field's own currency code or sign may stand beside the figures.
    """
    text = _SPACES.sub(" ", untrusted_text[: _LONGEST + 1]).strip().translate(_APOSTROPHES)
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
    text = _SPACES.sub(" ", untrusted_text[: _LONGEST + 1]).strip().translate(_APOSTROPHES)
    negative, body = _without_sign(text)
    if len(text) > _LONGEST or not _BODY.match(body):
        return BAD_NUMBER
    read = _read(body, 0, None)
    return (-read if negative else read) if isinstance(read, int) else read


_RATE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?\Z")


def parse_rate(untrusted_text: str) -> tuple[int, int] | Refusal:
    """An official rate as (digits, decimals): comma and point both are decimal marks, nothing groups."""
    found = _RATE.match(untrusted_text.strip())
    if found is None or not int(found[1] + (found[2] or "")):
        return BAD_NUMBER
    part = found[2] or ""
    return int(found[1] + part), len(part)


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
