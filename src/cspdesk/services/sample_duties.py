"""The sample's obligations: what was filed, registered and is still to come; numbers are invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from cspdesk.domain.duties.notice import Step
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.duties.register import Duties
from cspdesk.services.workspace import Workspace

_FILED_AFTER, _REGISTERED_AFTER = timedelta(7), timedelta(17)
_REPORTED_AFTER = timedelta(24)
_LATE = 20
"""Days between a receipt and its notice, its registration; between a half-year and its report; and after
which a tax return was surely sent."""


def fill_duties(
    workspace: Workspace, translator: Translator, halves: tuple[Period, Period], today: date
) -> None:
    """Say what was done about the sample's receipts and its older half-year."""
    organisation = workspace.records.list("organisation").records[0].id
    workspace.records.set(organisation, {"legal_form": "public_association"})
    receipts = workspace.records.list("fund", sort="credited_on", limit=50).records
    obligations = [
        {
            "duty": "MOJ_FUNDS_NOTICE",
            "rule_version": 1,
            "subject": one.id,
            "opened_on": str(one.fields["credited_on"]),
            "steps": steps,
        }
        for number, one in enumerate(receipts, 11)
        if (steps := list(_steps(one.fields, number, translator)))
    ]
    half = halves[0]
    handed_in = half.last + _REPORTED_AFTER
    if handed_in <= today:
        obligations.append(
            {
                "duty": f"MOJ_FIN_{half.code[-2:]}",
                "rule_version": 1,
                "period": half.code,
                "opened_on": (half.last + timedelta(1)).isoformat(),
                "steps": [_filed("filed", handed_in, 31)],
            }
        )
    workspace.records.add("obligation", obligations)
    _file_taxes(workspace, today)


def _file_taxes(workspace: Workspace, today: date) -> None:
    """Returns of months long past were sent; their receipts from the tax office are not scanned yet."""
    duties = Duties(workspace.context, workspace.records)
    for number, one in enumerate(duties.list(today), 1):
        if one.code == "TAX_MONTHLY" and one.due is not None and one.urgency.late > _LATE:
            sent = Step(
                state="filed", on=one.due - timedelta(2), outgoing_no=f"S-T{number}", channel="e_portal"
            )
            duties.step(one, sent)


def _steps(fields: Mapping[str, object], number: int, translator: Translator) -> Iterator[dict[str, object]]:
    """The steps that the state of a receipt tells of."""
    came, state = date.fromisoformat(str(fields["credited_on"])), fields.get("state")
    if state in {"receipt_notice_filed", "receipt_registered"}:
        yield _filed("receipt_notice_filed", came + _FILED_AFTER, number)
    if state == "receipt_registered":
        yield {
            "state": state,
            "on": (came + _REGISTERED_AFTER).isoformat(),
            "register_entry": f"S-{number}",
        }
    if state == "receipt_not_notifiable":
        reason = translator.t(N_("A fee of our own members; decided in the sample."))
        yield {"state": state, "on": came.isoformat(), "signer": "D", "reason": reason}


def _filed(state: str, on: date, number: int) -> dict[str, object]:
    return {
        "state": state,
        "on": on.isoformat(),
        "outgoing_no": f"S-{number}/{on.year % 100:02}",
        "channel": "in_person",
        "signer": "D",
    }
