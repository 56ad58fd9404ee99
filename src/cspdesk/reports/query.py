"""Reads from the tables what reports count: consultations of a period as frozen facts, words apart.

Withdrawn and deleted consultations are not among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cspdesk.domain.periods import Period
from cspdesk.store.sql import Cursor


@dataclass(frozen=True, slots=True)
class Raised:
    """One concern as one consultation raised it; None where nothing was recorded."""

    theme: str
    severity: int | None = None
    rank: int | None = None
    scale: str = ""
    trend: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """One idea of a consultation."""

    words: str
    theme: str
    level: str
    who: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, and whether it was approved to be given on."""

    words: str
    theme: str
    approved: bool


@dataclass(frozen=True, slots=True)
class Meeting:
    """One consultation as reports count it."""

    id: bytes
    title: str
    place: str
    day: str
    lifecycle: str
    ceiling: str
    may_quote: bool
    may_publish: bool
    may_tell_authorities: bool
    people: Mapping[tuple[str, str], int]
    """By (sex, age band); "nr" where one was not recorded."""
    disability: Mapping[tuple[str, str], int]
    raised: tuple[Raised, ...]
    proposed: tuple[Proposed, ...]
    said: tuple[Said, ...]

    def themes(self) -> frozenset[str]:
        """The concerns it named."""
        return frozenset(one.theme for one in self.raised)


_HELD = (
    "SELECT id, title, place, held_on, lifecycle, ceiling, consent_quotes, consent_publication,"
    " consent_authorities FROM consultation"
    " WHERE presence IN (0, 2) AND held_on >= ? AND held_on <= ? AND coalesce(lifecycle, '') <> 'withdrawn'"
    " ORDER BY held_on, id"
)
_PARTS = {
    "participants": "sex, band, disability, count",
    "concern": "theme, severity, rank, scale, trend",
    "idea": "words, theme, level, who",
    "quote": "words, theme, approved",
}


def meetings(cursor: Cursor, period: Period) -> tuple[Meeting, ...]:
    """The consultations held in a period, oldest first.

    One whose date is a month or a quarter counts where its first day lies.
    """
    bounds = (period.first.isoformat(), period.last.isoformat() + "~z")
    rows = cursor.execute(_HELD, bounds).fetchall()
    parts = {name: _by_parent(cursor, name, columns, bounds) for name, columns in _PARTS.items()}
    return tuple(
        _meeting(row, {name: found.get(row[0], ()) for name, found in parts.items()}) for row in rows
    )


def _by_parent(
    cursor: Cursor, table: str, columns: str, bounds: tuple[str, str]
) -> dict[bytes, list[tuple[object, ...]]]:
    named = ", ".join(f'p."{column}"' for column in columns.split(", "))
    rows = cursor.execute(
        f'SELECT p.parent, {named} FROM "{table}" p JOIN consultation c ON c.id = p.parent'
        " WHERE p.presence IN (0, 2) AND c.held_on >= ? AND c.held_on <= ? ORDER BY p.position, p.id",
        bounds,
    ).fetchall()
    found: dict[bytes, list[tuple[object, ...]]] = {}
    for parent, *cells in rows:
        found.setdefault(parent, []).append(tuple(cells))
    return found


def _meeting(row: tuple[object, ...], parts: Mapping[str, Iterable[tuple[object, ...]]]) -> Meeting:
    record, title, place, day, lifecycle, ceiling, quotes, publication, authorities = row
    people: dict[tuple[str, str], int] = {}
    disability: dict[tuple[str, str], int] = {}
    for sex, band, disabled, count in parts["participants"]:
        number = count if isinstance(count, int) else 0
        if band or not disabled:
            cell = (_text(sex) or "nr", _text(band) or "nr")
            people[cell] = people.get(cell, 0) + number
        if disabled:
            share = (_text(sex) or "nr", _text(disabled))
            disability[share] = disability.get(share, 0) + number
    return Meeting(
        record if isinstance(record, bytes) else b"",
        _text(title),
        _text(place),
        _text(day)[:10],
        _text(lifecycle) or "draft",
        _text(ceiling) or "organisation",
        quotes == "yes",
        publication == "yes",
        authorities == "yes",
        people,
        _bounded(disability, people),
        _raised(parts["concern"]),
        tuple(
            Proposed(_text(w), _text(t), _text(level), _text(who)) for w, t, level, who in parts["idea"] if w
        ),
        tuple(
            Said(_text(words), _text(theme), approved == "yes")
            for words, theme, approved in parts["quote"]
            if words
        ),
    )


def _raised(rows: Iterable[tuple[object, ...]]) -> tuple[Raised, ...]:
    """Each theme once: where a consultation named it twice, the higher severity and the better rank count."""
    found: dict[str, Raised] = {}
    for theme, severity, rank, scale, trend in rows:
        if not theme:
            continue
        one = Raised(_text(theme), _number(severity), _number(rank), _text(scale), _text(trend))
        before = found.get(one.theme)
        if before is not None:
            one = Raised(
                one.theme,
                max(filter(None, (before.severity, one.severity)), default=None),
                min(filter(None, (before.rank, one.rank)), default=None),
                before.scale or one.scale,
                before.trend or one.trend,
            )
        found[one.theme] = one
    return tuple(found.values())


def _bounded(
    shares: dict[tuple[str, str], int], people: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """No more people by disability than people: where more were typed, the rest is not counted."""
    left: dict[str, int] = {}
    for (sex, _), count in people.items():
        left[sex] = left.get(sex, 0) + count
    found: dict[tuple[str, str], int] = {}
    for (sex, code), count in sorted(shares.items(), key=lambda share: (share[0][1] != "yes", share[0])):
        taken = min(count, left.get(sex, 0))
        left[sex] = left.get(sex, 0) - taken
        if taken:
            found[sex, code] = taken
    return found


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _number(cell: object) -> int | None:
    return cell if isinstance(cell, int) else None
