"""The sample's money is whole: every document posts, the books tie, and every page has something to show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cspdesk.domain.ledger import invariants
from cspdesk.domain.quality import rows
from cspdesk.i18n.catalogue import english
from cspdesk.services import sample
from cspdesk.services.books import Books
from cspdesk.services.founding import found
from cspdesk.services.workspace import Workspace
from tests.conftest import FixedClock, SeededIds
from tests.store.desks import FAST, PASSPHRASE

DAYS = (date(2026, 11, 22), date(2027, 2, 28), date(2027, 3, 1), date(2028, 8, 30))
"""Late and early in a half-year, on a weekend, before and after the turn of the year."""

SHOWN = (
    *("donor", "agreement", "amendment", "account", "exchange_rate", "opening", "fund", "conversion"),
    *("transfer", "contract", "expense", "payment", "reversal", "sub_grant", "sub_grant_advance"),
    *("acquittal", "goods_given", "asset", "obligation", "bank_statement", "statement_line", "bank_rule"),
)


@pytest.fixture(params=DAYS, ids=str)
def filled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Workspace]:
    day = request.param
    clock = FixedClock(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))
    with found(
        tmp_path / "desk",
        PASSPHRASE,
        organisation="Chashma",
        person="Nigora",
        clock=clock,
        ids=SeededIds(1, clock),
        kdf=FAST,
    ) as workspace:
        sample.fill(workspace, english(), day)
        yield workspace


def test_everything_posts_and_the_books_tie(filled: Workspace):
    books, today = Books(filled.context), filled.desk.clock.today()
    ledger = books.ledger()
    assert [(one.kind, one.reasons) for one in books.incomplete()] == []
    assert not ledger.marks
    assert not invariants.documents_balance(ledger)
    assert not invariants.trial_balances(ledger, today)
    assert not invariants.agreements_tie(ledger, today)
    assert max(one.dated for one in ledger.postings) <= today, "nothing of it is still to come"


def test_every_list_has_something_and_says_that_it_is_a_sample(filled: Workspace):
    assert [kind for kind in SHOWN if not filled.records.list(kind).total] == []
    numbers = [str(one.fields["number"]) for one in filled.records.list("agreement").records]
    assert all(one.startswith("SAMPLE-") for one in numbers)


def test_the_bank_s_lines_lead_from_its_first_balance_to_its_last(filled: Workspace):
    (statement,) = filled.records.list("bank_statement").records
    lines = filled.records.list("statement_line").records
    assert _minor(statement.fields["opening"]) + sum(_minor(one.fields["amount"]) for one in lines) == _minor(
        statement.fields["closing"]
    )
    assert sum(not rows(one.fields, "matches") for one in lines) == 1, "one is left to be matched"


def _minor(amount: object) -> int:
    assert isinstance(amount, dict)
    return int(str(amount["amount"]).replace(".", ""))
