"""House rules that a linter cannot know, each with its reason as its message."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "cspdesk"

# Everything that is committed lies in these; whatever else lies about here was made by a tool.
TRACKED_FOLDERS = (".ci", "benchmarks", "docs", "packaging", "src", "tests", "tools", "translations")

# Only here are files of a desk written, renamed, flushed and deleted (see `store.files`).
FILES = "cspdesk.store.files"

# Only here is time read and randomness drawn; everything else is handed a Clock and an Ids.
SOURCES_OF_CHANCE = {"cspdesk.domain.clock", "cspdesk.domain.ids"}


@dataclass(frozen=True, slots=True)
class Module:
    """One module of the program or of the tests, parsed."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The floor it stands on; empty for ``__init__`` and ``__main__``."""
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 and (SOURCE / parts[1]).is_dir() else ""

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as a person looks it up."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Every node of the given kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Every call with its dotted name as it is written: ``os.replace``, ``path.write_text``."""
        for node in self.nodes(ast.Call):
            assert isinstance(node, ast.Call)
            yield ast.unparse(node.func), node

    def imports(self) -> Iterator[tuple[str, ast.AST]]:
        """Every imported name in full: ``sqlalchemy``, ``sqlalchemy.orm.Session``."""
        for node in self.nodes(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def _parsed(folder: Path, top: str) -> list[Module]:
    found = []
    for path in sorted(folder.rglob("*.py")):
        parts = [top, *path.relative_to(folder).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        text = path.read_text("utf-8")
        found.append(Module(name, path, text, ast.parse(text)))
    return found


MODULES = _parsed(SOURCE, "cspdesk")
TESTS = _parsed(ROOT / "tests", "tests")


def _none(offences: list[str], reason: str) -> None:
    """Fail with the reason of a rule and where it is broken."""
    assert not offences, f"{reason}\n  " + "\n  ".join(offences)


def _imports_outside(allowed: set[str], modules: list[Module]) -> list[str]:
    return [
        f"{module.at(node)} imports {name}"
        for module in modules
        for name, node in module.imports()
        if name.split(".")[0] not in allowed
        and not any(name.startswith(f"{a}.") or name == a for a in allowed)
    ]


def _calls_of(wanted: Callable[[str, ast.Call], bool], modules: list[Module]) -> list[str]:
    return [
        f"{module.at(call)} {name}(...)"
        for module in modules
        for name, call in module.calls()
        if wanted(name, call)
    ]


def _in(*packages: str) -> list[Module]:
    return [module for module in MODULES if module.package in packages]


# --- size and names ------------------------------------------------------------------------------


def test_no_module_is_longer_than_four_hundred_lines():
    long = [f"{m.at(m.tree)} has {n}" for m in MODULES if (n := m.text.count("\n")) > 400]
    _none(long, "A module that scrolls holds two nouns: give the second a module of its own.")


def test_no_function_is_longer_than_sixty_lines():
    long = [
        f"{m.at(node)} {node.name} has {n}"
        for m in MODULES
        for node in m.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (n := (node.end_lineno or 0) - node.lineno + 1) > 60
    ]
    _none(long, "A function that does not fit a screen hides its steps: name them.")


def test_the_field_description_stays_too_small_to_be_a_framework():
    sizes = {
        name: (SOURCE / name).read_text("utf-8").count("\n")
        for name in ("domain/fields.py", "models/base.py")
    }
    assert sum(sizes.values()) <= 250, (
        f"Write the screen by hand instead of teaching the description: {sizes}"
    )


def test_no_module_is_named_after_nothing():
    vague = re.compile(r"^(utils?|helpers?|common|managers?|logic|misc|tools|stuff|base_\w+|\w+_utils)$")
    named = [m.at(m.tree) for m in MODULES if vague.match(m.name.rpartition(".")[2])]
    _none(named, "A module is named after the one noun it holds; such a name would hold anything.")


def test_no_class_is_named_after_its_part_in_a_pattern():
    vague = re.compile(r"(Manager|Handler|Helper|Impl|Utils?|Factory)$")
    named = [
        f"{m.at(node)} {node.name}"
        for m in MODULES
        for node in m.nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef) and vague.search(node.name)
    ]
    _none(named, "A class is named after the thing it is, in the words of the glossary.")


def test_every_module_says_its_job():
    silent = [m.at(m.tree) for m in MODULES if not ast.get_docstring(m.tree)]
    _none(silent, "The first sentence of a module says its one job.")


def test_every_exception_ends_in_error():
    kinds = {"Exception", "BaseException", "ValueError", "RuntimeError", "OSError", "LookupError"}
    misnamed = [
        f"{m.at(node)} {node.name}"
        for m in MODULES
        for node in m.nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef)
        and any((base := ast.unparse(b)).endswith("Error") or base in kinds for b in node.bases)
        and not node.name.endswith("Error")
    ]
    _none(misnamed, "What can be raised is seen by its name.")


# --- floors --------------------------------------------------------------------------------------


def test_the_import_contracts_hold():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        env={"PYTHONPATH": str(SOURCE.parent), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"Imports only go down (docs/architecture.md):\n{done.stdout}{done.stderr}"


def test_domain_is_the_standard_library_alone():
    allowed = set(sys.stdlib_module_names) | {"cspdesk.domain"}
    outside = _imports_outside(allowed, _in("domain"))
    _none(outside, "What records mean must be true without any library.")


def test_wire_stands_on_domain_and_its_codecs_alone():
    codecs = {"backports", "cbor2", "compression", "msgspec", "nacl"}
    outside = _imports_outside(
        set(sys.stdlib_module_names) | codecs | {"cspdesk.domain", "cspdesk.wire"}, _in("wire")
    )
    _none(outside, "The file format can be lifted into another program: no files, no database, no words.")


def test_i18n_stands_on_domain_and_babel_alone():
    allowed = set(sys.stdlib_module_names) | {"babel", "cspdesk.domain", "cspdesk.i18n"}
    _none(
        _imports_outside(allowed, _in("i18n")), "Every floor above translates; this one knows none of them."
    )


def test_qt_is_spelled_only_in_ui():
    below = [m for m in MODULES if m.package != "ui"]
    spelled = [
        f"{m.at(node)} imports {name}"
        for m in below
        for name, node in m.imports()
        if name.split(".")[0] in {"PySide6", "shiboken6", "qtawesome", "qtpy"}
    ]
    _none(spelled, "The command line, the hub and every rule run where Qt cannot be installed.")


def test_no_import_hides_behind_type_checking():
    hidden = [m.at(node) for m in MODULES for name, node in m.imports() if name == "typing.TYPE_CHECKING"]
    _none(hidden, "A cycle that needs TYPE_CHECKING is a module on the wrong floor.")


# --- files, database, chance ----------------------------------------------------------------------


WRITING_CALLS = re.compile(
    r"^(os\.(rename|replace|remove|unlink|rmdir|makedirs|mkdir|removedirs|fsync|open|link|symlink|truncate)"
    r"|shutil\.\w+|tempfile\.\w+)$"
)
WRITING_METHODS = {"write_text", "write_bytes", "unlink", "rmdir", "mkdir", "rename", "hardlink_to"}


def _writes_a_file(name: str, call: ast.Call) -> bool:
    if WRITING_CALLS.match(name):
        # what goes to the null device is written nowhere
        return not (name == "os.open" and call.args and ast.unparse(call.args[0]) == "os.devnull")
    if name.startswith("files."):
        return False
    method = name.rpartition(".")[2]
    if method in WRITING_METHODS and "." in name:
        return True
    if method != "open":
        return False
    arguments = [*call.args, *(k.value for k in call.keywords if k.arg == "mode")]
    texts = [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return any(re.fullmatch(r"[rwaxbt+]{1,3}", text) and set(text) & set("wax+") for text in texts)


def test_files_are_written_in_one_module():
    others = [m for m in MODULES if m.name != FILES]
    found = _calls_of(_writes_a_file, others)
    _none(found, f"Torn, half-named and undeletable files are dealt with once, in {FILES}: call that.")


def test_rows_are_changed_only_by_the_keeper_of_the_desk():
    writers = {"sqlalchemy.update", "sqlalchemy.delete", "sqlalchemy.insert"}
    others = [m for m in MODULES if m.package != "store" and ".migrations" not in m.name]
    found = [f"{m.at(node)} imports {name}" for m in others for name, node in m.imports() if name in writers]
    found += _calls_of(
        lambda name, _: name in writers or (name.startswith("sa.") and f"sqlalchemy.{name[3:]}" in writers),
        others,
    )
    found += [
        f"{m.at(node)} {node.value[:40]!r}"
        for m in others
        for node in m.nodes(ast.Constant)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.match(r"\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM|REPLACE INTO)\b", node.value)
    ]
    _none(found, "A row that changes without an entry is a change that no other desk will ever see.")


def test_records_have_no_relationships_enums_or_json():
    banned = {"ForeignKey", "relationship", "Enum", "JSON", "Float", "PickleType"}
    found = [
        f"{m.at(node)} imports {name}"
        for m in _in("models")
        for name, node in m.imports()
        if name.startswith("sqlalchemy") and name.rpartition(".")[2] in banned
    ]
    _none(found, "Entries of one save may arrive apart, choices grow, sums are exact, parts have histories.")


def test_records_are_never_deleted_through_a_session():
    found = _calls_of(lambda name, _: name.endswith("session.delete"), MODULES)
    _none(found, "Deleting is an entry like any other: it travels, and it can be undone.")


def test_time_and_chance_are_handed_in():
    asks = re.compile(
        r"^(datetime(\.datetime)?\.(now|utcnow|today)|(datetime\.)?date\.today|time\.time(_ns)?|os\.urandom"
        r"|(uuid\.)?uuid[14]|secrets\.\w+|random\.\w+)$"
    )
    others = [m for m in MODULES if m.name not in SOURCES_OF_CHANCE]
    found = _calls_of(lambda name, _: bool(asks.match(name)), others)
    _none(found, "A test or a simulation replays a run only when the door hands in the Clock and the Ids.")


def test_nothing_stored_summed_or_hashed_is_a_float():
    found = _calls_of(lambda name, _: name == "float", _in("domain", "wire"))
    _none(found, "A binary fraction is not the sum that a finance officer typed.")


def test_nothing_sleeps_and_no_thread_is_subclassed():
    found = _calls_of(
        lambda name, _: name in {"time.sleep", "sleep"} or name.endswith("processEvents"), MODULES
    )
    found += [
        f"{m.at(node)} {node.name}"
        for m in MODULES
        for node in m.nodes(ast.ClassDef)
        if isinstance(node, ast.ClassDef) and any(ast.unparse(b) in {"QThread", "Thread"} for b in node.bases)
    ]
    _none(found, "Waiting is for a signal; work in the background goes through `ui.tasks`.")


# --- words -----------------------------------------------------------------------------------------


def test_only_the_command_line_prints():
    others = [m for m in MODULES if m.package != "cli"]
    _none(_calls_of(lambda name, _: name == "print", others), "Standard output belongs to the command line.")


def test_marked_text_is_a_literal():
    found = _calls_of(
        lambda name, call: (
            name == "N_"
            and not (
                len(call.args) == 1
                and isinstance(call.args[0], ast.Constant)
                and isinstance(call.args[0].value, str)
            )
        ),
        MODULES,
    )
    _none(found, "A translator sees only what can be read from the source: no f-string, no variable.")


def test_marked_text_has_the_apostrophe_of_print():
    found = _calls_of(
        lambda name, call: (
            name == "N_"
            and isinstance(call.args[0], ast.Constant)
            and "'" in str(call.args[0].value)  # a typewriter's
        ),
        MODULES,
    )
    _none(found, "People read ’ and not what a typewriter has for it.")


def test_no_test_replaces_the_thing_it_tests():
    found = [
        f"{m.at(node)}"
        for m in [*MODULES, *TESTS]
        for name, node in m.imports()
        if name.startswith("unittest")
    ]
    _none(found, "A fake implements the real interface; a mock agrees with whatever is asked.")


def _committed_texts() -> Iterator[tuple[Path, str]]:
    folders = [p for name in TRACKED_FOLDERS for p in (ROOT / name).rglob("*")]
    for path in [*folders, *ROOT.iterdir()]:
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in {".mo", ".pyc"}:
            try:
                yield path, path.read_text("utf-8")
            except UnicodeDecodeError:
                continue


def test_nothing_committed_names_a_machine():
    registries = r"pythonh[o]sted|\bpyp[i]\.org|registry\.npm[j]s|deb\.debi[a]n\.org"
    places = [str(p) + "/" for p in (ROOT.parent, Path.home()) if len(p.parts) > 1]
    wanted = re.compile("|".join([registries, *(re.escape(p) for p in places)]))
    named = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path, text in _committed_texts()
        for match in wanted.finditer(text)
    ]
    _none(named, "The next machine has other folders and other mirrors.")


@pytest.mark.parametrize("module", ["cspdesk.__main__", "cspdesk.cli.main"])
def test_the_command_line_starts_without_qt(module: str):
    code = (
        f"import sys, {module}; print(*[m for m in ('PySide6', 'babel', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SOURCE.parent
    )
    loaded = set(done.stdout.split())
    assert "PySide6" not in loaded, "A hub and a courier's script have no screen."
    assert module != "cspdesk.__main__" or not loaded, "A door is imported only when it is opened."
