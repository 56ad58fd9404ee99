"""What happened, and which obligations that opens: a function of rules and records, alike on every desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cspdesk.domain.duties import due
from cspdesk.domain.duties.rule import DutyRule, Rules
from cspdesk.domain.duties.shipped import HALVES
from cspdesk.domain.duties.workdays import Workdays
from cspdesk.domain.periods import Period, period

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
    own term.  ``period`` tells it from others of its subject, and ``ends`` is the period's last day where
    that is not its code's.
    """

    opens_on: str
    day: date
    subject: str = ORGANISATION
    period: str = ""
    codes: tuple[str, ...] = ()
    asked: date | None = None
    agreed: str = ""
    ends: date | None = None

    @property
    def period_end(self) -> date | None:
        """The last day of its period; None where it has none."""
        try:
            return self.ends or period(self.period).last
        except ValueError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An obligation as a rule opens it; duty, subject and period name it, so that two desks open one.

    ``due`` is None where the date is unknown: somebody has to ask.
    """

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

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it."""
        return self.rule.code, self.subject, self.period


def opened(
    happenings: Iterable[Happening],
    rules: Rules,
    workdays: Workdays,
    legal_form: str,
    *,
    employer: bool,
) -> tuple[Opened, ...]:
    """Every obligation that follows, each once, the first due first and unknown dates at the end."""
    found: dict[tuple[str, str, str], Opened] = {}
    for one in happenings:
        for rule in rules.opened_by(one.opens_on, one.day):
            wanted = (not one.codes or rule.code in one.codes) and _is_its_half(rule.code, one.period)
            if wanted and rule.binds(legal_form, employer=employer):
                made = opening_of(one, rule, workdays)
                found.setdefault(made.key, made)
    return tuple(sorted(found.values(), key=lambda one: (one.due is None, one.due or one.opened_on, one.key)))


def opening_of(one: Happening, rule: DutyRule, workdays: Workdays) -> Opened:
    """The obligation that something opens by a rule."""
    term = due.read(rule.due)
    when = due.When(one.day, one.period_end, one.asked, one.agreed)
    day = due.falls(term, when, workdays, roll=rule.roll)
    return Opened(
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
