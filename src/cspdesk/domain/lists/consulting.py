"""How a consultation was held: method, venue, language, consent, safety.

Consent is asked scope by scope; a scope without a yes is stripped from what leaves the desk.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

METHODS = CodeList(
    "method",
    (
        Choice("focus_group", N_("Focus group")),
        Choice("key_informant", N_("Key informant interview")),
        Choice("community_meeting", N_("Community meeting")),
        Choice("round_table", N_("Round table"), N_("With representatives of authorities.")),
        Choice("working_group", N_("Working group meeting")),
        Choice("household_visit", N_("Household visit")),
        Choice("survey", N_("Survey")),
        Choice("written_appeal", N_("Written appeal")),
        Choice("hotline", N_("Hotline summary"), N_("Numbers and topics; never a single call.")),
        Choice("online", N_("Online")),
    ),
)

VENUES = CodeList(
    "venue",
    (
        Choice("school", N_("School")),
        Choice("jamoat_hall", N_("Jamoat hall")),
        Choice("home", N_("Home")),
        Choice("mosque", N_("Mosque")),
        Choice("office", N_("Office")),
        Choice("health_house", N_("Health house")),
        Choice("library", N_("Library or house of culture")),
        Choice("outdoors", N_("Outdoors")),
        Choice("phone", N_("By phone")),
        Choice("online", N_("Online")),
        Choice("other", N_("Other")),
    ),
)

LANGUAGES = CodeList(
    "language",
    (
        Choice("tg", N_("Tajik")),
        Choice("ru", N_("Russian")),
        Choice("uz", N_("Uzbek")),
        Choice("ky", N_("Kyrgyz")),
        Choice(
            "pamiri",
            N_("Pamiri languages"),
            N_("With a small place, the language may tell who was there."),
            "moderate",
        ),
        Choice("sign", N_("Sign language")),
        Choice("en", N_("English")),
        Choice("other", N_("Other language")),
    ),
)

CONSENT_FORMS = CodeList(
    "consent_form",
    (
        Choice("oral", N_("Oral consent"), N_("The usual form for a group: no list of names is made.")),
        Choice("written", N_("Written consent"), N_("Only for photos and recordings.")),
    ),
)

CONSENT_SCOPES = CodeList(
    "consent_scope",
    (
        Choice("notes", N_("Notes"), N_("Topics and numbers are written down, without names.")),
        Choice("photo", N_("Photos"), N_("Photos of the flipchart, or of people who said yes.")),
        Choice("audio", N_("Sound recording"), N_("To be deleted once the notes are complete.")),
        Choice("quotes", N_("Quotes"), N_("Words without a name, reworded where they could be traced.")),
        Choice("authorities", N_("Sharing with authorities"), N_("Only what the group agreed to share.")),
        Choice("publication", N_("Publication"), N_("Reports and media, without places and names.")),
    ),
)

CONSENT_ANSWERS = CodeList(
    "consent_answer",
    (
        Choice("yes", N_("Yes")),
        Choice("no", N_("No")),
        Choice("not_asked", N_("Not asked"), N_("Counts as no.")),
        Choice("withdrawn", N_("Consent withdrawn"), N_("Counts as no from the day of withdrawal.")),
    ),
)

OFFICIAL_PRESENCE = CodeList(
    "official_presence",
    (
        Choice("none", N_("Not there")),
        Choice("part", N_("There for a part of it")),
        Choice("throughout", N_("There throughout")),
        Choice("nr", N_("Not recorded")),
    ),
)

PERCEIVED_SAFETY = CodeList(
    "perceived_safety",
    (
        Choice("1", N_("1: very unsafe")),
        Choice("2", N_("2: rather unsafe")),
        Choice("3", N_("3: neither safe nor unsafe")),
        Choice("4", N_("4: rather safe")),
        Choice("5", N_("5: very safe")),
    ),
)

TRUST = CodeList(
    "trust",
    (
        Choice("1", N_("1: no trust")),
        Choice("2", N_("2: little trust")),
        Choice("3", N_("3: some trust")),
        Choice("4", N_("4: much trust")),
        Choice("5", N_("5: full trust")),
    ),
)

YES_NO = CodeList("yes_no", (Choice("yes", N_("Yes")), Choice("no", N_("No"))))

YES_NO_UNSURE = CodeList(
    "yes_no_unsure",
    (Choice("yes", N_("Yes")), Choice("no", N_("No")), Choice("unsure", N_("Unsure"))),
)

RISK_LEVELS = CodeList(
    "risk_level",
    (
        Choice("low", N_("Low risk"), N_("Nobody could come to harm for taking part.")),
        Choice(
            "medium",
            N_("Medium risk"),
            N_("Somebody could be put under pressure; say what was done about it."),
        ),
        Choice(
            "high", N_("High risk"), N_("Somebody could be harmed. Talk to the coordinator before you share.")
        ),
    ),
)

PROMISE_STATES = CodeList(
    "promise_state",
    (
        Choice("open", N_("Promised"), N_("The community waits to be told.")),
        Choice("kept", N_("Told to the community"), N_("Say how and when.")),
        Choice("changed", N_("Agreed anew"), N_("The community knows the new promise.")),
        Choice("not_kept", N_("Not kept"), N_("Say why, and whether the community knows.")),
    ),
)

FEEDBACK_CHANNELS = CodeList(
    "feedback_channel",
    (
        Choice("meeting", N_("Meeting")),
        Choice("visit", N_("Household visit")),
        Choice("phone", N_("By phone")),
        Choice("notice_board", N_("Notice board")),
        Choice("leaflet", N_("Leaflet")),
        Choice("media", N_("Radio, television or newspaper")),
        Choice("group_chat", N_("Message to a group")),
        Choice("other", N_("Other")),
    ),
)

ALL = (
    METHODS,
    VENUES,
    LANGUAGES,
    CONSENT_FORMS,
    CONSENT_SCOPES,
    CONSENT_ANSWERS,
    OFFICIAL_PRESENCE,
    PERCEIVED_SAFETY,
    TRUST,
    YES_NO,
    YES_NO_UNSURE,
    RISK_LEVELS,
    PROMISE_STATES,
    FEEDBACK_CHANNELS,
)
