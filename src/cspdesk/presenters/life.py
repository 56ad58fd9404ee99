"""The life of an agreement as events on their days: signed, came, told, expected, due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.codelists import label_of
from cspdesk.domain.money import quotient
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.presenters.agreement_page import AgreementPage, amount_of, day_of, rows
from cspdesk.services.duties.views import ObligationView

_CAME = frozenset({"receipt_registered", "receipt_reported", "receipt_closed", "receipt_not_notifiable"})
_WAITS = frozenset({"receipt_received", "receipt_notice_drafted", "receipt_notice_filed"})


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event: ``shape`` is ``done``, ``open`` (expected), ``due`` or ``late``; ``opens`` a kind and id."""

    key: str
    day: date
    words: Msg
    amount: tuple[int, str] | None = None
    shape: str = "done"
    opens: tuple[str, str] = ("", "")
    state: Msg | None = None


@dataclass(frozen=True, slots=True)
class LifeFacts:
    """The span of an agreement, its events, and how much is gone, in tenths of a per cent."""

    first: date
    last: date
    events: tuple[LifeEvent, ...]
    time: int
    spent: int


def life_of(page: AgreementPage) -> LifeFacts | None:
    """The life of an agreement; None where it has neither a day nor an event."""
    today, view = page.books.day, page.view
    events = sorted(_events(page, today), key=lambda one: (one.day, one.key))
    starts = day_of(view.fields.get("starts")) or day_of(view.fields.get("signed_on"))
    ends = _ends(page)
    days = [one for one in (starts, ends, *(event.day for event in events)) if one is not None]
    if not days:
        return None
    first, last = min(days), max(days)
    begin, end = starts or first, ends or last
    whole = max(1, (end - begin).days)
    gone = min(whole, max(0, (today - begin).days))
    spent = 0
    if page.figures is not None and page.figures.budget:
        spent = page.figures.budget[-1].per_mille or 0
    return LifeFacts(first, last, tuple(events), quotient(1000 * gone, whole), spent)


def _ends(page: AgreementPage) -> date | None:
    """The last day, by the amendments signed until today."""
    ends = day_of(page.view.fields.get("ends"))
    if page.figures is not None:
        for amendment in sorted(page.figures.agreement.amendments, key=lambda one: one.signed):
            if amendment.signed <= page.books.day and amendment.end is not None:
                ends = amendment.end
    return ends


def _events(page: AgreementPage, today: date) -> Iterator[LifeEvent]:
    view = page.view
    signed = day_of(view.fields.get("signed_on"))
    if signed is not None:
        yield LifeEvent("signed", signed, msg(N_("Signed")))
    if page.figures is not None:
        for at, amendment in enumerate(page.figures.agreement.amendments):
            yield LifeEvent(f"amendment:{at}", amendment.signed, msg(N_("Amendment")))
    came = 0
    for fund in page.receipts:
        day = day_of(fund.fields.get("credited_on"))
        state = str(fund.fields.get("state", ""))
        if day is None or state == "receipt_expected":
            continue
        came += 1
        yield LifeEvent(
            f"fund:{fund.id}",
            day,
            msg(N_("Received")),
            amount_of(fund.fields.get("amount")),
            "due" if state in _WAITS else "done",
            ("fund", fund.id),
            label_of("receipt_state", state) if state else None,
        )
    yield from _expected(page, today, came)
    ends = _ends(page)
    if ends is not None:
        yield LifeEvent("ends", ends, msg(N_("Ends")), shape="open" if ends >= today else "done")
    for duty in page.duties:
        yield from _duty(duty, today)


def _duty(duty: ObligationView, today: date) -> Iterator[LifeEvent]:
    """A notice or a report: what was done about it, and the day on which it is due while it waits."""
    opens = ("obligation", duty.id)
    for step in duty.steps:
        state = label_of("receipt_state" if duty.is_notice else "duty_state", step.state)
        yield LifeEvent(f"step:{duty.id}:{step.id}", step.on, duty.label, opens=opens, state=state)
    if duty.due is not None and duty.waits:
        shape = "late" if duty.due < today else "due"
        yield LifeEvent(f"duty:{duty.id}", duty.due, duty.label, shape=shape, opens=opens)


def _expected(page: AgreementPage, today: date, came: int) -> Iterator[LifeEvent]:
    """Payments that were expected beyond those that came."""
    for at, tranche in enumerate(rows(page.view, "tranches")):
        day = day_of(tranche.get("due"))
        number = tranche.get("number")
        place = number if isinstance(number, int) else at + 1
        if day is not None and place > came:
            yield LifeEvent(
                f"tranche:{at}",
                day,
                msg(N_("Payment expected")),
                amount_of(tranche.get("amount")),
                "late" if day < today else "open",
            )
