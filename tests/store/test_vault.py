"""The passphrase opens the desk; nothing else does, and no file talks the program into a weak key."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cspdesk.domain.errors import DamagedError, DeskError, NewerDeskError, NotFoundError, WrongPassphraseError
from cspdesk.domain.ids import Ids
from cspdesk.store import files, vault
from cspdesk.store.vault import ARGON2ID, Derivation, KeyFile
from cspdesk.wire.kdf import FLOOR_MEMORY, FLOOR_PASSES, MOST_MEMORY, MOST_PASSES, Cost
from cspdesk.wire.suite import DeviceKeys
from tests.store.desks import CHEAP, FAST, PASSPHRASE, ROOT, cheap

KEY = bytes(range(32))


@pytest.fixture
def locked(tmp_path: Path, ids: Ids) -> Path:
    """A folder with a key file."""
    vault.write_key_file(tmp_path, vault.wrap(KEY, PASSPHRASE, ids=ids, kdf=FAST).file)
    return tmp_path


def test_the_passphrase_gives_the_key_back(locked: Path):
    assert vault.check_passphrase(locked, PASSPHRASE, kdf=FAST).key == KEY


def test_another_passphrase_is_told_to_be_wrong(locked: Path):
    with pytest.raises(WrongPassphraseError, match="Wrong passphrase"):
        vault.check_passphrase(locked, PASSPHRASE + "!", kdf=FAST)


def test_composed_and_decomposed_letters_and_odd_spaces_are_one_passphrase(tmp_path: Path, ids: Ids):
    composed, decomposed = "чор \u04e3\u0439", "чор\u00a0\u0438\u0304\u0438\u0306"
    vault.write_key_file(tmp_path, vault.wrap(KEY, composed, ids=ids, kdf=FAST).file)
    assert vault.check_passphrase(tmp_path, decomposed, kdf=FAST).key == KEY


def test_the_key_file_holds_no_name_and_no_key(locked: Path):
    content = (locked / vault.KEY_FILE).read_bytes()
    assert set(json.loads(content)) == {"format", "program", "kdf", "key", "next", "recovery", "sum"}
    assert KEY.hex().encode() not in content


def test_every_damaged_byte_of_the_key_file_is_told_as_damage(locked: Path):
    content = (locked / vault.KEY_FILE).read_bytes()
    for place in range(len(content) - 1):  # the last byte is the end of a line
        files.write_whole(
            locked / vault.KEY_FILE, content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        )
        with pytest.raises((DamagedError, NewerDeskError)):
            vault.check_passphrase(locked, PASSPHRASE, kdf=FAST)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"format": "1"}', b"[" * 5000]
)
def test_what_is_no_key_file_is_told_as_damage(tmp_path: Path, content: bytes):
    files.write_whole(tmp_path / vault.KEY_FILE, content)
    with pytest.raises(DamagedError):
        vault.check_passphrase(tmp_path, PASSPHRASE, kdf=FAST)


def test_a_damaged_key_file_is_replaced_by_that_of_the_newest_backup(locked: Path):
    backup = locked / "backups" / "20261122T093000Z"
    files.make_folder(backup)
    files.copy(locked / vault.KEY_FILE, backup / vault.KEY_FILE)
    files.write_whole(locked / vault.KEY_FILE, b"torn")
    unlocked = vault.check_passphrase(locked, PASSPHRASE, kdf=FAST)
    assert unlocked.key == KEY
    vault.heal(locked, unlocked)
    assert KeyFile.from_bytes((locked / vault.KEY_FILE).read_bytes(), locked) == unlocked.file


def test_a_key_file_of_a_newer_program_is_told_as_such(locked: Path):
    body = json.loads((locked / vault.KEY_FILE).read_bytes())
    files.write_whole(locked / vault.KEY_FILE, json.dumps({**body, "format": 2}).encode())
    with pytest.raises(NewerDeskError):
        vault.check_passphrase(locked, PASSPHRASE, kdf=FAST)


def test_a_folder_without_a_desk_is_told_as_such(tmp_path: Path):
    assert not vault.is_desk(tmp_path)
    with pytest.raises(NotFoundError, match="no desk"):
        vault.check_passphrase(tmp_path, PASSPHRASE)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(FLOOR_MEMORY - 1024, FLOOR_PASSES),
        Cost(FLOOR_MEMORY, FLOOR_PASSES - 1),
        Cost(MOST_MEMORY * 2, FLOOR_PASSES),
        Cost(FLOOR_MEMORY, MOST_PASSES + 1),
        Cost(-1, 3),
        CHEAP,
    ],
)
def test_a_key_file_that_asks_for_too_little_or_absurdly_much_is_refused(tmp_path: Path, cost: Cost):
    asking = KeyFile(cost, bytes(16), bytes(72))
    vault.write_key_file(tmp_path, asking)
    with pytest.raises(DamagedError):
        vault.check_passphrase(tmp_path, PASSPHRASE)


def test_lowering_the_cost_in_the_file_does_not_open_it(tmp_path: Path, ids: Ids):
    dear = Derivation(derive=cheap, least=Cost(), seconds=0)
    file = vault.wrap(KEY, PASSPHRASE, ids=ids, kdf=dear).file
    vault.write_key_file(tmp_path, replace(file, cost=CHEAP))
    with pytest.raises(WrongPassphraseError):
        vault.check_passphrase(tmp_path, PASSPHRASE, kdf=FAST)


def test_the_real_derivation_costs_at_least_the_floor_and_is_calibrated(tmp_path: Path, ids: Ids):
    brief = replace(ARGON2ID, seconds=0.001)
    unlocked = vault.wrap(KEY, PASSPHRASE, ids=ids, kdf=brief)
    assert unlocked.file.cost == Cost(FLOOR_MEMORY, FLOOR_PASSES)
    vault.write_key_file(tmp_path, unlocked.file)
    assert vault.check_passphrase(tmp_path, PASSPHRASE).key == KEY
    asked: list[Cost] = []

    def instant(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        asked.append(cost)
        return bytes(32)

    cost = Derivation(derive=instant).calibrated(ids)
    assert asked == [Cost()]
    assert cost.memory > FLOOR_MEMORY
    assert cost.passes == MOST_PASSES


def test_a_passphrase_that_opens_too_fast_is_made_dearer_with_the_same_key(ids: Ids):
    def instant(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        return passphrase.encode().ljust(32)[:32]

    growing = Derivation(derive=instant)
    unlocked = vault.wrap(KEY, PASSPHRASE, ids=ids, kdf=replace(growing, seconds=0))
    raised = vault.dearer(unlocked, PASSPHRASE, ids=ids, kdf=growing)
    assert raised
    assert raised.key == KEY
    assert raised.file.cost.memory > unlocked.file.cost.memory
    assert vault.dearer(replace(unlocked, seconds=9.0), PASSPHRASE, ids=ids, kdf=growing) is None
    assert vault.dearer(raised, PASSPHRASE, ids=ids, kdf=growing) is None


def test_the_devices_keys_come_back_under_the_desks_key_alone(tmp_path: Path, ids: Ids):
    keys = DeviceKeys.generate(ids)
    vault.write_device(tmp_path, keys, KEY, ids=ids)
    assert vault.read_device(tmp_path, KEY) == keys
    assert vault.read_device(tmp_path, bytes(32), KEY) == keys
    assert keys.sign_seed not in (tmp_path / vault.DEVICE_FILE).read_bytes()
    with pytest.raises(DamagedError):
        vault.read_device(tmp_path, bytes(32))


def test_a_missing_device_file_is_told_as_damage(tmp_path: Path):
    with pytest.raises(DeskError, match=r"device\.key"):
        vault.read_device(tmp_path, KEY)


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("", "short"),
        ("мактаб", "short"),
        ("1985 1986 1987 1988", "digits"),
        ("об об об об об об об", "repeats"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("qwertyuiop asdfgh", "keyboard"),
        ("пароль от компьютера", "keyboard"),
    ],
)
def test_a_weak_passphrase_is_advised_against(passphrase: str, words: str):
    advice = vault.weakness(passphrase)
    assert advice
    assert words in advice.english()


@pytest.mark.parametrize("passphrase", [PASSPHRASE, "анор кӯҳ дафтар барф", "tR9#vq-LmX2w%8"])
def test_a_passphrase_that_will_do_gets_no_advice(passphrase: str):
    assert vault.weakness(passphrase) is None


def test_the_passphrase_can_be_checked_before_any_database_is_loaded():
    heavy = ("sqlalchemy", "sqlcipher3", "alembic", "PIL")
    code = f"import sys, cspdesk.store.vault; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
