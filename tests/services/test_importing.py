"""Sheets become records by their titles, all rows or none, and what is wrong is named by row and column."""

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, datetime
from io import BytesIO

import pytest

from cspdesk.domain.errors import CspdeskError, RefusedError, UntrustedError
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services import kinds
from cspdesk.services.columns import Headings, columns_of, given_fields
from cspdesk.services.importing import MOST_PROBLEMS, Imported, Importing
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone
from tests.services.sheets import Cell, csv, merged, xlsx

Import = Callable[..., Imported]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A desk to which nothing is ever added."""
    with lone(tmp_path_factory.mktemp("empty")) as workspace:
        yield workspace


def run(workspace: Workspace, kind: str, stream: BytesIO, **manner: object) -> Imported:
    return Importing(workspace.context, workspace.records).run(kind, stream, **manner)  # type: ignore[arg-type]


def shown(workspace: Workspace, record: str) -> dict[str, object]:
    return dict(workspace.records.show(record).fields)


def bare(parts: object) -> list[dict[str, object]]:
    assert isinstance(parts, list)
    return [{name: value for name, value in part.items() if name != "id"} for part in parts]


TITLES = {
    "en": ("Title", "Date held", "Place", "Method", "Groups", "Minutes"),
    "ru": ("Заголовок", "Дата проведения", "Место", "Метод", "Группы", "Минуты"),
}


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_every_field_is_known_by_its_title_in_each_language(language: object):
    kind = kinds.named("consultation")
    words = translator(language)  # type: ignore[arg-type]
    headings = Headings(kind, [translator(one) for one in LANGUAGES])
    for one in given_fields(kind):
        for column in columns_of(one):
            assert headings.find(column.title(words)) == column
            assert headings.find(column.key) == column


def test_a_sheet_is_added_as_records(workspace: Workspace):
    done = run(
        workspace,
        "consultation",
        xlsx(
            ("Title", "Date held", "Place", "Method", "Groups", "Minutes", "Consent script read aloud"),
            ("One", date(2026, 11, 9), "Khujand", "Focus group", "Women only; Young people", 100, True),
            ("Two", "2026-Q4", "3509038", "focus_group", "women", "1 200", "нет"),
        ),
    )
    assert (done.rows, len(done.ids), done.problems) == (2, 2, ())
    assert shown(workspace, done.ids[0]) == {
        "title": "One",
        "held_on": "2026-11-09",
        "place": "3505401",
        "method": "focus_group",
        "groups": ["women", "youth"],
        "minutes": 100,
        "script_read": True,
    }
    assert shown(workspace, done.ids[1])["held_on"] == "2026-Q4"
    assert shown(workspace, done.ids[1])["script_read"] is False


def test_participants_are_counted_in_columns_of_their_own(workspace: Workspace):
    done = run(
        workspace,
        "consultation",
        csv(
            "Title;Women, 18 to 30;Мужчины, 18–30 лет;Занон 31-59;f 60+;Women, With a disability;Men\r\n"
            "One;12;8;3;1;2;0\r\n"
        ),
    )
    assert sorted(bare(shown(workspace, done.ids[0])["participants"]), key=str) == [
        {"sex": "f", "band": "18-30", "count": 12},
        {"sex": "f", "band": "31-59", "count": 3},
        {"sex": "f", "band": "60+", "count": 1},
        {"sex": "f", "disability": "yes", "count": 2},
        {"sex": "m", "band": "18-30", "count": 8},
    ]


@pytest.mark.parametrize(
    "titles",
    [
        "Title;Concern 1: Concern;Concern 1: Severity;Concern 2: Concern;Concern 2: Severity",
        "title;concerns.1.theme;concerns.1.severity;concerns.2.theme;concerns.2.severity",
        "Title;Concern;Concern: Severity;Concern;Concern: Severity",
        "Title;Concern (code);concerns severity;Concern (code);concerns severity",
    ],
)
def test_several_concerns_stand_side_by_side(workspace: Workspace, titles: str):
    done = run(workspace, "consultation", csv(f"{titles}\r\nOne;ROAD;3;POL-TRUST;4\r\nTwo;;;ROAD;\r\n"))
    assert bare(shown(workspace, done.ids[0])["concerns"]) == [
        {"theme": "ROAD", "severity": 3},
        {"theme": "POL-TRUST", "severity": 4},
    ]
    assert bare(shown(workspace, done.ids[1])["concerns"]) == [{"theme": "ROAD"}]


@pytest.mark.parametrize(
    ("titles", "cells"),
    [
        ("Amount;Amount, currency", "1234.5;USD"),
        ("Amount USD", "1 234,50"),
        ("Amount", "1234.50 USD"),
        ("amount;amount.currency", "1234.5;usd"),
    ],
)
def test_an_amount_takes_its_currency_from_beside_it_or_from_its_title(
    workspace: Workspace, titles: str, cells: str
):
    done = run(workspace, "fund", csv(f"{titles}\r\n{cells}\r\n"))
    assert shown(workspace, done.ids[0])["amount"] == {"amount": "1234.50", "currency": "USD"}


def test_a_record_is_named_by_its_title_or_its_id(workspace: Workspace):
    donor = workspace.records.add("donor", [{"name": "Nordlicht"}]).ids[0]
    done = run(workspace, "fund", csv(f"Donor;Purpose of payment\r\nNordlicht;a\r\n{donor};b\r\n"))
    assert {shown(workspace, record)["donor"] for record in done.ids} == {donor}


def test_days_come_as_a_spreadsheet_keeps_them(workspace: Workspace):
    done = run(
        workspace,
        "consultation",
        xlsx(("Date held",), (datetime(2026, 3, 9, 14, 5),), (46090,), ("9.3.2026",), ("март 2026",)),
    )
    days = [shown(workspace, record)["held_on"] for record in done.ids]
    assert days == ["2026-03-09", "2026-03-09", "2026-03-09", "2026-03"]


# --- what is wrong


def test_everything_wrong_is_named_by_row_and_column_and_nothing_is_added(empty: Workspace):
    done = run(
        empty,
        "consultation",
        csv("Title;Minutes;Method;Place;Women, 18 to 30\r\nOk;5;;;1\r\n\r\nBad;x;focus;Nowhere;-1\r\n"),
    )
    assert {(one.row, one.column) for one in done.problems} == {
        (4, "Minutes"),
        (4, "Method"),
        (4, "Place"),
    }
    assert empty.records.list("consultation").total == 0


def test_what_a_field_does_not_allow_is_named_by_its_column(empty: Workspace):
    done = run(empty, "consultation", csv("Минуты\r\n99999\r\n"))
    assert [(one.row, one.column) for one in done.problems] == [(2, "Минуты")]


def test_a_dry_run_adds_nothing(empty: Workspace):
    done = run(empty, "consultation", csv("Title\r\nOne\r\n"), dry_run=True)
    assert (done.rows, done.ids, done.problems) == (1, (), ())
    assert empty.records.list("consultation").total == 0


def test_problems_are_bounded(empty: Workspace):
    done = run(empty, "consultation", csv("Minutes\r\n" + "x\r\n" * 1_200))
    assert len(done.problems) == MOST_PROBLEMS
    assert done.more


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Titel\r\nx\r\n", "Titel"),
        ("Title;Title\r\nx;y\r\n", "Title"),
        ("Title;;Minutes\r\nx;y;5\r\n", "№ 2"),
        ("Title\r\n", "no rows"),
    ],
)
def test_titles_that_mean_nothing_or_the_same_are_refused(empty: Workspace, text: str, said: str):
    with pytest.raises(RefusedError, match=said):
        run(empty, "consultation", csv(text))


def test_an_unknown_title_is_refused_with_the_nearest(empty: Workspace):
    with pytest.raises(RefusedError) as refused:
        run(empty, "consultation", csv("Summery\r\nx\r\n"))
    assert refused.value.hint is not None
    assert "summary" in refused.value.hint.english()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\x00\x01\x02", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_what_is_no_sheet_is_refused(empty: Workspace, content: bytes):
    with pytest.raises(UntrustedError):
        run(empty, "consultation", BytesIO(content))


@pytest.mark.parametrize("kind", ["participants", "desk", "meeting"])
def test_only_whole_kinds_are_imported(empty: Workspace, kind: str):
    with pytest.raises(RefusedError):
        run(empty, kind, csv("Title\r\nx\r\n"))


def test_a_quotation_mark_that_is_never_closed_adds_nothing(empty: Workspace):
    with pytest.raises(UntrustedError):
        run(empty, "consultation", csv('Title;Summary\r\nOne;"never closed\r\nTwo;x\r\n'))
    assert empty.records.list("consultation").total == 0


# --- one deed, bounded, stoppable


def test_undo_takes_the_whole_import_back(workspace: Workspace):
    run(workspace, "body", csv("Name;Kind of body\r\n" + "".join(f"B{n};cppt\r\n" for n in range(50))))
    workspace.records.undo()
    assert workspace.records.list("body").total == 0


def test_an_import_tells_how_far_it_is_and_stops_when_asked(workspace: Workspace):
    text = "Name;Kind of body\r\n" + "".join(f"B{n};cppt\r\n" for n in range(1_000))
    told: list[int] = []
    with pytest.raises(CspdeskError) as stopped:
        run(workspace, "body", csv(text), progress=told.append, stop=lambda: len(told) >= 15)
    assert stopped.value.code == "stopped"
    assert told[:3] == [100, 200, 300]
    assert workspace.records.list("body").total == 0


def peak_of_importing(workspace: Workspace, rows: int) -> tuple[int, int]:
    """Bytes at the peak of a dry run, and bytes of its sheet."""
    text = "Name;Kind of body;Note\r\n" + "".join(f"B{n};cppt;{'слово ' * 20}\r\n" for n in range(rows))
    stream = csv(text)
    tracemalloc.start()
    run(workspace, "body", stream, dry_run=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, len(text.encode())


def test_rows_stream_through_little_memory(empty: Workspace):
    peak_of_importing(empty, 10)  # what is imported and cached on first use is not counted
    small, little = peak_of_importing(empty, 4_000)
    large, much = peak_of_importing(empty, 8_000)
    assert large - small < 5 * (much - little), "only the file and its letters are held"


# --- columns chosen, files recognised, parts in rows


def test_a_choice_of_columns_is_remembered_for_its_titles(workspace: Workspace):
    importing = Importing(workspace.context, workspace.records)
    titles = "Сарлавҳаи ман;Чизи дигар\r\n"
    with pytest.raises(RefusedError):
        run(workspace, "body", csv(titles + "A;x\r\n"))
    chosen = {"Сарлавҳаи ман": "name", "Чизи дигар": "-"}
    done = run(workspace, "body", csv(titles + "A;x\r\n"), columns=chosen)
    assert shown(workspace, done.ids[0]) == {"name": "A"}
    look = importing.look("body", csv(titles + "B;y\r\n"))
    assert (look.remembered, [one.column for one in look.seen]) == (True, ["name", ""])
    assert len(run(workspace, "body", csv(titles + "B;y\r\n")).ids) == 1


def test_a_choice_that_names_nothing_is_refused(empty: Workspace):
    for columns in ({"Nothing": "name"}, {"Name": "nothing"}):
        with pytest.raises(RefusedError):
            run(empty, "body", csv("Name\r\nA\r\n"), columns=columns)


def test_a_dry_run_remembers_nothing(empty: Workspace):
    run(empty, "body", csv("X\r\nA\r\n"), columns={"X": "name"}, dry_run=True)
    with pytest.raises(RefusedError):
        run(empty, "body", csv("X\r\nA\r\n"), dry_run=True)


def test_a_look_shows_ten_rows_as_they_would_be_recorded(empty: Workspace):
    rows = "".join(f"A{n};{n}.3.2026;1 234,5 EUR\r\n" for n in range(1, 13))
    look = Importing(empty.context, empty.records).look(
        "fund", csv(f"Purpose of payment;Date credited;Amount\r\n{rows}")
    )
    assert look.is_understood
    assert len(look.rows) == 10
    assert look.rows[0].values == {
        "purpose": "A1",
        "credited_on": "2026-03-01",
        "amount": {"amount": "1234.50", "currency": "EUR"},
    }
    assert look.seen[2].sample == ("1 234,5 EUR",) * 3


def test_a_look_names_titles_that_mean_nothing(empty: Workspace):
    look = Importing(empty.context, empty.records).look("body", csv("Name;Titel;Name\r\nA;B;C\r\n"))
    assert [one.column for one in look.seen] == ["name", None, None]
    assert not look.is_understood
    assert look.rows == ()


def test_a_file_is_recognised_until_its_import_is_undone(workspace: Workspace):
    text = "Name\r\nA\r\n"
    run(workspace, "body", csv(text))
    with pytest.raises(RefusedError) as refused:
        run(workspace, "body", csv(text))
    assert refused.value.code == "imported-before"
    assert Importing(workspace.context, workspace.records).look("body", csv(text)).before
    run(workspace, "body", csv(text), dry_run=True)
    workspace.records.undo()
    run(workspace, "body", csv(text))
    assert len(run(workspace, "body", csv(text), again=True).ids) == 1


AMBIGUOUS = "Amount USD;Purpose of payment\r\n12.500;a\r\n{};b\r\n"


@pytest.mark.parametrize(("told", "amount"), [("1.234,50", "12500.00"), ("7.25", "12.50")])
def test_other_rows_of_a_column_tell_how_an_amount_is_read(workspace: Workspace, told: str, amount: str):
    done = run(workspace, "fund", csv(AMBIGUOUS.format(told)))
    assert shown(workspace, done.ids[0])["amount"] == {"amount": amount, "currency": "USD"}


def test_a_column_that_does_not_agree_is_asked(empty: Workspace):
    for other in ("5", "7,25;c\r\n7.25"):
        done = run(empty, "fund", csv(AMBIGUOUS.format(other)))
        assert done.is_asked
        assert [(one.row, one.cell) for one in done.problems] == [(2, "12.500")]
        assert "12.50 / 12500.00" in done.problems[0].hint.english()  # type: ignore[union-attr]
    done = run(empty, "fund", csv(AMBIGUOUS.format("5")), mark=",", dry_run=True)
    assert done.problems == ()


def test_numbers_of_a_spreadsheet_are_never_asked_about(workspace: Workspace):
    done = run(workspace, "fund", xlsx(("Amount", "Amount, currency"), (1.234, "KWD"), (1234, "TJS")))
    amounts = [shown(workspace, record)["amount"] for record in done.ids]
    assert amounts == [{"amount": "1.234", "currency": "KWD"}, {"amount": "1234.00", "currency": "TJS"}]


@pytest.mark.parametrize("cell", [1.234, date(2026, 3, 9), True, "#DIV/0!"])
def test_what_is_no_amount_in_a_spreadsheet_is_refused(empty: Workspace, cell: object):
    done = run(empty, "fund", xlsx(("Amount", "Amount, currency"), (cell, "TJS")))  # type: ignore[arg-type]
    assert [one.column for one in done.problems] == ["Amount"]


def test_a_number_with_decimals_is_no_day(empty: Workspace):
    done = run(empty, "consultation", xlsx(("Date held",), (12.1,)))
    assert [one.column for one in done.problems] == ["Date held"]


FLAT = "Title;Concern: Concern;Concern: Severity\r\n"


@pytest.mark.parametrize("text", [FLAT + "One;ROAD;3\r\n;POL-TRUST;4\r\n;ROAD;2\r\nTwo;ROAD;1\r\n"])
def test_further_parts_stand_in_rows_beneath(workspace: Workspace, text: str):
    done = run(workspace, "consultation", csv(text))
    assert (done.rows, len(done.ids)) == (4, 2)
    assert bare(shown(workspace, done.ids[0])["concerns"]) == [
        {"theme": "ROAD", "severity": 3},
        {"theme": "POL-TRUST", "severity": 4},
        {"theme": "ROAD", "severity": 2},
    ]


def test_a_cell_over_several_rows_is_the_value_of_each(workspace: Workspace):
    head = ["Title", "Method", "Concern: Concern", "Concern: Severity"]
    rows: list[list[Cell]] = [
        ["One", "Focus group", "ROAD", 3],
        ["Two", None, "ROAD", 2],
        [None, None, "POL-TRUST", 1],
    ]
    done = run(workspace, "consultation", merged(xlsx(head, *rows), "B2:B4", "A3:A4"))
    assert [shown(workspace, one)["method"] for one in done.ids] == ["focus_group"] * 2
    assert [one["theme"] for one in bare(shown(workspace, done.ids[1])["concerns"])] == ["ROAD", "POL-TRUST"]


def test_a_figure_over_several_rows_is_named_and_not_counted_twice(empty: Workspace):
    rows: list[list[Cell]] = [["Voucher number", "Amount"], ["17", "10 TJS"], ["18", None]]
    done = run(empty, "expense", merged(xlsx(*rows), "B2:B3"))
    assert [(one.row, one.column, one.code) for one in done.problems] == [(3, "Amount", "merged")]


def test_equal_rows_without_a_number_are_records_of_their_own(workspace: Workspace):
    done = run(workspace, "consultation", csv(FLAT + "One;ROAD;3\r\nOne;ROAD;3\r\n"))
    assert len(done.ids) == 2


def test_a_problem_in_a_row_beneath_is_named_by_its_own_row(empty: Workspace):
    done = run(empty, "consultation", csv(FLAT + "One;ROAD;3\r\n;ROAD;many\r\n"))
    assert [(one.row, one.column) for one in done.problems] == [(3, "Concern: Severity")]


# --- money in flat forms


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    """A desk with an account and two agreements."""
    workspace.records.add("account", [{"name": "Bank", "kind": "bank", "currency": "TJS"}])
    workspace.records.add("agreement", [{"number": "A-1", "title": "Kits"}, {"number": "B-2"}])
    return workspace


def only(workspace: Workspace, kind: str, title: str) -> dict[str, object]:
    found = workspace.records.list(kind, search=title).records
    return shown(workspace, found[0].id)


LINES = "Agreement;Code of the line;Title;Amount\r\n"


def test_lines_of_budgets_come_one_a_row_with_their_agreements_number(books: Workspace):
    text = LINES + "A-1;1;Wages;1 200,00 EUR\r\nB-2;1;Rent;300 USD\r\nKits;2;Travel;50.5 EUR\r\n"
    assert len(run(books, "budget_line", csv(text)).ids) == 2
    assert bare(only(books, "agreement", "A-1")["lines"]) == [
        {"code": "1", "title": "Wages", "amount": {"amount": "1200.00", "currency": "EUR"}},
        {"code": "2", "title": "Travel", "amount": {"amount": "50.50", "currency": "EUR"}},
    ]
    books.records.undo()
    assert "lines" not in only(books, "agreement", "A-1")


def test_lines_that_are_here_or_belong_nowhere_are_named(books: Workspace):
    run(books, "budget_line", csv(LINES + "A-1;1;Wages;1 200,00 EUR\r\n"))
    done = run(books, "budget_line", csv(LINES + "A-1;1;Salaries;5 EUR\r\nC-3;1;x;5 EUR\r\n;2;x;5 EUR\r\n"))
    assert [(one.row, one.column, one.code) for one in done.problems] == [
        (2, "", "known"),
        (3, "Agreement", "value"),
        (4, "Agreement", "value"),
    ]


SHARES = "Share: Agreement;Share: Budget line;Share: Per cent"
EXPENSES = f"Voucher number;Date of the document;Amount;Paid from;Article of expense;{SHARES}\r\n"
BENEATH = (
    EXPENSES
    + "17;4.3.2026;4 333,33 TJS;Bank;Rent;A-1;4;60\r\n;;;;;B-2;2;40\r\n"
    + "18;5.3.2026;10 TJS;Bank;Rent;A-1;4;100\r\n"
)
REPEATED = EXPENSES + "".join(
    f"{number};{day}.3.2026;{amount} TJS;Bank;Rent;{share}\r\n"
    for number, day, amount, share in (
        (17, 4, "4 333,33", "A-1;4;60"),
        (17, 4, "4 333,33", "B-2;2;40"),
        (18, 5, "10", "A-1;4;100"),
    )
)


@pytest.mark.parametrize("text", [BENEATH, REPEATED], ids=["beneath", "repeated"])
def test_an_expense_that_several_lines_bear_stands_in_several_rows(books: Workspace, text: str):
    done = run(books, "expense", csv(text))
    assert (done.rows, len(done.ids), done.problems) == (3, 2, ())
    expense = shown(books, done.ids[0])
    assert expense["amount"] == {"amount": "4333.33", "currency": "TJS"}
    assert [(one["line"], one["percent"]) for one in bare(expense["allocations"])] == [
        ("4", "60"),
        ("2", "40"),
    ]


def test_shares_come_by_the_number_of_their_voucher(books: Workspace):
    run(books, "expense", csv("Voucher number;Amount\r\n17;10 TJS\r\n"))
    done = run(
        books, "allocation", csv("Expense;Agreement;Budget line;Per cent\r\n17;A-1;4;60\r\n17;B-2;4;40\r\n")
    )
    assert len(bare(shown(books, done.ids[0])["allocations"])) == 2
