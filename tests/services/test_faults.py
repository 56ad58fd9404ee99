"""A report says where the program made a mistake, and nothing of what people typed."""

from datetime import timedelta
from pathlib import Path

import pytest

from cspdesk.domain.errors import StorageError
from cspdesk.services import faults
from tests.conftest import FixedClock


def _fails(canary: str) -> None:
    local = canary + "!"
    try:
        raise ValueError(local)
    except ValueError as cause:
        raise RuntimeError(f"while handling {canary}") from cause


def _caught(canary: str) -> BaseException:
    try:
        _fails(canary)
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_names_errors_and_lines_and_no_value(tmp_path: Path, clock: FixedClock):
    path = faults.report(_caught("CANARY"), clock, place=tmp_path)
    text = path.read_text("utf-8")
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text
    assert "_fails" in text
    assert "CANARY" not in text
    assert str(Path.home()) not in text
    assert str(tmp_path) not in text


def test_only_the_newest_reports_are_kept(tmp_path: Path, clock: FixedClock):
    for _ in range(25):
        clock.advance(timedelta(minutes=1))
        last = faults.report(_caught("x"), clock, place=tmp_path)
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == 20
    assert last in kept


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, clock: FixedClock):
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(StorageError):
        faults.report(_caught("x"), clock, place=tmp_path / "file" / "log")
