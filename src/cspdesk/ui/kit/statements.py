"""The listening entry: what was said, one line after another, without leaving the keyboard.

Enter starts the next statement; 1 to 9 set the rank where the rank key has the focus, Alt+1 to 9
anywhere; ``#`` opens the codes and typing filters them; Ctrl+W says who said it; Ctrl+Z undoes;
Up and Down move from statement to statement; Backspace in an empty one takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cspdesk.ui.kit.editors.code import Choice, matching, suggestion
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.keyhints import KeyHints
from cspdesk.ui.kit.layout import VScroll, column, hairline, row
from cspdesk.ui.kit.statementlist import Statement, StatementList
from cspdesk.ui.kit.statementrow import MARGIN, Columns, LiveCard, StatementRow
from cspdesk.ui.kit.suggestions import Suggestion, Suggestions
from cspdesk.ui.look import theme

__all__ = ["Statement", "StatementWords", "Statements"]

_CODE: Final = re.compile(r"#([^\s#]*)\Z")


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The words of the entry in the person's language; ``hints`` are pairs of key and what it does."""

    name: str  # of the whole entry
    rank: str
    said: str
    code: str
    who: str
    placeholder: str
    nothing: str  # no such code
    hints: Sequence[tuple[str, str]]
    counted: Callable[[int], str]  # "5 statements"


class Statements(QWidget):
    """Rows at rest are painted, the live one is a card; values come and go as frozen statements.

    ``changed`` with the statement after each change a person makes, ``removed`` with an id.
    """

    changed = Signal(object)
    removed = Signal(str)

    def __init__(
        self,
        words: StatementWords,
        codes: Sequence[Choice],
        whos: Sequence[tuple[str, str]],
        new_id: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self._words = words
        self._codes = tuple(codes)
        self._whos = dict(whos)
        self._list = StatementList(new_id)
        self._columns = Columns(self._look)
        self._rows: dict[str, StatementRow] = {}
        self._head = _Head(self._columns)
        self.card = LiveCard(rank_name=words.rank, placeholder=words.placeholder)
        self._note = _SealNote()
        self._offers: Suggestions | None = None
        self._offering = ""  # "code" or "who" while a list is open
        self._hints = KeyHints()
        self._told: dict[str, Statement] = {}
        self._build()
        self._look.dress(self._restyle)
        self.set_words(words)

    def set_words(self, words: StatementWords) -> None:
        """Change the words, after a switch of language."""
        self._words = words
        self.setAccessibleName(words.name)
        self._head.say((words.rank, words.said, words.code, words.who))
        self.card.words.setPlaceholderText(words.placeholder)
        self._hints.say(words.hints)
        self._restyle()

    def set_choices(self, codes: Sequence[Choice], whos: Sequence[tuple[str, str]]) -> None:
        """Offer other codes and speakers, or other words for them."""
        self._codes = tuple(codes)
        self._whos = dict(whos)
        self._restyle()

    def statements(self) -> tuple[Statement, ...]:
        """What was said so far, in order, without the empty line that waits."""
        return self._list.kept()

    def set_statements(self, statements: Sequence[Statement]) -> None:
        """Show these; nothing happens to what is being typed where they are what stands here."""
        if tuple(statements) != self._list.kept():
            self._list.load(statements)
            self._told = {said.id: said for said in statements}
            self._show()

    def current(self) -> Statement:
        """The statement being written."""
        return self._list.current

    def write_on(self, id: str) -> None:
        """Make a statement the live one and give it the keyboard."""
        places = [at for at, said in enumerate(self._list.items) if said.id == id]
        if places:
            self._go(places[0])
        self.card.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        self._body: QVBoxLayout = column(spacing=0)
        self._body.addStretch(1)
        page = QWidget()
        page.setLayout(self._body)
        self._live = QWidget()
        self._live.setLayout(column(self.card, self._note, spacing=4, margins=(8, 6, 8, 6)))
        self._live.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._scroll = VScroll(page)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._on_grown)
        self.setLayout(column(self._head, hairline(), (self._scroll, 1), self._hints, spacing=0))
        self.setFocusProxy(self.card.words)
        self.card.words.written.connect(self._on_written)
        self.card.words.asked.connect(self._on_key)
        self.card.words.grew.connect(self._see_later)
        self.card.rank.ranked.connect(self._on_ranked)
        self.card.rank.left_by.connect(self._on_rank_left)
        self._show()

    # --- keys

    def _on_key(self, event: QKeyEvent) -> None:
        listed = self._offers is not None and self._offers.press(event)
        if listed or self._answers(event):
            event.accept()
        self._show_note()

    def _answers(self, event: QKeyEvent) -> bool:
        key, mods = Qt.Key(event.key()), event.modifiers()
        control = bool(mods & Qt.KeyboardModifier.ControlModifier)
        shift = bool(mods & Qt.KeyboardModifier.ShiftModifier)
        if mods & Qt.KeyboardModifier.AltModifier and Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            digit = key.value - Qt.Key.Key_0.value
            self._on_ranked(digit or None)
        elif control and key == Qt.Key.Key_W:
            self._offer_whos()
        elif control and key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
            back = key == Qt.Key.Key_Z and not shift
            if self._list.undo() if back else self._list.redo():
                self._show()
                self._tell()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._begin()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not (control or shift):
            up = key == Qt.Key.Key_Up
            return self.card.words.is_at_edge(top=up) and self._go(self._list.live + (-1 if up else 1))
        elif key == Qt.Key.Key_Backspace and self._list.current.is_empty:
            return self._drop()
        else:
            return False
        return True

    def _begin(self) -> None:
        self._shut()
        if self._list.begin():
            self._show()
            self._tell()

    def _go(self, place: int) -> bool:
        self._shut()
        moved = self._list.go(place)
        if moved:
            self._show()
            self._tell()
            said = self._list.current
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.card.words, said.text))
        return moved

    def _drop(self) -> bool:
        dropped = self._list.drop()
        if dropped:
            self._show()
            self._tell()
        return dropped

    def _on_ranked(self, rank: int | None) -> None:
        self._list.rank(rank)
        self._show_card()
        self._tell()

    def _on_rank_left(self, key: int) -> None:
        self.card.words.setFocus(Qt.FocusReason.TabFocusReason)
        if key in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            return
        if key in (Qt.Key.Key_Up.value, Qt.Key.Key_Down.value):
            self._go(self._list.live + (-1 if key == Qt.Key.Key_Up.value else 1))

    def _on_written(self, text: str) -> None:
        self._list.write(text)
        found = _CODE.search(self.card.words.before_cursor())
        if found is not None:
            self._offer_codes(found[1])
        elif self._offering == "code":
            self._shut()
        self._show_note()
        self._tell()

    # --- lists beneath the live row

    def _offer_codes(self, typed: str) -> None:
        rows = [suggestion(choice, with_code=True) for choice in matching(self._codes, typed)]
        self._open("code", rows, self._list.current.code or "")

    def _offer_whos(self) -> None:
        rows = [Suggestion(key, text) for key, text in self._whos.items()]
        self._open("who", rows, self._list.current.who or "")

    def _open(self, what: str, rows: Sequence[Suggestion], current: str) -> None:
        if self._offers is None:
            self._offers = Suggestions(self.card.words)
            self._offers.taken.connect(self._on_taken)
        self._offering = what
        seals = what == "code" and any(row.icon for row in rows)
        note = self._note.sizeHint().height() if seals else 0
        self._offers.drop = self.card.height() - self.card.words.geometry().bottom() + note - 2
        self._offers.offer(rows, current=current, nothing=self._words.nothing)
        self._show_note()

    def _shut(self) -> None:
        self._offering = ""
        if self._offers is not None:
            self._offers.hide()

    def _on_taken(self, key: str) -> None:
        if self._offering == "who":
            self._list.who(key)
        else:
            before = _CODE.sub("", self.card.words.before_cursor())
            after = self.card.words.after_cursor()
            self._list.code(key, f"{before.rstrip()} {after.lstrip()}".strip())
        self._offering = ""
        self._show_card()
        self._tell()
        self.card.words.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- showing

    def _show(self) -> None:
        items = self._list.items
        for id_ in set(self._rows) - {said.id for said in items}:
            gone = self._rows.pop(id_)
            gone.hide()
            gone.deleteLater()
        while self._body.count() > 1:
            self._body.takeAt(0)
        for place, said in enumerate(items):
            shown = self._rows.get(said.id)
            if shown is None:
                shown = StatementRow(self._columns, self._whos)
                shown.pressed.connect(self.write_on)
                self._rows[said.id] = shown
            shown.tell(said, self._whos, self._topic(said))
            live = place == self._list.live
            self._body.insertWidget(place, self._live if live else shown)
            shown.setVisible(not live)
        self._live.show()
        self._show_card()
        self._see_later()

    def _show_card(self) -> None:
        said = self._list.current
        name = f"{self._words.said} {self._list.live + 1}"
        self.card.tell(said, self._whos.get(said.who or "", said.who or ""), name, self._topic(said))
        self._hints.set_count(self._words.counted(len(self._list.kept())))
        self._show_note()

    def _topic(self, said: Statement) -> str:
        """A statement's code in words; one that is not known here as it is."""
        code = said.code or ""
        return next((choice.text for choice in self._codes if choice.code == code), code)

    def _show_note(self) -> None:
        offered = self._offers.current if self._offers is not None and self._offering == "code" else None
        code = offered.key if offered is not None else self._list.current.code
        sealing = next((choice.sealing for choice in self._codes if choice.code == code), "")
        self._note.say(sealing, keep_room=offered is not None)

    def _on_grown(self, *_range: int) -> None:
        if self.card.words.hasFocus():
            self._see_later()

    def _see_later(self) -> None:
        """Keep the live row in sight once its new height has its place."""
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        self._scroll.ensureWidgetVisible(self._live, 0, 12)
        found = _CODE.search(self.card.words.before_cursor())
        if self._offering == "code" and found is not None:
            self._offer_codes(found[1])  # scrolling has taken the list away

    def _tell(self) -> None:
        """Emit what differs from what was told last."""
        now = {said.id: said for said in self._list.kept()}
        before, self._told = self._told, now
        for said in now.values():
            if before.get(said.id) != said:
                self.changed.emit(said)
        for gone in before.keys() - now.keys():
            self.removed.emit(gone)
        self._hints.set_count(self._words.counted(len(now)))

    def _restyle(self) -> None:
        used = {choice.code: choice.text for choice in self._codes}
        self._columns.fit(used, self._whos, (self._words.rank, self._words.code, self._words.who))
        self.card.fit(self._columns.rank_width, self._columns.code_width)
        self._head.update()
        self._head.updateGeometry()
        self._show()


class _Head(QWidget):
    """The column heads, where the columns stand."""

    def __init__(self, columns: Columns) -> None:
        super().__init__()
        self._look = theme.current()
        self._columns = columns
        self._texts = ("", "", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, texts: tuple[str, str, str, str]) -> None:
        """Change the words."""
        self._texts = texts
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.px(16) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font("caption"))
        painter.setPen(self._look.colour("ink3"))
        columns, width = self._columns, self.width()
        lefts = (MARGIN, columns.text_left(), columns.code_left(width), columns.who_left(width))
        shown = 2 if columns.is_stacked(width) else 4
        for left, text in list(zip(lefts, self._texts, strict=True))[:shown]:
            place = QRectF(left, 1, width - left, self.height() - 1)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


class _SealNote(QWidget):
    """What choosing a sensitive code means, beneath the words that it will seal."""

    def __init__(self) -> None:
        super().__init__()
        self._text = label("", "small", wrap=True)
        self._icon = Icon("lock-simple", "warn", 14)
        self.setLayout(row(self._icon, (self._text, 1), spacing=6, margins=(38, 0, 12, 0)))

    def say(self, text: str, *, keep_room: bool) -> None:
        """Say it, or go; with ``keep_room`` what stands beneath does not jump."""
        self._text.setText(text or " ")
        self._icon.setVisible(bool(text))
        self.setVisible(bool(text) or keep_room)
