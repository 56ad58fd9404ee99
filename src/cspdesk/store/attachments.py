"""Takes files into a desk and gives them out again: in encrypted pieces, under a key that lies in the record.

A file's key comes from its content, its stream and a secret of this desk by a keyed hash: for everybody
else it is as random as any, and the same file attached twice in a stream is kept once.  Never across
streams or desks, so nobody learns that two have the same file.  Whoever erases the record's value
erases the key, and with it the file wherever its pieces lie.

Piece ``n`` is XChaCha20-Poly1305 under the key with nonce ``n``, bound to whether it is the last, so pieces
can be neither exchanged nor cut off.  The last is padded (Padmé).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Final

from cspdesk.domain.errors import DamagedError, RefusedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.store import blobs, files, images
from cspdesk.store.desk import Desk
from cspdesk.store.filename import safe_name, suffix_of, with_suffix
from cspdesk.wire import limits, suite
from cspdesk.wire.padding import padded

LIMIT: Final = 25 * limits.MIB
"""Bytes of one attachment, at most."""
GRACE: Final = timedelta(days=30)
"""How long a piece that no record names is kept: its record may be a draft, or still on its way."""

_ROW = "attachments"
_PERSON = b"cspdesk attach"
_ABOUT = b"cspdesk/1/piece"
_OTHER = "application/octet-stream"
_MEDIA = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".rtf": "application/rtf",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".zip": "application/zip",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".mp4": "video/mp4",
    ".heic": "image/heic",
}
_HIDDEN = N_(
    "This file is kept as it is. It may hold hidden data: names of authors, earlier wordings, or the place"
    " where it was made."
)


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was taken in: what the fields of its record hold, and advice on it, if any."""

    name: str
    media: str
    size: int
    pieces: str
    key: str
    advice: Msg | None = None


def keep_file(desk: Desk, stream: str, untrusted_path: Path, *, full_size: bool = False) -> Stored:
    """Take in a file of at most ``LIMIT`` bytes; links, pipes and devices are refused."""
    content = files.read_bounded(untrusted_path, LIMIT)
    return keep(desk, stream, untrusted_path.name, content, full_size=full_size)


def keep(
    desk: Desk, stream: str, untrusted_name: str, untrusted_content: bytes, *, full_size: bool = False
) -> Stored:
    """Take in a file: a picture is cleaned (see ``images``), anything else kept as it is, with advice.

    The pieces are on the disk when this returns; they stay only if a record comes to name them.
    """
    if len(untrusted_content) > LIMIT:
        raise RefusedError(
            msg(N_("The file is larger than {n} MB."), n=LIMIT // limits.MIB),
            hint=msg(N_("Make it smaller, or keep the parts that matter.")),
        )
    name, content = safe_name(untrusted_name), untrusted_content
    media, advice = _MEDIA.get(suffix_of(name), _OTHER), None
    cleaned = images.clean(untrusted_content, full_size=full_size)
    if cleaned:
        content, media, name = cleaned.content, cleaned.media, with_suffix(name, cleaned.suffix)
    else:
        advice = msg(_HIDDEN)
    key = blake2b(
        stream.encode() + b"\0" + content, key=_secret(desk), digest_size=suite.KEY, person=_PERSON
    ).digest()
    files.demand_space(desk.folder, 2 * len(content))
    folder = desk.folder / blobs.FOLDER
    names = [blobs.put(folder, piece) for piece in _sealed(content, key)]
    return Stored(name, media, len(content), " ".join(names), key.hex(), advice)


def prepare(desk: Desk) -> None:
    """Draw the secret that keys are made with, if there is none: a save that keeps files cannot."""
    _secret(desk)


def _secret(desk: Desk) -> bytes:
    """The secret that only this desk has; drawn on first use, in the encrypted database."""
    wanted = "SELECT value FROM secret WHERE name = ?"
    with desk.reading() as connection:
        row = connection.exec_driver_sql(wanted, (_ROW,)).fetchone()
    if row is None:
        with desk.writing() as connection:
            connection.exec_driver_sql(
                "INSERT OR IGNORE INTO secret (name, value) VALUES (?, ?)",
                (_ROW, desk.ids.random(suite.KEY)),
            )
            row = connection.exec_driver_sql(wanted, (_ROW,)).one()
    return bytes(row[0])


# --- pieces -----------------------------------------------------------------------------------------------


def _sealed(content: bytes, key: bytes) -> Iterator[bytes]:
    count = _count(len(content))
    for number in range(count):
        text = content[number * limits.PIECE : (number + 1) * limits.PIECE]
        if number == count - 1:
            text = text.ljust(padded(len(text)), b"\0")
        yield suite.encrypt(key, text, bound_to=_bound(number, count), nonce=_nonce(number))


def _count(size: int) -> int:
    return max(1, -(-size // limits.PIECE))


def _bound(number: int, count: int) -> bytes:
    return suite.named(_ABOUT, b"last" if number == count - 1 else b"more")


def _nonce(number: int) -> bytes:
    return number.to_bytes(suite.NONCE, "big")


def names_of(untrusted_pieces: str) -> list[str]:
    """The names in a record's field of pieces; ``DamagedError`` for a text that is no list of them."""
    names = untrusted_pieces.split()
    if not 0 < len(names) <= _count(LIMIT) or not all(map(blobs.is_name, names)):
        raise _unreadable()
    return names


def missing(desk: Desk, pieces: str) -> list[str]:
    """The pieces of an attachment that are not here yet."""
    return [name for name in names_of(pieces) if not blobs.is_here(desk.folder / blobs.FOLDER, name)]


def read(desk: Desk, *, pieces: str, key: str, size: int) -> Iterator[bytes]:
    """An attachment's bytes, piece by piece, each checked before it is given.

    Raises ``NotFoundError`` for a piece that is not here, ``DamagedError`` or ``UntrustedError``
    (damaged) for one that does not open.
    """
    names = names_of(pieces)
    if len(names) != _count(size) or size < 0:
        raise _unreadable()
    try:
        secret = bytes.fromhex(key)
    except ValueError as cause:
        raise _unreadable() from cause
    left = size
    for number, name in enumerate(names):
        piece = blobs.get(desk.folder / blobs.FOLDER, name)
        text = suite.decrypt(secret, piece, bound_to=_bound(number, len(names)), nonce=_nonce(number))
        yield text[:left]
        left -= min(left, len(text))
    if left:
        raise _unreadable()


def open_stream(desk: Desk, *, pieces: str, key: str, size: int) -> BytesIO:
    """An attachment in memory, to be shown; nothing of it is written to a disk."""
    return BytesIO(b"".join(read(desk, pieces=pieces, key=key, size=size)))


def save_to(desk: Desk, target: Path, *, pieces: str, key: str, size: int, replacing: bool = False) -> None:
    """Write an attachment, readable for everyone who has the disk, where a person asked for it."""
    files.write_stream(target, read(desk, pieces=pieces, key=key, size=size), replacing=replacing)


def _unreadable() -> DamagedError:
    return DamagedError(
        msg(N_("This attachment cannot be read.")),
        safe=msg(N_("The records themselves were not touched.")),
        hint=msg(N_("Ask the desk that attached it to attach it again.")),
    )


# --- what nobody names any more -----------------------------------------------------------------------------


def sweep(desk: Desk) -> int:
    """Delete the pieces that no record and no draft names, older than ``GRACE``; gives how many."""
    folder = desk.folder / blobs.FOLDER
    before = (desk.clock.now() - GRACE).timestamp()
    old = [n for n in blobs.held(folder) if files.changed(blobs.path_of(folder, n)) < before]
    if not old:
        return 0
    with desk.reading() as connection:
        rows = connection.exec_driver_sql("SELECT pieces FROM attachment WHERE pieces IS NOT NULL").fetchall()
        drafts = [bytes(row[0]) for row in connection.exec_driver_sql("SELECT typed FROM draft").fetchall()]
    named = {name for (text,) in rows for name in text.split()}
    gone = [n for n in old if n not in named and not any(n.encode() in typed for typed in drafts)]
    for name in gone:
        files.remove(blobs.path_of(folder, name))
    return len(gone)
