"""Rows that are listed one by one, by name: receipts, money by account, spending, statements, notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cspdesk.domain.codelists import label_of
from cspdesk.domain.ledger.accounts import EXPENDITURE, SUB_GRANTS, Section, section_of
from cspdesk.domain.ledger.balances import Balance
from cspdesk.domain.ledger.documents import NO_DOCUMENT
from cspdesk.domain.ledger.ministry import ForeignReceipt
from cspdesk.domain.ledger.names import SOMONI, AccountId, DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.money import agreement_listings, plan_listings
from cspdesk.reports.money.counted import held_activities
from cspdesk.reports.money.names import document_word, source_word, word_of
from cspdesk.reports.money.scope import Gap, Scope
from cspdesk.reports.money.values import NOTHING, Amount, Country, Row, Value

Listing = Callable[[Scope], Iterable[Row]]


def _money(balances: Iterable[Balance], scope: Scope) -> Iterator[Row]:
    """Money by account, all agreements together; accounts by kind and currency, as an id says nothing."""
    sums: dict[tuple[str, str], list[int]] = {}
    for one in balances:
        found = sums.setdefault((one.account, one.currency), [0, 0])
        found[0] += one.amount
        found[1] += one.tjs
    chart = scope.ledger.chart.accounts

    def place(held: tuple[str, str]) -> tuple[str, str, str]:
        known = chart.get(AccountId(held[0]))
        return (known.kind if known is not None else "", held[1], held[0])

    for account, currency in sorted(sums, key=place):
        amount, tjs = sums[account, currency]
        known = chart.get(AccountId(account))
        values: dict[str, Value] = {
            "account": word_of("account", account, scope),
            "kind": label_of("account_kind", known.kind) if known is not None else NOTHING,
            "currency": currency,
            "amount": Amount(amount, currency),
            "tjs": Amount(tjs, SOMONI),
        }
        yield Row(account, values)


def _receipts(scope: Scope) -> Iterator[Row]:
    """Money received, in the ledger's order; a reversal below zero."""
    seen: dict[str, int] = {}
    for line in scope.ledger.rollup.lines(scope.period.first, scope.period.last, kinds={Receipt.kind}):
        if section_of(line.account) != Section.INCOME:
            continue
        key = unique(line.document, seen)
        yield Row(key, {"no": str(len(seen)), **_receipt(line, scope)})


def unique(name: str, seen: dict[str, int]) -> str:
    """A document's id as the key of a row; what stands twice is counted."""
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}+{seen[name]}"


def _receipt(line: Posting, scope: Scope) -> dict[str, Value]:
    source = line.account.partition(":")[2]
    donor = scope.facts.donor_of(line.agreement, line.document)
    words = scope.facts.agreement(line.agreement)
    quote = scope.ledger.rates_on(line.accounted).official(line.currency, line.dated)
    return {
        "date": line.dated,
        "source": donor.name or source_word(source),
        "country": Country(donor.country) if donor.country else NOTHING,
        "agreement": words.number,
        "project": word_of("agreement", line.agreement, scope),
        "currency": line.currency,
        "amount": Amount(-line.amount, line.currency),
        "rate": NOTHING if quote is None or line.currency == SOMONI else quote.rate,
        "tjs": Amount(-line.tjs, SOMONI),
    }


def _spending(scope: Scope) -> Iterator[Row]:
    """Expenditure by project and article, each project with its sum."""
    sums: dict[tuple[str, str], int] = {}
    for row in scope.ledger.rollup.rows(scope.period.first, scope.period.last):
        if row.kind != Opening.kind and (row.section in EXPENDITURE or row.section == Section.ADVANCE):
            article = SUB_GRANTS if row.section == Section.ADVANCE else row.article
            sums[row.agreement, article] = sums.get((row.agreement, article), 0) + row.tjs
    for project in sorted({project for project, _ in sums}):
        within = {article: tjs for (of, article), tjs in sorted(sums.items()) if of == project and tjs}
        if not within:
            continue
        codes = []
        for article, tjs in within.items():
            code = f"spending.{project}/{article}.tjs"
            codes.append(code)
            yield Row(
                f"{project}/{article}",
                {
                    "project": word_of("agreement", project, scope) if len(codes) == 1 else NOTHING,
                    "article": word_of("article", article, scope),
                    "tjs": Amount(tjs, SOMONI),
                },
            )
        total = Amount(sum(within.values()), SOMONI, adds=tuple(codes))
        values: dict[str, Value] = {"project": NOTHING, "article": msg(N_("Project in all")), "tjs": total}
        yield Row(project, values, strong=True)


def _activities(scope: Scope) -> Iterator[Row]:
    base = scope.facts.base
    for place, (one, _) in enumerate(held_activities(scope)):
        values: dict[str, Value] = {
            "date": one.held_on or NOTHING,
            "title": one.title,
            "place": one.place,
            "events": Amount(one.events),
            "women": Amount(one.women, base=base),
            "men": Amount(one.men, base=base),
            "people": Amount(one.people, base=base),
        }
        yield Row(one.record or str(place), values)


def _assets(scope: Scope) -> Iterator[Row]:
    for place, one in enumerate(scope.facts.assets):
        missing = Gap(msg(N_("The value of “{name}” is not filled in."), name=one.name), "asset", one.record)
        values: dict[str, Value] = {
            "name": one.name,
            "date": one.bought_on or NOTHING,
            "place": one.place,
            "tjs": missing if one.value is None else Amount(one.value, SOMONI),
        }
        yield Row(one.record or str(place), values)


NOTIFIED = frozenset(
    {
        "receipt_notice_filed",
        "receipt_registered",
        "receipt_reported",
        "receipt_closed",
        "receipt_notice_refused",
        "receipt_returned",
        "receipt_bank_rejected",
    }
)
"""States of a receipt whose notice was handed in, or whose money went back."""


def _foreign(scope: Scope) -> Iterator[Row]:
    """Receipts from abroad with the number and date of their notices."""
    seen: dict[str, int] = {}
    for one in scope.ministry.foreign:
        key = unique(one.document, seen)
        yield Row(key, {"no": str(len(seen)), **_notified(one, scope)})


def _notified(one: ForeignReceipt, scope: Scope) -> dict[str, Value]:
    notice = scope.facts.notices.get(one.document)
    words = scope.facts.document(one.document)
    donor = scope.facts.donor_of(one.agreement, one.document)
    state: Value = NOTHING
    if notice is not None and notice.state:
        state = label_of("receipt_state", notice.state)
    if (gap := notice_gap(one, scope)) is not None:
        state = gap
    return {
        "date": one.dated,
        "source": donor.name or source_word(one.source),
        "what": words.item or word_of("agreement", one.agreement, scope),
        "currency": one.currency,
        "amount": Amount(one.amount, one.currency),
        "tjs": Amount(one.tjs, SOMONI),
        "outgoing": _numbered(notice.outgoing_no, notice.filed_on) if notice else NOTHING,
        "incoming": _numbered(notice.incoming_no, notice.registered_on) if notice else NOTHING,
        "state": state,
    }


def _numbered(number: str, day: Value | None) -> Value:
    if number and day is not None:
        return msg(N_("{number} of {date}"), number=number, date=day)
    return number or (NOTHING if day is None else day)


def notice_gap(one: ForeignReceipt, scope: Scope) -> Gap | None:
    """What is missing where a receipt from abroad has no notice that was handed in."""
    notice = scope.facts.notices.get(one.document)
    mirrored = one.tjs <= 0
    if mirrored or (notice is not None and notice.state in NOTIFIED):
        return None
    if notice is not None and notice.state == "receipt_not_notifiable" and notice.reason:
        return None
    kind = scope.facts.document(one.document).kind
    return Gap(msg(N_("no notice")), kind, one.document, told=True)


def _late(scope: Scope) -> Iterator[Row]:
    """Documents that count now though they are dated in an earlier, closed period."""
    for name in scope.ministry.late:
        yield Row(name, _late_values(name, scope))


def _late_values(name: DocumentId, scope: Scope) -> dict[str, Value]:
    lines = scope.ledger.rollup.lines(scope.period.first, scope.period.last, documents={name})
    counted = {*EXPENDITURE, Section.ADVANCE, Section.INCOME}
    spent = sum(line.tjs for line in lines if section_of(line.account) in counted)
    document, words = scope.ledger.documents.get(name), scope.facts.document(name)
    called: Msg | str = document_word(document.kind) if document is not None else NOTHING
    return {
        "number": words.number,
        "date": NOTHING if document is None or document.dated is None else document.dated,
        "kind": called,
        "text": words.text or words.payee,
        "tjs": Amount(abs(spent), SOMONI),
    }


def _receipt_of_notice(scope: Scope) -> Iterator[Row]:
    """The one receipt that a notice is about."""
    for line in scope.ledger.postings:
        if line.document == scope.receipt != NO_DOCUMENT and line.account.startswith("income"):
            yield Row(line.document, _receipt(line, scope))


LISTINGS: Mapping[str, Listing] = MappingProxyType(
    {
        "money_at_start": lambda scope: _money(scope.ministry.opening_money, scope),
        "money_at_end": lambda scope: _money(scope.ministry.closing_money, scope),
        "receipts": _receipts,
        "receipt": _receipt_of_notice,
        "spending": _spending,
        "activities": _activities,
        "assets": _assets,
        "foreign": _foreign,
        "late": _late,
        **agreement_listings.LISTINGS,
        **plan_listings.LISTINGS,
    }
)
