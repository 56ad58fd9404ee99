"""Conditions of a list in words: what a number counted, for whoever opened it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.listing import ListPresenter
from cspdesk.presenters.session import Session

_UNSAID = (("lifecycle!", "withdrawn"),)
"""Conditions that every count has, and that need no word."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a list that no filter shows, in words."""

    name: str
    value: str
    words: str


class Conditions:
    """Speaks of the conditions of one kind's lists."""

    def __init__(self, session: Session, kinds: Mapping[str, Kind], kind: Kind) -> None:
        self._session = session
        self._kinds = kinds
        self._kind = kind

    def unshown(self, asked: ListPresenter, shown: Mapping[str, Collection[str]]) -> tuple[Condition, ...]:
        """Conditions that filters, by field with their values, do not show: what a number counted."""
        hidden = [(name, value) for name, value in asked.where.items() if value not in shown.get(name, ())]
        told = (Condition(*one, self._words(*one)) for one in (*hidden, *asked.also) if one not in _UNSAID)
        return tuple(one for one in told if one.words)

    def _words(self, name: str, value: str) -> str:
        t = self._session.t
        described = _described(self._kinds, self._kind, name.removesuffix("!"))
        if described is None:
            return value
        if not value:
            return t(msg(N_("without {field}"), field=msg(described.label)))
        words = _value(self._session, described, value)
        return t(msg(N_("not {value}"), value=words)) if name.endswith("!") else words


def _described(kinds: Mapping[str, Kind], kind: Kind, name: str) -> Field | None:
    holder, _, inner = name.partition(".")
    described = kind.by_name.get(holder)
    if described is not None and inner:
        return kinds[described.of].by_name.get(inner)
    return described


def _value(session: Session, described: Field, value: str) -> str:
    if described.type == "date":
        try:
            span = period(value)
        except ValueError:
            return session.values.text(described, value)
        return session.formats.period(span.first, span.last)
    if described.type == "place":
        names = {one.code: one.name(session.language) for one in session.atlas.groupings}
        return names.get(value) or session.atlas.name(value, session.language)
    if described.type == "codes":
        return session.values.text(described, [value])
    return session.values.text(described, value)
