"""Values that an older expense of another desk moved stand on the agreement until somebody has seen them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from cspdesk.i18n.catalogue import english
from cspdesk.presenters.navigation import Spot
from cspdesk.ui.look import theme
from cspdesk.ui.screens.funds import FundsScreen
from tests.services.books.offices import BANK, EURO, FUND, money, set_up, spend
from tests.services.pairs import Pair, paired
from tests.ui.desks import Driven


@pytest.fixture
def pair(tmp_path: Path, clock: Clock, ids: Ids, monkeypatch: pytest.MonkeyPatch) -> Pair:
    """Two desks with two lots of somoni, worth 11.10 and 20.00 a euro, and one late expense."""
    monkeypatch.setenv("CSPDESK_TIDE", str(tmp_path / "tides"))
    made = paired(tmp_path / "pair", clock, ids)
    set_up(made.office)
    came = {"credited_on": "2026-02-10", "amount": money("100.00", "EUR"), "account": EURO}
    made.office.records.add("fund", [{"source": "other_income", "agreement": FUND, "kind": "grant", **came}])
    changed = {"changed_on": "2026-02-11", "source": EURO, "paid": money("100.00", "EUR")}
    made.office.records.add(
        "conversion", [{"agreement": FUND, "target": BANK, "bought": money("2000.00"), **changed}]
    )
    spend(made.office, "2000.00", "2026-05-01", description="Workshop")
    made.meet()
    return made


@pytest.fixture
def driven(pair: Pair, look: theme.Look, clock: Clock, tmp_path: Path) -> Iterator[Driven]:
    """The office's desk in a window, its agreement open."""
    made = Driven(pair.office, clock, english(), tmp_path / "window.ini")
    made.desk.navigation.open(Spot("funds", record=FUND, where=(("kind", "agreement"),)))
    settle(made)
    yield made
    made.close()
    pair.field.close()


def settle(driven: Driven) -> None:
    driven.settle()
    driven.background.elapse(3_000)
    driven.settle()


def test_the_agreement_says_what_was_valued_anew_until_it_is_seen(driven: Driven, pair: Pair):
    screen = driven.shell.screen_now
    assert isinstance(screen, FundsScreen)
    section = screen.pages.agreement.anew
    assert not section.is_told
    spend(pair.field, "11000.00", "2026-03-01", line="2")
    pair.meet()
    settle(driven)
    assert section.is_told
    assert section.heading.accessibleName() == "1 expense valued anew"
    model = section.table.model
    assert model.rowCount() == 1
    assert [model.index(0, column).data() for column in (1, 2, 3)] == ["Workshop", "180.18", "104.01"]
    section.seen.click()
    settle(driven)
    assert not section.is_told


def test_after_an_exchange_its_page_says_so_too_and_opens_the_agreement(driven: Driven, pair: Pair):
    driven.desk.navigation.open(Spot("exchange"))
    settle(driven)
    screen = driven.shell.screen_now
    assert not screen.anew.isVisibleTo(screen)
    spend(pair.field, "11000.00", "2026-03-01", line="2")
    pair.meet()
    settle(driven)
    assert screen.presenter.anew == {FUND: 1}
    assert screen.anew.isVisibleTo(screen)
    screen.anew.opened.emit(FUND)
    settle(driven)
    there = driven.shell.screen_now
    assert isinstance(there, FundsScreen)
    assert there.pages.agreement.anew.is_told
