"""A row of a form: label, field, and beneath the field its help, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.editor import AnyEditor, Offer
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import row
from cspdesk.ui.look import theme, tokens

NARROW = 400  # logical px of the row; below it the label stands above


class FormRow(QWidget):
    """Label at the left in a column of 110, above where the row is narrow.

    The fault is shown when the editor says so (that is, when the field is left) and takes the place of
    the help; a fault that can be read in two ways shows both as buttons.
    """

    def __init__(
        self,
        text: str,
        editor: AnyEditor,
        *,
        help: str = "",  # noqa: A002 - the word of the design
        above: bool = False,
        label_width: int = tokens.SIZE["label"],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = theme.current()
        self.editor = editor
        self._above = above
        self._label_width = label_width
        self._label = label(text, "dim", wrap=True)
        self._label.setBuddy(editor.inputs()[0])
        self._help = label(help, "hint", wrap=True)
        self._fault = _Fault(editor)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.SPACE["m"])
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        editor.fault_changed.connect(self._show_fault)
        self._is_above: bool | None = None
        self._look.dress(self._arrange)
        self._show_fault()

    def set_text(self, text: str, help: str = "") -> None:  # noqa: A002 - as above
        """Change the words, after a switch of language."""
        self._label.setText(text)
        self.editor.set_name(text)
        self.set_help(help)

    def set_help(self, help: str) -> None:  # noqa: A002 - as above
        """Say what helps: an example, or what the value comes to."""
        self._help.setText(help)
        self._show_fault()

    def set_fault(self, text: str, offers: Sequence[Offer] = ()) -> None:
        """Say what is wrong with the field, or that nothing is."""
        self.editor.set_fault(text, offers)

    def is_above(self) -> bool:
        """Whether the label now stands above its field."""
        return bool(self._is_above)

    def _show_fault(self) -> None:
        fault = self.editor.fault()
        self._fault.say(fault, self.editor.offers())
        self._help.setVisible(bool(self._help.text()) and not fault)
        self.editor.set_description(fault or self._help.text())

    def _arrange(self) -> None:
        above = self._above or self.width() / self._look.scale < NARROW
        line = self._look.size("control")
        top = Qt.AlignmentFlag.AlignTop
        if above:
            self._label.setMinimumHeight(0)
            self._label.setFixedWidth(16777215 if above else 0)
            self._label.setMinimumWidth(0)
        else:
            self._label.setFixedWidth(self._look.px(self._label_width))
            self._label.setMinimumHeight(line)
        if above == self._is_above:
            return
        self._is_above = above
        self._label.setProperty("t", "caption" if above else "dim")
        self._label.style().unpolish(self._label)
        self._label.style().polish(self._label)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft if above else middle)
        beneath: tuple[QWidget, ...] = (self.editor, self._help, self._fault)
        for part in (self._label, *beneath):
            self._grid.removeWidget(part)
        if above:
            self._grid.addWidget(self._label, 0, 0, 1, 2)
        else:
            self._grid.addWidget(self._label, 0, 0, top)
        span = (0, 2) if above else (1, 1)
        for place, part in enumerate(beneath, start=int(above)):
            self._grid.addWidget(part, place, span[0], 1, span[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


class _Fault(QWidget):
    """What is wrong: an icon, the words, and the ways out as links."""

    def __init__(self, editor: AnyEditor) -> None:
        super().__init__()
        self._editor = editor
        self._text = label("", "fault", wrap=True)
        self._ways = Flow(spacing=14)
        icon = Icon("warning-circle", "bad", 14)
        words = row(icon, (self._text, 1), spacing=5)
        words.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 0, 0, 0)
        self._grid.setVerticalSpacing(0)
        self._grid.addLayout(words, 0, 0)
        self._grid.addWidget(self._ways, 1, 0)

    def say(self, text: str, offers: Sequence[Offer]) -> None:
        """Show and speak a fault; go where there is none."""
        self._text.setText(text)
        self._ways.clear()
        for offer in offers:
            link = Button(offer.text, kind="link")
            link.clicked.connect(lambda _on=False, offer=offer: self._editor.take_offer(offer))
            self._ways.add(link)
        self._ways.setVisible(bool(offers))
        self.setVisible(bool(text))
        if text and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
