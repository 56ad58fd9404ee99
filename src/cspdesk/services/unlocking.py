"""Between the prompt and the desk: where a desk lies, and whether a passphrase opens it.

This is what the window needs before anything else, so it imports no database; what does
(``workspace``) is loaded while the passphrase is typed and derived.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import platformdirs

from cspdesk.domain.text import Msg
from cspdesk.services.desk_folder import DESK_VARIABLE, NAME, is_desk, named_folder
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


def default_folder(environment: Mapping[str, str]) -> Path:
    """The desk that the environment names, else the one in the person's own data folder."""
    return named_folder(environment) or platformdirs.user_data_path("cspdesk", appauthor=False) / NAME


def check_passphrase(folder: Path, passphrase: str, *, kdf: Derivation = ARGON2ID) -> Unlocked:
    """The keys of a desk, by its passphrase: slow on purpose; ``store.vault`` says what can be wrong."""
    return vault.check_passphrase(folder, passphrase, kdf=kdf)


def advice_on(passphrase: str) -> Msg | None:
    """What makes a new passphrase weak, or None; advice only, nothing is refused for it."""
    return vault.weakness(passphrase)
