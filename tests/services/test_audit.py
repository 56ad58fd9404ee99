"""The audit trail: what the script beside it proves, and what of a changed file it finds."""

import json
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings

from cspdesk.domain.entries import Act
from cspdesk.domain.errors import RefusedError
from cspdesk.services import audit_check
from cspdesk.services.audit import FORM, Audit
from cspdesk.wire import suite
from tests.conftest import SeededIds
from tests.services.offices import Office


def trail(workspace, folder, **how):
    """The trail of a desk as a path, and what exporting told."""
    out = folder / f"trail-{len(list(folder.iterdir()))}.jsonl"
    return out, Audit(workspace.context).export(out, **how)


@pytest.fixture
def office(tmp_path, clock):
    (tmp_path / "office").mkdir()
    made = Office(tmp_path / "office", clock, lambda number: SeededIds(number, clock))
    yield made
    made.close()


@pytest.fixture
def worked(office):
    """A desk whose money two devices have written, with an edit, a conflict settled and a deletion."""
    founder = office.found()
    second = office.join(founder, "Zafar", "finance")
    donor = founder.records.add("donor", [{"name": "Нордлихт"}]).ids[0]
    founder.records.add("agreement", [{"number": "A/1", "donor": donor}])
    office.carry(founder, second)
    second.records.set(donor, {"note": "ба тоҷикӣ"})
    office.carry(second, founder)
    founder.records.delete(donor, "twice")
    founder.records.add("consultation", [{"title": "CANARY-FIELD", "held_on": "2026-11-01"}])
    return founder


def test_the_script_proves_the_trail_of_a_desk(worked, tmp_path):
    out, done = trail(worked, tmp_path)
    found = audit_check.checked(out)
    assert (found.faults, found.notes) == ([], [])
    assert found.pin.hex() == done.root
    assert (found.segments, found.entries) == (done.segments, done.entries)
    assert found.entries > 4
    assert found.unsigned == found.unread == 0


def test_form_and_acts_are_the_programs():
    assert audit_check.FORM == FORM
    acts = {name: number for name, number in vars(Act).items() if name.isupper()}
    assert [name.lower().replace("_", " ") for name in acts] == list(audit_check.ACTS)


def test_nothing_of_consultations_is_in_the_usual_trail(worked, tmp_path):
    out, _ = trail(worked, tmp_path)
    assert b"CANARY-FIELD" not in out.read_bytes()
    out, _ = trail(worked, tmp_path, streams=("field",))
    assert b"CANARY-FIELD" in out.read_bytes()
    assert audit_check.checked(out).faults == []


def test_what_this_desk_may_not_read_is_proved_by_its_signature_alone(office, tmp_path):
    founder = office.found()
    clerk = office.join(founder, "Zafar", "finance")
    founder.records.add("consultation", [{"title": "CANARY-FIELD", "held_on": "2026-11-01"}])
    office.carry(founder, clerk)
    out, _ = trail(clerk, tmp_path, streams=("field",))
    found = audit_check.checked(out)
    assert found.faults == []
    assert found.unread > 0
    assert b"CANARY" not in out.read_bytes()


def renewed(lines):
    """Lines with an end that fits them: what a forger would write."""
    body = b"".join(json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines)
    end = {"end": {"lines": len(lines), "digest": blake2b(body, digest_size=32).hexdigest()}}
    return body + json.dumps(end).encode() + b"\n"


def forged(out, change):
    """What the script says of a file that was changed and given a fitting end."""
    lines = [json.loads(line) for line in out.read_bytes().splitlines()][:-1]
    change(lines)
    out.write_bytes(renewed(lines))
    return audit_check.checked(out).faults


def segments(lines):
    return [line["segment"] for line in lines if "segment" in line and line["segment"]["entries"]]


def test_a_file_with_a_fitting_end_and_no_change_still_holds(worked, tmp_path):
    out, _ = trail(worked, tmp_path)
    assert forged(out, lambda lines: None) == []


def _another_value(lines):
    op = next(op for one in segments(lines) for entry in one["entries"] for op in entry[5] if op[1] == "A/1")
    op[1] = "A/2"


def _another_time(lines):
    segments(lines)[0]["entries"][0][4] += 1


def _without_an_entry(lines):
    segments(lines)[0]["entries"].pop()


def _without_a_segment(lines):
    feeds: dict[tuple[bytes, bytes], list] = {}
    for line in lines:
        if "segment" in line:
            header = audit_check.item(bytes.fromhex(line["segment"]["header"]))[0]
            feeds.setdefault((header[4], header[5]), []).append(line)
    longest = max(feeds.values(), key=len)
    assert len(longest) > 1
    lines.remove(longest[0])


def _another_signature(lines):
    one = segments(lines)[0]
    one["signature"] = one["signature"][:-2] + f"{int(one['signature'][-2:], 16) ^ 1:02x}"


def _without_rosters(lines):
    lines[:] = [line for line in lines if "roster" not in line]


def _a_roster_of_somebody(lines):
    one = next(line["roster"] for line in lines if "roster" in line)
    one["signatures"]["0"] = "00" * 64


def _nonsense(lines):
    lines.insert(2, {"segment": {"header": "zz"}})


@pytest.mark.parametrize(
    "change",
    [
        _another_value,
        _another_time,
        _without_an_entry,
        _without_a_segment,
        _another_signature,
        _without_rosters,
        _a_roster_of_somebody,
        _nonsense,
    ],
)
def test_what_a_forger_changes_is_found(worked, tmp_path, change):
    office_pause(worked)
    out, _ = trail(worked, tmp_path)
    assert forged(out, change)


def office_pause(worked):
    """Seal, and write once more, so that feeds have several segments."""
    Audit(worked.context).export(worked.desk.folder / "first.jsonl")
    worked.records.add("donor", [{"name": "Another"}])


def test_a_file_that_was_cut_is_found(worked, tmp_path):
    out, _ = trail(worked, tmp_path)
    lines = out.read_bytes().splitlines(keepends=True)
    for count in (0, 1, len(lines) // 2, len(lines) - 1):
        out.write_bytes(b"".join(lines[:count]))
        assert audit_check.checked(out).faults


def test_a_desk_that_holds_no_first_roster_is_proved_by_the_roots_pin(office, tmp_path):
    founder = office.found()
    for person in ("Zafar", "Olim"):
        office.join(founder, person, "finance")
    founder.records.add("donor", [{"name": "Nordlicht"}])
    out, done = trail(founder, tmp_path)

    def without_the_first(lines):
        lines.remove(next(line for line in lines if "roster" in line))

    assert forged(out, without_the_first) == []
    assert audit_check.checked(out).pin.hex() == done.root


def test_the_script_tells_and_gives_its_status(worked, tmp_path, capsys):
    out, done = trail(worked, tmp_path)
    assert audit_check.main([str(out), "--root", done.root, "--list"]) == 0
    told = capsys.readouterr().out
    assert "All that is in the file holds." in told
    assert "Ҳамаи он чи дар файл аст, дуруст аст." in told
    assert "create agreement" in told
    assert audit_check.main([str(out), "--root", "00" * 32]) == 1
    assert audit_check.main([]) == 2


def test_a_stream_that_there_is_not_is_refused(workspace, tmp_path):
    with pytest.raises(RefusedError):
        trail(workspace, tmp_path, streams=("nothing",))


# --- its own cryptography against the program's ------------------------------------------------------


VECTORS = json.loads((Path(__file__).parents[1] / "golden" / "wire" / "ed25519.json").read_text("utf-8"))[
    "vectors"
]


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_its_signatures_are_as_strict_as_the_formats(vector):
    text, signature, key = (bytes.fromhex(vector[part]) for part in ("message", "signature", "key"))
    assert audit_check.verified(text, signature, key) == (vector["expect"] == "success")


@given(st.binary(max_size=80), st.integers(0, 63), st.integers(1, 255))
@settings(max_examples=20)
def test_it_believes_libsodium_and_no_signature_with_one_bit_changed(text, place, bits):
    seed = bytes(range(32))
    key, _ = bindings.crypto_sign_seed_keypair(seed)
    signature = bytearray(suite.sign(suite.Domain.SEGMENT, text, seed))
    assert audit_check.is_signed("segment", text, bytes(signature), key)
    signature[place] ^= bits
    assert not audit_check.is_signed("segment", text, bytes(signature), key)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.binary() | st.text(),
        lambda inner: st.lists(inner, max_size=4),
        max_leaves=12,
    )
)
def test_its_cbor_is_the_formats(value):
    from cspdesk.wire import cbor

    def frozen(one):
        return tuple(map(frozen, one)) if isinstance(one, list) else one

    written = cbor.encode(frozen(value))
    assert audit_check.cbor(value) == written
    assert audit_check.item(written) == (value, len(written))
