"""Money reports of a desk: what can be asked, and the report with its document as it stands now."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cspdesk.domain.audience import PROTECTIONS, Audience
from cspdesk.domain.codelists import label_of
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.documents import NO_AGREEMENT, NO_DOCUMENT
from cspdesk.domain.ledger.goods import InKindReceipt
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import Document
from cspdesk.reports.money.definition import Definition
from cspdesk.reports.money.measures import counts_people
from cspdesk.reports.money.paper import Paper, language_of
from cspdesk.reports.money.report import Report, report
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.services.books.books import Books
from cspdesk.services.books.on_demand import Snapshot
from cspdesk.services.context import Context
from cspdesk.services.money_reports.attended import Attended
from cspdesk.services.money_reports.facts import facts_of
from cspdesk.services.money_reports.filed import newest_of
from cspdesk.store.room import Room
from cspdesk.store.work import Work

_ID = re.compile(r"[0-9a-f]{32}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which report is wanted: its kind, period and reader, and what it is about."""

    kind: str
    span: Period
    audience: str = "organisation"
    about: str = ""
    """An agreement by number or id, or a receipt by id, where the report is about one."""

    @property
    def definition(self) -> Definition:
        """Its definition; KeyError for no report of money."""
        return DEFINITIONS[self.kind]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a report can be about: its id, and what people know it by."""

    id: str
    words: str


class MoneyReports:
    """Makes reports of money from the records of one desk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._books = Books(context)
        self._attended = Attended(context)

    def subjects(self, kind: str) -> tuple[Choice, ...]:
        """The agreements or receipts that a kind of report can be about, the newest receipts first."""
        definition = DEFINITIONS.get(kind)
        if definition is None or definition.of == "organisation":
            return ()
        found, names = self._books.ledger(), self._books.names()
        if definition.of == "agreement":
            return tuple(
                Choice(name, " · ".join(filter(None, (said.number, said.title, said.donor))))
                for name, said in sorted(names.agreements.items(), key=lambda one: one[1].number)
                if name in found.chart.agreements and found.chart.agreements[AgreementId(name)].lines
            )
        receipts = [
            one for one in found.documents.values() if isinstance(one, (Receipt, InKindReceipt)) and one.dated
        ]
        receipts.sort(key=lambda one: (str(one.dated), one.id), reverse=True)
        return tuple(Choice(one.id, f"{one.dated} · {names.agreement(one.agreement)}") for one in receipts)

    def prepare(self, asked: Asked, speaker: Translator) -> tuple[Report, Document]:
        """The report and its document as they would be made now; looking freezes nothing."""
        self.settle(asked, freezing=False)
        if asked.definition.of == "organisation":
            # It adds up, and lists little: nobody waits for the whole ledger.
            with self._books.on_demand() as (room, ledger, snapshot):
                made = self._report(room, asked, speaker, ledger, ledger, snapshot)
        else:
            with self._context.desk.reading() as connection:
                made = self.report_in(Room(connection), asked, speaker)
        return made, self.document(made, asked, speaker)

    def settle(self, asked: Asked, *, freezing: bool) -> tuple[str, ...]:
        """Which half-years' counts of people are frozen for good when the report is made for its reader.

        ``freezing`` does so: what leaves is never rounded a second time.
        """
        return self._attended.settle(asked.span, freezing=freezing) if self._rounds(asked) else ()

    def settle_in(self, save: Work, asked: Asked) -> None:
        """Freeze them within a save."""
        if self._rounds(asked):
            self._attended.settle_in(save, asked.span, freezing=True)

    @staticmethod
    def _rounds(asked: Asked) -> bool:
        """Whether the report counts people for a reader to whom nobody may be told apart."""
        return PROTECTIONS[Audience(asked.audience)].base > 0 and counts_people(asked.definition)

    def filed_version(self, made: Report, asked: Asked) -> int:
        """In which version the report was filed; 0 where it was not."""
        with self._context.desk.reading() as connection:
            found = newest_of(
                Room(connection),
                kind=asked.kind,
                span=asked.span.code,
                agreement=made.scope.agreement,
                receipt=made.scope.receipt,
                reader=asked.audience,
            )
        return 0 if found is None else found.frozen.version

    def report_in(
        self, room: Room, asked: Asked, speaker: Translator, *, ledger: Ledger | None = None
    ) -> Report:
        """The report inside a transaction; of another ledger than today's where one is given."""
        today = self._books.picture_in(room).ledger
        return self._report(room, asked, speaker, ledger or today, today)

    def _report(
        self,
        room: Room,
        asked: Asked,
        speaker: Translator,
        ledger: Ledger,
        today: Ledger,
        snapshot: Snapshot | None = None,
    ) -> Report:
        code, reader = speaker.language.code, Audience(asked.audience)
        places = self._context.places(room)
        facts = facts_of(room, places, code, asked.span, reader=reader, snapshot=snapshot)
        agreement, receipt = self._about(asked, today)
        scope = Scope(
            ledger=ledger,
            facts=facts,
            period=asked.span,
            today=self._context.desk.clock.today(),
            agreement=agreement,
            receipt=receipt,
            definition=asked.kind,
            audience=asked.audience,
        )
        return report(asked.definition, scope)

    @staticmethod
    def document(made: Report, asked: Asked, speaker: Translator, *, fingerprint: str = "") -> Document:
        """A report on paper, for its reader."""
        reader = speaker.t(label_of("audience", asked.audience))
        paper = Paper(made, speaker, audience=reader, fingerprint=fingerprint)
        return paper.document(language_of(speaker))

    def _about(self, asked: Asked, ledger: Ledger) -> tuple[AgreementId, DocumentId]:
        of = asked.definition.of
        if of == "organisation":
            return NO_AGREEMENT, NO_DOCUMENT
        if of == "receipt":
            name = DocumentId(asked.about.replace("-", "").lower())
            if not isinstance(ledger.documents.get(name), (Receipt, InKindReceipt)):
                raise _nothing_to_tell(of, asked.about)
            return NO_AGREEMENT, name
        return self._agreement(asked.about, ledger), NO_DOCUMENT

    def _agreement(self, untrusted_about: str, ledger: Ledger) -> AgreementId:
        """An agreement by its id or number."""
        folded = untrusted_about.replace("-", "").lower()
        if _ID.match(folded) and AgreementId(folded) in ledger.chart.agreements:
            return AgreementId(folded)
        wanted = untrusted_about.strip().casefold()
        names = self._books.names().agreements
        found = [one for one, said in names.items() if wanted and said.number.strip().casefold() == wanted]
        if len(found) != 1 or AgreementId(found[0]) not in ledger.chart.agreements:
            raise _nothing_to_tell("agreement", untrusted_about)
        return AgreementId(found[0])


def _nothing_to_tell(of: str, untrusted_about: str) -> RefusedError:
    if of == "agreement":
        what = msg(N_("There is no agreement “{name}” on this desk."), name=untrusted_about[:60])
        hint = msg(N_("This report is about one agreement: name it by its number or id."))
    else:
        what = msg(N_("There is no receipt “{name}” on this desk."), name=untrusted_about[:60])
        hint = msg(N_("This report is about one receipt: name it by its id."))
    return RefusedError(what, hint=hint, code="report-about")
