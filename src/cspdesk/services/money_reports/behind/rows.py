"""One row behind a figure of a report, and lines of the ledger as such rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from cspdesk.domain.ledger.accounts import section_of
from cspdesk.domain.ledger.names import AgreementId
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.scope import Scope


@dataclass(frozen=True, slots=True)
class Row:
    """What a document or record adds to a figure, or another figure (``opens``), or words for the rest.

    ``told`` are the dimensions by which a measure tells its rows apart, ``lines`` those of the ledger that it
    adds up, each with its sign, by the number of them that ``column`` names.
    """

    number: int
    record: str = ""
    day: date | None = None
    words: Msg | None = None
    opens: str = ""
    told: Mapping[str, str] = field(default_factory=dict, compare=False)
    lines: tuple[tuple[Posting, int], ...] = field(default=(), compare=False)
    column: str = field(default="", compare=False)

    def times(self, sign: int) -> Row:
        """The same row, taken away where ``sign`` is -1."""
        if sign == 1:
            return self
        lines = tuple((line, -one) for line, one in self.lines)
        return replace(self, number=-self.number, lines=lines)


Rows = Callable[[Scope], Iterable[Row]]
Wants = Callable[[str, Posting], bool]
"""Whether a line of a section is part of a figure."""
Tells = Callable[[Posting], Mapping[str, str]]


def no_dimension(_line: Posting) -> Mapping[str, str]:
    """Told apart by nothing."""
    return {}


def posted(
    scope: Scope,
    wants: Wants,
    column: str,
    *,
    first: date | None = None,
    sign: int = 1,
    tells: Tells = no_dimension,
) -> Iterator[Row]:
    """The ledger's lines from a day (None: the beginning) to the period's end, by one of their numbers."""
    sections: dict[str, str] = {}
    for line in scope.ledger.rollup.lines(first, scope.period.last):
        section = sections.get(line.account)
        if section is None:
            section = sections[line.account] = section_of(line.account)
        if wants(section, line) and (number := getattr(line, column)):
            yield Row(
                sign * number,
                line.document,
                line.accounted,
                told=tells(line),
                lines=((line, sign),),
                column=column,
            )


def revalued(number: int, day: date, told: Mapping[str, str] | None = None) -> Iterator[Row]:
    """What the rates of a day add and no document says; no row where that is nothing."""
    if number:
        yield Row(number, words=msg(N_("Valued anew on {day}"), day=day), told=told or {})


def named(words: str) -> Msg:
    """A name as a row's words."""
    return msg("{name}", name=words)


def on(scope: Scope, day: date, agreement: AgreementId | None = None) -> Scope:
    """The same books on another day, or about another agreement."""
    about = scope.agreement if agreement is None else agreement
    return replace(scope, period=Period(day, day), agreement=about)


def before(rows: Rows) -> Rows:
    """A measure on the eve of the period."""
    return lambda scope: rows(on(scope, scope.eve))


def of_period(rows: Rows) -> Rows:
    """A measure over the period: what is there at its end, less what was there on the eve."""

    def made(scope: Scope) -> Iterator[Row]:
        yield from rows(scope)
        for one in rows(on(scope, scope.eve)):
            yield one.times(-1)

    return made


def gathered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows as a person reads them: what one document adds on one day is one row, and nothing is none."""
    found: dict[object, Row] = {}
    for place, one in enumerate(rows):
        key: object = place
        if one.record and one.words is None and not one.opens:
            key = one.record, one.day
        known = found.get(key)
        if known is None:
            found[key] = one
        else:
            lines = known.lines + one.lines
            found[key] = replace(known, number=known.number + one.number, lines=lines)
    return tuple(one for one in found.values() if one.number)
