"""Names of countries, as the Unicode CLDR has them; apart, because the prompt does without Babel."""

from __future__ import annotations

from babel import Locale

from cspdesk.i18n.languages import Language


def country_name(code: str, language: Language) -> str:
    """A country by its ISO 3166 code in a language; a code that is unknown stays as it is."""
    return str(Locale.parse(language.code).territories.get(code.upper(), code))
