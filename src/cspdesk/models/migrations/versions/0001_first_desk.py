"""The tables of the first desk, as ``tools/first_migration.py`` wrote them down, and the search index.

The statements lie beside this file as SQL: they are what the models were on that day, whatever the
models become.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0', prefix='2 3'
)
"""


def upgrade() -> None:
    written = Path(__file__).with_suffix(".sql").read_text("utf-8")
    for statement in written.split(";\n"):
        if statement.strip():
            op.get_bind().exec_driver_sql(statement)
    op.get_bind().exec_driver_sql(SEARCH)
