"""The order of letters in lists: Tajik's 35 letters, Russian's 33, English's 26, in one key.

Plain code points would put ғ қ ҳ ҷ ӣ ӯ behind я, and the collation of the operating system differs from one
computer to the next, so the key is made here.  Every Tajik letter has its own place, as in
dictionaries; Russian letters that Tajik lacks stand where Russian puts them.  In Russian ё counts as
е, as Russian dictionaries have it.
"""

from __future__ import annotations

import re
import unicodedata

from cspdesk.i18n.languages import RUSSIAN, Language

ALPHABET = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳцчҷшщъыьэюя"

_FIRST = 0x4E00
"""Letters get places from here on: above every sign, digit and Latin letter, in the order of UTF-8."""

_PLACES = {ord(letter): chr(_FIRST + place) for place, letter in enumerate(ALPHABET)}
_UNSEEN = dict.fromkeys(map(ord, "«»“”„\"'’‘()[]"))
_KEYS = _UNSEEN | _PLACES
_RUSSIAN_KEYS = _KEYS | {ord("ё"): _PLACES[ord("е")]}
_NUMBER = re.compile(r"[0-9]+")
_LATIN_WITH_MARKS = re.compile("[\u00c0-\u024f]")


def sort_key(text: str, language: Language) -> str:
    """A key whose plain order is the order of ``text`` in ``language``.

    Case, quotes and brackets do not count, numbers go by value (``№ 9`` before ``№ 10``), and equal texts
    fall back on their spelling, so the order is the same on every computer.
    """
    plain = unicodedata.normalize("NFC", text)
    key = plain.casefold()
    if _LATIN_WITH_MARKS.search(key):
        key = _LATIN_WITH_MARKS.sub(_base, key)
    key = _NUMBER.sub(lambda number: f"{len(number[0].lstrip('0')):03}{number[0].lstrip('0')}", key)
    return f"{key.translate(_RUSSIAN_KEYS if language == RUSSIAN else _KEYS)}\x01{plain}"


def _base(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter[0])[0]
