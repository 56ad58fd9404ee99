"""A whole year of money entered through the window, by keys alone: what is shown is what was worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cspdesk.presenters.money_grids import WITHHELD
from cspdesk.presenters.navigation import Spot
from tests.conftest import FixedClock
from tests.domain.ledger.worked import EXPECTED, YEAR
from tests.services.books import worked
from tests.ui.desks import Driven
from tests.ui.hands import Hands
from tests.ui.test_funds import cells, plain

AGREEMENT, AMOUNT = 5, 8
"""Columns of the grid of all expenses."""
LATER = datetime(2025, 12, 31, 9, tzinfo=UTC)


def paste_rates(hands: Hands) -> None:
    """The year's rates as a block out of a spreadsheet."""
    rows = [f"{on}\t{currency}\t{somoni} / {unit}" for on, currency, unit, somoni in YEAR["rates"]]
    view = hands.open_grid("page/rates")
    QApplication.clipboard().setText("\n".join(rows))
    hands.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    hands.press(Qt.Key.Key_Return)
    hands.pause()
    assert view.model().rowCount() == len(rows) + 1


def is_in_grid(form: dict) -> bool:
    """Whether the grid has all of an expense: shares and taxes withheld, not what it replaces."""
    return not {"accounted", "replaces", "payable"} & set(form)


def enter(hands: Hands, entries: list[tuple[str, str, dict]]) -> None:
    for kind, name, form in entries:
        if kind == "expense" and is_in_grid(form):
            spend(hands, name, form)
        else:
            hands.enter(kind, name, form)


def spend(hands: Hands, name: str, form: dict) -> None:
    """An expense as a row of the grid, and beneath it a row for each share beyond the first."""
    share, *others = form["allocations"]
    view = hands.open_grid("page/expenses")
    grid = hands.driven.shell.screen_now.pages.grid
    taxes = {one["payable"]: one["amount"]["amount"] for one in form.get("withheld", ())}
    for key in set(WITHHELD[:2]) - grid.money.chosen:
        grid.money.choose(key, is_shown=True)
    day = date.fromisoformat(form["spent_on"]).strftime("%d.%m.%Y")
    texts = [day, "", "", name, form["article"], worked.NAMES[share["agreement"]], share["line"]]
    texts += [worked.NAMES[form["account"]], form["amount"]["amount"]]
    hands.type_row(view, [*texts, taxes.get("income_tax", ""), taxes.get("social_tax", "")])
    key = grid.money.rows.row(view.place - 1).key
    for other in others:
        view.stand(grid.money.rows.place(key), AMOUNT)
        hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        view.stand(view.place, AGREEMENT)
        figure = f"{other['percent']}%" if "percent" in other else other["amount"]["amount"]
        for text in (worked.NAMES[other["agreement"]], other["line"], figure):
            hands.write(text)
            hands.press(Qt.Key.Key_Tab)
    view.stand_at_end()
    hands.pause()
    row = grid.money.rows.row(grid.money.rows.place(key))
    assert row.state.code in ("complete", "late"), (texts, row)
    hands.ids[name], hands.titles[name] = row.key, name


def close_half(hands: Hands) -> None:
    """Sign the first half-year: no bank statement is part of the year."""
    hands.driven.desk.navigation.open(Spot("funds", where=(("page", "page/closings"),)))
    hands.driven.settle()
    pages = hands.driven.shell.screen_now.pages
    pages.closing._offered.itemAt(0).widget().click()
    hands.driven.settle()
    for at in range(pages.closing._banks.count()):
        pages.closing._banks.itemAt(at).widget().findChildren(type(pages.closing.act))[-1].click()
    pages.closing.reason.line.setFocus()
    hands.write("statements come later")
    pages.closing.act.click()
    hands.pause()
    assert len(pages.closings.closed) == 1


def test_a_year_entered_by_hand_shows_the_expected_figures(
    clock: FixedClock, open_driven: Callable[..., Driven]
):
    clock.advance(LATER - clock.now())
    driven = open_driven()
    hands = Hands(driven, clock)
    paste_rates(hands)
    enter(hands, list(worked.setting()))
    enter(hands, worked.before_closing())
    close_half(hands)
    enter(hands, worked.after_closing())
    for name, statements in EXPECTED["agreement_statements"].items():
        told = statements["2025-12-31"]
        driven.desk.navigation.open(Spot("funds", record=hands.ids[worked.IDS[name]]))
        hands.pause()
        view = driven.shell.screen_now.pages.agreement
        came = {row[0]: plain(row[1]) for row in cells(view.came)}
        assert came["Received"] == told["received"]
        assert came["Spent"] == f"-{told['charged']}"
        assert came["Balance"] == told["balance"]
        assert came.get("Returned", "-0.00") == f"-{told['returned_to_donor']}"
        assert came.get("Exchange difference", "0.00") == told["exchange_difference"]
        wanted = EXPECTED["budget_against_actual"][name]["lines"]
        shown = {row[0] or "total": [plain(cell) for cell in row[2:]] for row in cells(view.budget)}
        columns = ("budget_original", "budget_current", "cumulative", "balance")
        assert shown == {code: [line[column] for column in columns] for code, line in wanted.items()}
    QTest.qWait(0)
