"""An import is seen before it is done, says what is wrong cell by cell, and is taken back as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cspdesk.presenters.importing import ImportPresenter
from cspdesk.presenters.session import Session

Open = Callable[..., ImportPresenter]


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Open:
    """Opens a sheet for a kind."""

    def make(kind: str, text: str, name: str = "in.csv") -> ImportPresenter:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        presenter = ImportPresenter(session)
        presenter.choose_kind(kind)
        presenter.open(path)
        return presenter

    return make


def told(presenter: ImportPresenter) -> str:
    found = presenter.told()
    return "" if found is None else presenter.session.t(found[0])


def test_a_sheet_is_checked_shown_imported_and_undone(opened: Open, session: Session):
    presenter = opened("fund", "Amount;Date credited\n1 234,5 EUR;3.3.2026\n")
    columns, rows = presenter.preview()
    assert [one.name for one in columns] == ["amount", "credited_on"]
    assert rows == ((2, ("EUR\N{NO-BREAK SPACE}1,234.50", "3 Mar 2026")),)
    assert presenter.can_import
    presenter.run()
    assert told(presenter) == "1 record imported."
    assert session.workspace.records.list("fund").total == 1
    presenter.undo()
    assert session.workspace.records.list("fund").total == 0
    assert presenter.can_import, "the file may be imported again"


def test_a_title_that_means_nothing_is_asked_about_and_remembered(opened: Open):
    presenter = opened("body", "Чӣ;Name\nx;A\n")
    assert presenter.look is not None
    assert presenter.look.seen[0].column is None
    assert not presenter.can_import
    presenter.choose("Чӣ", "-")
    presenter.run()
    again = opened("body", "Чӣ;Name\ny;B\n", "other.csv")
    assert again.can_import


def test_what_is_wrong_is_listed_beside_the_file(opened: Open, tmp_path: Path):
    presenter = opened("consultation", "Minutes\nmany\n")
    assert presenter.checked is not None
    (problem,) = presenter.checked.problems
    assert (problem.row, problem.column, problem.cell) == (2, "Minutes", "many")
    assert presenter.listed == tmp_path / "in.problems.xlsx"
    assert not presenter.can_import


def test_amounts_that_can_be_read_in_two_ways_ask_for_the_mark(opened: Open, session: Session):
    presenter = opened("fund", "Amount\n12.500 EUR\n")
    assert presenter.checked is not None
    assert presenter.checked.is_asked
    presenter.choose_mark(".")
    presenter.run()
    (record,) = session.workspace.records.list("fund").records
    assert record.fields["amount"] == {"amount": "12.50", "currency": "EUR"}


def test_what_is_asked_about_can_be_imported_as_it_is(opened: Open, session: Session):
    rates = "Source;Currency;Day;Official rate\nnbt;USD;3.3.2026;10.9\nnbt;USD;4.3.2026;109\n"
    presenter = opened("exchange_rate", rates)
    assert presenter.checked is not None
    assert presenter.checked.is_doubted
    presenter.run()
    assert session.workspace.records.list("exchange_rate").total == 2


def test_a_file_that_was_imported_says_so_before_it_is_imported_again(opened: Open, session: Session):
    opened("body", "Name\nA\n").run()
    presenter = opened("body", "Name\nA\n")
    assert "was imported on" in told(presenter)
    presenter.run()
    assert session.workspace.records.list("body").total == 2


def test_after_another_save_the_import_is_no_longer_what_undo_takes_back(opened: Open, session: Session):
    presenter = opened("body", "Name\nA\n")
    presenter.run()
    assert presenter.can_undo
    session.workspace.records.add("body", [{"name": "B"}])
    assert not presenter.can_undo


def test_what_is_no_sheet_is_told(opened: Open):
    presenter = opened("body", "%PDF-1.7")
    assert presenter.fault is not None
    assert "not an XLSX or CSV sheet" in told(presenter)


def test_lines_of_a_budget_are_found_in_the_list_of_agreements(opened: Open, session: Session):
    session.workspace.records.add("agreement", [{"number": "A-1"}])
    presenter = opened("budget_line", "Agreement;Code of the line;Amount\nA-1;1;5 EUR\n")
    assert presenter.preview()[1] == ((2, ("A-1", "1", "EUR\N{NO-BREAK SPACE}5.00")),)
    assert presenter.list_kind() == "agreement"
    presenter.run()
    assert told(presenter) == "1 record imported."


def test_the_banks_rates_are_taken_only_for_the_day_that_was_asked(opened: Open, session: Session):
    rates = "<Valute ID='1'><CharCode>EUR</CharCode><Nominal>1</Nominal><Value>11,10</Value></Valute>"
    presenter = opened("exchange_rate", f"<ValCurs Date='2026-11-20'>{rates}</ValCurs>", "rates.xml")
    assert presenter.is_of_a_day
    assert presenter.day == session.clock.today()
    assert told(presenter).startswith("The file has the rates of 2026-11-20, not of 2026-11-22.")
    assert not presenter.can_import
    presenter.run()
    assert session.workspace.records.list("exchange_rate").total == 0
    presenter.choose_day(date(2026, 11, 20))
    assert presenter.can_import
    presenter.run()
    assert session.workspace.records.list("exchange_rate").total == 1
    assert not opened("donor", "Name\nFjord\n").is_of_a_day
