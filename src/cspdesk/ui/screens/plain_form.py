"""The form of a plain kind, made from its description: fields in order, parts as cards, what is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.kind_places import KINDS_OF_PLACE, MONEY, MONEY_REGISTER
from cspdesk.presenters.session import Session
from cspdesk.ui.boundrow import LABEL, BoundRow
from cspdesk.ui.cellgrid import FIELD as PARTICIPANTS
from cspdesk.ui.cellgrid import CellGrid
from cspdesk.ui.fields import Editors
from cspdesk.ui.filelist import FileList
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.search import Find
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, panel, readable, row
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.kit.suggestions import Suggestion
from cspdesk.ui.look import theme
from cspdesk.ui.partcards import PartCards
from cspdesk.ui.partgrid import GRIDS, PartGrid
from cspdesk.ui.screens.record_form import RecordForm
from cspdesk.ui.screens.somoni import SURE, somoni_words

ATTACHMENTS = "attachments"
LINKS = "links"
LINKED_KINDS = ("consultation", "recommendation", "activity", "agreement", "fund", "expense", "contract")
DOCUMENTS = (*KINDS_OF_PLACE[MONEY], *KINDS_OF_PLACE[MONEY_REGISTER])
"""Kinds among which a field of money that names any record is looked for."""
_MONEY = ("amount", "rate")
_SELDOM = ("accounted", "day_order", "replaces")
"""Fields that corrections fill in by themselves: a person looks past them, so they stand at the very end."""


class PlainForm(RecordForm):
    """One record of a plain kind being written."""

    def __init__(self, session: Session, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(session, kind, parent)
        self._language = ""
        self._rows: dict[str, BoundRow] = {}
        self._cards: dict[str, PartCards] = {}
        self._grids: dict[str, PartGrid] = {}
        self._grid: CellGrid | None = None
        self._files: FileList | None = None
        self._somoni = label("", "hint", wrap=True)
        self._section_of: dict[str, str] = {}
        self._build_head()
        self._place = column(spacing=0)
        self.sections: Sections | None = None
        self.setLayout(column(self._head, hairline(), (self._place, 1), spacing=0))

    def _build_head(self) -> None:
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.close_form)
        self._kept_icon = Icon("check-circle", "good", 14)
        self._kept = label("", "small")
        self.done = Button(kind="primary", pressed=self.close_form)
        self.sure = Button(icon="check", pressed=self._on_sure)
        self._title = label("", "title", wrap=True)
        self._missing = Flow(spacing=14)
        top = row(self.back, STRETCH, self._kept_icon, self._kept, 10, self.sure, self.done, spacing=6)
        self._head = panel(column(top, self._title, self._missing, spacing=6, margins=(24, 12, 20, 10)))
        self._missing_shown: tuple[str, ...] | None = None

    # --- opening

    def begin(self, **given: object) -> None:
        """A new record, with what is known beforehand."""
        self.form.begin(**given)

    # --- building

    def _build(self) -> None:
        """Make the fields, anew after a switch of language: editors know one."""
        if self.sections is not None:
            self._place.removeWidget(self.sections)
            self.sections.hide()
            self.sections.deleteLater()
        t, kind = self.session.t, self.form.kind
        self._language = self.session.language
        self._editors = Editors(self.session)
        self._rows, self._cards, self._section_of = {}, {}, {}
        self._release_grids()
        self._grid = self._files = None
        self.sections = Sections(name=t(N_("Sections")), more=t(N_("More sections")))
        plain = [field for field in kind.fields if field.type != "parts" and field.name not in _SELDOM]
        seldom = [kind.by_name[name] for name in _SELDOM if name in kind.by_name]
        anchors = [("details", t(N_("Details")))]
        self._add("details", t(N_("Details")), [self._row(field) for field in plain])
        self._section_of.update((field.name, "details") for field in plain)
        for field in kind.parts():
            heading = t(field.label)
            self._add(field.name, heading, [self._part(field)], t(field.help) if field.help else "")
            self._section_of[field.name] = field.name
            anchors.append((field.name, heading))
        if seldom:
            self._add("seldom", t(N_("Seldom needed")), [self._row(field) for field in seldom])
            self._section_of.update((field.name, "seldom") for field in seldom)
            anchors.append(("seldom", t(N_("Seldom needed"))))
        self.sections.anchors.set_anchors(anchors if len(anchors) > 1 else ())
        self._place.addWidget(self.sections)

    def _add(self, key: str, heading: str, content: list[QWidget], note: str = "") -> None:
        if self.sections is None:
            return
        told = label(note, "hint", wrap=True) if note else None
        held = QWidget()
        held.setLayout(column(SectionHeading(heading), told, *content, spacing=12))
        self.sections.add(key, readable(held, 96))

    def _row(self, field: Field) -> QWidget:
        made = BoundRow(self.form, field.name, self._editors, find=self._find_for(field))
        self._rows[field.name] = made
        if field.name != _MONEY[-1]:
            return made
        self._somoni = label("", "hint", wrap=True)
        indent = theme.current().px(LABEL + 12)
        held = QWidget()
        held.setLayout(column(made, row((self._somoni, 1), margins=(indent, 0, 0, 0)), spacing=2))
        return held

    def _part(self, field: Field) -> QWidget:
        if field.name == PARTICIPANTS:
            self._grid = CellGrid(self.form)
            held = QWidget()
            held.setLayout(row(self._grid, STRETCH))
            return held
        if field.name == ATTACHMENTS:
            self._files = FileList(self.session, attach=self.attach)
            return self._files
        if field.of in GRIDS:
            self._grids[field.name] = PartGrid(self.form, field.name)
            return self._grids[field.name]
        words = self.session.t(msg(N_("Add: {part}"), part=msg(self.form.part_kinds[field.name].label)))
        made = PartCards(self.form, field.name, self._editors, add=words, find_of=self._find_of)
        self._cards[field.name] = made
        return made

    def _find_of(self, parts: str, field: str) -> Find | None:
        if parts == LINKS:
            return partial(self._find_among, LINKED_KINDS)
        return self._find_for(self.form.part_kinds[parts].by_name[field])

    def _find_for(self, described: Field) -> Find | None:
        """How records are found for a field that does not say of which kind they are."""
        if described.type == "attachment":
            return partial(self._find_among, ("attachment",))
        names_any = described.type == "reference" and not described.of
        return partial(self._find_among, DOCUMENTS) if names_any else None

    def _find_among(self, kinds: Sequence[str], typed: str) -> list[Suggestion]:
        """Records of several kinds; those without words of their own are known by their kind and day."""
        session = self.session
        known = {kind.name: kind for kind in session.workspace.records.kinds()}
        return [
            Suggestion(found.id, found.title or f"{words} {found.date}", second=words)
            for kind in kinds
            for words in (session.t(known[kind].label),)
            for found in session.finder.find(kind, typed, most=5)
            if found.id != self.form.record
        ]

    # --- showing

    def _on_changed(self) -> None:
        if not self.form.is_ready:
            return
        first = self.sections is None
        self.show_state()
        if first:
            # once it is laid out: what is not shown yet takes no keyboard
            QTimer.singleShot(0, self, self._begin_at_wanted)

    def _begin_at_wanted(self) -> None:
        self.open_field(self._wanted or next(iter(self._rows)))

    def show_state(self) -> None:
        """Copy the form's state into what is shown."""
        if not self.form.is_ready:
            return
        if self._language != self.session.language:
            self._build()
        t, form = self.session.t, self.form
        self.back.set_words(t(form.kind.labels))
        self.done.set_words(t(N_("Done")))
        self.sure.set_words(t(SURE))
        self.sure.setVisible(form.is_asked)
        self._title.setText(str(form.state.value(form.kind.title) or t(form.kind.label)))
        self._show_kept()
        self._show_missing()
        self._somoni.setText(somoni_words(self.session, form.state.values))
        self._somoni.setVisible(bool(self._somoni.text()))
        for bound in self._rows.values():
            bound.show_state()
        for cards in self._cards.values():
            cards.show_state()
        for grid in self._grids.values():
            grid.show_state()
        if self._grid is not None:
            self._grid.show_state()
        if self._files is not None:
            self._files.show_record(form.record)

    def _show_kept(self) -> None:
        t, form = self.session.t, self.form
        words = ""
        if not form.is_kept:
            words = t(N_("Being saved…"))
        elif form.kept_at is not None:
            said = N_("Draft saved {time}") if form.is_touched else N_("Saved {time}")
            words = t(msg(said, time=self.session.formats.time(form.kept_at)))
        self._kept.setText(words)
        self._kept_icon.setVisible(bool(words))
        self._kept_icon.set_icon(*(("check-circle", "good") if form.is_kept else ("circle-dashed", "warn")))

    def _show_missing(self) -> None:
        """What the record still lacks, each a way to its field; never in the way."""
        wanted = tuple(one.where for one in self.form.lacks)
        if wanted == self._missing_shown:
            return
        self._missing_shown = wanted
        self._missing.clear()
        self._missing.setVisible(bool(wanted))
        if not wanted:
            return
        t = self.session.t
        self._missing.add(label(t(N_("Still missing:")), "small"))
        for where in wanted:
            field = self.form.kind.by_name[where.partition(".")[0]]
            link = Button(t(field.label), kind="link", pressed=self._opener(where))
            self._missing.add(link)

    def _opener(self, where: str) -> Callable[[], None]:
        return lambda: self.open_field(where)

    def open_field(self, where: str) -> None:
        """Bring a field into sight and give it the keyboard: ``place``, ``links.0.target``."""
        name, *rest = where.replace("/", ".").split(".")
        if self.sections is None:
            self._wanted = where
            return
        if self._section_of.get(name) != "details":
            self.sections.go(self._section_of.get(name, ""))
        if name in self._rows:
            self._rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.sections.page.ensureWidgetVisible(self._rows[name])
        elif name in self._cards:
            key = self._cards[name].card_of(int(rest[0]) if rest and rest[0].isdecimal() else 0)
            if key:
                self._cards[name].open_card(key, rest[1] if len(rest) > 1 else "")
            else:
                self._cards[name].add.setFocus(Qt.FocusReason.OtherFocusReason)
        elif name in self._grids:
            self._grids[name].open_row(int(rest[0]) if rest and rest[0].isdecimal() else 0)
        elif self._grid is not None and name == PARTICIPANTS:
            self._grid.setFocus()

    # --- leaving

    def _on_sure(self) -> None:
        """What was asked about is right."""
        self.form.accept_asked(lambda: self.closed.emit(self.form.record))

    def release(self) -> None:
        self._release_grids()
        super().release()

    def _release_grids(self) -> None:
        for grid in self._grids.values():
            grid.release()
        self._grids = {}

    def settle(self) -> None:
        for grid in self._grids.values():
            grid.finish()
        super().settle()
