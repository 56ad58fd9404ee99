"""Lines of a bank's statement: kept as they came, named by what they say, and adding up or not taken.

A line's id is computed from what the bank printed, so that two desks that import one statement, or
statements whose days overlap, meet in one set of lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.folding import fold
from cspdesk.domain.ids import RecordId, cell_id


@dataclass(frozen=True, slots=True)
class BankLine:
    """One line as the bank printed it; ``amount`` is in minor units, below zero where money went."""

    day: date
    amount: int
    reference: str = ""
    text: str = ""

    @property
    def said(self) -> str:
        """What tells it from another line of the day: the bank's reference, else its text, folded."""
        return fold(self.reference).strip() or " ".join(fold(self.text).split())


def ordinals(lines: Sequence[BankLine]) -> tuple[int, ...]:
    """Which each line is among its equals of the day, from 1.

    The order among equals is that of the file; equal lines are alike, so it does not matter which is which.
    """
    seen: Counter[tuple[date, int, str]] = Counter()
    found = []
    for line in lines:
        key = (line.day, line.amount, line.said)
        seen[key] += 1
        found.append(seen[key])
    return tuple(found)


def line_ids(account: bytes, lines: Sequence[BankLine]) -> tuple[RecordId, ...]:
    """The ids of lines of one account: by day, amount and what is said, then by their order among equals."""
    return tuple(line_id(account, line, which) for line, which in zip(lines, ordinals(lines), strict=True))


def line_id(account: bytes, line: BankLine, ordinal: int) -> RecordId:
    """The id of a line of an account; ``ordinal`` counts equal lines of a day from 1."""
    return cell_id(account, line.day.isoformat(), str(line.amount), line.said, str(ordinal))


def missing(opening: int, lines: Iterable[BankLine], closing: int) -> int:
    """By how much a statement's lines do not lead from its opening to its closing; 0 for a whole one."""
    return closing - opening - sum(line.amount for line in lines)
