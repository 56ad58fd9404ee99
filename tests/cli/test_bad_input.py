"""Whatever a person hands in by mistake: an error in words, in their language, and nothing lost."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cspdesk.i18n.languages import LANGUAGES
from cspdesk.store import engine, vault
from tests.cli.doors import CommandLine
from tests.store.desks import FAST, PASSPHRASE, ROOT

Case = Callable[[CommandLine], tuple[object, ...]]


def wrong_passphrase(cli: CommandLine) -> tuple[object, ...]:
    path = cli.folder / "wrong"
    path.write_text("wrong\n", "utf-8")
    return ("status", "--passphrase-file", path)


def foreign_folder(cli: CommandLine) -> tuple[object, ...]:
    folder = cli.folder / "photos"
    folder.mkdir(exist_ok=True)
    (folder / "one.jpg").write_text("x", "utf-8")
    return ("status", "--desk", folder)


def newer_desk(cli: CommandLine) -> tuple[object, ...]:
    folder = cli.folder / "newer"
    if not folder.exists():
        shutil.copytree(cli.desk, folder, ignore=shutil.ignore_patterns("locks"))
        key = vault.check_passphrase(folder, PASSPHRASE, kdf=FAST).key
        with engine.opened(folder / engine.DATABASE, key) as opened:
            opened.execute("PRAGMA user_version = 99")
    return ("status", "--desk", folder)


def damaged_desk(cli: CommandLine) -> tuple[object, ...]:
    folder = cli.folder / "damaged"
    if not folder.exists():
        shutil.copytree(cli.desk, folder, ignore=shutil.ignore_patterns("locks"))
        (folder / engine.DATABASE).write_bytes(b"not a database" * 1000)
    return ("status", "--desk", folder)


def torn_key_file(cli: CommandLine) -> tuple[object, ...]:
    folder = cli.folder / "torn"
    if not folder.exists():
        shutil.copytree(cli.desk, folder, ignore=shutil.ignore_patterns("locks"))
        (folder / vault.KEY_FILE).write_text("{", "utf-8")
    return ("status", "--desk", folder)


def not_a_bundle(cli: CommandLine) -> tuple[object, ...]:
    path = cli.folder / "letter.cspbundle"
    path.write_text("Dear friends", "utf-8")
    return ("bundle", "receive", path)


def others_bundle(cli: CommandLine) -> tuple[object, ...]:
    path = cli.folder / "others.cspbundle"
    if not path.exists():
        other = CommandLine(cli.folder, cli.clock, cli.ids, cli.folder / "other")
        assert other("new", "--organisation", "Others", "--person", "Somebody").status == 0
        other.add("body", {"name": "B", "type": "cppt"})
        assert other("bundle", "make", "--to", "all", "--out", path).status == 0
    return ("bundle", "receive", path)


def broken_xlsx(cli: CommandLine) -> tuple[object, ...]:
    path = cli.folder / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 200)
    return ("import", "body", path)


def torn_csv(cli: CommandLine) -> tuple[object, ...]:
    path = cli.folder / "torn.csv"
    path.write_text('Name,Kind of body\n"never closed,cppt\nB,cppt\n', "utf-8")
    return ("import", "body", path)


def no_folder(cli: CommandLine) -> tuple[object, ...]:
    return ("export", "body", cli.folder / "nowhere" / "out.xlsx")


def folder_for_a_file(cli: CommandLine) -> tuple[object, ...]:
    return ("record", "add", "body", cli.folder)


def file_for_a_folder(cli: CommandLine) -> tuple[object, ...]:
    return ("new", cli.passphrase_file / "desk", "--organisation", "A", "--person", "B")


def no_backup(cli: CommandLine) -> tuple[object, ...]:
    return ("backup", "drill")


def other_digits(cli: CommandLine) -> tuple[object, ...]:
    waiting = CommandLine(cli.folder, cli.clock, cli.ids, cli.folder / "waiting")
    path = cli.folder / "request"
    if not path.exists():
        assert waiting("new", "--join", "--person", "C").status == 0
        assert waiting("coalition", "request", "--out", path).status == 0
    return (
        "coalition", "enrol", path, "--string", "000000000000", "--role", "field", "--out", cli.folder / "w",
    )  # fmt: skip


CASES: list[Case] = [
    wrong_passphrase,
    foreign_folder,
    newer_desk,
    damaged_desk,
    torn_key_file,
    not_a_bundle,
    others_bundle,
    broken_xlsx,
    torn_csv,
    no_folder,
    folder_for_a_file,
    file_for_a_folder,
    no_backup,
    other_digits,
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_it_is_refused_in_three_languages_and_nothing_is_lost(steady: CommandLine, case: Case):
    argv = case(steady)
    told = {}
    for language in LANGUAGES:
        done = steady(*argv, "--json", "--language", language)
        assert done.status == 1, (done.out, done.err)
        error = done.json["error"]
        assert error["code"] not in {"unexpected", ""}, done.err
        assert error["what"]
        assert error["safe"]
        assert "Traceback" not in done.err
        told[str(language)] = error["what"]
    assert len(set(told.values())) == 3, told
    assert steady.count("body") == 1


# --- the disk


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_read_only_is_said(steady: CommandLine, tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    for argv in (
        ("export", "body", closed / "out.csv"),
        ("new", closed / "desk", "--organisation", "A", "--person", "B"),
        ("backup", "make", closed / "backups"),
    ):
        done = steady(*argv, "--json")
        assert (done.status, done.json["error"]["code"]) == (1, "storage")
    assert list(closed.iterdir()) == []


LITTLE = """
import resource, sys
from cspdesk.cli.main import main
from cspdesk.cli.door import Surroundings
from dataclasses import replace
from tests.store.desks import FAST
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
sys.exit(main(sys.argv[1:], replace(Surroundings.system(), kdf=FAST)))
"""


def with_little_room(cli: CommandLine, room: int, *argv: object) -> subprocess.CompletedProcess[str]:
    """Run a command in a process whose files may hold ``room`` bytes, as on a disk that is nearly full."""
    return subprocess.run(
        [sys.executable, "-c", LITTLE.format(bytes=room), *map(str, argv)],
        env={
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "CSPDESK_DESK": str(cli.desk),
            "CSPDESK_PASSPHRASE_FILE": str(cli.passphrase_file),
            "CSPDESK_TIDE": str(cli.folder / "tides"),
            "XDG_STATE_HOME": str(cli.folder / "state"),
            "LANGUAGE": "en",
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the system knows no such limit")
def test_a_full_disk_is_said_and_what_was_saved_stays(cli: CommandLine, tmp_path: Path):
    cli.add("body", *({"name": f"B{n}", "type": "cppt", "note": "слово " * 200} for n in range(200)))
    out = tmp_path / "out.xlsx"
    done = with_little_room(cli, 2_000, "export", "body", out)
    assert done.returncode == 1, done.stderr
    assert "full" in done.stderr
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]
    big = tmp_path / "big.jsonl"
    big.write_text('{"name": "N", "type": "cppt", "note": "' + "x" * 900_000 + '"}\n', "utf-8")
    done = with_little_room(cli, 600_000, "record", "add", "body", big)
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stderr
    assert cli.count("body") == 200
    assert cli("check").status == 0
