"""Filing reports: frozen with everything that they say, and shown to be unchanged afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import RecordId, to_hex
from cspdesk.domain.ledger.closing import disputed
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.money import frozen as freezing
from cspdesk.reports.money.frozen import Frozen, file_hash, shown
from cspdesk.reports.money.report import Report
from cspdesk.services.attachments import Attachments
from cspdesk.services.books import covers
from cspdesk.services.books.books import Books
from cspdesk.services.context import Context
from cspdesk.services.forms import units_of
from cspdesk.services.money_reports import filed, unchanged
from cspdesk.services.money_reports.behind.sources import lines_of
from cspdesk.services.money_reports.filed import FiledReport
from cspdesk.services.money_reports.making import Asked, MoneyReports
from cspdesk.services.money_reports.unchanged import Verified
from cspdesk.services.reporting import FORMATS, Reporting
from cspdesk.services.results import Changes
from cspdesk.services.templates import Template, Templates
from cspdesk.store import attachments, files
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.work import Work, work
from cspdesk.sync.outbox import seal_all

KIND = "frozen_report"
LARGEST = 64 * 1024 * 1024
"""No file of a report is larger."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What was filed: its record, its version, its fingerprint as pages show it, its files."""

    record: str
    version: int
    fingerprint: str
    paths: tuple[Path, ...]
    changes: Changes


class Filing:
    """The verbs of filing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk
        self._books = Books(context)
        self._money = MoneyReports(context)
        self._reporting = Reporting(context)
        self._templates = Templates(context)

    def every(self) -> tuple[FiledReport, ...]:
        """All reports that were filed, the oldest first."""
        with self._desk.reading() as connection:
            return filed.every(Room(connection))

    def file(
        self,
        asked: Asked,
        *,
        out: Path,
        language: str = "",
        formats: Iterable[str] = FORMATS,
        signer: str = "",
        reason: str = "",
        template: str = "",
    ) -> Filed:
        """Freeze a report for good, and write its files into a folder; they are kept with the record too.

        ``RefusedError`` while something in it is missing, open or undecided, and for a correction that
        gives no reason.  What is held is sealed first: a cover names entries for ever.
        """
        speaker = self._reporting.speaker(language)
        writers = {one: self._reporting.writer(one) for one in formats}
        attachments.prepare(self._desk)
        with work(self._desk) as save:
            seal_all(self._desk, save.room)
            made = self._ready(save, asked, speaker)
            before = _previous(save.room, made, asked)
            if before is not None and not reason.strip():
                raise _unreasoned(before)
            own = self._templates.find(template, made) if template else None
            said = self._frozen(save.room, made, asked, speaker, before, own)
            fingerprint = said.fingerprint()
            document = self._money.document(made, asked, speaker, fingerprint=shown(fingerprint))
            content = {one: write(document) for one, write in writers.items()}
            if own is not None:
                content[own.form] = self._templates.fill(own, made, document, speaker)
            record = self._desk.ids.new()
            values: dict[str, object] = {
                **freezing.written(said),
                "report": asked.kind,
                "version": said.version,
                "period": said.period,
                "agreement": bytes.fromhex(said.agreement) if said.agreement else None,
                "language": said.language,
                "reader": said.reader,
                "frozen_on": self._desk.clock.today().isoformat(),
                "provisional": False,
                "files": json.dumps([[one, file_hash(body)] for one, body in content.items()]),
                "fingerprint": fingerprint,
                "previous": bytes.fromhex(before.record) if before is not None else None,
                "signer": signer.strip() or None,
                "reason": reason.strip() or None,
            }
            plan = BY_NAME[KIND]
            save.create(plan, record, units_of(plan, values, {}))  # type: ignore[arg-type]
            named = self._named(save.room, said, content)
            self._attach(save, record, named)
            saved = save.finish()
        changes = self._context.saved(saved)
        files.make_folder(out)
        paths = tuple(out / name for name in named)
        for path in paths:
            files.write_whole(path, named[path.name])
        return Filed(to_hex(record), said.version, shown(fingerprint), paths, changes)

    def _ready(self, save: Work, asked: Asked, speaker: Translator) -> Report:
        """The report, if nothing stands in the way of filing it; its counts of people are frozen."""
        if not asked.definition.files:
            raise RefusedError(
                msg(N_("“{report}” is not filed: it says what will be."), report=msg(asked.definition.title)),
                code="not-filed",
            )
        self._money.settle_in(save, asked)
        made = self._money.report_in(save.room, asked, speaker)
        open_words = [one.words for one in made.open]
        seals = disputed(made.scope.ledger.seals)
        if any(one.first <= asked.span.last and one.last >= asked.span.first for one in seals):
            open_words.append(msg(N_("Two closings of this period differ: close it again.")))
        if asked.span.last > self._desk.clock.today():
            open_words.append(msg(N_("The period is not over yet.")))
        if open_words:
            raise _barred(open_words)
        return made

    def _frozen(
        self,
        room: Room,
        made: Report,
        asked: Asked,
        speaker: Translator,
        before: FiledReport | None,
        own: Template | None,
    ) -> Frozen:
        scope, definition = made.scope, made.definition
        sources = freezing.sources_of(scope)
        return Frozen(
            definition=definition.id,
            definition_version=definition.version,
            layout=freezing.layout_of(definition, own.content if own is not None else b""),
            version=before.frozen.version + 1 if before is not None else 1,
            period=asked.span.code,
            agreement=scope.agreement,
            receipt=scope.receipt,
            language=speaker.language.code,
            reader=asked.audience,
            cover=covers.written(covers.cover_now(room)),
            names=" ".join(sorted(one.id for one in self._books.picture_in(room).closings)),
            figures=freezing.figures_of(made),
            rates=freezing.used_rates(scope),
            sources=sources,
            lines=lines_of(made, [name for name, _ in sources]),
            checks=tuple((one.code, one.holds) for one in made.checks),
            previous=before.record if before is not None else "",
        )

    def _named(self, room: Room, said: Frozen, content: dict[str, bytes]) -> dict[str, bytes]:
        """The files by their names: what they report, when, about what, and in which version."""
        names = self._books.picture_in(room).names
        about = names.agreement(said.agreement) if said.agreement else said.receipt[:8]
        parts = (said.definition, said.period.replace("..", "-"), about, said.language, f"v{said.version}")
        stem = "-".join("".join(c if c.isalnum() or c in "-_" else "_" for c in one) for one in parts if one)
        return {f"{stem}.{one}": body for one, body in content.items()}

    def _attach(self, save: Work, record: RecordId, named: dict[str, bytes]) -> None:
        """Keep the files with the record, in its own save: it never stands without them."""
        hung, stream, place = Attachments(self._context), BY_NAME[KIND].kind.stream, None
        for name, body in named.items():
            stored = attachments.keep(self._desk, stream, name, body, full_size=True)
            place = hung.hang(save, KIND, record, self._desk.ids.new(), stored, after=place)

    def verify(self, path: Path, *, language: str = "") -> Verified:
        """Which filed report a file belongs to, whether both are unchanged, and what later entries moved.

        ``NotFoundError`` where no filed report of this desk names the file.
        """
        wanted = file_hash(files.read_bounded(path, LARGEST))
        with self._desk.reading() as connection:
            room = Room(connection)
            reports = filed.every(room)
            found = next((one for one in reports if wanted in one.files), None)
            if found is None:
                raise NotFoundError(
                    msg(N_("No report that was filed on this desk has this file.")),
                    hint=msg(N_("It was changed, or it was made and never filed.")),
                )
            speaker = self._reporting.speaker(language)
            return unchanged.verified(room, found, reports, self._money, speaker)


def _previous(room: Room, made: Report, asked: Asked) -> FiledReport | None:
    """The newest filed report of the same kind about the same, for the same reader."""
    return filed.newest_of(
        room,
        kind=asked.kind,
        span=asked.span.code,
        agreement=made.scope.agreement,
        receipt=made.scope.receipt,
        reader=asked.audience,
    )


def _barred(open_words: list[Msg]) -> RefusedError:
    if len(open_words) == 1:
        what = msg(N_("The report is not filed: {reason}"), reason=open_words[0])
    else:
        what = plural(
            N_("The report is not filed: {reason} There is {n} more reason."),
            N_("The report is not filed: {reason} There are {n} more reasons."),
            len(open_words) - 1,
            reason=open_words[0],
        )
    hint = msg(N_("Each is named in the report: nothing was frozen, and it can be filed when all are done."))
    barred = RefusedError(what, hint=hint, code="bars")
    barred.reasons = tuple(open_words)
    return barred


def _unreasoned(before: FiledReport) -> RefusedError:
    return RefusedError(
        msg(N_("This report was filed already, as version {version}."), version=before.frozen.version),
        hint=msg(N_("A correction is a new version that names the old: say why it is needed.")),
        code="filed",
    )
