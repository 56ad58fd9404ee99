"""Sums of postings by month, so that a figure adds up months and not lines.

What a table of months does for the database, for the ledger in memory: the same sums, computed once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from cspdesk.domain.ledger.accounts import section_of
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.postings import Posting


class Row(NamedTuple):
    """One sum of postings, and the section of its account."""

    section: str
    kind: str
    account: str
    agreement: AgreementId
    line: str
    article: str
    currency: str
    amount: int
    tjs: int
    value: int


_Key = tuple[str, str, AgreementId, str, str, str]
_Sums = dict[_Key, list[int]]


class Sums(Protocol):
    """Whoever adds postings up: in memory here, or a desk's own tables."""

    def rows(self, first: date | None, last: date) -> list[Row]:
        """Every sum over the days from ``first`` (None: the beginning) to ``last``, both included."""
        ...

    def lines(
        self,
        first: date | None,
        last: date,
        *,
        kinds: Collection[str] = (),
        documents: Collection[DocumentId] = (),
    ) -> Sequence[Posting]:
        """The postings that count in a span of days; of some kinds, or documents, where any are named."""
        ...


class Rollup:
    """Postings by month; they come in the order of the days on which they count."""

    def __init__(self, postings: Sequence[Posting]) -> None:
        self._postings = postings
        self._days = [posting.accounted for posting in postings]
        self._months: dict[tuple[int, int], _Sums] = {}
        start = 0
        while start < len(postings):
            day = self._days[start]
            after = bisect_right(self._days, _last_of_month(day), start)
            self._months[day.year, day.month] = _add({}, postings[start:after])
            start = after

    def rows(self, first: date | None, last: date) -> list[Row]:
        """Every sum over the days from ``first`` (None: the beginning) to ``last``, both included."""
        total: _Sums = {}
        for (year, month), sums in self._months.items():
            start = date(year, month, 1)
            end = _last_of_month(start)
            if end < (first or start) or start > last:
                continue
            if (first or start) <= start and end <= last:
                for key, (amount, tjs, value) in sums.items():
                    if (found := total.get(key)) is None:
                        total[key] = [amount, tjs, value]
                    else:
                        found[0] += amount
                        found[1] += tjs
                        found[2] += value
            else:
                _add(total, self.lines(max(start, first or start), min(end, last)))
        return [Row(section_of(key[1]), *key, *sums) for key, sums in total.items()]

    def lines(
        self,
        first: date | None,
        last: date,
        *,
        kinds: Collection[str] = (),
        documents: Collection[DocumentId] = (),
    ) -> Sequence[Posting]:
        """The postings that count in a span of days; of some kinds, or documents, where any are named."""
        start = 0 if first is None else bisect_left(self._days, first)
        found = self._postings[start : bisect_right(self._days, last)]
        if kinds:
            found = [one for one in found if one.kind in kinds]
        return [one for one in found if one.document in documents] if documents else found


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _add(total: _Sums, postings: Iterable[Posting]) -> _Sums:
    for posting in postings:
        key = posting[4:10]
        if (found := total.get(key)) is None:
            total[key] = list(posting[10:13])
        else:
            found[0] += posting[10]
            found[1] += posting[11]
            found[2] += posting[12]
    return total
