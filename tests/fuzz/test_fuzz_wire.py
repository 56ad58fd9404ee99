"""Mangled bytes for every reader of ``wire``: refused with a code of the list, never anything else.

Starts from good files and from what was refused late, and mangles them again and again: flips, cuts,
pastes, numbers at their bounds.  Encrypted layers would hide all but the outermost reader, so bodies,
rows and payloads are mangled inside of theirs.  ``--fuzz-minutes`` is shared out among the readers;
the seed is fixed unless the environment names another, and a failure prints the bytes.
"""

import os
import random
import time
from collections.abc import Callable
from io import BytesIO

import pytest

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import (
    body,
    bundle,
    cbor,
    codes,
    enrolment,
    erased,
    erasure,
    grant,
    items,
    receipt,
    roster,
)
from cspdesk.wire.chunks import ChunkWriter
from cspdesk.wire.header import parse_header
from cspdesk.wire.unpacking import Reader
from tests.wire.bundles import PRIVATE, bundled, contents, head
from tests.wire.makers import (
    RULES,
    Drawn,
    epoch,
    feed,
    keys,
    sealed,
    signed_roster,
    small_grant,
    small_receipt,
    small_run,
)

WORDS = {code.word for code in codes.CODES}
_HEX = "00 17 1818 19ffff 1affffffff 1bffffffffffffffff 3b7f7f7f7f7f7f7f7f 80 81 9affffffff 40 60 5affffffff"
TOKENS = [bytes.fromhex(token) for token in f"{_HEX} f6 f90000 a0 c1".split()]
"""Numbers at their bounds, claims of great length, and what the format does not have."""


def erased_form():
    author = sealed()
    kept = erasure.erasable(author.open(epoch().private)).erase({1, 6})
    made = erased.seal(
        kept,
        author,
        roster_number=9,
        roster_hash=bytes(32),
        epoch_public=epoch().public,
        keys=keys(5),
        ids=Drawn(3),
    )
    return kept, made


def inside(frames):
    """What a bundle's chunks hold, encrypted as its writer would, whatever it is."""
    stream = BytesIO()
    writer = ChunkWriter(stream, bytes(32), bytes(32))
    writer.begin_item()
    writer.write(frames)
    writer.close()
    stream.seek(0)
    return list(Reader(stream, bytes(32), bytes(32)))


def framed():
    carried = [(items.ItemKind.HEAD, head().sign(bytes(32), keys())), *contents()]
    return b"".join(items.frame(kind, content) + content for kind, content in carried)


def read_segment(untrusted):
    erased.parse_any(untrusted).open(epoch().private)


def read_body(untrusted):
    found = body.decode(untrusted, feed=feed(), first=1, count=7)
    assert body.decode(body.encode(found), feed=feed(), first=1, count=7) == found


def read_bundle(untrusted):
    list(bundle.read(BytesIO(untrusted), PRIVATE))


READERS: dict[str, tuple[Callable[[bytes], object], Callable[[], list[bytes]]]] = {
    "cbor": (cbor.decode, lambda: [signed_roster().payload, cbor.encode((1, (b"a", "б", None, True), -7))]),
    "body": (
        read_body,
        lambda: [
            body.encode(body.Body(small_run(), (bytes(32),), bytes(16)), rules, short=short)
            for rules in (None, RULES)
            for short in (False, True)
        ],
    ),
    "erasure": (
        lambda untrusted: erasure.decode(untrusted, feed=feed(), first=1, count=7),
        lambda: [erasure.encode(erased_form()[0])],
    ),
    "segment": (read_segment, lambda: [sealed().to_bytes(), erased_form()[1].to_bytes()]),
    "segment header": (parse_header, lambda: [sealed().header_bytes]),
    "roster": (roster.parse, lambda: [signed_roster().to_bytes()]),
    "roster payload": (roster.parse_payload, lambda: [signed_roster().payload]),
    "grant": (grant.parse, lambda: [small_grant().to_bytes()]),
    "receipt": (receipt.parse, lambda: [small_receipt().to_bytes()]),
    "request": (
        enrolment.parse_request,
        lambda: [enrolment.make_request("Хоруғ", keys(), Drawn()).to_bytes()],
    ),
    "head": (
        lambda untrusted: items.parse_head(untrusted, bytes(32)),
        lambda: [head().sign(bytes(32), keys())],
    ),
    "trailer": (items.parse_trailer, lambda: [items.sign_trailer(bytes(32), 3, bytes(32), keys())]),
    "bundle": (read_bundle, lambda: [bundled(), bundled(named=False, circles=3)]),
    "inside of a bundle": (inside, lambda: [framed()]),
}


def mangled(draw: random.Random, seeds: list[bytes]) -> bytes:
    """One of the seeds after one to five small accidents."""
    found = bytearray(draw.choice(seeds))
    for _ in range(draw.choice((1, 1, 1, 2, 3, 5))):
        at = draw.randrange(len(found) + 1)
        accident = draw.randrange(7)
        if accident == 0 and found:
            found[min(at, len(found) - 1)] ^= 1 << draw.randrange(8)
        elif accident == 1:
            del found[at : at + draw.choice((1, 2, 16, 1000))]
        elif accident == 2:
            found[at:at] = draw.choice(TOKENS)
        elif accident == 3:
            found[at : at + draw.choice((1, 2, 9, 17, 33))] = draw.choice(TOKENS)
        elif accident == 4:
            other = draw.choice(seeds)
            start = draw.randrange(len(other) + 1)
            found[at : at + draw.choice((0, 8, 40))] = other[start : start + draw.choice((8, 40, 400))]
        elif accident == 5:
            found[at:at] = draw.randbytes(draw.choice((1, 4, 32)))
        else:
            del found[at:]
    return bytes(found)


@pytest.mark.parametrize("name", READERS)
def test_mangled_bytes_are_refused_with_a_code(name, request):
    reader, good = READERS[name]
    seeds = good()
    for seed in seeds:
        reader(seed)
    draw = random.Random(int(os.environ.get("CSPDESK_FUZZ_SEED", "1")))
    until = time.monotonic() + 60 * request.config.getoption("--fuzz-minutes", default=0.2) / len(READERS)
    tried = 0
    while time.monotonic() < until:
        untrusted = mangled(draw, seeds)
        tried += 1
        started = time.monotonic()
        try:
            reader(untrusted)
        except UntrustedError as refusal:
            code = refusal.code
        except Exception as error:
            raise AssertionError(f"{name}: {untrusted.hex()}") from error
        else:
            code = ""
            if len(seeds) < 500:
                seeds.append(untrusted)
        assert code in WORDS or not code
        assert time.monotonic() - started < 2, untrusted.hex()
    assert tried > 100
