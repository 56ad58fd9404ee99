"""The program as people start it: real processes, pipes, strange encodings, several at once."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.services.workspace import Workspace
from tests.cli.doors import CommandLine
from tests.store.desks import FAST, PASSPHRASE, ROOT, child

CHEAP_DOOR = """
import sys
from dataclasses import replace
from cspdesk.cli.door import Surroundings
from cspdesk.cli.main import main
from tests.store.desks import FAST
sys.exit(main(sys.argv[1:], replace(Surroundings.system(), kdf=FAST)))
"""


def environment(cli: CommandLine, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "CSPDESK_DESK": str(cli.desk),
        "CSPDESK_PASSPHRASE_FILE": str(cli.passphrase_file),
        "LANGUAGE": "en",
        **more,
    }


def command(*argv: object, cheap: bool = True) -> list[str]:
    how = ["-c", CHEAP_DOOR] if cheap else ["-m", "cspdesk"]
    return [sys.executable, *how, *map(str, argv)]


def run(
    cli: CommandLine, *argv: object, cheap: bool = True, **more: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*argv, cheap=cheap), env=environment(cli, **more), capture_output=True, check=False
    )


def test_the_program_itself_makes_a_desk_and_tells_of_it(bare: CommandLine):
    made = run(bare, "new", "--organisation", "Чашма", "--person", "Нигора", "--json", cheap=False)
    assert made.returncode == 0, made.stderr.decode()
    assert json.loads(made.stdout)["organisation"] == "Чашма"
    told = run(bare, "status", "--json", cheap=False)
    assert json.loads(told.stdout)["person"] == "Нигора"


def test_help_is_given_before_the_database_is_read_in(bare: CommandLine):
    code = """
import sys
from cspdesk.cli.main import main
main(["--help"])
heavy = {"sqlalchemy", "alembic", "sqlcipher3", "PySide6", "openpyxl", "xlsxwriter"}
print(*heavy & sys.modules.keys(), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(bare), capture_output=True, check=True
    )
    assert done.stderr.split() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_reader_that_has_enough_is_no_error(steady: CommandLine):
    for words in (("kinds", "--json"), ("--help",), ("record", "list", "body", "--json")):
        with subprocess.Popen(
            command(*words), env=environment(steady), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.read(1)
            running.stdout.close()
            assert running.stderr.read() == b""
        assert running.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_output_that_is_full_is_said(steady: CommandLine):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("kinds"), env=environment(steady), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert b"output cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "utf-8", "utf-16"])
def test_any_encoding_of_the_output_carries_every_letter(steady: CommandLine, encoding: str):
    done = run(steady, "record", "list", "body", "--json", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    told = json.loads(done.stdout.decode(encoding))
    assert told["records"][0]["fields"]["name"] == "Кумита"
    plain = run(steady, "record", "list", "body", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
    assert plain.returncode == 0


@pytest.fixture
def held(cli: CommandLine) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the desk open."""
    other = child("desk = opened(); print('open', flush=True); sys.stdin.read()", cli.desk)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    yield other
    other.communicate("", timeout=60)


@pytest.mark.parametrize(
    "words", [("check", "--rebuild"), ("passphrase", "change", "--new-passphrase-file", "new")]
)
def test_what_needs_the_desk_alone_names_who_has_it(
    cli: CommandLine, held: subprocess.Popen[str], words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(cli.folder)
    (cli.folder / "new").write_text("quite other words now\n", "utf-8")
    done = cli(*words, "--json")
    assert (done.status, done.json["error"]["code"]) == (1, "busy")
    assert str(held.pid) in done.json["error"]["what"] + done.json["error"]["hint"]
    assert cli("record", "list", "body").status == 0


def test_two_programs_write_to_one_desk(cli: CommandLine):
    given = "".join(json.dumps({"name": f"B{n}", "type": "cppt"}) + "\n" for n in range(200))
    path = cli.folder / "in.jsonl"
    path.write_text(given, "utf-8")
    running = [
        subprocess.Popen(command("record", "add", "body", path), env=environment(cli), stdout=subprocess.PIPE)
        for _ in range(3)
    ]
    ids = [line for one in running for line in one.communicate(timeout=120)[0].split()]
    assert [one.returncode for one in running] == [0, 0, 0]
    assert len(set(ids)) == cli.count("body") == 600
    assert cli("check", "--rebuild").status == 0


def test_lists_go_on_while_an_import_runs(cli: CommandLine, capsys: pytest.CaptureFixture[str]):
    cli.add("body", *({"name": f"B{n}", "type": "cppt"} for n in range(50)))
    path = cli.folder / "in.csv"
    rows = "".join(f"Meeting {n};2026-11-09;3509038;{n % 40};ROAD;3\r\n" for n in range(3_000))
    titles = "Title;Date held;Place;Women, 18 to 30;Concern 1: Concern;Concern 1: Severity\r\n"
    path.write_text(titles + rows, "utf-8-sig")
    with Workspace.open(cli.desk, PASSPHRASE, clock=cli.clock, ids=cli.ids, kdf=FAST) as window:
        importing = subprocess.Popen(
            command("import", "consultation", path), env=environment(cli), stdout=subprocess.DEVNULL
        )
        waits = []
        while importing.poll() is None:
            began = time.perf_counter()
            total = window.records.list("consultation", limit=50).total
            assert total in {0, 3_000}, "half an import is never seen"
            assert window.records.list("body", limit=50).total == 50
            waits.append(time.perf_counter() - began)
        assert importing.returncode == 0
        assert window.records.list("consultation").total == 3_000
    with capsys.disabled():
        print(f" [{len(waits)} lists meanwhile, the longest {max(waits):.2f} s]", end="")
    assert max(waits) < 5, "a list waits for no import"


def test_a_time_zone_that_there_cannot_be_is_no_mistake(cli: CommandLine):
    for zone in ("UTC+25", "Nowhere/Land", ":/etc/passwd"):
        done = run(cli, "status", "--json", TZ=zone)
        assert done.returncode == 0, done.stderr.decode()
