"""Behind figures that no posting says: what a budget line is made of, and what contracts still ask for."""

from __future__ import annotations

from datetime import date

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.promises import left_of
from cspdesk.services.books.figures import Part


def budget_parts(ledger: Ledger, name: AgreementId, line: str, day: date) -> tuple[Part, ...]:
    """The original amount of a line and what each amendment signed up to a day added to it.

    They add up to the line's amount on that day, as ``budget_rows`` has it.
    """
    agreement = ledger.chart.agreements[name]
    amount = sum(one.amount for one in agreement.lines if one.code == line)
    found = [Part(DocumentId(name), "agreement", day, None, name, "", amount)]
    for amendment in sorted(agreement.amendments, key=lambda one: one.signed):
        for one in amendment.lines:
            if amendment.signed <= day and one.code == line:
                document = DocumentId(amendment.document)
                signed = amendment.signed
                found.append(Part(document, "amendment", signed, signed, name, "", one.amount - amount))
                amount = one.amount
    return tuple(part for part in found if part.amount)


def ordered_parts(ledger: Ledger, name: AgreementId, currency: str, day: date) -> tuple[Part, ...]:
    """What is open at the end of a day of each contract of an agreement, of those in one currency."""
    found = []
    for one in ledger.documents.values():
        if not isinstance(one, Contract) or one.agreement != name or one.currency != currency:
            continue
        if one.day is not None and (left := left_of(ledger, one, day)):
            found.append(Part(one.id, one.kind, one.day, one.dated, name, "", left))
    return tuple(found)
