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
from cspdesk.store.sql import value_of

KIND = "consultation"
_OWN_DRAFTS = (
    'FROM "consultation" r JOIN feed f ON f.no = r.feed WHERE f.own = 1 AND r.presence IN (0, 2)'
    " AND coalesce(r.lifecycle, 'draft') = 'draft'"
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
            total = int(value_of(room.cursor, f"SELECT count(*) {_OWN_DRAFTS}"))
            rows = room.cursor.execute(
                f"SELECT r.id {_OWN_DRAFTS} ORDER BY r.at DESC, r.no DESC LIMIT ?", (most,)
            ).fetchall()
            reading = Reading(room.cursor, room.feeds, room.journal)
            views = [view_of(kept, room) for kept in reading.many(BY_NAME[KIND], [row[0] for row in rows])]
        found += [Unfinished(view, None, moment(view.at or 0)) for view in views if view.id not in known]
        known_here = sum(1 for one in found if one.view is not None and one.draft is not None)
        return total + len(drafts) - known_here, tuple(
            sorted(found, key=lambda one: one.at, reverse=True)[:most]
        )

    def _of(self, draft: Draft) -> Unfinished:
        view = self._records.show(draft.record) if draft.record else None
        return Unfinished(view, draft, draft.at)


def _is_draft(view: RecordView) -> bool:
    return view.kind == KIND and view.lifecycle == "draft"
