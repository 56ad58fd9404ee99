"""Listening: what is said, one line after another; participants, consent and what is missing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.text import N_, Msg, plural
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.formstate import FormState
from cspdesk.ui.cellgrid import FIELD as PARTICIPANTS
from cspdesk.ui.cellgrid import CellGrid, counts_of
from cspdesk.ui.fields import Editors
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.due import CheckList, CheckView
from cspdesk.ui.kit.editors.code import Choice
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, hairline, panel, row
from cspdesk.ui.kit.statements import Statement, Statements, StatementWords
from cspdesk.ui.look import theme

FIELD = "concerns"
_WHO = ("all", "women", "men", "youth", "older", "girls", "boys", "disability")
_ASKED = (
    ("script_read", N_("Consent script read aloud")),
    ("consent_notes", N_("Notes may be kept")),
    ("consent_quotes", N_("Words may be quoted")),
    ("consent_photo", N_("Photos may be taken")),
)
_MISSING = 6
"""Lines of what is missing that are shown; the rest is counted."""
SIDE, SIDE_NARROW = 318, 264


class Listening(QWidget):
    """The fast entry; ``field_asked`` with the path of a field that stands in the whole form."""

    field_asked = Signal(str)
    attach_asked = Signal()

    def __init__(self, form: FormPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.form = form
        self._editors = Editors(form.session)
        self.entry = Statements(self._words(), self._codes(), self._whos(), form.new_key)
        self.entry.changed.connect(self._on_said)
        self.entry.removed.connect(self._on_unsaid)
        self._participants = SectionHeading("")
        self.cells = CellGrid(form, is_brief=True)
        self._consent = SectionHeading("")
        self._answers = [ConsentLine(form, path, words) for path, words in _ASKED]
        self._missing = SectionHeading("")
        self.missing = CheckList(name="")
        self.missing.opened.connect(self.field_asked)
        self._attach = Button(icon="paperclip", pressed=self.attach_asked.emit)
        self._steps = Button(icon="list-bullets", pressed=partial(self.field_asked.emit, "promises"))
        self._side_column = column(
            self._participants,
            self.cells,
            4,
            hairline(),
            self._consent,
            column(*self._answers, spacing=2),
            4,
            hairline(),
            self._missing,
            self.missing,
            STRETCH,
            row(self._attach, self._steps, STRETCH),
            spacing=8,
        )
        body = QWidget()
        body.setLayout(self._side_column)
        self.side = panel(column(VScroll(body)), "side")
        self.setLayout(row((self.entry, 1), self.side, spacing=0))
        self.setFocusProxy(self.entry)
        self._look.dress(self._restyle)
        self._shown: FormState | None = None
        self._told: tuple[tuple[str, str], ...] = ()
        self.say()

    def say(self) -> None:
        """Say everything in the person's language."""
        t = self.form.session.t
        self.entry.set_choices(self._codes(), self._whos())
        self.entry.set_words(self._words())
        self._participants.set_text(t(N_("Participants")))
        self._consent.set_text(t(N_("Consent")))
        self._missing.set_text(t(N_("Still missing")))
        self.missing.setAccessibleName(t(N_("Still missing")))
        self._attach.set_words(t(N_("Attach")))
        self._steps.set_words(t(N_("Steps")))
        self.cells.say()
        self._shown, self._told = None, (("", ""),)
        self.show_state()

    def show_state(self) -> None:
        """Copy into entry and side what changed in the form; called after each key."""
        state, before = self.form.state, self._shown
        self._shown = state
        if before is None or before.rows(FIELD) != state.rows(FIELD):
            self._show_said()
        if before is None or before.rows(PARTICIPANTS) != state.rows(PARTICIPANTS):
            self.cells.show_state()
            total = counts_of(self.form).total()
            self._participants.set_count(self.form.session.formats.integer(total))
        if before is None or before.values != state.values:
            for answer in self._answers:
                answer.show_state()
        self._show_missing()

    def _show_said(self) -> None:
        """Show what is in the form, unless it is what stands here: nobody types under moving words."""
        wanted = [_statement(row.key, row.values) for row in self.form.state.rows(FIELD)]
        wanted = [said for said in wanted if not said.is_empty]
        shown = [replace(said, text=said.text.strip()) for said in self.entry.statements()]
        if wanted != shown:
            self.entry.set_statements(wanted)

    def _show_missing(self) -> None:
        t = self.form.session.t
        lines: dict[str, str] = {}
        for problem in (*self.form.lacks, *self.form.advice):
            lines.setdefault(t(problem.message), problem.where)
        if tuple(lines.items()) == self._told:
            return
        self._told = tuple(lines.items())
        self._missing.set_count(self.form.session.formats.integer(len(lines)) if lines else "")
        shown = list(lines.items())[:_MISSING]
        views = [CheckView(where, text, "circle-dashed", "warn", opens=True) for text, where in shown]
        if len(lines) > len(shown):
            rest = plural(N_("and {n} more"), N_("and {n} more"), len(lines) - len(shown))
            views.append(CheckView("", t(rest), "dots-three", "ink3", dim=True))
        if not lines:
            views = [CheckView("", t(N_("Nothing is missing.")))]
        self.missing.tell(views)

    # --- what is said

    def _on_said(self, said: Statement) -> None:
        given = {
            "words": said.text.strip() or None,
            "theme": said.code,
            "rank": said.rank,
            "said_by": said.who,
        }
        row = self.form.state.row(FIELD, said.id)
        if row is None:
            known = {name: value for name, value in given.items() if value is not None}
            self.form.add(FIELD, known, key=said.id)
            return
        for name, value in given.items():
            before = row.values.get(name)
            if value != (before.strip() if isinstance(before, str) else before):
                self.form.edit(f"{FIELD}/{said.id}/{name}", value)

    def _on_unsaid(self, key: str) -> None:
        self.form.remove(FIELD, key)

    # --- words

    def _codes(self) -> list[Choice]:
        return self._editors.choices("concern_theme")

    def _whos(self) -> list[tuple[str, str]]:
        t = self.form.session.t
        return [(code, t(label_of("affected_group", code))) for code in _WHO]

    def _words(self) -> StatementWords:
        t = self.form.session.t
        hints = (
            ("Enter", t(N_("next"))),
            ("Alt+1–9", t(N_("rank"))),
            ("#", t(N_("concern"))),
            ("Ctrl+W", t(N_("who said it"))),
            ("Ctrl+Z", t(N_("undo"))),
        )
        return StatementWords(
            name=t(N_("What was said")),
            rank=t(N_("No.")),
            said=t(N_("What was said")),
            code=t(N_("Concern")),
            who=t(N_("Who said it")),
            placeholder=t(N_("What was said, in a few words")),
            nothing=t(N_("No concern begins so.")),
            hints=hints,
            counted=self._counted,
        )

    def _counted(self, number: int) -> str:
        message: Msg = plural(N_("{n} statement"), N_("{n} statements"), number)
        return self.form.session.t(message)

    def _restyle(self) -> None:
        narrow = self._look.is_narrow(self.window().width())
        self.side.setFixedWidth(self._look.px(SIDE_NARROW if narrow else SIDE))
        inner = 14 if narrow else 20
        self._side_column.setContentsMargins(inner, 14, inner, 14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()


def _statement(key: str, values: Mapping[str, object]) -> Statement:
    rank, theme, who = values.get("rank"), values.get("theme"), values.get("said_by")
    return Statement(
        key,
        rank if isinstance(rank, int) else None,
        str(values.get("words") or ""),
        theme if isinstance(theme, str) else None,
        who if isinstance(who, str) else None,
    )


class ConsentLine(QPushButton):
    """One question of consent: pressed it is answered with yes, pressed again the answer is taken back."""

    def __init__(self, form: FormPresenter, path: str, words: str) -> None:
        super().__init__()
        self._form, self._path, self._words = form, path, words
        self.setProperty("kind", "toggle")
        self.setCheckable(True)
        self._icon = Icon("circle", "edge")
        self._text = label("", wrap=True)
        self._answer = label("", "hint")
        for part in (self._icon, self._text, self._answer):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._row = row(self._icon, (self._text, 1), self._answer, spacing=8, margins=(0, 2, 0, 2))
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self.setLayout(self._row)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._on_pressed)

    def show_state(self) -> None:
        """Show the answer: a yes as a tick, anything else in words."""
        t = self._form.session.t
        value = self._form.state.value(self._path)
        yes = value is True or value == "yes"
        self._icon.set_icon("check-circle" if yes else "circle", "good" if yes else "edge")
        self._text.setText(t(self._words))
        self.setAccessibleName(t(self._words))
        self.setChecked(yes)
        answer = ""
        if value is False:
            answer = t(N_("No"))
        elif value is not None and not yes:
            answer = t(label_of("consent_answer", str(value)))
        self._answer.setText(answer)
        self._answer.setVisible(bool(answer))
        self.setAccessibleDescription(answer)

    def _on_pressed(self) -> None:
        value = self._form.state.value(self._path)
        kind = self._form.field(self._path).type
        yes: object = True if kind == "boolean" else "yes"
        self._form.edit(self._path, None if value == yes else yes)
        self._form.left(self._path)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._row.totalMinimumSize()
