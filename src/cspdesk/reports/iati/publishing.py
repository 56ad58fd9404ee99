"""The two files for one circle of readers, both out of one query over one ledger.

What is kept back for safety is in neither of the public ones, and in both of those for a donor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.iati import codes
from cspdesk.reports.iati.activity import activity, identifier
from cspdesk.reports.iati.facts import Project, Publisher
from cspdesk.reports.iati.markup import element, written
from cspdesk.reports.iati.organisation import organisation


@dataclass(frozen=True, slots=True)
class Published:
    """The files as bytes, and what they leave out: agreements by number, documents by id."""

    activities: bytes
    organisation: bytes
    told: tuple[str, ...]
    """The identifiers of the activities."""
    kept_back: tuple[tuple[str, str], ...]
    """What stays out, each with its reason."""


def published(
    publisher: Publisher,
    projects: Sequence[Project],
    ledger: Ledger,
    *,
    until: date,
    moment: datetime,
    speakers: Sequence[Translator],
    public: bool,
) -> Published:
    """The files as they stood at the end of a day, made at a moment; the same facts, the same bytes."""
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    shown = [one for one in projects if not (public and one.kept_back)]
    without: dict[DocumentId, str] = {}
    if public:
        without = {name: reason for one in shown for name, reason in one.kept_back_documents}
    root = element(
        "iati-activities",
        [
            activity(publisher, one, ledger, until, moment=stamp, without=frozenset(without))
            for one in sorted(shown, key=lambda one: one.code)
        ],
    )
    own = organisation(publisher, shown, ledger, until, moment=stamp, speakers=speakers)
    head = {"version": codes.VERSION, "generated-datetime": stamp}
    kept = [(one.number or one.code, one.kept_back) for one in projects if public and one.kept_back]
    return Published(
        written(root, attributes=head),
        written(element("iati-organisations", [own]), attributes=head),
        tuple(identifier(publisher, one) for one in shown),
        (*kept, *without.items()),
    )
