"""Measures the ledger over 100,000 documents, and a half-year's figures beside plain SQL over the same lines.

``python -m tests.domain.ledger.measure [documents]`` prints medians of five, interleaved.  The SQL is what
one would write by hand: one table of lines, an index by day, sums by account; it knows no rates, so what
is compared is adding up, and both must come to the same figures.
"""

import random
import sqlite3
import statistics
import sys
import time
from datetime import date, timedelta
from typing import Any

from cspdesk.domain.ledger.accounts import expense_of
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.expenses import Allocation, Expense
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.ministry import MinistryReport, ministry
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.ledger.rollup import Rollup
from cspdesk.domain.ledger.transfers import Conversion
from cspdesk.domain.money import quotient
from cspdesk.domain.periods import period
from tests.domain.ledger import chance

ROUNDS = 5
HALF = period("2025-H2")
RATE = {"EUR": 1133, "USD": 1095, "RUB": 107}


def documents(count: int) -> list[Document]:
    """Mostly expenses in somoni, a third of them shared by two agreements; the money came and was changed."""
    drawn = random.Random(1)
    names = ["E", "U", "R", "T", "OWN"]
    made: list[Document] = []
    for number in range(count):
        day = date(2025, 1, 1) + timedelta(days=number * 365 // count)
        header: dict[str, Any] = {"id": DocumentId(f"{drawn.getrandbits(64):016x}"), "dated": day}
        name = AgreementId(drawn.choice(names))
        currency = chance.CURRENCY_OF[name]
        bank = AccountId({"EUR": "B1", "USD": "B2", "RUB": "B3", "TJS": "BT"}[currency])
        if number % 50 == 0:
            made.append(
                Receipt(account=bank, agreement=name, amount=4_000_000, source="donor_intl_org", **header)
            )
        elif number % 50 == 1 and currency != "TJS":
            bought = quotient(4_000_000 * RATE[currency], 100 if currency != "RUB" else 1000)
            made.append(
                Conversion(
                    agreement=name,
                    source=bank,
                    paid=4_000_000,
                    target=AccountId("BT"),
                    bought=bought,
                    **header,
                )
            )
        else:
            shared = AgreementId(drawn.choice(names)) if number % 3 == 0 else name
            parts = [(name, (60, 0)), (shared, (40, 0))] if shared != name else [(name, (100, 0))]
            made.append(
                Expense(
                    account=AccountId("BT"),
                    amount=drawn.randint(100, 900_000),
                    article=drawn.choice(chance.ARTICLES),
                    allocations=tuple(
                        Allocation(agreement=n, line="" if n == "OWN" else drawn.choice("123"), percent=p)
                        for n, p in parts
                    ),
                    **header,
                )
            )
    return made


SCRIPT = """
SELECT account, SUM(tjs), SUM(amount), currency, agreement FROM posting WHERE accounted < :first
    GROUP BY account, agreement, currency;
SELECT account, SUM(tjs), SUM(amount), currency, agreement FROM posting WHERE accounted <= :last
    GROUP BY account, agreement, currency;
SELECT account, SUM(tjs) FROM posting WHERE accounted BETWEEN :first AND :last GROUP BY account;
SELECT agreement, SUM(tjs) FROM posting WHERE accounted BETWEEN :first AND :last
    AND account LIKE 'expense:%' GROUP BY agreement;
SELECT currency, kind, SUM(amount) FROM posting WHERE accounted BETWEEN :first AND :last
    AND account NOT LIKE '%:%' GROUP BY currency, kind;
SELECT document, dated, account, agreement, currency, amount, tjs FROM posting
    WHERE accounted BETWEEN :first AND :last AND kind = 'receipt' AND account LIKE 'income:donor%'
"""


def table(found: Ledger) -> sqlite3.Connection:
    """The lines as a table in memory, with an index by day."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE posting (document, part, accounted, dated, kind, account, agreement, line, article,"
        " currency, amount INTEGER, tjs INTEGER, value INTEGER)"
    )
    rows = ((p[0], p[1], str(p[2]), str(p[3]), *p[4:]) for p in found.postings)
    connection.executemany(f"INSERT INTO posting VALUES ({', '.join('?' * 13)})", rows)
    connection.execute("CREATE INDEX by_day ON posting (accounted, account, agreement)")
    return connection


def by_sql(connection: sqlite3.Connection) -> list[list[tuple]]:
    """The half-year by hand-written SQL."""
    terms = {"first": str(HALF.first), "last": str(HALF.last)}
    return [connection.execute(one, terms).fetchall() for one in SCRIPT.split(";")]


def agree(report: MinistryReport, sums: list[list[tuple]]) -> bool:
    """Both ways come to the same."""
    accounts = dict(sums[2])
    by_article = {article: accounts[expense_of(article)] for article in report.by_article}
    return (
        by_article == report.by_article
        and dict(sums[3]) == report.by_agreement
        and sum(report.income.values()) == -sum(t for a, t in accounts.items() if a.startswith("income:"))
        and len(sums[5]) == len(report.foreign)
    )


def timed(work):
    """Seconds, and what came out."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def measured(papers: list[Document]) -> tuple[dict[str, float], Ledger]:
    """One round: seconds of each part, with both ways compared."""
    ledger_seconds, found = timed(lambda: chance.world().ledger(papers))
    connection = table(found)
    months_seconds, _ = timed(lambda: Rollup(found.postings))
    ministry(found, HALF)
    figures_seconds, report = timed(lambda: ministry(found, HALF))
    sql_seconds, sums = timed(lambda: by_sql(connection))
    if not agree(report, sums):
        raise SystemExit("the two ways differ")
    spent = {
        "ledger": ledger_seconds,
        "months": months_seconds,
        "figures": figures_seconds,
        "sql": sql_seconds,
    }
    return spent, found


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    papers = documents(count)
    rounds = [measured(papers) for _ in range(ROUNDS)]
    found = rounds[-1][1]
    median = {name: statistics.median(spent[name] for spent, _ in rounds) for name in rounds[0][0]}
    print(f"{count} documents, {len(found.postings)} lines, {len(found.incomplete)} incomplete")
    for name, seconds in median.items():
        print(f"  {name:8} {seconds:7.3f} s")
    print(f"  figures from months / SQL: {median['figures'] / median['sql']:.2f}")
    print(f"  months and figures / SQL:  {(median['months'] + median['figures']) / median['sql']:.2f}")


if __name__ == "__main__":
    main()
