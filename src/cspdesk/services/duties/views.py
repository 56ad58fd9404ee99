"""An obligation as a door shows it: frozen and plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.codelists import label_of
from cspdesk.domain.duties.filing import Dismissal, Progress, is_notice
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.duties.rule import DutyRule
from cspdesk.domain.duties.urgency import Urgency
from cspdesk.domain.text import Msg


@dataclass(frozen=True, slots=True)
class Subject:
    """What an obligation is about: a receipt, an agreement; empty for the whole organisation."""

    id: str = ""
    kind: str = ""
    title: str = ""
    day: date | None = None
    amount: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationView:
    """One obligation on a day.

    ``due`` is None where nobody knows the date; ``is_typed`` where a person has entered it.
    ``is_recorded`` is whether anything was done about it: before that it follows from rules alone.
    """

    id: str
    rule: DutyRule
    subject: Subject
    period: str
    opened_on: date
    due: date | None
    act_by: date | None
    is_typed: bool
    is_confirmed: bool
    untold: tuple[int, ...]
    urgency: Urgency
    progress: Progress
    steps: tuple[Step, ...] = ()
    dismissal: Dismissal | None = None
    note: str = ""
    is_recorded: bool = False
    told_on: tuple[date, ...] = ()

    @property
    def code(self) -> str:
        """The duty."""
        return self.rule.code

    @property
    def label(self) -> Msg:
        """The duty in words."""
        return label_of("duty", self.code)

    @property
    def is_notice(self) -> bool:
        """Whether its states are those of a notice of funds."""
        return is_notice(self.rule)

    @property
    def waits(self) -> bool:
        """Whether something has still to be handed in."""
        return not self.progress.is_done

    @property
    def rank(self) -> tuple[bool, bool, tuple[int, int, int], str, str, str]:
        """What sorts the most pressing first; what only lacks its proof comes after what waits.

        Of two that are acted on by the same working day, the one that is due earlier comes first.
        """
        return (
            self.progress.is_done,
            self.progress.is_proven,
            self.urgency.rank,
            (self.act_by or self.opened_on).isoformat(),
            (self.due or self.opened_on).isoformat(),
            self.id,
        )
