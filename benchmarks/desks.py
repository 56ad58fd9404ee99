"""Two desks of one organisation, and the workload in the first: where most measurements begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import workload
from cspdesk.domain.clock import SystemClock
from cspdesk.domain.ids import SystemIds
from cspdesk.services.founding import found, found_waiting
from cspdesk.services.workspace import Workspace

PASSPHRASE = "a long passphrase for measuring"
CLOCK = SystemClock()
IDS = SystemIds(CLOCK)


@dataclass
class Row:
    """One line of the table: what was measured, the figure, the goal and the peer beside it."""

    name: str
    figure: str
    goal: str
    met: bool | None
    detail: str = ""


@dataclass
class Base:
    """The workload as records that lie on a desk: (kind, id, fields)."""

    rows: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)


def new_desk(folder: Path) -> Workspace:
    """A new organisation's desk."""
    return found(
        folder, PASSPHRASE, organisation="Bench", person="Bench", language="en", clock=CLOCK, ids=IDS
    )


def joined_desk(folder: Path, to: Workspace, papers: Path) -> Workspace:
    """A second desk of the same organisation."""
    waiting = found_waiting(folder, PASSPHRASE, person="Second", language="en", clock=CLOCK, ids=IDS)
    papers.mkdir(exist_ok=True)
    digits = waiting.coalition.request(papers / "request")
    answer = to.coalition.enrol(
        papers / "request", digits, ["field", "coordinator", "finance"], papers / "welcome"
    )
    waiting.coalition.welcome(papers / "welcome", answer)
    return waiting


def fill(workspace: Workspace, scale: int) -> Base:
    """Enter the workload; ``scale`` divides its 30,000 records."""
    by_kind: dict[str, list[dict[str, Any]]] = {}
    for kind, record in workload.records(
        consultations=20_000 // scale, activities=5_000 // scale, funds=5_000 // scale
    ):
        by_kind.setdefault(kind, []).append(record)
    base = Base()
    for kind, records in by_kind.items():
        ids = workspace.records.add(kind, records).ids
        base.rows += [(kind, record_id, record) for record_id, record in zip(ids, records, strict=True)]
    return base
