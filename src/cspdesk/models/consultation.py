"""Consultations: one meeting with a community, and what was said in it."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Field, Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Record, field

CONSENT = ("yes", "not_asked", "no", "withdrawn")
"""From least to most protective: a wider consent never wins over a narrower one unseen."""


class Consultation(Record):
    """One meeting with a community."""

    facts = Facts(
        10,
        N_("Consultation"),
        N_("Consultations"),
        title="title",
        date="held_on",
        holds=(
            Field(
                1030,
                N_("Participants"),
                "parts",
                name="participants",
                of="participants",
                merge=Merge.GROW,
                help=N_("How many people of each sex and age took part. People are counted, not named."),
            ),
            Field(
                1031,
                N_("Officials present"),
                "parts",
                name="officials",
                of="official",
                merge=Merge.GROW,
                sensitivity="moderate",
            ),
            Field(
                1032, N_("Concerns"), "parts", name="concerns", of="concern", merge=Merge.GROW, required=True
            ),
            Field(
                1033,
                N_("Causes"),
                "parts",
                name="causes",
                of="cause",
                merge=Merge.GROW,
                sensitivity="moderate",
            ),
            Field(
                1034, N_("What already helps"), "parts", name="capacities", of="capacity", merge=Merge.GROW
            ),
            Field(1035, N_("Ideas"), "parts", name="ideas", of="idea", merge=Merge.GROW),
            Field(
                1036, N_("Quotes"), "parts", name="quotes", of="quote", merge=Merge.GROW, sensitivity="high"
            ),
            Field(
                1037,
                N_("Promises to the community"),
                "parts",
                name="promises",
                of="promise",
                merge=Merge.GROW,
            ),
            Field(
                1038,
                N_("Attachments"),
                "parts",
                name="attachments",
                of="attachment",
                merge=Merge.GROW,
                sensitivity="high",
                audience="organisation",
            ),
            Field(1039, N_("Links"), "parts", name="links", of="link", merge=Merge.GROW),
        ),
    )

    title: Mapped[str | None] = field(
        1001,
        N_("Title"),
        "text",
        required=True,
        search=True,
        example="Women's group, Hisor district",
        help=N_("A few words by which your organisation will know the meeting. No names of people."),
    )
    local_no: Mapped[str | None] = field(
        1002, N_("Own number"), "text", search=True, audience="organisation", example="K-14"
    )
    held_on: Mapped[str | None] = field(
        1003,
        N_("Date held"),
        "date",
        required=True,
        tag="#date+occurred",
        example="2026-11-09",
        audience="donor",
        help=N_("The day, or only the month or quarter where the day could harm somebody."),
    )
    starts: Mapped[str | None] = field(1004, N_("Start"), "text", audience="organisation", example="10:00")
    minutes: Mapped[int | None] = field(
        1005, N_("Minutes"), "integer", least=0, most=2880, audience="organisation", example=100
    )
    place: Mapped[str | None] = field(
        1006,
        N_("Place"),
        "place",
        required=True,
        index=True,
        tag="#adm2+code",
        sensitivity="moderate",
        audience="public",
        authority=True,
        example="3509038",
        help=N_("District, or a jamoat or village that your organisation has added."),
    )
    venue: Mapped[str | None] = field(1007, N_("Venue"), "code", choices="venue", audience="organisation")
    method: Mapped[str | None] = field(
        1008, N_("Method"), "code", choices="method", audience="public", authority=True
    )
    groups: Mapped[str | None] = field(
        1009, N_("Groups"), "codes", choices="group_consulted", audience="donor"
    )
    languages: Mapped[str | None] = field(
        1010,
        N_("Languages spoken"),
        "codes",
        choices="language",
        sensitivity="moderate",
        audience="organisation",
    )
    co_hosts: Mapped[str | None] = field(1011, N_("Held together with"), "text", audience="organisation")
    facilitator: Mapped[bytes | None] = field(
        1012,
        N_("Facilitator"),
        "reference",
        of="person",
        stream="people",
        sensitivity="moderate",
        audience="organisation",
    )
    note_taker: Mapped[bytes | None] = field(
        1013,
        N_("Note taker"),
        "reference",
        of="person",
        stream="people",
        sensitivity="moderate",
        audience="organisation",
    )
    interpreter: Mapped[bytes | None] = field(
        1014,
        N_("Interpreter"),
        "reference",
        of="person",
        stream="people",
        sensitivity="moderate",
        audience="organisation",
    )
    script_read: Mapped[int | None] = field(
        1015, N_("Consent script read aloud"), "boolean", audience="donor"
    )
    consent_form: Mapped[str | None] = field(
        1016, N_("Form of consent"), "code", choices="consent_form", audience="organisation"
    )
    consent_notes: Mapped[str | None] = field(
        1017, N_("Notes may be kept"), "code", choices="consent_answer", merge=Merge.SAFER, order=CONSENT
    )
    consent_photo: Mapped[str | None] = field(
        1018, N_("Photos may be taken"), "code", choices="consent_answer", merge=Merge.SAFER, order=CONSENT
    )
    consent_audio: Mapped[str | None] = field(
        1019, N_("Sound may be recorded"), "code", choices="consent_answer", merge=Merge.SAFER, order=CONSENT
    )
    consent_quotes: Mapped[str | None] = field(
        1020, N_("Words may be quoted"), "code", choices="consent_answer", merge=Merge.SAFER, order=CONSENT
    )
    consent_authorities: Mapped[str | None] = field(
        1021,
        N_("May be told to authorities"),
        "code",
        choices="consent_answer",
        merge=Merge.SAFER,
        order=CONSENT,
    )
    consent_publication: Mapped[str | None] = field(
        1022, N_("May be published"), "code", choices="consent_answer", merge=Merge.SAFER, order=CONSENT
    )
    police_present: Mapped[str | None] = field(
        1023,
        N_("Police present"),
        "code",
        choices="official_presence",
        sensitivity="moderate",
        help=N_("Whether police were in the room changes what people say."),
    )
    disability_source: Mapped[str | None] = field(
        1024, N_("How disability was counted"), "code", choices="disability_source"
    )
    summary: Mapped[str | None] = field(1025, N_("Summary"), "longtext", search=True, audience="organisation")
    rank_method: Mapped[str | None] = field(
        1026, N_("How concerns were ranked"), "code", choices="ranking_method"
    )
    safety_day: Mapped[int | None] = field(
        1027, N_("Safety felt by day"), "integer", choices="perceived_safety", least=1, most=5
    )
    safety_night: Mapped[int | None] = field(
        1028, N_("Safety felt at night"), "integer", choices="perceived_safety", least=1, most=5
    )
    police_trust: Mapped[int | None] = field(
        1029, N_("Trust in the police"), "integer", choices="trust", least=1, most=5, sensitivity="moderate"
    )
    would_report: Mapped[str | None] = field(
        1040, N_("Would report a crime"), "code", choices="yes_no_unsure", sensitivity="moderate"
    )
    referral_offered: Mapped[int | None] = field(
        1041,
        N_("Referral sheet offered"),
        "boolean",
        audience="organisation",
        help=N_("If somebody tells of violence: stop, listen, offer the sheet, write nothing down."),
    )
    harm_risk: Mapped[str | None] = field(
        1042,
        N_("Risk to participants"),
        "code",
        choices="risk_level",
        required=True,
        sensitivity="moderate",
        audience="organisation",
    )
    harm_incident: Mapped[str | None] = field(
        1043,
        N_("Incident during the meeting"),
        "longtext",
        stream="sensitive",
        sensitivity="severe",
        audience="team",
    )
    harm_told: Mapped[str | None] = field(
        1044, N_("Who was told"), "text", stream="sensitive", sensitivity="severe", audience="team"
    )
    harm_mitigation: Mapped[str | None] = field(
        1045,
        N_("What was done to protect people"),
        "longtext",
        stream="sensitive",
        sensitivity="severe",
        audience="team",
    )
    sensitivity: Mapped[str | None] = field(
        1046,
        N_("Sensitivity"),
        "code",
        choices="sensitivity",
        merge=Merge.SAFER,
        order=("low", "moderate", "high", "severe"),
    )
    ceiling: Mapped[str | None] = field(
        1047,
        N_("Who will read this"),
        "code",
        choices="audience",
        merge=Merge.SAFER,
        order=("public", "donor", "coalition", "organisation", "team"),
        help=N_("The widest circle that may read what was recorded here."),
    )
    lifecycle: Mapped[str | None] = field(1048, N_("State"), "code", choices="lifecycle", index=True)
    proposals: Mapped[str | None] = field(
        1049, N_("What people proposed"), "longtext", search=True, audience="organisation"
    )
    resolution: Mapped[str | None] = field(
        1050, N_("What was agreed"), "longtext", search=True, audience="organisation"
    )
