"""An agreement's page: what came, what is spent and left, its life, its budget, what it bears and awaits."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.agreement_figures import (
    ALL,
    BALANCE,
    BROUGHT,
    DIFFERENCE,
    FUNDS,
    HELD,
    LABELS,
    LEFT,
    LINE,
    PROMISED,
    RECEIVED,
    RETURNED,
    SPENT,
    AgreementFigures,
)
from cspdesk.presenters.agreement_page import AgreementPage, AgreementPresenter
from cspdesk.presenters.life import life_of
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.figures import Balance, BalancePart
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, panel, row
from cspdesk.ui.kit.lifeline import LifeLine
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.kit.table import Column, Table, TableRow
from cspdesk.ui.look import theme
from cspdesk.ui.screens.funds_anew import ValuedAnewSection
from cspdesk.ui.screens.funds_dates import DatesTable
from cspdesk.ui.screens.funds_life import life_line

_CAME_FROM = (BROUGHT, RECEIVED, RETURNED, DIFFERENCE, SPENT, BALANCE)


class AgreementView(QWidget):
    """``figure_asked`` with the key of a figure, ``opened`` with the kind and id of a record,
    ``charge_asked`` for a new expense, ``grid_asked`` for all of them, ``whole_asked`` for the record itself.
    """

    figure_asked = Signal(str)
    opened = Signal(str, str)
    charge_asked = Signal()
    grid_asked = Signal()
    edit_asked = Signal(str)
    whole_asked = Signal()

    def __init__(self, presenter: AgreementPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self._title = label("", "title", wrap=True)
        self._second = label("", "small", wrap=True)
        self.whole = Button(kind="quiet", icon="file-text", pressed=self.whole_asked.emit)
        self.edit = Button(kind="quiet", icon="pencil-simple", pressed=lambda: self.edit_asked.emit(""))
        self.charge = Button(kind="primary", icon="plus", pressed=self.charge_asked.emit)
        self.balance = Balance(name="")
        self.balance.opened.connect(self.figure_asked)
        self.difference = Button(kind="link", pressed=lambda: self.figure_asked.emit(DIFFERENCE))
        self.banner = Banner()
        self.banner.link_pressed.connect(self._on_banner)
        self.life = LifeLine(name="")
        self.life.opened.connect(self._on_event)
        top = row((self._title, 1), self.whole, self.edit, self.charge, spacing=6)
        head = column(
            *(top, self._second, self.balance, row(self.difference, STRETCH), self.banner),
            spacing=6,
            margins=(24, 14, 20, 10),
        )
        self.sections = Sections(name="", more="")
        self._build_sections()
        self._body = body = panel(column(panel(head), (self.sections, 1), spacing=0))
        self._empty = EmptyPage("wallet", "")
        self._pages = QStackedWidget()
        for one in (self._empty, body):
            self._pages.addWidget(one)
        self.setLayout(column(self._pages, spacing=0))
        self._shown: object = None

    def _build_sections(self) -> None:
        """The sections, one under another; their tables are filled by ``show_state``."""
        self._all = Button(kind="link", pressed=self.grid_asked.emit)
        self._heads = {
            "expenses": SectionHeading("", link=self._all),
            "budget": SectionHeading(""),
            "balance": SectionHeading(""),
            "held": SectionHeading(""),
            "dates": SectionHeading(""),
        }
        self.charges = Table((), name="", fitted=True)
        self.charges.opened.connect(self._on_charge)
        self.budget = Table((), name="", fitted=True)
        self.budget.cell_opened.connect(self._on_budget)
        self.came = Table((), name="", fitted=True)
        self.came.cell_opened.connect(lambda key, _column: self.figure_asked.emit(key))
        self.held = Table((), name="", fitted=True)
        self.held.cell_opened.connect(lambda key, _column: self.figure_asked.emit(f"{HELD}:{key}"))
        self.dates = DatesTable(self.session)
        self.dates.opened.connect(self.opened)
        self.anew = ValuedAnewSection(self.presenter.anew)
        self.anew.opened.connect(self.opened)
        self.sections.add("anew", self.anew)
        contents: dict[str, tuple[QWidget, ...]] = {
            "expenses": (self.charges,),
            "budget": (self.budget,),
            "balance": (self.came,),
            "held": (self.held,),
            "dates": (self.life, self.dates),
        }
        for key, content in contents.items():
            held = QWidget()
            held.setLayout(column(self._heads[key], *content, spacing=8))
            self.sections.add(key, held)

    # --- showing

    def show_state(self) -> None:
        """Show the page that the presenter has read."""
        page, t = self.presenter.page, self.session.t
        self._pages.setCurrentWidget(self._empty if page is None else self._body)
        self._empty.say(
            t(N_("No agreement is chosen")), t(N_("Choose one in the list: its figures are shown here."))
        )
        for button in (self.edit, self.charge):
            button.setVisible(not self.session.is_read_only)
        news = () if page is None else self.presenter.anew.of(page.view.id)
        shown = (page, news, self.session.language)
        if page is None or shown == self._shown:
            return
        self._shown = shown
        self.charge.set_words(t(N_("Expense")))
        self._fit()
        self._show_head(page)
        self.anew.show_agreement(page.view.id, page.currency)
        self._show_charges(page)
        self._show_budget(page)
        self._show_came(page)
        self._show_held(page)
        self._show_life(page)
        self._fold_empty()
        self._show_anchors(page)

    def _fit(self) -> None:
        """Under large text on a small screen two of the buttons give their room to the title."""
        t, single = self.session.t, theme.current().is_single(self.window().width())
        for button, words in ((self.whole, t(N_("Details"))), (self.edit, t(N_("Edit")))):
            button.set_words("" if single else words, words if single else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show_head(self, page: AgreementPage) -> None:
        session, fields = self.session, page.view.fields
        t, formats = session.t, session.formats
        number, title = str(fields.get("number", "")), str(fields.get("title", ""))
        named = page.books.names.agreements.get(page.view.id)
        starts, ends = str(fields.get("starts", "")), str(fields.get("ends", ""))
        span = " – ".join(formats.when(day) for day in (starts, ends) if day)
        agreed = ""
        if page.figures is not None and page.figures.agreement.total:
            total = page.figures.agreement.total_on(page.books.day)
            agreed = t(msg(N_("{amount} agreed"), amount=formats.amount_with_code(total, page.currency)))
        self._title.setText(title or number)
        told = (named.donor if named is not None else "", number if title else "", span, agreed)
        self._second.setText(" · ".join(one for one in told if one))
        for part in (self.balance, self.difference):
            part.setVisible(page.figures is not None)
        if page.figures is not None:
            self.balance.tell(self._balance_parts(page.figures, page.currency))
            self._show_difference(page.figures, page.currency)
        self._show_banner(page)

    def _balance_parts(self, figures: AgreementFigures, currency: str) -> list[BalancePart]:
        t, formats = self.session.t, self.session.formats
        words = {
            FUNDS: N_("Came, {currency}"),
            SPENT: N_("Spent"),
            PROMISED: N_("Promised"),
            LEFT: N_("Left"),
        }
        return [
            BalancePart(
                one.key,
                t(msg(words[one.key], currency=currency)),
                formats.figures(one.minor, currency),
                one.minor,
            )
            for one in (figures.figure(key) for key in words)
        ]

    def _show_difference(self, figures: AgreementFigures, currency: str) -> None:
        """What exchange rates did to what is left: apart, for nobody sent it and nobody spent it."""
        one, formats = figures.figure(DIFFERENCE), self.session.formats
        amount = formats.amount_with_code(one.minor, currency)
        self.difference.setVisible(bool(one.minor))
        self.difference.set_words(f"{self.session.t(LABELS[DIFFERENCE])}: {amount}")

    def _show_banner(self, page: AgreementPage) -> None:
        t = self.session.t
        if page.unready is not None:
            self.banner.say(t(page.unready), "warn", link=t(N_("Edit")))
        elif page.lacking:
            lacking = plural(
                N_("{n} expense counts nowhere yet: something is missing."),
                N_("{n} expenses count nowhere yet: something is missing."),
                page.lacking,
            )
            self.banner.say(t(lacking), "warn", link=t(N_("Show")))
        elif page.unvalued is not None:
            self.banner.say(t(page.unvalued), "warn", link=t(N_("Show")))
        told = page.unready or page.unvalued
        self.banner.setVisible(told is not None or bool(page.lacking))

    def _show_charges(self, page: AgreementPage) -> None:
        t, formats = self.session.t, self.session.formats
        self._heads["expenses"].set_text(t(N_("Expenses")))
        self._heads["expenses"].set_count(formats.integer(page.charge_count) if page.charge_count else "")
        self._all.set_words(t(N_("Expenses in the grid")))
        foreign = page.currency not in ("", "TJS")
        columns = [
            Column("day", t(N_("Date")), dim=True),
            Column("line", t(N_("Line")), dim=True),
            Column("what", t(N_("What for")), grows=True),
            Column("tjs", "TJS", "right"),
        ]
        if foreign:
            columns.append(Column("value", page.currency, "right"))
        self.charges.set_columns(columns)
        self.charges.view.setAccessibleName(t(N_("Expenses")))
        rows = []
        for one in page.charges:
            cells = [formats.day(one.day), ", ".join(one.lines), one.words, formats.figures(one.tjs, "TJS")]
            if foreign:
                cells.append(formats.figures(one.value, page.currency))
            rows.append(TableRow(f"{one.kind}/{one.document}", tuple(cells)))
        self.charges.set_rows(rows)
        shown = msg(N_("Shown {n} of {all}"), n=len(rows), all=page.charge_count)
        sums = [formats.figures(sum(one.tjs for one in page.charges), "TJS")]
        if foreign:
            sums.append(formats.figures(sum(one.value for one in page.charges), page.currency))
        self.charges.set_total(("", "", t(shown), *sums) if rows else ())

    def _show_budget(self, page: AgreementPage) -> None:
        t, formats = self.session.t, self.session.formats
        self._heads["budget"].set_text(t(N_("Budget by line")))
        self.budget.set_columns(
            (
                Column("line", t(N_("Line")), dim=True),
                Column("title", t(N_("Title")), grows=True),
                Column("original", t(N_("Original")), "right", opens=True),
                Column("current", t(N_("Now")), "right", opens=True),
                Column(SPENT, t(N_("Spent")), "right", opens=True),
                Column(LEFT, t(N_("Left")), "right", opens=True),
            )
        )
        self.budget.view.setAccessibleName(t(N_("Budget by line")))
        rows = []
        found = () if page.figures is None else page.figures.budget
        for at, one in enumerate(found):
            is_all = at == len(found) - 1
            title = t(N_("All lines")) if is_all else page.books.names.lines.get((page.view.id, one.line), "")
            figures = (one.original, one.current, one.cumulative, one.left)
            cells = (
                "" if is_all else one.line,
                title or ("" if one.line else t(N_("Without a line"))),
                *(formats.figures(minor, page.currency) for minor in figures),
            )
            rows.append(TableRow(ALL if is_all else one.line, cells, strong=is_all))
        self.budget.set_rows(rows)

    def _show_came(self, page: AgreementPage) -> None:
        t, formats = self.session.t, self.session.formats
        self._heads["balance"].set_text(t(N_("The balance and where it came from")))
        self.came.set_columns(
            (Column("what", t(N_("What")), grows=True), Column("sum", page.currency, "right", opens=True))
        )
        self.came.view.setAccessibleName(t(N_("The balance and where it came from")))
        rows = []
        for key in _CAME_FROM if page.figures is not None else ():
            one = page.figures.figure(key) if page.figures is not None else None
            if one is not None and (one.minor or key in (RECEIVED, SPENT, BALANCE)):
                minor = -one.minor if key in (RETURNED, SPENT) else one.minor
                shown = formats.figures(minor, page.currency)
                rows.append(TableRow(key, (t(LABELS[key]), shown), strong=key == BALANCE))
        self.came.set_rows(rows)

    def _show_held(self, page: AgreementPage) -> None:
        t, formats = self.session.t, self.session.formats
        self._heads["held"].set_text(t(N_("Where it lies")))
        self.held.set_columns(
            (
                Column("account", t(N_("Account")), grows=True),
                Column("sum", t(N_("Amount")), "right", opens=True),
            )
        )
        self.held.view.setAccessibleName(t(N_("Where it lies")))
        held = () if page.figures is None else page.figures.held()
        self.held.set_rows(
            [
                TableRow(
                    account,
                    (
                        self._account(page, account, minor),
                        formats.amount_with_code(minor, currency),
                    ),
                )
                for account, currency, minor in held
            ]
        )

    def _account(self, page: AgreementPage, account: str, minor: int) -> str:
        name = self.session.t(page.books.names.account(account))
        if minor >= 0:
            return name
        return self.session.t(msg(N_("{account}: borrowed from other agreements"), account=name))

    def _show_life(self, page: AgreementPage) -> None:
        t = self.session.t
        self._heads["dates"].set_text(t(N_("Line of life")))
        facts = life_of(page)
        self.life.setAccessibleName(t(N_("Line of life")))
        self.life.tell(None if facts is None else life_line(self.session, facts, page.books.day))
        self.dates.tell(() if facts is None else facts.events)

    def _fold_empty(self) -> None:
        """A table with nothing in it is a word beside its heading, not heads over nothing."""
        tables = {
            "expenses": self.charges,
            "budget": self.budget,
            "balance": self.came,
            "held": self.held,
            "dates": self.dates.table,
        }
        for key, table in tables.items():
            is_empty = not table.view.model().rowCount()
            table.setVisible(not is_empty)
            if is_empty:
                self._heads[key].set_count(self.session.t(N_("none yet")))
            elif key != "expenses":
                self._heads[key].set_count("")

    def _show_anchors(self, page: AgreementPage) -> None:
        t = self.session.t
        self.sections.anchors.setAccessibleName(t(N_("Sections")))
        words: dict[str, Msg] = {
            **({"anew": msg(N_("Valued anew"))} if self.anew.is_told else {}),
            "expenses": msg(N_("Expenses")),
            "budget": msg(N_("Budget")),
            "balance": msg(N_("Balance")),
            "held": msg(N_("Accounts")),
            "dates": msg(N_("Line of life")),
        }
        self.sections.anchors.set_anchors([(key, t(text)) for key, text in words.items()])

    # --- what a person does

    def _on_budget(self, line: str, column: str) -> None:
        self.figure_asked.emit(f"{LINE}:{line}:{column}")

    def _on_charge(self, key: str) -> None:
        kind, _, document = key.partition("/")
        self.opened.emit(kind, document)

    def _on_event(self, key: str) -> None:
        page = self.presenter.page
        facts = life_of(page) if page is not None else None
        found = next((one for one in (facts.events if facts else ()) if one.key == key), None)
        if found is not None and found.opens[1]:
            self.opened.emit(*found.opens)

    def _on_banner(self) -> None:
        page = self.presenter.page
        if page is not None and page.unready is not None:
            self.edit_asked.emit("")
        elif page is not None and not page.lacking and page.unvalued is not None:
            self.figure_asked.emit(PROMISED)
        else:
            self.grid_asked.emit()
