"""The worked year as a person would enter it: records through services, one save each."""

from __future__ import annotations

import random
from collections.abc import Iterable

from cspdesk.domain.ids import RecordId
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import period
from cspdesk.services.books import Banks, Closings
from cspdesk.services.workspace import Workspace
from cspdesk.store.work import work
from tests.domain.ledger.worked import YEAR

_NAMES = [
    *YEAR["donors"],
    *sorted(YEAR["agreements"]),
    *YEAR["accounts"],
    *YEAR["subgrants"],
    *(row["id"] for row in YEAR["documents"]),
]
IDS = {name: f"{place:032x}" for place, name in enumerate(_NAMES, 1)}
"""Record ids whose order is that of the file, so that equal days fall as they fall there."""
NAMES = {record: name for name, record in IDS.items()}
CURRENCY = {name: row["currency"] for name, row in YEAR["accounts"].items()}
AFTER = [row["id"] for row in YEAR["documents"]].index("CL1")
"""Where in the file the first half-year is closed; the late entry stands before and comes after."""


def money(amount, currency):
    """An amount as JSON."""
    return {"amount": amount, "currency": currency}


def donor(name):
    """A donor's form."""
    return "donor", IDS[name], {"name": YEAR["donors"][name]["name"], "type": YEAR["donors"][name]["type"]}


def account(name):
    """An account's form."""
    return "account", IDS[name], {"name": name, **YEAR["accounts"][name]}


def agreement(name):
    """An agreement's form with its budget lines."""
    row = YEAR["agreements"][name]
    form = {"number": name, "rule": row["rule"]}
    if row["donor"]:
        form |= {"donor": IDS[row["donor"]], "total": money(row["total"], row["currency"])}
        form |= {"signed_on": row["signed"], "starts": row["start"], "ends": row["end"]}
        titles = YEAR["line_names"][name]
        form["lines"] = [
            {"code": code, "title": titles[code], "amount": money(amount, row["currency"])}
            for code, amount in row["budget"].items()
        ]
    return "agreement", IDS[name], form


def sub_grant(name):
    """A sub-grant's form."""
    row = YEAR["subgrants"][name]
    form = {"member": row["to"], "agreement": IDS[row["agreement"]]}
    return "sub_grant", IDS[name], form | {"amount": money(row["amount"], row["currency"])}


def rates():
    """The year's official rates, as `record add` takes them."""
    return [
        {"source": "nbt", "currency": currency, "day": on, "rate": {"rate": somoni, "unit": unit}}
        for on, currency, unit, somoni in YEAR["rates"]
    ]


def _spent(row):
    currency = CURRENCY.get(row.get("account", ""), "TJS")
    form = {"spent_on": row["date"], "amount": money(row["amount"], currency), "article": row["article"]}
    if "account" in row:
        form["account"] = IDS[row["account"]]
    else:
        form["payable"] = row["payable"]
    form["allocations"] = [
        {
            "agreement": IDS[part["agreement"]],
            "line": part["line"],
            **(
                {"percent": part["percent"]}
                if "percent" in part
                else {"amount": money(part["amount"], currency)}
            ),
        }
        for part in row["allocations"]
    ]
    if "withheld" in row:
        form["withheld"] = [
            {"payable": tax, "amount": money(amount, "TJS")} for tax, amount in row["withheld"].items()
        ]
    return "expense", form


def _came(row):
    donors = {kind["type"]: IDS[name] for name, kind in YEAR["donors"].items()}
    form = {"credited_on": row["date"], "agreement": IDS[row.get("agreement", "OWN")]}
    form |= {"donor": donors[row["source"]]} if row["source"] in donors else {"source": row["source"]}
    if row["kind"] == "in_kind_receipt":
        form |= {"kind": "in_kind", "item": row["item"], "quantity": row["quantity"]}
        return "fund", form | {"amount": money(row["amount"], row["currency"])}
    form |= {"kind": "grant", "account": IDS[row["account"]]}
    return "fund", form | {"amount": money(row["amount"], CURRENCY[row["account"]])}


def _moved(row):
    form = {"moved_on": row["date"], "agreement": IDS[row["agreement"]]}
    form |= {"source": IDS[row["from"]], "target": IDS[row["to"]]}
    return "transfer", form | {"amount": money(row["amount"], CURRENCY[row["from"]])}


def _converted(row):
    form = {"changed_on": row["date"], "agreement": IDS[row["agreement"]]}
    form |= {"source": IDS[row["from"]], "paid": money(row["out"], CURRENCY[row["from"]])}
    form |= {"target": IDS[row["to"]], "bought": money(row["in"], CURRENCY[row["to"]])}
    return "conversion", form


def _paid(row):
    owed = [
        {"payable": tax, "agreement": IDS[agreement], "amount": money(amount, "TJS")}
        for tax, shares in row["taxes"].items()
        for agreement, amount in shares.items()
    ]
    return "payment", {"paid_on": row["date"], "account": IDS[row["account"]], "owed": owed}


def _sub_granted(kind, day):
    def made(row):
        form = {day: row["date"], "sub_grant": IDS[row["subgrant"]], "line": row["line"]}
        if "account" in row:
            form["account"] = IDS[row["account"]]
        currency = YEAR["subgrants"][row["subgrant"]]["currency"]
        return kind, form | {"amount": money(row["amount"], currency)}

    return made


def _opened(row):
    form = {"opened_on": row["date"], "account": IDS[row["account"]], "agreement": IDS[row["agreement"]]}
    return "opening", form | {"amount": money(row["amount"], CURRENCY[row["account"]])}


def _refunded(row):
    form = {"sent_on": row["date"], "account": IDS[row["account"]], "agreement": IDS[row["agreement"]]}
    return "refund", form | {"amount": money(row["amount"], CURRENCY[row["account"]])}


def _given(row):
    return "goods_given", {"given_on": row["date"], "source": IDS[row["of"]], "quantity": row["quantity"]}


def _reversed(kind):
    return lambda row: ("reversal", {"reversed_on": row["date"], "of": IDS[row["of"]], "type": kind})


def _ordered(row):
    form = {"signed_on": row["date"], "agreement": IDS[row["agreement"]], "line": row["line"]}
    return "contract", form | {"amount": money(row["amount"], row["currency"])}


def _amended(row):
    currency = YEAR["agreements"][row["agreement"]]["currency"]
    lines = [{"line": code, "amount": money(amount, currency)} for code, amount in row["budget"].items()]
    form = {"agreement": IDS[row["agreement"]], "signed_on": row["date"], "ends": row["end"]}
    return "amendment", form | {"total": money(row["total"], currency), "lines": lines}


_FORMS = {
    "opening": _opened,
    "receipt": _came,
    "in_kind_receipt": _came,
    "in_kind_use": _given,
    "expense": _spent,
    "transfer": _moved,
    "conversion": _converted,
    "tax_payment": _paid,
    "refund_to_donor": _refunded,
    "subgrant_advance": _sub_granted("sub_grant_advance", "sent_on"),
    "subgrant_acquittal": _sub_granted("acquittal", "accepted_on"),
    "subgrant_return": _sub_granted("sub_grant_return", "returned_on"),
    "reversal": _reversed("correction"),
    "bank_return": _reversed("bank_return"),
    "contract": _ordered,
    "amendment": _amended,
}


def document(row):
    """A document's kind, record id and form."""
    kind, form = _FORMS[row["kind"]](row)
    if "accounted" in row and not row.get("late"):
        form["accounted"] = row["accounted"]
    if "replaces" in row:
        form["replaces"] = IDS[row["replaces"]]
    return kind, IDS[row["id"]], form


def setting():
    """Everything that documents name."""
    for place, code in enumerate(("training", "printing_costs")):
        yield "article", f"{0xA0 + place:032x}", {"code": code, "name": code.capitalize()}
    yield from map(donor, YEAR["donors"])
    yield from map(account, YEAR["accounts"])
    yield from map(agreement, YEAR["agreements"])
    yield from map(sub_grant, YEAR["subgrants"])


def before_closing():
    """The documents that the closing of the first half-year covers."""
    return [document(row) for row in YEAR["documents"][:AFTER] if not row.get("late")]


def after_closing():
    """The late entry, and all that was entered after the closing."""
    rows = [row for row in YEAR["documents"] if row.get("late")] + YEAR["documents"][AFTER + 1 :]
    return [document(row) for row in rows]


def enter(desk: Workspace, entries: Iterable[tuple[str, str, dict[str, object]]]) -> None:
    """Add records under ids of their own, one save each."""
    with work(desk.desk) as save:
        for kind, record, form in entries:
            desk.records.begin(save, kind, RecordId(bytes.fromhex(record)).hex(), form)
            save.next_save()
        saved = save.finish()
    desk.context.saved(saved)


def close_half(desk: Workspace) -> None:
    """Close the first half-year; the banks' balances are not part of the year."""
    banks = Banks(excused=frozenset(AccountId(IDS[name]) for name in YEAR["accounts"]))
    Closings(desk.context).close(period("2025-H1"), signer="Nigora", banks=banks)


def enter_year(desk: Workspace, *, seed: int | None = None) -> None:
    """The whole year; with a seed in any order, the closing alone stays where it is."""
    first, second = [*setting(), *before_closing()], after_closing()
    if seed is not None:
        random.Random(seed).shuffle(first)
        random.Random(seed).shuffle(second)
    desk.records.add("exchange_rate", rates())
    own = [entry for entry in first if entry[0] == "article"]
    enter(desk, own)
    enter(desk, [entry for entry in first if entry not in own])
    close_half(desk)
    enter(desk, second)
