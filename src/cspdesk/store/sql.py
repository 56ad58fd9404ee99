"""The plain cursor under a connection: tuples in, tuples out, for work that counts its microseconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, cast

from sqlalchemy import Connection


class Cursor(Protocol):
    """What of a DB-API cursor is used here."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor: ...
    def __iter__(self) -> Iterator[tuple[Any, ...]]: ...
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...


def cursor_of(connection: Connection) -> Cursor:
    """A cursor in the connection's transaction; it ends with it."""
    return cast("Cursor", connection.connection.cursor())


def value_of(cursor: Cursor, sql: str, parameters: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a cell of any column
    """The first value of the first row, or None."""
    row = cursor.execute(sql, parameters).fetchone()
    return None if row is None else row[0]
