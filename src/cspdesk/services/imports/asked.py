"""What a person is asked about before rows are taken: other values than the desk has, rates that jump."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.text import N_, msg
from cspdesk.services.imports.meeting import OTHER
from cspdesk.services.imports.outcome import DOUBT, RowProblem
from cspdesk.services.imports.table import Row
from cspdesk.services.rate_facts import doubt_words, doubts_of, rate_of
from cspdesk.store.sql import Cursor

ACCEPT = msg(N_("Where it is right, say that it is to be taken as it is."))


class Asked:
    """Collects what is asked about while rows are checked."""

    def __init__(self, cursor: Cursor, kind: str, title_of: Callable[[str], str]) -> None:
        self._cursor = cursor
        self._is_rate = kind == "exchange_rate"
        self._title_of = title_of
        self._rates: dict[tuple[str, str, date], tuple[int, Rate]] = {}
        self._others: list[RowProblem] = []

    def note(self, row: Row) -> None:
        """Look at one checked row."""
        if row.problems:
            return
        if self._is_rate and (found := rate_of(row.given)) is not None:
            source, currency, day, rate = found
            self._rates[source, currency, day] = row.number, rate
        elif row.met.standing == OTHER:
            what = msg(N_("This record is here already, with another “{field}”."), field=row.met.field)
            title = self._title_of(row.met.field)
            self._others.append(RowProblem(row.number, title, what, ACCEPT, code=DOUBT))

    def problems(self) -> list[RowProblem]:
        """What is asked about."""
        given = [(*key, rate) for key, (_, rate) in self._rates.items()]
        found = list(self._others)
        for source, doubt in doubts_of(self._cursor, given):
            number, _ = self._rates[source, doubt.currency, doubt.day]
            found.append(RowProblem(number, self._title_of("rate"), doubt_words(doubt), ACCEPT, code=DOUBT))
        return sorted(found, key=lambda one: one.row)
