"""What stands in a document, in words: texts without their manner, charts for whoever cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cspdesk.reports.layout import BarRow, Bars, RegionMap, Span, Text

LEAST_SHARE: Final = 5
MOST_LINES: Final = 2


def spans(text: Text) -> tuple[Span, ...]:
    """A text as spans, so that writers meet one shape."""
    return (Span(text),) if isinstance(text, str) else text


def described(figure: Bars | RegionMap) -> str:
    """A chart in words for whoever cannot see it: its title, then each label with its printed figure."""
    parts: list[str] = []
    if isinstance(figure, RegionMap):
        parts = [f"{region.name}: {region.shown}" for region in figure.regions]
    else:
        for label, rows in groups(figure):
            shown = [
                f"{figure.series[row.series]} {row.shown}" if figure.series else row.shown for row in rows
            ]
            parts.append(f"{label}: {', '.join(shown)}")
    return f"{figure.title}. {'; '.join(parts)}" if figure.title else "; ".join(parts)


def room_for(texts: Iterable[str]) -> int:
    """A column's share of a table's width: no word of it is cut, and long texts fill few lines."""
    return max(
        max(LEAST_SHARE, -(-len(text) // MOST_LINES), *(len(word) for word in re.split(r"[\s-]", text)))
        for text in texts
    )


def groups(bars: Bars) -> Iterator[tuple[str, tuple[BarRow, ...]]]:
    """The bars under each label, in order: a row without a label goes with the one above."""
    gathered: list[BarRow] = []
    for row in bars.rows:
        if row.label and gathered:
            yield gathered[0].label, tuple(gathered)
            gathered = []
        gathered.append(row)
    if gathered:
        yield gathered[0].label, tuple(gathered)
