"""Places gathered until there is enough to show: a place that is too small goes up.

Whether a group is enough must be asked of what readers know or see (consultations held, printed numbers),
never of a hidden number: otherwise the gathering itself would tell it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cspdesk.domain.block import Place

Group = tuple[Place, ...]


def gather(
    places: Iterable[Place], *, size: Callable[[Group], int], enough: Callable[[Group], bool]
) -> tuple[Group, ...]:
    """The places divided into groups that are each enough, as narrow as the tree of places allows.

    Under every wider place the ones that are too small go together; if that is still too little, the
    smallest group beside them joins.  A wider group of what is enough is enough.  Nothing at all is given
    back where all places together are too small.
    """
    good, poor = _under((), tuple(sorted(set(places))), size, enough)
    return () if poor else tuple(sorted(good))


def _under(
    prefix: Place, places: Group, size: Callable[[Group], int], enough: Callable[[Group], bool]
) -> tuple[list[Group], Group]:
    if len(places) == 1:
        return ([places], ()) if enough(places) else ([], places)
    depth = len(prefix) + 1
    good: list[Group] = []
    poor: Group = ()
    for child in sorted({place[:depth] for place in places}):
        found, left = _under(child, tuple(p for p in places if p[:depth] == child), size, enough)
        good += found
        poor += left
    good.sort(key=lambda group: (size(group), group))
    while poor and good and not enough(poor):
        poor += good.pop(0)
    if poor and enough(poor):
        good.append(tuple(sorted(poor)))
        poor = ()
    return good, poor
