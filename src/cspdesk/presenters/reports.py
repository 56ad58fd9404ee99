"""Reports without glass: which, when, for whom, in which language; a preview, and the file made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.audience import AUDIENCE_LABELS, Audience
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.periods import Period, period
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.kind_places import spot_of
from cspdesk.presenters.navigation import Navigation, Spot
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.report_figures import PressedFigures, ReportFigures
from cspdesk.presenters.report_layouts import ReportLayouts
from cspdesk.presenters.report_question import BLANK, Found, Question
from cspdesk.presenters.session import Session, touches
from cspdesk.reports.layout import Document
from cspdesk.reports.preview import Preview, preview
from cspdesk.services.digests import Lack
from cspdesk.services.filing import Filed, Filing
from cspdesk.services.kinds import filled_in
from cspdesk.services.money_reports.making import Choice
from cspdesk.services.money_reports.unchanged import Verified
from cspdesk.services.publication import COUNTRY, whole_half_years
from cspdesk.services.reporting import AUDIENCES, FORMATS, Made, Prepared, Reporting
from cspdesk.services.results import Changes

DIGEST = "digest"
SHARP = 150
"""Dots an inch of the preview: clear on a screen, and drawn in a moment."""
YEARS = 3
INSIDE = ("team", "organisation")
NO_PREVIEW = Preview()


@dataclass(frozen=True, slots=True)
class _Drawn:
    prepared: Prepared
    preview: Preview
    figures: ReportFigures | None


class ReportsPresenter(Observable):
    """What the Reports page shows and makes."""

    def __init__(self, session: Session, navigation: Navigation) -> None:
        super().__init__()
        self.session = session
        self._navigation = navigation
        self._reporting = Reporting(session.workspace.context)
        self.layouts = ReportLayouts(session)
        today = session.clock.today()
        self._kinds = {one.name: one for one in self._reporting.kinds()}
        self.report = DIGEST
        self.kind = "consultation"
        """Of which kind of record the blank form is."""
        self.span = period(f"{today.year}-H{1 if today.month <= 6 else 2}")
        self.audience = "organisation"
        self.language = session.language
        self.about = ""
        """The agreement or receipt that the report is about."""
        self.subjects: tuple[Choice, ...] = ()
        """What it could be about."""
        self.reason = ""
        """Why a report that was filed is corrected."""
        self.filed: Filed | None = None
        self.verified: Verified | None = None
        """What was found of a file that was looked at."""
        self.prepared: Prepared | None = None
        self.preview = NO_PREVIEW
        """The preview's pages, and what stands on them to be pressed."""
        self.figures = PressedFigures(session, self._open_record, self._open_heard)
        """What is behind the figure of the preview that was pressed."""
        self.fault: CspdeskError | None = None
        """Why there is no preview."""
        self.made: Made | None = None
        self.is_working = False
        self.is_shown = False
        """Whether the page is open: a preview that nobody looks at is not drawn."""
        self._asked = 0
        self._is_closed = False
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._is_closed = True
        self._stop()

    # --- what is chosen ----------------------------------------------------------------------------

    def reports(self) -> list[tuple[str, Msg]]:
        """The reports there are."""
        known = [(one.name, msg(one.label)) for one in self._kinds.values()]
        return [*known, (BLANK, msg(N_("Blank form")))]

    def kinds(self) -> list[tuple[str, Msg]]:
        """The kinds of records of which there is a form."""
        return [(kind.name, msg(kind.label)) for kind in filled_in()]

    def audiences(self) -> list[tuple[str, Msg]]:
        """For whom a report can be made."""
        return [(name, msg(AUDIENCE_LABELS[Audience(name)])) for name in self._audiences()]

    def _audiences(self) -> tuple[str, ...]:
        found = self._kinds.get(self.report)
        return AUDIENCES if found is None else found.audiences

    @property
    def about_what(self) -> str:
        """``agreement`` or ``receipt`` where the report is about one."""
        found = self._kinds.get(self.report)
        return "" if found is None else found.about

    @property
    def is_money(self) -> bool:
        """Whether it is a report of money."""
        return self.report in self._kinds and self.report != DIGEST

    @property
    def can_be_filed(self) -> bool:
        """Whether the report is of a kind that is filed, and nothing stands in the way now."""
        found = self._kinds.get(self.report)
        over = self.span.last < self.session.clock.today()
        return found is not None and found.files and self.prepared is not None and over and not self.lacks

    @property
    def filed_version(self) -> int:
        """In which version the report was filed; 0 where it was not."""
        return 0 if self.prepared is None else self.prepared.filed_version

    def spans(self) -> list[Period]:
        """The periods that are offered: whole half-years and years for those outside, quarters within."""
        today = self.session.clock.today()
        years = [period(str(today.year - back)) for back in range(YEARS)]
        halves = [half for year in years for half in reversed(year.half_years()) if half.first <= today]
        found = [*halves, *years]
        if self.audience in INSIDE or self.is_money:
            quarter = period(f"{today.year}-Q{(today.month + 2) // 3}")
            for _ in range(2 * YEARS):
                found.append(quarter)
                quarter = quarter.before()
        return found

    def choose(self, **chosen: str) -> None:
        """Choose a report, kind, audience, language, or by ``span`` a period's code."""
        for name, value in chosen.items():
            if name == "span":
                self.span = period(value)
            else:
                setattr(self, name, value)
        if self.audience not in self._audiences():
            self.audience = self._audiences()[0]
        counted = self.report == DIGEST and self.audience not in INSIDE
        if counted and not whole_half_years(self.span):
            self.span = self.span.half_years()[-1]
        if "report" in chosen:
            self.about, self.subjects = "", ()
        self.made = self.filed = self.verified = None
        self.ask()

    def formats(self) -> tuple[str, ...]:
        """The formats a file can have."""
        return FORMATS

    def can_be(self, format: str) -> bool:
        """Whether the file can have a format now: an own layout has one alone."""
        return self.layouts.form in ("", format)

    # --- preview -----------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The page was opened."""
        self.is_shown = True
        self.ask()

    def leave(self) -> None:
        """Another page is open."""
        self.is_shown = False

    def ask(self) -> None:
        """Prepare the document and draw its pages; the newest choice is shown last."""
        if not self.is_shown:
            return
        self._asked += 1
        asked = self._asked
        self.layouts.follow(self.report if self.is_money else "", self.about)
        self.is_working = True
        self.tell()

        def drawn(found: _Drawn) -> None:
            if asked == self._asked:
                self.prepared, self.preview, self.fault = found.prepared, found.preview, None
                self.figures.follow(found.figures)
                self._end()

        def failed(error: Exception) -> None:
            if asked != self._asked:
                return
            self._end()
            if not isinstance(error, CspdeskError):
                raise error
            self.prepared, self.preview, self.fault = None, NO_PREVIEW, error
            self.figures.follow(None)
            self.tell()

        def prepared(found: Found) -> None:
            if asked == self._asked:
                self.about, self.subjects = found.about, found.subjects
                self.layouts.follow(self.report if self.is_money else "", self.about)
                # Drawing touches no database, so it must not hold up what does.
                self.session.background.run(lambda: _draw(found), drawn, failed, lane="slow")

        # What is previewed for others draws the lot that will be printed: a change of the desk.
        self.session.save(self._prepare(), prepared, failed)

    def _prepare(self) -> Question:
        if self.report == BLANK:
            return Question(self._reporting, BLANK, self.kind, self.language, "", "", needs="")
        return Question(
            self._reporting,
            self.report,
            self.span.code,
            self.language,
            self.audience,
            self.about,
            needs=self.about_what,
        )

    def _end(self) -> None:
        self.is_working = False
        if not self._is_closed:
            self.tell()

    def _on_changes(self, changes: Changes) -> None:
        if self.is_money or touches(
            changes, "consultation", "participants", "concern", "idea", "quote", "publication"
        ):
            self.ask()

    # --- figures -----------------------------------------------------------------------------------

    @property
    def pages(self) -> tuple[bytes, ...]:
        """The preview's pages as PNG."""
        return self.preview.pages

    def _open_heard(self, where: tuple[tuple[str, str], ...]) -> None:
        """Consultations of the period, as they are on this desk, whoever the numbers are rounded for."""
        held = (("held_on", self.span.code), ("lifecycle!", "withdrawn"))
        asked = tuple(one for one in where if one != ("place", COUNTRY))
        self._navigation.open(Spot("consultations", where=(*held, *asked)))

    def _open_record(self, kind: str, record: str) -> None:
        if kind == "frozen_report":
            self._navigation.open(Spot("reports"))
        else:
            self._navigation.open(spot_of(kind, record))

    # --- the file ----------------------------------------------------------------------------------

    def suggested(self, format: str) -> str:
        """A name for the file."""
        if self.report == BLANK:
            return f"{self.kind}-{self.language}.{format}"
        words = next((one.words for one in self.subjects if one.id == self.about), "")
        about = "".join(sign if sign.isalnum() else "_" for sign in words.split(" · ")[0])
        span = self.span.code.replace("..", "-")
        parts = (self.report, span, about if self.about_what else "", self.audience, self.language)
        return "-".join(filter(None, parts)) + f".{format}"

    def make(self, out: Path, format: str) -> None:
        """Write the file; for readers outside the organisation its numbers are frozen first."""
        reporting, kind, language = self._reporting, self.kind, self.language
        report, span, audience, about = self.report, self.span.code, self.audience, self.about
        template = self.layouts.chosen

        def work() -> Made:
            if report == BLANK:
                return reporting.blank(kind, language=language, out=out, format=format)
            return reporting.make(
                report,
                span=span,
                out=out,
                language=language,
                audience=audience,
                about=about,
                format=format,
                template=template,
            )

        def done(made: Made) -> None:
            self.made = made
            self._end()
            self.ask()

        def failed(error: Exception) -> None:
            self._end()
            self.session.fail(error)

        self.is_working = True
        self.tell()
        self.session.save(work, done, failed)

    def file(self, out: Path) -> None:
        """Freeze the report for good and write its files into a folder."""
        filing = Filing(self.session.workspace.context)
        asked = self._reporting.asked(
            self.report, span=self.span.code, audience=self.audience, about=self.about
        )
        language, reason, template = self.language, self.reason, self.layouts.chosen

        def done(filed: Filed) -> None:
            self.filed, self.made, self.reason = filed, None, ""
            self._end()
            self.ask()

        def failed(error: Exception) -> None:
            self._end()
            self.session.fail(error)

        self.is_working = True
        self.tell()
        self.session.save(
            lambda: filing.file(asked, out=out, language=language, reason=reason, template=template),
            done,
            failed,
        )

    def verify(self, path: Path) -> None:
        """Say whether a file is a report as it was filed."""
        filing, language = Filing(self.session.workspace.context), self.language

        def done(found: Verified) -> None:
            self.verified, self.made, self.filed = found, None, None
            self._end()

        self.session.read(lambda: filing.verify(path, language=language), done)

    def forget_made(self) -> None:
        """The person has read where the file is, or what was found of one."""
        self.made = self.filed = self.verified = None
        self.tell()

    # --- what is missing ---------------------------------------------------------------------------

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What the document lacks."""
        return () if self.prepared is None else self.prepared.lacks

    @property
    def freezes(self) -> tuple[Period, ...]:
        """The half-years whose numbers making it would freeze for good."""
        return () if self.prepared is None else tuple(period(code) for code in self.prepared.freezes)

    @property
    def document(self) -> Document | None:
        """The document that is previewed."""
        return None if self.prepared is None else self.prepared.document

    def open(self, lack: Lack) -> None:
        """Open the consultations, or the record, that something missing is about."""
        if lack.where or not lack.kind:
            self._navigation.open(Spot("consultations", where=lack.where))
        else:
            self._open_record(lack.kind, lack.record)


def _draw(found: Found) -> _Drawn:
    if found.figures is not None:
        found.figures.read()
    return _Drawn(found.prepared, preview(found.prepared.document, ppi=SHARP), found.figures)
