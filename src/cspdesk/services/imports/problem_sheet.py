"""What stands in the way of an import as a sheet beside the file: each cell, what is wrong, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.sheets import SheetColumn, write_xlsx_rows
from cspdesk.services.context import Context
from cspdesk.services.imports.outcome import Imported
from cspdesk.store import files

ENDING = ".problems.xlsx"


def write_problems(context: Context, done: Imported, beside: Path, words: Translator) -> Path:
    """Write the problems of an import beside its file, in the place of those of an earlier try; the path."""
    out = beside.with_name(f"{beside.stem}{ENDING}")
    t = words.t
    columns = [
        SheetColumn("row", t(N_("Row")), "number"),
        SheetColumn("column", t(N_("Column"))),
        SheetColumn("cell", t(N_("What stands there"))),
        SheetColumn("what", t(N_("What is wrong"))),
        SheetColumn("hint", t(N_("What to do"))),
    ]
    rows = (
        (one.row, one.column, one.cell, t(one.what), "" if one.hint is None else t(one.hint))
        for one in done.problems
    )
    folder = out.with_name(f".{out.name}.{context.desk.ids.random(4).hex()}{files.PART}")
    files.make_folder(folder)

    def fill(stream: BinaryIO) -> None:
        write_xlsx_rows(
            columns,
            rows,
            stream,
            title=t(N_("Problems of an import")),
            moment=context.desk.clock.now(),
            work_folder=folder,
        )

    try:
        files.write_filled(out, fill, replacing=True)
    finally:
        files.remove_folder(folder)
    return out
