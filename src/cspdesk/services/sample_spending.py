"""The sample's spending: what was changed, moved, paid, corrected, advanced, given out and told; invented."""

from __future__ import annotations

from cspdesk.domain.text import N_
from cspdesk.services.sample_book import FIRST, OWN, SECOND, SampleBook, money


class SampleSpending:
    """Enters what is done with the money that came."""

    def __init__(self, book: SampleBook) -> None:
        self._book = book
        self._t, self._day, self._ids = book.t, book.day, book.ids

    def fill(self) -> None:
        """All of it, kind by kind."""
        add = self._book.add
        add("conversion", self._conversions())
        add("transfer", self._transfers())
        add("contract", {"C1": self._contract()})
        add("expense", self._expenses())
        add("payment", self._payments())
        add("reversal", {"X1": self._reversal()})
        add("sub_grant", {"SG": self._sub_grant()})
        add("sub_grant_advance", {"S1": self._advance()})
        add("acquittal", {"S2": self._acquittal()})
        add("goods_given", {"U1": self._goods_given()})
        add("asset", {"P1": self._asset()})
        add("bank_statement", {"B1": self._statement()})
        add("statement_line", self._statement_lines())
        add("bank_rule", {"BR": self._bank_rule()})

    # --- where it goes -------------------------------------------------------------------------------

    def _conversions(self) -> dict[str, dict[str, object]]:
        changed = (
            (FIRST, "usd", "USD", 0, 24, "7000.00", "76020.00"),
            (SECOND, "eur", "EUR", 0, 40, "4000.00", "47080.00"),
            (FIRST, "usd", "USD", 1, 24, "5000.00", "53550.00"),
        )
        return {
            f"conversion-{number}": {
                "agreement": self._ids[agreement],
                "changed_on": self._day(half, days),
                "source": self._ids[source],
                "paid": money(paid, currency),
                "target": self._ids["bank"],
                "bought": money(bought, "TJS"),
            }
            for number, (agreement, source, currency, half, days, paid, bought) in enumerate(changed)
        }

    def _transfers(self) -> dict[str, dict[str, object]]:
        moved = (
            ("bank", "cash", 0, 26, "4000.00"),
            ("cash", "staff_advance", 0, 45, "1500.00"),
            ("staff_advance", "cash", 0, 52, "180.00"),
        )
        return {
            f"transfer-{number}": {
                "agreement": self._ids[FIRST],
                "moved_on": self._day(half, days),
                "source": self._ids[source],
                "target": self._ids[target],
                "amount": money(amount, "TJS"),
            }
            for number, (source, target, half, days, amount) in enumerate(moved)
        }

    def _contract(self) -> dict[str, object]:
        return {
            "agreement": self._ids[FIRST],
            "line": "2",
            "signed_on": self._day(1, 20),
            "amount": money("6000.00", "TJS"),
            "supplier": self._t(N_("Sample supplier")),
            "description": self._book.word("article", "printing"),
        }

    def _expenses(self) -> dict[str, dict[str, object]]:
        """Wages and rent by the month, and what a person would look for among them."""
        found: dict[str, dict[str, object]] = {}
        both = ((FIRST, "1", "60"), (SECOND, "1", "40"))
        for number, (half, days) in enumerate(((0, 60), (0, 90), (0, 120), (0, 150), (1, 31)), 1):
            found[f"wages-{number}"] = {
                **self._expense("wages", half, days, "6000.00", "bank", *both),
                "withheld": [
                    {"payable": "income_tax", "amount": money("720.00", "TJS")},
                    {"payable": "social_tax", "amount": money("120.00", "TJS")},
                ],
            }
            found[f"social-{number}"] = {
                **self._expense("social_tax", half, days, "1200.00", "", *both),
                "payable": "social_tax",
            }
            found[f"rent-{number}"] = self._expense(
                "rent", half, days - 20, "1433.33", "bank", (FIRST, "4", "70"), (SECOND, "4", "30")
            )
        found |= {
            "charges": self._expense("bank_charges", 0, 24, "20.00", "usd", (FIRST, "4", "100")),
            "laptop": self._expense("equipment", 0, 33, "7800.00", "bank", (FIRST, "3", "100")),
            "evening": self._expense("events", 0, 50, "1320.00", "staff_advance", (FIRST, "2", "100")),
            "training": self._expense("events", 0, 100, "12460.50", "bank", (FIRST, "2", "100")),
            "fuel": self._expense("transport", 0, 110, "845.00", "cash", (FIRST, "2", "100")),
            "travel": self._expense("transport", 1, 15, "310.40", "eur", (SECOND, "3", "100")),
            "wrong": self._expense("printing", 1, 8, "2150.00", "bank", (FIRST, "2", "100")),
            "right": self._expense("printing", 1, 8, "1250.00", "bank", (FIRST, "2", "100")),
            "own": self._expense("office_supplies", 1, 18, "96.00", "cash", (OWN, "", "100")),
        }
        found["laptop"]["description"] = self._t(N_("Laptop"))
        for number, one in enumerate(found.values(), 1):
            one["number"] = f"{number:04}"
        return found

    def _expense(
        self, article: str, half: int, days: int, amount: str, account: str, *shares: tuple[str, str, str]
    ) -> dict[str, object]:
        currency = {"usd": "USD", "eur": "EUR"}.get(account, "TJS")
        made: dict[str, object] = {
            "spent_on": self._day(half, days),
            "amount": money(amount, currency),
            "article": article,
            "description": self._book.word("article", article),
            "allocations": [
                {"agreement": self._ids[agreement], "line": line or None, "percent": percent}
                for agreement, line, percent in shares
            ],
        }
        if account:
            made |= {"account": self._ids[account], "payee": self._t(N_("Sample supplier"))}
        return made

    def _payments(self) -> dict[str, dict[str, object]]:
        """The taxes of the first two months, each agreement's part."""
        owed = (("income_tax", "864.00", "576.00"), ("social_tax", "1584.00", "1056.00"))
        return {
            "taxes": {
                "paid_on": self._day(0, 104),
                "account": self._ids["bank"],
                "description": self._book.word("article", "taxes_other"),
                "owed": [
                    {"payable": tax, "agreement": self._ids[agreement], "amount": money(amount, "TJS")}
                    for tax, *amounts in owed
                    for agreement, amount in zip((FIRST, SECOND), amounts, strict=True)
                ],
            }
        }

    def _reversal(self) -> dict[str, object]:
        return {
            "of": self._ids["wrong"],
            "type": "correction",
            "reversed_on": self._day(1, 10),
            "reason": self._book.word("reversal_type", "correction"),
        }

    def _sub_grant(self) -> dict[str, object]:
        return {
            "member": self._t(N_("A member of the coalition (sample)")),
            "agreement": self._ids[SECOND],
            "line": "2",
            "signed_on": self._day(0, 48),
            "amount": money("40000.00", "TJS"),
        }

    def _advance(self) -> dict[str, object]:
        return {
            "sub_grant": self._ids["SG"],
            "sent_on": self._day(0, 55),
            "account": self._ids["bank"],
            "amount": money("25000.00", "TJS"),
            "line": "2",
        }

    def _acquittal(self) -> dict[str, object]:
        return {
            "sub_grant": self._ids["SG"],
            "accepted_on": self._day(1, 28),
            "amount": money("14275.40", "TJS"),
            "line": "2",
            "period": self._book.halves[0].code,
        }

    # --- property and duties -------------------------------------------------------------------------

    def _goods_given(self) -> dict[str, object]:
        return {
            "source": self._ids["fund-goods"],
            "given_on": self._day(1, 40),
            "quantity": 45,
            "recipients": 45,
            "description": self._t(N_("School kits")),
        }

    def _asset(self) -> dict[str, object]:
        return {
            "name": self._t(N_("Laptop")),
            "bought_on": self._day(0, 33),
            "value": money("7800.00", "TJS"),
            "keeper": "D",
            "donor": self._ids["first"],
            "agreement": self._ids[FIRST],
            "expense": self._ids["laptop"],
            "state": "in_use",
        }

    # --- what the bank says --------------------------------------------------------------------------

    def _statement(self) -> dict[str, object]:
        return {
            "account": self._ids["bank"],
            "first": self._day(0, 24),
            "last": self._day(0, 54),
            "opening": money("3500.00", "TJS"),
            "closing": money("113351.67", "TJS"),
            "number": "S-1",
        }

    def _statement_lines(self) -> dict[str, dict[str, object]]:
        """What the books have, and a commission that they have not yet."""
        lines = (
            (24, "76020.00", "conversion-0"),
            (26, "-4000.00", "transfer-0"),
            (33, "-7800.00", "laptop"),
            (40, "-1433.33", "rent-1"),
            (40, "47080.00", "conversion-1"),
            (52, "-15.00", ""),
        )
        return {
            f"line-{number}": {
                "account": self._ids["bank"],
                "statement": self._ids["B1"],
                "booked_on": self._day(0, days),
                "amount": money(amount, "TJS"),
                "reference": f"S-1/{number}",
                "text": self._t(N_("Commission")) if not document else self._t(N_("Payment order")),
                "matches": [{"document": self._ids[document]}] if document else [],
            }
            for number, (days, amount, document) in enumerate(lines, 1)
        }

    def _bank_rule(self) -> dict[str, object]:
        return {
            "words": self._t(N_("Commission")),
            "article": "bank_charges",
            "agreement": self._ids[FIRST],
            "line": "4",
        }
