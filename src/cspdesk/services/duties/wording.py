"""An obligation in words, the same on the screen, on paper and on the command line."""

from __future__ import annotations

from cspdesk.domain.codelists import label_of
from cspdesk.domain.duties import due, notice, urgency
from cspdesk.domain.duties.notice import Step
from cspdesk.domain.periods import period
from cspdesk.domain.text import N_, DayOfYear, Msg, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.duties.views import ObligationView

_BAD = frozenset({notice.REFUSED})
_ON_ITS_WAY = frozenset({notice.FILED, "filed"})


def duty(code: str) -> Msg:
    """A duty."""
    return label_of("duty", code)


def term(text: str) -> Msg:
    """A due date of a rule, as people say it."""
    found = due.read(text)
    count = found.count
    if found.start == "yearly":
        return msg(N_("by {day} of each year"), day=DayOfYear(found.month, found.day))
    if found.start == "request":
        return msg(N_("on the day that the letter names"))
    if found.start == "agreement":
        return msg(N_("as the agreement says"))
    if not found.is_set:
        return msg(N_("not known: ask"))
    return _term("event" if found.start == "event" else "period", found.unit, count)


def _term(after: str, unit: str, n: int) -> Msg:
    """So many days, working days or months after an event or a period."""
    match after, unit:
        case "event", "d":
            return plural(N_("{n} day after"), N_("{n} days after"), n)
        case "event", "w":
            return plural(N_("{n} working day after"), N_("{n} working days after"), n)
        case "event", _:
            return plural(N_("{n} month after"), N_("{n} months after"), n)
        case _, "d":
            return plural(N_("{n} day after the period"), N_("{n} days after the period"), n)
        case _, "w":
            return plural(N_("{n} working day after the period"), N_("{n} working days after the period"), n)
        case _:
            return plural(N_("{n} month after the period"), N_("{n} months after the period"), n)


def state(code: str) -> Msg:
    """A state, of a notice or of another duty."""
    return label_of("receipt_state" if code.startswith("receipt_") else "duty_state", code)


def tone(one: ObligationView) -> str:
    """How a state looks: plain, accent, good, warn or bad."""
    progress = one.progress
    if progress.state in _BAD or progress.quarrels:
        return "bad"
    if progress.state == "dismissed":
        return "plain"
    if progress.is_proven:
        return "good"
    if progress.state in _ON_ITS_WAY:
        return "accent"
    return "plain"


def step_title(step: Step) -> Msg:
    """What a step came to."""
    return label_of("filing_state", step.state)


def need(name: str) -> Msg:
    """Something that is lacking."""
    return label_of("filing_need", name)


def is_period(text: str) -> bool:
    """Whether a text names a period; that of a letter names its day."""
    try:
        period(text)
    except ValueError:
        return False
    return True


def span(one: ObligationView, words: Translator) -> str:
    """The period in words; empty where it has none that people know."""
    if not is_period(one.period):
        return ""
    found = period(one.period)
    return words.formats.period(found.first, found.last)


def about(one: ObligationView, words: Translator) -> str:
    """What it is about: the receipt with its amount and day, the agreement, the period."""
    formats, subject = words.formats, one.subject
    said = []
    if subject.amount is not None:
        said.append(formats.amount_with_code(*subject.amount))
    if subject.kind == "fund" and subject.day is not None:
        said.append(formats.day(subject.day))
    said += [text for text in (subject.title, span(one, words)) if text]
    if not said and not one.subject.id:
        said.append(formats.day(one.opened_on))
    return " · ".join(said)


def left(one: ObligationView) -> Msg:
    """How long is left, by working days to the day to act."""
    found = one.urgency
    if found.level == urgency.UNKNOWN:
        return msg(N_("date unknown: ask"))
    if found.level == urgency.OVERDUE:
        return plural(N_("{n} day late"), N_("{n} days late"), found.late)
    if found.left == 0:
        return msg(N_("act today"))
    return plural(N_("{n} working day"), N_("{n} working days"), found.left)


def due_words(one: ObligationView) -> Msg:
    """The date, and whether somebody stands for it."""
    if one.due is None:
        return msg(N_("Date unknown: ask"))
    if one.is_confirmed:
        return msg(N_("Due {day}"), day=one.due)
    return msg(N_("Due {day}, not confirmed"), day=one.due)


def doubts(one: ObligationView) -> tuple[Msg, ...]:
    """What about the date is not sure, in whole sentences."""
    found = []
    if one.due is not None and not one.is_confirmed:
        found.append(msg(N_("This date is not confirmed.")))
    if one.untold:
        found.append(
            msg(
                N_("Holidays that are announced are not entered for {years}: the day to act may be earlier."),
                years=", ".join(map(str, one.untold)),
            )
        )
    return tuple(found)


def quarrels(one: ObligationView) -> tuple[Msg, ...]:
    """Steps of one day that exclude each other, in words."""
    return tuple(
        msg(
            N_("Two desks wrote for {day}: {one} and {other}. Remove the one that is wrong."),
            day=first.on,
            one=_told_apart(first),
            other=_told_apart(second),
        )
        for first, second in one.progress.quarrels
    )


def _told_apart(step: Step) -> Msg:
    """A step with the number that tells it from another of its state."""
    number = step.incoming_no or step.register_entry or step.outgoing_no
    title = step_title(step)
    return msg("{title} {number}", title=title, number=number) if number else title


def numbers(step: Step, words: Translator) -> str:
    """The numbers of a step, each with what it is."""
    said = [
        (N_("out {number}"), step.outgoing_no),
        (N_("in {number}"), step.incoming_no),
        (N_("register {number}"), step.register_entry),
    ]
    return ", ".join(words.t(msg(text, number=number)) for text, number in said if number)


def manner(step: Step, words: Translator) -> str:
    """By whom and how a step was done, and why."""
    channel = words.t(label_of("filing_channel", step.channel)) if step.channel else ""
    return ", ".join(text for text in (step.signer, channel, step.reason, step.link) if text)
