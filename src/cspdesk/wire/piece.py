"""Pieces of attachments: up to 1 MiB each, encrypted under the attachment's own key, named by their hash.

    piece: XChaCha20-Poly1305 of up to 1,048,576 bytes
    nonce: 15 zero bytes | number of the piece (8) | 1 for the last piece, 0 for the others (1)

The key lies in the entry that names the attachment, is drawn at random for it, and goes with it.
"""

from __future__ import annotations

from cspdesk.wire import codes, limits
from cspdesk.wire.suite import TAG, Domain, decrypt, digest, encrypt, named


def seal(data: bytes, key: bytes, number: int, *, last: bool) -> bytes:
    """Encrypt one piece; ``ValueError`` for more than a piece holds."""
    if len(data) > limits.PIECE:
        raise ValueError("more than a piece holds")
    return encrypt(key, data, bound_to=named(Domain.PIECE), nonce=_nonce(number, last=last))


def open_piece(untrusted: bytes, key: bytes, number: int, *, last: bool) -> bytes:
    """The data of a piece; refused (too-big, damaged) if it is not that piece of that attachment."""
    if len(untrusted) > limits.PIECE + TAG:
        raise codes.refused(codes.TOO_BIG, "more than a piece holds")
    return decrypt(key, untrusted, bound_to=named(Domain.PIECE), nonce=_nonce(number, last=last))


def name(piece: bytes) -> bytes:
    """The 32 bytes by which a piece is asked for and deduplicated."""
    return digest(Domain.PIECE, piece)


def _nonce(number: int, *, last: bool) -> bytes:
    return bytes(15) + number.to_bytes(8, "big") + bytes((last,))
