"""Signing a period: what stands in the way, and the figures that a closing keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cspdesk.domain.ledger.accounts import AccountKind
from cspdesk.domain.ledger.balances import Balance, money
from cspdesk.domain.ledger.invariants import Fault
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import AccountId, AgreementId
from cspdesk.domain.ledger.statements import Lots, Statement, lots_left, statement
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg

_NOTHING: Mapping[AccountId, int] = {}


def bars(
    ledger: Ledger,
    period: Period,
    *,
    stated: Mapping[AccountId, int] = _NOTHING,
    excused: Collection[AccountId] = (),
) -> tuple[Fault, ...]:
    """Why a period may not be closed: documents that lack something or are undecided, banks that differ.

    ``stated`` are the banks' own closing balances; ``excused`` the bank accounts that a person gave a
    reason for.
    """
    faults = [
        Fault("complete", one.document, reason)
        for one in ledger.incomplete
        if one.day is None or one.day <= period.last
        for reason in one.reasons
    ]
    undecided = msg(N_("Desks differ over it: decide first."))
    faults += [
        Fault("decided", one.id, undecided)
        for one in ledger.documents.values()
        if Mark.UNDECIDED in ledger.marks.get(one.id, ()) and (one.day is None or one.day <= period.last)
    ]
    return (*faults, *_banks(ledger, period, stated, excused))


def _banks(
    ledger: Ledger, period: Period, stated: Mapping[AccountId, int], excused: Collection[AccountId]
) -> list[Fault]:
    sums: dict[str, int] = {}
    for row in ledger.rollup.rows(None, period.last):
        sums[row.account] = sums.get(row.account, 0) + row.amount
    faults = []
    for account in ledger.chart.accounts.values():
        if account.kind != AccountKind.BANK or account.id in excused or account.id not in sums:
            continue
        reason = _bank(sums[account.id], stated.get(account.id), account.currency)
        if reason is not None:
            faults.append(Fault("bank", account.id, reason))
    return faults


def _bank(booked: int, stated: int | None, currency: str) -> Msg | None:
    if stated is None:
        return msg(N_("The bank’s closing balance is not entered."))
    if stated == booked:
        return None
    return msg(
        N_("The bank says {stated}, the books say {booked}."),
        stated=from_minor(stated, currency),
        booked=from_minor(booked, currency),
    )


@dataclass(frozen=True, slots=True)
class SignedFigures:
    """What a closing keeps beside its cover: what its function over the cover came to."""

    period: Period
    money: tuple[Balance, ...]
    statements: tuple[Statement, ...]
    lots: tuple[tuple[AgreementId, Lots], ...]


def signed_figures(ledger: Ledger, period: Period) -> SignedFigures:
    """The figures at the end of a period."""
    agreements = tuple(ledger.chart.agreements)
    return SignedFigures(
        period,
        money(ledger, period.last),
        tuple(statement(ledger, name, period.last) for name in agreements),
        tuple((name, lot) for name in agreements for lot in lots_left(ledger, name, period.last)),
    )
