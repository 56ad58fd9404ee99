"""What is drawn to be looked at: every page, and what within them a list alone does not show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cspdesk.presenters.entrance import BACKUP, BEGIN, JOIN, UNLOCK, WAYS, Entrance
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Spot
from cspdesk.services.workspace import Workspace
from cspdesk.ui.places import PLACES
from cspdesk.ui.portraits import Sitter

Act = Callable[[Sitter], None]
SAMPLE, EMPTY, WAITING, CONFLICT, INSPECTED = "sample", "empty", "waiting", "conflict", "inspected"
"""The desks that scenes are drawn on."""
FRONT = (WAYS, BEGIN, JOIN, BACKUP, UNLOCK)
"""The pages before a desk is open."""
_RECORDS = ("recommendation", "activity", "fund", "body", "donor", "expense")
_FORMS = ("recommendation", "activity", "fund")
_LISTS = ("organisation", "person", "place", "grouping")


@dataclass(frozen=True)
class Scene:
    """One page to draw: a name, where it is, and what is done there before the picture is taken."""

    name: str
    spot: Spot
    act: Act | None = None


_BEGIN = {
    EMPTY: ("empty-", "new-"),
    WAITING: ("joining", "waiting-"),
    CONFLICT: ("conflict", "today-conflict"),
    INSPECTED: ("inspected-",),
}
"""How the names of the scenes of each desk begin; all others are of the sample."""


def may_name(desk: str, pattern: str) -> bool:
    """Whether a pattern can name a scene of a desk, told before the desk is made."""
    head = pattern.partition("*")[0].partition("?")[0]
    own = _BEGIN.get(desk)
    if own is not None:
        return any(one.startswith(head) or head.startswith(one) for one in own)
    return not any(head.startswith(one) for some in _BEGIN.values() for one in some)


def scenes(desk: str, workspace: Workspace, sheets: Path) -> Iterator[Scene]:
    """What is drawn on a desk; files that are taken in lie in ``sheets``."""
    if desk == SAMPLE:
        yield from _of_sample(workspace, sheets)
    elif desk == EMPTY:
        for key in (place.key for place in PLACES):
            yield Scene(f"empty-{key}", Spot(key))
        yield Scene("empty-duties", Spot("duties"))
        yield Scene("empty-bank", Spot("bank"))
        yield Scene("empty-import", Spot("import"))
        yield Scene("new-consultation", Spot("consultations", act="new"))
        yield Scene("new-agreement", spot_of("agreement", act="new"))
    elif desk == WAITING:
        yield Scene("joining", Spot("joining"))
        yield Scene("waiting-exchange", Spot("exchange"))
        yield Scene("waiting-coalition", Spot("coalition"))
    elif desk == CONFLICT:
        yield Scene("today-conflict", Spot("today"))
        yield Scene("conflict", Spot("exchange"))
        yield Scene("conflict-coalition", Spot("coalition"))
    else:
        yield from _of_inspected(workspace)


def _of_sample(workspace: Workspace, sheets: Path) -> Iterator[Scene]:
    first = workspace.records.list("consultation", limit=4).records[0].id
    agreement = workspace.records.list("agreement").records[0].id
    for place in PLACES:
        yield Scene(place.key, Spot(place.key))
    yield Scene("consultation-record", Spot("consultations", record=first))
    yield Scene("consultation-history", Spot("consultations", record=first), _history)
    yield Scene("listening", Spot("consultations", record=first, act="edit"))
    yield Scene("consultation-fields", Spot("consultations", record=first, act="edit"), _fields)
    yield Scene("nothing-found", Spot("consultations", where=(("held_on", "1999"),)))
    yield Scene("concern", Spot("concerns", where=(("theme", "GBV-DOM"),)))
    yield Scene("concerns-leaving", Spot("concerns"), _leaving)
    for kind in _RECORDS:
        shown = workspace.records.list(kind, limit=1).records
        yield Scene(f"{kind}-record", spot_of(kind, shown[0].id if shown else ""))
    for kind in _FORMS:
        yield Scene(f"{kind}-form", spot_of(kind, workspace.records.list(kind).records[0].id, act="edit"))
    yield Scene("agreement-form", spot_of("agreement", agreement, act="edit", section="lines"))
    yield Scene("agreement-details", Spot("money", record=agreement, where=(("kind", "agreement"),)))
    yield Scene("behind-figure", Spot("funds", record=agreement, where=(("kind", "agreement"),)), _behind)
    yield Scene("behind-value", Spot("funds", record=agreement, where=(("kind", "agreement"),)), _value)
    account = workspace.records.list("account", limit=1).records[0].id
    yield Scene("account", Spot("funds", where=(("page", f"account/{account}"),)))
    yield Scene("expenses-grid", Spot("funds", where=(("page", f"grid/{agreement}"),)))
    yield Scene("expenses-shares", Spot("funds", where=(("page", f"grid/{agreement}"),)), _shares)
    yield Scene("expenses-paste", Spot("funds", where=(("page", "page/expenses"),)), _paste)
    for page in ("expenses", "rates", "trial", "postings", "closings"):
        yield Scene(f"books-{page}", Spot("funds", where=(("page", f"page/{page}"),)))
    yield Scene("bank", Spot("bank"))
    yield Scene("import", Spot("import"), lambda sitter: _import(sitter, sheets))
    for name, report in (("public", ""), ("blank", "blank"), ("half-year", "moj_half_year")):
        where = (("report", report),) if report else (("audience", "public"),)
        yield Scene(f"report-{name}", Spot("reports", where=where))
    yield Scene("report-figure", Spot("reports", where=(("report", "moj_half_year"),)), _stand)
    yield Scene("report-behind", Spot("reports", where=(("report", "budget_report"),)), _press)
    yield Scene("enrol", Spot("coalition", act="enrol"))
    yield Scene("duties", Spot("duties"))
    yield Scene("duty", Spot("duties"), _duty)
    yield Scene("duty-step", Spot("duties"), _duty_step)
    yield Scene("duty-rules", Spot("duties", section="rules"))
    for kind in _LISTS:
        yield Scene(f"{kind}-list", spot_of(kind))
    yield Scene("settings", Spot("settings"))
    yield Scene("settings-end", Spot("settings"), _scroll_down)
    yield Scene("help", Spot("help"))
    yield Scene("palette", Spot("today"), lambda sitter: sitter.desk.shell.open_palette())


def _of_inspected(workspace: Workspace) -> Iterator[Scene]:
    fund = workspace.records.list("fund", limit=1).records[0].id
    agreement = workspace.records.list("agreement").records[0].id
    yield Scene("inspected-today", Spot("today"))
    yield Scene("inspected-funds", Spot("funds"))
    yield Scene("inspected-fund", spot_of("fund", fund))
    yield Scene("inspected-form", spot_of("fund", fund, act="edit"))
    yield Scene("inspected-grid", Spot("funds", where=(("page", f"grid/{agreement}"),)))
    yield Scene("inspected-consultations", Spot("consultations"))
    yield Scene("inspected-settings", Spot("settings"))


def front_faults(entrance: Entrance[Any], page: str) -> None:
    """Leave a way to begin as it is after a mistake, where one is common."""
    if page == BEGIN:
        entrance.begin("Чашма", "М. Раҳимова", "як", "ду")


# --- what is done before the picture is taken ------------------------------------------------------


def _screen(sitter: Sitter) -> Any:  # noqa: ANN401 - each place has a screen of its own
    return sitter.desk.shell.screen_now


def _history(sitter: Sitter) -> None:
    _screen(sitter).record.tools.show_history()


def _fields(sitter: Sitter) -> None:
    _screen(sitter).form.head.view_asked.emit("fields")


def _leaving(sitter: Sitter) -> None:
    screen = _screen(sitter)
    screen.presenter.show_as_it_leaves("public")
    screen.presenter.narrow("theme", "")
    if not screen.as_table.isChecked():
        screen.as_table.click()


def _behind(sitter: Sitter) -> None:
    _screen(sitter).pages.agreement.balance.opened.emit("spent")


def _value(sitter: Sitter) -> None:
    """How the last value that has something to tell came about."""
    _behind(sitter)
    behind = _screen(sitter).pages.behind
    made = [place for place in range(behind.count) if behind.row(place).has_making]
    behind.open_value(made[-1] if made else 0)


def _stand(sitter: Sitter) -> None:
    _screen(sitter).shown.pages.stand_on("income")


def _press(sitter: Sitter) -> None:
    pages = _screen(sitter).shown.pages
    pages.stand_on("charged")
    pages.mark.click()


def _shares(sitter: Sitter) -> None:
    """An expense that two lines bear, with a tax withheld: typed, not left."""
    grid = _screen(sitter).pages.grid
    money, view = grid.money, grid.cells.grid.view
    tax = next(key for key in money.optional if "income_tax" in key)
    if tax not in money.chosen:
        money.choose(tax, is_shown=True)
    places = {column.key: at for at, column in enumerate(money.grid.columns)}
    place = money.rows.count
    money.grid.stand(place)
    account = money.grid.choices(place, places["account"], "")[0].text
    lines = [one.text for one in money.grid.choices(place, places["allocations.line"], "")]
    whole = {"spent_on": "5.3", "number": "17", "payee": "Ориён", "amount": "4 333,33", tax: "520"}
    for key, text in {**whole, "allocations.line": lines[0], "account": account}.items():
        money.grid.type(place, places[key], text)
    share = money.grid.split(place)
    places = {column.key: at for at, column in enumerate(money.grid.columns)}
    money.grid.type(share, places["allocations.line"], lines[1])
    money.grid.type(share, places["amount"], "30%")
    view.stand(share, places["amount"])


def _paste(sitter: Sitter) -> None:
    """A block in which two rows have the same voucher."""
    grid = _screen(sitter).pages.grid
    rows = (
        ("5.3", "17", "Ориён", "1", "", "", "", "", "300"),
        ("5.3", "17", "Ориён", "2", "", "", "", "", "40"),
    )
    agreement = grid.money.grid.choices(grid.money.rows.count, 5, "")[0].text
    text = "\n".join("\t".join((*row[:5], agreement, *row[6:])) for row in rows)
    grid.money.grid.read_block(text, grid.money.rows.count, 0, grid.cells.ask_about)


def _import(sitter: Sitter, sheets: Path) -> None:
    screen = _screen(sitter)
    screen.presenter.choose_kind("donor")
    screen.presenter.open(sheets / "donors.csv")


def _duty(sitter: Sitter) -> None:
    presenter = _screen(sitter).presenter
    presenter.choose(presenter.every[0].id if presenter.every else "")


def _duty_step(sitter: Sitter) -> None:
    _duty(sitter)
    presenter = _screen(sitter).presenter
    for step in presenter.next_steps()[:1]:
        presenter.begin(step.key)


def _scroll_down(sitter: Sitter) -> None:
    from PySide6.QtWidgets import QScrollArea  # noqa: PLC0415 - scenes are named without Qt

    for area in _screen(sitter).findChildren(QScrollArea):
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
