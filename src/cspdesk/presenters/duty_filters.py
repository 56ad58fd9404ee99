"""Which obligations each filter of the list shows."""

from __future__ import annotations

from typing import Final

from cspdesk.domain.text import N_
from cspdesk.services.duties.views import ObligationView

WAITS, UNPROVEN, DONE, EVERY = "waits", "unproven", "done", "every"
FILTERS: Final = (
    (WAITS, N_("To hand in")),
    (UNPROVEN, N_("Proof is missing")),
    (DONE, N_("Done")),
    (EVERY, N_("All")),
)


def is_shown(one: ObligationView, key: str) -> bool:
    """Whether a filter shows an obligation."""
    progress = one.progress
    if key == WAITS:
        return one.waits
    if key == UNPROVEN:
        return progress.is_done and not progress.is_proven
    return key == EVERY or progress.is_proven
