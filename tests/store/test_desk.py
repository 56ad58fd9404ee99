"""An open desk: what is saved is kept, by one program or by several, and what is wrong is told in words."""

import errno
import os
import stat
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from cspdesk.domain.errors import (
    BusyError,
    DamagedError,
    NotFoundError,
    RefusedError,
    StorageError,
    WrongPassphraseError,
)
from cspdesk.store import backup, engine, files, renewal, vault
from cspdesk.store.desk import Desk, create, open_desk
from tests.store.desks import FAST, PASSPHRASE, child, said


def test_what_was_kept_is_there_after_reopening(desk: Desk, folder: Path, reopen):
    desk.set_setting("language", "tg")
    device, incarnation = desk.device.device_id, desk.incarnation
    desk.close()
    again = reopen(folder)
    assert again.setting("language") == "tg"
    assert (again.device.device_id, again.incarnation) == (device, incarnation)


def test_the_folder_holds_what_the_design_says_for_its_owner_alone(desk: Desk, folder: Path):
    desk.close()
    wanted = {"desk.json", "desk.db", "device.key", "blobs", "backups", "staging", "locks"}
    assert {path.name for path in folder.iterdir()} == wanted
    if sys.platform != "win32":
        assert all(stat.S_IMODE(p.stat().st_mode) & 0o077 == 0 for p in [folder, *folder.rglob("*")])


def test_a_folder_with_something_in_it_takes_no_desk(tmp_path: Path, clock, ids, tides):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(RefusedError, match="not empty"):
        create(tmp_path, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_a_desk_whose_making_fails_leaves_nothing(folder: Path, clock, ids, tides, monkeypatch):
    def failing(*_: object) -> None:
        raise files.storage_error(OSError(errno.ENOSPC, "no space"), folder)

    monkeypatch.setattr(vault, "write_key_file", failing)
    with pytest.raises(StorageError):
        create(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert not folder.exists()
    folder.mkdir()
    with pytest.raises(StorageError):
        create(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert list(folder.iterdir()) == []


def test_a_wrong_passphrase_and_a_missing_desk_are_told_apart(desk: Desk, folder: Path, clock, ids):
    with pytest.raises(WrongPassphraseError):
        open_desk(folder, "other", clock=clock, ids=ids, kdf=FAST)
    with pytest.raises(NotFoundError):
        open_desk(folder / "nowhere", PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("name", ["desk.db", "device.key"])
def test_a_damaged_or_missing_file_is_told_by_its_name(desk: Desk, folder: Path, reopen, name: str):
    desk.close()
    whole = (folder / name).read_bytes()
    for content in (whole[:40] + bytes(40) + whole[80:], b""):
        (folder / name).write_bytes(content)
        with pytest.raises(DamagedError, match=name):
            reopen(folder)
    (folder / name).unlink()
    with pytest.raises((DamagedError, StorageError), match=name):
        reopen(folder)


def test_a_damaged_key_file_is_healed_from_a_backup_and_no_record_is_lost(desk: Desk, folder: Path, reopen):
    backup.make(folder, desk.unlocked, clock=desk.clock, ids=desk.ids)
    desk.set_setting("after the backup", "kept")
    desk.close()
    for torn in (b"", b"{", (folder / "desk.json").read_bytes()[:-20]):
        (folder / "desk.json").write_bytes(torn)
        again = reopen(folder)
        assert again.setting("after the backup") == "kept"
        again.close()
        assert vault.read_key_file(folder / "desk.json")


# --- transactions ---------------------------------------------------------------------------------------


def test_an_error_undoes_the_whole_save(desk: Desk):
    desk.set_setting("a", "1")
    with pytest.raises(ValueError, match="stop"), desk.writing() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '2' WHERE name = 'a'")
        raise ValueError("stop")
    assert desk.setting("a") == "1"
    desk.set_setting("a", "3")
    assert desk.setting("a") == "3"


def test_a_save_within_a_save_is_a_mistake_of_the_program(desk: Desk):
    with pytest.raises(RuntimeError, match="within a save"), desk.writing(), desk.writing():
        pass


def test_a_closed_desk_can_be_closed_again_and_not_used(desk: Desk):
    desk.close()
    desk.close()
    with pytest.raises(RuntimeError, match="closed"):
        desk.setting("a")
    with pytest.raises(RuntimeError, match="closed"):
        desk.set_setting("a", "1")


def test_reading_goes_on_beside_a_save_and_sees_it_afterwards(desk: Desk):
    desk.set_setting("a", "1")
    before = desk.data_version()
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = '2' WHERE name = 'a'")
        assert desk.setting("a") == "1"
        assert desk.data_version() == before
    assert desk.setting("a") == "2"
    assert desk.data_version() != before


def test_two_threads_save_in_turns(desk: Desk):
    def count() -> None:
        for _ in range(50):
            with desk.writing() as connection:
                connection.exec_driver_sql("UPDATE setting SET value = value + 1 WHERE name = 'n'")

    desk.set_setting("n", "0")
    threads = [threading.Thread(target=count) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert desk.setting("n") == "150"


COUNTING = """
desk = opened()
for _ in range(500):
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = value + 1 WHERE name = 'n'")
        connection.exec_driver_sql(
            "INSERT INTO deed (no, feed, first, last, undone)"
            " SELECT value, 1, ?, ?, 0 FROM setting WHERE name = 'n'", (1, 1)
        )
desk.close()
"""


def test_two_programs_save_a_thousand_times_on_one_desk_and_none_is_lost(desk: Desk, folder: Path):
    desk.set_setting("n", "0")
    seen = desk.data_version()
    both = [child(COUNTING, folder) for _ in range(2)]
    for one in both:
        said(one)
    assert desk.setting("n") == "1000"
    assert desk.data_version() != seen
    with desk.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*), count(DISTINCT no) FROM deed").one() == (
            1000,
            1000,
        )


KILLED = """
desk = opened()
for n in range(100_000):
    desk.set_setting("n", str(n))
    print(n, flush=True)
"""


def test_a_program_killed_while_saving_loses_nothing_that_it_reported(desk: Desk, folder: Path, reopen):
    desk.close()
    for lines in (1, 7, 40):
        other = child(KILLED, folder)
        assert other.stdout
        last = [other.stdout.readline() for _ in range(lines)][-1]
        other.kill()
        # communicate() would miss what readline() has read ahead
        rest = other.stdout.read()
        other.communicate()
        reported = int((rest.splitlines() or [last])[-1] or last)
        again = reopen(folder)
        assert int(again.setting("n")) in {reported, reported + 1}
        assert engine.faults(folder / engine.DATABASE, again.unlocked.key) == []
        again.close()


# --- a disk that will not do ----------------------------------------------------------------------------

FULL = """
import resource
desk = opened()
desk.set_setting("before", "kept")
size = (folder / "desk.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, size + 100_000))
try:
    with desk.writing() as connection:
        for n in range(2000):
            connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (f"row {n}", "x" * 2000))
    print("kept")
except CspdeskError as error:
    print(error.code, bool(error.hint))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
desk.set_setting("after", "kept")
with desk.reading() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM setting WHERE name GLOB 'row *'").scalar())
desk.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limit on the size of a file")
def test_a_disk_that_fills_up_while_saving_keeps_what_was_saved(desk: Desk, folder: Path, reopen):
    desk.close()
    preset = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, resource.RLIM_INFINITY))\n"
    softly = FULL.replace("(size + 100_000, size + 100_000)", "(size + 100_000, resource.RLIM_INFINITY)")
    assert said(child(preset + softly, folder)).splitlines() == ["storage True", "0"]
    again = reopen(folder)
    assert [again.setting(name) for name in ("before", "after")] == ["kept", "kept"]
    assert engine.faults(folder / engine.DATABASE, again.unlocked.key) == []


READ_ONLY = """
import os
if os.getuid() == 0:
    import cspdesk.store.upgrade, platformdirs.unix
    os.setgid(65534)
    os.setuid(65534)
try:
    opened()
except CspdeskError as error:
    print(error.code, error.what.english())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders read-only by lists, not by modes")
def test_a_folder_that_cannot_be_written_is_told(desk: Desk, folder: Path):
    desk.close()
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    for path in [folder, *folder.parents][:-2]:
        path.chmod(path.stat().st_mode | 0o055 if path != folder else 0o555)
    try:
        assert said(child(READ_ONLY, folder)).startswith("storage ")
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o700 if path.is_dir() else 0o600)


def test_a_folder_on_another_computer_is_refused_politely(folder: Path, clock, ids, tides, monkeypatch):
    monkeypatch.setattr("cspdesk.store.volume.is_on_network", lambda _: True)
    with pytest.raises(StorageError, match="another computer"):
        create(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    assert not folder.exists()


# --- passphrase and key ---------------------------------------------------------------------------------


def test_another_passphrase_opens_the_same_desk_and_the_old_one_does_not(
    desk: Desk, folder: Path, clock, ids
):
    desk.set_setting("a", "1")
    key = desk.unlocked.key
    desk.change_passphrase(PASSPHRASE, "анор кӯҳ дафтар", kdf=FAST)
    assert desk.setting("a") == "1"
    desk.close()
    with pytest.raises(WrongPassphraseError):
        open_desk(folder, PASSPHRASE, clock=clock, ids=ids, kdf=FAST)
    with open_desk(folder, "анор кӯҳ дафтар", clock=clock, ids=ids, kdf=FAST) as again:
        assert (again.setting("a"), again.unlocked.key) == ("1", key)


@pytest.mark.parametrize("change", ["change_passphrase", "renew_key"])
def test_the_old_passphrase_is_asked_for_and_the_desk_is_needed_alone(
    desk: Desk, folder: Path, reopen, change: str
):
    with pytest.raises(WrongPassphraseError):
        getattr(desk, change)("not it", "new", kdf=FAST)
    reopen(folder)
    with pytest.raises(BusyError):
        getattr(desk, change)(PASSPHRASE, "new", kdf=FAST)
    desk.close()
    assert vault.check_passphrase(folder, PASSPHRASE, kdf=FAST)


def test_a_renewed_key_leaves_nothing_that_the_old_one_opens(desk: Desk, folder: Path, clock, ids):
    desk.set_setting("a", "1")
    old, device = desk.unlocked.key, desk.device
    desk.renew_key(PASSPHRASE, "new words", kdf=FAST)
    desk.set_setting("a", "2")
    desk.close()
    with pytest.raises(DamagedError):
        engine.version(folder / engine.DATABASE, old)
    with pytest.raises(DamagedError):
        vault.read_device(folder, old)
    with open_desk(folder, "new words", clock=clock, ids=ids, kdf=FAST) as again:
        assert (again.setting("a"), again.device) == ("2", device)
        assert again.unlocked.key != old


@pytest.mark.parametrize("stop_at", ["backup.rewrap", "engine.renew", "vault.write_device", "vault.settled"])
def test_a_renewal_that_breaks_off_anywhere_is_finished_at_the_next_opening(
    desk: Desk, folder: Path, clock, ids, monkeypatch, stop_at: str
):
    def power_fails(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    desk.set_setting("a", "1")
    old, device = desk.unlocked.key, desk.device
    desk.close()
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(f"cspdesk.store.{stop_at}", power_fails)
        renewal.renew(folder, old, PASSPHRASE, "new words", ids=ids, kdf=FAST)
    for _ in range(2):
        with open_desk(folder, "new words", clock=clock, ids=ids, kdf=FAST) as again:
            assert (again.setting("a"), again.device) == ("1", device)
            assert again.unlocked.key != old
    assert not vault.read_key_file(folder / vault.KEY_FILE).next_key


RENEWING = """
desk = opened()
print("open", flush=True)
desk.renew_key(PASSPHRASE, "new words", kdf=FAST)
"""


@pytest.mark.parametrize("wait", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_a_program_killed_while_renewing_the_key_loses_nothing(
    desk: Desk, folder: Path, clock, ids, wait: float
):
    with desk.writing() as connection:
        for n in range(4000):
            connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (f"row {n}", "x" * 2000))
    desk.close()
    other = child(RENEWING, folder)
    assert other.stdout
    assert other.stdout.readline() == "open\n"
    with suppress(subprocess.TimeoutExpired):
        other.wait(wait)
    other.kill()
    other.communicate()
    key_file = vault.read_key_file(folder / vault.KEY_FILE)
    begun = vault.told("new words") if key_file.next_key or not _opens(folder, PASSPHRASE) else PASSPHRASE
    with open_desk(folder, begun, clock=clock, ids=ids, kdf=FAST) as again, again.reading() as connection:
        assert (
            connection.exec_driver_sql("SELECT count(*) FROM setting WHERE name GLOB 'row *'").scalar()
            == 4000
        )
    assert engine.faults(folder / engine.DATABASE, again.unlocked.key) == []


def _opens(folder: Path, passphrase: str) -> bool:
    try:
        return bool(vault.check_passphrase(folder, passphrase, kdf=FAST))
    except WrongPassphraseError:
        return False


def test_a_cost_raised_later_keeps_key_and_passphrase_and_yields_to_a_change(
    desk: Desk, folder: Path, reopen
):
    def instant(passphrase: str, salt: bytes, cost: object) -> bytes:
        return passphrase.encode().ljust(32)[:32]

    growing = vault.Derivation(derive=instant)
    held = vault.wrap(
        desk.unlocked.key, PASSPHRASE, ids=desk.ids, kdf=vault.Derivation(derive=instant, seconds=0)
    )
    vault.write_key_file(folder, held.file)
    desk.unlocked = held
    assert desk.raise_cost(PASSPHRASE, kdf=growing)
    assert vault.check_passphrase(folder, PASSPHRASE, kdf=growing).key == held.key
    desk.unlocked = held
    assert not desk.raise_cost(PASSPHRASE, kdf=growing)
    assert vault.read_key_file(folder / vault.KEY_FILE) != held.file


def test_no_desk_of_the_person_at_this_machine_is_used(tides: Path, desk: Desk):
    assert os.environ["CSPDESK_TIDE"] == str(tides)
    assert len(list(tides.iterdir())) == 1
