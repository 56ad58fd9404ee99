"""Open data on aid: the desk's agreements and its organisation as the two files of IATI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from cspdesk.domain.audience import Audience
from cspdesk.domain.codelists import label_of
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, SubGrantId
from cspdesk.domain.money import to_minor
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.reports.iati import codes, lacks
from cspdesk.reports.iati.facts import Expected, Flows, Office, Party, Project, Publisher, Region
from cspdesk.reports.iati.markup import Words
from cspdesk.reports.iati.publishing import published
from cspdesk.services.books import Books
from cspdesk.services.context import Context
from cspdesk.services.records import walk
from cspdesk.store import files
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room

AUDIENCES: Final = (Audience.PUBLIC, Audience.DONOR)
ACTIVITIES, ORGANISATION = "activities.xml", "organisation.xml"

_PERSONS: Final = frozenset({"donor_foreign_person", "donor_domestic_person"})
_CYRILLIC: Final = re.compile("[Ѐ-ӿ]")
_UNSAFE: Final = re.compile(r"[^\w.\-]+")
_Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Opened:
    """What can be published: the facts, and what is missing or kept back, in words."""

    publisher: Publisher
    projects: tuple[Project, ...]
    missing: tuple[Msg, ...] = ()
    """Of agreements that are left out until it is there."""
    kept_back: tuple[tuple[str, str], ...] = ()
    """Agreements that stay out of the public file, each with the reason."""
    notes: tuple[Msg, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeOpen:
    """The files, and what they leave out."""

    paths: tuple[Path, ...]
    activities: tuple[str, ...]
    missing: tuple[Msg, ...]
    kept_back: tuple[tuple[str, str], ...]
    notes: tuple[Msg, ...]


class OpenData:
    """The verb ``iati make``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def look(self, *, audience: str = Audience.PUBLIC) -> Opened:
        """What would be published now, and what would not.

        ``RefusedError`` for another audience, and where the organisation itself cannot publish yet.
        """
        reader = _audience(audience)
        books = Books(self._context)
        ledger, incomplete = books.ledger(), len(books.incomplete())
        speakers = [translator(language) for language in LANGUAGES]
        with self._desk.reading() as connection:
            room = Room(connection)
            told = _Teller(self._context, room, speakers, self._desk.setting("language", "tg"))
            publisher = told.publisher()
            projects = tuple(told.projects(ledger, named=reader is Audience.DONOR))
        wanting = [*lacks.of_publisher(publisher)]
        if wanting:
            raise RefusedError(
                wanting[0],
                safe=msg(N_("Nothing was written.")),
                hint=msg(
                    N_("Fill it in on the page of the organisation. The IATI registry gives out identifiers.")
                ),
                code="open-data",
            )
        doubled = [*lacks.doubled(projects)]
        if doubled:
            raise RefusedError(doubled[0], hint=msg(N_("Give each agreement a code of its own.")))
        whole = tuple(one for one in projects if not [*lacks.of_project(one)])
        missing = tuple(words for one in projects for words in lacks.of_project(one))
        kept = tuple((one.number, one.kept_back) for one in whole if one.kept_back)
        notes = (
            plural(
                N_("{n} record of money is incomplete and counts nowhere."),
                N_("{n} records of money are incomplete and count nowhere."),
                incomplete,
            ),
        )
        return Opened(
            publisher,
            whole,
            missing,
            kept if reader is Audience.PUBLIC else (),
            notes if incomplete else (),
        )

    def make(
        self,
        out: Path,
        *,
        audience: str = Audience.PUBLIC,
        until: date | None = None,
        replacing: bool = False,
    ) -> MadeOpen:
        """Write both files into a folder, as things stood at the end of a day (today)."""
        opened = self.look(audience=audience)
        today = self._desk.clock.today()
        made = published(
            opened.publisher,
            opened.projects,
            Books(self._context).ledger(),
            until=min(until or today, today),
            moment=self._desk.clock.now(),
            speakers=[translator(language) for language in LANGUAGES],
            public=_audience(audience) is Audience.PUBLIC,
        )
        if not made.told:
            raise RefusedError(
                msg(N_("No agreement can be published yet.")),
                safe=msg(N_("Nothing was written.")),
                hint=opened.missing[0]
                if opened.missing
                else msg(N_("Enter an agreement with a donor first.")),
                code="open-data",
            )
        files.make_folder(out)
        paths = (out / ACTIVITIES, out / ORGANISATION)
        for path, body in zip(paths, (made.activities, made.organisation), strict=True):
            files.write_stream(path, [body], replacing=replacing)
        return MadeOpen(paths, made.told, opened.missing, made.kept_back, opened.notes)


def _audience(untrusted_name: str) -> Audience:
    for one in AUDIENCES:
        if one == untrusted_name:
            return one
    raise RefusedError(
        msg(N_("Open data is for the public or for a donor, not for “{name}”."), name=untrusted_name[:40]),
        hint=msg(N_("Choose one of: {codes}"), codes=", ".join(AUDIENCES)),
        code="audience",
    )


class _Teller:
    """Reads the records of one transaction as the facts of open data."""

    def __init__(
        self, context: Context, room: Room, speakers: Sequence[Translator], own_language: str
    ) -> None:
        self._context = context
        self._room = room
        self._speakers = speakers
        self._cyrillic = own_language if own_language in {"tg", "ru"} else "ru"

    def _all(self, kind: str) -> Iterator[tuple[str, _Fields]]:
        plan = BY_NAME[kind]
        rows = self._room.cursor.execute(
            f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY no'  # noqa: S608 - our own name
        ).fetchall()
        for view in walk(self._room, plan, [bytes(row[0]) for row in rows]):
            yield view.id, view.fields

    def _said(self, text: object) -> Words:
        """A text in the language of its letters."""
        words = str(text or "").strip()
        if not words:
            return ()
        return ((self._cyrillic if _CYRILLIC.search(words) else "en", words),)

    def publisher(self) -> Publisher:
        """The organisation."""
        for _, one in self._all("organisation"):
            named = _by_language(self._said(one.get("name")), tg=one.get("full_name"))
            office = Office(
                telephone=str(one.get("phone") or ""),
                email=str(one.get("email") or ""),
                website=str(one.get("website") or ""),
            )
            return Publisher(ref=str(one.get("org_id") or ""), name=named, office=office)
        return Publisher(ref="", name=())

    def projects(self, ledger: Ledger, *, named: bool) -> Iterator[Project]:
        """The agreements with donors; ``named`` says whether members who receive sub-grants are."""
        donors = {record: self._donor(one) for record, one in self._all("donor")}
        members: list[tuple[str, SubGrantId, Party]] = []
        for record, one in self._all("sub_grant"):
            party = Party(name=self._said(one.get("member")), type=codes.PUBLISHER)
            members.append((str(one.get("agreement") or ""), SubGrantId(record), party))
        for record, one in self._all("agreement"):
            known = ledger.chart.agreements.get(AgreementId(record))
            if known is None or known.rule == Rule.OWN:
                continue
            own = tuple((grant, party) for of, grant, party in members if of == record and named)
            yield self._project(record, one, known.currency, donors, own)

    def _donor(self, one: _Fields) -> Party:
        """A donor; natural persons are never named."""
        kind = str(one.get("type") or "")
        if kind in _PERSONS:
            words = tuple((each.language.code, each.t(N_("A private person"))) for each in self._speakers)
            return Party(name=words, type="90")
        name = _by_language(self._said(one.get("name")), ru=one.get("name_ru"))
        return Party(name=name, ref=str(one.get("org_id") or ""), type=codes.DONOR_TYPES.get(kind, ""))

    def _project(
        self,
        record: str,
        one: _Fields,
        currency: str,
        donors: Mapping[str, Party],
        members: tuple[tuple[SubGrantId, Party], ...],
    ) -> Project:
        number = str(one.get("number") or "")
        purpose, planned = self._said(one.get("purpose")), self._said(one.get("activities"))
        title = _by_language(self._said(one.get("title")), ru=one.get("title_ru"), en=one.get("title_en"))
        descriptions = (("1", planned or purpose), ("2", purpose), ("3", self._groups(one.get("groups"))))
        return Project(
            agreement=AgreementId(record),
            code=_UNSAFE.sub("-", str(one.get("project") or number)).strip("-"),
            number=number,
            title=title,
            descriptions=tuple((type, words) for type, words in descriptions if words),
            donor=donors.get(str(one.get("donor")), Party()),
            back_donor=donors.get(str(one.get("back_donor"))),
            signed=_day(one.get("signed_on")),
            starts=_day(one.get("starts")),
            ends=_day(one.get("ends")),
            regions=tuple(self._regions(one.get("territory"))),
            sectors=_sectors(str(one.get("sectors") or "")),
            flows=Flows(
                flow=str(one.get("flow_type") or ""),
                finance=str(one.get("finance_type") or ""),
                aid=str(one.get("aid_type") or ""),
                tied=str(one.get("tied_status") or ""),
            ),
            tranches=tuple(_tranches(one.get("tranches"), currency)),
            members=members,
            kept_back=str(one.get("unpublished") or ""),
        )

    def _groups(self, coded: object) -> Words:
        if not isinstance(coded, list) or not coded:
            return ()
        return tuple(
            (each.language.code, ", ".join(each.t(label_of("affected_group", code)) for code in coded))
            for each in self._speakers
        )

    def _regions(self, coded: object) -> Iterator[Region]:
        """The regions in which the places of a territory lie, each once."""
        seen: set[str] = set()
        for code in coded if isinstance(coded, list) else ():
            region = self._context.gazetteer.region_of(code)
            if region is not None and region.code not in seen:
                seen.add(region.code)
                names = [(each.code, region.names.in_language(each.code)) for each in LANGUAGES]
                yield Region(region.code, tuple(names))


def _by_language(first: Words, **others: object) -> Words:
    """A text in several languages; one that is given for its language holds over the first."""
    found = dict(first) | {code: str(text) for code, text in others.items() if text}
    return tuple((language.code, found[language.code]) for language in LANGUAGES if language.code in found)


def _sectors(typed: str) -> tuple[tuple[str, int], ...]:
    """“15160 60, 15150 40” as purposes with weights; without any weight they share alike."""
    found: list[tuple[str, int]] = []
    for word in re.findall(r"[^\s,;:%]+", typed):
        if found and word.isdigit() and len(word) <= 3:
            found[-1] = (found[-1][0], int(word))
        else:
            found.append((word, 0))
    if all(weight == 0 for _, weight in found):
        return tuple((code, 1) for code, _ in found)
    return tuple(found)


def _tranches(parts: object, currency: str) -> Iterator[Expected]:
    for part in parts if isinstance(parts, list) else ():
        due, amount = _day(part.get("due")), part.get("amount")
        if due is not None and isinstance(amount, dict) and amount.get("currency") == currency:
            yield Expected(due, to_minor(str(amount["amount"]), currency))


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else None
