"""Write the test vectors of the bundle format: ``python tools/vectors.py`` fills tests/golden/wire.

Every vector says what it is, what a reader must make of it (``success`` or the word of a refusal) and
what goes in; secrets too, so that each layer can be tried by itself.  A vector ``of`` another is its
bytes with one bit of a byte ``flip``ped, ``cut`` to a length (negative: from the end), or with bytes
``append``ed.  Randomness is drawn from counted hashes: the same program and the same zstd write the
same files.  Another zstd may compress otherwise; readers are compared, never writers.

``cbor.json`` is written by hand and ``ed25519.json`` was published by others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

from nacl import bindings

from cspdesk.domain.entries import Act, Dot, Entry, FeedId, Op, Run
from cspdesk.domain.ids import RecordId, cell_id
from cspdesk.wire import (
    body,
    bundle,
    cbor,
    codes,
    enrolment,
    erased,
    erasure,
    grant,
    kdf,
    letters,
    padding,
    receipt,
    roster,
    segment,
    shape,
    suite,
)
from cspdesk.wire import header as heads
from cspdesk.wire.epochs import EpochKey
from cspdesk.wire.items import Head, ItemKind
from cspdesk.wire.members import Device, Epoch, Root, Stream
from cspdesk.wire.ranges import Ranges
from cspdesk.wire.receipt import Holding
from cspdesk.wire.rights import Cut, Recovery, Verdict, Withdrawal, Word
from cspdesk.wire.roster import Roster, SignedRoster
from cspdesk.wire.runs import run_of
from cspdesk.wire.segment import HeaderFields, Segment
from cspdesk.wire.suite import DeviceKeys, Domain

Data = dict[str, Any]
HERE = Path(__file__).resolve().parent.parent / "tests" / "golden" / "wire"
AT = 1_790_000_000_000
ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes([1]) + bytes(31)
ORGANISATION, STREAM = bytes([0x0A]) * 16, bytes([0x0B]) * 16
ROSTER_HASH, PIN = bytes([0x0F]) * 32, bytes([0x0E]) * 32
RULES = {9: (2, 30, 31, 32)}


class Counted:
    """Ids whose n-th draw is the n-th hash of a name."""

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name.encode(), 0

    def new(self) -> RecordId:
        return RecordId(self.random(16))

    def random(self, size: int) -> bytes:
        self._drawn += 1
        return blake2b(self._name + self._drawn.to_bytes(4, "big"), digest_size=size).digest()


AUTHOR, READER, ERASER = (DeviceKeys.generate(Counted(name)) for name in ("author", "reader", "eraser"))
OLD, NEW = (EpochKey(STREAM, Counted(name).random(32)) for name in ("old epoch", "new epoch"))
ROOT_SEEDS = [Counted(name).random(32) for name in ("first root", "second root", "third root")]
ROOT = Root(2, tuple(suite.sign_public(seed) for seed in ROOT_SEEDS))
FEED = FeedId(bytes([0x0C]) * 16, STREAM, AUTHOR.device_id)
OTHER = FeedId(bytes([0x0D]) * 16, STREAM, READER.device_id)


def shown(value: object) -> object:
    """A value in JSON: byte strings as {"hex": ...}, arrays as lists."""
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return [shown(each) for each in value] if isinstance(value, (tuple, list)) else value


def vector(name: str, comment: str, expect: str, **data: object) -> Data:
    """One vector; byte strings that are parameters are plain hexadecimal digits."""
    plain = {key: value.hex() if isinstance(value, bytes) else value for key, value in data.items()}
    return {"name": name, "comment": comment, "expect": expect, **plain}


def shown_entry(seq: int, entry: Entry) -> Data:
    """An entry in JSON; its record is an id, or the dot of its creation."""
    ops = [{"unit": op.unit, "value": shown(op.value), "bases": shown(op.bases)} for op in entry.ops]
    head = {"seq": seq, "act": entry.act, "kind": entry.kind, "record": shown(entry.record)}
    return {**head, "save": entry.save, "at": entry.at, "ops": ops}


def sample() -> Run:
    """Two consultations, two cells of the first one's grid, edits of both kinds, a deletion."""
    first, second = bytes([1]) * 16, bytes([2]) * 16
    place = (12500, "TJS", 1, None)
    entries = {
        1: Entry(Act.CREATE, 4, first, 7, AT, (Op(16, "Об дар деҳа"), Op(17, 12), Op(20, place))),
        2: Entry(Act.CREATE, 4, second, 8, AT + 60_000, (Op(16, "Дорога к школе ☂"),)),
    }
    for seq, sex, people in ((3, "f", 14), (4, "m", 9)):
        ops = (Op(2, first), Op(30, sex), Op(31, "18-29"), Op(32, "no"), Op(33, people))
        entries[seq] = Entry(Act.CREATE, 9, cell_id(first, sex, "18-29", "no"), 8, AT + 60_000, ops)
    other = Dot(1, 40)
    two = (Op(16, "Мост", (other,)), Op(17, None, (Dot(1, 41), Dot(1, 44))))
    gone = Op(unit=1, value=True, bases=(Dot(0, 2),))
    entries[5] = Entry(Act.EDIT, 4, Dot(0, 1), 9, AT + 61_000, (Op(17, 13, (Dot(0, 1),)),))
    entries[6] = Entry(Act.EDIT, 4, other, 9, AT + 61_000, two)
    entries[7] = Entry(Act.DELETE, 4, second, 10, AT + 61_500, (gone,))
    return run_of((FEED, OTHER), 1, entries)


def sealed(name: str = "segment") -> Segment:
    """The sample, sealed by the author under the new epoch."""
    terms: Data = {"header": HeaderFields(b"", 3, ROSTER_HASH), "epoch_public": NEW.public, "rules": RULES}
    return segment.seal(sample(), pins=(PIN,), **terms, keys=AUTHOR, ids=Counted(name))


def suite_vectors() -> Iterator[Data]:
    """Each use of cryptography by itself."""
    domain, message, parts = b"cspdesk/1/example", b"message", (b"one", b"", b"two")
    about: Data = {"operation": "digest", "domain": domain, "parts": [part.hex() for part in parts]}
    made = {"named": suite.named(domain, *parts), "result": suite.digest(domain, *parts)}
    yield vector("digest", "BLAKE2b-256 over purpose and parts", "success", **about, **made)
    public, signature = suite.sign_public(ROOT_SEEDS[0]), suite.sign(domain, message, ROOT_SEEDS[0])
    scalar = (int.from_bytes(signature[32:], "little") + ORDER).to_bytes(32, "little")
    five = bytes([5]) + bytes(31)
    anything = bindings.crypto_scalarmult_ed25519_base_noclamp(five) + five
    good, bad = "success", "bad-signature"
    for name, comment, expect, key, signed in (
        ("signature", "Ed25519 over purpose and message", good, public, signature),
        ("S + L", "the group's order added to S", bad, public, signature[:32] + scalar),
        ("small order", "the identity as key: S B = R for every message", bad, IDENTITY, anything),
        ("another key", "signed by another", bad, suite.sign_public(ROOT_SEEDS[1]), signature),
        ("short signature", "63 bytes", bad, public, signature[:63]),
    ):
        about = {"operation": "verify", "domain": domain, "message": message, "public": key}
        yield vector(name, comment, expect, **about, signature=signed)
    about = {"operation": "verify", "domain": b"cspdesk/1/other", "message": message, "public": public}
    yield vector("another purpose", "the same text for another purpose", bad, **about, signature=signature)
    box = suite.seal_box(message, READER.box_public, Counted("box"))
    about = {"operation": "open box", "box": box}
    yield vector("box", "X25519 sealed box", good, **about, secret=READER.box_secret, result=message)
    yield vector("another's box", "sealed to another key", "no-key", **about, secret=AUTHOR.box_secret)
    yield vector("box to nobody", "a key of small order", "bad-key", operation="seal box", public=bytes(32))
    key, nonce = Counted("key").random(32), Counted("nonce").random(24)
    text = suite.encrypt(key, message, bound_to=b"context", nonce=nonce)
    about = {"operation": "decrypt", "key": key, "nonce": nonce, "text": text}
    yield vector("ciphertext", "XChaCha20-Poly1305", good, **about, bound_to=b"context", result=message)
    yield vector("another context", "bound to something else", "damaged", **about, bound_to=b"else")
    yield vector("mark", "the commitment to a key", good, operation="mark", key=key, result=suite.mark(key))
    about = {"operation": "device", "sign": AUTHOR.sign_public, "box": AUTHOR.box_public}
    yield vector("device", "a device's name", good, **about, result=AUTHOR.device_id)
    yield vector("epoch", "an epoch's name", good, operation="epoch", public=NEW.public, result=NEW.id)
    phrase, salt = "ҷойи кӯҳ", bytes(range(16))
    about = {"operation": "derive", "phrase": phrase, "salt": salt, "passes": 3}
    derived = kdf.derive(phrase, salt, kdf.Cost())
    yield vector("phrase", "signs apart from their letters", good, **about, memory=2**26, result=derived)
    yield vector("cheap phrase", "below the floor", "malformed", **about, memory=2**20)
    about = {"operation": "digits", "parts": [part.hex() for part in parts]}
    yield vector("digits", "twelve digits of Argon2id", good, **about, result=kdf.enrol_digits(*parts))
    sizes = [[size, padding.padded(size)] for size in (0, 1, 2, 9, 100, 1000, 65_537, 1_000_000, 11_000_001)]
    yield vector("padding", "Padmé", good, operation="pad", sizes=sizes)
    yield vector("letters", "characters of 80 to FF", good, operation="letters", table=letters.TABLE[128:])


def forged(raw: bytes, *, inside: bytes = b"", **changes: bytes | int) -> Segment:
    """A segment that its author signed with a body or a header that break the rules."""
    key = Counted("forged").random(32)
    known: Data = {"mark": suite.mark(key), "raw_length": len(raw), **changes}
    head = replace(sealed().header, **known)
    locked = segment.seal_raw(inside or raw, key, heads.bound_part(head.to_bytes()))
    head = replace(head, body_hash=suite.digest(Domain.BODY, locked))
    box = suite.seal_box(key, NEW.public, Counted("forged box"))
    return Segment(head, head.to_bytes(), AUTHOR.sign(Domain.SEGMENT, head.to_bytes()), box, locked)


def segment_vectors() -> Iterator[Data]:
    """A segment as it should be, in its four ways to be written, and what is refused."""
    good, other = sealed(), sealed("another segment")
    said = good.open(NEW.private)
    keys: Data = {"sign_public": AUTHOR.sign_public, "epoch_private": NEW.private}
    entries = [shown_entry(seq, entry) for seq, entry in said.run.entries().items()]
    header = {key: shown(value) for key, value in asdict(good.header).items()}
    feeds = [[each.incarnation.hex(), each.stream.hex(), each.device.hex()] for each in said.run.feeds]
    about: Data = {"entries": entries, "feeds": feeds, "pins": [PIN.hex()]}
    more: Data = {"header": header, "header_hash": good.header_hash, "seed": said.seed}
    yield vector("segment", "as it should be", "success", segment=good.to_bytes(), **keys, **about, **more)
    for rules, short, comment in (
        ({}, False, "all ids sent, texts in UTF-8"),
        (RULES, False, "cells' ids computed, texts in UTF-8"),
        ({}, True, "all ids sent, texts by letters"),
    ):
        raw = body.encode(said, rules, short=short)
        yield vector(comment, "another way", "success", segment=forged(raw).to_bytes(), **keys, **about)
    raw, old = body.encode(said, RULES), suite.seal_box(bytes(32), OLD.public, Counted("old"))
    start = bytes.fromhex("8450" + "00" * 16 + "8080")
    for name, code, bad in (
        ("the body of another segment", "damaged", replace(good, body=other.body)),
        ("the key of another segment", "bad-mark", replace(good, key_box=other.key_box)),
        ("the signature of another segment", "bad-signature", replace(good, signature=other.signature)),
        ("wrong epoch", "no-key", replace(good, key_box=old)),
        ("wrong mark", "bad-mark", forged(raw, mark=bytes(32))),
        ("raw length too short", "malformed", forged(raw, raw_length=len(raw) - 1)),
        ("raw length too long", "malformed", forged(raw, raw_length=len(raw) + 1)),
        ("raw length beyond the limit", "too-big", forged(raw, raw_length=2**23 + 1)),
        ("three megabytes behind a small promise", "malformed", forged(raw, inside=bytes(3_000_000))),
        ("an entry more than there is", "malformed", forged(raw, count=8)),
        ("a first segment that follows another", "malformed", forged(raw, previous=PIN)),
        ("a float in the body", "malformed", forged(start + b"\xf9\x3c\x00")),
        ("duplicate keys in the body", "malformed", forged(start + b"\xa2\x01\x01\x01\x02")),
        ("a long integer in the body", "malformed", forged(start + b"\x18\x17")),
        ("trailing bytes in the body", "malformed", forged(raw + b"\0")),
        ("a newer format", "newer", replace(good, header_bytes=_other_header(good, 0, 2))),
        ("the reserved type", "newer", replace(good, header_bytes=_other_header(good, 2, 2))),
    ):
        yield vector(name, "signed where that matters", code, segment=bad.to_bytes(), **keys)
    yield vector("truncated", "one byte is missing", "malformed", of="segment", cut=-1, **keys)
    yield vector("trailing bytes", "one byte too many", "malformed", of="segment", append="00", **keys)
    yield vector("flipped body", "the last bit", "damaged", of="segment", flip=-1, **keys)
    yield vector("flipped header", "in the root", "bad-signature", of="segment", flip=170, **keys)


def _other_header(good: Segment, place: int, number: int) -> bytes:
    row = shape.array(cbor.decode(good.header_bytes))
    return cbor.encode((*row[:place], number, *row[place + 1 :]))


def erased_vectors() -> Iterator[Data]:
    """The sample without the values of two entries, and an eraser who changed more."""
    author = sealed()
    kept = erasure.erasable(author.open(NEW.private)).erase({1, 5})
    terms: Data = {"roster_number": 4, "roster_hash": ROSTER_HASH, "epoch_public": NEW.public}
    form = erased.seal(kept, author, **terms, keys=ERASER, ids=Counted("erased"))
    publics = {"author_public": AUTHOR.sign_public, "eraser_public": ERASER.sign_public}
    keys: Data = {**publics, "epoch_private": NEW.private}
    entries = [shown_entry(seq, entry) for seq, entry in kept.entries.items()]
    about: Data = {"header_hash": form.header_hash, "erased": [1, 5], "entries": entries}
    yield vector("erased form", "two entries", "success", segment=form.to_bytes(), **keys, **about)
    strange = {**keys, "author_public": READER.sign_public}
    yield vector("another author", "the author's signature", "bad-signature", of="erased form", **strange)
    strange = {**keys, "eraser_public": READER.sign_public}
    yield vector("another eraser", "the eraser's signature", "bad-signature", of="erased form", **strange)
    yield vector("flipped body", "the last bit", "damaged", of="erased form", flip=-1, **keys)
    more = replace(kept, entries={**kept.entries, 2: replace(kept.entries[2], at=AT)})
    key, raw = Counted("more").random(32), erasure.encode(more)
    row = (*shape.array(cbor.decode(form.header_bytes))[:9], suite.mark(key), len(raw))
    locked = segment.seal_raw(raw, key, heads.bound_part(cbor.encode((*row, bytes(32)))))
    header = cbor.encode((*row, suite.digest(Domain.BODY, locked)))
    box = suite.seal_box(key, NEW.public, Counted("more box"))
    whole = cbor.encode((header, ERASER.sign(Domain.ERASED, header), box, locked))
    yield vector("more than erased", "a time was changed", "bad-root", segment=whole, **keys)


def sample_roster() -> SignedRoster:
    """An organisation with two devices, of which one is cut off, and a stream with two epochs."""
    link = ((OLD.id, OLD.seal_to(NEW.public, Counted("link"))),)
    cut = Cut(OTHER.incarnation, STREAM, 44, PIN)
    made = roster.draft(
        Roster(
            organisation=ORGANISATION,
            number=1,
            follows=(),
            root=ROOT,
            devices=(_device(AUTHOR, 1, 4), _device(READER)),
            streams=(Stream(STREAM, 1, (Epoch(OLD.public), Epoch(NEW.public, link))),),
            withdrawals=(Withdrawal(READER.device_id, None, None, (cut,)),),
            verdicts=(Verdict(OTHER.incarnation, STREAM, 45, 50, b"", Word.LOST),),
            recovery=Recovery(ROOT.keys[0], OLD.public, (bytes(72),) * 3),
        )
    )
    return made.signed_by(0, ROOT_SEEDS[0]).signed_by(2, ROOT_SEEDS[2])


def _device(keys: DeviceKeys, *roles: int) -> Device:
    return Device(keys.sign_public, keys.box_public, roles, 1)


def sample_grant() -> grant.Grant:
    """The new epoch for the reader."""
    receiver = {"receiver": READER.device_id, "receiver_public": READER.box_public}
    return grant.make(NEW, organisation=ORGANISATION, **receiver, keys=AUTHOR, ids=Counted("grant"))


def paper_vectors() -> Iterator[Data]:
    """Roster, grant, receipt, request and welcome."""
    good, given = sample_roster(), sample_grant()
    about: Data = {"kind": "roster", "root_pin": ROOT.pin}
    yield vector("roster", "two of three signed", "success", paper=good.to_bytes(), hash=good.hash, **about)
    yield vector("another root", "another is pinned", "bad-chain", of="roster", kind="roster", root_pin=PIN)
    yield vector(
        "flipped roster", "in a box of the recovery", "bad-signature", of="roster", flip=-200, **about
    )
    for name, places in (("one of three", (0,)), ("one key in two places", (0, 1))):
        few = SignedRoster(good.roster, good.payload, dict.fromkeys(places, good.signatures[0]))
        yield vector(name, "too few signed", "bad-signature", paper=few.to_bytes(), **about)
    about = {"kind": "grant", "giver_public": AUTHOR.sign_public, "box_private": READER.box_secret}
    yield vector("grant", "to the reader", "success", paper=given.to_bytes(), private=NEW.private, **about)
    yield vector("wrong grant", "no key", "no-key", of="grant", **{**about, "box_private": READER.sign_seed})
    yield vector("flipped grant", "the last bit", "bad-signature", of="grant", flip=-1, **about)
    held = Holding(FEED, ((1, 7, PIN), (9, 12, PIN)), Ranges(((1, 7),)), Ranges(((2, 3),)))
    refusals = ((PIN, codes.ROLE.number),)
    said = receipt.make(organisation=ORGANISATION, number=5, holdings=(held,), refusals=refusals, keys=READER)
    about = {"kind": "receipt", "giver_public": READER.sign_public}
    yield vector("receipt", "two ranges, one refusal", "success", paper=said.to_bytes(), number=5, **about)
    yield vector("flipped receipt", "the last bit", "bad-signature", of="receipt", flip=-1, **about)
    asked = enrolment.make_request("Дафтари Хоруғ", READER, Counted("request"))
    about = {"kind": "request", "digits": asked.digits(), "device": asked.device_id}
    yield vector("request", "a device asks", "success", paper=asked.to_bytes(), **about)
    yield vector("flipped request", "the last bit", "bad-signature", of="request", flip=-1, kind="request")
    answer = enrolment.Welcome(asked.hash, ROOT.pin, (good,), (given,))
    about = {"kind": "welcome", "request": asked.to_bytes(), "box_private": READER.box_secret}
    digits = asked.welcome_digits(ROOT.pin)
    paper = answer.seal(asked, Counted("welcome"))
    yield vector("welcome", "the answer", "success", paper=paper, root_pin=ROOT.pin, digits=digits, **about)
    stray = replace(answer, request_hash=PIN).seal(asked, Counted("stray"))
    yield vector("stray welcome", "answers another request", "bad-chain", paper=stray, **about)


def bundled(carried: list[tuple[ItemKind, bytes]], *, named: bool = True) -> bytes:
    """A bundle of the author's to three circles."""
    stream = BytesIO()
    held = ((FEED, Ranges(((1, 7),))),)
    head = Head(AUTHOR.sign_public, AUTHOR.box_public, ORGANISATION, 3, ROSTER_HASH, held)
    circles = [OLD.public, NEW.public, READER.box_public]
    writer = bundle.write(stream, head, addressees=circles, keys=AUTHOR, ids=Counted("bundle"), named=named)
    for kind, content in carried:
        writer.add(kind, content)
    writer.close()
    return stream.getvalue()


def bundle_vectors() -> Iterator[Data]:
    """Small bundles, one of two chunks, and what is left of them after accidents."""
    carried = [(ItemKind.ROSTER, sample_roster().to_bytes()), (ItemKind.SEGMENT, sealed().to_bytes())]
    large = [(ItemKind.PIECE, bytes(66_000)), (ItemKind.GRANT, sample_grant().to_bytes())]
    whole = bundled(carried)
    opened = 4 + 3 + 32 + 4 * 80

    def made(name: str, comment: str, expect: str, *taken: tuple[int, bytes], **data: object) -> Data:
        found = [[int(kind), blake2b(content, digest_size=32).hexdigest()] for kind, content in taken]
        return vector(name, comment, expect, items=found, **{"private": NEW.private, **data})

    sender = {"sender": AUTHOR.device_id}
    yield made("bundle", "a roster and a segment", "success", *carried, bundle=whole, **sender)
    neutral = bundled(carried, named=False)
    yield made("neutral", "the same, for a stick", "success", *carried, bundle=neutral, **sender)
    yield made("two chunks", "an item over both", "success", *large, bundle=bundled(large), **sender)
    yield made("not for you", "no box opens", "not-for-you", of="bundle", private=AUTHOR.box_secret)
    yield made("not a bundle", "another magic", "not-a-bundle", of="bundle", flip=0)
    yield made("newer", "a format of 0", "newer", of="bundle", flip=4)
    yield made("five boxes", "no power of two", "malformed", of="bundle", flip=6)
    yield made("another mark", "not that of the key", "bad-mark", of="bundle", flip=10)
    yield made("torn opening", "cut in a box", "torn", of="bundle", cut=200)
    yield made("nothing after the opening", "cut behind it", "torn", of="bundle", cut=opened)
    yield made("torn", "one byte is missing", "torn", of="bundle", cut=-1)
    yield made("damaged", "one bit of the only chunk", "damaged", of="bundle", flip=opened + 50)
    yield made("torn between", "cut after a chunk", "torn", of="two chunks", cut=opened + 65_552)
    yield made("damaged first", "the second stays", "damaged", large[1], of="two chunks", flip=opened + 50)
    yield made("damaged second", "no item is whole", "damaged", of="two chunks", flip=opened + 65_600)


def main() -> None:
    """Write every file."""
    writers = (suite_vectors, segment_vectors, erased_vectors, paper_vectors, bundle_vectors)
    for name, vectors in zip(("suite", "segments", "erased", "papers", "bundles"), writers, strict=True):
        comment = f"Format 1, {name}. Written by tools/vectors.py; docs/bundle-format.md says how to read it."
        text = json.dumps({"comment": comment, "vectors": list(vectors())}, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
