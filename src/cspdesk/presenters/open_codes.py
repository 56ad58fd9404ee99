"""Codes of fields that are open to others, by the names that people know: countries, the National Bank.

Such a field has no code list, because donors and other offices write codes of their own into it.  What is
stored stays the code: the id of a rate, for one, is computed from its source.
"""

from __future__ import annotations

import re
from typing import Final

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field
from cspdesk.domain.folding import fold
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.countries import country_name, country_names
from cspdesk.services.books.register import OFFICIAL

RATE_SOURCE: Final = 4901
"""Whose rate it is."""
_COUNTRIES: Final = frozenset({4004, 6309, 6401})
"""Where a donor is at home, and whose holidays count."""
_SECTORS: Final = 4127
_SECTOR: Final = "sector"
_SHARE: Final = re.compile(r"(.*\S)\s+(\d{1,3})\s*%?", re.DOTALL)
_NAMES: Final = {RATE_SOURCE: {OFFICIAL: N_("National Bank of Tajikistan")}}


def names_of(described: Field, words: Translator) -> dict[str, str]:
    """The names that stand for codes of a field, by code; none where its codes are typed as they are."""
    if described.number in _COUNTRIES:
        return {code: f"{name} · {code}" for code, name in country_names(words.language).items()}
    return {code: words.t(name) for code, name in _NAMES.get(described.number, {}).items()}


def named(described: Field, code: str, words: Translator) -> str:
    """A code by its name; a country's code stands beside it, and one that has no name stays as it is."""
    if described.number in _COUNTRIES:
        name = country_name(code, words.language)
        return code if name == code else f"{name} · {code}"
    return names_of(described, words).get(code, code)


def is_sectors(described: Field) -> bool:
    """Whether a field holds purposes of aid with their shares."""
    return described.number == _SECTORS


def sectors_in_words(stored: str, words: Translator) -> str:
    """“15160 60, 15150 40” with what each code stands for before it, one after the other."""
    pieces = [one.strip() for one in stored.split(",")]
    said = []
    for piece in pieces:
        code, _, share = piece.partition(" ")
        told = words.t(label_of(_SECTOR, code)) if code in LISTS[_SECTOR] else code
        said.append(f"{told} {share}".strip())
    return "; ".join(said)


def sectors_meant(untrusted_text: str, words: Translator) -> str:
    """What is stored of purposes as a person writes them: by codes, by words, or by both."""
    by_words = {fold(words.t(choice.label)): choice.code for choice in LISTS[_SECTOR]}
    found = []
    for piece in untrusted_text.split(";"):
        shared = _SHARE.fullmatch(piece.strip())
        named, share = (shared[1], shared[2]) if shared else (piece.strip(), "")
        code = by_words.get(fold(named.rpartition("·")[0].strip() or named))
        if code is None and "·" in named:
            code = named.rpartition("·")[2].strip()
        found.append(" ".join(one for one in (code or named, share) if one))
    return ", ".join(one for one in found if one)
