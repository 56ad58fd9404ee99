"""Codes of fields that are open to others, by the names that people know: countries, the National Bank.

Such a field has no code list, because donors and other offices write codes of their own into it.  What is
stored stays the code: the id of a rate, for one, is computed from its source.
"""

from __future__ import annotations

from typing import Final

from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.i18n.countries import country_name
from cspdesk.services.books.register import OFFICIAL

RATE_SOURCE: Final = 4901
"""Whose rate it is."""
_COUNTRIES: Final = frozenset({4004, 6309, 6401})
"""Where a donor is at home, and whose holidays count."""
_NAMES: Final = {RATE_SOURCE: {OFFICIAL: N_("National Bank of Tajikistan")}}


def names_of(described: Field, words: Translator) -> dict[str, str]:
    """The names that stand for codes of a field, by code; none where its codes are typed as they are."""
    return {code: words.t(name) for code, name in _NAMES.get(described.number, {}).items()}


def named(described: Field, code: str, words: Translator) -> str:
    """A code by its name; a country's code stands beside it, and one that has no name stays as it is."""
    if described.number in _COUNTRIES:
        name = country_name(code, words.language)
        return code if name == code else f"{name} · {code}"
    return names_of(described, words).get(code, code)
