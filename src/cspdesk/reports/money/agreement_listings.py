"""Rows about one agreement: its statement, vouchers, tranches, lots, amendments and contracts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cspdesk.domain.ledger.accounts import EXPENDITURE, Section, section_of
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.promises import left_of
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.ledger.statements import StatementRow, at_cut_off, lots_left, statement_rows
from cspdesk.domain.money import quotient
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.names import document_word, line_word
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.values import NOTHING, Amount, Ratio, Row, Value

_MOVES = ("received", "returned", "charged", "advanced", "difference")


def _statement(scope: Scope) -> Iterator[Row]:
    """From the first cent to the last; the balance runs from row to row."""
    currency = scope.currency
    last = ""
    balance = 0
    for place, one in enumerate(statement_rows(scope.ledger, scope.agreement, scope.period.last), 1):
        key = str(place)
        values = _document(one, scope)
        values |= {name: Amount(getattr(one, name), currency) for name in _MOVES}
        brought = one.balance - balance - one.received + one.returned + one.charged - one.difference
        values["brought"] = Amount(brought, currency)
        code = f"statement.{key}."
        signs = (("brought", ""), ("received", ""), ("returned", "-"), ("charged", "-"), ("difference", ""))
        adds = [f"{sign}{code}{name}" for name, sign in signs if values[name] != Amount(0, currency)]
        if last:
            adds.insert(0, f"statement.{last}.balance")
        values["balance"] = Amount(one.balance, currency, adds=tuple(adds))
        balance, last = one.balance, key
        yield Row(key, values)


def _document(one: StatementRow, scope: Scope) -> dict[str, Value]:
    words = scope.facts.document(one.document)
    held = scope.ledger.documents.get(one.document)
    called = document_word(held.kind if held is not None else one.kind)
    said = words.text or words.payee
    return {
        "date": one.accounted,
        "number": words.number,
        "document": msg(N_("{kind}: {what}"), kind=called, what=said) if said else called,
    }


def _called(line: Posting, scope: Scope) -> Value:
    """What a document without words of its own is: a reversal, a member's report."""
    held = scope.ledger.documents.get(line.document)
    return document_word(held.kind if held is not None else line.kind)


def charges(scope: Scope) -> list[Posting]:
    """Every charge of the period, by line and in the ledger's order."""
    found = []
    for line in scope.ledger.rollup.lines(scope.period.first, scope.period.last):
        if line.agreement != scope.agreement:
            continue
        section = section_of(line.account)
        if section in EXPENDITURE or (section == Section.GIVEN and line.line):
            found.append(line)
    order = {row.line: place for place, row in enumerate(scope.budget)}
    return sorted(found, key=lambda line: order.get(line.line, len(order)))


def _vouchers(scope: Scope) -> Iterator[Row]:
    """The charges of the period, each with its voucher."""
    for place, line in enumerate(charges(scope), 1):
        words = scope.facts.document(line.document)
        values: dict[str, Value] = {
            "line": line.line,
            "date": line.dated,
            "number": words.number,
            "payee": words.payee,
            "text": words.text or _called(line, scope),
            "currency": line.currency,
            "amount": Amount(line.amount, line.currency),
            "value": Amount(line.value, scope.currency),
        }
        yield Row(str(place), values)


def _budget(scope: Scope) -> Iterator[Row]:
    """The lines under their headings, with units and unit values, as donors lay them out."""
    currency = scope.currency
    headings: dict[str, list[int]] = {}
    for place, row in enumerate(scope.budget):
        words = scope.words.lines.get(row.line)
        headings.setdefault(words.heading if words else "", []).append(place)
    for number, (heading, places) in enumerate(headings.items(), 1):
        sums: dict[str, list[str]] = {}
        totals: dict[str, int] = {}
        for place in places:
            row = scope.budget[place]
            words = scope.words.lines.get(row.line)
            values: dict[str, Value] = {
                "line": line_word(row.line, scope),
                "unit": words.unit if words else NOTHING,
                "units": _plain(words.units) if words and words.units else NOTHING,
                "unit_value": _money(words.unit_value if words else None, currency),
            }
            figures = {
                "original": row.original,
                "change": row.current - row.original,
                "current": row.current,
                "period": row.period,
                "before": row.before,
                "cumulative": row.cumulative,
                "left": row.left,
            }
            code = f"budget.{row.line or '-'}."
            values |= {
                name: Amount(figure, currency, f"{code}{name}", _made_of(name, code))
                for name, figure in figures.items()
            }
            for name, figure in figures.items():
                sums.setdefault(name, []).append(f"{code}{name}")
                totals[name] = totals.get(name, 0) + figure
            yield Row(row.line or "-", values)
        made: dict[str, Value] = {
            name: Amount(total, currency, adds=tuple(sums[name])) for name, total in totals.items()
        }
        made["line"] = msg(N_("{heading}, in all"), heading=heading) if heading else msg(N_("Heading in all"))
        if totals["current"] > 0:
            made["used"] = Ratio(quotient(1000 * totals["cumulative"], totals["current"]))
        yield Row(f"h{number}", made, strong=True)


def _made_of(name: str, code: str) -> tuple[str, ...]:
    """Which of a row's figures are sums of others."""
    return {
        "current": (f"{code}original", f"{code}change"),
        "cumulative": (f"{code}period", f"{code}before"),
        "left": (f"{code}current", f"-{code}cumulative"),
    }.get(name, ())


def _plain(number: tuple[int, int]) -> Value:
    return Rate(*number)


def _money(number: int | None, currency: str) -> Value:
    return NOTHING if number is None else Amount(number, currency)


def _tranches(scope: Scope) -> Iterator[Row]:
    for place, one in enumerate(scope.words.tranches, 1):
        came = None if one.received is None else scope.ledger.documents.get(one.received)
        values: dict[str, Value] = {
            "due": one.due,
            "condition": one.condition,
            "amount": Amount(one.amount, scope.currency),
            "received": NOTHING if came is None or came.dated is None else came.dated,
        }
        yield Row(str(place), values)


def _lots(scope: Scope) -> Iterator[Row]:
    """What is left in lots, the oldest first."""
    for place, one in enumerate(lots_left(scope.ledger, scope.agreement, scope.period.last), 1):
        source = scope.ledger.documents.get(one.source)
        values: dict[str, Value] = {
            "date": NOTHING if source is None or source.dated is None else source.dated,
            "document": document_word(source.kind if source is not None else ""),
            "currency": one.currency,
            "amount": Amount(one.amount, one.currency),
            "value": Amount(one.value, scope.currency),
        }
        yield Row(str(place), values)


def _amendments(scope: Scope) -> Iterator[Row]:
    signed = sorted(scope.terms.amendments, key=lambda one: one.signed)
    words = {one.signed: one for one in scope.words.amendments}
    for place, one in enumerate(signed, 1):
        if one.signed > scope.period.last:
            continue
        said = words.get(one.signed)
        values: dict[str, Value] = {
            "date": one.signed,
            "number": said.number if said is not None else NOTHING,
            "reason": said.reason if said is not None else NOTHING,
            "total": NOTHING if one.total is None else Amount(one.total, scope.currency),
            "end": one.end or NOTHING,
        }
        yield Row(str(place), values)


def _contracts(scope: Scope) -> Iterator[Row]:
    """Contracts awarded, from the donor's threshold on, with what of them is open."""
    least = scope.words.threshold or 0
    for one in sorted(scope.ledger.contracts, key=lambda one: (str(one.dated), one.id)):
        if one.agreement != scope.agreement or one.dated is None:
            continue
        # Without a rate nobody knows whether it is below the threshold: it is listed.
        worth = at_cut_off(scope.ledger, scope.agreement, one.currency, one.amount, one.dated, carried=least)
        if one.dated > scope.period.last or worth < least:
            continue
        words = scope.facts.document(one.id)
        values: dict[str, Value] = {
            "date": one.dated,
            "number": words.number,
            "supplier": words.payee,
            "text": words.text,
            "currency": one.currency,
            "amount": Amount(one.amount, one.currency),
            "open": Amount(left_of(scope.ledger, one, scope.period.last), one.currency),
        }
        yield Row(one.id, values)


def _indicators(scope: Scope) -> Iterator[Row]:
    for place, (name, planned, achieved) in enumerate(scope.words.results.indicators, 1):
        yield Row(str(place), {"name": name, "planned": planned, "achieved": achieved})


LISTINGS: Mapping[str, Callable[[Scope], Iterable[Row]]] = MappingProxyType(
    {
        "statement": _statement,
        "vouchers": _vouchers,
        "budget": _budget,
        "tranches": _tranches,
        "lots": _lots,
        "amendments": _amendments,
        "contracts": _contracts,
        "indicators": _indicators,
    }
)
