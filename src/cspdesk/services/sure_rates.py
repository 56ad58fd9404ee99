"""Rates that come as records: what jumps is refused until somebody says that it is right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.rate_doubts import doubts
from cspdesk.domain.text import N_, msg
from cspdesk.services.rate_facts import RATE, REACH, doubt_words, held_rates, rate_of
from cspdesk.store.sql import Cursor


class SureRates:
    """Asks about the rates of one deed, each beside those that are held and those that came before it."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._known: dict[tuple[str, str], dict[date, Rate]] = {}

    def demand(self, kind: str, given: object, held: Mapping[str, object] | None = None) -> None:
        """``RefusedError`` (asked) for a form, already checked, with a rate that jumps beside other days.

        ``held`` are the fields of the record that is changed; a form without a rate is not asked about.
        """
        if kind != RATE or not isinstance(given, Mapping) or "rate" not in given:
            return
        found = rate_of({**(held or {}), **given})
        if found is None:
            return
        source, currency, day, rate = found
        near = {
            one: value
            for one, value in self._of(source, currency).items()
            if one != day and abs(one - day) <= REACH
        }
        for doubt in doubts({currency: near}, [(currency, day, rate)]):
            raise RefusedError(
                doubt_words(doubt),
                hint=msg(N_("Where they are right, take them with --accept.")),
                code="asked",
            )
        self._known[source, currency][day] = rate

    def _of(self, source: str, currency: str) -> dict[date, Rate]:
        key = source, currency
        if key not in self._known:
            self._known[key] = held_rates(self._cursor, source, [currency], date.min, date.max)[currency]
        return self._known[key]
