"""What the books ask of a person: late and changed documents, closings that differ, lines overspent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.budgets import budget_rows
from cspdesk.domain.ledger.closing import disputed, first_open
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.timeline import Mark
from cspdesk.domain.money import from_minor
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.domain.wage_shares import Share, alike, whole
from cspdesk.services.books.books import Picture
from cspdesk.services.books.papers import Paper
from cspdesk.store.plan import BY_NAME
from cspdesk.store.postings import Change


class What:
    """Codes of tasks."""

    LATE = "late"
    CHANGED = "changed_after_closing"
    DISPUTED = "disputed_closing"
    MISSING = "cover_not_here"
    OVERSPENT = "overspent"
    REVALUED = "revalued"
    TWICE = "entered_twice"
    SHEET = "shares_of_wages"
    UNDECIDED = "undecided"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to look at: its code, the record that it is about, and the reason in words."""

    what: str
    record: str
    kind: str
    words: Msg

    @property
    def label(self) -> Msg:
        """What kind of record it is."""
        return msg(BY_NAME[self.kind].kind.label)


def tasks(found: Picture, today: date) -> tuple[Task, ...]:
    """Everything that waits, what keeps a period from being filed first."""
    return (
        *_disputed(found),
        *_missing(found),
        *_undecided(found),
        *_incomplete(found),
        *_moved(found),
        *_twice(found),
        *_sheets(found),
        *_overspent(found, today),
    )


def anew(found: Picture, changes: Iterable[Change]) -> tuple[Task, ...]:
    """What came to another value though nobody touched it (``Books.revalued``), before and after."""
    made = []
    for one in changes:
        agreement = found.ledger.chart.agreements.get(one.agreement)
        kind = found.kinds.get(one.document)
        if agreement is not None and kind is not None:
            words = msg(
                N_("Valued anew for {agreement}: it was {before}, it is {after} {currency}."),
                agreement=found.names.agreement(one.agreement),
                before=from_minor(one.before, agreement.currency),
                after=from_minor(one.after, agreement.currency),
                currency=agreement.currency,
            )
            made.append(Task(What.REVALUED, one.document, kind, words))
    return tuple(made)


def _disputed(found: Picture) -> Iterator[Task]:
    for seal in disputed(found.ledger.seals):
        for one in seal.closings:
            words = msg(
                N_("Two closings of {period} differ. Close it again with sight of both."),
                period=one.period.code,
            )
            yield Task(What.DISPUTED, one.id, "closing", words)


def _missing(found: Picture) -> Iterator[Task]:
    for one in found.closings:
        if one.missing:
            words = plural(
                N_("{n} change that the closing of {period} covers is not on this desk."),
                N_("{n} changes that the closing of {period} covers are not on this desk."),
                one.missing,
                period=one.period.code,
            )
            yield Task(What.MISSING, one.id, "closing", words)


def _undecided(found: Picture) -> Iterator[Task]:
    words = msg(N_("Desks differ over it: decide first."))
    for document in found.ledger.documents.values():
        if document.undecided:
            yield Task(What.UNDECIDED, document.id, found.kinds[document.id], words)
    for paper in found.world.register.undecided:
        yield Task(What.UNDECIDED, paper.id, paper.kind, words)


def _incomplete(found: Picture) -> Iterator[Task]:
    for one in found.ledger.incomplete:
        for reason in one.reasons:
            yield Task(What.INCOMPLETE, one.document, found.kinds[one.document], reason)


def _moved(found: Picture) -> Iterator[Task]:
    """What a closing did not cover, while the days that it counts in are open."""
    opening = first_open(found.ledger.seals)
    for step in found.ledger.entered:
        if step.day < opening:
            continue
        document = step.document
        if Mark.LATE in step.marks:
            words = msg(
                N_("Dated {day}, in a closed period: it counts on {counts}."),
                day=document.day,
                counts=step.day,
            )
            yield Task(What.LATE, document.id, found.kinds[document.id], words)
        elif Mark.CHANGED in step.marks and step.undo:
            words = msg(
                N_("Changed after its period was closed: undone and entered anew on {day}."), day=step.day
            )
            yield Task(What.CHANGED, document.id, found.kinds[document.id], words)


def _twice(found: Picture) -> Iterator[Task]:
    for first, second in found.twins:
        words = msg(N_("It may be {other}, entered twice: say whether the two are the same."), other=first)
        yield Task(What.TWICE, second, found.kinds[DocumentId(second)], words)


def _sheets(found: Picture) -> Iterator[Task]:
    """Sheets of wages that merging or a person left without the whole, and documents that say otherwise."""
    sheets = {one.id: _shares(one, "staff_share") for one in found.world.sheets}
    for name, shares in sheets.items():
        if not whole(one.percent for one in shares):
            yield Task(What.SHEET, name, "staff_costs", msg(N_("The shares do not add up to 100 per cent.")))
    for document in found.ledger.documents:
        paper = found.world.papers[document]
        sheet = paper.ref("sheet") if paper.has("sheet") else ""
        if sheet in sheets and not alike(_shares(paper, "allocation"), sheets[sheet]):
            words = msg(N_("Its shares are not those of its sheet of wages."))
            yield Task(What.SHEET, document, found.kinds[document], words)


def _shares(paper: Paper, kind: str) -> list[Share]:
    return [Share(one.ref("agreement"), one.text("line"), one.decimal("percent")) for one in paper.of(kind)]


def _overspent(found: Picture, today: date) -> Iterator[Task]:
    for name, agreement in found.ledger.chart.agreements.items():
        if not agreement.lines:
            continue
        for row in budget_rows(found.ledger, name, Period(today, today))[:-1]:
            if row.left < 0:
                words = msg(
                    N_("{line}: {amount} {currency} more than the budget."),
                    line=found.names.line(name, row.line) or msg(N_("Without a line")),
                    amount=from_minor(-row.left, agreement.currency),
                    currency=agreement.currency,
                )
                yield Task(What.OVERSPENT, name, "agreement", words)
