"""A desk is brought up whole or not at all, and a copy is kept first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cspdesk.domain.errors import BusyError, DamagedError, NewerDeskError
from cspdesk.store import backup, engine, upgrade
from cspdesk.store.desk import Desk
from tests.store.desks import child

BEGINNING = '''"""A migration of tomorrow."""

from alembic import op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table("tomorrow", sa.Column("no", sa.Integer, primary_key=True))
    with op.batch_alter_table("setting") as batch:
        batch.add_column(sa.Column("since", sa.Integer))
    op.execute("UPDATE setting SET since = 1")
'''


@pytest.fixture
def migrations(tmp_path: Path) -> Callable[[str], Path]:
    """This program's migrations and one of tomorrow with the given ending."""

    def _made(ending: str) -> Path:
        place = tmp_path / "migrations"
        shutil.copytree(upgrade.MIGRATIONS, place, ignore=shutil.ignore_patterns("__pycache__"))
        (place / "versions" / "0002_tomorrow.py").write_text(BEGINNING + ending)
        return place

    return _made


def _everything(desk: Desk) -> list[object]:
    with desk.reading() as connection:
        tables = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        settings = connection.exec_driver_sql("SELECT * FROM setting ORDER BY name").fetchall()
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").fetchall()
    return [*tables, *settings, *version]


def test_a_migration_that_fails_halfway_leaves_nothing(desk: Desk, migrations):
    desk.set_setting("kept", "as it was")
    before = _everything(desk)
    with pytest.raises(ZeroDivisionError), desk.writing() as connection:
        upgrade.bring_up(connection, migrations=migrations("    1 / 0\n"))
    assert _everything(desk) == before


def test_a_migration_that_succeeds_keeps_the_rows(desk: Desk, migrations):
    desk.set_setting("kept", "as it was")
    with desk.writing() as connection:
        upgrade.bring_up(connection, migrations=migrations(""))
    with desk.reading() as connection:
        rows = connection.exec_driver_sql("SELECT value, since FROM setting WHERE name = 'kept'").fetchall()
        assert rows == [("as it was", 1)]
        assert connection.exec_driver_sql("SELECT count(*) FROM tomorrow").scalar() == 0


def _age(desk: Desk, version: int) -> None:
    with engine.opened(desk.folder / engine.DATABASE, desk.unlocked.key) as database:
        database.execute(f"PRAGMA user_version = {version}")


def test_an_older_desk_is_backed_up_and_then_brought_up(desk: Desk, folder: Path, reopen):
    desk.set_setting("kept", "as it was")
    _age(desk, 0)
    desk.close()
    again = reopen(folder)
    assert again.setting("kept") == "as it was"
    assert engine.version(folder / engine.DATABASE, again.unlocked.key) == engine.SCHEMA
    copies = backup.listing(backup.place_of(folder))
    assert [engine.version(b.path / engine.DATABASE, again.unlocked.key) for b in copies] == [0]


def test_an_older_desk_is_not_brought_up_while_another_program_has_it(desk: Desk, folder: Path, reopen):
    _age(desk, 0)
    with pytest.raises(BusyError):
        reopen(folder)
    assert backup.listing(backup.place_of(folder)) == []


def test_a_newer_desk_is_refused_and_not_touched(desk: Desk, folder: Path, reopen):
    _age(desk, engine.SCHEMA + 1)
    desk.close()
    before = (folder / engine.DATABASE).read_bytes()
    with pytest.raises(NewerDeskError) as refused:
        reopen(folder)
    assert refused.value.code == "newer"
    assert (folder / engine.DATABASE).read_bytes() == before


def test_a_damaged_desk_is_not_brought_up(desk: Desk, folder: Path, reopen):
    for n in range(200):
        desk.set_setting(f"row {n}", "x" * 500)
    _age(desk, 0)
    desk.close()
    content = bytearray((folder / engine.DATABASE).read_bytes())
    content[len(content) - 100] ^= 1
    (folder / engine.DATABASE).write_bytes(content)
    with pytest.raises(DamagedError):
        reopen(folder)
    with engine.opened(folder / engine.DATABASE, desk.unlocked.key, reading=True) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == 0


def test_a_current_desk_opens_without_alembic(desk: Desk, folder: Path):
    desk.close()
    code = "opened().close(); print([m for m in ('alembic', 'mako') if m in sys.modules])"
    out, _ = child(code, folder).communicate()
    assert out.strip() == "[]"
