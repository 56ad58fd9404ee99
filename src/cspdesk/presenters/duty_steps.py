"""What can be done next about an obligation, and what each step asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cspdesk.domain.duties import notice
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.services.duties.views import ObligationView

CHANGE: Final = "change:"
"""Before the id of the step that is changed."""
STAMP: Final = "stamp"
"""A filed duty gets its proof: the step that filed it, with the number and the scan."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing that a person can do now: its key, its words, the state it comes to, and what it asks."""

    key: str
    words: Msg
    state: str
    asks: tuple[str, ...]
    is_usual: bool = False
    """The one that most likely comes next."""
    step: str = ""
    """The step that is there already and is made whole."""


_FILE = ("on", "outgoing_no", "channel", "signer", "incoming_no", "scan")
_NOTICE: Final[Mapping[str, NextStep]] = {
    one.key: one
    for one in (
        NextStep(notice.DRAFTED, msg(N_("The notice is drafted")), notice.DRAFTED, ("on", "signer")),
        NextStep(notice.FILED, msg(N_("The notice was handed in")), notice.FILED, _FILE),
        NextStep(
            notice.REGISTERED,
            msg(N_("It was registered")),
            notice.REGISTERED,
            ("on", "incoming_no", "register_entry", "scan"),
        ),
        NextStep(
            notice.REFUSED,
            msg(N_("It was refused")),
            notice.REFUSED,
            ("on", "incoming_no", "reason", "scan"),
        ),
        NextStep(
            notice.RETURNED,
            msg(N_("The money was returned")),
            notice.RETURNED,
            ("on", "document", "reason"),
        ),
        NextStep(
            notice.BANK_REJECTED,
            msg(N_("The bank rejected the money")),
            notice.BANK_REJECTED,
            ("on", "document", "reason"),
        ),
        NextStep(
            notice.NOT_NOTIFIABLE,
            msg(N_("No notice is needed")),
            notice.NOT_NOTIFIABLE,
            ("on", "reason", "signer"),
        ),
    )
}
_AFTER: Final[Mapping[str, tuple[str, ...]]] = {
    notice.RECEIVED: (notice.FILED, notice.DRAFTED, notice.NOT_NOTIFIABLE, notice.BANK_REJECTED),
    notice.DRAFTED: (notice.FILED, notice.NOT_NOTIFIABLE),
    notice.FILED: (notice.REGISTERED, notice.REFUSED),
    notice.REFUSED: (notice.DRAFTED, notice.RETURNED),
    notice.REGISTERED: (notice.RETURNED,),
    notice.REPORTED: (notice.RETURNED,),
    notice.NOT_NOTIFIABLE: (notice.FILED,),
}
_PREPARE = NextStep("in_preparation", msg(N_("It is being prepared")), "in_preparation", ("on", "signer"))


def next_steps(one: ObligationView) -> tuple[NextStep, ...]:
    """What can be done now, the usual thing first."""
    if one.dismissal is not None:
        return ()
    found = _of_notice(one) if one.is_notice else _of_duty(one)
    return tuple(
        replace(step, is_usual=at == 0 and not one.progress.is_proven) for at, step in enumerate(found)
    )


def changing(one: ObligationView, step: str) -> NextStep | None:
    """A step that is there, to be made whole or put right; None for what other records tell."""
    held = next((each for each in one.steps if each.id == step), None)
    if held is None:
        return None
    usual = _NOTICE.get(held.state)
    asks = usual.asks if usual is not None else _asked_by(one)
    return NextStep(f"{CHANGE}{step}", msg(N_("Change this step")), held.state, asks, step=step)


def _of_notice(one: ObligationView) -> tuple[NextStep, ...]:
    again = one.progress.state == notice.REFUSED
    found = tuple(_NOTICE[key] for key in _AFTER.get(one.progress.state, ()))
    if not again:
        return found
    drafted = _NOTICE[notice.DRAFTED]
    return (NextStep(drafted.key, msg(N_("File it again")), drafted.state, drafted.asks), *found[1:])


def _of_duty(one: ObligationView) -> tuple[NextStep, ...]:
    if one.progress.state == "filed":
        left = tuple(name for name in ("incoming_no", "scan") if name in one.progress.lacks)
        filing = next((step.id for step in reversed(one.steps) if step.state == "filed"), "")
        words = msg(N_("The stamp has come"))
        return (NextStep(STAMP, words, "filed", left, step=filing),) if left and filing else ()
    filed = NextStep("filed", msg(N_("It was handed in")), "filed", _asked_by(one))
    return (filed,) if one.progress.state == "in_preparation" else (filed, _PREPARE)


def _asked_by(one: ObligationView) -> tuple[str, ...]:
    """What a filing of this duty is asked for."""
    needs = one.rule.needs
    asks = tuple(name for name in _FILE if name in {"on", "signer", *needs})
    return (*asks, "link") if "link" in needs else asks
