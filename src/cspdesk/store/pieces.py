"""Which pieces of attachments the records name, by the segments that brought the records."""

from __future__ import annotations

from collections.abc import Iterable

from cspdesk.store.blobs import is_name
from cspdesk.store.outgoing import SegmentRow
from cspdesk.store.sql import Cursor, value_of

_NAMED = "SELECT feed, seq, pieces FROM attachment WHERE pieces IS NOT NULL AND presence IN (0, 2)"


def named_by(cursor: Cursor, segments: Iterable[SegmentRow] | None = None) -> list[str]:
    """The pieces of attachments that these segments brought, or of all; each once, in order."""
    if segments is None:
        rows = cursor.execute(f"{_NAMED} ORDER BY no").fetchall()
    elif value_of(cursor, "SELECT 1 FROM attachment LIMIT 1") is None:
        rows = []
    else:
        rows = [
            row
            for segment in segments
            for row in cursor.execute(
                f"{_NAMED} AND feed = ? AND seq BETWEEN ? AND ? ORDER BY seq",
                (segment.feed, segment.first, segment.last),
            ).fetchall()
        ]
    return list(dict.fromkeys(name for *_, text in rows for name in text.split() if is_name(name)))


def lacking(cursor: Cursor, held: set[str]) -> set[bytes]:
    """The segments, by hash, with an attachment of which a piece is not among those ``held``."""
    found: set[bytes] = set()
    for feed, seq, text in cursor.execute(_NAMED).fetchall():
        if all(name in held for name in text.split() if is_name(name)):
            continue
        segment = value_of(
            cursor, "SELECT hash FROM segment WHERE feed = ? AND first <= ? AND last >= ?", (feed, seq, seq)
        )
        if segment is not None:
            found.add(bytes(segment))
    return found
