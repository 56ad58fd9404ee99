"""Translations: find the catalogue of a language, and turn messages into words.

Catalogues are gettext's.  A compiled one is preferred; in a source tree without the build step, or
with a translation edited since, the readable one is taken through Babel.  A translation whose
placeholders differ from the English text is refused one by one and the English text shown: a wrong
word must never hide a value, nor stop the program.
"""

from __future__ import annotations

import string
import struct
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from cspdesk.domain.money import round_half_away
from cspdesk.domain.text import DayOfYear, Msg
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import ENGLISH, Language

DOMAIN = "cspdesk"


def catalogue_folders() -> tuple[Path, ...]:
    """Where catalogues may lie: inside the package, beside it, or at the top of the source tree."""
    package = Path(__file__).resolve().parents[1]
    return (
        package / "translations",
        package.parent / "translations",
        package.parent.parent / "translations",
    )


def placeholders(text: str) -> frozenset[str] | None:
    """The names in braces that a text has; None where it is no text with named placeholders.

    Nothing but a plain name may stand in braces: no number, attribute, index, conversion or format.
    """
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    names = {name for _, name, _, _ in parts if name is not None}
    plain = all(name.isidentifier() for name in names) and not any(
        spec or conversion for _, _, spec, conversion in parts
    )
    return frozenset(names) if plain else None


def agrees(translated: str, *sources: str) -> bool:
    """Whether a translated form may stand for the English text, or for its singular and plural.

    It must name the same values; ``n`` alone may be left out where one of the English forms does.
    """
    names = [placeholders(source) for source in sources]
    found = placeholders(translated)
    if found is None or None in names:
        return False
    allowed = frozenset[str]().union(*(some for some in names if some is not None))
    needed = allowed - {"n"} if any(some is not None and "n" not in some for some in names) else allowed
    return needed <= found <= allowed


def load_catalogue(language: Language, folders: Iterable[Path] | None = None) -> NullTranslations:
    """The catalogue of a language from the first folder that has one; an empty one where none has.

    A catalogue that cannot be read counts as none: the desk then speaks English.
    """
    for folder in catalogue_folders() if folders is None else folders:
        base = folder / language.code / "LC_MESSAGES"
        compiled, readable = base / f"{DOMAIN}.mo", base / f"{DOMAIN}.po"
        try:
            if compiled.is_file() and not _is_newer(readable, compiled):
                with compiled.open("rb") as file:
                    return GNUTranslations(file)
            if readable.is_file():
                # Babel is read in only here: an installed desk opens without it.
                from cspdesk.i18n.readable import read_readable  # noqa: PLC0415

                return read_readable(readable, language)
        except (OSError, ValueError, struct.error):
            continue
    return NullTranslations()


def _is_newer(one: Path, other: Path) -> bool:
    return one.is_file() and one.stat().st_mtime_ns > other.stat().st_mtime_ns


class Translator:
    """Gives messages in one language, with their values written as the language writes them."""

    def __init__(
        self, language: Language, catalogue: NullTranslations, formats: Formats | None = None
    ) -> None:
        self.language = language
        self.formats = Formats(language) if formats is None else formats
        self._catalogue = catalogue
        self._checked: dict[tuple[str, str], str] = {}

    def t(self, text: Msg | str) -> str:
        """The words for a message, or for a marked text without values.

        Values are written by the language: numbers in groups, dates in figures, messages translated.
        A text that no catalogue knows is shown in English.
        """
        if isinstance(text, str):
            return self._form(self._catalogue.gettext(text), text, (text,))
        values = {name: self._value(value) for name, value in text.values.items()}
        n = text.values.get("n")
        if text.plural is not None and isinstance(n, int):
            source = text.text if n == 1 else text.plural
            translated = self._catalogue.ngettext(text.text, text.plural, n)
            return _said(self._form(translated, source, (text.text, text.plural)), values)
        return _said(self._form(self._catalogue.gettext(text.text), text.text, (text.text,)), values)

    def _form(self, translated: str, source: str, sources: tuple[str, ...]) -> str:
        """The translation, or the English text where their placeholders differ."""
        key = (translated, source)
        if (known := self._checked.get(key)) is None:
            known = self._checked[key] = translated if agrees(translated, *sources) else source
        return known

    def _value(self, value: object) -> str:
        if isinstance(value, Msg):
            return self.t(value)
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return self.formats.integer(value)
        if isinstance(value, Fraction):  # a figure with one decimal
            return self.formats.decimal(round_half_away(value * 10), 1)
        if isinstance(value, datetime):
            return self.formats.moment(value)
        if isinstance(value, date):
            return self.formats.day(value)
        if isinstance(value, DayOfYear):
            return self.formats.day_and_month(date(2000, value.month, value.day))
        return str(value)


def _said(form: str, values: Mapping[str, str]) -> str:
    """A sentence with its values; one full stop serves an abbreviation at its end ("2026 г.") and it."""
    said = form.format_map(values)
    for value in values.values():
        if value.endswith(".") and not value.endswith(".."):
            said = said.replace(f"{value}.", value)
    return said


def translator(language: Language, folders: Iterable[Path] | None = None) -> Translator:
    """A translator for a language, from the shipped catalogues unless folders are given."""
    return Translator(language, load_catalogue(language, folders))


def english() -> Translator:
    """A translator that shows the texts as they stand in the code."""
    return Translator(ENGLISH, NullTranslations())
