"""When a receipt is used up: the oldest money of an agreement goes first."""

from __future__ import annotations

from cspdesk.domain.duties.using_up import used_up
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.receipts import Refund
from tests.domain.duties.days import day
from tests.domain.ledger.small import BANK, DAILY, EUR, FIFO, USD, changed, head, receipt, spent, world
from tests.domain.ledger.worked import year

FOREIGN = "donor_foreign_legal"


def found(*documents, refunds=()):
    """Receipts by the day from which nothing of them is left."""
    named = {DocumentId(refund): DocumentId(of) for refund, of in dict(refunds).items()}
    return {str(name): str(on) for name, on in used_up(world().ledger(documents), named).items()}


def test_the_older_receipt_is_used_up_first():
    money = [receipt("R1", 1_000_00), receipt("R2", 500_00, "2025-03-03")]
    bought = changed("C", 1_500_00, 16_500_00, "2025-03-04")
    first = spent("E1", 10_999_00, "2025-03-10")
    assert found(*money, bought, first) == {}
    assert found(*money, bought, first, spent("E2", 1_00, "2025-03-11")) == {"R1": "2025-03-11"}
    rest = spent("E3", 5_501_00, "2025-03-12")
    assert found(*money, bought, first, rest) == {"R1": "2025-03-12", "R2": "2025-03-12"}


def test_money_sent_back_counts_as_spent_money_does():
    back = Refund(account=EUR, agreement=FIFO, amount=1_000_00, **head("F", "2025-05-05"))
    assert found(receipt("R1", 1_000_00), back) == {"R1": "2025-05-05"}


def test_money_sent_back_of_one_receipt_is_none_of_the_others():
    money = [receipt("R1", 1_000_00), receipt("R2", 500_00, "2025-03-03")]
    back = Refund(account=EUR, agreement=FIFO, amount=500_00, **head("F", "2025-05-05"))
    assert found(*money, back, refunds={"F": "R2"}) == {"R2": "2025-05-05"}
    bought, rest = changed("C", 1_000_00, 11_000_00), spent("E", 11_000_00, "2025-04-10")
    assert found(*money, bought, rest, back, refunds={"F": "R2"}) == {"R1": "2025-04-10", "R2": "2025-05-05"}


def test_an_expense_that_was_reversed_leaves_the_receipt_open():
    documents = [
        receipt("R1", 1_000_00),
        changed("C", 1_000_00, 11_000_00),
        spent("E", 11_000_00, "2025-02-10"),
    ]
    assert found(*documents) == {"R1": "2025-02-10"}
    back = Reversal(of=DocumentId("E"), **head("X", "2025-02-20"))
    assert found(*documents, back) == {}


def test_what_is_left_of_a_difference_by_the_rate_of_the_day_is_no_money():
    documents = [
        receipt("R1", 1_000_00, account=USD, agreement=DAILY),
        changed("C", 1_000_00, 9_900_00, source=USD, target=BANK, agreement=DAILY),
        spent("E", 9_900_00, "2025-02-10", agreement=DAILY),
    ]
    assert found(*documents) == {"R1": "2025-02-10"}, "charged 990.00 of 1,000.00, and nothing is held"


def test_property_is_used_up_when_the_last_of_it_was_given_out():
    kits = InKindReceipt(
        agreement=FIFO, amount=120_00, currency="EUR", quantity=120, source=FOREIGN, **head("K")
    )
    given = [
        GoodsGiven(of=kits.id, quantity=count, **head(f"G{count}", on))
        for count, on in ((100, "2025-04-01"), (20, "2025-05-02"))
    ]
    assert found(kits, given[0]) == {}
    assert found(kits, *given) == {"K": "2025-05-02"}


def test_in_the_worked_year_only_what_was_sent_back_is_used_up():
    assert used_up(year(), {DocumentId("F1"): DocumentId("R5")}) == {DocumentId("R5"): day("2025-07-21")}
