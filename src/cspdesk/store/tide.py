"""Notices that a desk's folder is not as this computer left it: copied, moved, or an older copy put back.

Desk and tide file, which lies outside the folder, hold the same random number, drawn anew by every
program before its first write.  The tide file also holds the highest number of each own feed at that
moment, and again whenever entries leave the desk.  Any difference, or no tide file, begins a new
incarnation: own feeds end where they are, new ones start at 1, and no two desks ever number different
entries alike.  It is cheap; doubt is reason enough.

Several programs on one desk are no doubt: number and file change together under one lock, and whoever
compares them later finds them equal.  A start that is interrupted between the two counts as doubt.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

import platformdirs
from sqlalchemy import Connection

from cspdesk.domain.errors import CspdeskError
from cspdesk.domain.ids import Ids
from cspdesk.store import files, volume
from cspdesk.store.settings import put_setting, setting

PLACE_VARIABLE: Final = "CSPDESK_TIDE"
"""Names another folder for tide files, for tests and for computers without a home."""

_LIMIT = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Tide:
    """What this computer remembers of a desk: the number, and the highest number of each own feed."""

    number: str
    feeds: dict[str, int]

    def to_bytes(self) -> bytes:
        """The tide file."""
        return json.dumps({"number": self.number, "feeds": self.feeds}, sort_keys=True).encode()

    @staticmethod
    def from_bytes(untrusted: bytes) -> Tide | None:
        """The file's content, or nothing if it is damaged: doubt, and doubt is reason enough."""
        try:
            body = json.loads(untrusted)
            return Tide(str(body["number"]), {str(k): int(v) for k, v in body["feeds"].items()})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None

    def allows(self, number: str, feeds: dict[str, int]) -> bool:
        """Whether a desk with this number and these feeds is the one remembered, as it was or further on."""
        return self.number == number and all(feeds.get(feed, 0) >= seq for feed, seq in self.feeds.items())


def default_place() -> Path:
    """Where tide files lie: outside every desk, in the person's own state folder of this computer."""
    named = os.environ.get(PLACE_VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("cspdesk", appauthor=False) / "tide"


def tide_file(place: Path, folder: Path, device: bytes) -> Path:
    """The tide file of a desk: named by its device, this computer, the volume and the folder.

    A copy elsewhere therefore has none, and is told from the desk that stays where it was.
    """
    mark = "\n".join((volume.machine(), volume.disk(folder), str(folder.resolve()))).encode()
    return place / (blake2b(device + mark, digest_size=16, person=b"cspdesk tide").hexdigest() + ".json")


def settle(connection: Connection, path: Path, ids: Ids) -> bool:
    """Compare desk and tide file, begin a new incarnation on any doubt, and draw a new number.

    Called in a writing transaction that is kept at once, under the desk's tide lock.  Gives whether
    a new incarnation began.
    """
    held = _read(path)
    doubt = held is None or not held.allows(setting(connection, "tide"), own_feeds(connection))
    if doubt:
        new_incarnation(connection, ids, same_device=True)
    fresh = ids.random(16).hex()
    _write(path, Tide(fresh, own_feeds(connection)))
    put_setting(connection, "tide", fresh)
    return doubt


def note(connection: Connection, path: Path) -> None:
    """Remember how far the own feeds have come: an older copy put back later is then known as one."""
    _write(path, Tide(setting(connection, "tide"), own_feeds(connection)))


def new_incarnation(connection: Connection, ids: Ids, *, same_device: bool) -> None:
    """Begin another life of this database: its feeds end where they are.

    They stay this desk's (``own`` is 2) while the device is the same; a restored desk is another one.
    """
    put_setting(connection, "incarnation", ids.random(16).hex())
    if same_device:
        connection.exec_driver_sql("UPDATE feed SET own = 2 WHERE own = 1")
    else:
        connection.exec_driver_sql("UPDATE feed SET own = 0 WHERE own <> 0")


def own_feeds(connection: Connection) -> dict[str, int]:
    """The highest number of every feed that this desk writes, under names that tell nobody anything."""
    rows = connection.exec_driver_sql(
        "SELECT incarnation, stream, max("
        " coalesce((SELECT max(seq) FROM entry WHERE entry.feed = feed.no), 0),"
        " coalesce((SELECT last FROM segment WHERE segment.feed = feed.no ORDER BY first DESC LIMIT 1), 0))"
        " FROM feed WHERE own = 1"
    ).fetchall()
    return {
        blake2b(incarnation + stream, digest_size=12).hexdigest(): int(seq)
        for incarnation, stream, seq in rows
    }


def _read(path: Path) -> Tide | None:
    try:
        return Tide.from_bytes(files.read_bounded(path, _LIMIT))
    except CspdeskError:
        return None


def _write(path: Path, tide: Tide) -> None:
    # a person whose state folder cannot be written still works: each start is then a new incarnation
    with suppress(CspdeskError):
        files.make_folder(path.parent)
        files.write_whole(path, tide.to_bytes())
