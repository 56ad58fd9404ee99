"""Obligations in the words of a page: a row of the list, what the rule says, what was spent too early."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cspdesk.domain.duties import notice, urgency
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.duties import wording
from cspdesk.services.duties.early import EarlyView
from cspdesk.services.duties.views import ObligationView

_AS_IT_BEGINS: Final = frozenset(("open", notice.RECEIVED))
"""States that say nothing more than that the obligation is listed."""
_TONES: Final = {
    urgency.OVERDUE: "bad",
    urgency.ACT_NOW: "warn",
    urgency.SOON: "warn",
    urgency.UNKNOWN: "warn",
}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One obligation in a list, in the person's words."""

    key: str
    title: str
    second: str
    right: str
    right_tone: str
    state: str
    tone: str
    group: str


def row(one: ObligationView, words: Translator) -> DutyRow:
    """An obligation as the list shows it."""
    t, waits = words.t, one.waits
    return DutyRow(
        one.id,
        t(one.label),
        " · ".join(text for text in (_when(one, words), wording.about(one, words)) if text),
        # that a date is unknown stands above
        t(wording.left(one)) if waits and one.urgency.level != urgency.UNKNOWN else "",
        _TONES.get(one.urgency.level, "") if waits else "",
        "" if one.progress.state in _AS_IT_BEGINS else t(wording.state(one.progress.state)),
        wording.tone(one),
        _group(one, words),
    )


def _when(one: ObligationView, words: Translator) -> str:
    """The due date alone: that it is one the place in the list says."""
    if one.due is None:
        return ""
    day = words.formats.day(one.due)
    return day if one.is_confirmed else words.t(msg(N_("{day}, not confirmed"), day=day))


def _group(one: ObligationView, words: Translator) -> str:
    t = words.t
    if one.progress.is_done:
        return t(N_("Done")) if one.progress.is_proven else t(N_("Proof is missing"))
    if one.urgency.level == urgency.OVERDUE:
        return t(N_("Late"))
    if one.due is None:
        return t(N_("Date unknown: ask"))
    day = one.act_by or one.due
    if one.urgency.level in {urgency.ACT_NOW, urgency.SOON}:
        return t(N_("Now"))
    return words.formats.month_heading(day.year, day.month)


def facts(one: ObligationView, words: Translator) -> list[tuple[str, str]]:
    """What the rule says of it."""
    t, formats, rule = words.t, words.formats, one.rule
    confirmed = rule.confirmed
    told_on = formats.listed([formats.day(day) for day in one.told_on[-3:]])
    pairs = [
        (N_("Due"), _when(one, words) or t(wording.due_words(one))),
        (N_("Act by"), f"{formats.day(one.act_by)}, {formats.weekday(one.act_by)}" if one.act_by else ""),
        (N_("Opened on"), formats.day(one.opened_on)),
        (N_("Addressee"), t(rule.addressee) if rule.addressee else ""),
        (N_("Basis"), t(rule.basis) if rule.basis else ""),
        (N_("Confirmed by"), ", ".join(x for x in (confirmed.by, confirmed.note) if x)),
        (N_("Reminds on"), told_on if one.waits else ""),
        (N_("Note"), one.note),
    ]
    return [(t(label), text) for label, text in pairs if text]


def early(one: EarlyView, kind: str, words: Translator) -> str:
    """What was spent before its money was registered, in a sentence; ``kind`` names the document."""
    told = msg(
        N_("{day}: {what} took {amount} of {agreement} before the money was registered."),
        day=one.day,
        what=one.words.title or one.words.number or words.t(kind),
        amount=words.formats.amount_with_code(*one.over),
        agreement=one.agreement_name,
    )
    return words.t(told)
