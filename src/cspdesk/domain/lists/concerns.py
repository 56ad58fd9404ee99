"""What communities are concerned about, and how a concern is weighed.

The themes come from the regional priorities in Saferworld's briefing "Uniting civil society"
(July 2020) and from its definition of community safety; the codes are this program's own.  A theme is
named as a topic, without blame and without a label for people.  Themes whose mere record may harm
somebody carry the default sensitivity *high*.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

THEMES = CodeList(
    "concern_theme",
    (
        Choice(
            "POL-TRUST",
            N_("Trust between people and police"),
            N_("Police and people keep apart; people do not turn to the police for help."),
        ),
        Choice(
            "POL-ABUSE",
            N_("Treatment by law enforcement"),
            N_("In general terms only: no names, no date, no place of a single case."),
            "high",
        ),
        Choice(
            "POL-TRANSP",
            N_("Information from the district police"),
            N_("No public reports, no answers, no meetings with residents."),
        ),
        Choice("CORR", N_("Corruption"), N_("Payments or favours asked for what is due by law.")),
        Choice(
            "CRIME-UNREP",
            N_("Crimes not reported"),
            N_("People do not report, or what they report is not followed up."),
        ),
        Choice(
            "GBV-DOM",
            N_("Domestic violence"),
            N_(
                "What the group said in general, in-laws included. Never a case: no time, village or kinship."
            ),
            "high",
        ),
        Choice(
            "GBV-SEX",
            N_("Sexual violence"),
            N_("Only as a topic of the group. Incidents are never recorded; offer the referral sheet."),
            "high",
        ),
        Choice(
            "GBV-MARR",
            N_("Early or forced marriage"),
            N_("What the group said in general; never a family or a girl."),
            "high",
        ),
        Choice(
            "GENDER-NORM",
            N_("Gender stereotypes, girls kept from school"),
            N_("Expectations that narrow the choices of women, men, girls or boys."),
        ),
        Choice(
            "EDU-ACCESS",
            N_("Access to good education"),
            N_("Schools, materials, teachers and their pay."),
        ),
        Choice(
            "YOUTH-EXCL",
            N_("Young people left out of public life"),
            N_("Young people are blamed or not asked where their questions are decided."),
        ),
        Choice(
            "YOUTH-UNEMP",
            N_("Unemployment of young people"),
            N_("No work, or no work that fits what was learned."),
        ),
        Choice(
            "YOUTH-CRIME",
            N_("Offences by young people"),
            N_("Fights, theft, damage; what is done, never by whom."),
        ),
        Choice(
            "MIGR",
            N_("Labour migration and families left behind"),
            N_("Departure for work, return, families without support, deception of migrants."),
        ),
        Choice(
            "VE-NARR",
            N_("Manipulation by violent groups"),
            N_("What people hear and fear in general. Never write who is suspected."),
            "high",
        ),
        Choice(
            "CONF-COMM",
            N_("Conflict between communities"),
            N_("Water, pasture, land, markets, celebrations."),
        ),
        Choice(
            "CONF-BORDER",
            N_("Border incident"),
            N_("Consequences for residents near the border; nothing about posts and forces."),
        ),
        Choice(
            "LAND-STATE",
            N_("Decisions on land and resources"),
            N_("Land, water and resources decided without those who live there."),
            "high",
        ),
        Choice("DRUGS", N_("Drugs"), N_("Use and sale as residents see them; no houses, no people.")),
        Choice("ROAD", N_("Road safety"), N_("Crossings, lighting, speed, the way to school.")),
        Choice(
            "MINES",
            N_("Mines and explosive remnants"),
            N_("Tell the competent body at once; here only that it was raised."),
        ),
        Choice(
            "FIRE",
            N_("Fire safety"),
            N_("Wiring, stoves, water for fire-fighting, the way of the fire brigade."),
        ),
        Choice(
            "HAZARD", N_("Natural hazards"), N_("Mudflow, avalanche, flood, landslide, earthquake, drought.")
        ),
        Choice(
            "GOV-SERV",
            N_("Services of local authorities"),
            N_("Water, power, roads, papers, reception of citizens."),
        ),
        Choice(
            "LEGAL-KNOW",
            N_("Legal literacy"),
            N_("People do not know their rights or where to turn."),
        ),
        Choice(
            "COVID",
            N_("Effects of COVID-19"),
            N_("Health, income, school, aid and how it was spent."),
        ),
        Choice("OTHER", N_("Other concern"), N_("Say it in a few words, without names.")),
    ),
)

SEVERITY = CodeList(
    "severity",
    (
        Choice("1", N_("1: a nuisance"), N_("Unpleasant, yet daily life goes on as before.")),
        Choice(
            "2",
            N_("2: disturbs the daily life of some"),
            N_("Some people change their habits because of it."),
        ),
        Choice(
            "3",
            N_("3: harms livelihood, schooling or movement"),
            N_("People lose income, miss school or no longer go where they need to."),
        ),
        Choice(
            "4",
            N_("4: a threat to physical safety"),
            N_("People have been hurt or fear to be hurt."),
        ),
        Choice(
            "5",
            N_("5: an immediate threat to life"),
            N_("Lives are in danger now, or violence between groups is near. Act first, record later."),
        ),
    ),
)

FREQUENCY = CodeList(
    "frequency",
    (
        Choice("rare", N_("Rarely")),
        Choice("monthly", N_("Monthly")),
        Choice("weekly", N_("Weekly")),
        Choice("daily", N_("Daily")),
    ),
)

TREND = CodeList(
    "trend",
    (Choice("better", N_("Better")), Choice("same", N_("The same")), Choice("worse", N_("Worse"))),
)

SCALE = CodeList(
    "scale",
    (
        Choice("few", N_("Few"), N_("Single households or a small group.")),
        Choice("many", N_("Many"), N_("A large part of the residents.")),
        Choice("all", N_("All residents"), N_("Nearly everybody who lives here.")),
    ),
)

TIME_PATTERNS = CodeList(
    "time_pattern",
    (
        Choice("any", N_("At any time")),
        Choice("day", N_("In daylight")),
        Choice("night", N_("In the evening and at night")),
        Choice("school", N_("On the way to and from school")),
        Choice("market", N_("On market days")),
        Choice("events", N_("At weddings and celebrations")),
        Choice("spring", N_("In spring")),
        Choice("summer", N_("In summer")),
        Choice("autumn", N_("In autumn")),
        Choice("winter", N_("In winter")),
        Choice("irregular", N_("Without a pattern")),
    ),
)

CAUSE_KINDS = CodeList(
    "cause_kind",
    (
        Choice("root", N_("Root cause"), N_("What lies beneath and would bring the concern back.")),
        Choice("proximate", N_("Direct cause"), N_("What sets it off now.")),
    ),
)

RANKING_METHODS = CodeList(
    "ranking_method",
    (
        Choice(
            "votes", N_("By votes"), N_("Everybody has a number of votes; women and men are counted apart.")
        ),
        Choice("pairs", N_("By comparing pairs"), N_("Each concern is compared with each other one.")),
        Choice("consensus", N_("By agreement"), N_("The group talked until all could live with the order.")),
    ),
)

ALL = (THEMES, SEVERITY, FREQUENCY, TREND, SCALE, TIME_PATTERNS, CAUSE_KINDS, RANKING_METHODS)
