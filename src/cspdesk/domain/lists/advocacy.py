"""What is done about concerns: activities, recommendations, and the bodies that answer them.

The path of a recommendation follows the briefing of July 2020: agreed by members, handed over at the
local level, answered, carried out, confirmed by the community, then a level higher.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

ACTIVITY_TYPES = CodeList(
    "activity_type",
    (
        Choice("training", N_("Training")),
        Choice("round_table", N_("Round table discussion")),
        Choice("awareness", N_("Awareness campaign")),
        Choice("dialogue_police", N_("Dialogue with the police")),
        Choice("debate", N_("Debate")),
        Choice("camp", N_("Camp")),
        Choice("exchange_visit", N_("Exchange visit")),
        Choice("media", N_("Work with media")),
        Choice("small_grant", N_("Small grant")),
        Choice("mentoring", N_("Mentoring"), N_("Support for a member organisation over time.")),
        Choice("legal_advice", N_("Legal advice"), N_("The number of people only."), "moderate"),
        Choice("distribution", N_("Distribution"), N_("Goods given out, with recipients counted.")),
        Choice("service", N_("Service"), N_("Help for people: numbers only.")),
        Choice("monitoring", N_("Monitoring of aid spent")),
        Choice("bulletin", N_("Information bulletin"), N_("For example on public health.")),
        Choice(
            "public_report", N_("Public report by police"), N_("The police tell residents about their work.")
        ),
        Choice("advocacy_meeting", N_("Meeting with an authority")),
        Choice("coordination", N_("Meeting of members")),
        Choice("other", N_("Other activity")),
    ),
)

ACTIVITY_STATES = CodeList(
    "activity_state",
    (
        Choice("planned", N_("Planned")),
        Choice("doing", N_("Under way")),
        Choice("done", N_("Carried out")),
        Choice("dropped", N_("Dropped"), N_("Say why.")),
    ),
)

RECOMMENDATION_STATES = CodeList(
    "recommendation_state",
    (
        Choice("draft", N_("Draft recommendation")),
        Choice("agreed", N_("Agreed by members")),
        Choice("sent", N_("Sent"), N_("Handed over, with its outgoing number.")),
        Choice("acknowledged", N_("Receipt confirmed"), N_("With the incoming number of the body.")),
        Choice("answered", N_("Answered")),
        Choice("accepted", N_("Accepted")),
        Choice("partly_accepted", N_("Partly accepted")),
        Choice("declined", N_("Declined"), N_("With the reason that was given.")),
        Choice("no_answer", N_("No answer"), N_("The time for an answer is over.")),
        Choice("implemented", N_("Implemented")),
        Choice("partly_implemented", N_("Partly implemented")),
        Choice("verified", N_("Verified in the community"), N_("Residents say that it is so.")),
        Choice("closed", N_("Closed")),
    ),
)

RECOMMENDATION_FORMS = CodeList(
    "recommendation_form",
    (
        Choice("letter", N_("Letter")),
        Choice("meeting", N_("Meeting")),
        Choice("round_table", N_("Round table")),
        Choice("report", N_("Report")),
        Choice("public_council", N_("Public council")),
        Choice("parliament", N_("Address to parliament")),
        Choice("joint_submission", N_("Joint submission")),
        Choice("un_body", N_("UN body")),
        Choice("media", N_("Work with media")),
    ),
)

COMMITMENT_STATES = CodeList(
    "commitment_state",
    (
        Choice("open", N_("Promised")),
        Choice("kept", N_("Kept")),
        Choice("partly_kept", N_("Partly kept")),
        Choice("not_kept", N_("Not kept")),
    ),
)

BODY_TYPES = CodeList(
    "body_type",
    (
        Choice("cppt", N_("Community policing partnership team")),
        Choice("public_council", N_("Public council")),
        Choice(
            "working_group", N_("Working group"), N_("Agencies, civil society and residents in one body.")
        ),
        Choice("hukumat", N_("Local executive authority"), N_("Of a district, city or region.")),
        Choice("jamoat", N_("Jamoat")),
        Choice("mahalla_committee", N_("Mahalla committee")),
        Choice("mia", N_("Ministry of Internal Affairs")),
        Choice("mia_department", N_("Department of internal affairs"), N_("Of a district, city or region.")),
        Choice("neighbourhood_police", N_("Neighbourhood police")),
        Choice("gender_unit", N_("Gender-sensitive police unit")),
        Choice("moj", N_("Ministry of Justice")),
        Choice("justice_department", N_("Justice department")),
        Choice("women_committee", N_("Committee on Women and Family Affairs"), N_("And its local sections.")),
        Choice("youth_committee", N_("Committee on Youth and Sports"), N_("And its local sections.")),
        Choice("education_department", N_("Education department")),
        Choice("migration_service", N_("Migration Service")),
        Choice("prosecutor", N_("Prosecutor’s office")),
        Choice("ombudsman", N_("Commissioner for Human Rights")),
        Choice("court", N_("Court")),
        Choice("parliament", N_("Parliament")),
        Choice("ministry", N_("Other ministry or agency")),
        Choice("border_service", N_("Border service")),
        Choice("emergency", N_("Committee of Emergency Situations")),
        Choice("school", N_("School")),
        Choice("health_house", N_("Health house")),
        Choice("hospital", N_("Hospital or health centre")),
        Choice("religious", N_("Religious association")),
        Choice("crisis_centre", N_("Crisis centre"), "", "moderate"),
        Choice("community_group", N_("Community group")),
        Choice("cso", N_("Civil society organisation")),
        Choice("coalition", N_("Coalition")),
        Choice("media", N_("Media")),
        Choice("business", N_("Business")),
        Choice("intl_org", N_("International organisation")),
        Choice("embassy", N_("Embassy")),
        Choice("un_body", N_("UN body"), N_("Treaty bodies and reviews: UPR, CEDAW, CAT and others.")),
        Choice("other", N_("Other")),
    ),
)

ALL = (
    ACTIVITY_TYPES,
    ACTIVITY_STATES,
    RECOMMENDATION_STATES,
    RECOMMENDATION_FORMS,
    COMMITMENT_STATES,
    BODY_TYPES,
)
