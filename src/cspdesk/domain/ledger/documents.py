"""Documents: what a person enters, as the ledger needs it; payee, notes and scans are not its matter.

Each kind of document is described beside its rule: ``receipts``, ``expenses``, ``transfers``,
``payments``, ``sub_grants``, ``goods``, ``indirect``, ``openings``, ``contracts``, ``mirrors``.

Amounts are minor units of the currency of the account named, above zero.  What is not filled in is
empty (``""``, 0, None): such a document posts nothing and is named with what it lacks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId, SubGrantId
from cspdesk.domain.text import Msg

NO_DOCUMENT = DocumentId("")
NO_ACCOUNT = AccountId("")
NO_AGREEMENT = AgreementId("")
NO_SUB_GRANT = SubGrantId("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What every document has.  Two versions that are equal post alike.

    ``dated`` is what stands on the paper: rates are of that day.  ``accounted`` is the day on which it
    counts where that is another one (a correction of something filed).  ``order`` is a key of order
    within the day if a person set one.  ``undecided`` names the groups of fields over which desks
    differ; their values here are the last that all have in common, or empty where there is none.
    ``lacks`` is what whoever read the record found wrong with it: such a document posts nothing.
    """

    kind: ClassVar[str] = ""

    id: DocumentId
    dated: date | None
    accounted: date | None = None
    order: str = ""
    replaces: DocumentId = NO_DOCUMENT
    undecided: tuple[str, ...] = field(default=(), compare=False)
    lacks: tuple[Msg, ...] = field(default=(), hash=False)

    @property
    def day(self) -> date | None:
        """The day on which it wishes to count."""
        return self.accounted or self.dated

    @property
    def follows(self) -> DocumentId:
        """The document without which it means nothing: it counts on the same day or later."""
        return NO_DOCUMENT
