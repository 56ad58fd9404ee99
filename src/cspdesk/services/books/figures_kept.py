"""The figures that a closing keeps, as text: whole numbers, names by id, the same on every desk."""

from __future__ import annotations

import json

from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.signing import SignedFigures, signed_figures
from cspdesk.domain.periods import Period
from cspdesk.wire import suite

_FORM = 1
_PURPOSE = b"cspdesk/1/closing"


def kept(ledger: Ledger, period: Period) -> str:
    """What a ledger comes to at the end of a period."""
    return written(signed_figures(ledger, period))


def written(figures: SignedFigures) -> str:
    """Money by account and agreement, each agreement's statement, and the lots that are left."""
    body = {
        "form": _FORM,
        "money": [
            [one.account, one.agreement, one.currency, one.amount, one.tjs, one.carried]
            for one in figures.money
        ],
        "statements": [
            {
                "agreement": one.agreement,
                "currency": one.currency,
                "brought_forward": one.brought_forward,
                "received": one.received,
                "returned": one.returned,
                "charged": one.charged,
                "advances": one.advances,
                "held": one.held,
                "pools": [[pool.currency, pool.amount, pool.value] for pool in one.pools],
                "difference": one.difference,
                "difference_charged": one.difference_charged,
                "unpaid": one.unpaid,
            }
            for one in figures.statements
        ],
        "lots": [
            [agreement, lot.currency, lot.source, lot.amount, lot.value, lot.owed]
            for agreement, lot in figures.lots
        ],
    }
    return json.dumps(body, separators=(",", ":"), sort_keys=True)


def fingerprint(period: Period, cover: str, names: str, figures: str) -> str:
    """What a closing is known by on paper: 64 hexadecimal digits over all that it says."""
    parts = (f"{period.first}..{period.last}", cover, names, figures)
    return suite.digest(_PURPOSE, *(part.encode() for part in parts)).hex()
