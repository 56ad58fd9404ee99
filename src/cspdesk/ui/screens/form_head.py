"""The head of a consultation's form: its title, its first facts, how it is kept, who will read it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.form import FormPresenter
from cspdesk.ui.boundrow import Caution
from cspdesk.ui.fields import Editors
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.editors.search import PlaceEditor
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, panel, row
from cspdesk.ui.kit.menus import Menu, MenuItem
from cspdesk.ui.look import theme
from cspdesk.ui.look.sheet import polish_again

LISTENING, FIELDS = "listening", "fields"
_READERS = ("organisation", "coalition")


class FormHead(QWidget):
    """``back_asked``, ``done_asked``, and ``view_asked`` with the view that was chosen."""

    back_asked = Signal()
    done_asked = Signal()
    view_asked = Signal(str)

    def __init__(self, form: FormPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.back = Button(kind="quiet", icon="caret-left", pressed=self.back_asked.emit)
        self._kept_icon = Icon("check-circle", "good", 14)
        self._kept = label("", "small")
        self.done = Button(kind="primary", pressed=self.done_asked.emit)
        self.title = TitleLine()
        self.title.textEdited.connect(self._on_title)
        self.title.left.connect(partial(form.left, "title"))
        self._caution = Caution(form, "title", indent=0)
        self._facts = Flow()
        self._views = Segments([(LISTENING, ""), (FIELDS, "")], name="", chosen=LISTENING)
        self._views.chosen.connect(self.view_asked)
        self._readers = WhoReads(form)
        self._top = row(
            self.back, STRETCH, self._kept_icon, self._kept, 10, self._views, self.done, spacing=6
        )
        self._line = row((self._facts, 1), spacing=12)
        head = panel(
            column(self._top, self.title, self._caution, self._line, spacing=6, margins=(20, 12, 20, 10))
        )
        self.setLayout(column(head, hairline(), self._readers, hairline(), spacing=0))
        self._chips: dict[str, FactChip] = {}
        self._is_single = True  # as laid out above: what is shown too wide for a moment makes the window grow
        self._kept.hide()
        self.say()

    def _fit(self) -> None:
        """Under large text on a small screen the facts need a line of their own; fields say them as well."""
        single = theme.current().is_single(self.window().width())
        if single != self._is_single:
            self._is_single = single
            old, new = (self._line, self._top) if single else (self._top, self._line)
            old.removeWidget(self._views)
            new.insertWidget(self._top.indexOf(self.done) if single else 1, self._views)
            side = Qt.AlignmentFlag.AlignVCenter if single else Qt.AlignmentFlag.AlignBottom
            new.setAlignment(self._views, side)
        self._kept.setVisible(not single)  # the icon says it, and the status line
        self._facts.setVisible(not single or self._views.choice() == LISTENING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _build_facts(self) -> None:
        editors = Editors(self.form.session)
        for path, icon in (("held_on", "calendar-blank"), ("place", "map-pin")):
            self._chips[path] = FactChip(self.form, path, icon, editors)
        self._chips["method"] = ChoiceChip(self.form, "method", "chats-circle", editors)
        self._chips["languages"] = ChoiceChip(self.form, "languages", "translate", editors, many=True)
        for chip in self._chips.values():
            self._facts.add(chip)

    def say(self) -> None:
        """Say everything in the person's language; editors are made anew, for they know one."""
        t = self.form.session.t
        self._facts.clear()
        self._build_facts()
        self.back.set_words(t(N_("Consultations")))
        self.done.set_words(t(N_("Done")))
        self._views.set_words((t(N_("Listening")), t(N_("All fields"))), t(N_("View")))
        self.title.setPlaceholderText(t(N_("Title of the meeting")))
        self.title.setAccessibleName(t(N_("Title of the meeting")))
        self._readers.say()
        self.show_state()

    def show_state(self) -> None:
        """Copy the form's state into the head."""
        t, form = self.form.session.t, self.form
        title = str(form.state.value("title") or "")
        if title != self.title.text().strip():
            self.title.setText(title)
            self.title.setCursorPosition(0)
        self._caution.tell(form.cautions.get("title", ()))
        kept = self._kept_words()
        self._kept.setText("" if kept is None else t(kept))
        self._kept_icon.setToolTip(self._kept.text())
        self._kept_icon.setVisible(kept is not None)
        self._kept_icon.set_icon(*(("check-circle", "good") if form.is_kept else ("circle-dashed", "warn")))
        for chip in self._chips.values():
            chip.show_state()
        self._readers.show_state()

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self._views.choose(view)
        self._fit()

    def open_fact(self, path: str) -> bool:
        """Give the keyboard to a fact of the head; False where it is none."""
        if path == "title":
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif path in self._chips and not self._facts.isHidden():
            self._chips[path].open()
        else:
            return False
        return True

    def _kept_words(self) -> Msg | None:
        form = self.form
        if not form.is_kept:
            return msg(N_("Being saved…"))
        if form.kept_at is None:
            return None
        words = N_("Draft saved {time}") if form.is_touched else N_("Saved {time}")
        return msg(words, time=form.session.formats.time(form.kept_at))

    def _on_title(self, text: str) -> None:
        self.form.edit("title", text.strip() or None)


class TitleLine(QLineEdit):
    """The title, large and without a rim; tells when it is left."""

    left = Signal()
    went_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "title")
        self.setMaxLength(300)
        self.editingFinished.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
            self.went_on.emit()
        else:
            super().keyPressEvent(event)


class FactChip(QWidget):
    """A fact as a small button; pressed, it becomes its editor until that is left."""

    def __init__(self, form: FormPresenter, path: str, icon: str, editors: Editors) -> None:
        super().__init__()
        self._look = theme.current()
        self.form, self.path = form, path
        self._icon = icon
        self._words_of = _words_of(path)
        self.button = Button(kind="filter", icon=icon, pressed=self.open)
        self._made = editors.editor(form.field(path))
        self._editor = self._made.editor
        self._editor.edited.connect(self._on_edited)
        self._editor.left.connect(self._on_left)
        self._editor.hide()
        self.setLayout(column(self.button, self._editor, spacing=0))
        self.setFocusProxy(self.button)
        self._look.dress(self._restyle)

    def show_state(self) -> None:
        """Show the fact in words."""
        session = self.form.session
        name = session.t(self.form.field(self.path).label)
        unread = self.form.state.unread.get(self.path, "")
        value = self.form.state.value(self.path)
        words = unread or (self._words_of(self.form, value) if value is not None else "")
        if unread and isinstance(self._editor, PlaceEditor) and not self._editor.is_known(unread):
            words = f"{unread}: {session.t(N_('No place is called so.'))}"
        self.button.set_words(words or f"{name}…")
        self.button.setAccessibleName(f"{name}: {words}" if words else name)
        self.button.set_icon("warning-circle" if unread else self._icon, "bad" if unread else "")
        self.button.setProperty("wrong", "true" if unread else "false")
        polish_again(self.button)

    def open(self) -> None:
        """Become the editor."""
        value, unread = self.form.state.value(self.path), self.form.state.unread.get(self.path, "")
        if unread:
            self._editor.set_untrusted_text(unread)
        else:
            self._editor.set_value(None if value is None else self._made.show(value))
        self.button.hide()
        self._editor.show()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()

    def _on_edited(self) -> None:
        value, text = self._editor.value(), self._editor.untrusted_text()
        if value is None and text:
            self.form.edit_unread(self.path, text)
        else:
            self.form.edit(self.path, None if value is None else self._made.take(value))

    def _on_left(self) -> None:
        self.form.left(self.path)
        if not self._editor.fault():
            self._editor.hide()
            self.button.show()
            self.updateGeometry()

    def _restyle(self) -> None:
        self._editor.setFixedWidth(self._look.px(230))


class ChoiceChip(FactChip):
    """A fact chosen from a short list: the list is a menu."""

    def __init__(
        self, form: FormPresenter, path: str, icon: str, editors: Editors, *, many: bool = False
    ) -> None:
        super().__init__(form, path, icon, editors)
        self._many = many

    def open(self) -> None:
        form, t = self.form, self.form.session.t
        name = form.field(self.path).choices
        value = form.state.value(self.path)
        chosen = value if isinstance(value, list) else [value]
        items = [
            MenuItem(one.code, t(label_of(name, one.code)), checked=one.code in chosen)
            for one in LISTS[name].offered()
        ]
        menu = Menu(items, name=t(form.field(self.path).label), parent=self)
        menu.chosen.connect(self._on_chosen)
        menu.beneath(self.button)

    def _on_chosen(self, code: str) -> None:
        value = self.form.state.value(self.path)
        if not self._many:
            self.form.edit(self.path, None if value == code else code)
        else:
            before = [str(one) for one in value] if isinstance(value, list) else []
            now = [one for one in before if one != code] if code in before else [*before, code]
            self.form.edit(self.path, sorted(now))
        self.form.left(self.path)


def _words_of(path: str) -> Callable[[FormPresenter, object], str]:
    """How a fact is written in the head."""

    def words(form: FormPresenter, value: object) -> str:
        session = form.session
        if path == "held_on":
            stored = str(Editors(session).editor(form.field(path)).show(value))
            return session.formats.when(stored)
        if path == "place":
            return session.atlas.name_within(str(value), session.language)
        choices = form.field(path).choices
        codes = value if isinstance(value, list) else [value]
        return ", ".join(session.t(label_of(choices, str(code))) for code in codes)

    return words


class WhoReads(QWidget):
    """Who will read this: my organisation, or the coalition; and what that means."""

    def __init__(self, form: FormPresenter) -> None:
        super().__init__()
        self._form = form
        self.setObjectName("sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = theme.current()
        self._eye = Icon("eye", "accent")
        self._heading = label("", "strong")
        self._heading.hide()  # until there is room: else the window would grow for it, and stay so
        self.segments = Segments([(reader, "") for reader in _READERS], name="")
        self._further = label("", "strong")
        """A circle that is wider than the two that are offered here."""
        self.segments.chosen.connect(self._on_chosen)
        self._note = label("", "small", wrap=True)
        self._beneath = column(spacing=0)
        self._line = row(
            self._eye, self._heading, 4, self.segments, 6, self._further, (self._note, 1), spacing=8
        )
        self.setLayout(column(self._line, self._beneath, spacing=4, margins=(20, 8, 20, 8)))

    def say(self) -> None:
        """Say it in the person's language."""
        t = self._form.session.t
        self._heading.setText(t(N_("Who will read this")))
        self._eye.setToolTip(t(N_("Who will read this")))
        words = (t(N_("My organisation")), t(N_("The coalition")))
        self.segments.set_words(words, t(N_("Who will read this")))

    def show_state(self) -> None:
        """Show who reads, and what it means."""
        t, session = self._form.session.t, self._form.session
        ceiling = str(self._form.state.value("ceiling") or "")
        self.segments.choose(ceiling)
        if ceiling == "coalition":
            note = t(N_("Members of the coalition read it. It cannot be called back."))
        elif ceiling in ("", "organisation"):
            note = t(
                msg(
                    N_("Stays within {organisation}. Only counts join the coalition’s picture."),
                    organisation=session.whose.organisation or t(N_("My organisation")),
                )
            )
        else:
            note = t(N_("Members of the coalition read it as well. It cannot be called back."))
        is_further = ceiling not in ("", *_READERS)
        self._further.setText(t(label_of("audience", ceiling)) if is_further else "")
        self._further.setVisible(is_further)
        self._note.setText(note)

    def _on_chosen(self, reader: str) -> None:
        self._form.edit("ceiling", reader)
        self._form.left("ceiling")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        # Under large text on a small screen the choices need the room; the eye says the same.
        single = self._look.is_single(self.window().width())
        self._heading.setVisible(not single)
        if single == (self._beneath.indexOf(self._note) < 0):
            old, new = (self._line, self._beneath) if single else (self._beneath, self._line)
            old.removeWidget(self._note)
            new.addWidget(self._note, 0 if single else 1)
            if single:
                self._line.addStretch(1)
            else:
                self._line.takeAt(self._line.count() - 2)
