"""The sections of a consultation's form: every field of the kind stands in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cspdesk.domain.text import N_


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section: its key, its heading, its fields in order, and a sentence under the heading."""

    key: str
    heading: str
    fields: tuple[str, ...]
    note: str = ""


SECTIONS: Final[tuple[FormSection, ...]] = (
    FormSection(
        "meeting",
        N_("Meeting"),
        (
            *("title", "held_on", "place", "method", "groups", "languages"),
            *("venue", "starts", "minutes", "local_no", "co_hosts"),
        ),
    ),
    FormSection("held_by", N_("Held by"), ("facilitator", "note_taker", "interpreter")),
    FormSection(
        "participants",
        N_("Participants"),
        ("participants", "disability_source", "police_present", "officials"),
        N_("People are counted, not named."),
    ),
    FormSection(
        "consent",
        N_("Consent"),
        (
            *("script_read", "consent_form", "consent_notes", "consent_photo", "consent_audio"),
            *("consent_quotes", "consent_authorities", "consent_publication"),
        ),
        N_("A scope without a yes is left out of whatever leaves the desk."),
    ),
    FormSection("concerns", N_("Concerns"), ("rank_method", "concerns")),
    FormSection("causes", N_("Causes and what helps"), ("causes", "capacities")),
    FormSection("ideas", N_("Ideas"), ("ideas", "proposals")),
    FormSection(
        "steps",
        N_("Agreed steps"),
        ("resolution", "promises"),
        N_("What was promised back, and by when the community will be told."),
    ),
    FormSection(
        "quotes",
        N_("Quotes"),
        ("quotes",),
        N_("Words without a name, reworded where they could be traced."),
    ),
    FormSection("safety", N_("Safety felt"), ("safety_day", "safety_night", "police_trust", "would_report")),
    FormSection(
        "care",
        N_("Do no harm"),
        ("harm_risk", "referral_offered", "harm_incident", "harm_told", "harm_mitigation"),
    ),
    FormSection("summary", N_("Summary"), ("summary",)),
    FormSection("sharing", N_("Sharing"), ("ceiling", "sensitivity", "lifecycle")),
    FormSection("files", N_("Files and links"), ("attachments", "links")),
)

ADD_WORDS: Final = {
    "officials": N_("Add officials"),
    "concerns": N_("Add a concern"),
    "causes": N_("Add a cause"),
    "capacities": N_("Add what helps"),
    "ideas": N_("Add an idea"),
    "promises": N_("Add a promise"),
    "quotes": N_("Add a quote"),
}
HIDDEN_WHERE_SENSITIVE: Final = ("harm_incident",)
"""Free text about a case is not asked for where the topic alone may harm somebody."""
