"""The books while they are being written: what stands posted, queues of lots, running sums."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from cspdesk.domain.ledger.agreements import Chart
from cspdesk.domain.ledger.documents import NO_DOCUMENT
from cspdesk.domain.ledger.lots import Queue
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.postings import ContractMove, Incomplete, LotMove, Posting, QueueKey
from cspdesk.domain.ledger.timeline import Step


@dataclass(slots=True)
class Standing:
    """A document as it stands posted: where its lines lie, and what undid them."""

    step: Step
    postings: slice
    moves: slice
    contract_moves: slice
    mirrors: DocumentId = NO_DOCUMENT
    """What it mirrors, where it is a mirror."""
    undone_by: DocumentId = NO_DOCUMENT
    """What mirrors it, where something does."""
    withdrawn: bool = False
    """Taken back by itself as well, while a mirror stood for its going: it never stands again."""

    def copy(self) -> Standing:
        """The same; of 20,000 it takes a fifth of the time of ``dataclasses.replace``."""
        return Standing(
            self.step,
            self.postings,
            self.moves,
            self.contract_moves,
            self.mirrors,
            self.undone_by,
            self.withdrawn,
        )


class Books:
    """Grows by one document after another, in the order of the ledger."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.postings: list[Posting] = []
        self.moves: list[LotMove] = []
        self.contract_moves: list[ContractMove] = []
        self.entered: list[Step] = []
        self.ends: array[int] = array("q")
        """For each step entered, how many postings and how many moves of lots there were after it."""
        self.incomplete: list[Incomplete] = []
        self.stands: dict[DocumentId, Standing] = {}
        self.marks: dict[DocumentId, set[str]] = {}
        self.charged: dict[tuple[AgreementId, str], int] = {}
        """What each budget line bears so far, in the agreement's currency."""
        self._queues: dict[QueueKey, Queue] = {}
        self._lots = 0

    def copy(self) -> Books:
        """The same books, to be gone on with elsewhere."""
        made = Books(self.chart)
        made.postings = self.postings.copy()
        made.moves = self.moves.copy()
        made.contract_moves = self.contract_moves.copy()
        made.entered = self.entered.copy()
        made.ends = self.ends[:]
        made.incomplete = self.incomplete.copy()
        made.stands = {name: one.copy() for name, one in self.stands.items()}
        made.marks = {name: set(marks) for name, marks in self.marks.items()}
        made.charged = self.charged.copy()
        made._queues = {key: queue.copy() for key, queue in self._queues.items()}
        made._lots = self._lots
        return made

    def enter(self, step: Step) -> None:
        """A step that is posted now: what came since the one before is its own."""
        self.entered.append(step)
        self.ends.extend((len(self.postings), len(self.moves)))

    def queue(self, key: QueueKey) -> Queue:
        """The queue of a name, empty where nothing has been put yet."""
        found = self._queues.get(key)
        if found is None:
            found = self._queues[key] = Queue()
        return found

    def lot_number(self) -> int:
        """A number for the next lot: lots are numbered as they come."""
        self._lots += 1
        return self._lots

    def mark(self, document: DocumentId, mark: str) -> None:
        """Say something of a document that its figures wear."""
        self.marks.setdefault(document, set()).add(mark)
