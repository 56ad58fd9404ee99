"""No sheet of money that leaves the desk calculates anything: texts stay texts, whatever they begin with."""

import csv as csv_module
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import openpyxl
import pytest

from cspdesk.domain.fields import Kind
from cspdesk.i18n.catalogue import english
from cspdesk.reports.spreadsheet import MARKS
from cspdesk.services.exporting import Exporting
from cspdesk.services.kinds import example
from cspdesk.services.records import Records
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone

STARTS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")
MONEY = [
    kind for kind in Records.kinds() if kind.stream == "finance" and not kind.is_part and not kind.hidden
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Records of every kind of money, each of whose texts begins as a formula does."""
    with lone(tmp_path_factory.mktemp("desk")) as workspace:
        for kind in MONEY:
            rows = [named(kind, at) | dict.fromkeys(texts(kind), start) for at, start in enumerate(STARTS, 1)]
            workspace.records.add(kind.name, rows)
        yield workspace


def named(kind: Kind, at: int) -> dict[str, object]:
    """What a record needs that its content names, and what tells it from the next."""
    given = {
        name: example(kind.by_name[name], english()) for name in kind.keys if kind.by_name[name].required
    }
    told = {"ordinal": at, "second": f"{at:032x}"}
    return given | {name: value for name, value in told.items() if name in kind.keys}


def texts(kind: Kind) -> list[str]:
    return [one.name for one in kind.fields if one.type in ("text", "longtext")]


def export(desk: Workspace, kind: Kind, out: Path) -> Path:
    return Exporting(desk.context).run(kind.name, out, english()).path


@pytest.mark.parametrize("kind", MONEY, ids=lambda kind: kind.name)
def test_no_cell_of_a_csv_begins_as_a_formula_does(desk: Workspace, kind: Kind, tmp_path: Path):
    text = export(desk, kind, tmp_path / "out.csv").read_text("utf-8-sig")
    head, *rows = csv_module.reader(StringIO(text))
    # an amount below zero is a number, and stays one
    labels = {one.label for one in kind.fields if one.name in texts(kind)}
    places = [place for place, title in enumerate(head) if title in labels]
    assert len(rows) == len(STARTS)
    cells = [row[place] for row in rows for place in places if row[place]]
    assert len(cells) >= len(STARTS) * len(texts(kind))
    assert not [cell for cell in cells if cell.startswith((*MARKS, "\t", "\r"))]


@pytest.mark.parametrize("kind", MONEY, ids=lambda kind: kind.name)
def test_every_text_of_a_workbook_is_a_text_with_its_quote(desk: Workspace, kind: Kind, tmp_path: Path):
    sheet = openpyxl.load_workbook(export(desk, kind, tmp_path / "out.xlsx")).worksheets[0]
    marked = [
        cell
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(MARKS)
    ]
    assert len(marked) >= len(texts(kind)) * 4
    assert {(cell.data_type, cell.quotePrefix) for cell in marked} == {("s", True)}
