"""How a row of a grid stands, in a word and a sign: complete, lacks, to decide, late, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from cspdesk.domain.checks import lacking
from cspdesk.domain.fields import Kind
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.formstate import FormState
from cspdesk.services.results import RecordView


@dataclass(frozen=True, slots=True)
class RowState:
    """How a row stands, in a word and a sign; ``told`` says more of it."""

    code: str
    words: Msg
    icon: str
    tone: str
    told: tuple[Msg, ...] = ()


def complete() -> RowState:
    """Nothing is missing."""
    return RowState("complete", msg(N_("Complete")), "check-circle", "good")


def lacks(*told: Msg) -> RowState:
    """Something is missing, or cannot be read: the row counts nowhere yet."""
    return RowState("lacks", msg(N_("Lacks")), "circle-dashed", "warn", told)


def undecided(*told: Msg) -> RowState:
    """Two desks wrote different things here."""
    return RowState("undecided", msg(N_("Must decide")), "git-fork", "warn", told)


def asked_about() -> RowState:
    """It is probably typed wrong: it is a draft until somebody says that it is right."""
    told = msg(N_("Mend it, or say that it is right."))
    return RowState("asked", msg(N_("To decide")), "question", "warn", (told,))


def late(*told: Msg) -> RowState:
    """Dated in a closed period and entered after it was closed."""
    return RowState("late", msg(N_("Late")), "clock", "warn", told)


def closed(*told: Msg) -> RowState:
    """Its period is closed: it is corrected, never changed."""
    return RowState("closed", msg(N_("Closed")), "lock-simple", "ink3", told)


BLANK: Final = RowState("blank", msg(""), "", "plain")


class Judge(Protocol):
    """Says more of how a saved record stands: late, closed, not counted and why."""

    def state(self, record: str) -> RowState | None:
        """How a record stands; None where nothing more is known than the record says itself."""


class NoJudge:
    """Where nobody knows more."""

    def state(self, record: str) -> RowState | None:
        """Nothing."""
        del record
        return None


def standing(
    kind: Kind,
    kinds: Mapping[str, Kind],
    state: FormState,
    view: RecordView | None,
    judged: RowState | None,
) -> RowState:
    """How a row stands: what desks differ over first, then what it lacks, then what others know of it."""
    if view is not None and (view.conflicts or view.deletion_proposed):
        return undecided(*_labels(kind, kinds, view.conflicts))
    if judged is not None:
        return judged
    told = [one.message for one in lacking(kind, state.fields())]
    told += [
        msg(N_("{field} cannot be read."), field=label) for label in _labels(kind, kinds, tuple(state.unread))
    ]
    return lacks(*told) if told else complete()


def _labels(kind: Kind, kinds: Mapping[str, Kind], paths: Sequence[str]) -> list[Msg]:
    found = []
    for path in paths:
        first, *rest = path.replace(".", "/").split("/")
        described = kind.by_name.get(first)
        if described is not None and described.type == "parts" and rest:
            described = kinds[described.of].by_name.get(rest[-1], described)
        if described is not None:
            found.append(msg(described.label))
    return found
