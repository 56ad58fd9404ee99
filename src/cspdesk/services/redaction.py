"""What of a record an audience may see: its fields, the parts that may leave, and how exact its place is.

A field leaves up to its widest audience, a record up to its ceiling, and what people consented to bounds
both.  Nobody beyond the organisation gets the fields of the people's and the sensitive stream.  Parts of a
record, and with them the figures of people at one meeting, stay within the coalition
(docs/decisions/0020-small-numbers.md); wider circles get them from reports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cspdesk.domain.audience import PROTECTIONS, Audience, Level, within
from cspdesk.domain.codelists import sensitivity_of
from cspdesk.domain.fields import Field, Kind
from cspdesk.i18n.gazetteer import COUNTRY
from cspdesk.models import KINDS
from cspdesk.services.forms import KEPT_BY_PROGRAM
from cspdesk.services.places import Places

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}

_INSIDE = (Audience.TEAM, Audience.ORGANISATION)
_COALITION = (*_INSIDE, Audience.COALITION)
_INNER_STREAMS = ("people", "sensitive")
_GRAVE = ("high", "severe")
_CONSENTS = {Audience.AUTHORITY: "consent_authorities", Audience.PUBLIC: "consent_publication"}
_COUNTS = ("people",)
"""Numbers of people that are fields of a record; all others are its parts."""

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Redaction:
    """The rules for one audience."""

    audience: Audience
    places: Places

    @property
    def inside(self) -> bool:
        """Whether the reader belongs to the organisation."""
        return self.audience in _INSIDE

    @property
    def shows_ids(self) -> bool:
        """Whether ids leave: beyond the coalition they would tie one paper to another."""
        return self.audience in _COALITION

    def field(self, kind: Kind, one: Field) -> bool:
        """Whether the audience may see a field at all."""
        if f"{kind.name}.{one.name}" in KEPT_BY_PROGRAM and one.name in ("pieces", "key"):
            return False
        if not within(Audience(one.audience), self.audience, names_authority=one.authority):
            return False
        if self.inside:
            return True
        if (one.stream or kind.stream) in _INNER_STREAMS or one.sensitivity == "severe":
            return False
        if self.audience in _COALITION:
            return True
        return one.type != "parts" and one.name not in _COUNTS

    def record(self, kind: Kind, fields: Fields) -> bool:
        """Whether anything of a record may leave for the audience."""
        if self.inside:
            return True
        if fields.get("sensitivity") == "severe" or fields.get("lifecycle") == "withdrawn":
            return False
        if "ceiling" in kind.by_name and not self._below(fields.get("ceiling")):
            return False
        if "consent_notes" in kind.by_name and fields.get("consent_notes") in ("no", "withdrawn"):
            return False
        consent = _CONSENTS.get(self.audience, "")
        return consent not in kind.by_name or fields.get(consent) == "yes"

    def _below(self, ceiling: object) -> bool:
        """Whether a ceiling lets the audience see a record; one that nobody decided on stays inside."""
        if not isinstance(ceiling, str) or ceiling not in Audience.__members__.values():
            return False
        widest = Audience(ceiling)
        if widest is Audience.AUTHORITY:
            return self.audience in (Audience.AUTHORITY, Audience.COALITION)
        return within(widest, self.audience, names_authority=widest is Audience.PUBLIC)

    def redacted(self, kind: Kind, fields: Fields) -> dict[str, object] | None:
        """What the audience may see of a record; None where nothing of it leaves."""
        if not self.record(kind, fields):
            return None
        grave = _is_grave(fields)
        return self._kept(kind, fields, grave=grave)

    def _kept(self, kind: Kind, fields: Fields, *, grave: bool) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, value in fields.items():
            if name == "id":
                if self.shows_ids:
                    found[name] = value
                continue
            one = kind.by_name[name]
            if not self.field(kind, one):
                continue
            if one.type == "parts" and isinstance(value, list):
                parts = [kept for part in value if (kept := self._part(one, part, fields, grave=grave))]
                if parts:
                    found[name] = parts
            elif one.type == "place" and isinstance(value, str):
                if place := self.place(value, grave=grave):
                    found[name] = place
            else:
                found[name] = value
        return found

    def _part(self, holder: Field, part: Fields, fields: Fields, *, grave: bool) -> dict[str, object]:
        if holder.of == "quote" and not self.inside:
            if fields.get("consent_quotes") != "yes" or part.get("approved") != "yes":
                return {}
        kept = self._kept(BY_NAME[holder.of], part, grave=grave)
        return kept if set(kept) - {"id"} else {}

    def place(self, code: str, *, grave: bool) -> str:
        """A place as narrow as the audience may know it; empty where it cannot be made wider."""
        if self.inside:
            return code
        protection = PROTECTIONS[self.audience]
        floor = protection.high_floor if grave else protection.floor
        if floor is Level.DISTRICT:
            return self.places.district(code)
        return self.places.region(code) or (COUNTRY if self.places.district(code) == COUNTRY else "")

    def title_of(self, titles: Callable[[str, str], str]) -> Callable[[str, str], str]:
        """Titles of other records, empty where the audience may not see what names them."""

        def seen(kind: str, record: str) -> str:
            described = BY_NAME.get(kind)
            if described is None or not described.title:
                return ""
            named = described.by_name[described.title]
            return titles(kind, record) if self.field(described, named) else ""

        return seen


def _is_grave(fields: Fields) -> bool:
    """Whether a record is of high sensitivity, by itself or by a concern that was raised."""
    if fields.get("sensitivity") in _GRAVE:
        return True
    concerns = fields.get("concerns")
    themes = (
        [one.get("theme") for one in concerns if isinstance(one, dict)] if isinstance(concerns, list) else []
    )
    return any(
        isinstance(theme, str) and sensitivity_of("concern_theme", theme) in _GRAVE for theme in themes
    )
