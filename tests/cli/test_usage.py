"""Words in any order, errors in three languages, help for each command, and never a traceback."""

import ast
import re
from io import BytesIO, StringIO
from pathlib import Path

import pytest

from cspdesk.cli import table
from cspdesk.cli.arguments import split
from cspdesk.cli.command import Command
from cspdesk.cli.door import Door
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services import faults
from tests.cli.doors import CommandLine

COMMANDS = [command for word in table.FAMILIES for command in table.FAMILIES[word].commands(word)]


def words_of(command: Command) -> str:
    return " ".join(command.words)


@pytest.mark.parametrize("command", COMMANDS, ids=words_of)
@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_each_command_explains_itself(bare: CommandLine, command: Command, language: object):
    words = translator(language)  # type: ignore[arg-type]
    done = bare(*command.words, "--help", "--language", language)
    assert (done.status, done.err) == (0, "")
    assert f"cspdesk {words_of(command)}" in done.out
    assert " ".join(words.t(command.help).split()) in " ".join(done.out.split())
    for name, text in command.parser().rows:
        assert name.split(" ")[0] in done.out
        assert " ".join(words.t(text).split()[:3]) in " ".join(done.out.split())


def test_the_program_and_each_family_list_their_commands(bare: CommandLine):
    told = bare("--help").out
    assert all(f"  {word} " in told for word in table.FAMILIES)
    for word in table.FAMILIES:
        commands = table.FAMILIES[word].commands(word)
        if len(commands[0].words) > 1:
            done = bare(word, "--help")
            assert all(words_of(command) in done.out for command in commands)


def test_help_with_json_is_one_document(bare: CommandLine):
    assert "record add" in "\n".join(bare("record", "--help", "--json").json["help"])


def test_the_version_is_told(bare: CommandLine):
    assert bare("--version").out.startswith("cspdesk ")


@pytest.mark.parametrize(
    "argv",
    [
        ("--json", "record", "list", "body"),
        ("record", "--json", "list", "body"),
        ("record", "list", "--json", "body"),
        ("record", "list", "body", "--json"),
        ("--language=ru", "record", "list", "body", "--json"),
        ("record", "list", "--limit", "5", "body", "--json"),
        ("record", "list", "body", "--limit=5", "--json"),
        ("record", "list", "--json", "--", "body"),
    ],
)
def test_options_stand_wherever_they_like(steady: CommandLine, argv: tuple[str, ...]):
    assert steady(*argv).json["total"] == 1


def test_the_desk_named_in_words_goes_before_the_environment(steady: CommandLine, tmp_path: Path):
    assert steady("record", "list", "body", "--desk", tmp_path).status == 1
    assert steady("record", "list", "body", "--desk", steady.desk, desk=tmp_path).status == 0


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--json",),
        ("nonsense",),
        ("recrd", "list"),
        ("record",),
        ("record", "ad", "body"),
        ("record", "list"),
        ("record", "list", "body", "too", "many"),
        ("record", "list", "body", "--nonsense"),
        ("record", "list", "body", "--limi", "5"),
        ("record", "list", "body", "--desk"),
        ("status", "now"),
        ("record", "undo", "--partial=1"),
        ("status", "--json=yes"),
        ("kinds", "--language", "klingon"),
        ("bundle", "make", "--out", "x"),
        ("bundle", "receive"),
        ("coalition", "enrol", "x"),
        ("audit", "export"),
        ("hub", "serve"),
    ],
)
def test_wrong_usage_is_2_and_says_what_to_do(steady: CommandLine, argv: tuple[str, ...]):
    done = steady(*argv, "--json")
    assert done.status == 2
    error = done.json["error"]
    assert error["code"] == "usage"
    assert error["what"]
    assert "Traceback" not in done.err


def test_a_mistyped_command_is_answered_with_the_nearest(bare: CommandLine):
    assert "record" in bare("recrd", "list", "--json").json["error"]["hint"]
    assert "record list" in bare("record", "lst", "--json").json["error"]["hint"]


def test_errors_are_told_to_people_with_what_is_safe_and_a_hint(steady: CommandLine):
    done = steady("record", "show", "x")
    assert done.out == ""
    first, second, third = done.err.splitlines()
    assert first.startswith("cspdesk: error: ")
    assert second == "Nothing on the desk was changed."
    assert third.startswith("hint: ")


@pytest.mark.parametrize("language", ["tg", "ru"])
@pytest.mark.parametrize(
    "argv",
    [
        ("record", "show", "0" * 32),
        ("record", "list", "body", "--desk", "nowhere"),
        ("bundle", "receive", "passphrase"),
        ("import", "body", "passphrase"),
    ],
)
def test_errors_are_in_the_language_of_the_person(
    steady: CommandLine, argv: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(steady.folder)
    english = steady(*argv, "--json")
    told = steady(*argv, "--json", "--language", language)
    assert told.status == english.status == 1
    assert told.json["error"]["code"] == english.json["error"]["code"]
    assert told.json["error"]["what"] != english.json["error"]["what"]
    assert re.search("[а-яӣӯ]", told.err)


def test_a_mistake_of_the_program_is_told_without_a_traceback(
    steady: CommandLine, monkeypatch: pytest.MonkeyPatch
):
    def broken(door: Door, arguments: object) -> int:
        raise ZeroDivisionError(f"CANARY {door} {arguments}")

    command = Command(("status",), "x", broken)
    monkeypatch.setattr(table, "find", lambda words: command)
    done = steady("status", "--json")
    assert done.status == 1
    assert done.json["error"]["code"] == "unexpected"
    assert "Traceback" not in done.err + done.out
    assert "CANARY" not in done.err + done.out
    path = Path(done.json["error"]["hint"].rpartition(": ")[2])
    assert path.parent == faults.default_place()
    assert "CANARY" not in path.read_text("utf-8")
    assert "ZeroDivisionError" in path.read_text("utf-8")


def test_who_stops_a_command_is_told_what_is_safe(steady: CommandLine, monkeypatch: pytest.MonkeyPatch):
    def stopped(door: Door, arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(table, "find", lambda words: Command(("status",), "x", stopped))
    done = steady("status", "--json")
    assert (done.status, done.json["error"]["code"]) == (1, "stopped")


def test_a_letter_that_is_no_utf8_is_told_as_an_escape(steady: CommandLine):
    done = steady("record", "show", "\udcff", "--json")
    assert done.json["error"]["what"]


def test_a_value_that_begins_with_a_dash_is_a_value():
    parser = table.FAMILIES["record"].commands("record")[-1].parser()
    parted = split(["record", "list", "--sort", "-held_on", "body"], words=2, parser=parser)
    told = parser.parse_args(parted.tokens)
    assert (told.sort, told.KIND) == ("-held_on", "body")


def test_every_text_of_the_table_is_marked_for_translation():
    folder = Path(table.__file__).parent
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"parser.takes", "Command", "Family"}:
                texts = [arg for arg in node.args[1:] if isinstance(arg, ast.Constant)]
                assert not [one.value for one in texts if isinstance(one.value, str)], path.name


def test_streams_that_are_closed_are_no_mistake(monkeypatch: pytest.MonkeyPatch):
    from cspdesk.cli.door import Surroundings

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{name}", None)
    around = Surroundings.system()
    assert isinstance(around.stdin, BytesIO)
    assert isinstance(around.stdout, StringIO)
    assert around.ask("x") is None
