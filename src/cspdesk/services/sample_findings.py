"""What the sample workspace's people said, by grouping: the regional findings of a public briefing.

The concerns and requests follow Saferworld, "Uniting civil society: improving joint responses for
security and peace" (July 2020), in our own words.  Every number made of them is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.text import N_


@dataclass(frozen=True, slots=True)
class Finding:
    """One concern as people put it: topic, words, usual severity and who is affected."""

    theme: str
    words: str
    severity: int
    affected: tuple[str, ...] = ("all",)


@dataclass(frozen=True, slots=True)
class Asked:
    """What people asked for: words, topic, level, and who could do it."""

    words: str
    theme: str
    level: str
    who: str


@dataclass(frozen=True, slots=True)
class Region:
    """A grouping's findings and the districts in which the sample's meetings were held."""

    grouping: str
    districts: tuple[str, str, str, str]
    findings: tuple[Finding, ...]
    quote: str
    """Words that belong to the first finding, reworded so that nobody can be traced."""
    asked: tuple[Asked, ...]


_SUGHD = (
    Finding("POL-TRUST", N_("People do not turn to the police, because they do not trust them"), 4),
    Finding("CORR", N_("Bribes hold back trade, though there is work and a market"), 3),
    Finding("CRIME-UNREP", N_("Thefts are not reported, because nothing follows"), 3),
    Finding("POL-TRANSP", N_("Nobody hears what the district police have done in a year"), 2),
)
_SUGHD_ASKED = (
    Asked(N_("District and regional police that share information openly"), "POL-TRANSP", "region", "police"),
    Asked(N_("Regular public reports by the neighbourhood police"), "POL-TRUST", "district", "police"),
    Asked(N_("Lessons on the law for residents"), "LEGAL-KNOW", "district", "own"),
)
_HOME = Finding(
    "GBV-DOM", N_("Quarrels at home turn into violence, and in-laws make it worse"), 5, ("women", "girls")
)

REGIONS: tuple[Region, ...] = (
    Region(
        "sughd",
        ("3505404", "3505256", "3505410", "3505413"),
        _SUGHD,
        N_("They ask first whether you know somebody."),
        _SUGHD_ASKED,
    ),
    Region(
        "kulob",
        ("3507405", "3507205", "3507232", "3507226"),
        (
            Finding("POL-TRUST", N_("Police officers come from elsewhere and do not know the people"), 4),
            Finding("POL-TRANSP", N_("There is hardly a way to reach the Ministry with a question"), 3),
            Finding("LEGAL-KNOW", N_("People do not know what the law gives them"), 2),
        ),
        N_("We do not know their names, and they do not know ours."),
        (
            Asked(
                N_("Meetings at which police and residents talk every month"),
                "POL-TRUST",
                "district",
                "police",
            ),
            *_SUGHD_ASKED[1:],
        ),
    ),
    Region(
        "gbao",
        ("3590401", "3590226", "3590220", "3590204"),
        (
            Finding("YOUTH-EXCL", N_("Young people are blamed and nobody asks them"), 4, ("youth",)),
            Finding(
                "YOUTH-UNEMP",
                N_("More than half of the young people have no work"),
                4,
                ("young_women", "young_men"),
            ),
            Finding("POL-TRUST", N_("Tension between law enforcement and residents"), 4),
            Finding("LAND-STATE", N_("Land is exchanged by a decision from far away"), 3),
        ),
        N_("They talk about us, and never with us."),
        (
            Asked(N_("Regular talks with young women and men"), "YOUTH-EXCL", "region", "authority"),
            Asked(
                N_("Young people in every discussion of youth questions"),
                "YOUTH-EXCL",
                "district",
                "authority",
            ),
            Asked(
                N_("Exchanges and places of recreation for young people"), "YOUTH-UNEMP", "district", "own"
            ),
        ),
    ),
    Region(
        "rasht",
        ("3509036", "3509047", "3509074", "3509042"),
        (
            Finding("EDU-ACCESS", N_("Schools lack books and teachers"), 3, ("boys", "girls")),
            Finding("GENDER-NORM", N_("Girls leave school after class nine"), 3, ("girls",)),
            Finding(
                "VE-NARR", N_("Migrants are approached by recruiters far from home"), 4, ("migrant_families",)
            ),
            Finding("POL-TRUST", N_("Residents and authorities hardly speak with each other"), 3),
        ),
        N_("One book for four pupils, and it is older than they are."),
        (
            Asked(N_("Up-to-date materials for schools"), "EDU-ACCESS", "national", "authority"),
            Asked(N_("Incentives and pay that keep teachers"), "EDU-ACCESS", "national", "authority"),
            Asked(
                N_("Access for civil society and international organisations to schools"),
                "EDU-ACCESS",
                "region",
                "authority",
            ),
        ),
    ),
    Region(
        "drs",
        ("3509018", "3509038", "3509058", "3509081"),
        (
            _HOME,
            Finding(
                "MIGR", N_("Husbands leave for work, and families are left alone"), 3, ("migrant_families",)
            ),
            Finding("YOUTH-UNEMP", N_("No work near home, low incomes"), 3, ("youth",)),
            Finding("POL-TRUST", N_("People do not expect help when they ask for it"), 3),
        ),
        N_("At home they say: bear it, everybody does."),
        (
            Asked(
                N_("Room for those who promote the rights of vulnerable people"),
                "GBV-DOM",
                "district",
                "authority",
            ),
            Asked(
                N_("Violence at home is called what it is, and answered for"),
                "GBV-DOM",
                "national",
                "authority",
            ),
            Asked(
                N_("Women’s rights on the agenda of the government"), "GENDER-NORM", "national", "authority"
            ),
        ),
    ),
    Region(
        "bokhtar",
        ("3507217", "3507401", "3507203", "3507209"),
        (
            _HOME,
            Finding("GENDER-NORM", N_("A girl is told what she may not become"), 3, ("girls", "young_women")),
            Finding("EDU-ACCESS", N_("Daughters are not sent to study in the city"), 2, ("girls",)),
        ),
        N_("I was told that this is no matter for outsiders."),
        (
            Asked(
                N_("Talks with young women and men on how to live together"), "GENDER-NORM", "district", "own"
            ),
            Asked(
                N_("Room for those who promote the rights of vulnerable people"),
                "GBV-DOM",
                "district",
                "authority",
            ),
            Asked(
                N_("Women’s rights on the agenda of the government"), "GENDER-NORM", "national", "authority"
            ),
        ),
    ),
)
