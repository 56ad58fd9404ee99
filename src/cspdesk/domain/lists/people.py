"""Who was there: people are counted by these codes, never named.

Age bands follow the state's definition of youth, 14 to 30 (note 9 of the briefing of July 2020): the
sum of the bands 14-17 and 18-30 is youth.  Disability is a count by what people said, or by an
observer who says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

SEX = CodeList(
    "sex",
    (
        Choice("f", N_("Women"), N_("Women and girls.")),
        Choice("m", N_("Men"), N_("Men and boys.")),
        Choice("x", N_("Other")),
        Choice("nr", N_("Not stated")),
    ),
)

AGE_BANDS = CodeList(
    "age_band",
    (
        Choice("0-13", N_("Under 14")),
        Choice("14-17", N_("14 to 17"), N_("Part of youth by state policy; a guardian’s consent is needed.")),
        Choice("18-30", N_("18 to 30"), N_("Part of youth by state policy.")),
        Choice("31-59", N_("31 to 59")),
        Choice("60+", N_("60 and over")),
        Choice("nr", N_("Not recorded")),
    ),
)


@dataclass(frozen=True, slots=True)
class AgeBounds:
    """First and last year of life of a band, both inside it; ``last`` is None where there is no end."""

    first: int
    last: int | None


AGE_BOUNDS: dict[str, AgeBounds] = {
    "0-13": AgeBounds(0, 13),
    "14-17": AgeBounds(14, 17),
    "18-30": AgeBounds(18, 30),
    "31-59": AgeBounds(31, 59),
    "60+": AgeBounds(60, None),
}

YOUTH = AgeBounds(14, 30)
YOUTH_LABEL = N_("14 to 30")


def bands_within(bounds: AgeBounds) -> tuple[str, ...]:
    """The codes of the bands that lie wholly inside ``bounds``, in order: youth is their sum."""
    return tuple(
        code
        for code, band in AGE_BOUNDS.items()
        if band.first >= bounds.first
        and (bounds.last is None or (band.last is not None and band.last <= bounds.last))
    )


DISABILITY = CodeList(
    "disability",
    (
        Choice("yes", N_("With a disability")),
        Choice("no", N_("Without a disability")),
        Choice("nr", N_("Not recorded")),
        Choice("refused", N_("Declined to answer")),
    ),
)

DISABILITY_SOURCES = CodeList(
    "disability_source",
    (
        Choice("asked", N_("People were asked in private"), N_("The six questions of the Washington Group.")),
        Choice("observed", N_("Counted by an observer"), N_("Counts what can be seen, so too few.")),
    ),
)

GROUPS_CONSULTED = CodeList(
    "group_consulted",
    (
        Choice("mixed", N_("Mixed")),
        Choice("women", N_("Women only")),
        Choice("men", N_("Men only")),
        Choice("youth", N_("Young people")),
        Choice("older", N_("Older people")),
        Choice("disability", N_("People with disabilities")),
        Choice("returned_migrants", N_("Returned migrants")),
        Choice("minority", N_("Minority")),
        Choice("officials", N_("Officials")),
        Choice("teachers", N_("Teachers")),
    ),
)

AFFECTED_GROUPS = CodeList(
    "affected_group",
    (
        Choice("all", N_("All residents")),
        Choice("women", N_("Women")),
        Choice("men", N_("Men")),
        Choice("girls", N_("Girls")),
        Choice("boys", N_("Boys")),
        Choice("young_women", N_("Young women"), N_("14 to 30 years old."), parent="youth"),
        Choice("young_men", N_("Young men"), N_("14 to 30 years old."), parent="youth"),
        Choice("youth", N_("Young people"), N_("14 to 30 years old.")),
        Choice("older", N_("Older people")),
        Choice("disability", N_("People with disabilities")),
        Choice("returned_migrants", N_("Returned migrants")),
        Choice("migrant_families", N_("Families of migrants")),
        Choice("low_income", N_("Low-income families")),
        Choice("women_heads", N_("Households headed by women")),
        Choice("minority", N_("Minority")),
        Choice("border", N_("Residents near the border")),
        Choice("teachers", N_("Teachers")),
        Choice("traders", N_("Traders and farmers")),
    ),
)

ROLES = CodeList(
    "role",
    (
        Choice("field", N_("Field officer"), N_("Records consultations and activities.")),
        Choice(
            "coordinator", N_("Coordinator"), N_("Reviews, approves and decides what goes to the coalition.")
        ),
        Choice("finance", N_("Finance officer"), N_("Keeps funds, expenses and reports on money.")),
        Choice(
            "administrator", N_("Administrator"), N_("Enrols devices and settles roles in the organisation.")
        ),
        Choice(
            "steward", N_("Coalition steward"), N_("Enrols organisations and prepares the joint picture.")
        ),
        Choice("inspector", N_("Inspector"), N_("Reads what an inspection is shown; changes nothing.")),
    ),
)

RESPONSIBLE_KINDS = CodeList(
    "responsible_kind",
    (
        Choice("own", N_("My organisation")),
        Choice("coalition", N_("The coalition")),
        Choice("member", N_("Another member of the coalition")),
        Choice("authority", N_("Authority")),
        Choice("police", N_("Police")),
        Choice("school", N_("School")),
        Choice("community_group", N_("Community group")),
        Choice("families", N_("Families")),
        Choice("business", N_("Business")),
        Choice("partner", N_("Partner")),
        Choice("other", N_("Other")),
    ),
)

ALL = (
    SEX,
    AGE_BANDS,
    DISABILITY,
    DISABILITY_SOURCES,
    GROUPS_CONSULTED,
    AFFECTED_GROUPS,
    ROLES,
    RESPONSIBLE_KINDS,
)
