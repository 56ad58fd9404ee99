"""What every record carries: who may read it, how sensitive it is, where it stands in its life.

Sensitivity and audience follow the order of the lists.  ``authority`` is no step of the audience's
order: an authority sees a field only where the field names it.
"""

from __future__ import annotations

from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.text import N_

SENSITIVITY = CodeList(
    "sensitivity",
    (
        Choice("low", N_("Low"), N_("Counts, topics, regions.")),
        Choice("moderate", N_("Moderate"), N_("Could be joined with other facts to find a person or place.")),
        Choice("high", N_("High"), N_("Its knowledge may harm somebody; shown only in large groups.")),
        Choice(
            "severe", N_("Severe"), N_("Stays with the people who need it and never leaves the organisation.")
        ),
    ),
)

AUDIENCES = CodeList(
    "audience",
    (
        Choice("team", N_("Team"), N_("The people who work on this record.")),
        Choice("organisation", N_("My organisation"), N_("All desks of this organisation.")),
        Choice("coalition", N_("Coalition"), N_("Members of the coalition; it cannot be called back.")),
        Choice("donor", N_("Donor"), N_("Reports to those who pay.")),
        Choice("authority", N_("Authority"), N_("State bodies; only what is meant for them.")),
        Choice("public", N_("Public"), N_("Anybody.")),
    ),
)

LIFECYCLE = CodeList(
    "lifecycle",
    (
        Choice("draft", N_("Draft"), N_("Being written.")),
        Choice("sealed", N_("Sealed"), N_("Complete for its author; the coordinator checks it next.")),
        Choice("reviewed", N_("Reviewed"), N_("Checked by the coordinator.")),
        Choice("approved", N_("Approved"), N_("May be used in reports.")),
        Choice("withdrawn", N_("Withdrawn"), N_("Not used any more; the reason is noted.")),
    ),
)

LEVELS = CodeList(
    "level",
    (
        Choice("community", N_("Local community"), N_("Mahalla, village, school.")),
        Choice("jamoat", N_("Jamoat")),
        Choice("district", N_("District")),
        Choice("region", N_("Region")),
        Choice("national", N_("National")),
        Choice("international", N_("International")),
    ),
)

PLACE_LEVELS = CodeList(
    "place_level",
    (
        Choice("country", N_("Country")),
        Choice("region", N_("Region")),
        Choice("district", N_("District or city")),
        Choice("jamoat", N_("Jamoat"), "", "moderate"),
        Choice("village", N_("Village"), "", "moderate"),
        Choice("mahalla", N_("Neighbourhood (mahalla)"), "", "moderate"),
    ),
)

UNIT_TYPES = CodeList(
    "unit_type",
    (
        Choice("country", N_("Country")),
        Choice("capital", N_("Capital")),
        Choice("region", N_("Region")),
        Choice("autonomous_region", N_("Autonomous region")),
        Choice("drs", N_("Districts of Republican Subordination")),
        Choice("city", N_("City")),
        Choice("district", N_("District")),
        Choice("city_district", N_("City district")),
    ),
)

DATE_PRECISIONS = CodeList(
    "date_precision",
    (
        Choice("day", N_("Day")),
        Choice("month", N_("Month"), N_("Less exact, and safer where a day would tell who was there.")),
        Choice("quarter", N_("Quarter")),
    ),
)

ALL = (SENSITIVITY, AUDIENCES, LIFECYCLE, LEVELS, PLACE_LEVELS, UNIT_TYPES, DATE_PRECISIONS)
