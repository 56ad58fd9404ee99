"""On an agreement's page: what came to another value though nobody touched it, before and after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, plural
from cspdesk.presenters.valued_anew import Anew, ValuedAnew
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.table import Column, Table, TableRow


class ValuedAnewSection(QWidget):
    """``opened`` with kind and id of a document."""

    opened = Signal(str, str)

    def __init__(self, presenter: ValuedAnew, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._agreement = ""
        self.seen = Button(kind="link", pressed=lambda: self.presenter.seen(self._agreement))
        self.heading = SectionHeading("", link=self.seen)
        self._why = label("", "hint", wrap=True)
        self.table = Table((), name="", fitted=True)
        self.table.opened.connect(self._on_opened)
        self.setLayout(column(self.heading, self._why, self.table, spacing=8))
        self.hide()

    @property
    def is_told(self) -> bool:
        """Whether there is news of the agreement."""
        return not self.isHidden()

    def show_agreement(self, agreement: str, currency: str) -> None:
        """Show the news of an agreement; the section is gone where there is none."""
        self._agreement = agreement
        session = self.presenter.session
        t, formats = session.t, session.formats
        found = self.presenter.of(agreement)
        self.setVisible(bool(found))
        said = plural(N_("{n} expense valued anew"), N_("{n} expenses valued anew"), len(found))
        self.heading.set_text(t(said))
        self.seen.set_words(t(N_("Mark as seen")))
        self._why.setText(t(N_("Not changed by hand: an older document came in, or a rate is another.")))
        self.table.set_columns(
            (
                Column("day", t(N_("Date")), dim=True),
                Column("what", t(N_("What for")), grows=True),
                Column("before", t(N_("Before")), "right", dim=True),
                Column("after", t(N_("After")), "right"),
            )
        )
        self.table.view.setAccessibleName(t(said))

        def row(one: Anew) -> TableRow:
            day = "" if one.day is None else formats.day(one.day)
            values = (formats.figures(minor, currency) for minor in (one.before, one.after))
            return TableRow(f"{one.kind}/{one.document}", (day, one.words, *values))

        self.table.set_rows([row(one) for one in found])

    def _on_opened(self, key: str) -> None:
        kind, _, document = key.partition("/")
        self.opened.emit(kind, document)
