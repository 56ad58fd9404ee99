"""Drafts of the forms about obligations: which form of which obligation each belongs to."""

from __future__ import annotations

from cspdesk.presenters.duty_steps import CHANGE, NextStep, changing, next_steps
from cspdesk.presenters.session import Session
from cspdesk.presenters.short_drafts import ShortDraft, ShortDrafts
from cspdesk.services.drafts import Draft, Part
from cspdesk.services.duties.register import named_by, names_of
from cspdesk.services.duties.views import ObligationView

KIND = "obligation"
STEPS = "steps"
SMALL = ("due", "dismiss")
"""Forms beside those of the steps."""
LETTER = "letter"
"""The form by which a letter or a change opens a duty: it is about no obligation yet."""


class DutyDrafts(ShortDrafts):
    """One draft for each form of each obligation."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, KIND)

    def step(self, one: ObligationView, doing: NextStep) -> ShortDraft:
        """Of a step that is written down, or changed."""
        part: Part = {"key": doing.key, "state": doing.state}
        if doing.step:
            part["id"] = doing.step
        return self.open(KIND, one.id, doing.key, given=names_of(one), parts=STEPS, part=part)

    def small(self, one: ObligationView, key: str) -> ShortDraft:
        """Of another date, or of a dismissal."""
        return self.open(KIND, one.id, key, given=names_of(one))

    def letter(self) -> ShortDraft:
        """Of a duty that is opened by hand."""
        return self.open(KIND, LETTER)

    def left(self, one: ObligationView) -> str:
        """The key of the form of an obligation that was left last; empty where there is none."""
        for draft in self.held():
            if about(draft) != one.id:
                continue
            rows = draft.typed.parts.get(STEPS, ())
            keys = [str(row["key"]) for row in rows if row.get("key")] or list(SMALL)
            key = next((key for key in keys if draft.id == self.id(KIND, one.id, key)), "")
            if key:
                return key
        return ""


class OpenForm:
    """The form of one obligation that is open, over what was typed in it before; none where all is empty.

    ``doing`` is the step that is written down, ``asks`` one of ``SMALL`` instead.
    """

    def __init__(self, drafts: DutyDrafts) -> None:
        self._drafts = drafts
        self.doing: NextStep | None = None
        self.asks = ""
        self.draft: ShortDraft | None = None

    @property
    def draft_id(self) -> str:
        """The draft that an act takes with it."""
        return "" if self.draft is None else self.draft.id

    def show(self, one: ObligationView | None, doing: NextStep | None, asks: str = "") -> None:
        """Open a form in the place of another, whose text stays a draft."""
        self.leave()
        if one is None or not (doing or asks):
            return
        self.doing, self.asks = doing, asks
        self.draft = self._drafts.small(one, asks) if doing is None else self._drafts.step(one, doing)

    def resume(self, one: ObligationView) -> None:
        """Open the form that was left last, where one was left half written."""
        key = self._drafts.left(one)
        if key in SMALL:
            self.show(one, None, key)
        elif key.startswith(CHANGE):
            self.show(one, changing(one, key.removeprefix(CHANGE)))
        else:
            self.show(one, next((step for step in next_steps(one) if step.key == key), None))

    def leave(self) -> None:
        """Leave the form: what was typed stays a draft."""
        if self.draft is not None:
            self.draft.keep()
        self.doing, self.asks, self.draft = None, "", None

    def let_go(self) -> None:
        """What was typed is let go."""
        if self.draft is not None:
            self.draft.let_go()
        self.leave()


def about(draft: Draft) -> str:
    """The id of the obligation that a draft is about."""
    return named_by(draft.typed.values)
