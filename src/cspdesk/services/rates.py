"""Official rates from outside: the National Bank's XML of a day, a single rate as somebody types it.

A rate's record is named by source, currency and day, so that whoever enters it, it is one.  What jumps, what
may have lost its number of units, and what differs from the rate held for the day is asked about first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.money import write_number
from cspdesk.domain.rate_doubts import Doubt
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.typed import Refusal, parse_rate
from cspdesk.reports.rate_xml import MOST_BYTES, read_rate_sheet
from cspdesk.services.context import Context
from cspdesk.services.forms import nearest
from cspdesk.services.imports.meeting import NEW, OTHER, Meeting
from cspdesk.services.imports.opening import NBT, demand_day
from cspdesk.services.lines import Line
from cspdesk.services.naming import plan_of
from cspdesk.services.rate_facts import doubts_of
from cspdesk.services.records import Records
from cspdesk.store.work import work


@dataclass(frozen=True, slots=True)
class TakenRates:
    """What came of rates that were given: with doubts, nothing was taken."""

    day: date
    added: int = 0
    changed: int = 0
    known: int = 0
    passed_over: tuple[str, ...] = ()
    """Currencies that the desk does not know."""
    doubts: tuple[Doubt, ...] = ()


class Rates:
    """Takes rates into one desk."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def take_xml(self, untrusted: BinaryIO, *, day: date, accept: bool = False) -> TakenRates:
        """Take the rates of a day out of the National Bank's XML.

        Raises ``UntrustedError`` for another file, and ``RefusedError`` for the rates of another day: asked
        for a day it does not have, the bank's page gives today's without a word.
        """
        sheet = read_rate_sheet(untrusted.read(MOST_BYTES + 1))
        demand_day(sheet.day, day)
        known = LISTS["currency"]
        rows = [(code, rate) for code, rate in sheet.rates if code in known and code != SOMONI]
        passed_over = tuple(code for code, _ in sheet.rates if code not in known)
        return self._take(NBT, day, rows, passed_over, accept=accept)

    def take_typed(
        self,
        currency: str,
        untrusted_rate: str,
        *,
        day: date,
        unit: int = 1,
        source: str = NBT,
        accept: bool = False,
    ) -> TakenRates:
        """Take one rate as it is typed: somoni for ``unit`` of a currency, with a comma or a point."""
        read = parse_rate(untrusted_rate)
        if isinstance(read, Refusal) or unit < 1:
            raise RefusedError(
                msg(N_("“{typed}” is no rate."), typed=untrusted_rate[:40]),
                hint=msg(N_("It takes a rate and for how many units, as 10.9245 for 1.")),
                code="value",
            )
        if currency not in LISTS["currency"] or currency == SOMONI:
            raise RefusedError(
                msg(N_("There is no rate of “{code}”."), code=currency[:20]),
                hint=nearest(currency, LISTS["currency"].codes),
                code="value",
            )
        return self._take(source, day, [(currency, Rate(*read, unit))], (), accept=accept)

    def _take(
        self,
        source: str,
        day: date,
        rows: Sequence[tuple[str, Rate]],
        passed_over: tuple[str, ...],
        *,
        accept: bool,
    ) -> TakenRates:
        plan = plan_of("exchange_rate")
        given = [(source, currency, day, rate) for currency, rate in rows]
        with work(self._context.desk) as save:
            doubts = tuple(one for _, one in doubts_of(save.room.cursor, given))
            if doubts and not accept:
                return TakenRates(day, passed_over=passed_over, doubts=doubts)
            meeting, reader = Meeting(save.reading), self._context.reader(save.room)
            lines = [Line(0, _record(source, currency, day, rate)) for currency, rate in rows]
            met = [(line, meeting.of(Records.checked_form(reader, plan, line))) for line in lines]
            self._records.add_within(save, plan, (line for line, one in met if one.standing == NEW))
            for line, one in met:
                if one.standing == OTHER:
                    self._records.write(save, one.record, line.value)
                    save.next_save()
            saved = save.finish()
        self._context.saved(saved)
        added, changed = (sum(one.standing == which for _, one in met) for which in (NEW, OTHER))
        return TakenRates(day, added, changed, len(met) - added - changed, passed_over)


def _record(source: str, currency: str, day: date, rate: Rate) -> dict[str, object]:
    written = {"rate": write_number(rate.digits, rate.decimals), "unit": rate.unit}
    return {"source": source, "currency": currency, "day": day.isoformat(), "rate": written}
