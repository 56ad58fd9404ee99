"""A backup is whole, opens with the passphrase of its day, and comes back as another device."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import (
    BusyError,
    DamagedError,
    NewerDeskError,
    RefusedError,
    StorageError,
    UntrustedError,
    WrongPassphraseError,
)
from cspdesk.store import attachments, backup, blobs, engine, files, tide, vault
from cspdesk.store.backup import Backup
from cspdesk.store.desk import Desk, open_desk
from cspdesk.wire.suite import DeviceKeys
from tests.store.desks import FAST, PASSPHRASE


def _make(desk: Desk, place: Path | None = None) -> Backup:
    return backup.make(desk.folder, desk.unlocked, clock=desk.clock, ids=desk.ids, place=place)


def _attach(desk: Desk, content: bytes) -> attachments.Stored:
    """Keep a file and let a record name its pieces."""
    stored = attachments.keep(desk, "field", "note.txt", content)
    with desk.writing() as connection:
        row = (desk.ids.new(), stored.name, stored.size, stored.pieces, stored.key)
        connection.exec_driver_sql(
            "INSERT INTO attachment (id, name, size, pieces, key) VALUES (?, ?, ?, ?, ?)", row
        )
    return stored


def _content(desk: Desk, stored: attachments.Stored) -> bytes:
    return attachments.open_stream(desk, pieces=stored.pieces, key=stored.key, size=stored.size).read()


def test_a_backup_comes_back_with_records_attachments_and_passphrase(desk: Desk, tmp_path: Path, clock, ids):
    stored = _attach(desk, b"minutes " * 10_000)
    desk.set_setting("a", "1")
    made = _make(desk)
    desk.set_setting("a", "2")
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as again:
        assert again.setting("a") == "1"
        assert _content(again, stored) == b"minutes " * 10_000


def test_a_restored_desk_is_another_device_and_another_incarnation(desk: Desk, tmp_path: Path, clock, ids):
    made = _make(desk)
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as again:
        assert again.device.device_id != desk.device.device_id
        assert again.incarnation != desk.incarnation
        assert again.setting(backup.RESTORED) == "20261122T093000Z"
        with again.writing():
            assert again.incarnation != desk.incarnation


def test_no_backup_holds_the_devices_own_keys(desk: Desk):
    _attach(desk, b"x")
    made = _make(desk)
    names = {path.name for path in made.path.rglob("*")}
    assert names == {"desk.json", "desk.db", "pieces"}
    seeds = desk.device.seeds
    assert not any(seeds[:32] in p.read_bytes() for p in made.path.rglob("*"))


def test_a_backup_opens_with_the_passphrase_of_its_day(desk: Desk, tmp_path: Path, clock, ids):
    made = _make(desk)
    desk.change_passphrase(PASSPHRASE, "later words", kdf=FAST)
    with pytest.raises(WrongPassphraseError):
        backup.restore(made.path, tmp_path / "again", "later words", clock=clock, ids=ids, kdf=FAST)
    assert files.listing(tmp_path / "again") == []
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert vault.is_desk(tmp_path / "again")


def test_a_renewed_key_takes_old_backups_from_who_knows_the_old_passphrase(desk: Desk, tmp_path, clock, ids):
    desk.set_setting("a", "1")
    made = _make(desk)
    desk.renew_key(PASSPHRASE, "later words", kdf=FAST)
    with pytest.raises(WrongPassphraseError):
        vault.check_passphrase(made.path, PASSPHRASE, kdf=FAST)
    backup.restore(made.path, tmp_path / "again", "later words", clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", "later words", clock=clock, ids=ids, kdf=FAST) as again:
        assert again.setting("a") == "1"


def test_the_recovery_key_opens_a_backup_whose_passphrase_is_lost(desk: Desk, tmp_path: Path, clock, ids):
    recovery = DeviceKeys.generate(ids)
    before = _make(desk)
    desk.set_setting(backup.RECOVERY, recovery.box_public.hex())
    made = _make(desk)
    for secret, path in ((bytes(range(32)), made.path), (recovery.box_secret, before.path)):
        with pytest.raises((RefusedError, UntrustedError)):
            backup.restore(path, tmp_path / "again", "new", clock=clock, ids=ids, kdf=FAST, recovery=secret)
    backup.restore(
        made.path, tmp_path / "again", "new", clock=clock, ids=ids, kdf=FAST, recovery=recovery.box_secret
    )
    with open_desk(tmp_path / "again", "new", clock=clock, ids=ids, kdf=FAST) as again:
        assert again.setting(backup.RECOVERY) == recovery.box_public.hex()


def test_a_damaged_desk_is_not_copied_over_good_backups(desk: Desk, folder: Path):
    for n in range(200):
        desk.set_setting(f"row {n}", "x" * 500)
    good = _make(desk)
    desk.close()
    content = bytearray((folder / engine.DATABASE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / engine.DATABASE).write_bytes(content)
    with pytest.raises(DamagedError):
        _make(desk)
    assert [b.path for b in backup.listing(backup.place_of(folder))] == [good.path]


def test_a_damaged_backup_is_not_laid_out(desk: Desk, tmp_path: Path, clock, ids):
    made = _make(desk)
    content = bytearray((made.path / engine.DATABASE).read_bytes())
    content[len(content) // 2] ^= 1
    (made.path / engine.DATABASE).write_bytes(content)
    with pytest.raises(DamagedError):
        backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert files.listing(tmp_path / "again") == []


def test_a_backup_of_a_newer_program_is_refused(desk: Desk, tmp_path: Path, clock, ids):
    made = _make(desk)
    with engine.opened(made.path / engine.DATABASE, desk.unlocked.key) as database:
        database.execute(f"PRAGMA user_version = {engine.SCHEMA + 1}")
    with pytest.raises(NewerDeskError):
        backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)


def test_a_folder_with_something_in_it_is_not_restored_into(desk: Desk, tmp_path: Path, clock, ids):
    made = _make(desk)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "letter.txt").write_text("mine")
    with pytest.raises(RefusedError, match="not empty"):
        backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert (tmp_path / "again" / "letter.txt").read_text() == "mine"


def test_a_backup_that_breaks_off_is_no_backup_and_is_cleared_away(desk: Desk, monkeypatch, clock):
    place = backup.place_of(desk.folder)
    with monkeypatch.context() as patch, pytest.raises(StorageError):
        patch.setattr(
            files, "flush", lambda path: (_ for _ in ()).throw(files.storage_error(OSError(28, ""), path))
        )
        _make(desk)
    assert files.listing(place) == []
    files.make_folder(place / "20261121T080000Z.part")
    made = _make(desk)
    assert [p.name for p in files.listing(place) if p.name != blobs.FOLDER] == [made.path.name]


def test_two_programs_do_not_make_backups_of_one_desk_at_once(desk: Desk, monkeypatch):
    def meanwhile(path: Path) -> None:
        with pytest.raises(BusyError):
            _make(desk)

    with monkeypatch.context() as patch:
        patch.setattr(files, "flush", meanwhile)
        _make(desk)
    assert _make(desk).path.name.endswith("-2")


def test_programs_may_write_while_a_backup_is_made(desk: Desk, tmp_path: Path, clock, ids):
    desk.set_setting("a", "1")
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '2' WHERE name = 'a'")
        made = _make(desk)
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as again:
        assert again.setting("a") == "1"


def test_a_backup_elsewhere_stands_alone(desk: Desk, folder: Path, tmp_path: Path, clock, ids):
    stored = _attach(desk, b"minutes" * 300_000)
    made = _make(desk, tmp_path / "stick")
    desk.close()
    shutil.rmtree(folder)
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as again:
        assert _content(again, stored) == b"minutes" * 300_000


def test_in_another_place_nothing_is_deleted(desk: Desk, tmp_path: Path, clock, monkeypatch):
    for name in ("DAYS", "WEEKS", "MONTHS"):
        monkeypatch.setattr(backup, name, 1)
    others = tmp_path / "stick" / "20200101T000000Z"
    files.make_folder(others.with_name(others.name + ".part"))
    for _ in range(3):
        _make(desk, tmp_path / "stick")
        clock.advance(timedelta(days=1))
    assert len(backup.listing(tmp_path / "stick")) == 3
    assert others.with_name(others.name + ".part").exists()


# --- drill ----------------------------------------------------------------------------------------------


def test_a_drill_counts_what_would_come_back_and_leaves_nothing(desk: Desk, clock, ids):
    _attach(desk, b"minutes" * 300_000)
    made = _make(desk)
    shown = backup.drill(desk.folder, made, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert (shown.rows["attachment"], shown.pieces, shown.missing) == (1, 3, 0)
    assert files.listing(desk.folder / "staging") == []


def test_a_drill_clears_away_one_that_was_broken_off(desk: Desk, clock, ids):
    made = _make(desk)
    blobs.put(desk.folder / "staging" / "drill" / "blobs", b"left by a power failure")
    assert backup.drill(desk.folder, made, PASSPHRASE, clock=clock, ids=ids, kdf=FAST).pieces == 0
    assert files.listing(desk.folder / "staging") == []


def test_a_drill_finds_pieces_that_are_missing_or_damaged(desk: Desk, clock, ids):
    names = _attach(desk, b"minutes" * 300_000).pieces.split()
    made = _make(desk)
    pieces = backup.place_of(desk.folder) / blobs.FOLDER
    blobs.path_of(pieces, names[0]).unlink()
    blobs.path_of(pieces, names[1]).write_bytes(b"other")
    shown = backup.drill(desk.folder, made, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert (shown.pieces, shown.missing) == (1, 2)


def test_a_drill_without_the_passphrase_fails_today_and_not_on_the_day(desk: Desk, clock, ids):
    made = _make(desk)
    with pytest.raises(WrongPassphraseError):
        backup.drill(desk.folder, made, "forgotten", clock=clock, ids=ids, kdf=FAST)
    assert files.listing(desk.folder / "staging") == []


# --- rotation -------------------------------------------------------------------------------------------


def test_two_years_of_days_leave_days_weeks_and_months():
    days = [datetime(2025, 1, 1, 9, tzinfo=UTC) + timedelta(days=n) for n in range(730)]
    kept = backup.keepers(days)
    assert days[-7:] == sorted(kept)[-7:]
    assert len(kept) <= backup.DAYS + backup.WEEKS + backup.MONTHS
    assert min(kept) <= days[-1] - timedelta(days=330)


@given(
    st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), max_size=60)
)
def test_the_newest_backup_always_stays_and_few_backups_all_stay(made: list[datetime]):
    kept = backup.keepers(made)
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert len({m.date() for m in made}) > backup.DAYS or {m.date() for m in made} == {m.date() for m in kept}


def test_daily_backups_are_rotated_with_the_pieces_that_only_they_needed(desk: Desk, clock, monkeypatch):
    for name, most in (("DAYS", 2), ("WEEKS", 1), ("MONTHS", 1)):
        monkeypatch.setattr(backup, name, most)
    place = backup.place_of(desk.folder)
    stored = _attach(desk, b"erased later")
    _make(desk)
    assert set(blobs.held(place / blobs.FOLDER)) == set(stored.pieces.split())
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE attachment SET pieces = NULL, key = NULL")
    for _ in range(3):
        clock.advance(timedelta(days=1))
        _make(desk)
    assert len(backup.listing(place)) == 2
    assert list(blobs.held(place / blobs.FOLDER)) == []
    assert list(blobs.held(desk.folder / blobs.FOLDER)) == stored.pieces.split()


def test_a_backup_is_due_once_a_day(desk: Desk, clock):
    assert backup.is_due(desk.folder, clock)
    _make(desk)
    assert not backup.is_due(desk.folder, clock)
    clock.advance(timedelta(days=1))
    assert backup.is_due(desk.folder, clock)


def test_two_backups_in_one_second_have_two_names(desk: Desk):
    assert [_make(desk).path.name for _ in range(2)] == ["20261122T093000Z", "20261122T093000Z-2"]


def test_the_tide_of_the_lost_desk_means_nothing_to_the_restored_one(
    desk: Desk, tmp_path: Path, clock, ids, tides
):
    made = _make(desk)
    backup.restore(made.path, tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(tmp_path / "again", PASSPHRASE, clock=clock, ids=ids, kdf=FAST) as again:
        assert not tide.tide_file(tides, again.folder, again.device.device_id).exists()
        again.set_setting("a", "1")
        assert tide.tide_file(tides, again.folder, again.device.device_id).exists()
