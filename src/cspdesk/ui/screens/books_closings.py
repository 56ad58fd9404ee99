"""Closings: the periods that are closed, and closing the next with every reason that stands in the way."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.closing_page import BankRow, ClosingPresenter
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.amount import AmountEditor
from cspdesk.ui.kit.editors.reading import Readers
from cspdesk.ui.kit.editors.text import TextEditor
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, panel, readable, row
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.table import Column, Table, TableRow

_SHORT = 16
"""Digits of a fingerprint that a table shows."""


class ClosingsView(QWidget):
    """``opened`` with the kind and id of what stands in the way, ``went_back``."""

    opened = Signal(str, str)
    went_back = Signal()

    def __init__(self, presenter: ClosingPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.went_back.emit)
        self._title = label("", "title")
        self._note = label("", "dim", wrap=True)
        self._closed = SectionHeading("")
        self.table = Table((), name="", fitted=True)
        self._next = SectionHeading("")
        self._offered = row(STRETCH, spacing=8)
        self._state = label("", "strong", wrap=True)
        self._state_icon = Icon("circle-dashed", "warn")
        self.bars = RowList(name="", mode="open", inset=0, fitted=True)
        self.bars.opened.connect(self._on_bar)
        self._banks = column(spacing=8)
        self.reason = TextEditor(name="")
        self.reason.edited.connect(self._on_reason)
        self.act = Button(kind="primary", icon="lock-simple", pressed=presenter.sign)
        head = row(self.back, (self._title, 1), spacing=6, margins=(12, 12, 20, 4))
        self._chosen = QWidget()
        self._chosen.setLayout(
            column(
                row(self._state_icon, (self._state, 1), spacing=8),
                self.bars,
                self._banks,
                self.reason,
                row(self.act, STRETCH),
                spacing=10,
            )
        )
        held = QWidget()
        held.setLayout(
            column(
                self._note,
                12,
                self._closed,
                self.table,
                12,
                self._next,
                self._offered,
                self._chosen,
                STRETCH,
                spacing=8,
                margins=(24, 4, 20, 16),
            )
        )
        self.setLayout(column(panel(head), (VScroll(readable(held, 110)), 1), spacing=0))
        self._keys: tuple[tuple[str, str], ...] = ()
        self._built: object = None

    # --- showing

    def show_state(self) -> None:
        """Show what is closed, and what the chosen period awaits."""
        t, presenter = self.session.t, self.presenter
        self.back.set_words("", t(N_("Back")))
        self._title.setText(t(N_("Closings")))
        self._note.setText(
            t(
                N_(
                    "A closing signs what is held for a period. Its figures stay as they are; what comes"
                    " later counts in the next period."
                )
            )
        )
        self._closed.set_text(t(N_("Closed periods")))
        self._next.set_text(t(N_("Close a period")))
        self._show_closed()
        self._show_offered()
        self._chosen.setVisible(presenter.period is not None)
        if presenter.period is not None:
            self._show_bars()
            self._show_banks()

    def _show_closed(self) -> None:
        t, formats = self.session.t, self.session.formats
        self.table.set_columns(
            (
                Column("period", t(N_("Period")), grows=True),
                Column("on", t(N_("Closed on"))),
                Column("by", t(N_("By"))),
                Column("print", t(N_("Fingerprint")), dim=True),
            )
        )
        self.table.view.setAccessibleName(t(N_("Closed periods")))
        rows = [
            TableRow(
                one.id,
                (
                    formats.period(one.period.first, one.period.last),
                    formats.day(one.on) if one.on is not None else "",
                    one.signer,
                    one.fingerprint[:_SHORT],
                ),
            )
            for one in self.presenter.closed
        ]
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._closed.set_count(formats.integer(len(rows)) if rows else t(N_("none yet")))

    def _show_offered(self) -> None:
        t, formats, presenter = self.session.t, self.session.formats, self.presenter
        offered = presenter.offered()
        chosen = presenter.period
        built = (offered, chosen, self.session.language)
        if built == self._built:
            return
        self._built = built
        empty_out(self._offered)
        for one in offered:
            button = Button(
                formats.period(one.first, one.last),
                kind="filter",
                pressed=partial(presenter.choose, one.code),
            )
            button.setProperty("on", "true" if chosen == one else "false")
            self._offered.addWidget(button)
        if not offered:
            self._offered.addWidget(label(t(N_("No half-year is over that is not closed.")), "hint"))
        self._offered.addStretch(1)

    def _show_bars(self) -> None:
        t, presenter = self.session.t, self.presenter
        bars = presenter.bars
        if bars is None:
            return
        if bars:
            told = plural(N_("{n} thing stands in the way."), N_("{n} things stand in the way."), len(bars))
            self._state.setText(t(told))
        else:
            self._state.setText(t(N_("Nothing stands in the way.")))
        self._state_icon.set_icon(*(("warning-circle", "warn") if bars else ("check-circle", "good")))
        self._keys = tuple((one.kind, one.record) for one in bars)
        self.bars.setAccessibleName(self._state.text())
        self.bars.set_rows(
            [
                RowView(str(at), t(one.reason), self._named(one.kind, one.record), icon="warning-circle")
                for at, one in enumerate(bars)
            ]
        )
        self.bars.setVisible(bool(bars))
        self.reason.set_name(t(N_("Reason, where a statement is missing")))
        self.reason.setVisible(bool(presenter.excused))
        self.act.set_words(t(N_("Close the period")))
        self.act.setEnabled(presenter.can_close)

    def _named(self, kind: str, record: str) -> str:
        session = self.session
        if kind == "account":
            state = self.presenter.books.state
            return "" if state is None else state.names.accounts.get(record, "")
        return session.finder.any_title(record)[1] if record else ""

    def _show_banks(self) -> None:
        """One line for each bank; made once for each period, for they are typed into."""
        rows = self.presenter.bank_rows()
        period = self.presenter.period
        built = (period, tuple(one.account for one in rows), self.session.language)
        if self._banks.property("built") == str(built):
            return
        self._banks.setProperty("built", str(built))
        empty_out(self._banks)
        t, formats = self.session.t, self.session.formats
        readers = Readers(formats, t, self.session.clock.today)
        for one in rows:
            name = t(msg(N_("{account}: what the bank says"), account=one.name))
            editor = AmountEditor(
                readers.amount,
                (one.currency,),
                name=name,
                currency_name=t(N_("Currency")),
                currency=one.currency,
            )
            editor.left.connect(partial(self._on_stated, one, editor))
            missing = Button(t(N_("No statement")), kind="filter")
            missing.setCheckable(True)
            missing.setProperty("on", "false")
            missing.toggled.connect(partial(self._on_excused, one.account))
            booked = t(msg(N_("Books: {amount}"), amount=formats.amount_with_code(one.booked, one.currency)))
            line = row((label(name, wrap=True), 1), label(booked, "small"), editor, missing, spacing=10)
            held = QWidget()
            held.setLayout(line)
            self._banks.addWidget(held)

    # --- what a person does

    def _on_bar(self, key: str) -> None:
        if key.isdecimal():
            kind, record = self._keys[int(key)]
            if record:
                self.opened.emit(kind, record)

    def _on_stated(self, one: BankRow, editor: AmountEditor) -> None:
        value = editor.value()
        self.presenter.state_bank(one.account, None if value is None else value[0])

    def _on_excused(self, account: str, excused: bool) -> None:  # noqa: FBT001 - Qt hands it so
        self.presenter.excuse(account, excused=excused)

    def _on_reason(self) -> None:
        self.presenter.reason = self.reason.value() or ""
        self.act.setEnabled(self.presenter.can_close)
