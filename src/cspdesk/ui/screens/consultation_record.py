"""A consultation as it is read: concerns as the group ranked them, who was there, where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.quality import rows
from cspdesk.domain.text import N_
from cspdesk.presenters.consultations import ConsultationsPresenter
from cspdesk.presenters.session import Session
from cspdesk.services.results import RecordView
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import Chip
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import FactsLine, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, panel, row
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.look import theme
from cspdesk.ui.screens.consultation_sections import SectionBuilder
from cspdesk.ui.screens.record_tools import RecordTools

_ORDER = (
    "summary",
    "concerns",
    "participants",
    "links",
    "ideas",
    "steps",
    "quotes",
    "details",
    "files",
    "history",
)
_SHORT = {"concerns": N_("Concerns"), "links": N_("Links")}
"""What an anchor says where the heading is long."""
_WIDE = 760  # logical px of the record, from which participants and links stand side by side


class ConsultationRecord(QWidget):
    """``edit_asked`` with the field to begin at (empty for none), ``opened`` with kind and id of a link."""

    edit_asked = Signal(str)
    opened = Signal(str, str)

    def __init__(self, presenter: ConsultationsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.presenter = presenter
        self.session: Session = presenter.session
        self._chips = Flow(spacing=6, line_spacing=4)
        self.tools = RecordTools(lambda: self.presenter.record, self.go)
        self.edit = Button(icon="pencil-simple", pressed=self._on_edit)
        self._title = label("", "title", wrap=True)
        self._facts = FactsLine()
        self._banner = Banner()
        self._banner.link_pressed.connect(self._on_banner)
        self._banner_field = ""
        top = row((self._chips, 1), self.tools.history, self.tools.more, self.edit, spacing=6)
        head = panel(column(top, self._title, self._facts, spacing=6, margins=(24, 14, 20, 6)))
        self._builder = SectionBuilder(self.session, self.opened.emit, self.tools.restore)
        self._sections: dict[str, _Section] = {key: _Section() for key in _ORDER}
        self._pages = QStackedWidget()
        self._body = QWidget()
        self._pair: QHBoxLayout = row(
            (self._sections["participants"], 5), (self._sections["links"], 6), spacing=28
        )
        self._build_sections()
        self._body.setLayout(column(head, (self.sections, 1), spacing=0))
        self._empty = EmptyPage("chats-circle", "")
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._body)
        self._bare = QWidget()
        """Beside a list with nothing in it there is nothing to choose: the list says what to do."""
        self._pages.addWidget(self._bare)
        self.setLayout(column(self._pages, spacing=0))
        self._shown: RecordView | None = None
        self.say()

    def _build_sections(self) -> None:
        self.sections = Sections(name="", more="")
        self.sections.add("banner", self._banner)
        pair = QWidget()
        pair.setLayout(self._pair)
        for key in _ORDER:
            if key == "links":
                continue
            self.sections.add(key, pair if key == "participants" else self._sections[key])
        self.sections.mark("participants", self._sections["participants"])
        self.sections.mark("links", self._sections["links"])

    # --- showing

    def go(self, section: str) -> None:
        """Bring a section into sight."""
        self.sections.go(section)

    def say(self) -> None:
        """Say everything in the person's language."""
        t = self.session.t
        self.tools.say()
        self.edit.set_words(t(N_("Edit")))
        self._empty.say(
            t(N_("No consultation chosen")),
            t(N_("Choose one in the list: what people said opens here.")),
        )
        self.sections.anchors.setAccessibleName(t(N_("Sections")))
        self._shown = None
        self.show_state()

    def show_state(self) -> None:
        """Show the record that the presenter has read."""
        view = self.presenter.record.view
        self.show_bare()
        if view is None:
            self._shown = None
            return
        is_other = self._shown is None or self._shown.id != view.id
        self._shown = view
        self._show_head(view)
        self._show_banner(view)
        for key, (heading, count, content) in self._builder.sections(self.presenter).items():
            self._sections[key].tell(heading, count, content)
        self.sections.anchors.set_anchors(self._anchors())
        if is_other:
            self.sections.page.verticalScrollBar().setValue(0)
        self.tools.bring_history()

    def show_bare(self) -> None:
        """Show the record, or what stands in its place."""
        asked, view = self.presenter.list, self.presenter.record.view
        is_bare = asked.is_asked and not asked.count and not asked.is_narrowed
        self._pages.setCurrentWidget(
            self._body if view is not None else self._bare if is_bare else self._empty
        )

    def _anchors(self) -> list[tuple[str, str]]:
        t = self.session.t
        return [
            (key, f"{t(_SHORT[key]) if key in _SHORT else section.heading} {section.count}".strip())
            for key, section in self._sections.items()
            if not section.isHidden()
        ]

    def _show_head(self, view: RecordView) -> None:
        t, session = self.session.t, self.session
        self._title.setText(str(view.fields.get("title") or t(N_("Consultation without a title"))))
        self._chips.clear()
        for state in self.presenter.states(view):
            self._chips.add(Chip(t(state.words), state.tone))  # type: ignore[arg-type] # a chip's five tones
        if view.fields.get("ceiling") in ("coalition", "donor", "authority", "public"):
            self._chips.add(Chip(t(N_("The coalition may read"))))
        groups = view.fields.get("groups")
        for group in groups[:2] if isinstance(groups, list) else ():
            self._chips.add(Chip(t(label_of("group_consulted", str(group)))))
        shown = []
        place, held = view.fields.get("place"), view.fields.get("held_on")
        if isinstance(place, str):
            shown.append(("map-pin", session.atlas.name_within(place, session.language)))
        if held is not None:
            when = session.values.text(self.presenter.record.kind.by_name["held_on"], held)
            starts = view.fields.get("starts")
            shown.append(("calendar-blank", f"{when}, {starts}" if starts else when))
        shown.append(("users-three", t(self.presenter.people(view))))
        self._facts.set_facts(shown)
        self.edit.setVisible(not view.deleted)

    def _show_banner(self, view: RecordView) -> None:
        t = self.session.t
        self._banner_field = ""
        if view.deleted:
            self._banner_field = "restore"
            words, link = N_("This consultation was deleted."), N_("Bring it back")
        elif view.conflicts or view.deletion_proposed:
            self._banner_field = "settle"
            words, link = N_("Two desks wrote different things here."), N_("Settle")
        elif self.presenter.record.owes_feedback and not rows(view.fields, "promises"):
            self._banner_field = "promises"
            words = N_("No date yet on which the community was told what came of it.")
            link = N_("Add a date")
        elif self.presenter.record.owes_feedback:
            self._banner_field = "promises"
            words, link = N_("The community waits to be told what came of it."), N_("Say what was told")
        else:
            self._banner.say("")
            return
        self._banner.say(t(words), "warn", link=t(link))

    # --- asking

    def _on_edit(self) -> None:
        self.edit_asked.emit("")

    def _on_banner(self) -> None:
        if self._banner_field == "restore":
            self.presenter.record.restore()
        elif self._banner_field == "settle":
            self.opened.emit("conflict", self.presenter.record.record)
        else:
            self.edit_asked.emit(self._banner_field)

    # --- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / self._look.scale >= _WIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(way)
        self.tools.history.setVisible(wide)


class _Section(QWidget):
    """A heading with a count, and content that is made anew for each record."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = SectionHeading("")
        self._place = column(spacing=8)
        self.setLayout(column(self._heading, self._place, STRETCH, spacing=4))
        self.heading = self.count = ""
        self.hide()

    def tell(self, heading: str, count: str, content: Sequence[QWidget]) -> None:
        """Show content under a heading; go where there is none."""
        self._heading.set_text(heading)
        self._heading.set_count(count)
        self.heading, self.count = heading, count
        empty_out(self._place)
        for widget in content:
            self._place.addWidget(widget)
        self.setVisible(bool(content))
