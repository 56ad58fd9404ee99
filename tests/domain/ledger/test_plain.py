"""The same totals by plain arithmetic over the documents."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.ledger.accounts import Section
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.charges import charges
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.openings import EarlierFigures
from tests.domain.ledger import chance, small, worked
from tests.domain.ledger.plain import Exact, Pencil
from tests.domain.ledger.small import changed, receipt, spent

SEEDS = st.integers(0, 2**32)
LAST = date(2026, 12, 31)


def compared(world, found, documents):
    """Both ways, as (name, program's, pencil's)."""
    plain = Pencil(world).add_up(documents)
    rows = found.rollup.rows(None, LAST)
    money: Counter = Counter()
    payable: Counter = Counter()
    income: Counter = Counter()
    expense: Counter = Counter()
    for row in rows:
        if row.section == Section.MONEY:
            money[row.account, row.agreement] += row.amount
        elif row.section == Section.PAYABLE:
            payable[row.account[8:], row.agreement] -= row.amount
        elif row.section == Section.VAT:
            payable["VAT", row.agreement] -= row.amount
        elif row.section == Section.INCOME:
            income[row.account[7:]] -= row.tjs
        elif row.section == Section.EXPENSE and row.kind == Expense.kind:
            expense[row.article, row.agreement, row.line] += row.tjs
    yield "money", money, plain.money
    yield "payable", payable, plain.payable
    yield "income", income, plain.income
    yield "expense", expense, plain.expense
    yield "returned", sum(r.tjs for r in rows if r.section == Section.RETURNED), plain.returned
    yield "in kind", -sum(r.tjs for r in rows if r.section == Section.INCOME_IN_KIND), plain.in_kind
    lots = {one.id for one in world.agreements if one.rule == Rule.FIFO}
    charged: Counter = Counter()
    for row in rows:
        if row.section == Section.EXPENSE and row.kind == Expense.kind and row.agreement not in lots:
            charged[row.agreement, row.line] += row.value
    pencil = Counter({key: value for key, value in plain.charged.items() if key[0] not in lots})
    yield "charged", charged, pencil


@given(SEEDS)
def test_totals_of_random_books_are_those_of_plain_arithmetic(seed):
    documents = [
        one for one in chance.papers(seed, 50) if not isinstance(one, (IndirectCosts, EarlierFigures))
    ]
    kept = {one.id for one in documents}
    documents = [one for one in documents if not isinstance(one, Reversal) or one.of in kept]
    found = chance.world().ledger(documents)
    lacking = {one.document for one in found.incomplete}
    posted = [one for one in documents if one.id not in lacking]
    for name, program, pencil in compared(chance.world(), found, posted):
        assert program == pencil, name


def test_totals_of_the_worked_year_are_those_of_plain_arithmetic():
    for name, program, pencil in compared(worked.world(), worked.year(), worked.documents()):
        assert program == pencil, name


@given(SEEDS)
def test_a_draw_from_lots_is_within_a_unit_of_the_exact_one_and_all_draws_together_too(seed):
    drawn = random.Random(seed)
    documents, exact, total = [receipt("r", 10**9)], Exact(), 0
    worth: dict[str, Fraction] = {}
    for number in range(12):
        paid, bought = drawn.randint(1_000, 90_000), drawn.randint(10_000, 900_000)
        documents.append(changed(f"a{number:02}", paid, bought))
        exact.put(bought, paid)
        total += bought
    for number in range(40):
        amount = min(total, drawn.randint(1, total // 30 + 2))
        if amount:
            documents.append(spent(f"e{number:02}", amount))
            worth[f"e{number:02}"] = exact.draw(amount)
            total -= amount
    found = {str(one.document): one for one in charges(small.world().ledger(documents))}
    for name, value in worth.items():
        assert abs(found[name].value - value) <= len(found[name].drawn)
    whole = sum(one.value for one in found.values())
    assert abs(whole - sum(worth.values(), Fraction(0))) <= 1


def test_the_pencil_is_no_mirror_of_the_program():
    document = spent("e", 12_345, agreement=small.DAILY)
    found = small.world().ledger([document])
    spoilt = replace(document, amount=12_346)
    assert any(program != pencil for _, program, pencil in compared(small.world(), found, [spoilt]))
