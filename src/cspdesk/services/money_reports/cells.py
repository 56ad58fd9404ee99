"""Rows of records as reports read them: living ones of one transaction, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cspdesk.domain.money import parse_number
from cspdesk.services.places import Places
from cspdesk.store.room import Room

_HERE = "presence IN (0, 2)"


class Cells:
    """One record or part; what is not filled in is empty."""

    def __init__(self, row: Mapping[str, object]) -> None:
        self._row = row

    def text(self, name: str) -> str:
        """A text or code."""
        found = self._row.get(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int | None:
        """A whole number or minor units."""
        found = self._row.get(name)
        return found if isinstance(found, int) else None

    def ref(self, name: str) -> str:
        """The id that a reference names."""
        found = self._row.get(name)
        return found.hex() if isinstance(found, bytes) else ""

    @property
    def id(self) -> str:
        """Its own id."""
        return self.ref("id")

    def day(self, name: str) -> date | None:
        """A whole day; None where only a month is known."""
        found = self.text(name)
        return date.fromisoformat(found) if len(found) == _DAY else None

    def decimal(self, name: str) -> tuple[int, int] | None:
        """An exact decimal as digits and decimals."""
        found = self.text(name)
        return parse_number(found) if found else None

    def said(self, language: str, name: str = "name") -> str:
        """A name in a language where it has one there, else as it was given."""
        own = self.text(f"{name}_{language}") if language != "tg" else ""
        return own or self.text(name)


_DAY = len("2026-11-28")


def records(room: Room, kind: str, order: str = "id") -> list[Cells]:
    """The living records of a kind."""
    names = _names(room, kind)
    rows = room.cursor.execute(
        f'SELECT * FROM "{kind}" WHERE {_HERE} ORDER BY {order}'  # noqa: S608 - kinds of this program
    ).fetchall()
    return [Cells(dict(zip(names, row, strict=True))) for row in rows]


def record(room: Room, kind: str, name: str) -> Cells | None:
    """One living record of a kind."""
    row = room.cursor.execute(
        f'SELECT * FROM "{kind}" WHERE id = ? AND {_HERE}',  # noqa: S608 - kinds of this program
        (bytes.fromhex(name),),
    ).fetchone()
    return None if row is None else Cells(dict(zip(_names(room, kind), row, strict=True)))


def _names(room: Room, kind: str) -> list[str]:
    return [row[1] for row in room.cursor.execute(f'PRAGMA table_info("{kind}")').fetchall()]


def parts(room: Room, kind: str) -> dict[str, list[Cells]]:
    """The living parts of a kind by what they belong to, in their order."""
    found: dict[str, list[Cells]] = {}
    for row in records(room, kind, "position, id"):
        found.setdefault(row.ref("parent"), []).append(row)
    return found


class PlaceNames:
    """Names of places in a language."""

    def __init__(self, places: Places, language: str) -> None:
        self._places = places
        self.language = language

    def place(self, code: str) -> str:
        """A place by its name."""
        found = self._places.get(code) if code else None
        return "" if found is None else found.name(self.language)

    def region(self, code: str) -> str:
        """The region that a place lies in."""
        return self.place(self._places.region(code)) if code else ""

    def listed(self, codes: str) -> str:
        """Several places, as a column of codes keeps them."""
        return ", ".join(filter(None, (self.place(code) for code in codes.split("|"))))
