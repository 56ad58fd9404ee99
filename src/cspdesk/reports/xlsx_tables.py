"""The sheets of figures in a document's workbook: one a table, a chart, a map or an empty grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from cspdesk.reports import palette
from cspdesk.reports.layout import Bars, Cell, Column, Document, FormGrid, RegionMap, Table
from cspdesk.reports.printable import cleaned
from cspdesk.reports.spreadsheet import (
    FAMILY,
    STRONGEST,
    Book,
    Look,
    inert,
    look,
    number_format,
    width_of,
)
from cspdesk.reports.sums import Found
from cspdesk.reports.wording import described, groups
from cspdesk.reports.xlsx_rows import Added, CellsOf, Place, RowSheet

NARROWEST, WIDEST = 9, 60
_EDGE = f"#{palette.EDGE}"
_LINE = f"#{palette.LINE}"
CAPTION = look(font_size=12, bold=True)
NOTE = look(font_size=9, font_color=f"#{palette.INK2}")
BESIDE = look(indent=1, bottom=1, bottom_color=_LINE)
_SIDES = {"start": "left", "centre": "center", "end": "right"}


def _head(column: Column, place: int = 0) -> Look:
    return look(
        indent=_indent(column, place),
        font_size=9,
        bold=True,
        font_color=f"#{palette.INK2}",
        bottom=1,
        bottom_color=_EDGE,
        align=_SIDES[column.side],
        valign="bottom",
        text_wrap=True,
    )


def _indent(column: Column, place: int) -> int:
    """Words keep away from a figure that ends where they begin."""
    return 1 if place and column.side == "start" else 0


def _body(column: Column, content: Cell, *, total: bool, place: int = 0) -> Look:
    properties: dict[str, object] = {
        "indent": _indent(column, place),
        "align": _SIDES[column.side],
        "valign": "top",
        "bottom": 1,
        "bottom_color": _EDGE if total else _LINE,
        "text_wrap": column.kind == "text",
        "bold": total or content.strong or content.gap,
    }
    if total:
        properties |= {"top": 1, "top_color": _EDGE}
    if content.gap:
        properties |= {"font_color": f"#{palette.BAD}", "bg_color": f"#{palette.BAD_SOFT}"}
    if content.number is not None:
        pattern = number_format(_places(column, content), percent=column.kind == "percent")
        if content.number == 0 and content.text and not content.text[0].isdigit():
            # "<5" or a dash is a nought that sums add up, and is shown as what it says.
            pattern = f'{pattern};-{pattern};"{cleaned(content.text).replace(chr(34), "")}"'
        properties["num_format"] = pattern
    return look(**properties)


def _places(column: Column, content: Cell) -> int:
    return column.places if content.places is None else content.places


class Places:
    """Where the cells that sums name stand as numbers, by key.

    ``sheets`` has the table and the name of its sheet for each block of the document that is one.
    """

    def __init__(self, named: Mapping[str, Found], sheets: Mapping[int, tuple[Table, str]]) -> None:
        self._named = named
        self._sheets = {at: (name, _top(table.caption) + 1) for at, (table, name) in sheets.items()}

    def get(self, key: str) -> Place | None:
        """The place of a cell; None where ``data_table`` writes it as text."""
        found = self._named.get(key)
        if found is None:
            return None
        cell = found.cell
        if cell.number is None or cell.gap or not -STRONGEST < cell.number < STRONGEST:
            return None
        name, first = self._sheets[found.block]
        return Place(name, first + found.row, found.column)


def data_table(
    block: Table,
    book: Book,
    sheet: RowSheet,
    document: Document,
    places: Places,
) -> None:
    """A table under its caption: real numbers, a head that stays, widths by content, its note beneath.

    A sum is written as one where ``places`` knows where all its cells stand.
    """
    top = _caption(block.caption, book, sheet)
    filled = [_Filled(column, at, book, sheet, places) for at, column in enumerate(block.columns)]
    last = top + len(block.rows)
    lines = []
    for row, cells in enumerate(block.rows, top + 1):
        total = block.total and row == last
        written = [one.cell(content, row, total=total) for one, content in zip(filled, cells, strict=True)]
        lines.append(f'<row r="{row + 1}">{"".join(written)}</row>')
    for place, (column, one) in enumerate(zip(block.columns, filled, strict=True)):
        book.text(sheet, top, place, column.title, _head(column, place))
        sheet.set_column(place, place, _width(column, one.widest), book.format(()))
    sheet.put(top + 1, len(block.columns), lines)
    if block.note:
        book.text(sheet, top + len(block.rows) + 2, 0, block.note, NOTE)
    sheet.freeze_panes(top + 1, 1 if len(block.columns) > 4 else 0)
    sheet.repeat_rows(top)
    print_setup(sheet, document, wide=len(block.columns) > 6)


class _Filled:
    """A column of a table being written; a long one has few looks, and telling them apart is cheap."""

    def __init__(self, column: Column, place: int, book: Book, sheet: RowSheet, places: Places) -> None:
        self._column, self._place, self._places = column, place, places
        self._cells = CellsOf(book, sheet, place)
        self._looks: dict[tuple[object, ...], Look] = {}
        self.widest = 0

    def cell(self, content: Cell, row: int, *, total: bool) -> str:
        """One cell; its number, its sum, or its words."""
        text, number = content.text, content.number
        if len(text) > self.widest:
            self.widest = max(self.widest, width_of(text))
        is_number, nought = number is not None, text if number == 0 else ""
        said = (total, content.strong, content.gap, content.places, is_number, nought)
        manner = self._looks.get(said)
        if manner is None:
            manner = self._looks[said] = _body(self._column, content, total=total, place=self._place)
        if number is None or content.gap:
            return self._cells.text(row, f"‹ {text} ›" if content.gap else text, manner)
        places = self._column.places if content.places is None else content.places
        if content.adds and (added := self._added(content.adds)):
            return self._cells.sum(row, added, number, places, manner)
        return self._cells.number(row, number, places, manner)

    def _added(self, adds: Sequence[str]) -> list[Added]:
        """The cells of a sum, where each is known to stand as a number."""
        found = []
        for key in adds:
            place = self._places.get(key.removeprefix("-"))
            if place is None:
                return []
            found.append(Added(place, key.startswith("-")))
        return found


def _caption(caption: str, book: Book, sheet: Worksheet) -> int:
    """Write the caption, if any; gives the row of the head."""
    if caption:
        book.text(sheet, 0, 0, caption, CAPTION)
    return _top(caption)


def _top(caption: str) -> int:
    """The row of the head."""
    return 2 if caption else 0


def _width(column: Column, widest: int) -> int:
    return min(max(widest + 3, min(width_of(column.title), 18) + 3, NARROWEST), WIDEST)


def bars(block: Bars, book: Book, sheet: Worksheet, document: Document) -> None:
    """A chart's figures and the chart itself, as a chart that the spreadsheet draws."""
    names = block.series or (block.title,)
    top = _caption(block.title, book, sheet)
    label, value = Column(""), Column("", "number")
    for place, name in enumerate(("", *names)):
        book.text(sheet, top, place, name if block.series else "", _head(value if place else label))
    labels = list(groups(block))
    shown: list[list[dict[str, str]]] = [[] for _ in names]
    for index, (words, rows) in enumerate(labels, top + 1):
        book.text(sheet, index, 0, words, _body(label, Cell(words), total=False))
        by_series = {row.series: row for row in rows}
        for place in range(len(names)):
            row = by_series.get(place)
            text = row.shown if row else ""
            shown[place].append({"value": inert(text)})
            content = Cell(text, row.value if row else None)
            manner = _body(value, content, total=False)
            if row is None or row.value is None:
                book.text(sheet, index, 1 + place, text, manner)
            else:
                book.number(sheet, index, 1 + place, row.value, manner)
            if row and row.value is not None and text != str(row.value):
                # What people read ("about 9 of 20") stands beside the number that is drawn.
                book.text(sheet, index, 1 + len(names) + place, text, BESIDE)
    longest = max((width_of(words) for words, _ in labels), default=0)
    sheet.set_column(0, 0, min(max(longest + 3, 14), WIDEST))
    sheet.set_column(1, 2 * len(names), 18)
    if block.note:
        book.text(sheet, top + len(labels) + 2, 0, block.note, NOTE)
    _draw(block, book, sheet, (top + 1, top + len(labels)), shown)
    print_setup(sheet, document, wide=False)


def _draw(
    block: Bars, book: Book, sheet: Worksheet, rows: tuple[int, int], shown: list[list[dict[str, str]]]
) -> None:
    first, last = rows
    if last < first:
        return
    chart = book.workbook.add_chart({"type": "bar"})
    for place, labels in enumerate(shown):
        chart.add_series({
            "name": [sheet.name, first - 1, 1 + place],
            "categories": [sheet.name, first, 0, last, 0],
            "values": [sheet.name, first, 1 + place, last, 1 + place],
            "fill": {"color": f"#{palette.CATEGORICAL[place]}"},
            "gap": 50,
            "data_labels": {"value": True, "custom": labels, "font": {"color": f"#{palette.INK}"}},
        })  # fmt: skip
    title_font = {"name": FAMILY, "size": 11, "bold": True, "color": f"#{palette.INK}"}
    chart.set_title({"name": inert(block.title), "name_font": title_font} if block.title else {"none": True})
    chart.set_legend({"position": "bottom"} if block.series else {"none": True})
    chart.set_y_axis({"reverse": True, "line": {"color": _EDGE}, "major_tick_mark": "none"})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    chart.set_chartarea({"border": {"none": True}})
    bars_high = (last - first + 1) * len(shown)
    chart.set_size({"width": 640, "height": 110 + 26 * bars_high})
    sheet.insert_chart(last + 4, 0, chart, {"description": cleaned(described(block))[:2000]})


def region_map(block: RegionMap, book: Book, sheet: Worksheet, document: Document) -> None:
    """A map's regions with their figures, and its legend beneath."""
    top = _caption(block.title, book, sheet)
    name, figure = Column(""), Column("", "number")
    for index, region in enumerate(block.regions):
        content = Cell(region.shown, region.number)
        book.text(sheet, top + index, 0, region.name, _body(name, content, total=False))
        manner = _body(figure, content, total=False)
        if region.number is None:
            book.text(sheet, top + index, 1, region.shown, manner)
        else:
            book.number(sheet, top + index, 1, region.number, manner)
        if region.shade is not None:
            shade = look(bg_color=f"#{palette.SEQUENTIAL[region.shade]}")
            book.text(sheet, top + index, 2, "", shade)
    row = top + len(block.regions) + 1
    for step in block.legend:
        fill = palette.NO_DATA if step.shade is None else palette.SEQUENTIAL[step.shade]
        book.text(sheet, row, 2, "", look(bg_color=f"#{fill}"))
        book.text(sheet, row, 0, step.text, NOTE)
        row += 1
    if block.note:
        book.text(sheet, row + 1, 0, block.note, NOTE)
    longest = max((width_of(region.name) for region in block.regions), default=0)
    sheet.set_column(0, 0, min(max(longest + 3, 24), WIDEST))
    sheet.set_column(1, 1, max((width_of(region.shown) + 3 for region in block.regions), default=NARROWEST))
    sheet.set_column(2, 2, 4)
    print_setup(sheet, document, wide=False)


def empty_grid(block: FormGrid, book: Book, sheet: Worksheet, document: Document) -> None:
    """An empty table to fill in, on paper or here."""
    top = _caption(block.label, book, sheet)
    ruled = look(border=1, border_color=_EDGE, text_wrap=True, valign="vcenter")
    head = look(
        border=1, border_color=_EDGE, bold=True, bg_color=f"#{palette.SUNKEN}", text_wrap=True, align="center"
    )
    for place, column in enumerate(block.columns):
        book.text(sheet, top, place, column.title, head)
        sheet.set_column(place, place, min(8 * column.share + 2, WIDEST))
    for index, title in enumerate(block.rows, top + 1):
        sheet.set_row(index, 37 if block.tall else 22)
        for place in range(len(block.columns)):
            book.text(sheet, index, place, "" if place else title, ruled)
    if block.help:
        book.text(sheet, top + len(block.rows) + 2, 0, block.help, NOTE)
    print_setup(sheet, document, wide=False)


def print_setup(sheet: Worksheet, document: Document, *, wide: bool) -> None:
    """A4, as wide as the page, the title above and the page's number below."""
    sheet.set_paper(9)
    if wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.7, top=0.9, bottom=0.8)
    title = " · ".join(filter(None, (document.organisation, document.title, document.period)))
    foot = " · ".join(filter(None, (document.made_on, document.fingerprint)))
    # What a sheet is and that it is provisional stands on it wherever it is printed alone.
    status = f"&R&8{_command(document.status, 40)}" if document.status else ""
    sheet.set_header(f"&L&8{_command(title, 130)}\n&A{status}")
    sheet.set_footer(f"&L&8{_command(foot, 80)}&R&8&P / &N")
    sheet.hide_gridlines(2)


def _command(text: str, longest: int) -> str:
    """A text for the head or foot of pages, where "&" begins a command and 255 signs have room."""
    words = cleaned(text)[:longest]
    while len(escaped := words.replace("&", "&&")) > longest:
        words = words[:-1]
    return escaped
