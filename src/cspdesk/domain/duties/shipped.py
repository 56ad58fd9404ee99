"""The rules and fixed holidays that come with the program: data, and the only place that writes them.

What is not confirmed here was found in no text of the law that could be read in full; a person confirms
it, with what they read, and the program says "not confirmed" until then.  A change of law is a further
version with its first day; a version that was shipped stays.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from cspdesk.domain.duties.rule import DATE, DUTY, Confirmation, DutyRule
from cspdesk.domain.duties.workdays import Holiday
from cspdesk.domain.text import N_

_PA: Final = ("public_association",)
_STAMPED: Final = ("outgoing_no", "channel", "incoming_no", "scan")
_SENT: Final = ("scan",)

_REGISTERING: Final = N_("Registering body")
_KEEPER: Final = N_("Registering body, keeper of the register")
_PUBLIC: Final = N_("The public")
_TAX: Final = N_("Tax Committee")
_DONOR: Final = N_("Donor")

_MEMORY: Final = N_("From memory: not found in a text of law.")
_AGREEMENT: Final = N_("The agreement")

_SURE: Final = Confirmation((DUTY, DATE))
_EXISTS: Final = Confirmation((DUTY,))

_MINISTRY: Final = (
    DutyRule(
        code="MOJ_FUNDS_NOTICE",
        legal_forms=_PA,
        opens_on="receipt",
        due="event+10d",
        addressee=_KEEPER,
        needs=_STAMPED,
        basis=N_("Law on Public Associations, article 27; Government decree No. 149 of 31 March 2016"),
        valid_from=date(2016, 4, 7),
        confirmed=_EXISTS,
        is_shipped=True,
    ),
    *(
        DutyRule(
            code=code,
            legal_forms=_PA,
            opens_on="half_year",
            due="period_end+31d",
            addressee=_REGISTERING,
            needs=_STAMPED,
            basis=N_("Practice of the Ministry of Justice since 2019"),
            valid_from=date(2019, 1, 1),
            confirmed=_EXISTS,
            is_shipped=True,
        )
        for code in ("MOJ_FIN_H1", "MOJ_FIN_H2")
    ),
    DutyRule(
        code="MOJ_CONTINUE",
        legal_forms=_PA,
        opens_on="year",
        due="04-01",
        addressee=_REGISTERING,
        needs=_STAMPED,
        basis=N_("Law on Public Associations, article 25"),
        confirmed=_SURE,
        is_shipped=True,
    ),
    DutyRule(
        code="WEB_PUBLISH",
        legal_forms=_PA,
        opens_on="year",
        due="04-01",
        addressee=_PUBLIC,
        needs=("link",),
        basis=N_("Law on Public Associations, amendments of 2 January 2019, No. 1575"),
        valid_from=date(2019, 1, 2),
        confirmed=_EXISTS,
        is_shipped=True,
    ),
    DutyRule(
        code="MOJ_CHANGES",
        legal_forms=_PA,
        opens_on="change",
        due="event+30d",
        addressee=_REGISTERING,
        needs=_STAMPED,
        basis=_MEMORY,
        is_shipped=True,
    ),
    DutyRule(
        code="MOJ_ON_REQUEST",
        legal_forms=_PA,
        opens_on="letter",
        due="request",
        addressee=_REGISTERING,
        needs=_STAMPED,
        basis=N_("Law on Public Associations, article 25"),
        confirmed=_SURE,
        is_shipped=True,
    ),
)

_STATE: Final = (
    DutyRule(
        code="TAX_MONTHLY",
        only="employer",
        opens_on="month",
        due="period_end+15d",
        addressee=_TAX,
        needs=_SENT,
        basis=_MEMORY,
        is_shipped=True,
    ),
    *(
        DutyRule(
            code=code,
            opens_on="year",
            due="04-01",
            addressee=_TAX,
            needs=_SENT,
            basis=_MEMORY,
            is_shipped=True,
        )
        for code in ("TAX_ANNUAL", "ACC_BALANCE")
    ),
    DutyRule(
        code="SOC_INSURANCE",
        only="employer",
        opens_on="quarter",
        addressee=N_("Agency for Social Insurance and Pensions"),
        needs=_SENT,
        basis=_MEMORY,
        is_shipped=True,
    ),
    DutyRule(
        code="STAT",
        opens_on="year",
        addressee=N_("Agency on Statistics"),
        needs=_SENT,
        basis=_MEMORY,
        is_shipped=True,
    ),
    DutyRule(
        code="CORR_RISK",
        opens_on="letter",
        addressee=N_("Agency for State Financial Control and Fight against Corruption"),
        needs=_STAMPED,
        basis=_MEMORY,
        is_shipped=True,
    ),
    DutyRule(
        code="BANK_KYC",
        opens_on="tranche",
        addressee=N_("The bank"),
        basis=_MEMORY,
        is_shipped=True,
    ),
)

_DONORS: Final = tuple(
    DutyRule(
        code=code,
        opens_on="agreement_period",
        due=due,
        addressee=_DONOR,
        needs=("channel",),
        basis=_AGREEMENT,
        confirmed=_EXISTS,
        is_shipped=True,
    )
    for code, due in (
        ("DONOR_FIN", "agreement+30d"),
        ("DONOR_NARR", "agreement+90d"),
        ("SF425", "agreement+120d"),
        ("EU_INTERIM", "agreement+60d"),
    )
)

RULES: Final = (*_MINISTRY, *_STATE, *_DONORS)

HOLIDAYS: Final = (
    Holiday("01-01", N_("New Year")),
    Holiday("03-08", N_("Mother’s Day")),
    *(Holiday(day, N_("Navruz")) for day in ("03-21", "03-22", "03-23", "03-24")),
    Holiday("05-09", N_("Victory Day")),
    Holiday("06-27", N_("Day of National Unity")),
    Holiday("09-09", N_("Independence Day")),
    Holiday("11-06", N_("Constitution Day")),
)
"""Idi Ramazon, Idi Qurbon and moved working days are announced each year, and entered by a person."""

ANNOUNCED: Final = (N_("Idi Ramazon"), N_("Idi Qurbon"))
"""What is announced each year: a calendar without them says so."""

HALVES: Final = {"MOJ_FIN_H1": "H1", "MOJ_FIN_H2": "H2"}
"""Duties of one half of each year only."""
