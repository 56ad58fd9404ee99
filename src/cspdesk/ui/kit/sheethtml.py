"""A document as rich text for the sheet: light in every theme, figures and gaps as links.

Texts come from people: everything is escaped, and only our own tags are mark-up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Final

from cspdesk.reports import layout
from cspdesk.ui.look import tokens

GAP: Final = "gap:"
FIGURE: Final = "figure:"
PICTURE: Final = "picture:"

_INK: Final[Mapping[str, str]] = tokens.COLOURS["light"]
# Inter's heaviest face here is 600; a plain <b> would be smeared to 700
_STRONG: Final = '<span style="font-weight:600;">'
_ALIGN: Final = {"start": "left", "centre": "center", "end": "right"}


class SheetText:
    """Writes one document; ``gaps`` and ``pictures`` hold what its links and pictures stand for."""

    def __init__(self, document: layout.Document, *, scale: float) -> None:
        self._document = document
        self._scale = scale
        self.gaps: list[str] = []
        self.pictures: list[layout.Bars | layout.RegionMap] = []

    def html(self) -> str:
        """The whole document as one page of rich text."""
        document = self._document
        head = ""
        if document.addressee:
            head += self._p(escape(document.addressee), align="right", tone="ink2", below=12)
        if document.status:
            head += self._p(self._chip(document.status, "warn"), align="center")
        head += self._p(f"{_STRONG}{escape(document.title)}</span>", align="center", size=20, above=4)
        below = " · ".join(part for part in (document.subtitle, document.period, document.audience) if part)
        if below:
            head += self._p(escape(below), align="center", tone="ink2", below=10)
        foot = " · ".join(p for p in (document.organisation, document.made_on, document.fingerprint) if p)
        body = "".join(self._block(block) for block in document.blocks)
        end = self._p(escape(foot), tone="ink3", size=11, above=20) if foot else ""
        return f'<body style="color:{_INK["ink"]};">{head}{body}{end}</body>'

    def _block(self, block: layout.Block) -> str:
        writers: dict[type, Callable[..., str]] = {
            layout.Heading: self._heading,
            layout.Paragraph: self._paragraph,
            layout.Facts: self._facts,
            layout.Table: self._table,
            layout.Bars: self._picture,
            layout.RegionMap: self._picture,
            layout.Quotes: self._quotes,
            layout.Bullets: self._bullets,
            layout.Note: self._note,
            layout.Signatures: self._signatures,
            layout.FormLine: self._form_line,
            layout.FormBox: self._form_box,
            layout.FormGrid: self._form_grid,
            layout.FormChoices: self._form_choices,
            layout.PageBreak: lambda _block: "<hr>",
            layout.Appendix: self._appendix,
        }
        return writers[type(block)](block)

    # --- pieces

    def _px(self, size: float) -> int:
        return round(size * self._scale)

    def _p(
        self,
        inner: str,
        *,
        align: str = "left",
        tone: str = "ink",
        size: int = 13,
        above: int = 0,
        below: int = 4,
    ) -> str:
        style = f"margin-top:{above}px; margin-bottom:{below}px; color:{_INK[tone]};"
        style += f" font-size:{self._px(size)}px;"
        return f'<p align="{align}" style="{style}">{inner}</p>'

    def _chip(self, text: str, kind: str) -> str:
        style = (
            f"background:{_INK[kind + '_soft']}; color:{_INK[kind]}; font-weight:600; text-decoration:none;"
        )
        return f'<span style="{style}">&nbsp;{escape(text)}&nbsp;</span>'

    def _gap(self, text: str) -> str:
        self.gaps.append(text)
        link = f"{GAP}{len(self.gaps) - 1}"
        style = f"background:{_INK['bad_soft']}; color:{_INK['bad']}; font-weight:600; text-decoration:none;"
        return f'<a href="{link}" style="{style}">&nbsp;‹ {escape(text)} ›&nbsp;</a>'

    def _text(self, text: layout.Text) -> str:
        if isinstance(text, str):
            return escape(text).replace("\n", "<br>")
        tags = {"plain": "%s", "strong": f"{_STRONG}%s</span>", "emphasis": "<i>%s</i>"}
        return "".join(
            self._gap(span.text) if span.kind == "gap" else tags[span.kind] % escape(span.text)
            for span in text
        )

    def _grid(self, rows: str, *, above: int = 4) -> str:
        return (
            f'<table width="100%" cellspacing="0" cellpadding="5" '
            f'style="border-collapse:collapse; margin-top:{above}px; margin-bottom:8px;">{rows}</table>'
        )

    def _cell(self, inner: str, style: str, *, align: str = "left", width: str = "", span: int = 1) -> str:
        size = f' width="{width}"' if width else ""
        across = f' colspan="{span}"' if span > 1 else ""
        return f'<td align="{align}"{size}{across} style="{style}">{inner}</td>'

    @staticmethod
    def _under(tone: str) -> str:
        return f"border-bottom:1px solid {_INK[tone]};"

    # --- blocks

    def _heading(self, block: layout.Heading) -> str:
        number = f"{escape(block.number)}&nbsp;&nbsp;" if block.number else ""
        size = {1: 15, 2: 13, 3: 13}[block.level]
        return self._p(f"{_STRONG}{number}{escape(block.text)}</span>", size=size, above=14)

    def _appendix(self, block: layout.Appendix) -> str:
        return "<hr>" + self._p(
            f"{_STRONG}{escape(block.label)}. {escape(block.title)}</span>", size=15, above=14
        )

    def _paragraph(self, block: layout.Paragraph) -> str:
        return self._p(self._text(block.text), size=15 if block.lead else 13, below=6)

    def _facts(self, block: layout.Facts) -> str:
        dim = f"color:{_INK['ink2']};"
        rows = ""
        for fact in block.rows:
            label = self._cell(escape(fact.label), dim, width="38%")
            rows += f"<tr>{label}{self._cell(self._text(fact.value), '')}</tr>"
        return self._grid(rows)

    def _table(self, block: layout.Table) -> str:
        whole = sum(column.share for column in block.columns)
        head_style = (
            f"{self._under('edge')} color:{_INK['ink3']}; font-size:{self._px(11)}px; font-weight:500;"
        )
        heads = "".join(
            self._cell(
                escape(column.title).replace(" ", "&nbsp;"),
                head_style,
                align=_ALIGN[column.side],
                width=f"{column.share * 100 // whole}%",
            )
            for column in block.columns
        )
        rows = [f"<tr>{heads}</tr>"]
        for place, cells in enumerate(block.rows):
            bold = block.total and place == len(block.rows) - 1
            pairs = zip(cells, block.columns, strict=True)
            rows.append(
                "<tr>" + "".join(self._table_cell(c, column, bold=bold) for c, column in pairs) + "</tr>"
            )
        caption = self._p(f"{_STRONG}{escape(block.caption)}</span>", above=8) if block.caption else ""
        note = self._p(escape(block.note), tone="ink3", size=12) if block.note else ""
        return caption + self._grid("".join(rows)) + note

    def _table_cell(self, cell: layout.Cell, column: layout.Column, *, bold: bool) -> str:
        inner = self._gap(cell.text) if cell.gap else escape(cell.text)
        if column.kind != "text":
            inner = inner if cell.gap else inner.replace(" ", "&nbsp;")
        if cell.key and not cell.gap:
            style = f"color:{_INK['ink']}; text-decoration:none;"
            inner = f'<a href="{FIGURE}{escape(cell.key, quote=True)}" style="{style}">{inner}</a>'
        if bold or cell.strong:
            inner = f"{_STRONG}{inner}</span>"
        return self._cell(inner, self._under("line"), align=_ALIGN[column.side])

    def _picture(self, block: layout.Bars | layout.RegionMap) -> str:
        self.pictures.append(block)
        title = self._p(f"{_STRONG}{escape(block.title)}</span>", above=8)
        picture = f'<p align="center"><img src="{PICTURE}{len(self.pictures) - 1}"></p>'
        note = self._p(escape(block.note), tone="ink3", size=12) if block.note else ""
        return title + picture + note

    def _quotes(self, block: layout.Quotes) -> str:
        said = []
        for quote in block.quotes:
            who = f'<br><span style="color:{_INK["ink3"]};">{escape(quote.attribution)}</span>'
            inner = f"“{escape(quote.text)}”" + (who if quote.attribution else "")
            said.append(
                f'<p style="margin-left:18px; margin-bottom:6px; color:{_INK["ink2"]};"><i>{inner}</i></p>'
            )
        return "".join(said)

    def _bullets(self, block: layout.Bullets) -> str:
        tag = "ol" if block.numbered else "ul"
        return f"<{tag}>" + "".join(f"<li>{self._text(item)}</li>" for item in block.items) + f"</{tag}>"

    def _note(self, block: layout.Note) -> str:
        kind = "warn" if block.kind == "warn" else "accent"
        title = f"{_STRONG}{escape(block.title)}</span> " if block.title else ""
        style = f"background:{_INK[kind + '_soft']}; padding:8px;"
        return self._grid(f"<tr>{self._cell(title + self._text(block.text), style)}</tr>", above=8)

    def _signatures(self, block: layout.Signatures) -> str:
        rows = []
        for line in block.rows:
            post = self._cell(escape(line.post), "", width="40%")
            rule = self._cell("&nbsp;", self._under("edge"), width="24%")
            rows.append(f"<tr>{post}{rule}{self._cell(self._text(line.name), '')}</tr>")
        stamp = self._p(escape(block.stamp), tone="ink3") if block.stamp else ""
        return self._grid("".join(rows), above=24) + stamp

    def _form_line(self, block: layout.FormLine) -> str:
        whole = sum(field.share for field in block.fields)
        cells = "".join(
            self._cell(
                f"{escape(f.label)}<br>&nbsp;", self._under("edge"), width=f"{f.share * 100 // whole}%"
            )
            for f in block.fields
        )
        return self._grid(f"<tr>{cells}</tr>")

    def _form_box(self, block: layout.FormBox) -> str:
        lines = "".join(f"<tr>{self._cell('&nbsp;', self._under('line'))}</tr>" for _ in range(block.lines))
        help_ = self._p(escape(block.help), tone="ink3", size=11) if block.help else ""
        return self._p(f"{_STRONG}{escape(block.label)}</span>", above=8) + help_ + self._grid(lines, above=0)

    def _form_grid(self, block: layout.FormGrid) -> str:
        cell = partial(self._cell, style=self._under("line"))
        lead = [""] if any(block.rows) else []
        heads = "".join(
            self._cell(f"{_STRONG}{escape(title)}</span>", self._under("edge"))
            for title in [*lead, *(column.title for column in block.columns)]
        )
        rows = [f"<tr>{heads}</tr>"]
        for name in block.rows:
            first = [cell(escape(name))] if lead else []
            rows.append("<tr>" + "".join([*first, *(cell("&nbsp;") for _ in block.columns)]) + "</tr>")
        title = self._p(f"{_STRONG}{escape(block.label)}</span>", above=8) if block.label else ""
        help_ = self._p(escape(block.help), tone="ink3", size=11) if block.help else ""
        return title + help_ + self._grid("".join(rows))

    def _form_choices(self, block: layout.FormChoices) -> str:
        boxes = [f"☐&nbsp;{escape(choice)}" for choice in block.choices]
        boxes += [f"☐&nbsp;{escape(block.other)} ________"] if block.other else []
        rows = "".join(
            "<tr>" + "".join(self._cell(box, "") for box in boxes[at : at + block.columns]) + "</tr>"
            for at in range(0, len(boxes), block.columns)
        )
        help_ = self._p(escape(block.help), tone="ink3", size=11) if block.help else ""
        return self._p(f"{_STRONG}{escape(block.label)}</span>", above=8) + help_ + self._grid(rows)
