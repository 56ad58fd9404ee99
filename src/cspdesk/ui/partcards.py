"""The parts of a field as cards, one under another: each folds to its title, opens to all its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.fields import Kind
from cspdesk.domain.quality import is_sensitive
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.formstate import Row
from cspdesk.ui.boundrow import BoundRow
from cspdesk.ui.fields import SEALED, Editors
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.search import Find
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, card, column, row

FindOf = Callable[[str, str], Find | None]
"""What offers records for a reference, by the name of the parts' field and of the reference."""
FEW = 5
"""Fields that a card shows without being asked."""


def _nothing_found(_parts: str, _field: str) -> Find | None:
    return None


class PartCards(QWidget):
    """The parts of one field of a form."""

    def __init__(
        self,
        form: FormPresenter,
        name: str,
        editors: Editors,
        *,
        add: str,
        leave_out: Sequence[str] = (),
        find_of: FindOf = _nothing_found,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form, self.name = form, name
        self._editors = editors
        self._find_of = find_of
        self._kind = form.part_kinds[name]
        self._leave_out = frozenset(leave_out)
        self._cards: dict[str, PartCard] = {}
        self._column = column(spacing=8)
        self.add = Button(add, kind="plain", icon="plus", pressed=self._on_add)
        self.setLayout(column(self._column, row(self.add, STRETCH), spacing=8))
        self.show_state()

    def show_state(self) -> None:
        """Show a card for each part, those that are there already as they are."""
        rows = self.form.state.rows(self.name)
        keys = [one.key for one in rows]
        for gone in [key for key in self._cards if key not in keys]:
            self._column.removeWidget(self._cards[gone])
            old = self._cards.pop(gone)
            old.hide()
            old.deleteLater()
        for place, one in enumerate(rows):
            known = self._cards.get(one.key)
            if known is None:
                known = PartCard(self, one)
                self._cards[one.key] = known
                self._column.insertWidget(place, known)
            known.show_state(one)

    def open_card(self, key: str, field: str = "") -> None:
        """Unfold a card and give the keyboard to a field of it, or to its first."""
        if key in self._cards:
            self._cards[key].unfold(field)

    def card_of(self, place: int) -> str:
        """The key of the part at a place."""
        rows = self.form.state.rows(self.name)
        return rows[place].key if place < len(rows) else ""

    def make_rows(self, key: str) -> dict[str, BoundRow]:
        """Rows for all fields of a part."""
        return {
            f.name: BoundRow(
                self.form,
                f"{self.name}/{key}/{f.name}",
                self._editors,
                find=self._find_of(self.name, f.name),
            )
            for f in self._kind.fields
            if f.name not in self._leave_out
        }

    @property
    def kind(self) -> Kind:
        """The kind of the parts."""
        return self._kind

    def _on_add(self) -> None:
        key = self.form.add(self.name)
        self.show_state()
        self.open_card(key)


class PartCard(QWidget):
    """One part: a head with its title, and its fields beneath once it is unfolded."""

    def __init__(self, cards: PartCards, part: Row) -> None:
        super().__init__()
        self._cards = cards
        self._key = part.key
        t = cards.form.session.t
        self._head = Button(kind="fold", icon="caret-right", pressed=self._toggle)
        self._head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._second = label("", "small")
        remove = Button(kind="quiet", icon="trash", tip=t(N_("Remove")), pressed=self._on_remove)
        self._remove = remove
        self._note_text = label(t(SEALED), "small", wrap=True)
        self._note = QWidget()
        icon = Icon("lock-simple", "warn", 14)
        line = row(icon, (self._note_text, 1), spacing=6)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self._note.setLayout(line)
        self._rows: dict[str, BoundRow] = {}
        self._fields_place = column(spacing=10)
        self._body = QWidget()
        self._body.setLayout(column(self._note, self._fields_place, spacing=10, margins=(12, 2, 12, 12)))
        frame = card(
            column(
                row((self._head, 1), self._second, remove, spacing=6, margins=(4, 4, 6, 4)),
                self._body,
                spacing=0,
            )
        )
        self.setLayout(column(frame))
        self._is_open = len(cards.kind.fields) <= FEW
        self._fold()

    def show_state(self, part: Row) -> None:
        """Show the part's title and, where it is unfolded, its fields."""
        t = self._cards.form.session.t
        title = str(part.values.get(self._cards.kind.title or "", "") or t(self._cards.kind.label))
        self._head.set_words(title)
        self._head.setAccessibleName(title)
        self._remove.setAccessibleName(t(msg(N_("Remove: {title}"), title=title)))
        theme = part.values.get("theme")
        self._second.setText(t(label_of("concern_theme", theme)) if isinstance(theme, str) else "")
        sealed = is_sensitive({"concerns": [dict(part.values)]}) and self._cards.name == "concerns"
        self._note.setVisible(sealed)
        for name, bound in self._rows.items():
            # where the topic may harm, nothing asks for a case
            empty = not part.values.get(name)
            bound.setVisible(not (sealed and name == "details" and empty))
            bound.show_state()

    def unfold(self, field: str = "") -> None:
        """Show the fields, and give the keyboard to one."""
        if not self._is_open:
            self._toggle()
        target = self._rows.get(field) or next(iter(self._rows.values()), None)
        if target is not None:
            target.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._fold()
        part = self._cards.form.state.row(self._cards.name, self._key)
        if part is not None:
            self.show_state(part)

    def _fold(self) -> None:
        self._head.set_icon("caret-down" if self._is_open else "caret-right")
        self._body.setVisible(self._is_open)
        if self._is_open and not self._rows:
            self._rows = self._cards.make_rows(self._key)
            for bound in self._rows.values():
                self._fields_place.addWidget(bound)

    def _on_remove(self) -> None:
        self._cards.form.remove(self._cards.name, self._key)
        self._cards.show_state()
