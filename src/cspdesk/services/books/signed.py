"""Closings as they are kept in records, and what each of them covers as the ledger needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.ledger.closing import Closing
from cspdesk.domain.ledger.documents import Document
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.periods import Period, period
from cspdesk.domain.same import SAME, Pair, joined, pair
from cspdesk.services.books import covers
from cspdesk.services.books.covered import Covered
from cspdesk.services.books.documents import DATES, document_of
from cspdesk.services.books.papers import Paper
from cspdesk.services.books.register import Register, register
from cspdesk.services.books.tables import Tables
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room

SAME_AS = "same_as"
"""The kind of record in which a person answers whether two documents are one."""
LISTS = "common"
"""The stream of rates and lists."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A closing as its record has it; ``missing`` counts covered entries that are not on this desk."""

    id: str
    period: Period
    on: date | None
    signer: str
    reason: str
    fingerprint: str
    figures: str
    names: frozenset[str]
    cover: tuple[covers.FeedCover, ...]
    missing: int = 0


@dataclass(frozen=True, slots=True)
class World:
    """Documents with what they name, at one moment: as a desk stands, or as a closing covers it."""

    register: Register
    documents: Mapping[DocumentId, Document]
    kinds: Mapping[DocumentId, str]
    """The kind of record of each document."""
    deleted: frozenset[str] = field(default=frozenset())
    papers: Mapping[str, Paper] = field(default_factory=dict, repr=False)
    """What each document was read from, so that what is the same is not read again."""
    same: Mapping[str, str] = field(default_factory=dict)
    """Records that were entered twice, each with the one that counts; the former are no documents."""
    answered: frozenset[Pair] = frozenset()
    """The pairs that a person has said to be the same, or two."""
    sheets: tuple[Paper, ...] = field(default=(), repr=False)
    """How wages are shared, post by post and month by month."""


def world(
    papers: Mapping[str, list[Paper]],
    *,
    deleted: frozenset[str] = frozenset(),
    before: World | None = None,
) -> World:
    """The world of papers by kind; documents and rates that are as ``before`` are the very same values."""
    known = register(papers, None if before is None else before.register)
    answers = {
        pair(paper.ref("first"), paper.ref("second")): answer
        for paper in papers.get(SAME_AS, ())
        if (answer := paper.text("answer"))
    }
    same_as = joined(
        (both for both, answer in answers.items() if answer == SAME),
        {paper.id: kind for kind in DATES for paper in papers.get(kind, ())},
    )
    as_before = before is not None and known.says_as(before.register) and same_as == before.same
    same = before if as_before else None
    documents: dict[DocumentId, Document] = {}
    kinds: dict[DocumentId, str] = {}
    read: dict[str, Paper] = {}
    for kind in DATES:
        for paper in papers.get(kind, ()):
            read[paper.id] = paper
            if paper.id in same_as:
                continue
            before_it = None if same is None else same.papers.get(paper.id)
            if same is not None and (before_it is paper or before_it == paper):
                made = same.documents.get(DocumentId(paper.id))
            else:
                made = document_of(paper, known, same_as)
            if made is not None:
                documents[made.id] = made
                kinds[made.id] = kind
    gone = deleted | same_as.keys()
    return World(
        known, documents, kinds, gone, read, same_as, frozenset(answers), tuple(papers.get("staff_costs", ()))
    )


def read(room: Room) -> tuple[Signed, ...]:
    """The closings of this desk, in the order of their ids; what is none is left out.

    A signed period stays signed: a deletion that some program let happen opens nothing.
    """
    rows = room.cursor.execute(
        "SELECT id, period, closed_on, signer, reason, fingerprint, figures, names, cover FROM closing"
        " WHERE cover IS NOT NULL ORDER BY id"
    ).fetchall()
    found = []
    for record, span, on, signer, reason, fingerprint, figures, names, cover in rows:
        try:
            found.append(
                Signed(
                    record.hex(),
                    period(span or ""),
                    date.fromisoformat(on) if on else None,
                    signer or "",
                    reason or "",
                    fingerprint or "",
                    figures or "",
                    frozenset((names or "").split()),
                    covers.read(cover),
                )
            )
        except ValueError:
            continue  # made by a newer program: its days stay open here until this one is updated
    return tuple(found)


def covered(room: Room, tables: Tables, signed: Signed, now: World | None = None) -> tuple[World, int]:
    """The world that a closing covers, and how much of it is not on this desk."""
    held = covers.held(room, signed.cover)
    at = Covered(room, tables, held)
    papers = at.papers()
    if LISTS in held.without:
        # a desk for inspection has copies of rates and articles, not their entries: it shows what it has
        papers |= {kind: ones for kind, ones in tables.papers().items() if _lives_in_lists(kind)}
    return world(papers, deleted=frozenset(at.deleted), before=now), held.missing


def _lives_in_lists(kind: str) -> bool:
    return BY_NAME[kind].kind.stream == LISTS


def closing(signed: Signed, at: World, now: World) -> Closing:
    """A closing as the ledger needs it; documents that are as today are today's own values."""
    held: dict[DocumentId, Document | None] = {}
    for name, one in at.documents.items():
        today = now.documents.get(name)
        held[name] = today if today is one or today == one else one
    held.update((DocumentId(name), None) for name in at.deleted)
    return Closing(id=signed.id, period=signed.period, held=held, rates=at.register.rates, names=signed.names)
