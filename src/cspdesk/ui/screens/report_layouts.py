"""Own layouts beside a report: on which one it is made, the list, one more from a file, one to begin from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QWidget

from cspdesk.domain.text import N_, msg
from cspdesk.presenters.report_layouts import ReportLayouts
from cspdesk.presenters.session import Session
from cspdesk.services.layouts import Layout
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button
from cspdesk.ui.kit.headings import Icon, SectionHeading, label
from cspdesk.ui.kit.layout import column, empty_out, row
from cspdesk.ui.paths import Paths

_FILES = "DOCX, XLSX (*.docx *.xlsx)"


class ReportLayoutsSection(QWidget):
    """Follows ``presenter``; ``paths`` and ``language`` are the page's, asked when they are needed."""

    def __init__(
        self,
        session: Session,
        presenter: ReportLayouts,
        paths: Callable[[], Paths],
        language: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.presenter = presenter
        self._paths = paths
        self._language = language
        self._heading = SectionHeading("")
        self._hint = label("", "hint", wrap=True)
        self.choice = QComboBox()
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self._on_chosen)
        self._lines = column(spacing=2)
        self.remove: dict[str, Button] = {}
        self.add = Button(icon="plus", pressed=self._on_add)
        self.starting = Button(kind="quiet", icon="file-text", pressed=self._on_starting)
        self.fields = Button(kind="quiet", icon="table", pressed=self._on_fields)
        self.done = Banner("")
        self.fault = Banner("")
        self._shown: object = None
        self.setLayout(
            column(
                self._heading,
                self._hint,
                self.choice,
                self._lines,
                self.add,
                self.starting,
                self.fields,
                self.done,
                self.fault,
                spacing=6,
            )
        )

    def show_state(self) -> None:
        """Show the layouts of the report that is chosen; nothing where it has none."""
        t, presenter = self.session.t, self.presenter
        self.setVisible(bool(presenter.kind))
        self._heading.set_text(t(N_("Own layouts")))
        self._hint.setText(
            t(N_("A Word or Excel file of yours, or of a donor’s, with fields that the report fills."))
        )
        self._fill(
            [("", t(N_("The program’s layout"))), *((one.name, one.name) for one in presenter.fitting)]
        )
        self.choice.setAccessibleName(t(N_("Layout")))
        self.choice.setVisible(bool(presenter.fitting))
        state = (presenter.every, self.session.language)
        if state != self._shown:
            self._shown = state
            self._show_lines()
        self.add.set_words(t(N_("Add from a file…")))
        self.starting.set_words(t(N_("Save one to begin from…")))
        self.fields.set_words(t(N_("Save the list of fields…")))
        for button in (self.add, self.starting, self.fields, *self.remove.values()):
            button.setEnabled(not presenter.is_working)
        self.done.say(t(presenter.done) if presenter.done is not None else "", "good")
        fault = presenter.fault
        parts = [] if fault is None else [fault.what, *([fault.hint] if fault.hint else [])]
        self.fault.say(" ".join(t(part) for part in parts), "bad")

    def _fill(self, choices: list[tuple[str, str]]) -> None:
        box = self.choice
        if [(str(box.itemData(at)), box.itemText(at)) for at in range(box.count())] != choices:
            box.clear()
            for key, words in choices:
                box.addItem(words, key)
        box.setCurrentIndex(max(0, box.findData(self.presenter.chosen)))

    def _show_lines(self) -> None:
        empty_out(self._lines)
        self.remove = {}
        for one in self.presenter.every:
            self._lines.addWidget(self._line(one))

    def _line(self, one: Layout) -> QWidget:
        t = self.session.t
        fits = one.problem is None
        words = column(
            label(one.name, "", wrap=True), label(t(self.presenter.told(one)), "small", wrap=True), spacing=0
        )
        remove = Button(kind="quiet", icon="trash", tip=t(msg(N_("Remove: {title}"), title=one.name)))
        remove.clicked.connect(lambda _on=False: self.presenter.remove(one))
        self.remove[one.name] = remove
        icon = Icon("file-text" if fits else "warning-circle", "ink2" if fits else "warn")
        line = QWidget()
        line.setLayout(row(icon, (words, 1), remove, spacing=8, margins=(0, 2, 0, 2)))
        return line

    # --- what a person does --------------------------------------------------------------------------

    def _on_chosen(self, at: int) -> None:
        self.presenter.choose(str(self.choice.itemData(at)))

    def _on_add(self) -> None:
        path = self._paths().open(self, self.session.t(N_("Add from a file…")), kinds=_FILES)
        if path is not None:
            self.presenter.add(path)

    def _on_starting(self) -> None:
        name = f"{self.presenter.kind}-{self._language()}.docx"
        title = self.session.t(N_("Save one to begin from…"))
        out = self._paths().save(self, title, suggested=name, kinds=_FILES)
        if out is not None:
            self.presenter.write_starting(out, self._language())

    def _on_fields(self) -> None:
        name = f"{self.presenter.kind}-fields-{self._language()}.xlsx"
        title = self.session.t(N_("Save the list of fields…"))
        out = self._paths().save(self, title, suggested=name, kinds=_FILES)
        if out is not None:
            self.presenter.write_fields(out, self._language())
