"""What is installed is what the tree says: versions, locks, Briefcase's tables, icons."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import cspdesk

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BRIEFCASE: dict[str, Any] = tomllib.loads((ROOT / "briefcase.toml").read_text("utf-8"))
APP = BRIEFCASE["tool"]["briefcase"]["app"]["cspdesk"]


def test_pyproject_mirrors_briefcase_toml():
    assert PYPROJECT["tool"]["briefcase"] == BRIEFCASE["tool"]["briefcase"], "run `make mirror`"


def test_briefcase_toml_holds_nothing_but_briefcase():
    assert list(BRIEFCASE) == ["tool"]
    assert list(BRIEFCASE["tool"]) == ["briefcase"]


def test_an_installed_program_has_its_window():
    assert APP["requires"] == PYPROJECT["project"]["optional-dependencies"]["window"]


def test_every_source_that_is_packaged_exists():
    missing = [source for source in APP["sources"] if not (ROOT / source).is_dir()]
    assert not missing


def test_the_version_is_said_once_and_the_changelog_knows_it():
    version = PYPROJECT["project"]["version"]
    assert cspdesk.__version__ == version
    releases = re.findall(r"^## \[?([\w.]+)\]?", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert version in releases


def test_qt_is_not_needed_by_the_core():
    names = " ".join(PYPROJECT["project"]["dependencies"]).lower()
    assert "pyside" not in names
    assert "qt" not in names


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-core.lock"])
def test_a_lock_has_hashes_and_no_address(lock: str):
    text = (ROOT / lock).read_text("utf-8")
    assert "://" not in text, "A lock that names a mirror installs only where that mirror is."
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==\S+.*\\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))


def _pins(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][\w.-]*==[\w.+!-]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


def test_the_core_lock_is_the_other_without_qt():
    core, whole = _pins("requirements-core.lock"), _pins("requirements.lock")
    assert core < whole
    assert not [pin for pin in core if re.match(r"pyside|shiboken|pytest-qt|qt", pin)]


def test_every_dependency_is_locked():
    project = PYPROJECT["project"]
    groups = PYPROJECT["dependency-groups"]
    declared = [
        *project["dependencies"],
        *project["optional-dependencies"]["window"],
        *(one for name in ("test", "test-window", "dev") for one in groups[name]),
    ]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", one)[0]).lower() for one in declared}
    locked = {pin.partition("==")[0] for pin in _pins("requirements.lock")}
    assert names <= locked, f"run `make lock`: {sorted(names - locked)}"


@pytest.mark.parametrize("icon", [APP["icon"], APP["document_type"]["bundle"]["icon"]])
def test_an_icon_has_every_size_and_form_that_systems_ask_for(icon: str):
    for size in (16, 32, 64, 128, 256, 512):
        with Image.open(ROOT / f"{icon}-{size}.png") as image:
            assert image.size == (size, size)
    with Image.open(ROOT / f"{icon}.ico") as image:
        assert (256, 256) in image.info["sizes"]
    assert (ROOT / f"{icon}.icns").read_bytes().startswith(b"icns")
    assert (ROOT / f"{icon}.svg").read_text("utf-8").startswith("<svg")
