"""Reports: what kinds there are, a preview with what is missing, and the file in the format asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import cast

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import ENGLISH, find_language
from cspdesk.models import KINDS
from cspdesk.reports import blank, digest, hxl
from cspdesk.reports.layout import Document, Language
from cspdesk.reports.money.report import Report
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.pdf import write_pdf
from cspdesk.reports.xlsx import write_xlsx
from cspdesk.services.books.books import Books
from cspdesk.services.context import Context
from cspdesk.services.digests import Digests, Lack
from cspdesk.services.duties.register import own_roles
from cspdesk.services.money_reports.making import Asked, Choice, MoneyReports
from cspdesk.services.templates import FORMS, Templates
from cspdesk.store import files
from cspdesk.store.room import Room
from cspdesk.sync.roles import readable

FORMATS = ("docx", "xlsx", "pdf")
AUDIENCES = ("organisation", "coalition", "donor", "authority", "public")
WITHOUT_MONEY = frozenset(("continuation",))
"""Reports of the organisation that say nothing of money."""
KIND_LABELS = {"digest": N_("Regional digest")}


@dataclass(frozen=True, slots=True)
class ReportKind:
    """A report that can be made, and for whom and how."""

    name: str
    label: str
    audiences: tuple[str, ...] = AUDIENCES
    formats: tuple[str, ...] = FORMATS
    about: str = ""
    """``agreement`` or ``receipt`` where it is about one."""
    files: bool = False
    """Whether it can be filed."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report before it is made: the document, and what a person should know first."""

    document: Document
    lacks: tuple[Lack, ...] = ()
    freezes: tuple[str, ...] = ()
    """Half-years whose numbers are frozen for good when the report is made."""
    filed_version: int = 0
    """In which version it was filed; 0 where it was not."""
    report: Report | None = None
    """The figures of a report of money, for whoever asks what is behind one."""

    @property
    def missing(self) -> tuple[Msg, ...]:
        """What it lacks, in words."""
        return tuple(one.words for one in self.lacks)


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a file."""

    path: Path
    size: int
    fingerprint: str
    missing: tuple[Msg, ...]


class Reporting:
    """Makes reports from the records of one desk."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._digests = Digests(context)
        self._money = MoneyReports(context)
        self._templates = Templates(context)
        self._books = Books(context)

    @staticmethod
    def kinds() -> tuple[ReportKind, ...]:
        """Every report that this program makes."""
        digests = tuple(ReportKind(name, label) for name, label in KIND_LABELS.items())
        money = tuple(
            ReportKind(
                one.id,
                one.title,
                one.audiences,
                about="" if one.of == "organisation" else one.of,
                files=one.files,
            )
            for one in DEFINITIONS.values()
        )
        return (*digests, *money)

    def subjects(self, kind: str) -> tuple[Choice, ...]:
        """The agreements or receipts that a kind of report can be about."""
        return self._money.subjects(kind)

    def prepare(
        self, kind: str, *, span: str, language: str = "", audience: str = "organisation", about: str = ""
    ) -> Prepared:
        """The document as it would be made now; nothing is frozen by looking."""
        return self._prepare(kind, span, language, audience, about, freezing=False)

    def books(self) -> Books:
        """The books of the desk."""
        return self._books

    def asked(self, kind: str, *, span: str, audience: str, about: str = "") -> Asked:
        """A question for a report of money; refused where it means none."""
        if kind in KIND_LABELS:
            raise RefusedError(
                msg(
                    N_("“{kind}” is made and never filed: its numbers are frozen when it is made."), kind=kind
                ),
                hint=msg(N_("“cspdesk report kinds” lists them.")),
                code="unfiled",
            )
        if kind not in DEFINITIONS:
            raise RefusedError(
                msg(N_("There is no report called “{kind}”."), kind=kind[:80]),
                hint=msg(N_("“cspdesk report kinds” lists them.")),
                code="unknown-report",
            )
        _check_audience(audience)
        _check_about(kind, DEFINITIONS[kind].of, about)
        if kind not in WITHOUT_MONEY:
            self._demand_money()
        return Asked(kind=kind, span=period_asked(span), audience=audience, about=about)

    def _demand_money(self) -> None:
        """Refuse where the desk's role reads no money: what it would report is nought, and not true.

        A desk that no roster lists, as an inspector's, has what it was given.
        """
        with self._context.desk.reading() as connection:
            roles = own_roles(Room(connection), self._context.desk.device.device_id)
        if roles and "finance" not in readable(roles):
            raise RefusedError(
                msg(N_("The role of this desk reads no money: every figure would be nought.")),
                hint=msg(N_("Ask the finance officer or the coordinator for the report.")),
                code="role",
            )

    def _prepare(
        self, kind: str, span: str, language: str, audience: str, about: str, *, freezing: bool
    ) -> Prepared:
        if kind not in KIND_LABELS:
            asked = self.asked(kind, span=span, audience=audience, about=about)
            freezes = self._money.settle(asked, freezing=freezing)
            made, document = self._money.prepare(asked, self.speaker(language))
            lacks = tuple(Lack(one.words, kind=one.kind, record=one.record) for one in made.open)
            return Prepared(document, lacks, freezes, self._money.filed_version(made, asked), made)
        _check_audience(audience)
        _check_about(kind, "organisation", about)
        speaker = self.speaker(language)
        content, lacks, freezes = self._digests.content(
            period_asked(span), audience, speaker, freezing=freezing
        )
        document = digest.document(content, speaker, cast("Language", speaker.language.code))
        return Prepared(document, lacks, freezes)

    def make(
        self,
        kind: str,
        *,
        span: str,
        out: Path,
        language: str = "",
        audience: str = "organisation",
        about: str = "",
        format: str = "",
        tags: bool = False,
        template: str = "",
    ) -> Made:
        """Write a report to a file; for readers outside the organisation its numbers are frozen first.

        ``tags`` adds HXL's row of tags to the tables of a workbook: they change nothing of what is shown.
        ``template`` names an own layout (see ``Templates.find``), and gives the file its format.
        """
        if template and tags:
            raise RefusedError(
                msg(N_("Tags are not put into an own layout.")),
                hint=msg(N_("Leave out one of the two.")),
                code="format",
            )
        if template:
            Templates.fields(kind)
            asked = self.asked(kind, span=span, audience=audience, about=about)
            return self._on_template(asked, template, out, format, self.speaker(language))
        form = format or out.suffix.lstrip(".")
        writer = self.writer(form)
        if tags and form != "xlsx":
            raise RefusedError(
                msg(N_("Tags belong to a workbook.")), hint=msg(N_("Make it as xlsx.")), code="format"
            )
        prepared = self._prepare(kind, span, language, audience, about, freezing=True)
        body = writer(hxl.tagged(prepared.document) if tags else prepared.document)
        files.write_whole(out, body)
        return Made(out, len(body), blake2b(body, digest_size=8).hexdigest(), prepared.missing)

    def template(self, kind: str, *, language: str, out: Path) -> Made:
        """Write the template of a report to begin from, for Word or Excel by the file's ending."""
        form = out.suffix.lstrip(".")
        if form not in FORMS:
            raise RefusedError(
                msg(N_("Templates are made as {formats}."), formats=", ".join(FORMS)),
                hint=msg(N_("End the file’s name with .docx or .xlsx.")),
                code="format",
            )
        body = self.writer(form)(self._templates.starting(kind, self.speaker(language)))
        files.write_whole(out, body)
        return Made(out, len(body), blake2b(body, digest_size=8).hexdigest(), ())

    def _on_template(self, asked: Asked, name: str, out: Path, format: str, speaker: Translator) -> Made:
        made, document = self._money.prepare(asked, speaker)
        template = self._templates.find(name, made)
        if (format or out.suffix.lstrip(".")) != template.form:
            raise RefusedError(
                msg(N_("The template makes {form} files."), form=template.form),
                hint=msg(N_("End the file’s name with .{form}."), form=template.form),
                code="format",
            )
        body = self._templates.fill(template, made, document, speaker)
        self._money.settle(asked, freezing=True)
        files.write_whole(out, body)
        missing = tuple(one.words for one in made.open)
        return Made(out, len(body), blake2b(body, digest_size=8).hexdigest(), missing)

    def prepare_blank(self, kind: str, *, language: str = "") -> Prepared:
        """The empty form of a kind of record, for paper."""
        described = next(
            (one for one in KINDS if one.name == kind and not one.is_part and not one.hidden), None
        )
        if described is None:
            raise RefusedError(
                msg(N_("There is no form for “{kind}”."), kind=kind[:80]),
                hint=msg(N_("“cspdesk kinds” lists the kinds of records.")),
                code="unknown-kind",
            )
        speaker = self.speaker(language)
        parts = {one.name: one for one in KINDS if one.is_part}
        return Prepared(blank.document(described, parts, speaker, cast("Language", speaker.language.code)))

    def blank(self, kind: str, *, language: str, out: Path, format: str = "") -> Made:
        """Write the empty form of a kind of record."""
        document = self.prepare_blank(kind, language=language).document
        body = self.writer(format or out.suffix.lstrip(".") or "pdf")(document)
        files.write_whole(out, body)
        return Made(out, len(body), blake2b(body, digest_size=8).hexdigest(), ())

    def write(self, document: Document, out: Path, *, format: str) -> None:
        """Write a document that was prepared and looked at."""
        files.write_whole(out, self.writer(format)(document))

    def writer(self, untrusted_format: str) -> Callable[[Document], bytes]:
        """What writes a document in a format; refused where there is no such format."""
        if untrusted_format == "docx":
            # decision 0021: what opens a desk does not read in the library of Word's files
            from cspdesk.reports.docx import write_docx  # noqa: PLC0415

            return write_docx
        if untrusted_format == "xlsx":
            return write_xlsx
        if untrusted_format == "pdf":
            now = self._context.desk.clock.now().replace(microsecond=0)
            return lambda document: write_pdf(document, moment=now)
        raise RefusedError(
            msg(N_("Reports are made as {formats}."), formats=", ".join(FORMATS)),
            hint=msg(N_("Name the format, or end the file’s name with it.")),
            code="format",
        )

    def speaker(self, untrusted_language: str) -> Translator:
        """Who speaks the language asked for, else the desk's; refused where there is no such language."""
        code = untrusted_language or self._context.desk.setting("language", "tg")
        language = find_language(code)
        if language is None:
            raise RefusedError(
                msg(N_("There is no language called “{name}”."), name=code[:40]),
                hint=msg(N_("The languages are tg, ru and en.")),
                code="language",
            )
        return translator(language or ENGLISH)


def _check_audience(untrusted_audience: str) -> None:
    if untrusted_audience not in AUDIENCES:
        raise RefusedError(
            msg(N_("There is no audience called “{name}”."), name=untrusted_audience[:80]),
            hint=msg(N_("Choose one of: {codes}"), codes=", ".join(AUDIENCES)),
            code="audience",
        )


def _check_about(kind: str, of: str, untrusted_about: str) -> None:
    """Refuse a subject that would be passed over, for the figures would be of something else."""
    if untrusted_about and of == "organisation":
        raise RefusedError(
            msg(
                N_("The report “{kind}” is about no agreement and no receipt: it is of the whole period."),
                kind=kind,
            ),
            hint=msg(N_("“cspdesk report kinds” lists them.")),
            code="about",
        )


def period_asked(untrusted_span: str) -> Period:
    """A period as a person writes it; ``RefusedError`` says how it is written."""
    try:
        span = period(untrusted_span)
        # what is before and after it is asked for too
        if span.first.year <= date.min.year or span.last.year >= date.max.year:
            raise ValueError(untrusted_span)
        return span
    except ValueError as error:
        raise RefusedError(
            msg(N_("“{period}” is no period."), period=untrusted_span[:60]),
            hint=msg(N_("Write 2026, 2026-H1, 2026-Q3, 2026-11 or 2026-01-01..2026-03-31.")),
            code="period",
        ) from error
