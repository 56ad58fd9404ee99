"""A rate that jumps is asked about in its form and in the grid, and taken when the person says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cspdesk.presenters.funds import PAGE, RATES, key_of
from cspdesk.presenters.grid_cells import Given
from cspdesk.presenters.grid_records import RecordRows
from cspdesk.presenters.kind_places import MONEY_REGISTER
from cspdesk.presenters.navigation import Spot
from cspdesk.ui.screens.funds import FundsScreen
from cspdesk.ui.screens.plain_form import PlainForm
from cspdesk.ui.screens.plain_kinds import PlainScreen
from tests.ui.desks import Driven

HELD = {"source": "nbt", "currency": "EUR", "day": "2026-11-20", "rate": {"rate": "11.10"}}


def rates(driven: Driven) -> int:
    return driven.workspace.records.list("exchange_rate").total


@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_the_form_of_a_rate_stays_open_with_the_question(open_driven: Callable[..., Driven], language: str):
    driven = open_driven(language)
    driven.workspace.records.add("exchange_rate", [HELD])
    driven.desk.navigation.open(Spot(MONEY_REGISTER, act="new", where=(("kind", "exchange_rate"),)))
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    form = screen.form
    assert isinstance(form, PlainForm)
    for name, value in {**HELD, "day": "2026-11-21", "rate": {"rate": "111.0"}}.items():
        form.form.edit(name, value)
    assert form.sure.isHidden()
    form.close_form()
    driven.settle()
    assert screen.form is form, "it is not closed over a question"
    assert not form.sure.isHidden()
    assert driven.desk.session.trouble is not None
    assert rates(driven) == 1
    form.form.edit("rate", {"rate": "111.1"})
    driven.settle()
    assert form.sure.isHidden(), "another rate is another question"
    form.close_form()
    form.sure.click()
    driven.settle()
    assert screen.form is None
    assert driven.desk.session.trouble is None
    assert rates(driven) == 2


def test_the_grid_of_rates_asks_and_keeps_the_row_as_a_draft(driven: Driven):
    driven.workspace.records.add("exchange_rate", [HELD])
    driven.desk.navigation.open(Spot("funds", where=(("page", key_of(PAGE, RATES)),)))
    driven.settle()
    driven.background.elapse(1_000)
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, FundsScreen)
    grid = screen.pages.grid
    assert grid is not None
    rows = grid.money.rows
    key = rows.begin()
    typed = {"day": "2026-11-21", "currency": "EUR", "rate": {"rate": "1.11"}}
    rows.put(key, {name: Given(value) for name, value in typed.items()})
    rows.leave(key)
    driven.settle()
    assert rates(driven) == 1
    assert not grid.sure.isHidden()
    assert chip(rows) == ("asked", "To decide")
    rows.put(key, {"rate": Given({"rate": "1.12"})})
    driven.settle()
    assert (chip(rows)[0], grid.sure.isHidden()) == ("complete", True), "another rate is another question"
    rows.leave(key)
    driven.settle()
    grid.sure.click()
    driven.settle()
    assert rates(driven) == 2
    assert grid.sure.isHidden()
    assert chip(rows)[0] == "complete"


def chip(rows: RecordRows) -> tuple[str, str]:
    """How the last row stands."""
    row = rows.row(rows.count - 1)
    assert row is not None
    return row.state.code, rows.session.t(row.state.words)
