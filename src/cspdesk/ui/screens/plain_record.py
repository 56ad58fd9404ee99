"""A record of a plain kind as it is read: its facts in the order of the form, its parts, where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cspdesk.domain.fields import Field
from cspdesk.domain.quality import rows
from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.plain import PlainPresenter
from cspdesk.services.referring import Referring
from cspdesk.services.results import RecordView
from cspdesk.ui import recordparts
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.chip import Chip, ChipView
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.figures import Balance, BalancePart
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, column, empty_out, panel, readable, row
from cspdesk.ui.kit.rows import RowList, RowView
from cspdesk.ui.kit.section import Sections
from cspdesk.ui.recordsections import RecordSections, Section
from cspdesk.ui.screens.alike import AlikeStrip
from cspdesk.ui.screens.plain_list import ICONS
from cspdesk.ui.screens.plain_reports import ReportsNaming
from cspdesk.ui.screens.record_tools import RecordTools
from cspdesk.ui.screens.somoni import money_words, somoni_words

_PERCENT = "percent"
_SHARED = ("attachments", "links")
"""Parts that have sections of their own, whatever the kind."""
_EXCHANGE = {
    "saved": (N_("Saved here"), "plain"),
    "packed": (N_("On its way"), "plain"),
    "held": (N_("Held by others"), "accent"),
    "opened": (N_("Opened by others"), "good"),
}
"""How far a record has come, each backed by a stored fact; what came from others says nothing."""


class PlainRecord(QWidget):
    """``edit_asked`` with the field to begin at, ``opened`` with kind and id of another record,
    ``list_asked`` with a kind and the field by which its records name this one, ``report_asked`` with a
    filed report that names it.
    """

    edit_asked = Signal(str)
    opened = Signal(str, str)
    list_asked = Signal(str, str)
    report_asked = Signal(object)

    def __init__(self, presenter: PlainPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self.session = presenter.session
        self._chips = Flow(spacing=6, line_spacing=4)
        self.tools = RecordTools(lambda: self.presenter.record, self.go)
        self.edit = Button(icon="pencil-simple", pressed=self._on_edit)
        self._title = label("", "title", wrap=True)
        self._second = label("", "small", wrap=True)
        self._money = label("", "section", wrap=True)
        self.balance = Balance(name="")
        self.balance.opened.connect(self._on_balance)
        self.banner = Banner()
        self.banner.link_pressed.connect(self._on_banner)
        self.alike = AlikeStrip(self.session)
        self.alike.answered.connect(self._on_alike)
        self.alike.other_asked.connect(lambda other: self.opened.emit(self.presenter.kind.name, other))
        top = row((self._chips, 1), self.tools.history, self.tools.more, self.edit, spacing=6)
        head = panel(
            column(
                top,
                self._title,
                self._second,
                self._money,
                self.balance,
                self.banner,
                self.alike,
                spacing=6,
                margins=(24, 14, 20, 8),
            )
        )
        self._shared = RecordSections(self.session, self.opened.emit, self.tools.restore)
        self.sections = Sections(name="", more="")
        self._place = column(self.sections, spacing=0)
        self._body = QWidget()
        self._body.setLayout(column(head, (self._place, 1), spacing=0))
        self._empty = EmptyPage("file-text", "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._body)
        self._bare = QWidget()
        """Beside a list with nothing in it there is nothing to choose: the list says what to do."""
        self._pages.addWidget(self._bare)
        self.setLayout(column(self._pages, spacing=0))
        self._shown: object = None
        self._shown_id = ""

    # --- showing

    def go(self, section: str) -> None:
        """Bring a section into sight."""
        self.sections.go(section)

    def show_state(self) -> None:
        """Show the record that the presenter has read."""
        t, presenter = self.session.t, self.presenter
        view = presenter.record.view
        self.tools.say()
        self.edit.set_words(t(N_("Edit")))
        self._empty.set_icon(ICONS.get(presenter.kind.name, "file-text"))
        self._empty.say(
            t(msg(N_("{kind}: none chosen"), kind=msg(presenter.kind.label))),
            t(N_("Choose one in the list: it opens here.")),
        )
        asked = presenter.list
        is_bare = asked.is_asked and not asked.count and not asked.is_narrowed
        self._pages.setCurrentWidget(
            self._body if view is not None else self._bare if is_bare else self._empty
        )
        if view is None:
            self._shown = None
            return
        state = (
            view,
            presenter.record.links,
            presenter.naming,
            presenter.reported,
            presenter.record.history,
            presenter.other(view),
            self.session.language,
        )
        if state == self._shown:
            return
        self._shown = state
        self._show_head(view)
        self._show_sections(view)

    def _show_head(self, view: RecordView) -> None:
        t, presenter = self.session.t, self.presenter
        self._title.setText(presenter.title(view))
        self._second.setText(presenter.second_line(view))
        self._chips.clear()
        state = presenter.state(view)
        if state is not None:
            self._chips.add(Chip(t(state.words), state.tone))  # type: ignore[arg-type] # a chip's five tones
        if view.exchange in _EXCHANGE:
            words, tone = _EXCHANGE[view.exchange]
            self._chips.add(Chip(t(words), tone))  # type: ignore[arg-type] # as above
        self.edit.setVisible(not view.deleted and not self.session.is_read_only)
        self.tools.more.setVisible(not self.session.is_read_only)
        self.alike.show_other(presenter.other(view))
        self._show_money(view)
        if view.deleted:
            self.banner.say(t(N_("This record was deleted.")), "warn", link=t(N_("Bring it back")))
        elif view.conflicts or view.deletion_proposed:
            self.banner.say(t(N_("Two desks wrote different things here.")), "warn", link=t(N_("Settle")))
        elif view.lacks:
            count = len(view.lacks)
            told = plural(
                N_("{n} thing is missing: {first}"),
                N_("{n} things are missing: {first}"),
                count,
                first=view.lacks[0].message,
            )
            self.banner.say(t(told), "warn", link=t(N_("Fill in")))
        else:
            self.banner.say("")

    def _on_alike(self, same: bool) -> None:  # noqa: FBT001 - what the signal carries
        view = self.presenter.record.view
        if view is not None and self.presenter.alike is not None:
            self.presenter.alike.say(view.id, same=same)

    def _show_money(self, view: RecordView) -> None:
        """An amount with what it comes to; of an agreement what came of it, over one bar."""
        session = self.session
        t, formats = session.t, session.formats
        told = money_words(session, view.fields) if view.kind == "fund" else ""
        self._money.setText(told)
        self._money.setVisible(bool(told))
        balance = self.presenter.balance
        self.balance.setVisible(balance is not None)
        if balance is None:
            return
        parts = (
            ("total", N_("Agreed, {currency}"), balance.total),
            ("received", N_("Received"), balance.received),
            ("expected", N_("Expected"), balance.expected),
            ("left", N_("Still to come"), balance.left),
        )
        self.balance.tell(
            [
                BalancePart(
                    key,
                    t(msg(words, currency=balance.currency)),
                    formats.figures(minor, balance.currency),
                    minor,
                )
                for key, words, minor in parts
            ]
        )

    def _show_sections(self, view: RecordView) -> None:
        """Sections are made anew with each change: their anchors follow what the record has."""
        t = self.session.t
        at = self.sections.page.verticalScrollBar().value() if view.id == self._shown_id else 0
        empty_out(self._place)
        self.sections = Sections(name=t(N_("Sections")), more=t(N_("More sections")))
        self._place.addWidget(self.sections)
        anchors: list[tuple[str, str]] = []
        for key, (heading, count, content) in self._made(view):
            if content:
                self.sections.add(key, _section(heading, count, content))
                anchors.append((key, f"{heading} {count}".strip()))
        self.sections.anchors.set_anchors(anchors)
        self._shown_id = view.id
        self.tools.bring_history()
        if at:
            self.sections.page.verticalScrollBar().setValue(at)

    def _made(self, view: RecordView) -> list[tuple[str, Section]]:
        presenter = self.presenter
        found: list[tuple[str, Section]] = [("details", self._details(view))]
        found += [(name, self._part(view, name)) for name in presenter.parts if name not in _SHARED]
        found += [(f"by-{one.kind.name}-{one.field.name}", self._naming(one)) for one in presenter.naming]
        found.append(("names", self._names(view)))
        found.append(("reports", self._reports()))
        found.append(("links", self._shared.links(presenter.record.links)))
        found.append(("files", self._shared.files(view.id, view.fields)))
        found.append(("history", self._shared.history(presenter)))
        return found

    def _details(self, view: RecordView) -> Section:
        session, kind = self.session, self.presenter.kind
        t, values = session.t, session.values
        pairs: list[tuple[str, str]] = []
        for field in kind.fields:
            value = view.fields.get(field.name)
            if field.type == "parts" or field.name == kind.title or value is None or value in ("", []):
                continue
            pairs.append((t(field.label), values.text(field, value)))
            if field.name == "amount":
                somoni = somoni_words(session, view.fields)
                if somoni:
                    pairs.append((t(N_("In somoni")), somoni))
        content: list[QWidget] = [readable(recordparts.facts(pairs), 92)] if pairs else []
        return t(N_("Details")), "", content

    def _part(self, view: RecordView, name: str) -> Section:
        session = self.session
        t, kind = session.t, self.presenter.parts[name]
        found = rows(view.fields, name)
        heading = t(self.presenter.kind.by_name[name].label)
        if name == "participants":
            content: list[QWidget] = [recordparts.people_table(session, view.fields)] if found else []
            return (
                heading,
                session.formats.integer(recordparts.people_of(view.fields)) if found else "",
                content,
            )
        lines = []
        for one in found:
            said = [
                self._value(field, one.get(field.name))
                for field in kind.fields
                if field.name != kind.title and one.get(field.name) is not None
            ]
            title = self._part_title(kind.by_name[kind.title], one.get(kind.title)) if kind.title else ""
            if title:
                said = [text for text in said if text != title]  # nothing is said twice
            elif said and not kind.title:
                title = said.pop(0)
            second = " · ".join(said)
            # what has no title of its own is told in one line: no empty line stands over it
            lines.append(recordparts.line(title, second) if title else recordparts.line(second))
        content = [recordparts.stacked(lines)] if lines else []
        return heading, session.formats.integer(len(found)) if found else "", content

    def _part_title(self, field: Field, value: object) -> str:
        """A part by its title; a bare number, as budget lines have, says what it numbers."""
        text = self.session.values.text(field, value)
        is_bare = bool(text) and not any(letter.isalpha() for letter in text)
        return f"{self.session.t(field.label)}: {text}" if is_bare else text

    def _value(self, field: Field, value: object) -> str:
        text = self.session.values.text(field, value)
        return f"{text}\u00a0%" if field.name == _PERCENT and text else text

    def _names(self, view: RecordView) -> Section:
        """The records that it names itself, each a way to it."""
        t, named = self.session.t, self.presenter.outward(view)
        if not named:
            return t(N_("Connected with")), "", []
        shown = RowList(name=t(N_("Connected with")), mode="open", inset=0, fitted=True)
        shown.set_rows(
            [
                RowView(record, words, t(field.label), icon=ICONS.get(field.of, "link"))
                for field, record, words in named
            ]
        )
        kinds = {record: field.of for field, record, _ in named}
        shown.opened.connect(lambda key: self.opened.emit(kinds[key], key))
        return t(N_("Connected with")), "", [shown]

    def _reports(self) -> Section:
        """The filed reports that name it, each a way to it."""
        t, found = self.session.t, self.presenter.reported
        if not found:
            return t(N_("Reports that name it")), "", []
        shown = ReportsNaming(self.session, found)
        shown.asked.connect(self.report_asked)
        return t(N_("Reports that name it")), self.session.formats.integer(len(found)), [shown]

    def _naming(self, one: Referring) -> Section:
        session = self.session
        t, values = session.t, session.values
        kind = one.kind
        shown = RowList(name=t(kind.labels), mode="open", inset=0, fitted=True)
        views = []
        for record in one.records:
            title = str(record.fields.get(kind.title) or t(kind.label))
            date = values.text(kind.by_name[kind.date], record.fields.get(kind.date)) if kind.date else ""
            amount = next((f for f in kind.fields if f.type == "amount"), None)
            right = values.text(amount, record.fields.get(amount.name)) if amount is not None else ""
            state = kind.by_name.get("state")
            chip = None
            if state is not None and record.fields.get("state"):
                chip = ChipView(values.text(state, record.fields["state"]))
            views.append(RowView(record.id, title, date, right, chip, icon=ICONS.get(kind.name, "file-text")))
        shown.set_rows(views)
        shown.opened.connect(lambda key, kind=kind: self.opened.emit(kind.name, key))
        content: list[QWidget] = [shown]
        if one.total > len(one.records):
            link = Button(t(plural(N_("Show all {n}"), N_("Show all {n}"), one.total)), kind="link")
            link.clicked.connect(
                lambda _on=False, one=one: self.list_asked.emit(one.kind.name, one.field.name)
            )
            held = QWidget()
            held.setLayout(row(link, STRETCH))
            content.append(held)
        return t(kind.labels), session.formats.integer(one.total), content

    # --- what a person does

    def _on_edit(self) -> None:
        self.edit_asked.emit("")

    def _on_balance(self, part: str) -> None:
        if part != "total" and self.presenter.naming:
            self.list_asked.emit("fund", "agreement")

    def _on_banner(self) -> None:
        view = self.presenter.record.view
        if view is None:
            return
        if view.deleted:
            self.presenter.record.restore()
        elif view.conflicts or view.deletion_proposed:
            self.opened.emit("conflict", view.id)
        else:
            self.edit_asked.emit(view.lacks[0].where)


def _section(heading: str, count: str, content: Sequence[QWidget]) -> QWidget:
    held = QWidget()
    held.setLayout(column(SectionHeading(heading, count), *content, spacing=8))
    return held
