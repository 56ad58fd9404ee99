"""Each kind of document posts as docs/ledger.md says: in the books, and in the agreement's own ledger."""

from datetime import date

from cspdesk.domain.ledger.balances import borrowed, money
from cspdesk.domain.ledger.expenses import Allocation
from cspdesk.domain.ledger.goods import GoodsGiven, InKindReceipt
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.invariants import every
from cspdesk.domain.ledger.mirrors import BankReturn, Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.payments import Owed, Payment, VatRefund
from cspdesk.domain.ledger.receipts import Refund
from cspdesk.domain.ledger.statements import lots_left, statement
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantAdvance, SubGrantReturn
from cspdesk.domain.ledger.transfers import Transfer
from cspdesk.domain.periods import period
from tests.domain.ledger.small import (
    BANK,
    CASH,
    DAILY,
    DOLLARS,
    EUR,
    FIFO,
    OWN,
    SUB,
    USD,
    changed,
    head,
    lines,
    receipt,
    spent,
    world,
)

END = date(2025, 12, 31)


def booked(*documents, **terms):
    """The ledger of some documents, which must be whole and hold every rule."""
    found = world(**terms).ledger(documents)
    assert found.incomplete == ()
    assert every(found, [date(2025, 2, 3), END], [period("2025-02"), period("2025")]) == ()
    return found


def left(found, agreement=FIFO, day=END):
    """What is left in lots: (somoni, value), owed below zero."""
    return [(lot.amount, lot.value) for lot in lots_left(found, agreement, day)]


def share(name, account, percent, day):
    """Indirect costs of FIFO, on line 2."""
    return IndirectCosts(
        account=account, agreement=FIFO, own=OWN, line="2", percent=percent, **head(name, day)
    )


def test_a_receipt_in_the_agreements_currency_is_received_at_face():
    found = booked(receipt("r", 100_00))
    assert lines(found, "r") == {
        "EUR": (1_100_00, 100_00),
        "income:donor_foreign_legal": (-1_100_00, -100_00),
    }


def test_a_receipt_in_somoni_is_received_as_the_donor_says_and_is_a_lot():
    found = booked(receipt("r", 1_100_00, account=BANK, value=98_00))
    assert lines(found, "r")["BANK"] == (1_100_00, 98_00)
    assert left(found) == [(1_100_00, 98_00)]


def test_own_funds_in_foreign_money_are_worth_their_somoni():
    found = booked(receipt("r", 100_00, account=USD, agreement=OWN))
    assert lines(found, "r")["USD"] == (1_000_00, 1_000_00)


def test_a_conversion_makes_a_lot_and_a_difference_from_official_rates():
    found = booked(receipt("r", 100_00), changed("k", 100_00, 1_090_00))
    assert lines(found, "k") == {
        "BANK": (1_090_00, 100_00),
        "EUR": (-1_100_00, -100_00),
        "exchange_difference": (10_00, 0),
    }
    assert left(found) == [(1_090_00, 100_00)]


def test_a_conversion_back_leaves_the_agreement_the_difference():
    found = booked(
        receipt("r", 100_00),
        changed("k", 100_00, 1_090_00),
        changed("b", 545_00, 49_00, "2025-02-05", source=BANK, target=EUR),
    )
    assert lines(found, "b") == {
        "EUR": (539_00, 49_00),
        "BANK": (-545_00, -50_00),
        "exchange_difference": (6_00, 1_00),
    }
    assert statement(found, FIFO, END).difference == -1_00


def test_money_of_a_third_currency_is_a_queue_of_its_own_and_carries_its_value_along():
    found = booked(
        receipt("r", 200_00, account=USD, value=180_00),
        changed("k", 100_00, 1_000_00, source=USD),
        spent("e", 500_00),
        spent("f", 50_00, account=USD),
    )
    assert lines(found, "k")["BANK"] == (1_000_00, 90_00)
    assert lines(found, "e")["expense:events"] == (500_00, 45_00)
    assert lines(found, "f")["expense:events"] == (500_00, 45_00)


def test_a_bank_charge_in_the_agreements_currency_is_charged_at_face():
    found = booked(receipt("r", 100_00), spent("e", 25_00, account=EUR, article="bank_charges"))
    assert lines(found, "e") == {"expense:bank_charges": (275_00, 25_00), "EUR": (-275_00, -25_00)}


def test_another_currency_goes_over_somoni():
    found = booked(
        receipt("r", 100_00, account=USD, agreement=DAILY), spent("e", 20_00, account=EUR, agreement=DAILY)
    )
    assert lines(found, "e")["expense:events"] == (220_00, 22_00)


def test_vat_to_recover_is_an_account_until_the_tax_office_gives_it_back():
    parts = (
        Allocation(agreement=DAILY, line="1", amount=100_00),
        Allocation(agreement=DAILY, amount=14_00, recover=True),
    )
    back = VatRefund(account=BANK, agreement=DAILY, amount=14_00, **head("v", "2025-05-05"))
    found = booked(
        receipt("r", 200_00, account=USD, agreement=DAILY),
        changed("k", 200_00, 2_000_00, source=USD, agreement=DAILY),
        spent("e", 114_00, allocations=parts),
        back,
    )
    assert lines(found, "e") == {
        "expense:events": (100_00, 10_00),
        "vat_to_recover": (14_00, 0),
        "BANK": (-114_00, -10_00),
    }
    before, after = (statement(found, DAILY, date(2025, month, 28)) for month in (4, 5))
    assert (before.charged, before.somoni) == (after.charged, after.somoni) == (10_00, 1_900_00)


def test_a_bill_that_is_owed_is_charged_at_once_and_paying_it_charges_nothing():
    paid = Payment(account=BANK, parts=(Owed("suppliers", FIFO, 500_00),), **head("p", "2025-03-03"))
    found = booked(
        receipt("r", 100_00),
        changed("k", 100_00, 1_000_00),
        spent("e", 500_00, account="", payable="suppliers"),
        paid,
    )
    assert lines(found, "e") == {"expense:events": (500_00, 50_00), "payable:suppliers": (-500_00, -50_00)}
    assert lines(found, "p") == {"payable:suppliers": (500_00, 0), "BANK": (-500_00, 0)}


def test_a_transfer_moves_money_and_no_value():
    moved = Transfer(agreement=FIFO, source=BANK, target=CASH, amount=40_00, **head("t", "2025-02-11"))
    found = booked(receipt("r", 100_00), changed("k", 100_00, 1_000_00), moved)
    assert lines(found, "t") == {"CASH": (40_00, 0), "BANK": (-40_00, 0)}


def test_a_refund_in_somoni_is_drawn_from_the_lots():
    refund = Refund(account=BANK, agreement=FIFO, amount=300_00, **head("f", "2025-02-11"))
    found = booked(receipt("r", 100_00), changed("k", 100_00, 1_000_00), refund)
    assert lines(found, "f") == {"returned_to_donor": (300_00, 30_00), "BANK": (-300_00, -30_00)}
    assert statement(found, FIFO, END).balance == 70_00


# --- lots that run out ---------------------------------------------------------------------------


def test_without_lots_an_expense_is_worth_the_official_rate_until_a_lot_settles_it():
    early = spent("e", 550_00, "2025-02-10")
    late = [receipt("r", 100_00), changed("k", 100_00, 1_000_00, "2025-03-03")]
    before, after = booked(receipt("r", 100_00), early), booked(*late, early)
    assert lines(before, "e")["expense:events"] == (550_00, 50_00)
    assert before.marks == {"e": {"provisional"}}
    assert left(before) == [(-550_00, -50_00)]
    assert after.marks == {}
    assert lines(after, "e") == lines(before, "e")
    assert left(after) == [(450_00, 45_00)]
    assert statement(after, FIFO, date(2025, 2, 28)).difference == 0
    assert statement(after, FIFO, END).difference == -5_00  # 50.00 was said, 55.00 of the lot were used


def test_a_lot_that_is_not_enough_settles_part_of_what_is_owed():
    found = booked(receipt("r", 100_00), spent("e", 550_00), changed("k", 10_00, 110_00, "2025-03-03"))
    assert left(found) == [(-440_00, -40_00)]
    assert found.marks == {"e": {"provisional"}}


def test_a_reversal_of_what_was_owed_and_settled_gives_back_what_was_charged():
    back = Reversal(of=DocumentId("e"), **head("x", "2025-04-04"))
    found = booked(
        receipt("r", 100_00), spent("e", 550_00), changed("k", 100_00, 1_000_00, "2025-03-03"), back
    )
    assert lines(found, "x")["expense:events"] == (-550_00, -50_00)
    assert left(found) == [(450_00, 45_00), (550_00, 50_00)]
    assert statement(found, FIFO, END).charged == 0


def test_a_conversion_that_is_reversed_after_it_was_drawn_from_leaves_a_debt():
    back = Reversal(of=DocumentId("k"), **head("x", "2025-04-04"))
    papers = [receipt("r", 200_00), changed("k", 100_00, 1_000_00), spent("e", 300_00), back]
    alone = booked(*papers)
    assert left(alone) == [(-300_00, -30_00)]
    settled = booked(*papers, changed("l", 50_00, 600_00, "2025-05-05"))
    assert left(settled) == [(300_00, 25_00)]
    assert lines(settled, "x")["EUR"] == (1_100_00, 100_00)


def test_what_is_given_back_is_drawn_first_by_what_replaces_it():
    back = BankReturn(of=DocumentId("e"), **head("x", "2025-03-03"))
    found = booked(
        receipt("r", 200_00),
        changed("k", 100_00, 1_000_00),
        spent("e", 600_00),
        changed("l", 100_00, 800_00, "2025-02-20"),
        spent("a", 500_00, "2025-03-03"),
        back,
        spent("z", 700_00, "2025-03-03", replaces=DocumentId("e")),
    )
    drawn = [(m.source, -m.amount) for m in found.moves if m.document == "z" and m.amount < 0]
    assert drawn == [("k", 600_00), ("k", 100_00)]
    assert lines(found, "z")["expense:events"] == (700_00, 70_00)
    assert lines(found, "a")["expense:events"] == (500_00, 30_00 + 25_00)


# --- sub-grants ----------------------------------------------------------------------------------


def test_an_advance_is_drawn_by_the_rule_and_acquitted_piece_by_piece():
    sent = SubGrantAdvance(account=BANK, sub_grant=SUB, line="2", amount=1_500_00, **head("s", "2025-02-11"))
    told = SubGrantAcquittal(sub_grant=SUB, line="2", amount=1_200_00, **head("q", "2025-05-05"))
    rest = SubGrantReturn(account=BANK, sub_grant=SUB, line="2", amount=300_00, **head("u", "2025-05-06"))
    found = booked(
        receipt("r", 300_00),
        changed("k", 100_00, 1_000_00),
        changed("l", 100_00, 1_250_00, "2025-02-04"),
        sent,
        told,
        rest,
    )
    assert lines(found, "s") == {"subgrant_advance": (1_500_00, 140_00), "BANK": (-1_500_00, -140_00)}
    assert lines(found, "q") == {
        "expense:sub_grants": (1_200_00, 116_00),
        "subgrant_advance": (-1_200_00, -116_00),
    }
    assert lines(found, "u") == {"BANK": (300_00, 24_00), "subgrant_advance": (-300_00, -24_00)}
    assert sorted(left(found)) == [(300_00, 24_00), (750_00, 60_00)]


def test_an_advance_in_the_agreements_currency_is_worth_itself():
    sent = SubGrantAdvance(account=USD, sub_grant=DOLLARS, line="2", amount=90_00, **head("s"))
    told = SubGrantAcquittal(sub_grant=DOLLARS, line="2", amount=50_00, **head("q", "2025-05-05"))
    found = booked(receipt("r", 100_00, account=USD, agreement=DAILY), sent, told)
    assert lines(found, "q")["expense:sub_grants"] == (500_00, 50_00)
    assert statement(found, DAILY, END).advances == 40_00


def test_what_is_acquitted_beyond_the_advances_is_owed_to_the_member():
    sent = SubGrantAdvance(account=BANK, sub_grant=SUB, line="2", amount=1_000_00, **head("s", "2025-02-11"))
    told = SubGrantAcquittal(sub_grant=SUB, line="2", amount=1_110_00, **head("q", "2025-03-05"))
    more = SubGrantAdvance(account=BANK, sub_grant=SUB, line="2", amount=110_00, **head("t", "2025-04-04"))
    money_in = [receipt("r", 300_00), changed("k", 200_00, 2_000_00)]
    before, after = booked(*money_in, sent, told), booked(*money_in, sent, told, more)
    assert lines(before, "q")["expense:sub_grants"] == (1_110_00, 110_00)
    assert statement(before, FIFO, END).advances == -10_00
    assert (before.marks, after.marks) == ({"q": {"provisional"}}, {})
    found = statement(after, FIFO, END)
    assert (found.advances, found.difference) == (0, -1_00)


# --- the others ----------------------------------------------------------------------------------


def test_property_in_kind_is_counted_and_is_never_money():
    came = InKindReceipt(
        agreement=DAILY, amount=120_00, currency="EUR", quantity=120, source="donor_intl_org", **head("g")
    )
    given = GoodsGiven(of=DocumentId("g"), quantity=7, line="2", **head("u", "2025-03-03"))
    found = booked(came, given)
    assert lines(found, "g") == {
        "goods_in_kind": (1_320_00, 132_00),
        "income_in_kind:donor_intl_org": (-1_320_00, -132_00),
    }
    assert lines(found, "u") == {"expense_in_kind": (77_00, 7_70), "goods_in_kind": (-77_00, -7_70)}
    shown = statement(found, DAILY, END)
    assert (shown.received, shown.charged, shown.balance, money(found, END)) == (0, 0, 0, ())


def test_indirect_costs_go_to_own_funds_and_nothing_leaves_the_whole():
    first, second = share("i", EUR, (75, 1), "2025-03-31"), share("j", EUR, (75, 1), "2025-06-30")
    found = booked(
        receipt("r", 100_00),
        spent("e", 33_33, account=EUR),
        first,
        spent("f", 33_34, "2025-04-04", account=EUR),
        second,
    )
    assert lines(found, "i", agreement=FIFO) == {
        "expense:indirect_costs": (27_50, 2_50),
        "EUR": (-27_50, -2_50),
    }
    assert lines(found, "i", agreement=OWN) == {"EUR": (27_50, 27_50), "recovered_costs": (-27_50, -27_50)}
    assert lines(found, "j", agreement=FIFO)["expense:indirect_costs"][1] == 2_50  # 5.00 of 66.67 so far
    assert sum(one.amount for one in money(found, END)) == 100_00 - 33_33 - 33_34


def test_indirect_costs_in_somoni_draw_from_the_lots_what_they_are_worth():
    found = booked(
        receipt("r", 100_00),
        changed("k", 100_00, 1_090_00),
        spent("e", 545_00),
        share("i", BANK, (10, 0), "2025-03-31"),
    )
    assert lines(found, "i", agreement=FIFO)["expense:indirect_costs"] == (54_50, 5_00)
    assert left(found) == [(490_50, 45_00)]


def test_indirect_costs_charged_too_much_come_back():
    found = booked(
        receipt("r", 100_00),
        changed("k", 100_00, 1_000_00),
        spent("e", 500_00),
        share("i", BANK, (10, 0), "2025-03-31"),
        Reversal(of=DocumentId("e"), **head("x", "2025-04-01")),
        share("j", BANK, (10, 0), "2025-06-30"),
    )
    assert lines(found, "j", agreement=FIFO)["expense:indirect_costs"] == (-55_00, -5_00)
    assert statement(found, FIFO, END).charged == 0


def test_the_books_begin_with_what_there_was():
    begin = "2025-01-01"
    found = booked(
        Opening(account="EUR", agreement=FIFO, amount=50_00, **head("a", begin)),
        Opening(account="BANK", agreement=FIFO, amount=1_000_00, value=95_00, **head("b", begin)),
        Opening(account="payable:income_tax", agreement=FIFO, amount=-100_00, **head("c", begin)),
        Opening(
            account="subgrant_advance",
            agreement=FIFO,
            amount=200_00,
            value=19_00,
            sub_grant=SUB,
            **head("d", begin),
        ),
        Opening(account="goods_in_kind", agreement=OWN, amount=30_00, quantity=3, **head("e", begin)),
        GoodsGiven(of=DocumentId("e"), quantity=1, **head("u", "2025-03-03")),
        SubGrantAcquittal(sub_grant=SUB, line="2", amount=200_00, **head("q", "2025-03-05")),
    )
    shown = statement(found, FIFO, END)
    assert (shown.brought_forward, shown.held, shown.somoni) == (50_00 + 95_00 - 9_50 + 19_00, 50_00, 900_00)
    assert left(found) == [(900_00, 85_50)]
    assert lines(found, "q")["expense:sub_grants"] == (200_00, 19_00)
    assert lines(found, "u")["expense_in_kind"][0] == 10_00


def test_figures_from_before_count_in_cumulative_reports_and_not_in_the_books():
    found = booked(
        Opening(account="EUR", agreement=FIFO, amount=50_00, **head("a", "2025-01-01")),
        EarlierFigures(
            agreement=FIFO,
            source="donor_foreign_legal",
            received=100_00,
            returned=10_00,
            charged=(("1", "wages", 39_00),),
            **head("f", "2025-01-01"),
        ),
    )
    shown = statement(found, FIFO, END)
    assert (shown.received, shown.returned, shown.charged) == (100_00, 10_00, 39_00)
    assert (shown.balance, shown.brought_forward) == (50_00, -1_00)
    assert sum(p.tjs != 0 for p in found.postings if p.document == "f") == 0


def test_an_agreement_that_spends_what_lies_in_its_account_for_others_borrows_it():
    found = booked(receipt("r", 500_00, account=BANK, agreement=OWN), spent("e", 110_00, agreement=DAILY))
    assert [(one.agreement, one.amount) for one in borrowed(found, END)] == [(DAILY, -110_00)]
    assert statement(found, DAILY, END).somoni_value == -11_00
