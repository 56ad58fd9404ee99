"""The model of a list of rows: lazily paged, with group heads among them, refreshed in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from cspdesk.ui.kit.chip import ChipView
from cspdesk.ui.kit.paging import ListSource, Pages, PageSource

Index = QModelIndex | QPersistentModelIndex
NOWHERE: Final = QModelIndex()
ROW_ROLE: Final = int(Qt.ItemDataRole.UserRole)
GROUP_ROLE: Final = ROW_ROLE + 1
LAST_ROLE: Final = ROW_ROLE + 2  # the last of its group or of the list: no hairline under it
SMALL: Final = 200  # a list so short is loaded whole, and finds its groups by itself


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as it is shown; every text is already in the person's language."""

    key: str
    title: str
    second: str = ""
    right: str = ""
    chip: ChipView | None = None
    icon: str = ""
    icon_tone: str = "ink2"
    right_tone: str = ""  # warn for what is due, accent where the right text is the row's link
    strong: bool = False  # not seen before
    right_below: bool = False  # beside the second line, where the title needs the whole of its own
    group: str = ""  # short lists: the head above the first row of those that share it

    @property
    def has_two(self) -> bool:
        """Whether the row takes two lines."""
        return bool(self.second) or self.right_below

    def spoken(self) -> str:
        """What a screen reader says of the row."""
        parts = (self.title, self.second, self.right, self.chip.text if self.chip else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class GroupView:
    """A head and how many rows stand under it."""

    title: str
    count: int


@runtime_checkable
class GroupedSource(Protocol):
    """A long source that knows its groups without giving its rows."""

    def groups(self) -> Sequence[GroupView]:
        """The groups in order; their counts sum up to the source's count."""


@runtime_checkable
class PlacingSource(Protocol):
    """A source that can say where a row stands, so that a refresh finds the chosen one again."""

    def place(self, key: str) -> int | None:
        """The place of the row with this key, or None."""


class RowModel(QAbstractListModel):
    """Rows and heads over a page source; ``loaded`` after pages arrived."""

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages[RowView] = Pages(ListSource[RowView]())
        self._heads: list[int] = []  # model rows that are heads
        self._groups: list[GroupView] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._load)

    @property
    def count(self) -> int:
        """How many rows there are, heads apart."""
        return self._pages.count

    @property
    def head_rows(self) -> Sequence[int]:
        """The model rows that are heads."""
        return self._heads

    def set_source(self, source: PageSource[RowView]) -> None:
        """Show other rows; the first page is fetched at once, so that the first painting is whole."""
        self.beginResetModel()
        self._take(source)
        self.endResetModel()

    def refresh(self, source: PageSource[RowView] | None = None) -> None:
        """Ask again; rows on the screen change in place where their number stays the same."""
        fresh = source if source is not None else self._pages.source
        before = self.rowCount(), tuple(self._heads)
        pages = Pages(fresh)
        if pages.count != self._pages.count or pages.count <= SMALL or self._groups_of(fresh) != self._groups:
            self.set_source(fresh)
            return
        self._take(fresh)
        if (self.rowCount(), tuple(self._heads)) == before and before[0]:
            self.dataChanged.emit(self.index(0), self.index(before[0] - 1))

    def supply(self, offset: int, rows: Sequence[RowView]) -> None:
        """Take in a page that the source promised by giving None."""
        self._tell(*self._pages.supply(offset, rows))

    def row_at(self, model_row: int) -> RowView | None:
        """The row at a place of the model if it is loaded; None for heads."""
        return None if self.group_at(model_row) else self._pages.row(self._data_row(model_row))

    def row_now(self, model_row: int) -> RowView | None:
        """The row at a place of the model, fetched at once where it is not loaded; None for heads."""
        row = self.row_at(model_row)
        if row is None and not self.group_at(model_row):
            self._pages.load()
            row = self.row_at(model_row)
        return row

    def group_at(self, model_row: int) -> GroupView | None:
        """The group whose head stands at a place of the model."""
        place = bisect_right(self._heads, model_row)
        if place and self._heads[place - 1] == model_row:
            return self._groups[place - 1]
        return None

    def find(self, key: str) -> int | None:
        """The model row of a key: asked of the source where it can place, else looked for in memory."""
        source = self._pages.source
        if isinstance(source, PlacingSource):
            place = source.place(key)
        else:
            place = next((place for place, known in self._pages.in_memory() if known.key == key), None)
        return None if place is None else self._model_row(place)

    def is_last(self, model_row: int) -> bool:
        """Whether the list or a group ends at this place."""
        return model_row == self.rowCount() - 1 or self.group_at(model_row + 1) is not None

    def _take(self, source: PageSource[RowView]) -> None:
        self._pages = Pages(source)
        if self._pages.count:
            self._pages.row(0)
            if self._pages.count <= SMALL:
                self._pages.row(self._pages.count - 1)
            self._pages.load()
        self._groups = self._groups_of(source)
        self._heads = []
        at = 0
        for group in self._groups:
            self._heads.append(at)
            at += group.count + 1

    def _groups_of(self, source: PageSource[RowView]) -> list[GroupView]:
        if isinstance(source, GroupedSource):
            return [group for group in source.groups() if group.count]
        if self._pages.count > SMALL:
            return []
        groups: list[GroupView] = []
        for place in range(self._pages.count):
            row = self._pages.peek(place)
            title = row.group if row is not None else ""
            if groups and groups[-1].title == title:
                groups[-1] = GroupView(title, groups[-1].count + 1)
            else:
                groups.append(GroupView(title, 1))
        return groups if any(group.title for group in groups) else []

    def _data_row(self, model_row: int) -> int:
        return model_row - bisect_right(self._heads, model_row)

    def _model_row(self, place: int) -> int:
        at = place
        for head in self._heads:
            if head > at:
                break
            at += 1
        return at

    def _load(self) -> None:
        for begin, end in self._pages.load():
            self._tell(begin, end)
        if self._pages.is_hungry:
            self._timer.start()

    def _tell(self, begin: int, end: int) -> None:
        if end > begin:
            self.dataChanged.emit(self.index(self._model_row(begin)), self.index(self._model_row(end - 1)))
        self.loaded.emit()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self._pages.count + len(self._heads)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.group_at(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        group = self.group_at(index.row())
        if role == GROUP_ROLE:
            return group
        if role == LAST_ROLE:
            return self.is_last(index.row())
        if group is not None:
            spoken = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return group.title if spoken else None
        if role not in (ROW_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            if self._pages.is_hungry and not self._timer.isActive():
                self._timer.start()
            return None
        if role == ROW_ROLE:
            return row
        return row.title if role == Qt.ItemDataRole.DisplayRole else row.spoken()
