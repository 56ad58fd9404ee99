"""Where a desk lies, and whether one lies there: all that must be known before a passphrase is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

DESK_VARIABLE: Final = "CSPDESK_DESK"
NAME: Final = "desk"
MARK: Final = "desk.json"
"""The file that makes a folder a desk (``store.vault``); to look for it costs no cryptography."""


def named_folder(environment: Mapping[str, str]) -> Path | None:
    """The desk that the environment names."""
    named = environment.get(DESK_VARIABLE)
    return Path(named) if named else None


def is_desk(folder: Path) -> bool:
    """Whether a folder holds a desk."""
    return (folder / MARK).is_file()
