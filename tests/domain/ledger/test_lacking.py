"""A document that lacks something posts nothing and says what it lacks."""

from dataclasses import replace
from datetime import date

import pytest

from cspdesk.domain.ledger.agreements import Agreement, Rule
from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.expenses import Allocation
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.payments import Owed, Payment, VatRefund
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.ledger.receipts import Refund
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Transfer
from cspdesk.domain.text import msg
from tests.domain.ledger.small import (
    BANK,
    CASH,
    DAILY,
    EUR,
    FIFO,
    OWN,
    SUB,
    USD,
    changed,
    head,
    receipt,
    spent,
    steady,
    world,
)

NO_ACCOUNT, NO_AGREEMENT = "The account is not filled in.", "The agreement is not filled in."
NO_AMOUNT = "The amount is not filled in."
NOT_HUNDRED = "The shares do not add up to 100 per cent."
SOMONI_ONLY = "Taxes are withheld, and VAT is recovered, in somoni only."
NO_SOURCE = "The source of the money is not filled in."


def part(**terms):
    """One part of an expense."""
    return Allocation(**{"agreement": FIFO, "line": "1", **terms})


def reasons(document, *others, rates=None):
    """What a document lacks, in English; it must post nothing then."""
    found = world(rates).ledger([*others, document])
    assert not any(p.document == document.id for p in found.postings)
    return [r.english() for one in found.incomplete if one.document == document.id for r in one.reasons]


CASES = {
    "receipt": (receipt("x", 0, account="", agreement=""), [NO_ACCOUNT, NO_AGREEMENT, NO_AMOUNT]),
    "receipt elsewhere": (
        receipt("x", 5, account=AccountId("?"), agreement=AgreementId("?")),
        ["The account is not on this desk yet.", "The agreement is not on this desk yet."],
    ),
    "receipt below zero": (receipt("x", -5), ["The amount must be above zero."]),
    "receipt without source": (replace(receipt("x", 5), source=""), [NO_SOURCE]),
    "receipt in somoni": (
        receipt("x", 5, account=BANK),
        ["The amount in EUR, as the payment advice says it, is not filled in."],
    ),
    "refund": (Refund(**head("x")), [NO_ACCOUNT, NO_AGREEMENT, NO_AMOUNT]),
    "expense": (
        spent("x", 0, account="", article="", allocations=()),
        [
            NO_ACCOUNT,
            NO_AMOUNT,
            "The article of the expense is not filled in.",
            "No budget line bears the expense yet.",
        ],
    ),
    "expense paid and owed": (
        spent("x", 5, payable="suppliers"),
        ["An expense is either paid from an account or owed, not both."],
    ),
    "expense without line": (spent("x", 5, line=""), ["A budget line is not filled in."]),
    "ninety-nine per cent": (spent("x", 5, allocations=(part(percent=(990, 1)),)), [NOT_HUNDRED]),
    "above a hundred": (
        spent("x", 5, allocations=(part(percent=(60, 0)), part(percent=(41, 0)))),
        [NOT_HUNDRED],
    ),
    "per cent and amounts": (
        spent("x", 5, allocations=(part(percent=(100, 0)), part(amount=0))),
        [NOT_HUNDRED],
    ),
    "amounts that do not meet": (
        spent("x", 500, allocations=(part(amount=300), part(amount=100))),
        ["The allocations add up to 4.00, the expense is 5.00."],
    ),
    "an amount below zero": (
        spent("x", 5, allocations=(part(amount=6), part(amount=-1))),
        ["The amount must be above zero."],
    ),
    "taxes above the amount": (
        spent("x", 5, withheld=(("income_tax", 6),)),
        ["The taxes withheld are more than the amount."],
    ),
    "taxes in euro": (spent("x", 5, account=EUR, withheld=(("income_tax", 1),)), [SOMONI_ONLY]),
    "VAT in euro": (spent("x", 5, account=EUR, allocations=(part(amount=5, recover=True),)), [SOMONI_ONLY]),
    "transfer": (Transfer(**head("x")), [NO_ACCOUNT, NO_AGREEMENT, NO_AMOUNT]),
    "transfer of two currencies": (
        Transfer(agreement=FIFO, source=EUR, target=CASH, amount=5, **head("x")),
        ["The accounts have different currencies: enter a conversion."],
    ),
    "conversion of one currency": (
        changed("x", 5, 5, source=BANK, target=CASH, agreement=OWN),
        ["The accounts have one currency: enter a transfer."],
    ),
    "conversion": (changed("x", 0, 0), [NO_AMOUNT]),
    "payment": (Payment(account=BANK, **head("x")), ["What is paid is not filled in."]),
    "payment of nothing named": (
        Payment(account=BANK, parts=(Owed("", OWN, 5),), **head("x")),
        ["What is paid is not filled in."],
    ),
    "payment in euro": (
        Payment(account=EUR, parts=(Owed("suppliers", OWN, 5),), **head("x")),
        ["This is paid from an account in TJS."],
    ),
    "VAT refund": (VatRefund(**head("x")), [NO_ACCOUNT, NO_AGREEMENT, NO_AMOUNT]),
    "advance": (SubGrantAdvance(account=BANK, **head("x")), ["The sub-grant is not filled in.", NO_AMOUNT]),
    "advance in euro": (
        SubGrantAdvance(account=EUR, sub_grant=SUB, amount=5, **head("x")),
        ["This is paid from an account in TJS."],
    ),
    "acquittal": (
        SubGrantAcquittal(sub_grant=SubGrantId("?"), amount=5, **head("x")),
        ["The sub-grant is not on this desk yet."],
    ),
    "return": (SubGrantReturn(sub_grant=SUB, amount=5, **head("x")), [NO_ACCOUNT]),
    "in kind": (
        InKindReceipt(agreement=OWN, **head("x")),
        [
            NO_AMOUNT,
            "The quantity is not filled in.",
            "The source of the property is not filled in.",
            "The currency is not filled in.",
        ],
    ),
    "given": (
        GoodsGiven(**head("x")),
        ["The quantity is not filled in.", "The receipt of the property is not posted."],
    ),
    "indirect costs": (
        IndirectCosts(account=EUR, agreement=FIFO, own=OWN, line="1", base=("1",), **head("x")),
        [
            "The rate of indirect costs is not filled in.",
            "The line of indirect costs cannot be part of their base.",
        ],
    ),
    "reversal": (Reversal(**head("x")), ["The document that it reverses is not filled in."]),
    "reversal of nothing": (
        Reversal(of=DocumentId("?"), **head("x")),
        ["The document that it reverses is not posted."],
    ),
    "opening of expenses": (
        Opening(account="expense:rent", agreement=OWN, amount=5, **head("x")),
        ["The books do not begin with this account."],
    ),
    "opening": (Opening(account="BANK", agreement=OWN, **head("x")), [NO_AMOUNT]),
    "opening without worth": (
        Opening(account="BANK", agreement=FIFO, amount=5, **head("x")),
        ["What the money brought forward is worth in EUR is not filled in."],
    ),
    "earlier figures": (EarlierFigures(agreement=FIFO, received=5, **head("x")), [NO_SOURCE]),
    "contract": (Contract(agreement=FIFO, amount=5, **head("x")), ["The currency is not filled in."]),
    "no date": (replace(receipt("x", 5), dated=None), ["The date is not filled in."]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_document_says_all_that_it_lacks(case):
    document, lacks = CASES[case]
    assert reasons(document) == lacks


UNRATED = {
    "receipt": receipt("x", 5),
    "conversion": changed("x", 5, 5),
    "expense": spent("x", 5, account=EUR),
    "expense without lots": spent("x", 5),
    "expense of the day": spent("x", 5, agreement=DAILY),
    "refund": Refund(account=USD, agreement=FIFO, amount=5, **head("x")),
    "in kind": InKindReceipt(agreement=OWN, amount=5, currency="USD", quantity=1, source="x", **head("x")),
}


@pytest.mark.parametrize("case", UNRATED)
def test_without_a_rate_nothing_is_posted(case):
    assert all("There is no rate of" in reason for reason in reasons(UNRATED[case], rates=Rates()))
    assert reasons(UNRATED[case], rates=Rates())


def test_lots_need_no_rate_while_they_last():
    rates = steady(until=date(2025, 2, 4))
    papers = [receipt("r", 100_00), changed("k", 100_00, 1_000_00)]
    found = world(rates).ledger([*papers, spent("e", 600_00, "2025-06-06")])
    assert found.incomplete == ()
    assert reasons(spent("x", 1_000_01, "2025-06-06"), *papers, rates=rates) != []


def test_a_rate_more_than_four_days_old_is_used_and_marked():
    found = world(steady(until=date(2025, 2, 4))).ledger([receipt("r", 100_00, "2025-02-09")])
    assert found.marks == {"r": {"old_rate"}}


def test_a_document_is_reversed_once_and_a_reversal_not_at_all():
    papers = [receipt("r", 100_00), Reversal(of=DocumentId("r"), **head("s", "2025-03-03"))]
    again = Reversal(of=DocumentId("r"), **head("x", "2025-03-04"))
    back = Reversal(of=DocumentId("s"), **head("x", "2025-03-04"))
    assert reasons(again, *papers) == ["The document that it reverses is reversed already."]
    assert reasons(back, *papers) == ["A reversal is not reversed: enter the document again."]


def test_no_more_is_given_out_than_there_is():
    came = InKindReceipt(agreement=OWN, amount=50, currency="TJS", quantity=5, source="x", **head("g"))
    given = GoodsGiven(of=DocumentId("g"), quantity=6, **head("x", "2025-03-03"))
    assert reasons(given, came) == ["More is given out than there is: 5 are left."]


def test_where_desks_differ_and_nothing_is_common_that_is_said_first():
    document = replace(spent("x", 0), undecided=("amount",))
    assert reasons(document)[0] == "Desks differ over it: decide first."


def test_the_last_common_value_posts_and_is_marked():
    found = world().ledger([receipt("r", 100_00, undecided=("amount",))])
    assert found.incomplete == ()
    assert found.marks == {"r": {"undecided"}}


def test_one_incomplete_document_keeps_no_other_from_posting():
    found = world().ledger([receipt("r", 100_00), receipt("q", 0)])
    assert {p.document for p in found.postings} == {"r"}


def test_two_different_documents_of_one_id_are_a_fault():
    with pytest.raises(ValueError):
        world().ledger([receipt("r", 100_00), receipt("r", 100_01)])


def test_what_the_reader_of_a_record_found_wrong_keeps_it_from_posting():
    wrong = msg("The amount is in {currency}, the account in {other}.", currency="USD", other="TJS")
    assert reasons(spent("x", 500, lacks=(wrong,))) == ["The amount is in USD, the account in TJS."]


def test_a_document_of_an_agreement_that_lacks_something_lacks_that():
    unready = Agreement(id=DAILY, currency="", rule="", lacks=msg("The agreement has no currency yet."))
    own = Agreement(id=OWN, currency="TJS", rule=Rule.OWN)
    found = replace(world(), agreements=(own, unready)).ledger([spent("x", 500, agreement=DAILY)])
    assert [r.english() for one in found.incomplete for r in one.reasons] == [
        "The agreement has no currency yet."
    ]
    assert DAILY not in found.chart.agreements
