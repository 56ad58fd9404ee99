"""A bank's line has one name wherever it is imported, and a statement adds up or says by how much not."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.bank_lines import BankLine, line_ids, missing

ACCOUNT, OTHER = bytes(16), bytes([1] * 16)
LINES = st.lists(
    st.builds(
        BankLine,
        st.dates(date(2026, 1, 1), date(2026, 1, 4)),
        st.integers(-3, 3),
        st.sampled_from(["", "17", "18"]),
        st.sampled_from(["", "Commission", "commission", "Payment"]),
    ),
    max_size=12,
)


@given(LINES)
def test_two_imports_of_one_statement_give_one_set_of_lines(lines):
    assert line_ids(ACCOUNT, lines) == line_ids(ACCOUNT, list(lines))
    assert len(set(line_ids(ACCOUNT, lines))) == len(lines)


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_a_file_changes_no_name(lines, chance):
    mixed = list(lines)
    chance.shuffle(mixed)
    assert sorted(line_ids(ACCOUNT, mixed)) == sorted(line_ids(ACCOUNT, lines))


@given(LINES, LINES)
def test_statements_that_follow_each_other_meet_where_they_overlap(first, second):
    days = {line.day for line in first} & {line.day for line in second}
    longer = [*first, *(line for line in second if line.day not in days)]
    assert set(line_ids(ACCOUNT, first)) <= set(line_ids(ACCOUNT, longer))


@given(LINES)
def test_another_account_has_other_lines(lines):
    assert not set(line_ids(ACCOUNT, lines)) & set(line_ids(OTHER, lines))


def test_letters_typed_otherwise_are_one_line():
    day = date(2026, 3, 3)
    one, two = BankLine(day, -5, "", "Комиссия  банка"), BankLine(day, -5, "", "комиссия банка")
    assert line_ids(ACCOUNT, [one]) == line_ids(ACCOUNT, [two])


@given(LINES, st.integers(-100, 100), st.integers(-3, 3))
def test_a_statement_is_missing_what_its_lines_do_not_explain(lines, opening, wrong):
    closing = opening + sum(line.amount for line in lines)
    assert missing(opening, lines, closing + wrong) == wrong
