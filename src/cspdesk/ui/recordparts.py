"""What a record shows in words: concerns by rank, a small table of people, lines with a second line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cspdesk.domain.checks import people
from cspdesk.domain.codelists import label_of
from cspdesk.domain.quality import rows
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.session import Session
from cspdesk.ui.cellgrid import BANDS, SEXES, UNKNOWN_BAND
from cspdesk.ui.kit.chip import Chip, ChipKind
from cspdesk.ui.kit.headings import Icon, label
from cspdesk.ui.kit.layout import STRETCH, column, hairline, row
from cspdesk.ui.kit.rank import Dots, RankKey

DASH = "–"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TOP = Qt.AlignmentFlag.AlignTop


def stacked(items: Sequence[QWidget], *, spacing: int = 0, lines: bool = True) -> QWidget:
    """Items one under another, a hairline between."""
    held = QWidget()
    box = column(spacing=spacing)
    for at, item in enumerate(items):
        if at and lines:
            box.addWidget(hairline())
        box.addWidget(item)
    held.setLayout(box)
    return held


def concerns(session: Session, fields: Mapping[str, object]) -> QWidget:
    """Concerns in the order in which the group ranked them; those without a rank come last."""
    ranked = sorted(rows(fields, "concerns"), key=lambda one: (one.get("rank") is None, one.get("rank") or 0))
    return stacked([_concern(session, one) for one in ranked])


def _concern(session: Session, concern: Mapping[str, object]) -> QWidget:
    t, formats = session.t, session.formats
    theme = concern.get("theme")
    topic = t(label_of("concern_theme", theme)) if isinstance(theme, str) else ""
    words = str(concern.get("words") or topic or t(N_("Concern")))
    rank = RankKey(name=t(N_("Rank")), fixed=True)
    number = concern.get("rank")
    rank.show_rank(number if isinstance(number, int) else None)
    told = (topic if topic != words else "", str(concern.get("details") or ""))
    second = " · ".join(one for one in told if one)
    facts: list[QWidget | int] = []
    severity = concern.get("severity")
    if isinstance(severity, int):
        said = t(msg(N_("severity {number}"), number=severity))
        dots = Dots(severity)
        dots.setToolTip(t(label_of("severity", str(severity))))
        facts += [dots, label(said, "small"), 10]
    votes = [concern.get(name) for name in ("votes_f", "votes_m")]
    counted = [one for one in votes if isinstance(one, int)]
    if counted:
        facts += [label(t(msg(N_("votes {number}"), number=sum(counted))), "small"), 10]
    for name, list_name in (("trend", "trend"), ("frequency", "frequency"), ("scale", "scale")):
        code = concern.get(name)
        if isinstance(code, str):
            facts += [label(t(label_of(list_name, code)), "small"), 10]
    body = column(
        label(words, "strong", wrap=True),
        label(second, "dim", wrap=True) if second else None,
        row(*facts, STRETCH, spacing=4) if facts else None,
        spacing=3,
    )
    line = row(rank, (body, 1), spacing=12, margins=(0, 9, 0, 9))
    line.setAlignment(rank, _TOP)
    held = QWidget()
    held.setLayout(line)
    held.setAccessibleName(
        ", ".join(part for part in (words, topic, formats.integer(severity)) if part)
        if isinstance(severity, int)
        else words
    )
    return held


def people_table(session: Session, fields: Mapping[str, object]) -> QWidget:
    """People by sex and age, and by disability beneath; empty cells are dashes."""
    t, formats = session.t, session.formats
    counted = rows(fields, "participants")
    has_unknown = any(
        cell.get("band") in (UNKNOWN_BAND, None) and not cell.get("disability") for cell in counted
    )
    bands = [*BANDS, *([UNKNOWN_BAND] if has_unknown else [])]
    heads = [band.replace("-", DASH) if band != UNKNOWN_BAND else t(N_("not recorded")) for band in bands]
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for at, text in enumerate([*heads, t(N_("Total"))], start=1):
        grid.addWidget(label(text, "caption", align=_RIGHT), 0, at)
    sexes = [*SEXES, *(sex for sex in ("x", "nr") if any(cell.get("sex") == sex for cell in counted))]
    lines = [(t(label_of("sex", sex)), [_people(counted, sex, band) for band in bands]) for sex in sexes]
    for at, (name, numbers) in enumerate(lines, start=1):
        grid.addWidget(label(name, "dim"), at, 0)
        for place, number in enumerate([*numbers, sum(numbers)], start=1):
            text = formats.integer(number) if number else DASH
            grid.addWidget(label(text, "strong" if place > len(numbers) else "", align=_RIGHT), at, place)
    at = len(lines) + 1
    for code in ("yes", "nr", "refused"):
        number = _beside(counted, code)
        if number or code == "yes":
            grid.addWidget(label(t(label_of("disability", code)), "dim"), at, 0, 1, len(bands))
            text = formats.integer(number) if number else DASH
            grid.addWidget(label(text, "strong", align=_RIGHT), at, len(bands) + 1)
            at += 1
    held.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return beside_room(held)


def beside_room(widget: QWidget) -> QWidget:
    """A widget at the left of whatever room there is: figures stand near their names."""
    held = QWidget()
    held.setLayout(row(widget, STRETCH))
    return held


def people_of(fields: Mapping[str, object]) -> int:
    """How many took part."""
    return people(rows(fields, "participants"))


def _people(cells: Sequence[Mapping[str, object]], sex: str, band: str) -> int:
    return sum(
        count
        for cell in cells
        if cell.get("sex") == sex
        and (cell.get("band") or UNKNOWN_BAND) == band
        and not (cell.get("disability") and not cell.get("band"))
        and isinstance(count := cell.get("count"), int)
    )


def _beside(cells: Sequence[Mapping[str, object]], disability: str) -> int:
    return sum(
        count
        for cell in cells
        if cell.get("disability") == disability and isinstance(count := cell.get("count"), int)
    )


def line(
    title: str, second: str = "", *, icon: str = "", chip: tuple[str, ChipKind] | None = None, right: str = ""
) -> QWidget:
    """A title with a second line; a chip or a short text at its right."""
    picture = Icon(icon) if icon else None
    words = column(label(title, wrap=True), label(second, "small", wrap=True) if second else None, spacing=2)
    side = Chip(*chip) if chip is not None else label(right, "small") if right else None
    made = row(picture, (words, 1), side, spacing=10, margins=(0, 7, 0, 7))
    for part in (picture, side):
        if part is not None:
            made.setAlignment(part, _TOP)
    held = QWidget()
    held.setLayout(made)
    return held


def facts(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Names and values in two columns."""
    held = QWidget()
    grid = QGridLayout(held)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (name, value) in enumerate(pairs):
        # the words stand at the top; aligned in the grid they would get the height of one line
        grid.addWidget(label(name, "dim", wrap=True, align=_TOP), at, 0)
        grid.addWidget(label(value, wrap=True, align=_TOP), at, 1)
    grid.setColumnMinimumWidth(0, 170)
    return held
