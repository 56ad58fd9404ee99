"""A grid of the kit bound to its presenter: words for what it shows, and what a paste would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import Block, CellChoice, Given, GridColumn, SharedRows
from cspdesk.presenters.grid_paste import Pasting
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.grid.grid import Grid
from cspdesk.ui.kit.grid.preview import PreviewWords, Refused
from cspdesk.ui.kit.grid.source import GridWords, Span
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.suggestions import Suggestion
from cspdesk.ui.kit.tablemodel import Cell, Column


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of the budget line of a row, in words; ``over`` where nothing is."""

    words: str
    over: bool = False


_JOINED = N_(
    "Rows of the same voucher can be one expense with its shares. Rows: {rows}; expenses: {expenses}."
)
RestOf = Callable[[int], Rest | None]


class _Source:
    """The presenter as the kit's grid asks it."""

    def __init__(self, session: Session, presenter: GridPresenter, paste: Callable[[Pasting], None]) -> None:
        self._session = session
        self._presenter = presenter
        self._paste = paste
        self._offered: dict[str, CellChoice] = {}
        self.is_read_only = False

    @property
    def count(self) -> int:
        # The empty row is there to be written in.
        return self._presenter.rows.count if self.is_read_only else self._presenter.count

    @property
    def is_hungry(self) -> bool:
        return self._presenter.rows.is_hungry

    def load(self) -> None:
        self._presenter.rows.load()

    def cell(self, place: int, column: int) -> Cell | None:
        rows = self._presenter.rows
        if place < rows.count and rows.row(place) is None:
            return None
        text = self._presenter.text(place, column)
        fault = self._presenter.fault(place, column)
        if fault is not None:
            return Cell(text, tone="bad", tip=self._session.t(fault))
        return Cell(text)

    def state(self, place: int) -> Cell:
        rows, t = self._presenter.rows, self._session.t
        row = rows.row(place) if place < rows.count else None
        if row is None or not row.state.icon:
            return Cell()
        told = " ".join(t(one) for one in row.state.told)
        return Cell(t(row.state.words), row.state.icon, row.state.tone, told)

    def text(self, place: int, column: int) -> str:
        return self._presenter.text(place, column)

    def can_type(self, place: int, column: int) -> bool:
        return not self.is_read_only and self._presenter.can_type(place, column)

    def type(self, place: int, column: int, untrusted_text: str) -> None:
        self._presenter.type(place, column, untrusted_text)

    def offers(self, place: int, column: int, untrusted_text: str) -> Sequence[Suggestion]:
        found = self._presenter.choices(place, column, untrusted_text)
        self._offered = {str(at): one for at, one in enumerate(found)}
        return [Suggestion(key, one.text, second=one.second) for key, one in self._offered.items()]

    def take(self, place: int, column: int, key: str) -> None:
        self._presenter.give(place, column, Given(self._offered[key].value))

    def clear(self, spans: Sequence[Span]) -> None:
        for span in () if self.is_read_only else spans:
            self._presenter.clear(Block(*span))

    def as_above(self, span: Span) -> None:
        if not self.is_read_only:
            self._presenter.as_above(Block(*span))

    def today(self, place: int, column: int) -> None:
        if not self.is_read_only:
            self._presenter.today(place, column, self._session.clock.today())

    def is_part(self, place: int) -> bool:
        rows = self._presenter.rows
        row = rows.row(place) if 0 <= place < rows.count else None
        return row is not None and row.is_part

    def split(self, place: int) -> int | None:
        return None if self.is_read_only else self._presenter.split(place)

    def remove(self, place: int) -> bool:
        return not self.is_read_only and self._presenter.remove(place)

    def undo(self) -> bool:
        return self._presenter.undo()

    def redo(self) -> bool:
        return self._presenter.redo()

    def copy(self, spans: Sequence[Span], then: Callable[[str], None]) -> None:
        self._presenter.copy([Block(*span) for span in spans], then)

    def paste(self, untrusted_text: str, place: int, column: int) -> None:
        if untrusted_text.strip() and not self.is_read_only:
            self._presenter.read_block(untrusted_text, max(0, place), column, self._paste)

    def stand(self, place: int) -> None:
        self._presenter.stand(place)


class BoundGrid(QWidget):
    """The grid of a presenter; ``rest_of`` says what is left of the line of a row."""

    def __init__(
        self,
        session: Session,
        presenter: GridPresenter,
        *,
        name: Msg,
        rest_of: RestOf | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.presenter = presenter
        self._name = name
        self._rest_of = rest_of
        self._pasting: Pasting | None = None
        self._shown: tuple[str, tuple[GridColumn, ...]] | None = None
        self._source = _Source(session, presenter, self.ask_about)
        self.grid = Grid(self._source, self._words())
        self.grid.marked.connect(self._show_footer)
        self.grid.preview.taken.connect(self._on_taken)
        self.grid.preview.other_taken.connect(self._on_other_taken)
        self.grid.preview.left.connect(self._on_preview_left)
        self.setLayout(column((self.grid, 1), spacing=0))
        self.setFocusProxy(self.grid)
        self._stop = presenter.listen(self.show_state)
        self.show_state()

    def read_only(self) -> None:
        """Show and copy from now on, and take nothing."""
        self._source.is_read_only = True

    def release(self) -> None:
        """Listen to nobody any more."""
        self.grid.view.finish()
        self._stop()

    def finish(self) -> None:
        """What is being typed goes into its cell."""
        self.grid.view.finish()

    # --- showing

    def _words(self) -> GridWords:
        t = self.session.t
        return GridWords(t(self._name), t(N_("State")), t(N_("No choice begins so.")))

    def show_state(self) -> None:
        """Copy the presenter's state into the cells, words included."""
        shown = (self.session.language, self.presenter.columns)
        if shown != self._shown:
            self._shown = shown
            columns = [_column(one) for one in self.presenter.columns]
            self.grid.set_columns(columns, self._words())
        self.grid.show_state()

    def _show_footer(self) -> None:
        spans = self.grid.view.spans()
        self.presenter.sums([Block(*span) for span in spans], self._say_footer)

    def _say_footer(self, rows: int, cells: int, amounts: Sequence[tuple[str, int]]) -> None:
        t, formats = self.session.t, self.session.formats
        shown = self.presenter.rows
        every = shown.many if isinstance(shown, SharedRows) else shown.count
        if rows > 1:
            told = plural(N_("{n} row marked"), N_("{n} rows marked"), rows)
        else:
            told = plural(N_("{n} row"), N_("{n} rows"), every)
        sums = [formats.amount_with_code(minor, currency) for currency, minor in amounts] if cells > 1 else []
        told_beside = self._beside()
        self.grid.footer.say(t(told), sums, told_beside.words, over=told_beside.over)

    def _beside(self) -> Rest:
        """What a person should know where the keyboard stands: a fault, what is left, what is missing."""
        place, at = self.grid.view.place, self.grid.view.column
        if not 0 <= place < self.presenter.rows.count or at < 0:
            return Rest("")
        fault = self.presenter.fault(place, at)
        if fault is not None:
            return Rest(self.session.t(fault), over=True)
        rest = self._rest_of(place) if self._rest_of is not None else None
        row = self.presenter.rows.row(place)
        if rest is None and row is not None and row.state.told:
            return Rest(self.session.t(row.state.told[0]))
        return rest or Rest("")

    # --- a block

    def ask_about(self, block: Pasting) -> None:
        """Write a block that was read, or show first what it would do."""
        if block.is_small:
            self.presenter.paste(block)
            return
        self._pasting = block
        t = self.session.t
        rows = plural(N_("{n} row will be pasted."), N_("{n} rows will be pasted."), len(block.rows))
        heading = t(rows)
        refused = block.refused
        if refused:
            kept = plural(
                N_("{n} cell is refused and stays as it is."),
                N_("{n} cells are refused and stay as they are."),
                len(refused),
            )
            heading = f"{heading} {t(kept)}"
        titles = {one.key: one.title for one in self.presenter.columns}
        take, other = t(N_("Paste the rest") if refused else N_("Paste")), ""
        notes = [t(one) for one in block.left_out]
        if block.joined is not None:
            told_of = {"rows": len(block.rows), "expenses": len(block.joined.rows)}
            notes.append(t(msg(_JOINED, **told_of)))
            take, other = t(N_("Paste as shares")), t(N_("Paste each row by itself"))
        words = PreviewWords(
            heading,
            tuple(notes),
            (t(N_("Row")), t(N_("Column")), t(N_("Text")), t(N_("Why"))),
            take,
            t(N_("Do not paste")),
            other,
        )
        told = [
            Refused(
                self.session.formats.integer(row.line + 1),
                titles[cell.column],
                cell.text,
                t(cell.fault) if cell.fault is not None else "",
            )
            for row, cell in refused
        ]
        self.grid.preview.say(words, told, can_take=block.taken > 0)

    def _on_taken(self) -> None:
        self._take_pasting(is_joined=True)

    def _on_other_taken(self) -> None:
        self._take_pasting(is_joined=False)

    def _take_pasting(self, *, is_joined: bool) -> None:
        block, self._pasting = self._pasting, None
        self._hide_preview()
        if block is not None:
            self.presenter.paste(block.joined or block if is_joined else block)

    def _on_preview_left(self) -> None:
        self._pasting = None
        self._hide_preview()

    def _hide_preview(self) -> None:
        self.grid.preview.hide()
        self.grid.view.setFocus()


def _column(one: GridColumn) -> Column:
    return Column(one.key, one.title, one.align, sample=one.sample, grows=one.grows, ends_matter=one.has_list)
