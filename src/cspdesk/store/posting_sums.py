"""Sums and lines out of the tables of postings, by SQL: months where they are whole, days around them."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from cspdesk.domain.ledger.accounts import section_of
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.rollup import Row
from cspdesk.store.postings import KEYS
from cspdesk.store.sql import Cursor


class StoredSums:
    """Sums of the postings out of the tables: what ``domain.ledger.rollup.Rollup`` answers, by SQL.

    Good for the transaction of the cursor, and only while the tables are current.
    """

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        rows = cursor.execute(f"SELECT no, {KEYS} FROM posting_key").fetchall()
        self._keys: dict[int, tuple[str, ...]] = {no: tuple(key) for no, *key in rows}

    def rows(self, first: date | None, last: date) -> list[Row]:
        """Every sum over the days from ``first`` (None: the beginning) to ``last``, both included."""
        low, high, edges = _months(first, last)
        sums = ["SELECT key, amount, tjs, value FROM posting_month WHERE month BETWEEN ? AND ?"]
        asked: list[object] = [low, high]
        for start, end in edges:
            sums.append("SELECT key, amount, tjs, value FROM posting WHERE accounted BETWEEN ? AND ?")
            asked += [start.isoformat(), end.isoformat()]
        rows = self._cursor.execute(
            f"SELECT key, sum(amount), sum(tjs), sum(value) FROM ({' UNION ALL '.join(sums)}) GROUP BY key",
            asked,
        ).fetchall()
        found = []
        for no, amount, tjs, value in rows:
            kind, account, agreement, line, article, currency = self._keys[no]
            found.append(
                Row(
                    section_of(account), kind, account, AgreementId(agreement), line, article, currency,
                    amount, tjs, value,
                )
            )  # fmt: skip
        return found

    def lines(
        self,
        first: date | None,
        last: date,
        *,
        kinds: Collection[str] = (),
        documents: Collection[DocumentId] = (),
    ) -> Sequence[Posting]:
        """The postings that count in a span of days; of some kinds, or documents, where any are named."""
        among, asked = "", [(first or date.min).isoformat(), last.isoformat()]
        if kinds:
            chosen = [str(no) for no, key in self._keys.items() if key[0] in kinds]
            among += f" AND key IN ({', '.join(chosen)})"
        if documents:
            among += " AND document IN (SELECT unhex(value) FROM json_each(?))"
            asked.append(json.dumps([*documents]))
        rows = self._cursor.execute(
            "SELECT accounted, document, part, dated, key, amount, tjs, value FROM posting"
            f" WHERE accounted BETWEEN ? AND ?{among} ORDER BY accounted, place",
            asked,
        ).fetchall()
        return [self._posting(*row) for row in rows]

    def _posting(
        self,
        accounted: str,
        document: bytes,
        part: int,
        dated: str,
        key: int,
        amount: int,
        tjs: int,
        value: int,
    ) -> Posting:
        kind, account, agreement, line, article, currency = self._keys[key]
        return Posting(
            DocumentId(document.hex()), part, date.fromisoformat(accounted), date.fromisoformat(dated),
            kind, account, AgreementId(agreement), line, article, currency, amount, tjs, value,
        )  # fmt: skip


def _months(first: date | None, last: date) -> tuple[str, str, list[tuple[date, date]]]:
    """The whole months of a span (none where the first is after the last), and the days around them."""
    start, edges = first or date.min, []
    if start.day > 1:
        until = min(last, _end_of_month(start))
        edges.append((start, until))
        start = until + timedelta(days=1)
    whole = last
    if last != _end_of_month(last):
        edges.append((max(start, last.replace(day=1)), last))
        whole = last.replace(day=1) - timedelta(days=1)
    return start.isoformat()[:7], whole.isoformat()[:7], edges


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
