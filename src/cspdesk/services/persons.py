"""Whose desk this is, and the people of the organisation, as other records name them."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.folding import fold
from cspdesk.services.coalition import PERSON
from cspdesk.services.context import Context
from cspdesk.store.room import Room


@dataclass(frozen=True, slots=True)
class Whose:
    """The organisation and the person of a desk; empty where the desk does not know them yet."""

    organisation: str = ""
    person: str = ""
    organisation_id: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person by the code that records show, and the name behind it."""

    id: str
    name: str
    code: str

    @property
    def shown(self) -> str:
        """The short code where there is one, else the name."""
        return self.code or self.name


class Persons:
    """Reads people; they are added and changed as any record is."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def whose(self) -> Whose:
        """Whose desk this is."""
        desk = self._context.desk
        with desk.reading() as connection:
            cursor = Room(connection).cursor
            own = cursor.execute("SELECT person FROM desk WHERE id = ?", (desk.device.device_id,)).fetchone()
            first = cursor.execute(
                "SELECT id, name FROM organisation WHERE presence IN (0, 2) ORDER BY no LIMIT 1"
            ).fetchone()
        # A desk that waits for its welcome has no records yet, and knows who is to work at it.
        person = (own[0] or "" if own else "") or desk.setting(PERSON)
        return Whose(first[1] or "", person, first[0].hex()) if first else Whose("", person)

    def list(self) -> tuple[PersonView, ...]:
        """Everybody who has not left, by name."""
        with self._context.desk.reading() as connection:
            rows = (
                Room(connection)
                .cursor.execute(
                    "SELECT id, name, code FROM person WHERE presence IN (0, 2) AND left_on IS NULL"
                    " ORDER BY name, no"
                )
                .fetchall()
            )
        return tuple(PersonView(row[0].hex(), row[1] or "", row[2] or "") for row in rows)

    def find(self, typed: str) -> tuple[PersonView, ...]:
        """Those whose name or code holds what was typed."""
        needle = fold(typed)
        return tuple(one for one in self.list() if needle in fold(f"{one.name} {one.code}"))

    def name(self, record: str) -> str:
        """How records show a person, also one who left; empty where the person is not here."""
        with self._context.desk.reading() as connection:
            row = (
                Room(connection)
                .cursor.execute("SELECT name, code FROM person WHERE id = ?", (bytes.fromhex(record),))
                .fetchone()
            )
        return "" if row is None else str(row[1] or row[0] or "")
