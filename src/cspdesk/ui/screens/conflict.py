"""Records whose versions wait for a decision: each a card, its versions side by side."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.conflicts import ConflictsPresenter, RecordConflict
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.compare import CompareGrid, CompareRow, CompareWords, Version
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, card, column, empty_out, row

T = Callable[[Msg | str], str]


class ConflictList(QWidget):
    """Cards of the presenter's records; ``open_asked`` is called with a record to look at."""

    def __init__(
        self,
        presenter: ConflictsPresenter,
        open_asked: Callable[[str, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._open_asked = open_asked
        self._shown: tuple[RecordConflict, ...] = ()
        self._language = ""
        self.heading = SectionHeading("")
        self.all = Button(kind="link", pressed=presenter.show_all)
        self._cards = column(spacing=14)
        self.cards: dict[str, ConflictCard] = {}
        self.setLayout(column(row((self.heading, 1), self.all), self._cards, spacing=8))

    def show_state(self, t: T, language: str) -> None:
        """Show what waits; what a person has begun to choose is left alone while it is the same."""
        presenter = self._presenter
        found = presenter.records()
        self.setVisible(bool(presenter.count))
        records = plural(N_("{n} record"), N_("{n} records"), presenter.count)
        told = plural(
            N_("{n} thing to decide, in {records}"),
            N_("{n} things to decide, in {records}"),
            presenter.decisions,
            records=records,
        )
        self.heading.set_text(t(told))
        self.all.set_words(t(N_("Show those put off")))
        self.all.setVisible(bool(presenter.later))
        if (found, language) == (self._shown, self._language):
            return
        self._shown, self._language = found, language
        empty_out(self._cards)
        self.cards = {}
        for one in found:
            made = ConflictCard(presenter, one, t, self._open_asked)
            self.cards[one.root] = made
            self._cards.addWidget(made)


class ConflictCard(QWidget):
    """One record: the grid, what is done with it, and a proposed deletion above."""

    def __init__(
        self,
        presenter: ConflictsPresenter,
        one: RecordConflict,
        t: T,
        open_asked: Callable[[str, str], None],
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._one = one
        self._open_asked = open_asked
        self.grid: CompareGrid | None = None
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        deletion = self._deletion(t) if one.deletion else None
        if one.rows and one.versions:
            self.grid = self._grid(t)
            self.grid.changed.connect(self._on_changed)
            self._on_changed()
        self.setLayout(column(deletion, self.grid, spacing=8))

    def _grid(self, t: T) -> CompareGrid:
        one = self._one
        words = CompareWords(
            t(msg(N_("Versions of {title}"), title=one.title)),
            t(N_("empty")),
            t(N_("Write another text")),
            t(N_("another text")),
        )
        self.take = Button(t(N_("Take the marked ones")), icon="check", pressed=self._on_take)
        self.later = Button(t(N_("Decide later")), kind="quiet", pressed=self._on_later)
        self.open = Button(t(N_("Open the record")), kind="link", pressed=self._on_open)
        note = label(
            t(N_("Nothing is thrown away: what is not taken stays in the record’s history.")),
            "hint",
            wrap=True,
        )
        line = row(
            Icon("clock-counter-clockwise", "ink3", 16),
            (column(note, self.fault, spacing=2), 1),
            self.open,
            self.later,
            self.take,
            spacing=10,
            margins=(14, 10, 14, 10),
        )
        foot = QWidget()
        foot.setLayout(line)
        versions = [Version(version.key, version.title, version.second) for version in one.versions]
        rows = [CompareRow(each.key, each.label, each.cells, each.may_write) for each in one.rows]
        return CompareGrid(one.title, versions, rows, words, foot=foot)

    def _deletion(self, t: T) -> QFrame:
        one = self._one
        told = label(
            t(msg(N_("{who} deleted this record; it was changed since."), who=one.deletion)), wrap=True
        )
        self.keep = Button(
            t(N_("Keep it")), pressed=lambda: self._presenter.settle_deletion(one.root, keep=True)
        )
        self.delete = Button(
            t(N_("Delete it")),
            kind="danger",
            pressed=lambda: self._presenter.settle_deletion(one.root, keep=False),
        )
        title = label(one.title, "strong", wrap=True)
        words = column(title, told, spacing=2)
        return card(row((words, 1), self.keep, self.delete, STRETCH, spacing=10, margins=(14, 10, 14, 10)))

    # --- what a person does --------------------------------------------------------------------------

    def _on_changed(self) -> None:
        self.fault.hide()
        self.take.setEnabled(self.grid is not None and bool(self.grid.choices()))

    def _on_take(self) -> None:
        if self.grid is not None:
            chosen = {key: (taken.version, taken.text) for key, taken in self.grid.choices().items()}
            self._presenter.settle(self._one.root, chosen, self._on_failed)

    def _on_failed(self, words: str) -> None:
        self.fault.setText(words)
        self.fault.show()

    def _on_later(self) -> None:
        self._presenter.put_off(self._one.root)

    def _on_open(self) -> None:
        self._open_asked(self._one.kind, self._one.root)
