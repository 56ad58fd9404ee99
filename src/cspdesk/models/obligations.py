"""Duties of reporting: what an organisation was told of the law, and what it did about each obligation."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, MappedColumn

from cspdesk.domain.fields import Field, Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Part, Record, field

CONFIRMED, DISMISSED = "confirmed", "dismissed"
"""Groups that mean something only together: who stands for what, and who set a duty aside and why."""


def _kept(number: int, label: str, type: str, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as base.field
    """A field that stays in the organisation."""
    return field(number, label, type, **{"audience": "organisation", **facts})


class DutyRule(Record):
    """A rule as this organisation knows it: over the shipped one of its duty and version."""

    facts = Facts(63, N_("Rule"), N_("Rules"), stream="common", title="code", keys=("code", "version"))

    code: Mapped[str | None] = _kept(
        6301, N_("Duty"), "code", choices="duty", required=True, example="MOJ_FUNDS_NOTICE"
    )
    version: Mapped[int | None] = _kept(
        6302, N_("Version"), "integer", required=True, least=1, most=9_999, example=1
    )
    valid_from: Mapped[str | None] = _kept(6303, N_("Law from"), "date", merge=Merge.MUST_DECIDE)
    valid_to: Mapped[str | None] = _kept(6304, N_("Law until"), "date", merge=Merge.MUST_DECIDE)
    legal_forms: Mapped[str | None] = _kept(6305, N_("For whom"), "codes", choices="legal_form")
    only: Mapped[str | None] = _kept(6306, N_("Only for"), "code", choices="duty_bound")
    opens_on: Mapped[str | None] = _kept(6307, N_("Opened by"), "code", choices="duty_opener")
    due: Mapped[str | None] = _kept(
        6308,
        N_("Due"),
        "text",
        merge=Merge.MUST_DECIDE,
        example="event+10d",
        help=N_("As event+10d, event+5w (working days), period_end+31d, 04-01, request or agreement+30d."),
    )
    calendar: Mapped[str | None] = _kept(6309, N_("Country of the calendar"), "code", example="TJ")
    roll: Mapped[str | None] = _kept(6310, N_("On a day off"), "code", choices="due_roll")
    leads: Mapped[str | None] = _kept(
        6311, N_("Reminders, working days before"), "text", example="30 14 7 3 1"
    )
    addressee: Mapped[str | None] = _kept(6312, N_("Addressee"), "text", search=True)
    needs: Mapped[str | None] = _kept(6313, N_("What a filing needs"), "codes", choices="filing_need")
    basis: Mapped[str | None] = _kept(6314, N_("Basis"), "text", search=True)
    confirmed: Mapped[str | None] = _kept(
        6315,
        N_("Confirmed"),
        "codes",
        choices="rule_part",
        group=CONFIRMED,
        merge=Merge.MUST_DECIDE,
        example=["date"],
    )
    confirmed_by: Mapped[str | None] = _kept(
        6316, N_("Confirmed by"), "text", group=CONFIRMED, merge=Merge.MUST_DECIDE
    )
    confirmed_on: Mapped[str | None] = _kept(
        6317, N_("Confirmed on"), "date", group=CONFIRMED, merge=Merge.MUST_DECIDE
    )
    confirmed_note: Mapped[str | None] = _kept(
        6318,
        N_("Confirmed by what"),
        "longtext",
        group=CONFIRMED,
        merge=Merge.MUST_DECIDE,
        help=N_("A letter with its number, or a text of law with its article."),
    )


class Holiday(Record):
    """A day on which offices are closed, or a day of the weekend on which they are open."""

    facts = Facts(64, N_("Holiday"), N_("Holidays"), stream="common", title="name", keys=("country", "on"))

    country: Mapped[str | None] = _kept(6401, N_("Country"), "code", required=True, example="TJ")
    on: Mapped[str | None] = _kept(
        6402,
        N_("Day"),
        "text",
        required=True,
        example="2026-03-20",
        help=N_("One day, or month and day of every year: 03-21."),
    )
    name: Mapped[str | None] = _kept(6403, N_("Name"), "text", search=True, example="Idi Ramazon")
    announced: Mapped[int | None] = _kept(
        6404, N_("Announced each year"), "boolean", help=N_("Its day is made known anew each year.")
    )
    works: Mapped[int | None] = _kept(
        6405, N_("Working day"), "boolean", help=N_("A day of the weekend that was made a working day.")
    )
    confirmed: Mapped[int | None] = _kept(6406, N_("Confirmed"), "boolean")


class Obligation(Record):
    """A duty with its due date, as far as something was done about it; until then rules alone tell it."""

    facts = Facts(
        65,
        N_("Obligation"),
        N_("Obligations"),
        stream="finance",
        title="duty",
        date="opened_on",
        keys=("duty", "subject", "period"),
        holds=(
            Field(
                6540,
                N_("Steps"),
                "parts",
                name="steps",
                of="filing_step",
                merge=Merge.GROW,
                audience="organisation",
            ),
            Field(
                6541,
                N_("Attachments"),
                "parts",
                name="attachments",
                of="attachment",
                merge=Merge.GROW,
                audience="organisation",
            ),
            Field(6542, N_("Links"), "parts", name="links", of="link", merge=Merge.GROW),
        ),
    )

    duty: Mapped[str | None] = _kept(
        6501, N_("Duty"), "code", choices="duty", required=True, example="MOJ_FUNDS_NOTICE"
    )
    rule_version: Mapped[int | None] = _kept(6502, N_("Version of the rule"), "integer", least=1, most=9_999)
    subject: Mapped[bytes | None] = _kept(
        6503, N_("About"), "reference", help=N_("The receipt or the agreement; empty for the organisation.")
    )
    period: Mapped[str | None] = _kept(
        6504,
        N_("Period"),
        "text",
        example="2026-H1",
        help=N_("Of a letter or a change its day."),
    )
    opened_on: Mapped[str | None] = _kept(6505, N_("Opened on"), "date")
    due: Mapped[str | None] = _kept(
        6506,
        N_("Due on"),
        "date",
        merge=Merge.MUST_DECIDE,
        help=N_("Only where somebody told another date than the rule."),
    )
    dismissed_reason: Mapped[str | None] = _kept(
        6507, N_("Dismissed because"), "text", group=DISMISSED, merge=Merge.MUST_DECIDE
    )
    dismissed_by: Mapped[str | None] = _kept(
        6508, N_("Dismissed by"), "text", group=DISMISSED, merge=Merge.MUST_DECIDE
    )
    dismissed_role: Mapped[str | None] = _kept(
        6509,
        N_("Dismissed as"),
        "code",
        choices="dismissing_role",
        group=DISMISSED,
        merge=Merge.MUST_DECIDE,
    )
    dismissed_on: Mapped[str | None] = _kept(
        6510, N_("Dismissed on"), "date", group=DISMISSED, merge=Merge.MUST_DECIDE
    )
    note: Mapped[str | None] = _kept(6511, N_("Note"), "longtext", search=True)


class FilingStep(Part):
    """One thing done about an obligation: on which day, under which numbers, by whom, with which proof."""

    facts = Facts(
        66, N_("Step"), N_("Steps"), stream="finance", title="state", date="on", parents=("obligation",)
    )

    state: Mapped[str | None] = _kept(
        6601,
        N_("Step"),
        "code",
        choices="filing_state",
        required=True,
        merge=Merge.MUST_DECIDE,
        example="receipt_notice_filed",
    )
    on: Mapped[str | None] = _kept(
        6602, N_("Day"), "date", required=True, merge=Merge.MUST_DECIDE, example="2026-11-18"
    )
    outgoing_no: Mapped[str | None] = _kept(
        6603, N_("Outgoing number"), "text", search=True, merge=Merge.MUST_DECIDE
    )
    incoming_no: Mapped[str | None] = _kept(
        6604, N_("Incoming number"), "text", search=True, merge=Merge.MUST_DECIDE
    )
    register_entry: Mapped[str | None] = _kept(
        6605, N_("Entry of the register"), "text", search=True, merge=Merge.MUST_DECIDE
    )
    channel: Mapped[str | None] = _kept(6606, N_("How it was handed in"), "code", choices="filing_channel")
    signer: Mapped[str | None] = _kept(6607, N_("Signed by"), "text")
    reason: Mapped[str | None] = _kept(6608, N_("Reason"), "longtext", search=True)
    document: Mapped[bytes | None] = _kept(
        6609, N_("Document"), "reference", help=N_("The refund, or what the bank gave back.")
    )
    scan: Mapped[bytes | None] = _kept(
        6610, N_("Scan"), "attachment", help=N_("A file that is attached to the obligation.")
    )
    link: Mapped[str | None] = _kept(6611, N_("Address on the web"), "text")
