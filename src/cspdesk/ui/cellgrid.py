"""The participants of a form in the grid of the kit: cells by sex and band, disability beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from cspdesk.domain.codelists import label_of
from cspdesk.domain.text import N_
from cspdesk.presenters.form import FormPresenter
from cspdesk.presenters.session import Session
from cspdesk.ui.kit.layout import column
from cspdesk.ui.kit.participants import Counts, GridWords, Key, ParticipantsGrid

FIELD: Final = "participants"
SEXES: Final = ("f", "m")
MORE_SEXES: Final = ("x", "nr")
BANDS: Final = ("0-13", "14-17", "18-30", "31-59", "60+")
BESIDE: Final = {"with": "yes", "unrecorded": "nr", "declined": "refused"}
"""Rows beside the bands, by the code of the disability that they count."""
UNKNOWN_BAND: Final = "nr"
_SHORT = {"0-13": "0–13", "14-17": "14–17", "18-30": "18–30", "31-59": "31–59", "60+": "60+"}
_BESIDE_WORDS = {
    "with": N_("With a disability"),
    "unrecorded": N_("Disability not recorded"),
    "declined": N_("Declined to answer"),
}
_SEX_WORDS = {"f": N_("Women"), "m": N_("Men"), "x": N_("Other"), "nr": N_("Not stated")}


def sexes_of(form: FormPresenter) -> tuple[str, ...]:
    """The columns a form needs: women and men, and others where anybody is counted so."""
    used = {str(row.values.get("sex")) for row in form.state.rows(FIELD) if row.values.get("count")}
    return (*SEXES, *(sex for sex in MORE_SEXES if sex in used))


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns and rows a grid has."""

    sexes: tuple[str, ...]
    bands: tuple[str, ...]
    beside: tuple[str, ...]


def shape_of(form: FormPresenter, *, is_brief: bool) -> Shape:
    """All rows, or in brief those that most meetings need and those that are filled in."""
    counts = counts_of(form)
    bands: tuple[str, ...] = (*BANDS, UNKNOWN_BAND)
    beside = tuple(BESIDE)
    if is_brief:
        used = {band for band, _sex in counts.cells} | {row for row, _sex in counts.beside}
        bands = tuple(band for band in bands if band != UNKNOWN_BAND or band in used)
        beside = tuple(key for key in beside if key == "with" or key in used)
    return Shape(sexes_of(form), bands, beside)


def grid_words(session: Session, shape: Shape) -> GridWords:
    """The words of the grid in the session's language."""
    t = session.t
    return GridWords(
        name=t(N_("Participants")),
        sexes=[(sex, t(_SEX_WORDS[sex])) for sex in shape.sexes],
        bands=[(band, _SHORT.get(band) or t(label_of("age_band", band))) for band in shape.bands],
        beside=[(key, t(_BESIDE_WORDS[key])) for key in shape.beside],
        total=t(N_("Total")),
        number=session.formats.integer,
    )


def counts_of(form: FormPresenter) -> Counts:
    """The numbers that stand in a form."""
    cells: dict[Key, int] = {}
    beside: dict[Key, int] = {}
    for row in form.state.rows(FIELD):
        sex, band = str(row.values.get("sex", "")), str(row.values.get("band", ""))
        disability, count = str(row.values.get("disability", "")), row.values.get("count")
        if not isinstance(count, int) or not count:
            continue
        if disability and not band:
            key = next((name for name, code in BESIDE.items() if code == disability), "")
            if key:
                beside[key, sex] = beside.get((key, sex), 0) + count
        else:
            # a cell split by disability counts in its band
            cells[band or UNKNOWN_BAND, sex] = cells.get((band or UNKNOWN_BAND, sex), 0) + count
    return Counts(cells, beside)


class CellGrid(QWidget):
    """The grid bound to a form; cells split by age and disability at once are shown by their sum."""

    def __init__(self, form: FormPresenter, *, is_brief: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._shape = shape_of(form, is_brief=is_brief)
        self.grid = ParticipantsGrid(grid_words(form.session, self._shape))
        self.grid.edited.connect(self._on_edited)
        self.grid.left.connect(form.keep)
        self.setLayout(column(self.grid, spacing=0))
        self.setFocusProxy(self.grid)
        self.show_state()

    def say(self) -> None:
        """Say rows and columns in the person's language."""
        self.grid.set_words(grid_words(self.form.session, self._shape))

    def show_state(self) -> None:
        """Show the numbers."""
        self.grid.set_counts(counts_of(self.form))

    def _on_edited(self) -> None:
        shown, now = counts_of(self.form), self.grid.counts()
        for key in dict.fromkeys((*shown.cells, *now.cells)):
            if shown.cells.get(key, 0) != now.cells.get(key, 0):
                band, sex = key
                self._put({"sex": sex, "band": band}, now.cells.get(key, 0), shown.cells.get(key, 0))
        for key in dict.fromkeys((*shown.beside, *now.beside)):
            if shown.beside.get(key, 0) != now.beside.get(key, 0):
                beside, sex = key
                self._put({"sex": sex, "disability": BESIDE[beside]}, now.beside.get(key, 0), 0)

    def _put(self, keys: dict[str, str], count: int, before: int) -> None:
        """Write a number into the cell with exactly these keys; what split cells add stays theirs."""
        row = next(
            (
                row
                for row in self.form.state.rows(FIELD)
                if all(row.values.get(name) == keys.get(name) for name in ("sex", "band", "disability"))
            ),
            None,
        )
        own = row.values.get("count") if row is not None else 0
        split = max(0, before - (own if isinstance(own, int) else 0))
        if row is None:
            self.form.add(FIELD, {**keys, "count": max(0, count - split)})
        else:
            self.form.edit(f"{FIELD}/{row.key}/count", max(0, count - split))
