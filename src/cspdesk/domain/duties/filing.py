"""Where an obligation stands: open, in preparation, filed, proven, dismissed; and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.checks import Problem
from cspdesk.domain.duties import notice
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.duties.rule import AT_FILING, PROOF, DutyRule
from cspdesk.domain.lists.duties import DISMISSING_ROLES, DUTY_STATES
from cspdesk.domain.text import N_, msg

OPEN, IN_PREPARATION, FILED, DISMISSED = DUTY_STATES.codes
ROLES: Final = DISMISSING_ROLES.codes
"""Who may dismiss a duty."""

_PLACES: Final = {code: place for place, code in enumerate(DUTY_STATES.codes)}


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A duty set aside: why, by whom in which role, and when; undone by taking it away."""

    reason: str
    by: str = ""
    role: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an obligation stands.  ``state`` is a code of ``duty_state`` or, for a notice, ``receipt_state``.

    ``is_done``: nothing has to be handed in any more.  ``lacks``: needs that are not met, proof included.
    """

    state: str = OPEN
    since: date | None = None
    is_done: bool = False
    is_proven: bool = False
    lacks: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    """States between which a refusal leaves a choice."""
    quarrels: tuple[tuple[Step, Step], ...] = ()


def is_notice(rule: DutyRule) -> bool:
    """Whether the states of a notice of funds are its states."""
    return rule.opens_on == "receipt"


def progress(rule: DutyRule, steps: Iterable[Step], dismissal: Dismissal | None = None) -> Progress:
    """Where an obligation stands by its rule and its steps."""
    held = tuple(steps)
    found = _of_notice(held) if is_notice(rule) else _of_duty(rule, held)
    if dismissal is None or found.is_proven:
        return found
    return Progress(DISMISSED, dismissal.on, is_done=True, is_proven=True, quarrels=found.quarrels)


def _of_notice(steps: tuple[Step, ...]) -> Progress:
    found = notice.standing(steps)
    lacks = (*(need for _, need in found.lacks), *found.asks)
    return Progress(
        found.state or notice.RECEIVED,
        found.since,
        is_done=found.state in notice.DONE,
        is_proven=found.state in notice.PROVEN,
        lacks=tuple(dict.fromkeys(lacks)),
        choices=notice.AGAIN if found.state == notice.REFUSED else (),
        quarrels=found.quarrels,
    )


def _of_duty(rule: DutyRule, steps: tuple[Step, ...]) -> Progress:
    held = sorted(steps, key=lambda one: (one.on, _PLACES.get(one.state, -1), one.id))
    at_filing = tuple(need for need in rule.needs if need in AT_FILING)
    filed = [one for one in held if one.state == FILED]
    whole = [one for one in filed if not one.lacks(at_filing)]
    if whole:
        asked = tuple(need for need in rule.needs if need in PROOF)
        # the proof may come in a later step than what it proves
        lacks = tuple(need for need in asked if not any(getattr(one, need) for one in filed))
        return Progress(FILED, whole[0].on, is_done=True, is_proven=not lacks, lacks=lacks)
    if filed:
        return Progress(IN_PREPARATION, filed[0].on, lacks=filed[-1].lacks(at_filing))
    if held:
        return Progress(IN_PREPARATION, held[-1].on)
    return Progress()


def dismissal_problems(reason: str, role: str) -> tuple[Problem, ...]:
    """What keeps a duty from being dismissed, each at its field."""
    found = []
    if not reason.strip():
        found.append(
            Problem(
                "dismissed_reason", msg(N_("Say why: the duty stays listed with the reason.")), blocks=True
            )
        )
    if role not in ROLES:
        found.append(
            Problem(
                "dismissed_role", msg(N_("A coordinator or an administrator dismisses a duty.")), blocks=True
            )
        )
    return tuple(found)
