"""Conditions of a list in words: what a number counted, for whoever opened it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.session import Session

_UNSAID = (("lifecycle!", "withdrawn"),)
"""Conditions that every count has, and that need no word."""


def condition_words(
    session: Session, kinds: Mapping[str, Kind], kind: Kind, where: Iterable[tuple[str, str]]
) -> str:
    """Conditions as ``questions`` takes them, in words: ``second half-year of 2026, Women``."""
    said = [_said(session, kinds, kind, name, value) for name, value in where if (name, value) not in _UNSAID]
    return ", ".join(one for one in said if one)


def _said(session: Session, kinds: Mapping[str, Kind], kind: Kind, name: str, value: str) -> str:
    t = session.t
    described = _described(kinds, kind, name.removesuffix("!"))
    if described is None:
        return value
    if not value:
        return t(msg(N_("without {field}"), field=msg(described.label)))
    words = _value(session, described, value)
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
