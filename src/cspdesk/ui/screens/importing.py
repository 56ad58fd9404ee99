"""Import: at the left the file and what its titles mean, at the right its first rows and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QResizeEvent

from cspdesk.domain.quality import day_of
from cspdesk.domain.text import N_, msg, plural
from cspdesk.presenters.importing import SHOWN_PROBLEMS, ImportPresenter
from cspdesk.presenters.kind_places import KIND, spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.session import Session
from cspdesk.ui.fields import Editors, FieldEditor
from cspdesk.ui.kit.banner import Banner
from cspdesk.ui.kit.buttons import Button, Segments
from cspdesk.ui.kit.combo import Combo
from cspdesk.ui.kit.empty import EmptyPage
from cspdesk.ui.kit.formrow import FormRow
from cspdesk.ui.kit.headings import SectionHeading, label
from cspdesk.ui.kit.layout import STRETCH, VScroll, column, empty_out, hairline, panel, row
from cspdesk.ui.kit.palette import Command
from cspdesk.ui.kit.panes import Panes
from cspdesk.ui.kit.progress import ProgressLine
from cspdesk.ui.kit.table import Cell, Column, Table, TableRow
from cspdesk.ui.look import theme
from cspdesk.ui.paths import Paths, SystemPaths
from cspdesk.ui.screens.column_choices import ColumnChoices, fill_choices
from cspdesk.ui.screens.screen import Screen

PLACE: Final = "import"
_LIST, _LIST_NARROW = 340, 300
_MOST, _MOST_NARROW = 8, 5
"""Columns of a preview: more do not fit beside the titles, and nothing scrolls sideways."""


class ImportScreen(Screen):
    """Opened from the lists whose rows it brings."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__(session, navigation)
        self.paths: Paths = SystemPaths()
        self.presenter = ImportPresenter(session)
        self.until_closed(self.presenter.listen(self.show_state))
        self.until_closed(self.presenter.close)
        self._look = theme.current()
        self._is_narrow = False
        self._had_look = False
        self._build_choices()
        self._build_rows()
        self.panes = Panes(self._pane, self._right, list_width=_LIST, list_narrow=_LIST_NARROW)
        self.setLayout(column(self.panes, spacing=0))
        self.show_state()

    def _build_choices(self) -> None:
        self._title = label("", "title")
        self._kind_caption = label("", "caption")
        self.kind = Combo()
        self._kind_caption.setBuddy(self.kind)
        self.kind.activated.connect(lambda at: self.presenter.choose_kind(str(self.kind.itemData(at))))
        self.choose = Button(icon="folder-open", pressed=self.choose_file)
        self._file = label("", "dim", wrap=True)
        self._day_place = column(spacing=0)
        self.day: FieldEditor | None = None
        self._day_language = ""
        self.to_rows = Button(kind="link", pressed=self._to_rows)
        self._columns_heading = SectionHeading("")
        self.columns = ColumnChoices()
        self.columns.chosen.connect(self.presenter.choose)
        inner = column(
            self._title,
            column(self._kind_caption, self.kind, spacing=4),
            self.choose,
            self._file,
            self._day_place,
            self.to_rows,
            hairline(),
            self._columns_heading,
            self.columns,
            STRETCH,
            spacing=12,
            margins=(20, 16, 20, 16),
        )
        self._pane = panel(column(VScroll(panel(inner)), spacing=0), "pane")

    def _build_rows(self) -> None:
        self.told = Banner("")
        self.told.link_pressed.connect(self._on_link)
        self.mark = Segments([(",", ","), (".", ".")], name="")
        self.mark.chosen.connect(self.presenter.choose_mark)
        self.to_list = Button(icon="list-bullets", pressed=self._to_list)
        self.run = Button(kind="primary", icon="download-simple", pressed=self.presenter.run)
        self._progress = ProgressLine(cancel="")
        self._progress.cancelled.connect(self.presenter.stop)
        self._heading = SectionHeading("")
        self.preview = Table((), name="")
        self._wrong_heading = SectionHeading("")
        self.wrong = Table((), name="")
        self._empty_choose = Button(kind="primary", icon="folder-open", pressed=self.choose_file)
        self._empty = EmptyPage("table", "", buttons=(self._empty_choose,))
        head = row((self.told, 1), self.mark, self.to_list, self.run, spacing=12)
        self._body = panel(
            column(
                head,
                self._progress,
                self._heading,
                (self.preview, 3),
                self._wrong_heading,
                (self.wrong, 4),
                STRETCH,
                spacing=8,
                margins=(24, 16, 24, 16),
            )
        )
        self._right = panel(column((self._body, 1), (self._empty, 1), spacing=0))

    # --- showing -----------------------------------------------------------------------------------

    def arrive(self, spot: Spot) -> None:
        kind = dict(spot.where).get(KIND, "")
        if kind and kind != self.presenter.kind.name:
            self.presenter.choose_kind(kind)

    def show_state(self) -> None:
        t, presenter = self.session.t, self.presenter
        self.panes.set_back(t(N_("Columns")))
        self._title.setText(t(N_("Import a sheet")))
        self._kind_caption.setText(t(N_("Its rows are")))
        self.kind.setAccessibleName(t(N_("Its rows are")))
        fill_choices(self.kind, presenter.kinds(), presenter.kind.name)
        self.choose.set_words(t(N_("Choose a file…")))
        self._file.setText("" if presenter.file is None else presenter.file.name)
        self._file.setVisible(presenter.file is not None)
        self.to_rows.set_words(t(N_("Show the rows")))
        self.to_rows.setVisible(self.panes.is_single and presenter.file is not None)
        self._empty_choose.set_words(t(N_("Choose a file…")))
        self._empty.say(
            t(N_("Rows of a sheet become records")),
            t(
                N_(
                    "Choose an XLSX or CSV file with titles in its first row. Nothing is added before you"
                    " have seen the first rows, and all of it can be undone at once."
                )
            ),
        )
        is_open = presenter.file is not None
        self._show_columns()
        # the button that opened the file goes with the page it stood on: the keyboard must not leave with it
        is_new = presenter.look is not None and not self._had_look
        self._had_look = presenter.look is not None
        if is_open and (self._empty_choose.hasFocus() or (is_new and self.choose.hasFocus())):
            self._to_first_question()
        self._body.setVisible(is_open)
        self._empty.setVisible(not is_open)
        self._show_day()
        self._show_told()
        self._show_preview()
        self._show_wrong()

    def _show_day(self) -> None:
        """Rates of one day: the person says for which day the bank was asked."""
        t, presenter = self.session.t, self.presenter
        shown = self.session.language if presenter.is_of_a_day else ""
        if shown != self._day_language:
            self._day_language, self.day = shown, None
            empty_out(self._day_place)
            if shown:
                described = next(one for one in presenter.kind.fields if one.name == "day")
                self.day = Editors(self.session).editor(replace(described, label=N_("Rates of which day")))
                self.day.editor.set_value(self.day.show(presenter.day.isoformat()))
                self.day.editor.left.connect(self._on_day)
                help_ = t(N_("The bank’s page gives today’s rates for a day that it does not have."))
                self._day_place.addWidget(
                    FormRow(t(N_("Rates of which day")), self.day.editor, help=help_, above=True)
                )

    def _on_day(self) -> None:
        value = None if self.day is None else self.day.editor.value()
        if self.day is not None and value is not None:
            day = day_of(self.day.take(value))
            if day is not None:
                self.presenter.choose_day(day)

    def _show_columns(self) -> None:
        t, look = self.session.t, self.presenter.look
        seen = () if look is None else look.seen
        self._columns_heading.setVisible(bool(seen))
        self._columns_heading.set_text(t(N_("Columns")))
        self._columns_heading.set_count(self.session.formats.integer(len(seen)) if seen else "")
        self.columns.tell(seen, self.presenter.choices() if seen else [], t)

    def _show_told(self) -> None:
        t, presenter = self.session.t, self.presenter
        told = presenter.told()
        link = ""
        if presenter.can_undo:
            link = t(N_("Undo the import"))
        elif presenter.done is not None:
            link = t(N_("Another file"))
        words, tone = ("", "plain") if told is None else (t(told[0]), told[1])
        self.told.say(words, tone, link=link)  # type: ignore[arg-type] # a banner's tones
        checked = presenter.checked
        self.mark.setVisible(checked is not None and (checked.is_asked or bool(presenter.mark)))
        self.mark.set_words((t(N_("comma")), t(N_("point"))), t(N_("Decimal mark")))
        self.mark.choose(presenter.mark)
        rows = 0 if checked is None else checked.rows - checked.known
        self.run.set_words(t(plural(N_("Import {n} row"), N_("Import {n} rows"), rows)))
        self.run.setVisible(checked is not None and presenter.done is None)
        self.run.setEnabled(presenter.can_import)
        self.to_list.set_words(t(N_("Show them")))
        self.to_list.setVisible(presenter.done is not None)
        self._progress.setVisible(presenter.is_working and presenter.rows_done > 0)
        self._progress.set_cancel(t(N_("Stop")))
        so_far = plural(N_("{n} row read"), N_("{n} rows read"), presenter.rows_done)
        self._progress.tell(t(so_far), 0, 0)

    def _show_preview(self) -> None:
        t = self.session.t
        columns, rows = self.presenter.preview()
        most = _MOST_NARROW if self._is_narrow else _MOST
        shown = columns[:most]
        self._heading.set_text(t(N_("The first rows, as they would be recorded")))
        self._heading.setVisible(bool(rows))
        self.preview.setVisible(bool(rows))
        left = len(columns) - len(shown)
        more = t(plural(N_("and {n} column more"), N_("and {n} columns more"), left)) if left else ""
        self._heading.set_count(more)
        self.preview.view.setAccessibleName(t(N_("The first rows, as they would be recorded")))
        self.preview.set_columns(
            [
                Column("row", t(N_("Row")), align="right", dim=True),
                *(
                    Column(
                        one.name,
                        one.title,
                        align="right" if one.is_number else "left",
                        grows=one.gives_way,
                    )
                    for one in shown
                ),
            ]
        )
        write = self.session.formats.integer
        self.preview.set_rows(
            [TableRow(str(number), (write(number), *cells[:most])) for number, cells in rows]
        )

    def _show_wrong(self) -> None:
        t, presenter = self.session.t, self.presenter
        checked = presenter.checked
        problems = () if checked is None else checked.problems
        write = self.session.formats.integer
        self._wrong_heading.set_text(t(N_("What is wrong")))
        listed = presenter.listed
        count = [write(len(problems))] if problems else []
        if listed is not None:
            count.append(t(msg(N_("all of them: {path}"), path=listed.name)))
        self._wrong_heading.set_count(" · ".join(count))
        self._wrong_heading.setVisible(bool(problems))
        self.wrong.setVisible(bool(problems))
        self.wrong.view.setAccessibleName(t(N_("What is wrong")))
        self.wrong.set_columns(
            [
                Column("row", t(N_("Row")), align="right", dim=True),
                Column("column", t(N_("Column"))),
                Column("cell", t(N_("What stands there"))),
                Column("what", t(N_("What is wrong")), grows=True),
            ]
        )
        self.wrong.set_rows(
            [
                TableRow(
                    str(at),
                    (
                        write(one.row),
                        one.column,
                        one.cell,
                        Cell(t(one.what), tip=t(one.what) if one.hint is None else t(one.hint)),
                    ),
                )
                for at, one in enumerate(problems[:SHOWN_PROBLEMS])
            ]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self._look.is_narrow(self.window().width())
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._show_preview()

    # --- what a person does --------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask which file, and look at it."""
        t = self.session.t
        kinds = t(N_("Sheets")) + " (*.xlsx *.csv *.tsv *.txt *.xml)"
        found = self.paths.open(self, t(N_("Choose a file…")), kinds=kinds)
        if found is not None:
            self.presenter.open(found)

    def _to_list(self) -> None:
        self.navigation.open(spot_of(self.presenter.list_kind()))

    def _to_rows(self) -> None:
        self.panes.show_record()

    def _on_link(self) -> None:
        if self.presenter.can_undo:
            self.presenter.undo()
        else:
            self.presenter.begin_again()

    def _to_first_question(self) -> None:
        """The keyboard goes to the first column that nobody understood, else to the button of the file."""
        look = self.presenter.look
        asked = [one.title for one in look.seen if one.column is None] if look is not None else []
        (self.columns.boxes[asked[0]] if asked else self.choose).setFocus()

    def take_keyboard(self) -> None:
        (self.choose if self.presenter.file is not None else self._empty_choose).setFocus()

    def commands(self) -> Sequence[Command]:
        t = self.session.t
        group = t(N_("Import a sheet"))
        found = [Command("import:file", t(N_("Choose a file…")), self.choose_file, "", "folder-open", group)]
        if self.presenter.can_import:
            found.append(
                Command("import:run", self.run.words(), self.presenter.run, "", "download-simple", group)
            )
        return found


def import_spot(kind: str) -> Spot:
    """Where rows of a kind are imported."""
    return Spot(PLACE, where=((KIND, kind),))


def import_command(navigation: Navigation, words: Callable[[str], str], kind: str, group: str) -> Command:
    """The command that opens the import of a kind from its list."""
    return Command(
        f"import:{kind}",
        words(N_("Import a sheet")),
        lambda: navigation.open(import_spot(kind)),
        icon="download-simple",
        group=group,
    )
