"""Correcting what a closing covers: a reversal, and a document in its place with the old date.

What stands in an open period is simply changed; what is covered keeps its figures for ever, so its
correction is two documents more, which count from a day that is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.ledger.closing import first_open
from cspdesk.domain.ledger.mirrors import Reversal
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.text import N_, msg
from cspdesk.services.books.books import Books
from cspdesk.services.context import Context
from cspdesk.services.records import Records
from cspdesk.services.results import Changes
from cspdesk.store.plan import BY_NAME
from cspdesk.store.work import work

CORRECTION, BANK_RETURN = "correction", "bank_return"
_NOT_COPIED = frozenset({"attachments", "links", "accounted", "replaces"})
"""Papers stay with the document that they were filed with."""


class Corrections:
    """The verbs reverse and correct."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._books = Books(context)
        self._records = Records(context)

    def reverse(self, document: str, on: date, *, reason: str, type: str = CORRECTION) -> Changes:
        """Enter the mirror of a document; ``RefusedError`` where it is reversed already or posts nothing."""
        self._demand_standing(document)
        with work(self._context.desk) as save:
            form = _reversal(document, on, reason, type)
            self._records.begin(save, "reversal", to_hex(self._context.desk.ids.new()), form)
            saved = save.finish()
        return self._context.saved(saved)

    def correct(
        self, document: str, changed: Mapping[str, object], on: date, *, reason: str
    ) -> tuple[str, Changes]:
        """Reverse a covered document and enter it anew as it should be, in one save; the new one's id.

        ``changed`` are fields as ``record set`` takes them; a list of parts takes the place of all of them.
        """
        self._demand_standing(document)
        if not self.is_covered(document):
            raise RefusedError(
                msg(N_("This document lies in an open period: change it where it is.")), code="open"
            )
        shown = self._records.show(document)
        kind = BY_NAME[shown.kind].kind
        if "replaces" not in kind.by_name:
            raise RefusedError(
                msg(N_("“{kind}” is corrected by a reversal and a new entry."), kind=msg(kind.label)),
                code="not-corrected",
            )
        parts = {field.name for field in kind.parts()}
        form: dict[str, object] = {
            name: _without_ids(value) if name in parts else value
            for name, value in shown.fields.items()
            if name in kind.by_name and name not in _NOT_COPIED
        }
        form |= {**changed, "accounted": on.isoformat(), "replaces": document}
        made = to_hex(self._context.desk.ids.new())
        with work(self._context.desk) as save:
            mirror = to_hex(self._context.desk.ids.new())
            self._records.begin(save, "reversal", mirror, _reversal(document, on, reason, CORRECTION))
            self._records.begin(save, shown.kind, made, form)
            saved = save.finish()
        return made, self._context.saved(saved)

    def is_covered(self, document: str) -> bool:
        """Whether a closing holds this document for its own days."""
        ledger = self._books.ledger()
        return any(
            step.document.id == document and not step.undo and step.day < first_open(ledger.seals)
            for step in ledger.entered
        )

    def _demand_standing(self, document: str) -> None:
        ledger = self._books.ledger()
        name = DocumentId(document)
        if name not in ledger.documents:
            raise NotFoundError(msg(N_("There is no document {id} on this desk."), id=document[:80]))
        if isinstance(ledger.documents[name], Reversal):
            raise RefusedError(
                msg(N_("A reversal is not reversed: enter the document again.")), code="reversal"
            )
        mirrored = {step.document.of for step in ledger.entered if isinstance(step.document, Reversal)}
        if name in mirrored:
            raise RefusedError(msg(N_("This document is reversed already.")), code="reversed")
        if not any(step.document.id == name for step in ledger.entered):
            raise RefusedError(
                msg(N_("This document posts nothing yet: there is nothing to reverse.")), code="incomplete"
            )


def _reversal(document: str, on: date, reason: str, type: str) -> dict[str, object]:
    form: dict[str, object] = {"of": document, "type": type, "reversed_on": on.isoformat()}
    return form | ({"reason": reason.strip()} if reason.strip() else {})


def _without_ids(parts: object) -> object:
    if not isinstance(parts, list):
        return parts
    return [
        {name: value for name, value in part.items() if name != "id"} if isinstance(part, dict) else part
        for part in parts
    ]
