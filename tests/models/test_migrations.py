"""The migrations make the tables that the models describe, and know nothing of the models."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.command import check
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlcipher3 import dbapi2

from cspdesk.models import Base
from cspdesk.store import engine, upgrade
from tools import first_migration

KEY = bytes(range(32))
SEARCH = {"search", "search_config", "search_data", "search_docsize", "search_idx", "alembic_version"}


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Connection]:
    """A database that all migrations have made."""
    made = engine.writer(tmp_path / "desk.db", KEY)
    with made.begin() as connection:
        upgrade.bring_up(connection)
        yield connection
    made.dispose()


def test_the_migrated_tables_are_those_of_the_models(migrated: Connection):
    check(upgrade.alembic(migrated, metadata=Base.metadata))


def test_names_and_columns_are_the_same_to_the_letter(migrated: Connection, tmp_path: Path):
    made = engine.writer(tmp_path / "models.db", KEY)
    with made.begin() as described:
        Base.metadata.create_all(described)
        assert set(inspect(migrated).get_table_names()) - SEARCH == set(Base.metadata.tables)
        for table in Base.metadata.tables:
            assert _shape(migrated, table) == _shape(described, table)
    made.dispose()


def _shape(connection: Connection, table: str) -> list[object]:
    """Columns, keys, indexes, and whether the table has row numbers of its own."""
    asked = ("table_xinfo", "table_list")
    shape: list[object] = [
        connection.exec_driver_sql(f"PRAGMA {what}('{table}')").fetchall() for what in asked
    ]
    indexes = connection.exec_driver_sql(f"PRAGMA index_list('{table}')").fetchall()
    shape.append(sorted(tuple(index)[1:] for index in indexes))
    wanted = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY name"
    return [*shape, connection.exec_driver_sql(wanted, (table,)).fetchall()]


def test_tables_without_row_numbers_are_so_in_the_desk(migrated: Connection):
    rows = migrated.exec_driver_sql("SELECT name FROM pragma_table_list WHERE wr = 1").fetchall()
    described = {
        t.name for t in Base.metadata.tables.values() if t.dialect_options["sqlite"]["with_rowid"] is False
    }
    assert described
    assert described <= {row[0] for row in rows}


def test_the_first_migration_is_what_the_tool_writes():
    assert first_migration.main(["check"]) == 0, "run tools/first_migration.py"


def test_words_can_be_found_and_taken_out_again(migrated: Connection):
    run = migrated.exec_driver_sql
    run("INSERT INTO search (rowid, words) VALUES (7, 'вода школа'), (8, 'школа')")
    run("DELETE FROM search WHERE rowid = 8")
    assert run("SELECT rowid FROM search WHERE search MATCH 'шк*'").fetchall() == [(7,)]


def test_the_programs_number_of_tables_is_that_of_the_newest_migration():
    scripts = ScriptDirectory(str(upgrade.MIGRATIONS))
    revisions = [script.revision for script in scripts.walk_revisions()]
    assert scripts.get_heads() == [f"{engine.SCHEMA:04}"]
    assert sorted(revisions) == [f"{n:04}" for n in range(1, engine.SCHEMA + 1)]


def test_migrations_never_import_the_program():
    for path in [*upgrade.MIGRATIONS.glob("versions/*.py"), upgrade.MIGRATIONS / "env.py"]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [n for n in names if n.startswith("cspdesk")], path.name


def test_the_tables_are_made_by_the_sqlite_that_the_program_ships():
    assert dbapi2.sqlite_version_info >= (3, 44), "contentless_delete came with 3.43"
