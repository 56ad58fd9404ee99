"""Which documents of the books a bank's lines are: proposals, for a person to accept.

In this order, each document and each line once: by the bank's reference; by amount and currency within five
days, the nearest first; by sums of two to four documents within five days.  A proposal always adds up to its
line to the last unit; what does not add up is not proposed.  The same lines and documents give the same
proposals in whatever order they come.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from cspdesk.domain.folding import fold

DAYS = 5
MOST_SUMMED = 4
MOST_NEAR = 40
"""Documents nearest to a line that are summed: beyond them chance sums are more likely than meant ones."""
REFERENCE, AMOUNT, SUM = "reference", "amount", "sum"
_WORD = re.compile(r"\w+")
_TELLING = 3
"""Letters and digits that a number needs to be looked for in a line's text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that nothing is matched with yet; one account and its currency are understood."""

    id: str
    day: date
    amount: int
    reference: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Booked:
    """What a document does to the account, in the sign of the bank: below zero where money goes."""

    id: str
    day: date
    amount: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line and the documents that it may be; ``others`` counts further ways that are as good."""

    line: str
    documents: tuple[str, ...]
    why: str
    days: int = 0
    others: int = 0


def propose(lines: Iterable[Line], documents: Iterable[Booked]) -> tuple[Proposal, ...]:
    """The proposals for lines of one account, in the order of the lines' days."""
    waiting = sorted(lines, key=lambda one: (one.day, one.id))
    free = sorted(documents, key=lambda one: (one.day, one.id))
    found: dict[str, Proposal] = {}
    for step in (_by_reference, _by_amount, _by_sum):
        for proposal in step([one for one in waiting if one.id not in found], free):
            found[proposal.line] = proposal
            free = [one for one in free if one.id not in proposal.documents]
    return tuple(found[one.id] for one in waiting if one.id in found)


def _by_reference(lines: Sequence[Line], documents: Sequence[Booked]) -> Iterator[Proposal]:
    by_number: dict[str, list[Booked]] = {}
    by_word: dict[str, list[tuple[frozenset[str], Booked]]] = {}
    for one in documents:
        number = fold(one.number)
        parts = _WORD.findall(number)
        if number:
            by_number.setdefault(number, []).append(one)
        if len("".join(parts)) >= _TELLING:
            by_word.setdefault(parts[0], []).append((frozenset(parts), one))
    taken: set[str] = set()
    for line in lines:
        words = set(_WORD.findall(fold(line.text))) | set(_WORD.findall(fold(line.reference)))
        said = {one.id: one for one in by_number.get(fold(line.reference), ())} if line.reference else {}
        for word in words:
            said |= {one.id: one for parts, one in by_word.get(word, ()) if parts <= words}
        named = sorted(
            (one for one in said.values() if one.id not in taken), key=lambda one: (one.day, one.id)
        )
        exact = [one for one in named if one.amount == line.amount]
        chosen = exact[:1] or (named if sum(one.amount for one in named) == line.amount else [])
        if chosen:
            taken.update(one.id for one in chosen)
            apart = max(abs((one.day - line.day).days) for one in chosen)
            yield Proposal(line.id, tuple(one.id for one in chosen), REFERENCE, apart, max(len(exact) - 1, 0))


def _by_amount(lines: Sequence[Line], documents: Sequence[Booked]) -> Iterator[Proposal]:
    by_amount: dict[int, list[Booked]] = {}
    for one in documents:
        by_amount.setdefault(one.amount, []).append(one)
    near = {
        line.id: [
            (abs((one.day - line.day).days), one)
            for one in by_amount.get(line.amount, ())
            if abs((one.day - line.day).days) <= DAYS
        ]
        for line in lines
    }
    pairs = sorted(
        (days, line.day, line.id, one.day, one.id) for line in lines for days, one in near[line.id]
    )
    taken: set[str] = set()
    for days, _, line_id, _, document in pairs:
        if line_id in taken or document in taken:
            continue
        taken |= {line_id, document}
        others = sum(apart == days and one.id not in taken for apart, one in near[line_id])
        yield Proposal(line_id, (document,), AMOUNT, days, others)


def _by_sum(lines: Sequence[Line], documents: Sequence[Booked]) -> Iterator[Proposal]:
    days = [one.day for one in documents]
    taken: set[str] = set()
    for line in lines:
        first = bisect_left(days, line.day - timedelta(DAYS))
        last = bisect_right(days, line.day + timedelta(DAYS))
        near = [
            one
            for one in documents[first:last]
            if one.id not in taken and one.amount * line.amount > 0 and abs(one.amount) < abs(line.amount)
        ]
        near.sort(key=lambda one: (abs((one.day - line.day).days), one.day, one.id))
        ways = _ways(near[:MOST_NEAR], line)
        if ways:
            apart, best = ways[0]
            taken.update(one.id for one in best)
            others = sum(one[0] == apart and len(one[1]) == len(best) for one in ways) - 1
            yield Proposal(line.id, tuple(one.id for one in best), SUM, apart, others)


def _ways(near: Sequence[Booked], line: Line) -> list[tuple[int, tuple[Booked, ...]]]:
    """The ways to sum few documents to a line's amount: fewest first, then the nearest in days."""
    for size in range(2, MOST_SUMMED + 1):
        found = [
            (sum(abs((one.day - line.day).days) for one in way), way)
            for way in _summing(near, line.amount, size)
        ]
        if found:
            return sorted(found, key=lambda one: (one[0], [(each.day, each.id) for each in one[1]]))
    return []


def _summing(near: Sequence[Booked], amount: int, size: int) -> Iterator[tuple[Booked, ...]]:
    """Every choice of ``size`` documents with that sum: the last of each is looked up, not tried."""
    by_amount: dict[int, list[int]] = {}
    for place, one in enumerate(near):
        by_amount.setdefault(one.amount, []).append(place)
    for places in combinations(range(len(near)), size - 1):
        rest = amount - sum(near[place].amount for place in places)
        for last in by_amount.get(rest, ()):
            if last > places[-1]:
                yield (*(near[place] for place in places), near[last])
