"""XLSX from outside as rows: looked over as an archive first, then read row by row.

The reading library has no closed list of errors, so everything it raises on a stranger's file becomes
one ``UntrustedError`` here, at the edge.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeVar

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.typed import PlainNumber
from cspdesk.reports.printable import cleaned
from cspdesk.reports.sheet_limits import Limits, damaged, no_sheet, too_large
from cspdesk.reports.sheet_merges import merges, spread

T = TypeVar("T")

_LOCKED = 0x1
_CHUNK = 1 << 20
_NO_RESULT = re.compile(
    rb'<c\b(?![^<>]*\bt="str")[^<>]*>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
"""A cell with a formula and nothing worked out; an empty text as a result is written as one."""
_LONGEST_CELL = 40_000
_DECLARATIONS = tuple(
    word.encode(form) for word in ("<!DOCTYPE", "<!ENTITY") for form in ("ascii", "utf-16-le", "utf-16-be")
)


def opened(
    untrusted: bytes, limits: Limits, name: str | None, *, is_spread: bool = False
) -> tuple[tuple[str, ...], Iterator[tuple[int, list[str]]]]:
    """The names of a workbook's sheets that are shown, and the rows of one of them.

    With ``is_spread`` a cell that is merged downwards is in each of its rows.
    Raises ``UntrustedError`` for a bomb, a locked or broken file, another kind of archive, or a name
    that no sheet has; and while reading, for what breaks later.
    """
    # decision 0021: openpyxl is as long to read in as half of Qt, and is asked for once a month
    import openpyxl  # noqa: PLC0415

    _look_over(untrusted, limits)
    workbook = _guarded(
        lambda: openpyxl.load_workbook(
            BytesIO(untrusted), read_only=True, data_only=True, keep_links=False, rich_text=False
        )
    )
    shown = {sheet.title: sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"}
    if not shown:
        raise no_sheet()
    if name is not None and name not in shown:
        raise UntrustedError(
            msg(N_("The file has no sheet called {name}."), name=name),
            hint=msg(N_("Choose one of its other sheets.")),
            code="not-a-sheet",
        )
    sheet = shown[name] if name is not None else next(iter(shown.values()))
    # the library has no other place that tells where a sheet lies
    part = getattr(sheet, "_worksheet_path", "")
    _demand_results(untrusted, part)
    # The size that a sheet claims may be wrong: by it, rows would be lost without a word.
    sheet.reset_dimensions()
    rows = _rows(iter(sheet.iter_rows(values_only=True)))
    return tuple(shown), spread(rows, merges(untrusted, part, limits)) if is_spread else rows


def _look_over(untrusted: bytes, limits: Limits) -> None:
    """Refuse an archive that would unpack without measure, or that declares entities in its XML."""
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            bomb = unpacked > max(limits.ratio * len(untrusted), _CHUNK)
            if len(parts) > limits.parts or unpacked > limits.unpacked_bytes or bomb:
                raise too_large(msg(N_("The file unpacks to more than a sheet can be.")))
            if any(part.flag_bits & _LOCKED for part in parts):
                raise UntrustedError(
                    msg(N_("The file is locked with a password.")),
                    hint=msg(N_("Save it without a password and try again.")),
                    code="not-a-sheet",
                )
            names = {part.filename for part in parts}
            if "mimetype" in names or "[Content_Types].xml" not in names or "word/document.xml" in names:
                raise no_sheet()
            for part in parts:
                if declares(archive, part):
                    raise damaged()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise damaged() from error


def _demand_results(untrusted: bytes, part: str) -> None:
    """Refuse a sheet with a formula that was never worked out: its cell would be read as an empty one."""
    if not part:
        return
    tail = b""
    with zipfile.ZipFile(BytesIO(untrusted)) as archive, archive.open(part.lstrip("/")) as content:
        while block := content.read(_CHUNK):
            if _NO_RESULT.search(tail + block):
                raise UntrustedError(
                    msg(N_("The sheet holds formulas without their results.")),
                    hint=msg(N_("Open it in Excel or LibreOffice, save it as XLSX and try again.")),
                    code="no-results",
                )
            tail = block[-_LONGEST_CELL:]


def declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities or a type in its XML."""
    if not part.filename.casefold().endswith((".xml", ".rels", ".vml")):
        return False
    tail = b""
    with archive.open(part) as content:
        while block := content.read(_CHUNK):
            if any(word in tail + block for word in _DECLARATIONS):
                return True
            tail = block[-32:]
    return False


def _guarded(step: Callable[[], T], row: int = 0) -> T:
    """Do one step of reading; the library's warnings are about looks, its errors about the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return step()
        except StopIteration:
            raise
        except Exception as error:
            raise damaged(row) from error


def _rows(untrusted: Iterator[tuple[object, ...]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        try:
            cells = _guarded(lambda: [spelled(value) for value in next(untrusted)], number)
        except StopIteration:
            return
        number += 1
        yield number, cells


def spelled(value: object) -> str:
    """A cell's value as text: see ``sheet_reader`` for how."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        moment = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        if moment.time() == time():
            return moment.date().isoformat()
        return moment.isoformat(timespec="seconds" if moment.second else "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return cleaned(str(value)).strip()


def _number(value: float) -> PlainNumber:
    """The number's 15 digits that a spreadsheet keeps, without exponent or idle zeros."""
    if isinstance(value, int):
        return PlainNumber(value)
    exact = Decimal(f"{value:.15g}")
    plain = f"{exact:f}"
    return PlainNumber(plain.rstrip("0").rstrip(".") if "." in plain else plain)
