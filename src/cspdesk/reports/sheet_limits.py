"""How large a sheet from outside may be, and how its faults are told."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, Msg, msg

SAVE_AGAIN = msg(N_("Open it in Excel or LibreOffice, save it as XLSX and try again."))
SPLIT = msg(N_("Split it into smaller files and import them one after another."))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a sheet from outside may hold; beyond it, it is refused before it can fill the memory.

    ``unpacked`` bounds the sum of an XLSX's parts; ``ratio`` how many times larger than the file they are
    (office programs stay far below; an archive bomb does not).
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 300_000_000
    ratio: int = 250
    parts: int = 2_000
    rows: int = 200_000
    columns: int = 200
    cell_letters: int = 32_767


def no_sheet(hint: Msg = SAVE_AGAIN) -> UntrustedError:
    """The file is something else."""
    return UntrustedError(msg(N_("This file is not an XLSX or CSV sheet.")), hint=hint, code="not-a-sheet")


def damaged(row: int = 0) -> UntrustedError:
    """The file cannot be read to its end; ``row`` is the last that could."""
    if row:
        what = msg(N_("The sheet is damaged after row {row}."), row=row)
    else:
        what = msg(N_("The sheet is damaged and cannot be read."))
    return UntrustedError(what, hint=SAVE_AGAIN, code="damaged-sheet")


def too_large(what: Msg) -> UntrustedError:
    """The file is beyond one of the ``Limits``."""
    return UntrustedError(what, hint=SPLIT, code="sheet-too-large")


def check_row(row: int, cells: list[str], limits: Limits) -> None:
    """Refuse a row beyond the limits: ``UntrustedError``."""
    if row > limits.rows:
        raise too_large(msg(N_("The sheet has more than {limit} rows."), limit=limits.rows))
    if len(cells) > limits.columns:
        raise too_large(msg(N_("Row {row} has more than {limit} columns."), row=row, limit=limits.columns))
    if any(len(cell) > limits.cell_letters for cell in cells):
        raise too_large(
            msg(
                N_("A cell in row {row} holds more than {limit} characters."),
                row=row,
                limit=limits.cell_letters,
            )
        )
