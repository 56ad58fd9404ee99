"""What the organisation does and asks for: activities and recommendations."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Field, Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Record, beside, field


class Activity(Record):
    """Something the organisation does about concerns."""

    facts = Facts(
        30,
        N_("Activity"),
        N_("Activities"),
        title="title",
        date="starts",
        holds=(
            Field(
                3020, N_("Participants"), "parts", name="participants", of="participants", merge=Merge.GROW
            ),
            Field(3021, N_("Officials present"), "parts", name="officials", of="official", merge=Merge.GROW),
            Field(
                3022,
                N_("Attachments"),
                "parts",
                name="attachments",
                of="attachment",
                merge=Merge.GROW,
                audience="organisation",
            ),
            Field(3023, N_("Links"), "parts", name="links", of="link", merge=Merge.GROW),
        ),
    )

    title: Mapped[str | None] = field(
        3001,
        N_("Title"),
        "text",
        required=True,
        search=True,
        audience="public",
        tag="#activity+name",
        example="Legal literacy evening",
    )
    type: Mapped[str | None] = field(
        3002,
        N_("Kind of activity"),
        "code",
        choices="activity_type",
        required=True,
        audience="public",
        tag="#activity+type",
        example="training",
    )
    description: Mapped[str | None] = field(3003, N_("Description"), "longtext", search=True)
    project: Mapped[str | None] = field(
        3004, N_("Project"), "text", search=True, audience="donor", tag="#activity+project"
    )
    agreement: Mapped[bytes | None] = field(
        3005, N_("Agreement"), "reference", of="agreement", audience="donor"
    )
    place: Mapped[str | None] = field(
        3006, N_("Place"), "place", index=True, audience="public", tag="#adm2+code"
    )
    starts: Mapped[str | None] = field(
        3007,
        N_("Begins on"),
        "date",
        required=True,
        audience="public",
        tag="#date+start",
        example="2026-11-18",
    )
    ends: Mapped[str | None] = field(3008, N_("Ends on"), "date", audience="public", tag="#date+end")
    state: Mapped[str | None] = field(
        3009, N_("State"), "code", choices="activity_state", audience="donor", tag="#status"
    )
    answers: Mapped[str | None] = field(
        3010, N_("Concerns it answers"), "codes", choices="concern_theme", audience="public"
    )
    cost: Mapped[int | None] = field(
        3011, N_("Cost"), "amount", merge=Merge.MUST_DECIDE, audience="donor", tag="#value"
    )
    cost_currency: Mapped[str | None] = beside(Text)
    result: Mapped[str | None] = field(3012, N_("Result"), "longtext", search=True, audience="donor")
    joint: Mapped[str | None] = field(
        3013, N_("Together with an authority"), "code", choices="yes_no", audience="donor"
    )
    lead: Mapped[bytes | None] = field(
        3014, N_("Who leads it"), "reference", of="person", stream="people", audience="organisation"
    )
    people: Mapped[int | None] = field(
        3015,
        N_("People reached"),
        "integer",
        merge=Merge.MUST_DECIDE,
        least=0,
        most=10_000_000,
        audience="donor",
        tag="#reached",
        help=N_("Only where the grid of participants could not be filled."),
    )


class Recommendation(Record):
    """What is asked of an authority, on which level, and what became of it."""

    facts = Facts(
        31,
        N_("Recommendation"),
        N_("Recommendations"),
        title="words",
        date="handed_over_on",
        holds=(
            Field(
                3120,
                N_("Attachments"),
                "parts",
                name="attachments",
                of="attachment",
                merge=Merge.GROW,
                audience="organisation",
            ),
            Field(3121, N_("Links"), "parts", name="links", of="link", merge=Merge.GROW),
        ),
    )

    words: Mapped[str | None] = field(
        3101,
        N_("Recommendation"),
        "text",
        required=True,
        search=True,
        audience="public",
        authority=True,
        example="Regular public reports by the district police",
    )
    theme: Mapped[str | None] = field(
        3102, N_("Concern"), "code", choices="concern_theme", audience="public", authority=True
    )
    level: Mapped[str | None] = field(
        3103,
        N_("Level"),
        "code",
        choices="level",
        required=True,
        audience="public",
        authority=True,
        example="district",
    )
    place: Mapped[str | None] = field(3104, N_("Place"), "place", index=True, audience="public")
    addressee: Mapped[bytes | None] = field(
        3105, N_("Addressed to"), "reference", of="body", audience="donor", authority=True
    )
    post: Mapped[str | None] = field(
        3106, N_("Post"), "text", audience="organisation", help=N_("The office, never the person.")
    )
    legal_basis: Mapped[str | None] = field(3107, N_("Legal basis"), "text", search=True, audience="public")
    state: Mapped[str | None] = field(
        3108, N_("State"), "code", choices="recommendation_state", audience="donor", index=True
    )
    form: Mapped[str | None] = field(
        3109, N_("How it was handed over"), "code", choices="recommendation_form", audience="donor"
    )
    handed_over_on: Mapped[str | None] = field(3110, N_("Handed over on"), "date", audience="donor")
    outgoing_no: Mapped[str | None] = field(3111, N_("Outgoing number"), "text", audience="organisation")
    incoming_no: Mapped[str | None] = field(
        3112, N_("Incoming number"), "text", merge=Merge.MUST_DECIDE, audience="organisation"
    )
    answer_due: Mapped[str | None] = field(3113, N_("Answer due by"), "date", audience="organisation")
    answered_on: Mapped[str | None] = field(
        3114, N_("Answered on"), "date", merge=Merge.MUST_DECIDE, audience="donor"
    )
    answer: Mapped[str | None] = field(3115, N_("Answer"), "longtext", search=True)
    follows: Mapped[bytes | None] = field(
        3116,
        N_("Grew out of"),
        "reference",
        of="recommendation",
        help=N_("The recommendation of a lower level that this one takes further."),
    )
    outcome: Mapped[str | None] = field(3117, N_("Outcome"), "longtext", search=True, audience="donor")
