"""Between the prompt and the desk: where a desk lies, and whether a passphrase opens it.

This is what the window needs before anything else, so it imports no database; what does
(``workspace``) is loaded while the passphrase is typed and derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from cspdesk.domain.text import Msg
from cspdesk.store import vault
from cspdesk.store.vault import ARGON2ID, Derivation, Unlocked

__all__ = [
    "ARGON2ID",
    "DESK_VARIABLE",
    "Derivation",
    "Unlocked",
    "advice_on",
    "check_passphrase",
    "default_folder",
    "is_desk",
]

DESK_VARIABLE: Final = "CSPDESK_DESK"


def default_folder(environment: Mapping[str, str]) -> Path:
    """The desk that the environment names, else the one in the person's own data folder."""
    named = environment.get(DESK_VARIABLE)
    return Path(named) if named else platformdirs.user_data_path("cspdesk", appauthor=False) / "desk"


def is_desk(folder: Path) -> bool:
    """Whether a folder holds a desk."""
    return vault.is_desk(folder)


def check_passphrase(folder: Path, passphrase: str, *, kdf: Derivation = ARGON2ID) -> Unlocked:
    """The keys of a desk, by its passphrase: slow on purpose; ``store.vault`` says what can be wrong."""
    return vault.check_passphrase(folder, passphrase, kdf=kdf)


def advice_on(passphrase: str) -> Msg | None:
    """What makes a new passphrase weak, or None; advice only, nothing is refused for it."""
    return vault.weakness(passphrase)
