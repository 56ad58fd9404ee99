"""Codes that agreements carry into open data: purposes of aid, its type, flow, finance, and how it is tied.

Out of the code lists published with version 2.03 of IATI, and for purposes the list of the OECD's Development
Assistance Committee that the standard takes over; only what is offered here.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

SECTORS = CodeList(
    "sector",
    (
        Choice("11231", N_("Basic life skills for youth")),
        Choice("11330", N_("Vocational training")),
        Choice("12250", N_("Control of infectious diseases")),
        Choice("15110", N_("Public sector policy")),
        Choice("15112", N_("Decentralisation and local authorities")),
        Choice("15113", N_("Anti-corruption")),
        Choice("15125", N_("Public procurement")),
        Choice("15130", N_("Legal and judicial development")),
        Choice("15131", N_("Justice, law and order policy")),
        Choice("15132", N_("Police")),
        Choice("15134", N_("Judicial affairs")),
        Choice("15135", N_("Ombudsman")),
        Choice("15136", N_("Immigration")),
        Choice("15137", N_("Prisons")),
        Choice("15150", N_("Democratic participation and civil society")),
        Choice("15152", N_("Legislatures and political parties")),
        Choice("15153", N_("Media and free flow of information")),
        Choice("15160", N_("Human rights")),
        Choice("15170", N_("Women’s rights organisations")),
        Choice("15180", N_("Ending violence against women and girls")),
        Choice("15185", N_("Local government administration")),
        Choice("15190", N_("Orderly and safe migration")),
        Choice("15210", N_("Management and reform of security")),
        Choice("15220", N_("Peace-building and prevention of conflicts")),
        Choice("15240", N_("Reintegration and control of small arms")),
        Choice("15250", N_("Removal of mines")),
        Choice("16010", N_("Social protection")),
        Choice("16020", N_("Creation of employment")),
        Choice("16063", N_("Control of narcotics")),
        Choice("43010", N_("Aid to several sectors")),
        Choice("72010", N_("Material relief")),
        Choice("74020", N_("Preparedness for disasters")),
    ),
    is_coded=True,
)
"""Those of this work that the list keeps; withdrawn ones (15120, 15140, 15161 to 15164) are not here."""

AID_TYPES = CodeList(
    "aid_type",
    (
        Choice("B01", N_("Core support")),
        Choice("B03", N_("Pooled programme")),
        Choice("C01", N_("Project")),
        Choice("D02", N_("Technical assistance")),
    ),
    is_coded=True,
)

FLOW_TYPES = CodeList(
    "flow_type",
    (
        Choice("10", N_("Official development assistance")),
        Choice("30", N_("Private development finance")),
        Choice("50", N_("Other flows")),
    ),
    is_coded=True,
)

FINANCE_TYPES = CodeList("finance_type", (Choice("110", N_("Standard grant")),), is_coded=True)

TIED_STATUS = CodeList(
    "tied_status",
    (Choice("3", N_("Partially tied")), Choice("4", N_("Tied")), Choice("5", N_("Untied"))),
    is_coded=True,
)

ALL = (SECTORS, AID_TYPES, FLOW_TYPES, FINANCE_TYPES, TIED_STATUS)
