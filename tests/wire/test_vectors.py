"""The published vectors, read as a second implementation would read them: by docs/bundle-format.md."""

import json
from hashlib import blake2b
from io import BytesIO
from pathlib import Path

import pytest

from cspdesk.domain.entries import Dot
from cspdesk.wire import (
    bundle,
    cbor,
    codes,
    enrolment,
    erased,
    grant,
    kdf,
    leaves,
    letters,
    receipt,
    roster,
    segment,
    suite,
)
from cspdesk.wire.items import Fault, Item
from cspdesk.wire.kdf import Cost
from cspdesk.wire.padding import padded
from tests.wire.makers import Drawn, outcome

HERE = Path(__file__).parents[1] / "golden" / "wire"


def load(name):
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))["vectors"]


def each(name):
    vectors = load(name)
    return pytest.mark.parametrize("vector", vectors, ids=[vector["name"] for vector in vectors])


def octets(vector, key):
    return bytes.fromhex(vector[key])


def whole(name, vector, key):
    """The bytes of a vector, made from another's if it is ``of`` one."""
    if key in vector:
        return octets(vector, key)
    found = bytearray(whole(name, next(other for other in load(name) if other["name"] == vector["of"]), key))
    if "flip" in vector:
        found[vector["flip"]] ^= 1
    if "cut" in vector:
        del found[vector["cut"] :]
    return bytes(found) + bytes.fromhex(vector.get("append", ""))


def shown(value):
    """A value as the vectors show it."""
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return [shown(one) for one in value] if isinstance(value, tuple) else value


def shown_entry(seq, entry):
    ops = [{"unit": op.unit, "value": shown(op.value), "bases": shown(op.bases)} for op in entry.ops]
    record = list(entry.record) if isinstance(entry.record, Dot) else shown(entry.record)
    head = {"seq": seq, "act": entry.act, "kind": entry.kind, "record": record}
    return {**head, "save": entry.save, "at": entry.at, "ops": ops}


def verify(vector):
    args = (octets(vector, key) for key in ("domain", "message", "signature", "public"))
    return suite.verify(*args)


def decrypt(vector):
    key, nonce = octets(vector, "key"), octets(vector, "nonce")
    return suite.decrypt(key, octets(vector, "text"), bound_to=octets(vector, "bound_to"), nonce=nonce)


def parts(vector):
    return [bytes.fromhex(part) for part in vector["parts"]]


OPERATIONS = {
    "digest": lambda v: suite.digest(octets(v, "domain"), *parts(v)),
    "verify": verify,
    "open box": lambda v: suite.open_box(octets(v, "box"), octets(v, "secret")),
    "seal box": lambda v: suite.seal_box(b"", octets(v, "public"), Drawn()),
    "decrypt": decrypt,
    "mark": lambda v: suite.mark(octets(v, "key")),
    "device": lambda v: suite.device_id(octets(v, "sign"), octets(v, "box")),
    "epoch": lambda v: suite.epoch_id(octets(v, "public")),
    "derive": lambda v: kdf.derive(v["phrase"], octets(v, "salt"), Cost(v["memory"], v["passes"])),
    "digits": lambda v: kdf.enrol_digits(*parts(v)),
    "pad": lambda v: [[size, padded(size)] for size, _ in v["sizes"]] == v["sizes"],
    "letters": lambda v: letters.TABLE[128:] == v["table"],
}


@each("suite")
def test_suite(vector):
    found, code = outcome(OPERATIONS[vector["operation"]], vector)
    assert (code or "success") == vector["expect"]
    assert found is not False
    if "result" in vector:
        assert (found.hex() if isinstance(found, bytes) else found) == vector["result"]
    if "named" in vector:
        assert suite.named(octets(vector, "domain"), *parts(vector)).hex() == vector["named"]


@each("cbor")
def test_cbor(vector):
    found, code = outcome(cbor.decode, octets(vector, "bytes"))
    assert (code or "success") == vector["expect"]
    if not code:
        assert shown(found) == vector["value"]
        assert cbor.encode(found) == octets(vector, "bytes")


@each("segments")
def test_segments(vector):
    untrusted = whole("segments", vector, "segment")

    def read():
        found = segment.parse(untrusted).check(octets(vector, "sign_public"))
        return found, found.open(octets(vector, "epoch_private"))

    result, code = outcome(read)
    assert (code or "success") == vector["expect"]
    if code:
        return
    found, said = result
    leaves.verify_root(said, found.header.root)
    assert [shown_entry(seq, entry) for seq, entry in said.run.entries().items()] == vector["entries"]
    assert [pin.hex() for pin in said.pins] == vector["pins"]
    feeds = [[feed.incarnation.hex(), feed.stream.hex(), feed.device.hex()] for feed in said.run.feeds]
    assert feeds == vector["feeds"]
    if "header" in vector:
        assert {key: shown(getattr(found.header, key)) for key in vector["header"]} == vector["header"]
        assert (found.header_hash.hex(), said.seed.hex()) == (vector["header_hash"], vector["seed"])


@each("erased")
def test_erased(vector):
    untrusted = whole("erased", vector, "segment")
    publics = {key: octets(vector, key) for key in ("author_public", "eraser_public")}
    result, code = outcome(
        lambda: erased.parse(untrusted).check(**publics).open(octets(vector, "epoch_private"))
    )
    assert (code or "success") == vector["expect"]
    if not code:
        assert sorted(result.erased) == vector["erased"]
        assert [shown_entry(seq, entry) for seq, entry in result.entries.items()] == vector["entries"]
        assert erased.parse(untrusted).header_hash.hex() == vector["header_hash"]


def read_paper(vector, untrusted):
    kind = vector["kind"]
    if kind == "roster":
        signed = roster.parse(untrusted)
        signed.check_first(octets(vector, "root_pin"))
        return {"hash": signed.hash.hex()}
    if kind == "grant":
        key = grant.parse(untrusted).check(octets(vector, "giver_public")).open(octets(vector, "box_private"))
        return {"private": key.private.hex()}
    if kind == "receipt":
        return {"number": receipt.parse(untrusted).check(octets(vector, "giver_public")).number}
    if kind == "request":
        request = enrolment.parse_request(untrusted)
        return {"digits": request.digits(), "device": request.device_id.hex()}
    request = enrolment.parse_request(octets(vector, "request"))
    welcome = enrolment.open_welcome(untrusted, octets(vector, "box_private")).check(request)
    return {"digits": request.welcome_digits(welcome.root_pin), "root_pin": welcome.root_pin.hex()}


@each("papers")
def test_papers(vector):
    found, code = outcome(read_paper, vector, whole("papers", vector, "paper"))
    assert (code or "success") == vector["expect"]
    if not code:
        assert {key: vector[key] for key in found} == found


@each("bundles")
def test_bundles(vector):
    untrusted = whole("bundles", vector, "bundle")

    def read():
        reader = bundle.read(BytesIO(untrusted), [octets(vector, "private")])
        return list(reader), reader

    result, code = outcome(read)
    found, reader = result or ([], None)
    items = [one for one in found if isinstance(one, Item)]
    assert [[int(one.kind), blake2b(one.body, digest_size=32).hexdigest()] for one in items] == vector[
        "items"
    ]
    faults = [code] if code else [one.code.word for one in found if isinstance(one, Fault)]
    assert (faults or ["success"])[0] == vector["expect"]
    if reader is not None:
        assert reader.complete == (not faults)
        if "sender" in vector:
            assert reader.head.device_id.hex() == vector["sender"]


def test_every_refusal_of_the_formats_has_a_vector():
    seen = {vector["expect"] for path in HERE.glob("*.json") for vector in load(path.stem)}
    elsewhere = [
        "unknown-sender",
        "unknown-stream",
        "role",
        "revoked",
        "old-roster",
        "forked",
        "waiting",
        "quota",
        "erased",
    ]
    assert seen == {"success", *(code.word for code in codes.CODES)} - set(elsewhere)
