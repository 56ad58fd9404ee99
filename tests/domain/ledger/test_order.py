"""What comes after what within a day, whatever the ids."""

from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.openings import Opening
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from tests.domain.ledger.small import BANK, EUR, FIFO, OWN, SUB, USD, changed, head, receipt, spent, world


def order(*documents: Document):
    """The ids in the order in which they are posted."""
    return [step.document.id for step in world().ledger(documents).entered]


def test_what_makes_lots_comes_before_what_draws_them():
    found = order(
        IndirectCosts(account=EUR, agreement=FIFO, own=OWN, line="2", percent=(7, 0), **head("a")),
        spent("b", 10_00, "2025-02-03"),
        SubGrantReturn(account=BANK, sub_grant=SUB, amount=1_00, **head("c")),
        SubGrantAcquittal(sub_grant=SUB, amount=1_00, **head("d")),
        SubGrantAdvance(account=BANK, sub_grant=SUB, amount=5_00, **head("e")),
        changed("f", 1_00, 9_00, source=USD),
        changed("g", 1_00, 1_00, source=BANK, target=EUR),
        changed("h", 100_00, 1_000_00),
        receipt("i", 100_00),
        Opening(account="BANK", agreement=FIFO, amount=-1_00, **head("j")),
    )
    assert found == ["h", "i", "f", "e", "d", "c", "b", "g", "j", "a"]


def test_a_persons_order_goes_before_the_id():
    assert order(receipt("a", 1, order="b"), receipt("b", 1, order="a"), receipt("c", 1)) == ["c", "b", "a"]


def test_a_reversal_of_the_same_day_comes_just_after_its_original_and_the_replacement_after_it():
    found = order(
        changed("k", 100_00, 1_000_00),
        spent("z", 100_00, "2025-02-03"),
        spent("y", 100_00, "2025-02-03"),
        Reversal(of=DocumentId("y"), **head("b")),
        spent("a", 90_00, "2025-02-03", replaces=DocumentId("y")),
    )
    assert found == ["k", "y", "b", "a", "z"]


def test_a_reversal_dated_before_its_original_waits_for_it():
    found = order(receipt("r", 100_00, "2025-03-03"), Reversal(of=DocumentId("r"), **head("a", "2025-02-03")))
    assert found == ["r", "a"]


def test_a_reversal_of_an_earlier_day_gives_back_before_others_draw():
    found = order(
        changed("k", 100_00, 1_000_00),
        spent("e", 100_00, "2025-02-04"),
        spent("a", 100_00, "2025-02-05"),
        spent("c", 100_00, "2025-02-05", replaces=DocumentId("e")),
        Reversal(of=DocumentId("e"), **head("x", "2025-02-05")),
    )
    assert found == ["k", "e", "x", "c", "a"]


def test_goods_are_received_before_they_are_given_out():
    came = InKindReceipt(agreement=OWN, amount=5, currency="TJS", quantity=5, source="x", **head("g"))
    assert order(GoodsGiven(of=DocumentId("g"), quantity=1, **head("a")), came) == ["g", "a"]


def test_documents_that_replace_one_another_in_a_circle_are_still_ordered():
    one = spent("a", 100_00, replaces=DocumentId("b"))
    other = spent("b", 100_00, replaces=DocumentId("a"))
    back = Reversal(of=DocumentId("a"), **head("x", "2025-02-10"))
    assert order(one, other, back) == ["a", "x", "b"]
