"""A readable catalogue (``.po``) as a working one, for source trees without the build step."""

from __future__ import annotations

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from cspdesk.i18n.languages import Language


def read_readable(path: Path, language: Language) -> GNUTranslations:
    """The catalogue of a ``.po`` file; raises ``OSError`` or ``ValueError`` where it cannot be read."""
    try:
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language.code, abort_invalid=True)
    except PoFileError as damaged:
        raise ValueError(path.name) from damaged
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
