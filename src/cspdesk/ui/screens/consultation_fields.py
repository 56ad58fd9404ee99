"""All fields of a consultation, in sections under an index; what the listening entry asks is here too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.quality import is_sensitive
from cspdesk.domain.text import N_
from cspdesk.presenters.form import FormPresenter
from cspdesk.ui.boundrow import BoundRow
from cspdesk.ui.cellgrid import FIELD as PARTICIPANTS
from cspdesk.ui.cellgrid import CellGrid
from cspdesk.ui.fields import Editors
from cspdesk.ui.filelist import FileList
from cspdesk.ui.kit.editors.search import Find
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, readable, row
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.kit.suggestions import Suggestion
from cspdesk.ui.partcards import PartCards
from cspdesk.ui.screens.consultation_layout import (
    ADD_WORDS,
    HIDDEN_WHERE_SENSITIVE,
    SECTIONS,
    FormSection,
)

_LINKED_KINDS = ("recommendation", "activity", "consultation", "agreement", "fund")


class ConsultationFields(QWidget):
    """The whole form; ``attach`` lets a person choose files to attach."""

    def __init__(
        self, form: FormPresenter, attach: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.form = form
        self._attach = attach
        self._editors = Editors(form.session)
        self._rows: dict[str, BoundRow] = {}
        self._cards: dict[str, PartCards] = {}
        self._section_of: dict[str, str] = {}
        t = form.session.t
        self._grid = CellGrid(form)
        self._files = FileList(form.session, attach=attach)
        self.sections = Sections(name=t(N_("Sections")), more=t(N_("More sections")))
        for section in SECTIONS:
            self.sections.add(section.key, self._section(section))
            self._section_of.update(dict.fromkeys(section.fields, section.key))
        self.sections.anchors.set_anchors([(one.key, t(one.heading)) for one in SECTIONS])
        self.setLayout(column(self.sections, spacing=0))
        self.show_state()

    def _section(self, section: FormSection) -> QWidget:
        t = self.form.session.t
        items: list[QWidget] = [SectionHeading(t(section.heading))]
        if section.note:
            items.append(label(t(section.note), "hint", wrap=True))
        items += [self._field(name) for name in section.fields]
        body = QWidget()
        body.setLayout(column(*items, spacing=12))
        return readable(body, 96)

    def _field(self, name: str) -> QWidget:
        if name == PARTICIPANTS:
            held = QWidget()
            held.setLayout(row(self._grid, STRETCH))
            return held
        if name == "attachments":
            return self._files
        if name in self.form.part_kinds:
            words = ADD_WORDS.get(name, N_("Add a link"))
            cards = PartCards(
                self.form, name, self._editors, add=self.form.session.t(words), find_of=self._find_of
            )
            self._cards[name] = cards
            return cards
        made = BoundRow(self.form, name, self._editors)
        self._rows[name] = made
        return made

    def focus_first(self) -> None:
        """Give the keyboard to the first field."""
        next(iter(self._rows.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def show_state(self) -> None:
        """Copy the form's state into every row, grid and card."""
        for bound in self._rows.values():
            bound.show_state()
        for cards in self._cards.values():
            cards.show_state()
        self._grid.show_state()
        self._files.show_record(self.form.record)
        sealed = is_sensitive(self.form.state.fields())
        for name in HIDDEN_WHERE_SENSITIVE:
            self._rows[name].setVisible(not sealed or self.form.state.value(name) is not None)

    def open_field(self, where: str) -> None:
        """Bring a field into sight and give it the keyboard: ``place``, ``concerns.2.severity``."""
        name, *rest = where.replace("/", ".").split(".")
        self.sections.go(self._section_of.get(name, ""))
        if name == PARTICIPANTS:
            self._grid.setFocus()
        elif name in self._rows:
            self._rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in self._cards:
            cards = self._cards[name]
            place = int(rest[0]) if rest and rest[0].isdecimal() else 0
            key = cards.card_of(place)
            if key:
                cards.open_card(key, rest[1] if len(rest) > 1 else "")
            else:
                cards.add.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what references may name

    def _find_of(self, parts: str, field: str) -> Find | None:
        if field == "concern":
            return self._find_concern
        if parts == "links":
            return self._find_linked
        return None

    def _find_concern(self, typed: str) -> list[Suggestion]:
        """The concerns of this consultation; those never saved are saved first, for they have no id."""
        rows = self.form.state.rows("concerns")
        if any(not self.form.id_of(one.key) for one in rows):
            self.form.save()
        found = []
        for one in rows:
            words, id_ = str(one.values.get("words") or ""), self.form.id_of(one.key)
            if id_ and typed.casefold() in words.casefold():
                found.append(Suggestion(id_, words, code=str(one.values.get("theme") or "")))
        return found

    def _find_linked(self, typed: str) -> list[Suggestion]:
        session = self.form.session
        kinds = {kind.name: kind for kind in session.workspace.records.kinds()}
        return [
            Suggestion(found.id, found.title, second=session.t(kinds[kind].label))
            for kind in _LINKED_KINDS
            for found in session.finder.find(kind, typed, most=5)
            if found.id != self.form.record
        ]
