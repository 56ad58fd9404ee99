"""The sample's money: two donors and own funds, agreements, accounts, rates, and what came; invented.

Days are counted from the first day of one of two half-years; all of them are past, whatever today is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from cspdesk.domain.money import write_number
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.sample_book import CAME, FIRST, OWN, SECOND, SampleBook, money
from cspdesk.services.sample_spending import SampleSpending
from cspdesk.services.workspace import Workspace

_PATHS: Final = {"USD": (108900, 107400), "EUR": (118200, 117100)}
"""Rates in ten-thousandths of a somoni on the two days of receipt; between and beyond they drift evenly."""


def fill_money(
    workspace: Workspace, translator: Translator, halves: tuple[Period, Period], today: date
) -> str:
    """Enter the sample's money; gives the id of its first agreement."""
    book = SampleBook(workspace.records, translator, halves, today)
    _SampleMoney(book).fill()
    SampleSpending(book).fill()
    return book.ids[FIRST]


class _SampleMoney:
    """Enters who gives, what was agreed, where money lies and what came."""

    def __init__(self, book: SampleBook) -> None:
        self._book = book
        self._t, self._day, self._ids = book.t, book.day, book.ids

    def fill(self) -> None:
        """All of it, kind by kind."""
        add = self._book.add
        for one in self._book.records.list("organisation").records:
            self._book.records.set(one.id, {"org_id": "XI-SAMPLE-1"})
        add("donor", self._donors())
        add("agreement", self._agreements())
        add("amendment", {"A1": self._amendment()})
        add("account", self._accounts())
        self._book.records.add("exchange_rate", list(self._rates()))
        add("opening", self._openings())
        add("fund", self._funds())

    # --- who gives, and what was agreed --------------------------------------------------------------

    def _donors(self) -> dict[str, dict[str, object]]:
        first = {"name": self._t(N_("Sample donor")), "type": "donor_foreign_legal", "country": "GB"}
        second = {"name": self._t(N_("Second sample donor")), "type": "donor_intl_org", "country": "AT"}
        return {"first": {**first}, "second": {**second}}

    def _agreements(self) -> dict[str, dict[str, object]]:
        before, now = self._book.halves
        span = {"starts": before.first.isoformat(), "ends": now.last.isoformat()}
        signed = (before.first - timedelta(20)).isoformat()
        return {
            FIRST: {
                "number": FIRST,
                "title": self._t(N_("Communities and police together")),
                "project": "SAMPLE-1",
                **self._open_data(N_("Communities and police together"), "15132 60, 15220 40"),
                "donor": self._ids["first"],
                "kind": "grant",
                "signed_on": signed,
                **span,
                "total": money("25000.00", "USD"),
                "rule": "transfer_rate_fifo",
                "tolerance": "10",
                "lines": self._lines(
                    "USD", wages="11000.00", events="7000.00", equipment="2000.00", rent="5000.00"
                ),
                "tranches": [
                    {"number": 1, "due": self._day(0, 14), "amount": money("12500.00", "USD")},
                    {"number": 2, "due": self._day(1, 14), "amount": money("9000.00", "USD")},
                    {"number": 3, "due": now.last.isoformat(), "amount": money("3500.00", "USD")},
                ],
                "report_terms": [{"duty": "DONOR_FIN", "every": "half_year", "due": "period_end+30d"}],
            },
            SECOND: {
                "number": SECOND,
                "title": self._t(N_("Small grants for members")),
                "project": "SAMPLE-2",
                **self._open_data(N_("Small grants for members"), "15150"),
                "donor": self._ids["second"],
                "kind": "grant",
                "signed_on": signed,
                **span,
                "total": money("18000.00", "EUR"),
                "rule": "nbt_rate_of_day",
                "lines": self._lines(
                    "EUR", wages="5000.00", sub_grants="7000.00", transport="4600.00", rent="1400.00"
                ),
                "tranches": [
                    {"number": 1, "due": self._day(0, 30), "amount": money("10000.00", "EUR")},
                    {"number": 2, "due": now.last.isoformat(), "amount": money("8000.00", "EUR")},
                ],
            },
            OWN: {"number": OWN, "total": money("0.00", "TJS"), "rule": "own"},
        }

    def _open_data(self, purpose: str, sectors: str) -> dict[str, object]:
        """What an agreement tells the public of itself."""
        return {
            "purpose": self._t(purpose),
            "territory": ["3505000", "3507000"],
            "sectors": sectors,
            "aid_type": "C01",
            "flow_type": "30",
            "finance_type": "110",
            "tied_status": "5",
        }

    def _lines(self, currency: str, **amounts: str) -> list[dict[str, object]]:
        """Budget lines numbered from 1, each of one article."""
        return [
            {
                "code": str(number),
                "title": self._book.word("article", article),
                "article": article,
                "amount": money(amount, currency),
            }
            for number, (article, amount) in enumerate(amounts.items(), 1)
        ]

    def _amendment(self) -> dict[str, object]:
        return {
            "agreement": self._ids[FIRST],
            "number": f"{FIRST}/1",
            "signed_on": self._day(1, 3),
            "lines": [
                {"line": "2", "amount": money("7600.00", "USD")},
                {"line": "4", "amount": money("4400.00", "USD")},
            ],
        }

    # --- where money lies, and what it is worth ------------------------------------------------------

    def _accounts(self) -> dict[str, dict[str, object]]:
        bank = self._book.word("account_kind", "bank")
        found: dict[str, dict[str, object]] = {
            code: {"name": f"{bank}, {currency}", "kind": "bank", "currency": currency}
            for code, currency in (("bank", "TJS"), ("usd", "USD"), ("eur", "EUR"))
        }
        for kind in ("cash", "staff_advance"):
            name = self._book.word("account_kind", kind)
            found[kind] = {"name": name, "kind": kind, "currency": "TJS"}
        found["staff_advance"]["holder"] = "D"
        return found

    def _rates(self) -> Iterator[dict[str, object]]:
        """Mondays and Fridays, so that no day is far from one, and the days on which money came."""
        first, came = self._book.halves[0].first - timedelta(7), {self._came(0), self._came(1)}
        for days in range((self._book.today - first).days + 1):
            day = first + timedelta(days)
            if day.weekday() in (0, 4) or day in came:
                for currency in _PATHS:
                    yield {
                        "source": "nbt",
                        "currency": currency,
                        "day": day.isoformat(),
                        "rate": {"rate": self._rate(currency, day), "unit": 1},
                    }

    def _came(self, half: int) -> date:
        return self._book.halves[half].first + timedelta(CAME)

    def _rate(self, currency: str, day: date) -> str:
        start, end = _PATHS[currency]
        span = (self._came(1) - self._came(0)).days
        return write_number(start + (end - start) * (day - self._came(0)).days // span, 4)

    def _openings(self) -> dict[str, dict[str, object]]:
        day, own = self._book.halves[0].first.isoformat(), self._ids[OWN]
        return {
            f"opening-{account}": {
                "agreement": own,
                "opened_on": day,
                "account": self._ids[account],
                "amount": money(amount, "TJS"),
            }
            for account, amount in (("bank", "3500.00"), ("cash", "260.00"))
        }

    # --- what comes ----------------------------------------------------------------------------------

    def _funds(self) -> dict[str, dict[str, object]]:
        part = self._t(N_("Grant, part payment"))
        kinds = {"donor": self._ids["first"], "agreement": self._ids[FIRST], "kind": "grant"}
        found: dict[str, dict[str, object]] = {}
        for half, amount in enumerate(("12500.00", "9000.00")):
            day = self._came(half)
            found[f"fund-{half}"] = {
                **kinds,
                "credited_on": day.isoformat(),
                "amount": money(amount, "USD"),
                "account": self._ids["usd"],
                "rate": {"rate": self._rate("USD", day), "unit": 1},
                "rate_on": day.isoformat(),
                "purpose": part,
                "tranche": half + 1,
                "state": "receipt_registered",
            }
        found["fund-eur"] = {
            **kinds,
            "donor": self._ids["second"],
            "agreement": self._ids[SECOND],
            "credited_on": self._day(0, 36),
            "amount": money("10000.00", "EUR"),
            "account": self._ids["eur"],
            "purpose": part,
            "tranche": 1,
            "state": "receipt_notice_filed",
        }
        found["fund-fees"] = {
            "source": "membership_fee",
            "kind": "membership_fee",
            "agreement": self._ids[OWN],
            "credited_on": self._day(0, 80),
            "amount": money("900.00", "TJS"),
            "account": self._ids["cash"],
            "purpose": self._book.word("own_income", "membership_fee"),
            "state": "receipt_not_notifiable",
        }
        found["fund-goods"] = {
            "donor": self._ids["second"],
            "agreement": self._ids[OWN],
            "kind": "in_kind",
            "credited_on": self._day(1, 12),
            "amount": money("900.00", "USD"),
            "item": self._t(N_("School kits")),
            "quantity": 60,
            "purpose": self._t(N_("School kits")),
            "state": "receipt_received",
        }
        return found
