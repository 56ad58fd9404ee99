"""Names of countries, as the Unicode CLDR has them; apart, because the prompt does without Babel."""

from __future__ import annotations

import re

from babel import Locale

from cspdesk.i18n.languages import Language

_CODE = re.compile(r"[A-Z]{2}")
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that CLDR has for something else."""


def country_names(language: Language) -> dict[str, str]:
    """All countries by their codes, in a language."""
    territories = Locale.parse(language.code).territories
    return {
        code: str(name)
        for code, name in territories.items()
        if _CODE.fullmatch(code) and code not in _NO_COUNTRIES
    }


def country_name(code: str, language: Language) -> str:
    """A country by its ISO 3166 code in a language; a code that is unknown stays as it is."""
    return str(Locale.parse(language.code).territories.get(code.upper(), code))
