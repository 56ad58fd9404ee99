"""W6: the Ministry's half-year over many money rows: figures beside a plain SQL script, and its preview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks.desks import Row, new_desk
from benchmarks.spent import timed
from cspdesk.domain.ledger.accounts import section_of
from cspdesk.domain.ledger.ministry import MinistryReport, ministry
from cspdesk.domain.periods import period
from cspdesk.services.books import Books
from cspdesk.services.context import Context
from cspdesk.services.reporting import Prepared, Reporting
from cspdesk.services.workspace import Workspace
from cspdesk.store.engine import connect

_FIRST, _DAYS = date(2021, 1, 1), 5 * 365
_HALF = period("2025-H1")
_ARTICLES = (
    "wages",
    "rent",
    "transport",
    "events",
    "equipment",
    "communications",
    "utilities",
    "consultants",
)
_SHARED = (("40", "35", "25"), ("60", "40"), ("100",), ("100",), ("100",), ("100",), ("100",), ("100",))
"""How documents are shared: one in eight by three agreements, one by two."""


def measure(folder: Path, *, runs: int, scale: int) -> list[Row]:
    """Figures beside the script, what a save costs, and the first figure after it."""
    with new_desk(folder / "desk") as desk:
        names = _set_up(desk)
        forms = list(_expenses(names, 100_000 // scale))
        entering = timed(lambda: desk.records.add("expense", forms)).wall
        books = Books(desk.context)
        projecting = timed(books.project).wall
        plain = _plain_table(folder / "plain.db", books)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(timed(lambda: _report(books)).wall)
            theirs.append(timed(lambda: _script(plain)).wall)
        if _report(books).expenditure != _script(plain)["spent"]:
            raise RuntimeError("the script comes to something else")
        (one,) = _expenses(names, 1)
        saving = median(timed(lambda: desk.records.add("expense", [one])).wall for _ in range(5 * runs))
        after = timed(lambda: _report(books)).wall
        previews = Reporting(Context(desk.desk))
        first, again = timed(lambda: _preview(previews)), timed(lambda: _preview(previews))
        opened = Reporting(desk.context)
        desk.records.add("expense", [one])
        saved = timed(lambda: _preview(opened))
    figure, peer = median(ours), median(theirs)
    ratio = figure / peer
    return [
        Row(
            "W6 half-year's figures / a plain SQL script",
            f"{ratio:.2f} x",
            "at most 1.5 x",
            ratio <= 1.5,
            f"{figure * 1000:.0f} / {peer * 1000:.0f} ms",
        ),
        Row("W6 money rows entered", f"{entering:.0f} s", "", None, f"{len(forms)} documents"),
        Row("W6 postings projected, first time", f"{projecting:.1f} s", "", None),
        Row("W6 save one expense", f"{saving * 1000:.1f} ms", "", None),
        Row("W6 first figures after a save", f"{after:.1f} s", "", None, "the ledger computed anew"),
        Row(
            "W6 preview of the half-year report, nothing in memory",
            f"{first.wall:.2f} s",
            "at most 2 s",
            first.wall <= 2,
            f"{first.processor:.2f} s of processor; again {again.processor:.2f} s",
        ),
        Row(
            "W6 the same after a save, books in memory",
            f"{saved.wall:.2f} s",
            "at most 0.5 s",
            saved.wall <= 0.5,
            f"{saved.processor:.2f} s of processor",
        ),
    ]


def _set_up(desk: Workspace) -> dict[str, str]:
    """Accounts, agreements and rates; money enough in each of them."""
    add = desk.records.add
    bank = add("account", [{"name": "Bank", "kind": "bank", "currency": "TJS"}]).ids[0]
    euro = add("account", [{"name": "Euro", "kind": "bank", "currency": "EUR"}]).ids[0]
    donor = add("donor", [{"name": "D", "type": "donor_foreign_legal"}]).ids[0]
    rules = ("transfer_rate_fifo", "nbt_rate_of_day", "monthly_average")
    total = {"amount": "900000000.00", "currency": "EUR"}
    forms = [
        {"number": f"A{n}", "donor": donor, "rule": rule, "total": total} for n, rule in enumerate(rules)
    ]
    agreements = add("agreement", forms).ids
    digits = Random(1)
    rates = [
        {
            "source": "nbt",
            "currency": "EUR",
            "day": (_FIRST + timedelta(n)).isoformat(),
            "rate": {"rate": f"11.{int(digits.random() * 10_000):04}"},
        }
        for n in range(_DAYS)
    ]
    add("exchange_rate", rates)
    for agreement in agreements:
        came: dict[str, object] = {"donor": donor, "agreement": agreement, "account": euro, "kind": "grant"}
        came |= {"credited_on": _FIRST.isoformat(), "amount": {"amount": "90000000.00", "currency": "EUR"}}
        add("fund", [came])
        changed: dict[str, object] = {
            "agreement": agreement,
            "changed_on": _FIRST.isoformat(),
            "source": euro,
            "target": bank,
        }
        changed |= {"paid": {"amount": "80000000.00", "currency": "EUR"}}
        add("conversion", [changed | {"bought": {"amount": "900000000.00", "currency": "TJS"}}])
    return {"bank": bank, **{f"A{n}": one for n, one in enumerate(agreements)}}


def _expenses(names: dict[str, str], count: int) -> Iterator[dict[str, Any]]:
    digits = Random(2)
    for _ in range(count):
        shares = _SHARED[int(digits.random() * len(_SHARED))]
        first = int(digits.random() * 3)
        yield {
            "spent_on": (_FIRST + timedelta(1 + int(digits.random() * (_DAYS - 1)))).isoformat(),
            "amount": {"amount": f"{1 + int(digits.random() * 9000)}.50", "currency": "TJS"},
            "account": names["bank"],
            "article": _ARTICLES[int(digits.random() * len(_ARTICLES))],
            "allocations": [
                {"agreement": names[f"A{(first + place) % 3}"], "line": "1", "percent": share}
                for place, share in enumerate(shares)
            ],
        }


def _preview(reporting: Reporting) -> Prepared:
    return reporting.prepare("moj_half_year", span=_HALF.code, language="en")


def _report(books: Books) -> MinistryReport:
    with books.sums() as ledger:
        return ministry(ledger, _HALF)


# --- the peer: what somebody would write who had the rows in one table --------------------------------


def _plain_table(path: Path, books: Books) -> Any:  # noqa: ANN401 - the driver publishes no types
    """The same rows, one for each share, in a table of a file encrypted alike; an index by day."""
    database = connect(path, bytes(32))
    database.execute(
        "CREATE TABLE money (on_date TEXT, section TEXT, account TEXT, agreement TEXT, article TEXT,"
        " currency TEXT, amount INTEGER, tjs INTEGER)"
    )
    rows = [
        (
            str(p.accounted),
            section_of(p.account),
            p.account,
            p.agreement,
            p.article,
            p.currency,
            p.amount,
            p.tjs,
        )
        for p in books.ledger().postings
    ]
    database.execute("BEGIN")
    database.executemany("INSERT INTO money VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.execute("CREATE INDEX by_day ON money (on_date, section)")
    database.execute("COMMIT")
    return database


_SCRIPT = {
    "opening": "SELECT account, agreement, currency, sum(amount), sum(tjs) FROM money"
    " WHERE section = 'money' AND on_date < ? GROUP BY 1, 2, 3",
    "income": "SELECT account, sum(tjs) FROM money WHERE section = 'income'"
    " AND on_date BETWEEN ? AND ? GROUP BY 1",
    "by_article": "SELECT article, sum(tjs) FROM money WHERE section = 'expense'"
    " AND on_date BETWEEN ? AND ? GROUP BY 1",
    "by_agreement": "SELECT agreement, sum(tjs) FROM money WHERE section = 'expense'"
    " AND on_date BETWEEN ? AND ? GROUP BY 1",
    "closing": "SELECT account, agreement, currency, sum(amount), sum(tjs) FROM money"
    " WHERE section = 'money' AND on_date <= ? GROUP BY 1, 2, 3",
}


def _script(database: Any) -> dict[str, Any]:  # noqa: ANN401 - the driver publishes no types
    """The half-year's figures by the script."""
    span = (str(_HALF.first), str(_HALF.last))
    found: dict[str, Any] = {}
    for name, sql in _SCRIPT.items():
        asked = span if "BETWEEN" in sql else span[:1] if name == "opening" else span[1:]
        found[name] = database.execute(sql, asked).fetchall()
    found["spent"] = sum(row[1] for row in found["by_article"])
    return found
