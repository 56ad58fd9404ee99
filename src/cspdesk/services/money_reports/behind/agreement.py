"""What an agreement's figures add up, row by row, in its currency; budget lines among them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from cspdesk.domain.ledger.accounts import EXPENDITURE, Section
from cspdesk.domain.ledger.postings import Posting
from cspdesk.domain.ledger.statements import Statement
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.scope import Scope
from cspdesk.services.books.promised import budget_parts
from cspdesk.services.money_reports.behind.rows import Row, Rows, Wants, posted, revalued

_POOLED = frozenset({Section.MONEY, Section.PAYABLE, Section.VAT, Section.POOL})


def own(scope: Scope, wants: Wants) -> Wants:
    """Only lines of the report's agreement."""
    return lambda section, line: line.agreement == scope.agreement and wants(section, line)


def valued(*sections: str, sign: int = 1) -> Rows:
    """What sections came to since the beginning, in the agreement's currency."""

    def rows(scope: Scope) -> Iterator[Row]:
        yield from posted(scope, own(scope, lambda section, _: section in sections), "value", sign=sign)

    return rows


brought_forward = valued(Section.BROUGHT_FORWARD, sign=-1)
received = valued(Section.INCOME, sign=-1)
returned = valued(Section.RETURNED)
advances = valued(Section.ADVANCE)
spent = valued(*EXPENDITURE)
posted_difference = valued(Section.DIFFERENCE, sign=-1)
_owed = valued(Section.PAYABLE, Section.VAT, sign=-1)


def charged(scope: Scope) -> Iterator[Row]:
    """Expenditure, and the difference of rates where a line bears it."""
    yield from spent(scope)
    yield from revalued(scope.statement.difference_charged, scope.period.last)


def difference(scope: Scope) -> Iterator[Row]:
    """What documents posted as difference, and what pools gained by the rates of the day."""
    if not scope.terms.difference_line:
        yield from posted_difference(scope)
        yield from _gained(scope)


def balance(scope: Scope) -> Iterator[Row]:
    """What is left: what was brought forward and received, less what was returned and charged."""
    for rows, sign in (
        (brought_forward, 1),
        (received, 1),
        (returned, -1),
        (charged, -1),
        (difference, 1),
    ):
        for one in rows(scope):
            yield one.times(sign)


def held(scope: Scope) -> Iterator[Row]:
    """Money in the agreement's currency."""
    currency = scope.currency
    wants = own(scope, lambda section, line: section == Section.MONEY and line.currency == currency)
    yield from posted(scope, wants, "amount")


def pools(scope: Scope) -> Iterator[Row]:
    """Money in other currencies at what it was carried, and what rates add to it."""
    yield from posted(scope, _pooled(scope), "value", tells=_currency)
    yield from _gained(scope)


def pool_money(scope: Scope) -> Iterator[Row]:
    """The same money in its own currencies."""
    yield from posted(scope, _pooled(scope), "amount", tells=_currency)


def _pooled(scope: Scope) -> Wants:
    currency = scope.currency
    return own(
        scope,
        lambda section, line: (
            section in _POOLED and not (section == Section.MONEY and line.currency == currency)
        ),
    )


def _currency(line: Posting) -> Mapping[str, str]:
    return {"currency": line.currency}


def _gained(scope: Scope) -> Iterator[Row]:
    carried: dict[str, int] = {}
    for one in posted(scope, _pooled(scope), "value", tells=_currency):
        carried[one.told["currency"]] = carried.get(one.told["currency"], 0) + one.number
    for pool in scope.statement.pools:
        gained = pool.value - carried.get(pool.currency, 0)
        yield from revalued(gained, scope.period.last, {"currency": pool.currency})


def unpaid(scope: Scope) -> Iterator[Row]:
    """Taxes and bills at what they were carried, and what they are worth more or less on the day."""
    rows = [*_owed(scope)]
    yield from rows
    yield from revalued(scope.statement.unpaid - sum(one.number for one in rows), scope.period.last)


def total(scope: Scope) -> Iterator[Row]:
    """The total as first signed, and what each amendment made of it."""
    terms = scope.terms
    yield Row(terms.total, terms.id)
    standing = terms.total
    for one in sorted(terms.amendments, key=lambda one: one.signed):
        if one.signed <= scope.period.last and one.total is not None:
            yield amended(one.total - standing, one.document, one.signed)
            standing = one.total


def amended(number: int, record: str, day: date) -> Row:
    """What a signed change adds."""
    return Row(number, record, day) if record else Row(number, day=day, words=msg(N_("Amendment")))


# --- budget lines ---------------------------------------------------------------------------------


def _told(scope: Scope) -> Callable[[str], Mapping[str, str]]:
    words = scope.words.lines

    def told(line: str) -> Mapping[str, str]:
        found = words.get(line)
        return {"line": line, "heading": (found.heading if found else "") or line}

    return told


def budget_original(scope: Scope) -> Iterator[Row]:
    """Lines as first signed."""
    told = _told(scope)
    for line in scope.terms.lines:
        yield Row(line.amount, scope.terms.id, told=told(line.code))


def budget_change(scope: Scope) -> Iterator[Row]:
    """What amendments added to lines."""
    told = _told(scope)
    for row in scope.budget:
        for part in budget_parts(scope.ledger, scope.agreement, row.line, scope.period.last):
            if part.kind == "amendment":
                made = amended(part.amount, part.document, part.accounted)
                yield Row(made.number, made.record, made.day, made.words, told=told(row.line))


def budget_current(scope: Scope) -> Iterator[Row]:
    """Lines as amended."""
    yield from budget_original(scope)
    yield from budget_change(scope)


def borne_so_far(scope: Scope) -> Iterator[Row]:
    """What lines bear: charges, property given out for a line, and differences where a line bears them."""
    told = _told(scope)
    wants = own(
        scope,
        lambda section, line: section in EXPENDITURE or (section == Section.GIVEN and bool(line.line)),
    )
    yield from posted(scope, wants, "value", tells=lambda line: told(line.line))
    yield from _bearing(scope, scope.statement)


def _bearing(scope: Scope, found: Statement) -> Iterator[Row]:
    if bearing := scope.terms.difference_line:
        yield from revalued(found.difference_charged, found.day, _told(scope)(bearing))


def difference_borne(scope: Scope) -> Iterator[Row]:
    """What the rates of the day charged to the line that bears differences."""
    yield from revalued(scope.statement.difference_charged, scope.period.last)


def given_on_lines(scope: Scope) -> Iterator[Row]:
    """Property given out for a budget line."""
    wants = own(scope, lambda section, line: section == Section.GIVEN and bool(line.line))
    yield from posted(scope, wants, "value", tells=lambda line: {"line": line.line})
