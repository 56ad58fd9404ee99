"""What must hold before a report is filed and is no sum, by name: each says what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from cspdesk.domain.codelists import label_of
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.promised import Promise, contracts_open, missing_rate
from cspdesk.domain.ledger.sf425 import federal_promises
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.ledger.valuing import in_somoni
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money.listings import notice_gap
from cspdesk.reports.money.names import agreement_word, document_word
from cspdesk.reports.money.plan_listings import short_of_money
from cspdesk.reports.money.scope import Gap, Scope
from cspdesk.reports.money.values import Amount

Figures = Mapping[str, Amount]
HALF_YEAR = "moj_half_year"
Test = Callable[[Scope, Figures], Iterable[Gap]]


def _gap(words: str, document: DocumentId, scope: Scope, **values: object) -> Gap:
    name = known_as(document, scope)
    return Gap(msg(words, document=name, **values), scope.facts.document(document).kind, document)


def known_as(name: DocumentId, scope: Scope) -> Msg | str:
    """A document as people know it: what it is and of which day, with its number or words."""
    held, said = scope.ledger.documents.get(name), scope.facts.document(name)
    words = said.number or said.text or said.payee or said.item
    if held is None or held.dated is None:
        return words or msg(N_("A document without a date"))
    called = document_word(held.kind)
    if words:
        return msg(N_("{kind} of {date}, {words}"), kind=called, date=held.dated, words=words)
    return msg(N_("{kind} of {date}"), kind=called, date=held.dated)


def _complete(scope: Scope, _: Figures) -> Iterator[Gap]:
    """Every document that would count up to the period's end posts."""
    for one in scope.ledger.incomplete:
        if one.day is None or one.day <= scope.period.last:
            yield _gap(N_("{document} does not count: {reason}"), one.document, scope, reason=one.reasons[0])


def _marked(mark: str, words: str) -> Test:
    def found(scope: Scope, _: Figures) -> Iterator[Gap]:
        marked = [document for document, marks in scope.ledger.marks.items() if mark in marks]
        lines = scope.ledger.rollup.lines(None, scope.period.last, documents={*marked}) if marked else ()
        about = {line.document for line in lines if not scope.agreement or line.agreement == scope.agreement}
        for document in marked:
            if document in about:
                yield _gap(words, document, scope)

    return found


def _notices(scope: Scope, _: Figures) -> Iterator[Gap]:
    """Every receipt from abroad has a notice that was handed in."""
    for one in scope.ministry.foreign:
        if (gap := notice_gap(one, scope)) is not None:
            words = N_("{document}: its notice of foreign funds is not filed")
            yield _gap(words, DocumentId(gap.record), scope)


def _as_filed(now: str, filed: str, words: str) -> Test:
    """A figure is what the last filed report said, where that ends on the eve."""

    def found(scope: Scope, figures: Figures) -> Iterator[Gap]:
        last = scope.filed
        if last is None or last.period.last != scope.eve or filed not in last.figures or now not in figures:
            return
        number, currency = last.figures[filed]
        if figures[now].number != number:
            yield Gap(
                _against(words, figures[now], from_minor(number, currency)), "frozen_report", last.record
            )

    return found


def _against(words: str, now: Amount, was: str) -> Msg:
    shown = from_minor(now.number, now.currency) if now.currency else str(now.number)
    return msg(words, now=shown, was=was, currency=now.currency)


def _not_less(code: str, words: str) -> Test:
    """A cumulative figure is not less than it was filed last."""

    def found(scope: Scope, figures: Figures) -> Iterator[Gap]:
        last = scope.filed
        if last is None or code not in last.figures:
            return
        number, currency = last.figures[code]
        if figures[code].number < number:
            yield Gap(
                _against(words, figures[code], from_minor(number, currency)), "frozen_report", last.record
            )

    return found


def _halves(scope: Scope, figures: Figures) -> Iterator[Gap]:
    """The year's figures are the sum of its half-years as filed, where both are."""
    spans = scope.period.half_years()
    halves = [one for one in scope.facts.filed if one.report == HALF_YEAR and one.period in spans]
    halves.sort(key=lambda one: one.period)
    if len(halves) < len(spans):
        return
    for code, filed in (("income", "income"), ("expenditure", "expenditure"), ("closing", "closing")):
        known = [one.figures[filed][0] for one in halves if filed in one.figures]
        if len(known) < len(halves) or code not in figures:
            continue
        said = known[-1] if code == "closing" else sum(known)
        if figures[code].number != said:
            words = N_("{now} here, {was} in the half-years as filed ({currency})")
            yield Gap(_against(words, figures[code], from_minor(said, figures[code].currency)))


def _leaders(scope: Scope, _: Figures) -> Iterator[Gap]:
    """Somebody has looked at the leaders this year."""
    found = scope.facts.organisation.leaders_confirmed_on
    if found is None or found < date(scope.today.year, 1, 1):
        words = msg(N_("The leaders were not confirmed this year."))
        yield Gap(words, "organisation", scope.facts.organisation.record)


def _within_total(scope: Scope, figures: Figures) -> Iterator[Gap]:
    """No more is authorised than the agreement says."""
    if figures["10.d"].number > scope.terms.total_on(scope.period.last):
        yield Gap(msg(N_("Line d is more than the agreement.")), "agreement", scope.words.record)


def _tolerated(scope: Scope, _: Figures) -> Iterator[Gap]:
    """No heading is overspent by more than the donor tolerates; a line without one stands for itself."""
    digits, decimals = scope.words.tolerance or (0, 0)
    sums: dict[str, list[int]] = {}
    for row in scope.budget:
        words = scope.words.lines.get(row.line)
        found = sums.setdefault((words.heading if words else "") or row.line, [0, 0])
        found[0] += row.current
        found[1] += row.cumulative
    for heading, (current, cumulative) in sums.items():
        if cumulative * 100 * 10**decimals > current * (100 * 10**decimals + digits):
            over = from_minor(cumulative - current, scope.currency)
            words_of = N_("“{line}” is overspent by {amount} {currency}")
            said = msg(words_of, line=heading, amount=over, currency=scope.currency)
            yield Gap(said, "agreement", scope.words.record)


def _valued(scope: Scope, _: Figures) -> Iterator[Gap]:
    """Everything promised has a rate, or it counts nowhere."""
    for one in federal_promises(scope.ledger, scope.agreement, scope.period.last):
        if one.worth is None:
            yield unvalued(one, scope.agreement, scope.period.last, scope)


def unvalued(one: Promise, name: AgreementId, day: date, scope: Scope) -> Gap:
    """What is promised and counts nowhere because a rate is missing: the record to open is the promise's."""
    what = known_as(DocumentId(one.record), scope)
    if DocumentId(one.record) not in scope.ledger.documents:
        what = msg(N_("Sub-grant of {project}"), project=agreement_word(name, scope))
    words = N_("{document} counts nowhere: there is no rate of {currency} for {date}.")
    currency = missing_rate(scope.ledger, name, one, day)
    return Gap(msg(words, document=what, currency=currency, date=day), one.kind, one.record)


def _counted(scope: Scope, _: Figures) -> Iterator[Gap]:
    """What was told beside the ledger is in the award's currency, or no line can count it."""
    for one in scope.words.federal.left_out if scope.words.federal else ():
        words = N_("“{question}”: an amount in {currency} counts nowhere, the agreement is in {own}.")
        question = label_of("report_question", one.question)
        said = msg(words, question=question, currency=one.currency, own=scope.currency)
        yield Gap(said, one.kind, one.record)


def _forecast_valued(scope: Scope, _: Figures) -> Iterator[Gap]:
    """Contracts that a forecast cannot count, and currencies that it cannot tell in somoni."""
    for name, agreement in scope.ledger.chart.agreements.items():
        for one in contracts_open(scope.ledger, name, scope.eve):
            if one.worth is None:
                yield unvalued(one, name, scope.eve, scope)
        if in_somoni(1, agreement.currency, scope.eve, scope.ledger.rates) is None:
            words = N_("There is no rate of {currency} for {date}.")
            said = msg(words, currency=agreement.currency, date=scope.eve)
            yield Gap(said, "exchange_rate")


def _enough(scope: Scope, _: Figures) -> Iterator[Gap]:
    """No month of the forecast ends below zero."""
    for name, words in short_of_money(scope):
        yield Gap(words, "agreement", scope.facts.agreement(name).record)


TESTS: Mapping[str, Test] = MappingProxyType(
    {
        "complete": _complete,
        "decided": _marked(Mark.UNDECIDED, N_("{document}: desks differ over it, decide first")),
        "settled": _marked(Mark.PROVISIONAL, N_("{document}: its value is provisional")),
        "notices": _notices,
        "opening_as_filed": _as_filed(
            "opening", "closing", N_("Opening is {now}, the last filed closing {was} {currency}")
        ),
        "before_as_filed": _as_filed(
            "budget.total.before",
            "budget.total.cumulative",
            N_("Cumulative before is {now}, filed was {was} {currency}"),
        ),
        "charged_not_less": _not_less("10.e", N_("Line e is {now}, filed was {was} {currency}: explain it")),
        "halves": _halves,
        "leaders": _leaders,
        "within_total": _within_total,
        "tolerated": _tolerated,
        "enough": _enough,
        "valued": _valued,
        "counted": _counted,
        "forecast_valued": _forecast_valued,
    }
)
