"""What documents name: accounts, agreements with their amendments, sub-grants, donors, rates.

Made once from the papers; the mapping of documents asks it for currencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, Amendment, BudgetLine, Rule, SubGrant
from cspdesk.domain.ledger.names import SOMONI, AccountId, AgreementId, SubGrantId
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates, TableRate
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.books.papers import Paper

OFFICIAL = "nbt"
"""The source of the National Bank's rates; every other source is a donor's table."""


@dataclass(frozen=True, slots=True)
class Register:
    """The accounts, agreements, sub-grants, sources and rates of a desk."""

    accounts: Mapping[AccountId, Account]
    agreements: Mapping[AgreementId, Agreement]
    sub_grants: Mapping[SubGrantId, SubGrant]
    donors: Mapping[str, str]
    """The type of each donor, empty where it is not filled in."""
    rates: Rates
    undecided: tuple[Paper, ...] = field(default=())
    """Those of them over which desks differ."""
    quoted: tuple[Paper, ...] = field(default=(), repr=False)
    """The papers of the rates."""

    def says_as(self, other: Register) -> bool:
        """Whether documents are read alike by both."""
        mine = (self.accounts, self.agreements, self.sub_grants, self.donors)
        return mine == (other.accounts, other.agreements, other.sub_grants, other.donors)

    def currency_of(self, account: str) -> str:
        """An account's currency; empty where it is not here."""
        found = self.accounts.get(AccountId(account))
        return "" if found is None else found.currency

    def currency_of_agreement(self, agreement: str) -> str:
        """An agreement's currency; empty where it is not here or has none yet."""
        found = self.agreements.get(AgreementId(agreement))
        return "" if found is None else found.currency

    def currency_of_sub_grant(self, sub_grant: str) -> str:
        """A sub-grant's currency; empty where it is not here."""
        found = self.sub_grants.get(SubGrantId(sub_grant))
        return "" if found is None else found.currency

    def line_of_sub_grant(self, sub_grant: str) -> str:
        """The budget line that a sub-grant is paid from; empty where none is said."""
        found = self.sub_grants.get(SubGrantId(sub_grant))
        return "" if found is None else found.line


def register(papers: Mapping[str, Iterable[Paper]], before: Register | None = None) -> Register:
    """The register of papers by kind; rates that are as ``before`` are the very same."""
    held = {kind: tuple(papers.get(kind, ())) for kind in _KINDS}
    accounts = {
        AccountId(one.id): Account(AccountId(one.id), one.text("kind"), one.text("currency"))
        for one in held["account"]
        if one.text("currency")
    }
    amendments: dict[str, list[Paper]] = {}
    for one in held["amendment"]:
        amendments.setdefault(one.ref("agreement"), []).append(one)
    sub_grants: dict[str, list[SubGrant]] = {}
    for one in held["sub_grant"]:
        if one.text("amount_currency"):
            name, currency = SubGrantId(one.id), one.text("amount_currency")
            made = SubGrant(name, one.number("amount"), currency, one.text("line"))
            sub_grants.setdefault(one.ref("agreement"), []).append(made)
    agreements = {
        AgreementId(one.id): _agreement(one, amendments.get(one.id, ()), sub_grants.get(one.id, ()))
        for one in held["agreement"]
    }
    return Register(
        accounts,
        agreements,
        {one.id: one for ones in sub_grants.values() for one in ones},
        {one.id: one.text("type") for one in held["donor"]},
        before.rates
        if before is not None and before.quoted == held["exchange_rate"]
        else rates(held["exchange_rate"]),
        tuple(one for kind in (*_KINDS, "same_as") for one in papers.get(kind, ()) if one.undecided),
        held["exchange_rate"],
    )


_KINDS = ("account", "agreement", "amendment", "sub_grant", "donor", "exchange_rate")
READ_FOR_IT = frozenset({*_KINDS, "budget_line", "amended_line"})
"""The kinds of records and parts that a register is made of."""


def _agreement(paper: Paper, amendments: Iterable[Paper], sub_grants: Iterable[SubGrant]) -> Agreement:
    rule, currency = paper.text("rule"), paper.text("total_currency")
    if rule == Rule.OWN:
        currency = SOMONI
    elif not rule and currency == SOMONI:
        rule = Rule.DAY
    fixed = paper.number("fixed_rate")
    signed = [made for one in amendments if (made := _amendment(one)) is not None]
    return Agreement(
        id=AgreementId(paper.id),
        currency=currency,
        rule=rule,
        total=paper.number("total"),
        lines=tuple(BudgetLine(one.text("code"), one.number("amount")) for one in paper.of("budget_line")),
        amendments=tuple(sorted(signed, key=lambda one: one.signed)),
        sub_grants=tuple(sub_grants),
        rate=_rate(paper, "fixed_rate") if fixed else None,
        table=paper.text("rate_table"),
        difference_line=paper.text("difference_line"),
        lacks=_lacks(paper, rule, currency),
    )


def _lacks(paper: Paper, rule: str, currency: str) -> Msg | None:
    """Why nothing can be posted to an agreement yet."""
    if not currency:
        return msg(N_("The agreement has no total yet, and so no currency."))
    if not rule:
        return msg(N_("The agreement’s exchange rule is not filled in."))
    if rule == Rule.FIXED and not paper.number("fixed_rate"):
        return msg(N_("The agreement’s fixed rate is not filled in."))
    foreign = {one.text("amount_currency") for one in paper.of("budget_line")} - {currency, ""}
    if foreign:
        return msg(
            N_("A budget line is in {currency}, the agreement in {other}."),
            currency=min(foreign),
            other=currency,
        )
    return None


def _amendment(paper: Paper) -> Amendment | None:
    signed = paper.day("signed_on")
    if signed is None:
        return None
    lines = tuple(BudgetLine(one.text("line"), one.number("amount")) for one in paper.of("amended_line"))
    total = paper.number("total") if paper.text("total_currency") else None
    return Amendment(signed, lines, total, paper.day("ends"), document=paper.id)


def _rate(paper: Paper, name: str) -> Rate:
    return Rate(paper.number(name), paper.number(f"{name}_decimals"), paper.number(f"{name}_unit") or 1)


def rates(papers: Iterable[Paper]) -> Rates:
    """All rates; of two for one day (records made before ids were computed) that of the larger id counts."""
    official: dict[tuple[str, date], DayRate] = {}
    tables: dict[tuple[str, str, date], TableRate] = {}
    for one in sorted(papers, key=lambda paper: paper.id):
        source, currency, day = one.text("source"), one.text("currency"), one.day("day")
        if day is None or not currency or not one.number("rate"):
            continue
        rate = _rate(one, "rate")
        if source == OFFICIAL:
            official[currency, day] = DayRate(currency, day, rate)
        else:
            month = day.replace(day=1)
            tables[source, currency, month] = TableRate(source, currency, month, rate)
    return Rates(official.values(), tables.values())
