"""Every obligation of the organisation as it stands, and what a person can do about one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from cspdesk.domain.duties import notice
from cspdesk.domain.duties.filing import Dismissal, dismissal_problems, is_notice, progress
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.duties.opening import Happening, Opened, opened, opening_of
from cspdesk.domain.duties.rule import DutyRule
from cspdesk.domain.duties.urgency import told_on, urgency
from cspdesk.domain.duties.using_up import used_up
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import content_id, to_hex
from cspdesk.domain.text import N_, msg
from cspdesk.services.attachments import Attachments
from cspdesk.services.books import Books
from cspdesk.services.context import Context
from cspdesk.services.drafts import end_draft
from cspdesk.services.duties.happened import AHEAD, Happened, happened
from cspdesk.services.duties.held import KIND, Held, all_held
from cspdesk.services.duties.law import Law, law
from cspdesk.services.duties.outside import named_refunds, steps_elsewhere
from cspdesk.services.duties.views import ObligationView, Subject
from cspdesk.services.numbering import numbered
from cspdesk.services.records import Records
from cspdesk.services.results import Changes
from cspdesk.store import attachments as files
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.work import Work, work
from cspdesk.sync.chain import Chain
from cspdesk.sync.roles import codes_of, readable

BY_HAND = ("letter", "change")
"""What no record tells, so that a person opens the duty."""


class Duties:
    """Reads obligations, and does what a person decides about one."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._desk = context.desk

    # --- reading ---------------------------------------------------------------------------------

    def list(self, today: date, *, books: bool = True) -> tuple[ObligationView, ...]:
        """Every obligation that a day shows, the most pressing first; what is done comes last.

        None on a desk that cannot read what was done about them: it would call late what was filed.
        Without ``books`` what was spent is not looked at: no receipt is closed, and what waits is the same.
        """
        with self._desk.reading() as connection:
            room = Room(connection)
            if "finance" not in readable(self._roles(room)):
                return ()
            return _all(room, today, lambda: self._used_up(room) if books else {})

    def _used_up(self, room: Room) -> Mapping[str, date]:
        found = used_up(Books(self._context).picture_in(room).ledger, named_refunds(room))
        return {str(receipt): day for receipt, day in found.items()}

    def rules(self) -> tuple[DutyRule, ...]:
        """Every version of every rule."""
        with self._desk.reading() as connection:
            return law(Room(connection)).rules.all

    def roles(self) -> tuple[str, ...]:
        """The roles that this desk was given."""
        with self._desk.reading() as connection:
            return codes_of(self._roles(Room(connection)))

    def _roles(self, room: Room) -> tuple[int, ...]:
        return own_roles(room, self._desk.device.device_id)

    def show(self, obligation: str, today: date) -> ObligationView:
        """One obligation; ``NotFoundError`` where rules open no such thing."""
        found = next((one for one in self.list(today) if one.id == obligation), None)
        if found is None:
            raise NotFoundError(
                msg(N_("There is no obligation {id} on this desk."), id=obligation[:80]),
                hint=msg(N_("What opened it may have been deleted, or its rule has changed.")),
            )
        return found

    # --- what is done about one --------------------------------------------------------------------

    def step(
        self,
        one: ObligationView,
        step: Step,
        *,
        scan: Path | None = None,
        keep_size: bool = True,
        draft: str = "",
    ) -> Changes:
        """Write down what was done: drafted, filed, registered, refused; with its scan in the same save.

        A step with an id is one that is there, as it should be.  The receipt's own state follows.  A scan
        keeps its size: it is a proof.  A draft that it was typed in goes with the save, here and below.
        """
        stored = None
        if scan is not None:
            stored = files.keep_file(self._desk, BY_NAME[KIND].kind.stream, scan, full_size=keep_size)
        part = self._desk.ids.new()
        held = step if stored is None else replace(step, scan=to_hex(part))
        with work(self._desk) as save:
            if not held.id:
                # the number is taken here, so that the receipt's state knows of it
                given = {"state": held.state, "outgoing_no": held.outgoing_no or None}
                number = numbered(save, BY_NAME["filing_step"], given).get("outgoing_no")
                held = replace(held, outgoing_no=str(number or ""))
            before = next((each for each in one.steps if held.id and each.id == held.id), None)
            self._put(save, one, {"steps": [_fields(held, before)]})
            if stored is not None:
                Attachments(self._context).hang(save, KIND, bytes.fromhex(one.id), part, stored)
            others = (each for each in one.steps if each is not before)
            after = progress(one.rule, (*others, held), one.dismissal)
            if one.is_notice and one.subject.kind == "fund":
                self._records.write(save, one.subject.id, {"state": after.state})
            end_draft(save, draft)
            saved = save.finish()
        return self._context.saved(saved)

    def take_back(self, one: ObligationView, step: str) -> Changes:
        """Remove a step that was written by mistake."""
        with work(self._desk) as save:
            self._records.write(save, one.id, {"steps": [{"id": step, "removed": True}]})
            if one.is_notice and one.subject.kind == "fund":
                left = tuple(each for each in one.steps if each.id != step)
                state = progress(one.rule, left, one.dismissal).state
                self._records.write(save, one.subject.id, {"state": state})
            saved = save.finish()
        return self._context.saved(saved)

    def set_due(self, one: ObligationView, day: date | None, *, draft: str = "") -> Changes:
        """Enter the date that somebody told; None goes back to what the rule says."""
        return self._write(one, {"due": None if day is None else day.isoformat()}, draft)

    def note(self, one: ObligationView, words: str) -> Changes:
        """Write a note about it."""
        return self._write(one, {"note": words})

    def dismiss(self, one: ObligationView, reason: str, role: str, by: str, *, draft: str = "") -> Changes:
        """Set a duty aside: it stays listed, with the reason and who decided.

        ``RefusedError`` without a reason, or in a role that does not dismiss.
        """
        problems = dismissal_problems(reason, role)
        if problems:
            raise RefusedError(problems[0].message, code="value")
        today = self._desk.clock.today()
        dismissal = Dismissal(reason.strip(), by, role, today)
        return self._write(one, _dismissed(dismissal), draft)

    def undo_dismissal(self, one: ObligationView) -> Changes:
        """Take a duty up again."""
        return self._write(one, _dismissed(None))

    def open(
        self,
        code: str,
        day: date,
        today: date,
        *,
        due: date | None = None,
        note: str = "",
        draft: str = "",
    ) -> str:
        """Open a duty that no record tells of: a letter came, the charter changed; gives its id."""
        with self._desk.reading() as connection:
            rule = law(Room(connection)).rules.on(code, day)
        if rule is None or rule.opens_on not in BY_HAND:
            raise RefusedError(
                msg(N_("This duty is opened by the records themselves.")),
                hint=msg(N_("Enter the receipt or the agreement: the duty follows.")),
                code="value",
            )
        given: dict[str, object] = {
            "duty": code,
            "rule_version": rule.version,
            "period": self._free_day(code, day, today),
            "opened_on": day.isoformat(),
            "note": note,
        }
        if due is not None:
            given["due"] = due.isoformat()
        with work(self._desk) as save:
            record = self._records.begin(save, KIND, obligation_id(code, "", str(given["period"])), given)
            end_draft(save, draft)
            saved = save.finish()
        self._context.saved(saved)
        return record

    def _free_day(self, code: str, day: date, today: date) -> str:
        """The day's name for the duty; a second letter of one day is numbered."""
        taken = {one.period for one in self.list(today, books=False) if one.code == code}
        names = (day.isoformat(), *(f"{day.isoformat()}/{number}" for number in range(2, 100)))
        return next(name for name in names if name not in taken)

    # --- writing -----------------------------------------------------------------------------------

    def _write(self, one: ObligationView, given: Mapping[str, object], draft: str = "") -> Changes:
        with work(self._desk) as save:
            self._put(save, one, given)
            end_draft(save, draft)
            saved = save.finish()
        return self._context.saved(saved)

    def _put(self, save: Work, one: ObligationView, given: Mapping[str, object]) -> None:
        """An obligation becomes a record when something is first done about it."""
        if one.is_recorded:
            self._records.write(save, one.id, given)
            return
        self._records.begin(save, KIND, one.id, {**names_of(one), **given})


def names_of(one: ObligationView) -> dict[str, object]:
    """What an obligation's record begins with: the fields that name it, and the day that opened it."""
    names: dict[str, object] = {
        "duty": one.code,
        "rule_version": one.rule.version,
        "opened_on": one.opened_on.isoformat(),
    }
    if one.subject.id:
        names["subject"] = one.subject.id
    if one.period:
        names["period"] = one.period
    return names


def named_by(fields: Mapping[str, object]) -> str:
    """The id of the obligation that fields name."""
    return obligation_id(*(str(fields.get(name) or "") for name in ("duty", "subject", "period")))


def own_roles(room: Room, device: bytes) -> tuple[int, ...]:
    """The numbers of the roles that the newest roster gives a device."""
    newest = Chain(room).newest
    listed = newest.roster.devices if newest is not None else ()
    return next((one.roles for one in listed if one.id == device), ())


def obligation_id(code: str, subject: str, period: str) -> str:
    """The id of an obligation: two desks that open one meet in one record."""
    return to_hex(content_id(BY_NAME[KIND].kind.number, code, subject, period))


def _dismissed(dismissal: Dismissal | None) -> dict[str, object]:
    names = ("dismissed_reason", "dismissed_by", "dismissed_role", "dismissed_on")
    if dismissal is None:
        return dict.fromkeys(names)
    on = dismissal.on.isoformat() if dismissal.on is not None else None
    return dict(zip(names, (dismissal.reason, dismissal.by, dismissal.role, on), strict=True))


_STEP_FIELDS = (
    *("outgoing_no", "incoming_no", "register_entry", "channel", "signer"),
    *("reason", "document", "scan", "link"),
)


def _fields(step: Step, before: Step | None) -> dict[str, object]:
    """A new step, or what of one that is there is another than before: what is empty now is cleared."""
    if before is None:
        texts = {name: text for name in _STEP_FIELDS if (text := getattr(step, name))}
        return {"state": step.state, "on": step.on.isoformat(), **texts}
    changed: dict[str, object] = {
        name: getattr(step, name) or None
        for name in _STEP_FIELDS
        if getattr(step, name) != getattr(before, name)
    }
    if step.on != before.on:
        changed["on"] = step.on.isoformat()
    return {"id": step.id, **changed}


# --- what follows from records ------------------------------------------------------------------------


def _all(room: Room, today: date, used: Callable[[], Mapping[str, date]]) -> tuple[ObligationView, ...]:
    rules, facts, held = law(room), happened(room, today), all_held(room)
    elsewhere = steps_elsewhere(room, held.values(), used)
    found = {}
    for one in opened(
        facts.happenings, rules.rules, rules.workdays, facts.legal_form, employer=facts.is_employer
    ):
        name = obligation_id(one.rule.code, one.subject, one.period)
        known = held.get(name)
        if known is None and not _is_near(one, today):
            continue
        found[name] = _view(name, one, known, elsewhere.get(one.subject, ()), facts, rules, today)
    for name, known in held.items():
        made = None if name in found else _by_record(known, rules)
        if made is not None:
            found[name] = _view(name, made, known, elsewhere.get(made.subject, ()), facts, rules, today)
    return tuple(sorted(found.values(), key=lambda one: one.rank))


def _is_near(one: Opened, today: date) -> bool:
    return one.opened_on <= today if one.due is None else one.due <= today + AHEAD


def _by_record(known: Held, rules: Law) -> Opened | None:
    """An obligation whose opening no record tells: a letter, or what was done about something deleted."""
    rule = rules.rules.version(known.duty, known.version) or next(
        (one for one in rules.rules.all if one.code == known.duty), None
    )
    if rule is None or known.opened_on is None:
        return None
    by_hand = rule.opens_on in BY_HAND
    if not (by_hand or known.steps or known.dismissal):
        return None
    happening = Happening(
        opens_on=rule.opens_on,
        day=known.opened_on,
        subject=known.subject,
        period=known.period,
        asked=known.due,
    )
    return opening_of(happening, rule, rules.workdays)


def _view(
    name: str,
    one: Opened,
    known: Held | None,
    elsewhere: Iterable[Step],
    facts: Happened,
    rules: Law,
    today: date,
) -> ObligationView:
    typed = known.due if known is not None else None
    due = typed or one.due
    act_by = None if due is None else rules.workdays.at_or_before(due)
    steps = (*(known.steps if known is not None else ()),)
    if is_notice(one.rule):
        steps = notice.in_order((*steps, *_new(elsewhere, steps)))
    dismissal = known.dismissal if known is not None else None
    leads, stands = one.rule.leads, progress(one.rule, steps, dismissal)
    told: list[date] = []
    if act_by is not None and not stands.is_done:
        told = told_on(act_by, one.opened_on, rules.workdays, leads)
    return ObligationView(
        id=name,
        rule=one.rule,
        subject=facts.subjects.get(one.subject, Subject(one.subject)),
        period=one.period,
        opened_on=one.opened_on,
        due=due,
        act_by=act_by,
        is_typed=typed is not None,
        is_confirmed=typed is not None or one.is_confirmed,
        untold=() if due is None else rules.workdays.untold(due, due),
        urgency=urgency(due, act_by, today, rules.workdays, leads),
        progress=stands,
        steps=steps,
        dismissal=dismissal,
        note=known.note if known is not None else "",
        is_recorded=known is not None,
        told_on=tuple(told),
    )


def _new(elsewhere: Iterable[Step], steps: Iterable[Step]) -> list[Step]:
    """What other records tell and no step does: a state that a person has written is not told twice."""
    written = {one.state for one in steps}
    return [one for one in elsewhere if one.state not in written]
