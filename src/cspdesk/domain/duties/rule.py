"""A rule: dated data that says what opens a duty, whose it is, when it falls due, and what is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from cspdesk.domain.duties.due import NONE

DUTY, DATE = "duty", "date"
PARTS: Final = (DUTY, DATE)
"""What of a rule a person can confirm: that the duty exists, and when it falls due."""

LEADS: Final = (30, 14, 7, 3, 1)
"""Working days before the day to act at which a duty is told, where its rule names no others."""

OPENERS: Final = (
    *("receipt", "tranche", "half_year", "quarter", "month", "year"),
    *("agreement_period", "letter", "change"),
)
"""What can open a duty."""

AT_FILING: Final = ("outgoing_no", "channel", "link")
PROOF: Final = ("incoming_no", "scan", "register_entry")
NEEDS: Final = (*AT_FILING, *PROOF)
"""What a rule can ask of a filing: at once, and as its proof when the addressee has stamped it."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who stood for which parts of a rule, on which day and by what."""

    parts: tuple[str, ...] = ()
    by: str = ""
    on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRule:
    """One version of a duty's rule.  Days ``valid_from`` to ``valid_to`` are those of what opens it.

    ``only`` narrows whom it binds beside the legal form: ``employer`` or nothing.  ``calendar`` is the
    country whose holidays count.  ``addressee`` and ``basis`` are words for people.
    """

    code: str
    version: int = 1
    valid_from: date | None = None
    valid_to: date | None = None
    legal_forms: tuple[str, ...] = ()
    only: str = ""
    opens_on: str = ""
    due: str = ""
    calendar: str = "TJ"
    roll: str = NONE
    leads: tuple[int, ...] = LEADS
    addressee: str = ""
    needs: tuple[str, ...] = ()
    basis: str = ""
    confirmed: Confirmation = Confirmation()
    is_shipped: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """What names this version."""
        return self.code, self.version

    def is_confirmed(self, part: str) -> bool:
        """Whether somebody stands for a part of it."""
        return part in self.confirmed.parts

    def holds_on(self, day: date) -> bool:
        """Whether this version is law for what happens on a day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)

    def binds(self, legal_form: str, *, employer: bool) -> bool:
        """Whether an organisation has this duty.  One whose form is not recorded has every duty."""
        fits = not self.legal_forms or not legal_form or legal_form in self.legal_forms
        return fits and (self.only != "employer" or employer)


@dataclass(frozen=True, slots=True)
class Rules:
    """Every version of every rule; an organisation's own lie over the shipped ones."""

    all: tuple[DutyRule, ...] = ()

    @staticmethod
    def of(shipped: Iterable[DutyRule], own: Iterable[DutyRule] = ()) -> Rules:
        """The shipped rules with an organisation's own, which win over a shipped one of their version."""
        held = {one.key: one for one in shipped}
        held.update((one.key, one) for one in own)
        return Rules(tuple(held[key] for key in sorted(held)))

    def on(self, code: str, day: date) -> DutyRule | None:
        """The newest version of a duty that is law on a day."""
        found = [one for one in self.all if one.code == code and one.holds_on(day)]
        return max(found, key=lambda one: one.version, default=None)

    def version(self, code: str, version: int) -> DutyRule | None:
        """One version by its name."""
        return next((one for one in self.all if one.key == (code, version)), None)

    def codes(self) -> tuple[str, ...]:
        """Every duty, in order."""
        return tuple(dict.fromkeys(one.code for one in self.all))

    def opened_by(self, opens_on: str, day: date) -> tuple[DutyRule, ...]:
        """What an event of a day opens."""
        found = (self.on(code, day) for code in self.codes())
        return tuple(one for one in found if one is not None and one.opens_on == opens_on)
