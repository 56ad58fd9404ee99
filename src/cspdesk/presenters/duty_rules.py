"""The rules and holidays behind obligations: what is confirmed and by whom, and the confirming."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.codelists import label_of
from cspdesk.domain.duties.rule import DATE, DUTY, PARTS, DutyRule
from cspdesk.domain.duties.shipped import ANNOUNCED
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.presenters.short_drafts import ShortDraft, ShortDrafts
from cspdesk.services.drafts import Draft
from cspdesk.services.duties import wording
from cspdesk.services.duties.law import Law, LawBook
from cspdesk.services.results import Changes

HOLIDAYS = "holidays"
"""What is chosen where the days off are open."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One version of a rule in a list."""

    key: str
    title: str
    second: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """A holiday: its day in words, its name, and what is said of it."""

    day: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class _Found:
    law: Law
    may_confirm: bool
    drafts: tuple[Draft, ...]


class DutyRulesPresenter(Observable):
    """What the page of rules shows and does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.law: Law | None = None
        self.may_confirm = False
        self.chosen = HOLIDAYS
        self.asks = False
        """Whether the form is open: of the open rule, or of a day off."""
        self.drafts = ShortDrafts(session, "duty_rule", "holiday")
        self._resumes = ""
        self.problem: Msg | None = None
        self.done: Msg | None = None
        self._book = LawBook(session.workspace.context, session.workspace.records)
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    def ask(self) -> None:
        """Read what holds."""
        book, drafts = self._book, self.drafts
        self.session.read(lambda: _Found(book.read(), book.may_confirm(), drafts.read()), self._take)

    def _take(self, found: _Found) -> None:
        self.law, self.may_confirm = found.law, found.may_confirm
        self.drafts.take(found.drafts)
        if self._resumes:
            self.chosen, self._resumes = self._resumes, ""
            self.asks = True
        self.tell()

    def _on_changes(self, changes: Changes) -> None:
        if self.law is not None and touches(changes, "duty_rule", "holiday"):
            self.ask()

    # --- rules -------------------------------------------------------------------------------------

    @property
    def rule(self) -> DutyRule | None:
        """The rule that is open."""
        rules = () if self.law is None else self.law.rules.all
        return next((one for one in rules if _key(one) == self.chosen), None)

    def choose(self, key: str) -> None:
        """Open a rule."""
        if key != self.chosen:
            self.leave_form()
            self.chosen, self.problem, self.done = key, None, None
        self.tell()

    def rows(self) -> list[RuleRow]:
        """Every rule: which duty, when, and whether somebody stands for it."""
        t = self.session.t
        found = []
        for one in () if self.law is None else self.law.rules.all:
            is_sure = one.is_confirmed(DATE)
            words = N_("Confirmed") if is_sure else N_("Date not confirmed")
            if not one.is_confirmed(DUTY):
                words = N_("Not confirmed")
            found.append(
                RuleRow(
                    _key(one),
                    t(wording.duty(one.code)),
                    self.term(one),
                    t(words),
                    "good" if is_sure else "warn",
                )
            )
        return found

    def term(self, rule: DutyRule) -> str:
        """A due date as people say it, and as it is written."""
        return self.session.t(wording.term(rule.due))

    def facts(self, rule: DutyRule) -> list[tuple[str, str]]:
        """Everything that a rule says."""
        t, formats = self.session.t, self.session.formats
        confirmed = rule.confirmed
        law_from = formats.day(rule.valid_from) if rule.valid_from else ""
        pairs = [
            (N_("Due"), f"{self.term(rule)} ({rule.due})" if rule.due else self.term(rule)),
            (N_("Opened by"), t(label_of("duty_opener", rule.opens_on))),
            (N_("For whom"), formats.listed([t(label_of("legal_form", one)) for one in rule.legal_forms])),
            (N_("Only for"), t(label_of("duty_bound", rule.only)) if rule.only else ""),
            (N_("Addressee"), t(rule.addressee) if rule.addressee else ""),
            (N_("What a filing needs"), formats.listed([t(wording.need(one)) for one in rule.needs])),
            (N_("On a day off"), t(label_of("due_roll", rule.roll))),
            (N_("Law from"), law_from),
            (N_("Basis"), t(rule.basis) if rule.basis else ""),
            (N_("Version"), str(rule.version)),
            (N_("Confirmed by"), confirmed.by),
            (N_("Confirmed on"), formats.day(confirmed.on) if confirmed.on else ""),
            (N_("Confirmed by what"), confirmed.note),
        ]
        return [(t(label), text) for label, text in pairs if text]

    def confirm(self, term: str, note: str, *, duty: bool, day: bool) -> None:
        """Stand for the open rule, with its date and what it was read in."""
        rule, by = self.rule, self.session.whose.person
        if rule is None:
            return
        parts = tuple(part for part, stands in zip(PARTS, (duty, day), strict=True) if stands)
        book, written = self._book, "" if term.strip() == rule.due else term.strip()
        draft = self.draft
        self._save(
            lambda: book.confirm(rule.code, rule.version, parts, by, note, term=written, draft=draft.id),
            msg(N_("Written down, with your name and today’s date.")),
            draft,
        )

    # --- holidays ----------------------------------------------------------------------------------

    def holidays(self, year: int) -> list[HolidayRow]:
        """The days of a year on which offices are closed, in order, and weekend days on which they work."""
        t, formats = self.session.t, self.session.formats
        found: list[tuple[date, HolidayRow]] = []
        for one in () if self.law is None else self.law.holidays:
            day = one.falls(year)
            if day is None:
                continue
            words = N_("Confirmed") if one.confirmed else N_("Not confirmed")
            state = t(N_("Working day")) if one.works else t(words)
            name = t(one.name) if one.name else ""
            found.append((day, HolidayRow(f"{formats.day(day)}, {formats.weekday(day)}", name, state)))
        return [row for _, row in sorted(found, key=lambda pair: pair[0])]

    def untold(self, year: int) -> str:
        """What is missing from a year's calendar; empty where announced holidays are entered."""
        if self.law is None or not self.law.workdays.untold(date(year, 1, 1), date(year, 12, 31)):
            return ""
        names = self.session.formats.listed([self.session.t(one) for one in ANNOUNCED])
        told = msg(
            N_("{names} of {year} are not entered: they are announced each year."),
            names=names,
            year=str(year),
        )
        return self.session.t(told)

    def add_holiday(self, on: str, name: str, *, works: bool) -> None:
        """Enter an announced day, or say that the day is missing."""
        if not on:
            self.problem = msg(N_("On which day?"))
            self.tell()
            return
        book, sure, draft = self._book, self.may_confirm, self.draft
        self._save(
            lambda: book.add_holiday(
                on, name.strip(), announced=True, works=works, confirmed=sure, draft=draft.id
            ),
            msg(N_("The day is entered.")),
            draft,
        )

    # --- the form ----------------------------------------------------------------------------------

    @property
    def draft(self) -> ShortDraft:
        """What is typed about the open rule, or about a day off."""
        given = None if self.rule is None else _names(self.rule)
        return self.drafts.open(*draft_key(self.chosen), given=given)

    def begin(self) -> None:
        """A form is opened: what was done before is no news any more."""
        self.asks, self.problem, self.done = True, None, None
        self.tell()

    def resume(self, key: str) -> None:
        """Go on with what was typed about a rule or a day off, once it is read."""
        self._resumes = key

    def give_up(self) -> None:
        """Write nothing down: what was typed is let go."""
        self.draft.let_go()
        self.asks, self.problem = False, None
        self.tell()

    def leave_form(self) -> None:
        """Leave the form: what was typed stays a draft."""
        self.drafts.keep()
        self.asks = False

    def _save(self, work: Callable[[], object], words: Msg, draft: ShortDraft) -> None:
        def arrived(_result: object) -> None:
            draft.done()
            self.asks, self.done = False, words
            self.tell()

        def failed(error: Exception) -> None:
            draft.keep()
            self._failed(error)

        self.problem, self.done = None, None
        draft.wait()
        self.session.save(work, arrived, failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, CspdeskError):
            self.problem = msg("{what} {hint}", what=error.what, hint=error.hint or "")
            self.tell()
        else:
            self.session.fail(error)


def _key(rule: DutyRule) -> str:
    return f"{rule.code}/{rule.version}"


def key_of(kind: str, values: Mapping[str, object]) -> str:
    """What is chosen where a rule, or the days off, are open; empty for other kinds."""
    if kind == "duty_rule":
        return f"{values.get('code')}/{values.get('version')}"
    return HOLIDAYS if kind == "holiday" else ""


def draft_key(chosen: str) -> tuple[str, ...]:
    """Kind and key of the form of a rule, or of a day off."""
    return ("holiday",) if chosen == HOLIDAYS else ("duty_rule", chosen)


def _names(rule: DutyRule) -> dict[str, object]:
    return {"code": rule.code, "version": rule.version}
