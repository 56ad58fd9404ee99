"""Obligations without glass: the list by urgency and month, one of them, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cspdesk.domain.duties.filing import dismissal_problems
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.quality import day_of
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.presenters.duty_drafts import DutyDrafts, OpenForm
from cspdesk.presenters.duty_filters import EVERY, FILTERS, WAITS, is_shown
from cspdesk.presenters.duty_steps import NextStep, changing, next_steps
from cspdesk.presenters.duty_words import DutyRow, early, facts, row
from cspdesk.presenters.navigation import Spot
from cspdesk.presenters.observe import Observable
from cspdesk.presenters.session import Session, touches
from cspdesk.presenters.short_drafts import ShortDraft
from cspdesk.services.drafts import Draft
from cspdesk.services.duties import wording
from cspdesk.services.duties.early import EarlyView, spent_early
from cspdesk.services.duties.evidence import folder_name, gather, told
from cspdesk.services.duties.forms import FORMS
from cspdesk.services.duties.register import BY_HAND, Duties
from cspdesk.services.duties.reminders import write_calendar
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.results import Changes

KINDS: Final = (
    *("obligation", "filing_step", "fund", "agreement", "amendment", "refund", "reversal"),
    *("duty_rule", "holiday", "organisation", "expense", "opening", "exchange_rate"),
)
"""Kinds of records whose changes open, move or close obligations."""


@dataclass(frozen=True, slots=True)
class _Found:
    obligations: tuple[ObligationView, ...]
    early: tuple[EarlyView, ...]
    roles: tuple[str, ...]
    by_hand: tuple[str, ...]
    drafts: tuple[Draft, ...]


class DutiesPresenter(Observable):
    """What the page of obligations shows and does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.every: tuple[ObligationView, ...] = ()
        self.early: tuple[EarlyView, ...] = ()
        self.roles: tuple[str, ...] = ()
        self.by_hand_codes: tuple[str, ...] = ()
        self.is_read = False
        self.is_shown = False
        """Whether the page is open: nobody waits for what nobody sees."""
        self.shows = WAITS
        self.code = ""
        """Only this duty, where a person came for it."""
        self.chosen = ""
        self.problem: Msg | None = None
        """What keeps the form from being saved."""
        self.done: Msg | None = None
        """What was done last, for a line of confirmation."""
        self.is_working = False
        self._context = session.workspace.context
        self._kinds = {kind.name: kind.label for kind in session.workspace.records.kinds()}
        self._duties = Duties(self._context, session.workspace.records)
        self.drafts = DutyDrafts(session)
        self.writing = OpenForm(self.drafts)
        self._resumes = False
        """Whether a form of the one that is open may have been left half written."""
        self._stop = session.on_changes(self._on_changes)

    def close(self) -> None:
        """Ask no more."""
        self._stop()

    # --- reading -----------------------------------------------------------------------------------

    def arrive(self) -> None:
        """The page is opened."""
        self.is_shown = True
        self.ask()

    def ask(self) -> None:
        """Read the obligations of today."""
        today = self.session.clock.today()

        def read() -> _Found:
            found = self._duties.list(today)
            by_hand = (rule.code for rule in self._duties.rules() if rule.opens_on in BY_HAND)
            early, drafts = spent_early(self._context, found), self.drafts.read()
            return _Found(found, early, self._duties.roles(), tuple(dict.fromkeys(by_hand)), drafts)

        self.session.read(read, self._take)

    def _take(self, found: _Found) -> None:
        self.every, self.early, self.roles = found.obligations, found.early, found.roles
        self.by_hand_codes = found.by_hand
        self.drafts.take(found.drafts)
        self.is_read = True
        if self.chosen and self.one is None:
            self.chosen = ""
        self._resume()
        self.tell()

    def _resume(self) -> None:
        if self._resumes and self.is_read and self.one is not None:
            self._resumes = False
            self.writing.resume(self.one)

    def _on_changes(self, changes: Changes) -> None:
        if self.is_shown and touches(changes, *KINDS):
            self.ask()

    # --- what is shown -------------------------------------------------------------------------------

    @property
    def one(self) -> ObligationView | None:
        """The obligation that is open."""
        return next((one for one in self.every if one.id == self.chosen), None)

    def counts(self) -> Mapping[str, int]:
        """How many each filter shows."""
        return {key: sum(is_shown(one, key) for one in self.every) for key, _ in FILTERS}

    def show(self, key: str, code: str = "") -> None:
        """Show others, or one duty only."""
        self.shows, self.code = key, code
        self.tell()

    def choose(self, obligation: str) -> None:
        """Open one; where the list does not show it, the list shows all."""
        if obligation != self.chosen:
            self.writing.leave()
            self.chosen, self.problem, self.done = obligation, None, None
            self._resumes = True
            self._resume()
        one = self.one
        if one is not None and not (is_shown(one, self.shows) and self.code in ("", one.code)):
            self.shows, self.code = EVERY, ""
        self.tell()

    def resume(self) -> None:
        """Open the form that was left half written in the one that is open."""
        self._resumes = True
        self._resume()
        self.tell()

    def rows(self) -> list[DutyRow]:
        """The list: what is late, what must be asked, then month by month."""
        shown = [one for one in self.every if is_shown(one, self.shows) and self.code in ("", one.code)]
        return [row(one, self.session.words) for one in shown]

    def standing(self) -> Msg | None:
        """What a person should know of the page as a whole; None where all is well."""
        if not self.is_read or self.every or "finance" in self.roles or "coordinator" in self.roles:
            return None
        return msg(N_("Obligations are kept by whoever keeps the money: this desk does not hold them."))

    def early_words(self) -> list[tuple[str, str, str]]:
        """What was spent before it was registered: kind, record, and the sentence."""
        words = self.session.words
        return [(one.kind, one.document, early(one, self._kinds[one.kind], words)) for one in self.early]

    def facts(self, one: ObligationView) -> list[tuple[str, str]]:
        """What the rule says of it."""
        return facts(one, self.session.words)

    # --- writing a step down -------------------------------------------------------------------------

    def next_steps(self) -> tuple[NextStep, ...]:
        """What can be done now about the one that is open."""
        return () if self.one is None else next_steps(self.one)

    @property
    def doing(self) -> NextStep | None:
        """The step that is being written down."""
        return self.writing.doing

    @property
    def draft(self) -> ShortDraft | None:
        """What is typed in the form that is open."""
        return self.writing.draft

    def begin(self, key: str) -> None:
        """Start to write a step down."""
        self._open(next((step for step in self.next_steps() if step.key == key), None))

    def change(self, step: str) -> None:
        """Start to make a step whole, or to put it right."""
        self._open(None if self.one is None else changing(self.one, step))

    def begin_small(self, key: str) -> None:
        """Start to enter another date, or to dismiss the duty."""
        self._open(None, key)

    def _open(self, doing: NextStep | None, asks: str = "") -> None:
        self.writing.show(self.one, doing, asks)
        self.problem, self.done = None, None
        self.tell()

    def held(self) -> Step | None:
        """The step that is being changed."""
        one, doing = self.one, self.doing
        if one is None or doing is None or not doing.step:
            return None
        return next((each for each in one.steps if each.id == doing.step), None)

    def give_up(self) -> None:
        """Write nothing down: what was typed is let go."""
        self.writing.let_go()
        self.problem, self.done = None, None
        self.tell()

    def leave_form(self) -> None:
        """Leave the form: what was typed stays a draft."""
        self.writing.leave()
        self.tell()

    def finish(self, values: Mapping[str, str], scan: Path | None = None) -> None:
        """Write the step down, with what was typed; what is missing is said and can follow later."""
        one, doing = self.one, self.doing
        if one is None or doing is None:
            return
        held = self.held()
        on = held.on if held is not None and "on" not in doing.asks else day_of(values.get("on"))
        if on is None or on > self.session.clock.today():
            words = N_("On which day was it?") if on is None else N_("This day is still to come.")
            self._refuse(msg(words))
            return
        texts = {name: values[name].strip() for name in doing.asks if name != "on" and values.get(name)}
        if held is None:
            step = Step(state=doing.state, on=on, **texts)
        else:
            emptied = {name: "" for name in doing.asks if name not in {"on", "scan"}}
            step = replace(held, on=on, **{**emptied, **texts})
        draft = self.writing.draft_id
        self._save(
            lambda: self._duties.step(one, step, scan=scan, draft=draft),
            msg(N_("Written down: {step}"), step=doing.words),
            self.draft,
        )

    def take_back(self, step: str) -> None:
        """Remove a step that was wrong."""
        one = self.one
        if one is not None:
            self._save(lambda: self._duties.take_back(one, step), msg(N_("The step is removed.")))

    # --- dismissing, dating ----------------------------------------------------------------------------

    def dismiss(self, reason: str, role: str) -> None:
        """Set the open one aside, or say what is missing."""
        one, by = self.one, self.session.whose.person
        problems = dismissal_problems(reason, role)
        if one is None or problems:
            self._refuse(problems[0].message if problems else None)
            return
        draft = self.writing.draft_id
        self._save(
            lambda: self._duties.dismiss(one, reason, role, by, draft=draft),
            msg(N_("Dismissed. It stays listed, and can be taken up again.")),
            self.draft,
        )

    def take_up(self) -> None:
        """Take the open one up again."""
        one = self.one
        if one is not None:
            self._save(lambda: self._duties.undo_dismissal(one), msg(N_("The duty is open again.")))

    def set_due(self, day: str) -> None:
        """Enter the date that somebody told; an empty one goes back to the rule's."""
        one, draft = self.one, self.writing.draft_id
        if one is not None:
            self._save(
                lambda: self._duties.set_due(one, day_of(day), draft=draft),
                msg(N_("The date is entered.")) if day else msg(N_("The rule’s date counts again.")),
                self.draft,
            )

    # --- opening by hand, papers -------------------------------------------------------------------------

    def by_hand(self) -> list[tuple[str, Msg]]:
        """Duties that no record opens: of letters, of changes."""
        return [(code, wording.duty(code)) for code in self.by_hand_codes]

    def open(self, code: str, day: str, due: str, note: str) -> None:
        """Open a duty of a letter or a change, or say what is missing."""
        on = day_of(day)
        if on is None or not code:
            words = N_("On which day did it come?") if on is None else N_("Which duty is it?")
            self._refuse(msg(words))
            return
        today, draft = self.session.clock.today(), self.drafts.letter()

        def work() -> str:
            return self._duties.open(code, on, today, due=day_of(due), note=note.strip(), draft=draft.id)

        def done(made: str) -> None:
            draft.done()
            self.chosen, self.shows, self.code = made, EVERY, ""
            self.ask()

        def failed(error: Exception) -> None:
            draft.keep()
            self._failed(error)

        self.problem = None
        draft.wait()
        self.session.save(work, done, failed)

    def form(self) -> Spot | None:
        """Where the report is made that the open one asks for; None where the program makes none."""
        one = self.one
        report = None if one is None or one.progress.is_proven else FORMS.get(one.code)
        if one is None or report is None:
            return None
        where = (("report", report), *((("span", one.period),) if wording.is_period(one.period) else ()))
        return Spot("reports", where=(*where, *((("about", one.subject.id),) if one.subject.id else ())))

    def evidence_name(self) -> str:
        """What the folder of the open one is called."""
        return "" if self.one is None else folder_name(self.one, self.session.words)

    def write_evidence(self, folder: Path) -> None:
        """Gather everything about the open one in a folder."""
        one, words = self.one, self.session.words
        if one is None:
            return
        self._run_slowly(lambda: told(gather(self._context, one, words, folder)))

    def write_calendar(self, out: Path) -> None:
        """Write the calendar file of all that waits."""
        every, words = self.every, self.session.words

        def work() -> Msg:
            count = write_calendar(self._context, every, words, out)
            return plural(N_("{n} date is in {name}."), N_("{n} dates are in {name}."), count, name=out.name)

        self._run_slowly(work)

    # --- how work ends -----------------------------------------------------------------------------------

    def _save(self, work: Callable[[], object], done: Msg, draft: ShortDraft | None = None) -> None:
        """``draft`` is what the work takes with it."""
        self.problem = None

        def arrived(_result: object) -> None:
            if draft is not None:
                draft.done()
            self.writing.leave()
            self.done = done
            self.tell()

        def failed(error: Exception) -> None:
            if draft is not None:
                draft.keep()
            self._failed(error)

        if draft is not None:
            draft.wait()
        self.session.save(work, arrived, failed)
        self.tell()

    def _run_slowly(self, work: Callable[[], Msg]) -> None:
        self.is_working, self.done, self.problem = True, None, None
        self.tell()

        def arrived(words: Msg) -> None:
            self.is_working, self.done = False, words
            self.tell()

        self.session.background.run(work, arrived, self._failed, lane="slow")

    def _failed(self, error: Exception) -> None:
        self.is_working = False
        if isinstance(error, CspdeskError):
            self._refuse(msg("{what} {hint}", what=error.what, hint=error.hint or ""))
        else:
            self.session.fail(error)

    def say(self, words: Msg) -> None:
        """Tell the person something."""
        self.done = words
        self.tell()

    def _refuse(self, problem: Msg | None) -> None:
        self.problem = problem
        self.tell()
