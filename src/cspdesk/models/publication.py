"""The publication log: the rounded numbers of a half-year, frozen once, from which everything leaves."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Record, field


class Publication(Record):
    """One block of consultations as it was frozen; its id is computed from the block."""

    facts = Facts(
        60, N_("Frozen numbers"), N_("Frozen numbers"), title="block", date="frozen_on", hidden=True
    )

    block: Mapped[str | None] = field(
        6001, N_("Half-year"), "text", merge=Merge.POSTED, audience="organisation"
    )
    supplement: Mapped[int | None] = field(
        6002, N_("Supplement"), "integer", merge=Merge.POSTED, audience="organisation"
    )
    frozen_on: Mapped[str | None] = field(
        6003, N_("Frozen on"), "date", merge=Merge.POSTED, audience="organisation"
    )
    cube: Mapped[str | None] = field(
        6004, N_("Rounded numbers"), "longtext", merge=Merge.POSTED, audience="organisation"
    )
    counted: Mapped[str | None] = field(
        6005, N_("Consultations counted"), "longtext", merge=Merge.POSTED, audience="organisation"
    )
