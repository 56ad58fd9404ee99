"""Every kind of money record can be reached, read and written as a plain kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.i18n.catalogue import english
from cspdesk.presenters.kind_places import BESIDE, KIND, KINDS_OF_PLACE, MONEY_REGISTER, spot_of
from cspdesk.presenters.kind_places import MONEY as PLACE
from cspdesk.presenters.navigation import PLACE_OF_KIND, Spot
from cspdesk.services import kinds
from cspdesk.ui.look import theme
from cspdesk.ui.places import PLACES, hidden_places
from cspdesk.ui.screens.plain_form import DOCUMENTS
from cspdesk.ui.screens.plain_kinds import PlainScreen
from cspdesk.ui.screens.plain_list import _BELONGS, ICONS
from tests.ui.desks import Driven

MONEY = (*KINDS_OF_PLACE[PLACE], *KINDS_OF_PLACE[MONEY_REGISTER])


def test_every_kind_that_people_fill_in_has_a_place():
    placed = {kind for kinds_ in KINDS_OF_PLACE.values() for kind in kinds_}
    pages_of_their_own = {"consultation", "obligation"}
    assert {kind.name for kind in kinds.filled_in()} == placed | pages_of_their_own
    assert placed == set(ICONS) == set(_BELONGS)


def test_every_kind_s_icon_is_one_of_the_family(look: theme.Look):
    assert set(ICONS.values()) <= theme.current().icons.names()


def test_places_that_offer_each_other_are_places(driven: Driven):
    known = {one.key for one in (*PLACES, *hidden_places(driven.wishes, waits=False))}
    assert set(BESIDE) | set(BESIDE.values()) <= known


def test_the_other_place_s_lists_are_opened_from_the_menu(driven: Driven):
    driven.go(PLACE)
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    screen.list.kind_asked.emit(KINDS_OF_PLACE[MONEY_REGISTER][0])
    driven.settle()
    there = driven.shell.screen_now
    assert isinstance(there, PlainScreen)
    assert (there.place, there.presenter.kind.name) == (MONEY_REGISTER, "exchange_rate")


@pytest.mark.parametrize("kind", MONEY)
def test_a_record_of_a_money_kind_is_read_and_written(
    open_driven: Callable[..., Driven], kind: str, request: pytest.FixtureRequest
):
    driven = open_driven()
    fields = kinds.described(kinds.named(kind), english())["fields"]
    assert isinstance(fields, list)
    given = {field["name"]: field["example"] for field in fields}
    record = driven.workspace.records.add(kind, [given]).ids[0]
    # an agreement opens with its figures; its plain list is still there
    place = PLACE if PLACE_OF_KIND[kind] not in KINDS_OF_PLACE else PLACE_OF_KIND[kind]
    where = ((KIND, kind),)
    driven.desk.navigation.open(Spot(place, record=record, where=where))
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    assert screen.presenter.record.view is not None
    assert screen.presenter.record.view.id == record
    driven.desk.navigation.open(Spot(place, record=record, act="edit", where=where))
    driven.settle()
    assert screen.form is not None
    shown = {*screen.form._rows, *screen.form._cards, *screen.form._grids}
    assert {field["name"] for field in fields} - shown <= {"attachments"}


def test_what_names_any_record_is_found_among_documents(driven: Driven):
    given = {"description": "Rent of March", "spent_on": "2026-03-17"}
    expense = driven.workspace.records.add("expense", [given]).ids[0]
    driven.desk.navigation.open(spot_of("reversal", act="new"))
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    assert screen.form is not None
    found = screen.form._find_among(DOCUMENTS, "")
    assert [one.key for one in found] == [expense]


def test_what_is_seldom_needed_stands_beneath_everything_else(driven: Driven):
    driven.desk.navigation.open(spot_of("expense", act="new"))
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    form = screen.form
    assert form is not None
    assert form._files is not None

    def top(widget: QWidget) -> int:
        return widget.mapTo(form, QPoint(0, 0)).y()

    beneath = {name for name, row in form._rows.items() if top(row) > top(form._files)}
    assert beneath == {"accounted", "day_order", "replaces"}
    form.open_field("replaces")
    driven.settle()
    assert form._rows["replaces"].editor.isAncestorOf(QApplication.focusWidget())


def test_a_share_headed_by_a_bare_number_says_what_it_numbers(driven: Driven):
    driven.desk.navigation.open(spot_of("expense"))
    driven.settle()
    screen = driven.shell.screen_now
    assert isinstance(screen, PlainScreen)
    line = screen.presenter.parts["allocations"].by_name["line"]
    assert screen.record._part_title(line, "1") == "Budget line: 1"
    assert screen.record._part_title(line, "Wages") == "Wages"
    assert screen.record._part_title(line, None) == ""
