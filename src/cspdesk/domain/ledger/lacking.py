"""What a document lacks before it can post, in words for the person who is to complete it."""

from __future__ import annotations

from datetime import date

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, SubGrant
from cspdesk.domain.ledger.books import Books
from cspdesk.domain.ledger.names import AccountId, AgreementId, SubGrantId
from cspdesk.domain.ledger.postings import POOL_QUEUE, QueueKey
from cspdesk.domain.ledger.rates import WARN_DAYS, Quote
from cspdesk.domain.ledger.timeline import Step
from cspdesk.domain.ledger.valuing import rule_quote
from cspdesk.domain.text import N_, Msg, msg


class Check:
    """Collects what one document lacks; nothing is posted while ``reasons`` is not empty."""

    def __init__(self, books: Books, step: Step) -> None:
        self.books = books
        self.step = step
        self.reasons: list[Msg] = []
        self.old_rate = False
        self._drawn: dict[QueueKey, int] = {}

    @property
    def dated(self) -> date:
        """The day whose rates count."""
        return self.step.document.dated or self.step.day

    def lack(self, reason: Msg) -> None:
        """One reason, said once."""
        if reason not in self.reasons:
            self.reasons.append(reason)

    def account(self, name: AccountId) -> Account | None:
        """The account named, where it is one."""
        found = self.books.chart.accounts.get(name)
        if found is None:
            self.lack(
                msg(N_("The account is not on this desk yet."))
                if name
                else msg(N_("The account is not filled in."))
            )
        return found

    def agreement(self, name: AgreementId) -> Agreement | None:
        """The agreement named, where it is one."""
        chart = self.books.chart
        found = chart.agreements.get(name)
        if found is None and name in chart.unready:
            self.lack(chart.unready[name])
        elif found is None:
            self.lack(
                msg(N_("The agreement is not on this desk yet."))
                if name
                else msg(N_("The agreement is not filled in."))
            )
        return found

    def sub_grant(self, name: SubGrantId) -> tuple[AgreementId, SubGrant] | None:
        """The sub-grant named and its agreement, where it is one."""
        found = self.books.chart.sub_grants.get(name)
        if found is None:
            self.lack(
                msg(N_("The sub-grant is not on this desk yet."))
                if name
                else msg(N_("The sub-grant is not filled in."))
            )
        return found

    def amount(self, amount: int) -> None:
        """An amount above zero."""
        if amount == 0:
            self.lack(msg(N_("The amount is not filled in.")))
        elif amount < 0:
            self.lack(msg(N_("The amount must be above zero.")))

    def rate(self, currency: str) -> None:
        """An official rate of the currency for the document's date."""
        self._quote(self.step.rates.official(currency, self.dated), currency)

    def rule(self, name: AgreementId, currency: str) -> None:
        """The rate by which the agreement's rule values a currency, on the document's date."""
        found = self.books.chart.agreements.get(name)
        if found is not None and currency != found.currency:
            self._quote(rule_quote(found, self.dated, self.step.rates), found.currency)

    def worth(self, name: AgreementId, currency: str, amount: int) -> None:
        """What the agreement's rule needs to value an outflow; lots need no rate while they last."""
        found = self.books.chart.agreements.get(name)
        if found is None or currency == found.currency:
            return
        if self.books.chart.draws_lots(name, currency):
            key = QueueKey(POOL_QUEUE, name, currency)
            self._drawn[key] = self._drawn.get(key, 0) + amount
            if self._drawn[key] <= self.books.queue(key).left:
                return
        self.rate(currency)
        self.rule(name, currency)

    def _quote(self, quote: Quote | None, currency: str) -> None:
        if quote is None:
            self.lack(msg(N_("There is no rate of {currency} for {day}."), currency=currency, day=self.dated))
        elif quote.age > WARN_DAYS:
            self.old_rate = True

    def in_currency(self, account: Account | None, currency: str) -> None:
        """An account of the currency that is asked for."""
        if account is not None and account.currency != currency:
            self.lack(msg(N_("This is paid from an account in {currency}."), currency=currency))
