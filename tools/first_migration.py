"""Writes the tables of the models down as the first migration: until the first release, run it again
whenever a model changes.  After the release the first migration stands, and each change is a new one.

    python tools/first_migration.py          writes src/cspdesk/models/migrations/versions/0001_first_desk.sql
    python tools/first_migration.py check    exit status 1 if that file is not what the models are
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from cspdesk.models import Base

TARGET = Path(__file__).resolve().parent.parent / "src/cspdesk/models/migrations/versions/0001_first_desk.sql"


def statements() -> str:
    """Every table and index, by name; the same models give the same text."""
    dialect = sqlite.dialect()
    made = []
    for table in sorted(Base.metadata.tables.values(), key=lambda t: t.name):
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda i: str(i.name))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return "".join(_tidy(statement) + ";\n" for statement in made)


def _tidy(statement: str) -> str:
    lines = (line.replace("\t", "    ").rstrip() for line in statement.strip().splitlines())
    return "\n".join(line for line in lines if line)


def main(arguments: list[str]) -> int:
    if arguments == ["check"]:
        return 0 if TARGET.read_text("utf-8") == statements() else 1
    TARGET.write_text(statements(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
