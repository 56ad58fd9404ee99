"""A question to the reports, with everything it needs held fast, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, msg
from cspdesk.presenters.report_figures import ReportFigures, report_figures
from cspdesk.services.money_reports.making import Choice
from cspdesk.services.reporting import Prepared, Reporting

BLANK = "blank"
"""The report that is an empty form of a kind of record."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question came to, and what it could have been about."""

    prepared: Prepared
    subjects: tuple[Choice, ...] = ()
    about: str = ""
    figures: ReportFigures | None = None
    """What is behind the figures of a report of money."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question to the reports."""

    reporting: Reporting
    report: str
    subject: str
    """A period's code, or for a blank form the kind of record."""
    language: str
    audience: str
    about: str
    needs: str
    """What it must be about: ``agreement``, ``receipt``, or nothing."""

    def __call__(self) -> Found:
        if self.report == BLANK:
            return Found(self.reporting.prepare_blank(self.subject, language=self.language))
        subjects = self.reporting.subjects(self.report) if self.needs else ()
        about = self.about
        if subjects and about not in {one.id for one in subjects}:
            about = subjects[0].id
        elif self.needs and not subjects:
            raise _no_subjects(self.needs)
        prepared = self.reporting.prepare(
            self.report, span=self.subject, language=self.language, audience=self.audience, about=about
        )
        return Found(prepared, subjects, about, self._figures(prepared))

    def _figures(self, prepared: Prepared) -> ReportFigures | None:
        if prepared.report is None:
            return None
        return report_figures(prepared.report, self.reporting.books())


def _no_subjects(needs: str) -> RefusedError:
    if needs == "agreement":
        return RefusedError(
            msg(N_("There is no agreement with a budget yet.")),
            hint=msg(N_("Enter the agreement and its budget lines: the report follows.")),
            code="report-about",
        )
    return RefusedError(
        msg(N_("No money has come in yet.")),
        hint=msg(N_("Enter what was received: its notice follows.")),
        code="report-about",
    )
