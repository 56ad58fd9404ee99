"""What an act costs: seconds by the clock on the wall, and seconds of the processor."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by both clocks.

    Other work lengthens those on the wall; those of the processor count ended child processes as well.
    """

    wall: float
    processor: float


def now() -> Spent:
    """Where both clocks stand; ``since`` tells how far they went."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Spent(time.perf_counter(), time.process_time() + children.ru_utime + children.ru_stime)


def since(start: Spent) -> Spent:
    """What was spent since."""
    end = now()
    return Spent(end.wall - start.wall, end.processor - start.processor)


def timed(act: Callable[[], object]) -> Spent:
    """What an act takes."""
    start = now()
    act()
    return since(start)


def middle(several: Iterable[Spent]) -> Spent:
    """The median by each clock."""
    spent = list(several)
    return Spent(median(one.wall for one in spent), median(one.processor for one in spent))
