"""A small organisation as records: banks in somoni and euro, one donor's agreement, own funds."""

from __future__ import annotations

from datetime import date, timedelta

from cspdesk.services.workspace import Workspace

EURO, BANK, CASH, FUND, OWN, DONOR = (f"{place:032x}" for place in range(1, 7))


def money(amount, currency="TJS"):
    """An amount as JSON."""
    return {"amount": amount, "currency": currency}


def begin(desk: Workspace, kind: str, record: str, form: dict[str, object]) -> str:
    """One record under an id of its own, saved."""
    from tests.services.books.worked import enter

    enter(desk, [(kind, record, form)])
    return record


def rates(desk: Workspace, *, first=date(2026, 1, 1), days=300, euro="11.0000") -> None:
    """The same rate every day."""
    desk.records.add(
        "exchange_rate",
        [
            {
                "source": "nbt",
                "currency": "EUR",
                "day": (first + timedelta(n)).isoformat(),
                "rate": {"rate": euro},
            }
            for n in range(days)
        ],
    )


def set_up(desk: Workspace) -> None:
    """Accounts, agreements and rates; EUR 1,000.00 came and were changed for TJS 11,100.00 in January."""
    rates(desk)
    begin(desk, "donor", DONOR, {"name": "Nordlicht", "type": "donor_foreign_legal"})
    begin(desk, "account", EURO, {"name": "Bank EUR", "kind": "bank", "currency": "EUR"})
    begin(desk, "account", BANK, {"name": "Bank TJS", "kind": "bank", "currency": "TJS"})
    begin(desk, "account", CASH, {"name": "Cash", "kind": "cash", "currency": "TJS"})
    lines = [
        {"code": "1", "title": "Training", "amount": money("600.00", "EUR")},
        {"code": "2", "title": "Office", "amount": money("400.00", "EUR")},
    ]
    terms = {"total": money("1000.00", "EUR"), "rule": "transfer_rate_fifo", "lines": lines}
    begin(desk, "agreement", FUND, {"number": "NL-1", "donor": DONOR, **terms})
    begin(desk, "agreement", OWN, {"number": "Own", "rule": "own"})
    came = {"credited_on": "2026-01-10", "amount": money("1000.00", "EUR"), "account": EURO}
    desk.records.add("fund", [{"donor": DONOR, "agreement": FUND, "kind": "grant", **came}])
    changed = {"changed_on": "2026-01-12", "source": EURO, "paid": money("1000.00", "EUR")}
    changed |= {"target": BANK, "bought": money("11100.00")}
    desk.records.add("conversion", [{"agreement": FUND, **changed}])


def spend(desk: Workspace, amount: str, day: str, *, line="1", **more: object) -> str:
    """An expense in somoni that one line bears; its id."""
    form = {"spent_on": day, "amount": money(amount), "account": BANK, "article": "events"}
    form |= {"allocations": [{"agreement": FUND, "line": line, "percent": "100"}], **more}
    return desk.records.add("expense", [form]).ids[0]
