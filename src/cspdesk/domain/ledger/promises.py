"""What of a contract is still open: ordered, and neither fulfilled by expenses, nor closed or reversed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspdesk.domain.ledger.contracts import Contract
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.postings import ContractMove
from cspdesk.domain.ledger.rates import PAR
from cspdesk.domain.ledger.valuing import over


def left_of(ledger: Ledger, contract: Contract, day: date) -> int:
    """What is open of a contract when a day ends, in its currency; 0 before it, once closed or reversed."""
    if contract.day is None or contract.day > day or (contract.closed and contract.closed <= day):
        return 0
    if sum(count for at, count in ledger.reversals.get(contract.id, ()) if at <= day):
        return 0
    return contract.amount - sum(taken for _, taken in taken_of(ledger, contract, day))


def taken_of(ledger: Ledger, contract: Contract, day: date) -> Iterator[tuple[ContractMove, int]]:
    """What fulfilled a contract till a day ended, and how much of it, in the contract's currency."""
    for move in ledger.contract_moves:
        if move.contract == contract.id and move.accounted <= day:
            yield move, _fulfilled(ledger, contract, move)


def _fulfilled(ledger: Ledger, contract: Contract, move: ContractMove) -> int:
    """A payment in another currency counts over somoni, at the official rate of its day."""
    if move.currency == contract.currency:
        return move.amount
    quote = ledger.rates.official(contract.currency, move.accounted)
    return 0 if quote is None else over(move.tjs, SOMONI, PAR, contract.currency, quote.rate)
