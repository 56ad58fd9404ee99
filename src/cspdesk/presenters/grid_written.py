"""A row of a grid that is being written: what was shown, what stands there now, and what is on the disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cspdesk.domain.fields import Kind
from cspdesk.presenters.formstate import FormState, new_ids, rebased, state_of, typed_over
from cspdesk.presenters.grid_paths import is_empty
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

    def is_ready(self, blank: FormState) -> bool:
        """Whether it can be saved now: somebody wrote something, and it is known against what."""
        if self.is_saving or (self.record and not self.token):
            return False
        return bool(self.record) or not is_empty(self.state, blank)

    def saved(self, view: RecordView, sent: tuple[Draft, FormState, int], kinds: Mapping[str, Kind]) -> None:
        """What was sent became ``view``; what was typed meanwhile stays."""
        draft, state, _ = sent
        kind = kinds[view.kind]
        fresh = state_of(view, kind)
        cells = {field.name: kinds[field.of].keys for field in kind.parts() if kinds[field.of].keys}
        self.ids |= new_ids(self.shown, draft.typed, fresh, cells)
        self.state = rebased(self.state, state, fresh, self.ids)
        self.shown, self.view, self.record, self.token = fresh, view, view.id, view.token
        self.has_draft = bool(draft.typed.unread)
        self.is_saving = False
