"""Rows about what is to come: money by month and agreement, until the agreement ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.names import SOMONI, AgreementId, DocumentId
from cspdesk.domain.ledger.promised import contracts_open
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.ledger.valuing import in_somoni
from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.names import word_of
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.values import NOTHING, Amount, Month, Row, Value


@dataclass(frozen=True, slots=True)
class Expected:
    """One month of an agreement, in its currency's minor units."""

    first: date
    last: date
    opening: int
    tranches: int
    contracts: int
    plan: int

    @property
    def closing(self) -> int:
        """What will be there at its end."""
        return self.opening + self.tranches - self.contracts - self.plan


def months_of(scope: Scope, name: AgreementId) -> Iterator[Expected]:
    """The months of the scope's period for an agreement.

    It begins with what there is on the eve.  An open contract falls due in its month, in the first if it has
    none or is overdue; what is left of the budget beyond all of them is spread evenly over the months to
    the agreement's end.
    """
    ledger, eve = scope.ledger, scope.eve
    found = statement(ledger, name, eve)
    words, terms = scope.facts.agreement(name), ledger.chart.agreements[name]
    # What is owed leaves the account too: the pool is less what is unpaid, and so is the opening.
    opening = found.held + found.pool_value
    ordered = [*_ordered(scope, name)]
    spans = [*_months(scope.period)]
    ends = [*(one.end for one in terms.amendments if one.end is not None and one.signed <= eve)]
    end = ends[-1] if ends else words.end
    working = [span for span in spans if end is None or span.first <= end]
    to_end = max(len(working), _count(scope.period.first, end) if end is not None else len(spans))
    rest = 0
    if terms.rule != Rule.OWN:
        promised = sum(worth for _, worth in ordered)
        rest = max(0, terms.total_on(eve) - found.charged - found.advances - promised)
    shares = split(rest, [1] * to_end) if to_end else ()
    for place, span in enumerate(spans):
        made = Expected(
            span.first,
            span.last,
            opening,
            tranches=sum(one.amount for one in words.tranches if one.received is None and one.due in span),
            contracts=sum(worth for due, worth in ordered if due in span),
            plan=shares[place] if span in working else 0,
        )
        opening = made.closing
        yield made


def _ordered(scope: Scope, name: AgreementId) -> Iterator[tuple[date, int]]:
    """What is open of each contract of an agreement, and the day on which it is expected to be paid."""
    first = scope.period.first
    for one in contracts_open(scope.ledger, name, scope.eve):
        due = scope.facts.document(DocumentId(one.record)).due
        yield max(due or first, first), one.worth or 0


def _months(whole: Period) -> Iterator[Period]:
    day = whole.first.replace(day=1)
    while day <= whole.last:
        span = period(f"{day.year}-{day.month:02}")
        yield span
        day = span.last + timedelta(days=1)


def _count(first: date, last: date) -> int:
    """How many months two days touch."""
    return max(0, (last.year - first.year) * 12 + last.month - first.month + 1)


def _forecast(scope: Scope) -> Iterator[Row]:
    """Every agreement month by month, then all together in somoni, which are by the newest rate.

    The balance of an agreement runs on.  A month in which one has no rate is not told for all.
    """
    together: dict[date, list[tuple[str, int | None]]] = {}
    for name in scope.ledger.chart.agreements:
        currency = scope.ledger.chart.agreements[name].currency
        before: tuple[str, ...] = ()
        for place, month in enumerate(months_of(scope, name)):
            key = f"{name}/{month.first:%Y-%m}"
            code = f"forecast.{key}."
            tjs = in_somoni(month.closing, currency, scope.eve, scope.ledger.rates)
            adds = (f"{code}opening", f"{code}tranches", f"-{code}contracts", f"-{code}plan")
            values: dict[str, Value] = {
                "agreement": word_of("agreement", name, scope) if not place else NOTHING,
                "month": Month(month.first),
                "currency": currency,
                "opening": Amount(month.opening, currency, adds=before),
                "tranches": Amount(month.tranches, currency),
                "contracts": Amount(month.contracts, currency),
                "plan": Amount(month.plan, currency),
                "closing": Amount(month.closing, currency, adds=adds),
                "tjs": NOTHING if tjs is None else Amount(tjs, SOMONI),
            }
            before = (f"{code}closing",)
            together.setdefault(month.first, []).append((f"{code}tjs", tjs))
            yield Row(key, values)
    if len(scope.ledger.chart.agreements) > 1:
        yield from _together(together)


def _together(months: Mapping[date, Sequence[tuple[str, int | None]]]) -> Iterator[Row]:
    """What all agreements have at the end of each month: amounts in several currencies add up in somoni."""
    for place, (first, found) in enumerate(months.items()):
        known = [tjs for _, tjs in found if tjs is not None]
        adds = tuple(code for code, _ in found)
        values: dict[str, Value] = {
            "agreement": msg(N_("In all")) if not place else NOTHING,
            "month": Month(first),
            "currency": SOMONI,
            **dict.fromkeys(("opening", "tranches", "contracts", "plan", "closing"), NOTHING),
            "tjs": Amount(sum(known), SOMONI, adds=adds) if len(known) == len(found) else NOTHING,
        }
        yield Row(f"all/{first:%Y-%m}", values, strong=True)


def short_of_money(scope: Scope) -> Iterator[tuple[AgreementId, Msg]]:
    """For each agreement the first month that would end below zero."""
    for name in scope.ledger.chart.agreements:
        for month in months_of(scope, name):
            if month.closing < 0:
                words = N_("{project}: there will not be enough money by {date}.")
                yield name, msg(words, project=word_of("agreement", name, scope), date=month.last)
                break


LISTINGS: Mapping[str, Callable[[Scope], Iterable[Row]]] = MappingProxyType({"forecast": _forecast})
