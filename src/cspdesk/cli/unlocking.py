"""Derives the passphrase's key while the rest of the program is still being read in."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from cspdesk.services.unlocking import Derivation, Unlocked, check_passphrase


class Unlocking:
    """One desk's passphrase at work in the background; a program that ends first does not wait for it."""

    def __init__(self, folder: Path, passphrase: str, kdf: Derivation) -> None:
        self.passphrase = passphrase
        self._folder = folder
        self._kdf = kdf
        self._unlocked: Unlocked | None = None
        self._error: Exception | None = None
        self._thread = Thread(target=self._derive, daemon=True)
        self._thread.start()

    def _derive(self) -> None:
        try:
            self._unlocked = check_passphrase(self._folder, self.passphrase, kdf=self._kdf)
        except Exception as error:  # noqa: BLE001 - it is raised where the desk is wanted
            self._error = error

    def result(self) -> Unlocked:
        """The desk's keys, or what was wrong."""
        self._thread.join()
        if self._unlocked is None:
            raise self._error or RuntimeError("unlocking")
        return self._unlocked
