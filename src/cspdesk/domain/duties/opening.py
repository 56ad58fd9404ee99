"""What happened, and which obligations that opens: a function of rules and records, alike on every desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from cspdesk.domain.duties import due
from cspdesk.domain.duties.rule import DutyRule, Rules
from cspdesk.domain.duties.shipped import HALVES
from cspdesk.domain.duties.workdays import Workdays
from cspdesk.domain.ids import RecordId
from cspdesk.domain.periods import Period, period

_OBLIGATIONS: Final = UUID("6f0c8f0a-5a3c-5f43-9f2e-2a1f6a5f1c63")
"""The namespace of computed ids; it never changes, or two desks would open one duty twice."""

ORGANISATION: Final = ""
"""The subject of a duty of the whole organisation, when nothing narrower opens it."""

_FORMS: Final = {
    "half_year": tuple(f"{{year}}-H{n}" for n in (1, 2)),
    "quarter": tuple(f"{{year}}-Q{n}" for n in (1, 2, 3, 4)),
    "month": tuple(f"{{year}}-{n:02}" for n in range(1, 13)),
    "year": ("{year}",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that can open duties: a receipt, the end of a period, a letter, a change.

    ``subject`` is the record that it is about, ``codes`` the only duties it can open (empty: every one
    that its kind opens), ``asked`` a day that a letter or an agreement names, ``agreed`` the agreement's
    own term.
    """

    opens_on: str
    day: date
    subject: str = ORGANISATION
    period: str = ""
    codes: tuple[str, ...] = ()
    asked: date | None = None
    agreed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An obligation as a rule opens it.  ``due`` is None where the date is unknown: somebody has to ask."""

    id: RecordId
    rule: DutyRule
    subject: str
    period: str
    opened_on: date
    due: date | None
    act_by: date | None
    is_confirmed: bool
    """Whether somebody stands for the date."""
    untold: tuple[int, ...] = ()
    """Years whose announced holidays nobody has entered, so that the day to act may be earlier."""


def obligation_id(code: str, subject: str, of_period: str) -> RecordId:
    """The id of an obligation: UUID version 5 of its rule, subject and period."""
    return RecordId(uuid5(_OBLIGATIONS, f"{code}|{subject}|{of_period}").bytes)


def opened(
    happenings: Iterable[Happening],
    rules: Rules,
    workdays: Workdays,
    legal_form: str,
    *,
    employer: bool,
) -> tuple[Opened, ...]:
    """Every obligation that follows, each once, the first due first and unknown dates at the end."""
    found: dict[RecordId, Opened] = {}
    for one in happenings:
        for rule in rules.opened_by(one.opens_on, one.day):
            wanted = (not one.codes or rule.code in one.codes) and _is_its_half(rule.code, one.period)
            if wanted and rule.binds(legal_form, employer=employer):
                made = _opened(one, rule, workdays)
                found.setdefault(made.id, made)
    return tuple(sorted(found.values(), key=lambda one: (one.due is None, one.due or one.opened_on, one.id)))


def _opened(one: Happening, rule: DutyRule, workdays: Workdays) -> Opened:
    end = period(one.period).last if one.period else None
    term = due.read(rule.due)
    when = due.When(one.day, end, one.asked, one.agreed)
    day = due.falls(term, when, workdays, roll=rule.roll)
    return Opened(
        id=obligation_id(rule.code, one.subject, one.period),
        rule=rule,
        subject=one.subject,
        period=one.period,
        opened_on=one.day,
        due=day,
        act_by=None if day is None else workdays.at_or_before(day),
        is_confirmed=_stands(one, rule, term),
        untold=() if day is None else workdays.untold(day, day),
    )


def _stands(one: Happening, rule: DutyRule, term: due.DueTerm) -> bool:
    """A date that the letter or the agreement names needs nobody's confirmation."""
    if term.start == "agreement" and (one.asked or one.agreed):
        return True
    return rule.is_confirmed("date")


def _is_its_half(code: str, of_period: str) -> bool:
    wanted = HALVES.get(code)
    return wanted is None or of_period.endswith(wanted)


def periods(form: str, first: date, last: date) -> Iterator[Period]:
    """The half-years, quarters, months or years that end within a span, in order."""
    for year in range(first.year, last.year + 1):
        for written in _FORMS[form]:
            one = period(written.format(year=f"{year:04}"))
            if first <= one.last <= last:
                yield one


def ends_of(form: str, first: date, last: date, *, codes: tuple[str, ...] = ()) -> Iterator[Happening]:
    """The ends of an organisation's periods within a span: each opens its duties on the day after."""
    for one in periods(form, first, last):
        yield Happening(opens_on=form, day=one.last + timedelta(days=1), period=one.code, codes=codes)
