"""Long lists for the window: the order of all records once, and rows by their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.services.context import Context
from cspdesk.services.naming import plan_of, record_id
from cspdesk.services.questions import question_of
from cspdesk.services.records import view_of
from cspdesk.services.results import RecordView
from cspdesk.store import roll as rolls
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.roll import Roll
from cspdesk.store.room import Room

__all__ = ["Lists", "Roll"]


class Lists:
    """Asks for ids first and pages after: a hundred thousand records cost as ten do."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def roll(
        self,
        kind: str,
        *,
        search: str = "",
        where: Sequence[tuple[str, str]] = (),
        sort: str = "",
        deleted: bool = False,
    ) -> Roll:
        """The order of the records that answer all conditions; newest first, or by a field (``-field``)."""
        plan = plan_of(kind)
        if search:
            self._context.index_some()
        with self._context.desk.reading() as connection:
            room = Room(connection)
            question = question_of(
                plan,
                search=search,
                where=where,
                sort=sort,
                deleted=deleted,
                places=self._context.places(room),
            )
            return rolls.roll(room.cursor, plan, question)

    def rows(self, kind: str, numbers: Sequence[int]) -> tuple[RecordView, ...]:
        """Records by their row numbers, in that order; at most a few hundred at once."""
        plan = plan_of(kind)
        with self._context.desk.reading() as connection:
            room = Room(connection)
            ids = rolls.ids_of(room.cursor, plan, numbers)
            reading = Reading(room.cursor, room.feeds, room.journal)
            return tuple(view_of(kept, room, brief=True) for kept in reading.many(plan, ids))

    def holding_several(self, kind: str, field: str) -> dict[int, int]:
        """How many parts of a field the records hold that hold more than one, by their row numbers."""
        plan = plan_of(kind)
        with self._context.desk.reading() as connection:
            part = BY_NAME[plan.kind.by_name[field].of]
            return rolls.several(Room(connection).cursor, plan, part)

    def number(self, kind: str, record: str) -> int | None:
        """The row number of a record, to find it in a roll."""
        with self._context.desk.reading() as connection:
            return rolls.number_of(Room(connection).cursor, plan_of(kind), record_id(record))
