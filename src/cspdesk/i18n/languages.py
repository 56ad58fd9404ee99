"""The three languages of the desk, and which one a computer or a person asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, with its name as its speakers write it."""

    code: str
    own_name: str
    plural_forms: str
    """The rule of gettext for the forms of a counted noun, as catalogues declare it."""

    def __str__(self) -> str:
        return self.code


TAJIK = Language("tg", "Тоҷикӣ", "nplurals=2; plural=(n != 1);")
RUSSIAN = Language(
    "ru",
    "Русский",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
)
ENGLISH = Language("en", "English", "nplurals=2; plural=(n != 1);")

LANGUAGES = (TAJIK, RUSSIAN, ENGLISH)
_BY_CODE = {language.code: language for language in LANGUAGES}

# Where a computer speaks a neighbour's language, its owner most likely reads Russian.
_NEIGHBOURS = frozenset({"be", "hy", "ka", "kk", "ky", "tk", "uk", "uz"})
_PRIMARY = re.compile(r"[A-Za-z]{2,3}")


def find_language(untrusted_code: str) -> Language | None:
    """The language of a code or locale name (``tg``, ``ru_RU.UTF-8``), or None."""
    primary = _PRIMARY.match(untrusted_code)
    return _BY_CODE.get(primary[0].lower()) if primary else None


def preferred_language(untrusted_names: Iterable[str]) -> Language:
    """The first language of ours that a computer's settings name, in their order.

    A neighbour's language gives Russian; nothing understood gives English.
    """
    fallback = ENGLISH
    for name in untrusted_names:
        if (found := find_language(name)) is not None:
            return found
        primary = _PRIMARY.match(name)
        if primary and primary[0].lower() in _NEIGHBOURS:
            fallback = RUSSIAN
    return fallback
