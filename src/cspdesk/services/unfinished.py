"""What a person began and has not finished: drafts on this desk, and own records still in draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cspdesk.domain.clock import moment
from cspdesk.services.context import Context
from cspdesk.services.drafts import Draft, Drafts
from cspdesk.services.records import Records, view_of
from cspdesk.services.results import RecordView
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room

KIND = "consultation"
COUNTED = 1_000
"""More than so many are not counted: nobody finishes them one by one."""
_REST = " AND presence IN (0, 2) AND feed IN (SELECT no FROM feed WHERE own = 1) ORDER BY no DESC LIMIT ?"
# two questions, each answered from the index of the field; one with OR would read every record
_IN_DRAFT = (
    "SELECT no, id FROM consultation WHERE lifecycle = 'draft'" + _REST,  # noqa: S608 - constants
    "SELECT no, id FROM consultation WHERE lifecycle IS NULL" + _REST,  # noqa: S608 - constants
)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One thing to finish: a draft, the record it belongs to, or a record in draft."""

    view: RecordView | None
    draft: Draft | None
    at: datetime


class ToFinish:
    """Reads what waits to be finished, what was touched last first."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._drafts = Drafts(context, records)

    def list(self, *, most: int = 20) -> tuple[int, tuple[Unfinished, ...]]:
        """How many there are, and the newest of them."""
        drafts = self._drafts.list()
        found = [self._of(draft) for draft in drafts]
        known = {one.view.id for one in found if one.view is not None}
        with self._context.desk.reading() as connection:
            room = Room(connection)
            rows = [row for query in _IN_DRAFT for row in room.cursor.execute(query, (COUNTED,)).fetchall()]
            newest = [record for _no, record in sorted(rows, reverse=True)[:most]]
            reading = Reading(room.cursor, room.feeds, room.journal)
            views = [view_of(kept, room) for kept in reading.many(BY_NAME[KIND], newest)]
        in_draft = {row[1].hex() for row in rows}
        total = len(rows) + sum(1 for one in found if one.view is None or one.view.id not in in_draft)
        found += [Unfinished(view, None, moment(view.at or 0)) for view in views if view.id not in known]
        return total, tuple(sorted(found, key=lambda one: one.at, reverse=True)[:most])

    def _of(self, draft: Draft) -> Unfinished:
        view = self._records.show(draft.record) if draft.record else None
        return Unfinished(view, draft, draft.at)


def _is_draft(view: RecordView) -> bool:
    return view.kind == KIND and view.lifecycle == "draft"
