"""A row of a grid that is being written: what was shown, what stands there now, and what is on the disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from cspdesk.presenters.formstate import FormState, typed_over
from cspdesk.services.drafts import Draft
from cspdesk.services.results import RecordView


@dataclass(slots=True)
class Written:
    """A row that is being written, or was and waits for its save."""

    draft: str
    shown: FormState
    state: FormState
    record: str = ""
    token: str = ""
    view: RecordView | None = None
    is_kept: bool = True
    has_draft: bool = False
    is_saving: bool = False
    is_left: bool = False
    revision: int = 0
    ids: dict[str, str] = field(default_factory=dict)

    def as_draft(self, kind: str, now: datetime) -> Draft:
        """What was typed, as it is kept and saved."""
        typed = typed_over(self.shown if self.record else FormState(), self.state, self.ids)
        return Draft(self.draft, kind, self.record, self.token, typed, now)
