"""What a reader that was written from the specification alone makes of the vectors and of our files."""

from hashlib import blake2b

import pytest
from hypothesis import given, settings

from cspdesk.domain.entries import Dot
from tests.wire import second_reader
from tests.wire.bundles import BIG, PRIVATE, bundled, contents
from tests.wire.makers import epoch, keys, sealed
from tests.wire.strategies import runs
from tests.wire.test_vectors import each, octets, whole


def listed(value):
    return [listed(one) for one in value] if isinstance(value, (tuple, list)) else value


def plain(entry):
    """An entry as lists, the way the second reader gives it."""
    record = list(entry.record) if isinstance(entry.record, Dot) else entry.record
    ops = [[op.unit, listed(op.value), listed(op.bases)] for op in entry.ops]
    return [entry.act, entry.kind, record, entry.save, entry.at, ops]


def shown(value):
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    return [shown(one) for one in value] if isinstance(value, list) else value


def attempt(call, *args):
    """What the second reader gives back, or None; whatever it stumbles over is a refusal."""
    try:
        return call(*args)
    except Exception:  # noqa: BLE001 - it is no part of the program, and makes no difference between errors
        return None


@each("cbor")
def test_it_reads_cbor(vector):
    untrusted = octets(vector, "bytes")
    if vector["expect"] == "success":
        value = second_reader.cbor(untrusted)
        assert shown(value) == vector["value"]
        assert second_reader.write(value) == untrusted
    elif vector["expect"] == "malformed":
        assert attempt(lambda: [second_reader.cbor(untrusted)]) is None


@each("segments")
def test_it_reads_segments(vector):
    untrusted = whole("segments", vector, "segment")
    publics = octets(vector, "sign_public"), octets(vector, "epoch_private")
    found = attempt(second_reader.segment, untrusted, *publics)
    assert (found is not None) == (vector["expect"] == "success")
    if found:
        wanted = [[list(op.values()) for op in one.pop("ops")] for one in map(dict, vector["entries"])]
        rows = [shown(entry) for entry in found["entries"].values()]
        assert [row.pop() for row in rows] == wanted
        assert rows == [list(one.values())[1:-1] for one in vector["entries"]]
        assert [[part.hex() for part in feed] for feed in found["feeds"]] == vector["feeds"]
        assert [pin.hex() for pin in found["pins"]] == vector["pins"]


@each("erased")
def test_it_reads_erased_forms(vector):
    publics = (octets(vector, key) for key in ("author_public", "eraser_public", "epoch_private"))
    found = attempt(second_reader.erased, whole("erased", vector, "segment"), *publics)
    assert (found is not None) == (vector["expect"] == "success")
    if found:
        assert (found[0].hex(), found[1]) == (vector["header_hash"], vector["erased"])


@each("bundles")
def test_it_reads_whole_bundles(vector):
    found = attempt(second_reader.bundle, whole("bundles", vector, "bundle"), octets(vector, "private"))
    assert (found is not None) == (vector["expect"] == "success")
    if found:
        items = [[kind, blake2b(content, digest_size=32).hexdigest()] for kind, content in found[1]]
        assert (found[0].hex(), items) == (vector["sender"], vector["items"])


@settings(max_examples=100)
@given(runs())
def test_it_reads_whatever_we_seal(run):
    found = second_reader.segment(sealed(run).to_bytes(), keys().sign_public, epoch().private)
    assert found["entries"] == {seq: plain(entry) for seq, entry in run.entries().items()}


@pytest.mark.parametrize("carried", [contents(), BIG, []])
def test_it_reads_whatever_we_bundle(carried):
    sender, items = second_reader.bundle(bundled(carried), PRIVATE[0])
    assert sender == keys().device_id
    assert items == carried
