"""The codes of IATI's lists that this program writes, each with what it stands for.

Out of the code lists published with version 2.03 of the standard (iatistandard.org, code lists); only what is
used here.  What people choose from is in ``domain.lists.open_data``; the rest are words for who reads this.
A file holds no code that these tables lack: the tests compare.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cspdesk.domain.codelists import LISTS

VERSION: Final = "2.03"

DAC: Final = "1"
"""Sector vocabulary: the DAC's purposes of five digits."""
GOALS, TARGETS = "2", "3"
"""Tag vocabularies: the Sustainable Development Goals and their targets."""


def _table(**codes: str) -> Mapping[str, str]:
    """A list by code; the name of a code in digits is written with an underscore before it."""
    return MappingProxyType({code.lstrip("_"): meaning for code, meaning in codes.items()})


def _list(name: str) -> Mapping[str, str]:
    """A list from which people choose, by code."""
    return MappingProxyType({choice.code: choice.label for choice in LISTS[name]})


ORGANISATION_TYPE: Final = _table(
    _10="government",
    _15="other public sector",
    _22="national NGO",
    _24="NGO of the partner country",
    _40="multilateral",
    _60="foundation",
    _70="private sector",
    _90="other",
)
ORGANISATION_ROLE: Final = _table(_1="funding", _3="extending", _4="implementing")
ACTIVITY_STATUS: Final = _table(
    _1="pipeline", _2="implementation", _3="finalisation", _4="closed", _5="cancelled", _6="suspended"
)
ACTIVITY_DATE: Final = _table(_1="planned start", _2="actual start", _3="planned end", _4="actual end")
DESCRIPTION: Final = _table(_1="general", _2="objectives", _3="target groups")
OTHER_IDENTIFIER: Final = _table(A9="other activity identifier")
CONTACT: Final = _table(_1="general enquiries")
SCOPE: Final = _table(
    _4="national",
    _5="several regions",
    _6="one region",
)
LOCATION_REACH: Final = _table(_1="where it is done")
EXACTNESS: Final = _table(_2="approximate")
LOCATION_CLASS: Final = _table(_1="administrative region")
POLICY_MARKER: Final = _table(_1="gender equality", _3="participatory development", _11="disability")
SIGNIFICANCE: Final = _table(_0="not targeted", _1="significant", _2="principal")
COLLABORATION: Final = _table(_1="bilateral", _2="multilateral", _6="private sector")
FLOW: Final = _list("flow_type")
FINANCE: Final = _list("finance_type")
AID: Final = _list("aid_type")
TIED: Final = _list("tied_status")
BUDGET_TYPE: Final = _table(_1="original", _2="revised")
BUDGET_STATUS: Final = _table(_1="indicative", _2="committed")
TRANSACTION: Final = _table(
    _1="incoming funds", _3="disbursement", _4="expenditure", _11="incoming commitment"
)
RELATED: Final = _table(_1="parent")
DOCUMENT: Final = _table(
    A02="objectives", A05="budget", A08="results", A12="page of the activity", B01="annual report"
)
RESULT: Final = _table(_1="output", _2="outcome", _3="impact", _9="other")
MEASURE: Final = _table(_1="unit", _2="percentage")
SECTOR_VOCABULARY: Final = _table(_1="DAC purposes of five digits")
TAG_VOCABULARY: Final = _table(_2="Sustainable Development Goals", _3="targets of the goals")

SECTOR: Final = _list("sector")
"""Purposes offered."""

PUBLISHER: Final = "24"
"""The type of an organisation like ours."""

DONOR_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "donor_foreign_state": "10",
        "donor_domestic_state": "10",
        "donor_intl_org": "40",
        "donor_intl_movement": "90",
        "donor_foreign_legal": "90",
        "donor_domestic_legal": "90",
    }
)
"""What a type of donor is in IATI; a natural person is none, and a legal person may be any."""
