"""The door is chosen by the arguments and by what the machine can show."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cspdesk.__main__ import _without_qt, has_display, main


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "cspdesk", *arguments],
        env={**kept, "PYTHONPATH": str(Path(__file__).parent.parent / "src"), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_screen(platform: str):
    assert has_display(platform, {})


def test_linux_without_a_display_has_no_screen():
    assert not has_display("linux", {})


def test_a_display_that_does_not_answer_is_none():
    assert not has_display("linux", {"DISPLAY": ":4077"})


def test_who_chose_a_platform_of_qt_by_hand_is_believed():
    assert has_display("linux", {"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_the_window_says_what_can_be_done():
    done = _run(LANGUAGE="en")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "display" in done.stderr
    assert "cspdesk tour --out" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("language", ["tg", "ru"])
def test_the_refusal_speaks_the_language_of_the_system(language: str):
    done = _run(LANGUAGE=language)
    assert done.returncode == 1
    assert done.stderr != _run(LANGUAGE="en").stderr


def test_without_pyside6_the_window_advises_to_install_it(capsys: pytest.CaptureFixture[str]):
    assert _without_qt(ModuleNotFoundError("No module named 'PySide6'", name="PySide6")) == 1
    assert "PySide6-Essentials" in capsys.readouterr().err


def test_with_json_that_is_a_document_too(capsys: pytest.CaptureFixture[str]):
    missing = ModuleNotFoundError("No module named 'PySide6'", name="PySide6")
    assert _without_qt(missing, json=True) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert error.keys() == {"code", "what", "safe", "hint"}
    assert "PySide6-Essentials" in error["hint"]


def test_who_stops_a_command_while_it_is_read_in_sees_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def stopped(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cspdesk.cli.main.main", stopped)
    assert main(["status", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] == "stopped"
    assert "Traceback" not in told.err


def test_a_missing_library_of_the_system_is_named(capsys: pytest.CaptureFixture[str]):
    assert _without_qt(ImportError("libEGL.so.1: cannot open", name="PySide6.QtWidgets")) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


def test_any_other_failed_import_is_loud():
    with pytest.raises(ImportError, match="ours"):
        _without_qt(ImportError("a bug of ours", name="cspdesk.ui.app"))
