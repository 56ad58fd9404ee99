"""A bank's statement adds up or is not taken, its lines are one set, and the rest is accounted for."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import Ids
from cspdesk.domain.money import from_minor
from cspdesk.domain.reconciling import BankRule
from cspdesk.services.bank.matching import BankMatching, LineView, booked_on
from cspdesk.services.bank.reconciling import Reconciled, Reconciling
from cspdesk.services.bank.statements import Account, BankStatements, TakenStatement
from cspdesk.services.books import Books
from cspdesk.services.workspace import Workspace
from tests.services.books.offices import BANK, FUND, OWN, set_up
from tests.services.pairs import lone, paired
from tests.services.sheets import Cell, csv, xlsx

ACCOUNT = Account(BANK, "Bank TJS", "TJS")
TITLES = "Дата;Номер документа;Дебет;Кредит;Остаток;Назначение платежа\r\n"
LINES = (
    "12.01.2026;1;;11 100,00;11100,00;Конвертация\r\n"
    "05.02.2026;К-17;500,00;;10 600,00;Аренда, счёт К-17\r\n"
    "06.02.2026;3;12,50;;10 587,50;Комиссия банка за перевод\r\n"
)
HEAD = "Банк «Пример»;;;;;\r\nСчёт 2026;;;;;\r\n;;;;;\r\n"
FOOT = "Итого;;512,50;11 100,00;;\r\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """TJS 11,100.00 came into the bank in January; a rent of 500.00 went on 4 February."""
    with lone(tmp_path) as workspace:
        set_up(workspace)
        workspace.records.add("expense", [expense("2026-02-04", "500.00", number="К-17")])
        yield workspace


def expense(day: str, amount: str, **more: object) -> dict[str, object]:
    return {
        "spent_on": day,
        "amount": {"amount": amount, "currency": "TJS"},
        "account": BANK,
        "article": "rent",
        "allocations": [{"agreement": FUND, "line": "2", "percent": "100"}],
        **more,
    }


def take(desk: Workspace, stream: BytesIO, **manner: object) -> TakenStatement:
    statements = BankStatements(desk.context, desk.records)
    return statements.take(stream, account="Bank TJS", **manner)  # type: ignore[arg-type]


def whole(desk: Workspace) -> TakenStatement:
    return take(desk, csv(HEAD + TITLES + LINES + FOOT))


def lines(desk: Workspace) -> list[LineView]:
    return list(BankMatching(desk.context, desk.records).lines(ACCOUNT))


def reconciled(desk: Workspace) -> Reconciled:
    return Reconciling(desk.context).reconcile(ACCOUNT)


# --- taking


def test_a_banks_file_is_taken_under_its_own_titles_and_whatever_stands_around_them(desk: Workspace):
    taken = whole(desk)
    assert (taken.added, taken.known, taken.passed_over) == (3, 0, 1)
    assert (taken.opening, taken.closing) == (0, 1_058_750)
    assert (taken.first, taken.last) == (date(2026, 1, 12), date(2026, 2, 6))
    assert [one.line.amount for one in lines(desk)] == [1_110_000, -50_000, -1_250]
    assert lines(desk)[2].line.text == "Комиссия банка за перевод"


def test_a_file_whose_newest_line_stands_first_is_the_same(desk: Workspace):
    turned = "".join(f"{one}\r\n" for one in reversed(LINES.split("\r\n")[:-1]))
    taken = take(desk, csv(TITLES + turned))
    assert (taken.opening, taken.closing) == (0, 1_058_750)
    assert whole(desk).known == 3


def test_the_same_file_again_adds_nothing(desk: Workspace):
    whole(desk)
    again = whole(desk)
    assert (again.added, again.known) == (0, 3)
    assert desk.records.list("bank_statement").total == 1


def test_statements_whose_days_overlap_have_one_set_of_lines(desk: Workspace):
    whole(desk)
    later = (
        "06.02.2026;3;12,50;;10 587,50;Комиссия банка за перевод\r\n07.02.2026;4;100,00;;10 487,50;Вода\r\n"
    )
    taken = take(desk, csv(TITLES + later))
    assert (taken.added, taken.known) == (1, 1)
    assert len(lines(desk)) == 4


def test_two_desks_that_take_one_file_have_one_set_of_lines(tmp_path: Path, clock: Clock, ids: Ids):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    pair.meet()
    whole(pair.office)
    whole(pair.field)
    pair.meet()
    for one in (pair.office, pair.field):
        assert len(lines(one)) == 3
        assert one.records.list("bank_statement").total == 1
        assert not one.records.list("statement_line").records[0].conflicts
    pair.close()


def test_a_file_that_lost_a_line_is_not_taken(desk: Workspace):
    kept = "".join(f"{one}\r\n" for one in LINES.split("\r\n")[::2])
    with pytest.raises(RefusedError) as refused:
        take(desk, csv(TITLES + kept))
    assert refused.value.code == "no-balances"
    with pytest.raises(RefusedError) as refused:
        take(desk, csv(TITLES + kept), opening="0", closing="10587,50")
    assert refused.value.code == "not-whole"
    assert "-500.00 TJS" in refused.value.what.english()
    assert desk.records.list("statement_line").total == 0


def test_balances_are_typed_where_the_file_has_none(desk: Workspace):
    rows: list[tuple[Cell, ...]] = [
        ("Date", "Sum", "Details"),
        (date(2026, 2, 5), -500, "Rent"),
        (date(2026, 2, 6), -12.5, "Fee"),
    ]
    with pytest.raises(RefusedError):
        take(desk, xlsx(*rows))
    taken = take(desk, xlsx(*rows), opening="11 100,00", closing="10 587,50")
    assert (taken.added, taken.closing) == (2, 1_058_750)


def test_what_is_wrong_is_named_by_row_and_column_and_nothing_is_taken(desk: Workspace):
    wrong = "32.01.2026;1;;5;5;x\r\n06.02.2026;3;1,2,3;;2;y\r\n07.02.2026;4;1;1;2;z\r\n"
    taken = take(desk, csv(TITLES + wrong))
    assert [(one.row, one.column) for one in taken.problems] == [(2, "Дата"), (3, "Дебет"), (4, "Дебет")]
    assert desk.records.list("bank_statement").total == 0


def test_columns_of_a_bank_are_chosen_once(desk: Workspace):
    text = "Wann;Wieviel;Wofür\r\n05.02.2026;-500,00;x\r\n"
    typed = {"opening": "500", "closing": "0"}
    with pytest.raises(RefusedError):
        take(desk, csv(text), **typed)
    chosen = {"Wann": "day", "Wieviel": "amount", "Wofür": "text"}
    assert take(desk, csv(text), columns=chosen, **typed).added == 1
    assert take(desk, csv(text.replace("05.", "06.")), **typed).added == 1


def test_a_statement_that_does_not_follow_the_one_before_says_by_how_much(desk: Workspace):
    whole(desk)
    later = "09.02.2026;4;100,00;;10 400,00;Вода\r\n"
    assert take(desk, csv(TITLES + later)).gap == 1_050_000 - 1_058_750


def test_an_account_that_there_is_not_is_named(desk: Workspace):
    with pytest.raises(NotFoundError):
        BankStatements(desk.context, desk.records).take(csv(TITLES + LINES), account="Bank")


def test_taking_is_undone_as_one(desk: Workspace):
    whole(desk)
    desk.records.undo()
    assert lines(desk) == []
    assert desk.records.list("bank_statement").total == 0
    assert whole(desk).added == 3


# --- matching


def test_what_the_books_have_is_proposed_and_accepted(desk: Workspace):
    whole(desk)
    came, rent, fee = lines(desk)
    assert (came.proposal is not None and came.proposal.why, came.proposed[0].kind) == (
        "amount",
        "conversion",
    )
    assert (rent.proposal is not None and rent.proposal.why, rent.proposed[0].number) == ("reference", "К-17")
    assert (fee.proposal, fee.rule) == (None, None)
    matching = BankMatching(desk.context, desk.records)
    for one in (came, rent):
        matching.accept(ACCOUNT, one.line.id, [document.id for document in one.proposed])
    assert [len(one.matched) for one in lines(desk)] == [1, 1, 0]
    matching.unmatch(rent.line.id)
    assert [len(one.matched) for one in lines(desk)] == [1, 0, 0]


def test_several_documents_are_one_line(desk: Workspace):
    desk.records.add("expense", [expense("2026-02-05", "7.50"), expense("2026-02-06", "5.00")])
    whole(desk)
    fee = lines(desk)[2]
    assert fee.proposal is not None
    assert (fee.proposal.why, len(fee.proposed)) == ("sum", 2)
    BankMatching(desk.context, desk.records).accept(ACCOUNT, fee.line.id, [one.id for one in fee.proposed])
    assert len(lines(desk)[2].matched) == 2


def test_what_does_not_add_up_or_is_taken_is_refused(desk: Workspace):
    whole(desk)
    came, rent, fee = lines(desk)
    matching = BankMatching(desk.context, desk.records)
    for line, documents in ((fee, rent.proposed), (rent, ()), (rent, (*rent.proposed, *came.proposed))):
        with pytest.raises(RefusedError):
            matching.accept(ACCOUNT, line.line.id, [one.id for one in documents])
    matching.accept(ACCOUNT, rent.line.id, [rent.proposed[0].id])
    with pytest.raises(RefusedError):
        matching.accept(ACCOUNT, rent.line.id, [rent.proposed[0].id])


def test_a_rule_enters_the_expense_and_is_remembered(desk: Workspace):
    whole(desk)
    fee = lines(desk)[2]
    matching = BankMatching(desk.context, desk.records)
    rule = BankRule("комиссия банка", "bank_charges", OWN)
    made = matching.book(ACCOUNT, fee.line.id, rule, remember=True)
    fields = desk.records.show(made).fields
    assert (fields["article"], fields["amount"]) == ("bank_charges", {"amount": "12.50", "currency": "TJS"})
    assert [one.id for one in lines(desk)[2].matched] == [made]
    take(desk, csv(TITLES + "09.02.2026;9;3,00;;10 584,50;КОМИССИЯ банка\r\n"))
    assert lines(desk)[3].rule == rule
    desk.records.undo()
    desk.records.undo()
    assert lines(desk)[2].matched == ()
    assert matching.rules() == ()


# --- reconciling


def test_what_is_under_way_explains_the_difference(desk: Workspace):
    desk.records.add("expense", [expense("2026-02-06", "40.00")])
    whole(desk)
    matching = BankMatching(desk.context, desk.records)
    for one in lines(desk)[:2]:
        matching.accept(ACCOUNT, one.line.id, [document.id for document in one.proposed])
    found = reconciled(desk)
    assert (found.told.statement, found.told.book) == (1_058_750, 1_056_000)
    assert (found.told.not_booked, found.told.not_at_bank) == (-1_250, -4_000)
    assert found.told.is_whole
    assert found.beginning == 0


def test_a_document_of_a_later_day_is_not_booked_yet_on_the_statements_day(desk: Workspace):
    desk.records.add("expense", [expense("2026-02-09", "12.50")])
    whole(desk)
    matching = BankMatching(desk.context, desk.records)
    for one in lines(desk):
        matching.accept(ACCOUNT, one.line.id, [document.id for document in one.proposed])
    found = reconciled(desk)
    assert found.told.is_whole
    assert [one.amount for one in found.told.lines] == [-1_250]


def test_books_that_began_elsewhere_than_the_bank_say_so(desk: Workspace):
    take(desk, csv(TITLES + "05.02.2026;К-17;500,00;;10 000,00;Аренда\r\n"))
    (line,) = lines(desk)
    BankMatching(desk.context, desk.records).accept(ACCOUNT, line.line.id, [line.proposed[0].id])
    found = reconciled(desk)
    assert found.beginning == 1_050_000 - 1_110_000
    assert found.told.unexplained == found.beginning


def test_an_account_without_a_statement_is_told(desk: Workspace):
    with pytest.raises(NotFoundError):
        reconciled(desk)


def test_a_statement_made_of_the_books_themselves_is_matched_and_whole(desk: Workspace):
    desk.records.add(
        "expense",
        [expense(f"2026-03-{day:02}", f"{day}.{day:02}", number=f"V-{day:03}") for day in range(1, 29)],
    )
    booked = booked_on(Books(desk.context).ledger(), BANK)
    balance, text = 0, "Date;Reference;Amount;Balance\r\n"
    for one in sorted(booked, key=lambda one: (one.day, one.id)):
        balance += one.amount
        text += f"{one.day};;{from_minor(one.amount, 'TJS')};{from_minor(balance, 'TJS')}\r\n"
    assert take(desk, csv(text)).added == len(booked)
    matching = BankMatching(desk.context, desk.records)
    for view in lines(desk):
        matching.accept(ACCOUNT, view.line.id, [document.id for document in view.proposed])
    found = reconciled(desk)
    assert (found.told.unexplained, found.told.lines, found.told.documents) == (0, (), ())
