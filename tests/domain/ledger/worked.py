"""The worked year as the ledger's own values."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cspdesk.domain.ledger.accounts import Account
from cspdesk.domain.ledger.agreements import Agreement, Amendment, BudgetLine, SubGrant
from cspdesk.domain.ledger.closing import Closing
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.ledger import Ledger, ledger
from cspdesk.domain.ledger.mirrors import BankReturn, Reversal
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.payments import Owed, Payment
from cspdesk.domain.ledger.rates import DayRate, Rate, Rates
from cspdesk.domain.ledger.receipts import Receipt, Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion, Transfer
from cspdesk.domain.money import parse_number, to_minor
from cspdesk.domain.periods import period

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
OWN = AgreementId("OWN")


def read(name):
    """A golden file."""
    return json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))


YEAR, EXPECTED = read("worked_year"), read("worked_year_expected")


@dataclass(frozen=True)
class World:
    """Everything but the documents."""

    rates: Rates
    agreements: tuple[Agreement, ...]
    accounts: tuple[Account, ...]
    closings: tuple[Closing, ...] = ()

    def ledger(self, documents) -> Ledger:
        """The ledger of documents in this world."""
        return ledger(documents, self.rates, self.closings, self.agreements, self.accounts)


def day(text) -> date | None:
    """A date as it is written, or none."""
    return date.fromisoformat(text) if text else None


def account(name):
    """An account's id."""
    return AccountId(name)


CURRENCY = {name: row["currency"] for name, row in YEAR["accounts"].items()}
SUB_GRANTS = {name: row["currency"] for name, row in YEAR["subgrants"].items()}


def _amendments(name):
    currency = YEAR["agreements"][name]["currency"]
    return tuple(
        Amendment(
            date.fromisoformat(row["date"]),
            tuple(BudgetLine(line, to_minor(amount, currency)) for line, amount in row["budget"].items()),
            to_minor(row["total"], currency),
            date.fromisoformat(row["end"]),
        )
        for row in YEAR["documents"]
        if row["kind"] == "amendment" and row["agreement"] == name
    )


def agreements():
    """The agreements with their budgets, amendments and sub-grants."""
    for name, row in YEAR["agreements"].items():
        currency = row["currency"]
        yield Agreement(
            id=AgreementId(name),
            currency=currency,
            rule=row["rule"],
            total=to_minor(row.get("total", "0"), currency),
            lines=tuple(
                BudgetLine(line, to_minor(amount, currency)) for line, amount in row.get("budget", {}).items()
            ),
            amendments=_amendments(name),
            sub_grants=tuple(
                SubGrant(SubGrantId(one), to_minor(sub["amount"], sub["currency"]), sub["currency"])
                for one, sub in YEAR["subgrants"].items()
                if sub["agreement"] == name
            ),
        )


@cache
def rates() -> Rates:
    """The year's official rates."""
    return Rates(
        DayRate(currency, date.fromisoformat(on), Rate(*parse_number(somoni), nominal))
        for on, currency, nominal, somoni in YEAR["rates"]
    )


def _header(row):
    """What every document has.  The late entry's day follows from the closing: it is not told."""
    accounted = None if row.get("late") else day(row.get("accounted"))
    return {
        "id": DocumentId(row["id"]),
        "dated": day(row["date"]),
        "accounted": accounted,
        "replaces": DocumentId(row.get("replaces", "")),
    }


def _opening(row):
    return Opening(
        account=row["account"],
        agreement=AgreementId(row["agreement"]),
        amount=to_minor(row["amount"], CURRENCY[row["account"]]),
        **_header(row),
    )


def _receipt(row):
    return Receipt(
        account=account(row["account"]),
        agreement=AgreementId(row["agreement"]),
        amount=to_minor(row["amount"], CURRENCY[row["account"]]),
        source=row["source"],
        **_header(row),
    )


def _expense(row):
    currency = CURRENCY.get(row.get("account", ""), "TJS")
    return Expense(
        account=account(row.get("account", "")),
        payable=row.get("payable", ""),
        amount=to_minor(row["amount"], currency),
        article=row["article"],
        allocations=tuple(
            Allocation(
                agreement=AgreementId(part["agreement"]),
                line=part["line"],
                percent=parse_number(part["percent"]) if "percent" in part else None,
                amount=to_minor(part.get("amount", "0"), currency),
            )
            for part in row["allocations"]
        ),
        withheld=tuple((tax, to_minor(amount, "TJS")) for tax, amount in row.get("withheld", {}).items()),
        **_header(row),
    )


def _transfer(row):
    return Transfer(
        agreement=AgreementId(row["agreement"]),
        source=account(row["from"]),
        target=account(row["to"]),
        amount=to_minor(row["amount"], CURRENCY[row["from"]]),
        **_header(row),
    )


def _conversion(row):
    return Conversion(
        agreement=AgreementId(row["agreement"]),
        source=account(row["from"]),
        paid=to_minor(row["out"], CURRENCY[row["from"]]),
        target=account(row["to"]),
        bought=to_minor(row["in"], CURRENCY[row["to"]]),
        **_header(row),
    )


def _payment(row):
    parts = tuple(
        Owed(tax, AgreementId(agreement), to_minor(amount, "TJS"))
        for tax, shares in row["taxes"].items()
        for agreement, amount in shares.items()
    )
    return Payment(account=account(row["account"]), parts=parts, **_header(row))


def _refund(row):
    return Refund(
        account=account(row["account"]),
        agreement=AgreementId(row["agreement"]),
        amount=to_minor(row["amount"], CURRENCY[row["account"]]),
        **_header(row),
    )


def _in_kind(row):
    return InKindReceipt(
        agreement=OWN,
        amount=to_minor(row["amount"], row["currency"]),
        currency=row["currency"],
        quantity=row["quantity"],
        source=row["source"],
        **_header(row),
    )


def _sub_grant(kind):
    def made(row):
        paid = {"account": account(row["account"])} if "account" in row else {}
        return kind(
            sub_grant=SubGrantId(row["subgrant"]),
            line=row["line"],
            amount=to_minor(row["amount"], SUB_GRANTS[row["subgrant"]]),
            **paid,
            **_header(row),
        )

    return made


def _contract(row):
    return Contract(
        agreement=AgreementId(row["agreement"]),
        line=row["line"],
        amount=to_minor(row["amount"], row["currency"]),
        currency=row["currency"],
        **_header(row),
    )


READERS = {
    "opening": _opening,
    "receipt": _receipt,
    "expense": _expense,
    "transfer": _transfer,
    "conversion": _conversion,
    "tax_payment": _payment,
    "refund_to_donor": _refund,
    "in_kind_receipt": _in_kind,
    "in_kind_use": lambda row: GoodsGiven(of=DocumentId(row["of"]), quantity=row["quantity"], **_header(row)),
    "subgrant_advance": _sub_grant(SubGrantAdvance),
    "subgrant_acquittal": _sub_grant(SubGrantAcquittal),
    "subgrant_return": _sub_grant(SubGrantReturn),
    "reversal": lambda row: Reversal(of=DocumentId(row["of"]), **_header(row)),
    "bank_return": lambda row: BankReturn(of=DocumentId(row["of"]), **_header(row)),
    "contract": _contract,
}


def documents() -> tuple[Document, ...]:
    """The year's documents; amendments and closings are none."""
    return tuple(READERS[row["kind"]](row) for row in YEAR["documents"] if row["kind"] in READERS)


def closing() -> Closing:
    """The closing of the first half-year: it covers every document dated in it but the late one."""
    late = {row["id"] for row in YEAR["documents"] if row.get("late")}
    held = {one.id: one for one in documents() if one.id not in late and str(one.day) <= "2025-06-30"}
    return Closing(id="CL1", period=period("2025-H1"), held=held, rates=rates())


@cache
def world() -> World:
    """The year without its documents."""
    accounts = [Account(account(n), row["kind"], row["currency"]) for n, row in YEAR["accounts"].items()]
    return World(rates(), tuple(agreements()), tuple(accounts), (closing(),))


@cache
def year() -> Ledger:
    """The year's ledger."""
    return world().ledger(documents())
