"""A row of a form bound to a path of its presenter: shows what stands there, tells what is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cspdesk.domain.codelists import help_of
from cspdesk.domain.detect import Finding
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.form import FormPresenter
from cspdesk.ui.fields import Editors
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.editors.search import Find
from cspdesk.ui.kit.flow import Flow
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import column, row
from cspdesk.ui.look import theme

LABEL = 170  # px at 100 %: Tajik labels run long


class BoundRow(QWidget):
    """Label, editor, help; beneath it what in the words could point at somebody."""

    def __init__(
        self,
        form: FormPresenter,
        path: str,
        editors: Editors,
        *,
        find: Find | None = None,
        above: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = form
        self.path = path
        self._described = form.field(path)
        self._made = editors.editor(self._described, find=find)
        self.editor = self._made.editor
        self.editor.setObjectName(path)
        t = form.session.t
        self._row = FormRow(
            t(self._described.label), self.editor, help=self._help(), above=above, label_width=LABEL
        )
        self._caution = Caution(form, path, indent=0 if above else LABEL + 12)
        self.setLayout(column(self._row, self._caution, spacing=2))
        self.show_state()
        self.editor.edited.connect(self._on_edited)
        self.editor.left.connect(self._on_left)

    def show_state(self) -> None:
        """Show what stands at the path; what is being typed is not touched while it means the same."""
        text = self.form.state.unread.get(self.path, "")
        value = self.form.state.value(self.path)
        if text:
            if self.editor.untrusted_text() != text:
                self.editor.set_untrusted_text(text)
        else:
            try:
                self.editor.set_value(None if value is None else self._made.show(value))
            except (ValueError, CspdeskError):
                # a draft of another version of the program: what it holds is shown as it is
                self.editor.set_untrusted_text(str(value))
        self._row.set_help(self._help())
        self._caution.tell(self.form.cautions.get(self.path, ()))

    def _help(self) -> str:
        t, described = self.form.session.t, self._described
        value = self.form.state.value(self.path)
        if described.choices and isinstance(value, str | int) and not isinstance(value, bool):
            helps = help_of(described.choices, str(value))
            if helps is not None:
                return t(helps)
        return t(described.help) if described.help else ""

    def _on_edited(self) -> None:
        value, text = self.editor.value(), self.editor.untrusted_text()
        if value is None and text:
            self.form.edit_unread(self.path, text)
        else:
            self.form.edit(self.path, None if value is None else self._made.take(value))

    def _on_left(self) -> None:
        self.form.left(self.path)


class Caution(QWidget):
    """What was found in words that could point at somebody, and the ways out; never in the way."""

    def __init__(self, form: FormPresenter, path: str, *, indent: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._path, self._indent = form, path, indent
        self._look = theme.current()
        self._shown: tuple[Finding, ...] = ()
        self._text = label("", "small", wrap=True)
        self._ways = Flow(spacing=14)
        icon = Icon("shield-warning", "warn", 14)
        words = row(icon, (self._text, 1), spacing=5)
        words.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        self._column = column(words, self._ways, spacing=0)
        self.setLayout(self._column)
        self._look.dress(self._restyle)
        self.hide()

    def tell(self, found: tuple[Finding, ...]) -> None:
        """Show the first of these; the next follows when it is dealt with."""
        if found == self._shown:
            return
        self._shown = found
        self._ways.clear()
        self.setVisible(bool(found))
        if not found:
            return
        t, first = self._form.session.t, found[0]
        instead = t(first.instead)
        self._text.setText(t(first.message))
        for words, act in (
            (t(msg(N_("Write “{words}”"), words=instead)), partial(self._replace, first, instead)),
            (t(N_("It names nobody")), partial(self._form.accept, self._path, first)),
        ):
            self._ways.add(Button(words, kind="link", pressed=act))

    def _replace(self, finding: Finding, instead: str) -> None:
        self._form.replace(self._path, finding, instead)

    def _restyle(self) -> None:
        self._column.setContentsMargins(self._look.px(self._indent), 0, 0, 2)
