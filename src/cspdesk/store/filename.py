"""A file name that every disk takes: FAT and Windows included, and none that deceives its reader."""

from __future__ import annotations

import unicodedata
from typing import Final

LONGEST: Final = 180
"""Bytes of a name in UTF-8; disks take 255, and ``.part`` or a number may be added."""

_FORBIDDEN = set('<>:"/\\|?*')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789¹²³"
}
_SUFFIX = 16


def safe_name(untrusted_name: str, *, otherwise: str = "file") -> str:
    """``untrusted_name`` without folders, control and direction marks, and what Windows forbids.

    ``otherwise`` stands where nothing is left.  The suffix is kept when a long name is cut.
    """
    last = untrusted_name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(
        "_" if letter in _FORBIDDEN else letter
        for letter in unicodedata.normalize("NFC", last)
        if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    )
    name = " ".join(plain.split()).strip(" .")
    if not name:
        return otherwise
    if name.split(".", 1)[0].strip().casefold() in _DEVICES:
        name = "_" + name
    return _cut(name)


def suffix_of(name: str) -> str:
    """The suffix of a name in small letters, with its dot; empty where there is none."""
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem and 0 < len(suffix) <= _SUFFIX else ""


def with_suffix(name: str, suffix: str) -> str:
    """The name with another suffix."""
    old = suffix_of(name)
    return _cut((name[: -len(old)] if old else name) + suffix)


def _cut(name: str) -> str:
    suffix = suffix_of(name)
    stem = name[: len(name) - len(suffix)].encode()
    kept = stem[: LONGEST - len(suffix.encode())].decode("utf-8", "ignore").rstrip(" .")
    return (kept or "file") + name[len(name) - len(suffix) :]
