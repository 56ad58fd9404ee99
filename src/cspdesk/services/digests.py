"""Gathers what a regional digest says: exact for the own organisation, from frozen cubes for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.audience import AUDIENCE_LABELS, Audience, within
from cspdesk.domain.block import NO_CODE, Place
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.cube import FrozenCube
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.figure import Query, figure
from cspdesk.domain.periods import Period
from cspdesk.domain.publication import going_up, quotes_allowed
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports import own_picture, printed_picture
from cspdesk.reports.digest import Content, Source, Words
from cspdesk.reports.picture import Picture
from cspdesk.reports.query import Meeting, Proposed, meetings
from cspdesk.services.context import Context
from cspdesk.services.places import Places
from cspdesk.services.publication import COUNTRY, Frozen, Publications, cube_place, whole_half_years
from cspdesk.store.room import Room

EXACT = ("team", "organisation")
BANDS = tuple(one.code for one in LISTS["age_band"].choices)
THEMES = tuple(one.code for one in LISTS["concern_theme"].choices)
ALL_PLACES = (N_("All places"),)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that a report lacks: the conditions of the list of consultations, or the record, to open."""

    words: Msg
    where: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    record: str = ""


class Digests:
    """One desk's digests."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._publications = Publications(context)

    def content(
        self, span: Period, audience: str, speaker: Translator, *, freezing: bool
    ) -> tuple[Content, tuple[Lack, ...], tuple[str, ...]]:
        """All that the digest of a period says to an audience; what is missing; what it freezes."""
        reader = Audience(audience)
        frozen = None if audience in EXACT else self._frozen(span, freezing=freezing)
        before = None if frozen is None else self._publications.cubes(span.before(), freezing=freezing)
        with self._context.desk.reading() as connection:
            room = Room(connection)
            places = self._context.places(room)
            held = meetings(room.cursor, span)
            earlier = meetings(room.cursor, span.before())
            if frozen is None or before is None:
                picture = self.own(places, held, earlier)
            else:
                picture = self._printed(places, reader, frozen, before)
            cubes = () if frozen is None else frozen.cubes
            lacks = tuple(_lacks(span, held, frozen))
            content = Content(
                organisation=_organisation(room),
                period=speaker.formats.period(span.first, span.last),
                earlier_period=speaker.formats.period(span.before().first, span.before().last),
                audience=speaker.t(AUDIENCE_LABELS[reader]),
                made_on=speaker.formats.day(self._context.desk.clock.today()),
                picture=picture,
                regions=_regions(places, held, self._context),
                bands=BANDS,
                quotes=_quotes(places, held, reader, cubes, speaker),
                asked=_asked(held, reader),
                sources=_sources(places, held, speaker) if frozen is None else (),
                missing=tuple(one.words for one in lacks),
            )
        return content, lacks, () if frozen is None else frozen.open

    def own(self, places: Places, held: Sequence[Meeting], earlier: Sequence[Meeting]) -> Picture:
        """The exact picture by grouping; groupings that hold nothing are shown as such."""
        grouped = [
            (
                group.code,
                group.names,
                [one for one in held if _lies_in(places, one.place, group.places)],
                [one for one in earlier if _lies_in(places, one.place, group.places)],
            )
            for group in places.groupings()
            if group.kind == "zone"
        ]
        whole = (ALL_PLACES[0],) * 3
        return own_picture.picture(grouped, held, earlier, (whole[0], whole[1], whole[2]))

    def _frozen(self, span: Period, *, freezing: bool) -> Frozen:
        if not whole_half_years(span):
            raise RefusedError(
                msg(N_("Numbers leave the desk for whole half-years only.")),
                hint=msg(
                    N_("Choose a half-year or a year, such as {period}."), period=span.half_years()[0].code
                ),
                code="period",
            )
        return self._publications.cubes(span, freezing=freezing)

    def _printed(self, places: Places, reader: Audience, frozen: Frozen, before: Frozen) -> Picture:
        zones: list[Place] = []
        for group in places.groupings():
            if group.kind == "zone" and group.places:
                region = places.region(min(group.places)) or NO_CODE
                zones.append((COUNTRY, region, group.code))
        scope = printed_picture.Scope(
            reader, frozen.cubes, before.cubes, THEMES, BANDS, lambda place: _names(places, place)
        )
        return printed_picture.picture(scope, zones, frozen.left_out)


def _names(places: Places, place: Place) -> tuple[str, str, str]:
    if len(place) <= 1:
        return (ALL_PLACES[0],) * 3
    group = next((one for one in places.groupings() if one.code == place[-1]), None)
    if group is not None:
        return group.names
    found = places.get(place[-1])
    return found.names if found is not None else (place[-1],) * 3


def _lies_in(places: Places, code: str, members: frozenset[str]) -> bool:
    return any(one.code in members for one in places.path(code))


def _organisation(room: Room) -> str:
    row = room.cursor.execute(
        "SELECT name FROM organisation WHERE presence IN (0, 2) ORDER BY no LIMIT 1"
    ).fetchone()
    return "" if row is None or row[0] is None else str(row[0])


def _lacks(span: Period, held: Sequence[Meeting], frozen: Frozen | None) -> list[Lack]:
    severe = sum(any(one.severity is None for one in meeting.raised) for meeting in held)
    unweighed = sum(
        any(one.severity is None or one.rank is None for one in meeting.raised) for meeting in held
    )
    uncounted = sum(not meeting.people for meeting in held)
    there = (("held_on", span.code), ("lifecycle!", "withdrawn"))
    found = []
    if uncounted:
        words = plural(
            N_("{n} consultation counts no participants."),
            N_("{n} consultations count no participants."),
            uncounted,
        )
        found.append(Lack(words, (*there, ("participants", ""))))
    if unweighed:
        words = plural(
            N_("{n} consultation has a concern without severity or rank."),
            N_("{n} consultations have a concern without severity or rank."),
            unweighed,
        )
        found.append(Lack(words, (*there, ("concerns.severity" if severe else "concerns.rank", ""))))
    if frozen is not None and frozen.unapproved:
        words = plural(
            N_("{n} consultation is not approved; it is counted as it is now."),
            N_("{n} consultations are not approved; they are counted as they are now."),
            frozen.unapproved,
        )
        found.append(Lack(words, (*there, ("lifecycle!", "approved"))))
    return found


def _regions(
    places: Places, held: Sequence[Meeting], context: Context
) -> list[tuple[str, tuple[str, str, str], int]]:
    """Consultations held by region: a number known to many, printed exactly for all."""
    counts: dict[str, int] = {}
    for meeting in held:
        region = places.region(meeting.place)
        counts[region] = counts.get(region, 0) + 1
    found = []
    for place in context.gazetteer.at_level(1):
        view = places.get(place.code)
        if view is not None and place.iso:
            found.append((place.iso, view.names, counts.get(place.code, 0)))
    return found


def _may_read(meeting: Meeting, reader: Audience) -> bool:
    """Whether words of a consultation may go to a reader: its ceiling, and what people agreed to."""
    if reader is Audience.AUTHORITY:
        return meeting.may_tell_authorities
    if reader is Audience.PUBLIC and not meeting.may_publish:
        return False
    ceiling = Audience(meeting.ceiling) if meeting.ceiling in set(Audience) else Audience.ORGANISATION
    return within(ceiling, reader)


def _quotes(
    places: Places,
    held: Sequence[Meeting],
    reader: Audience,
    cubes: Sequence[FrozenCube],
    speaker: Translator,
) -> list[Words]:
    """Quotes that were approved, from consultations that agreed, and from groups large enough to hide in."""
    found = []
    for meeting in held:
        if not meeting.may_quote or not _may_read(meeting, reader):
            continue
        place = cube_place(places, meeting.place)[:3]
        if cubes:
            place, group = going_up(lambda where: figure(cubes, Query(reader, where)), place)
            asked = figure(cubes, Query(Audience.DONOR, place)) if not group.base else group
            if not quotes_allowed(asked):
                continue
        names = _names(places, place)
        name = names[("tg", "ru", "en").index(speaker.language.code)]
        found += [Words(one.words, one.theme, speaker.t(name)) for one in meeting.said if one.approved]
    return list(dict.fromkeys(found))


def _asked(held: Sequence[Meeting], reader: Audience) -> list[Proposed]:
    allowed = [one for meeting in held if _may_read(meeting, reader) for one in meeting.proposed]
    return list(dict.fromkeys(allowed))


def _sources(places: Places, held: Sequence[Meeting], speaker: Translator) -> list[Source]:
    found = []
    for meeting in held:
        path = places.path(meeting.place)
        name = path[0].name(speaker.language.code) if path else ""
        found.append(Source(speaker.formats.day(date.fromisoformat(meeting.day)), meeting.title, name))
    return found
