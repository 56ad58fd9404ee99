"""The template to begin from: the report's own layout with a field in each place, as a document."""

from __future__ import annotations

from collections.abc import Iterator

from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports import layout
from cspdesk.reports.layout import (
    Block,
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from cspdesk.reports.money.definition import (
    AnyPart,
    Definition,
    Detail,
    Grid,
    Line,
    Lines,
    Listing,
    Particulars,
    Signed,
    Texts,
)
from cspdesk.reports.money.figures import TOTAL
from cspdesk.reports.money.paper import KINDS, language_of
from cspdesk.reports.money.templates.fields import LINE, ROW, columns_of, has_total


def starting(definition: Definition, speaker: Translator) -> Document:
    """A template in the words of a language, for any of the writers of Word and Excel."""
    return Document(
        title=speaker.t(definition.title),
        language=language_of(speaker),
        blocks=tuple(block for part in definition.parts for block in _part(definition, part, speaker)),
        subtitle=field("report.subtitle"),
        audience=field("report.audience"),
        period=field("report.period"),
        organisation=field("organisation.name"),
        made_on=field("report.made_on"),
        fingerprint=field("report.fingerprint"),
        status=field("report.status"),
        wide=definition.wide,
    )


def field(name: str) -> str:
    """A field as it is written in a template."""
    return "{{ " + name + " }}"


def _part(definition: Definition, part: AnyPart, speaker: Translator) -> Iterator[Block]:
    if part.title:
        yield Heading(speaker.t(part.title))
    if isinstance(part, Particulars):
        yield Facts(tuple(Fact(speaker.t(one.label), field(one.name)) for one in part.details))
    elif isinstance(part, Texts):
        yield from _texts(part.details, speaker)
    elif isinstance(part, Signed):
        rows = tuple(Signature(speaker.t(one.label), field(one.name)) for one in part.posts)
        yield Signatures(rows, speaker.t(part.stamp) if part.stamp else "")
    elif isinstance(part, Lines) and not any(one.by for one in part.lines):
        yield _lines(part.lines, speaker)
    else:
        yield _table(definition, part, speaker)


def _texts(details: tuple[Detail, ...], speaker: Translator) -> Iterator[Block]:
    for one in details:
        yield Heading(speaker.t(one.label), 2)
        yield Paragraph(field(one.name))


def _lines(lines: tuple[Line, ...], speaker: Translator) -> Table:
    columns = (
        layout.Column(speaker.t(N_("Line")), share=6),
        layout.Column(speaker.t(N_("Amount")), "number", share=4),
    )
    rows = tuple(
        (Cell(speaker.t(one.label), strong=one.strong), Cell(field(f"{LINE}.{one.code}"), strong=one.strong))
        for one in lines
    )
    return Table(columns, rows)


def _table(definition: Definition, part: Lines | Grid | Listing, speaker: Translator) -> Table:
    told = columns_of(part)
    columns = tuple(
        layout.Column(_words(one.label, speaker), KINDS.get(one.look, "text"), one.share) for one in told
    )
    rows = [tuple(Cell(field(f"{ROW}.{part.code}.{one.code}")) for one in told)]
    if any(has_total(definition, part.code, one.code) for one in told):
        rows.append(
            tuple(
                Cell(
                    field(f"{TOTAL}.{part.code}.{one.code}")
                    if has_total(definition, part.code, one.code)
                    else "",
                    strong=True,
                )
                for one in told
            )
        )
    return Table(columns, tuple(rows))


def _words(label: str, speaker: Translator) -> str:
    said: Msg | str = msg(label) if label else ""
    return speaker.t(said) if said else ""
