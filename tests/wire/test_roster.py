"""Rosters: who signs them, what they follow, and what no roster may say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.wire import cbor, limits, roster
from cspdesk.wire.members import Epoch, Root, Stream
from cspdesk.wire.rights import Cut, Verdict, Withdrawal, Word
from cspdesk.wire.roster import RECOVERY_PLACE, RosterKind
from cspdesk.wire.suite import sign_public
from tests.wire.makers import (
    JUNK,
    ROOT_SEEDS,
    Drawn,
    epoch,
    keys,
    outcome,
    places,
    replaced,
    signed_roster,
    small_roster,
    stream_id,
)

ROOT = small_roster().root


def next_roster(before, **changes):
    return roster.draft(replace(small_roster(before.roster.number + 1, (before,)), **changes))


def signed(draft, *at):
    for place in at:
        draft = draft.signed_by(place, ROOT_SEEDS[place])
    return draft


def test_a_roster_comes_back():
    made = signed_roster()
    found = roster.parse(made.to_bytes())
    assert found == made
    assert found.hash == made.hash
    found.check_first(ROOT.pin)


@given(st.data())
def test_rosters_of_any_size_come_back(data):
    base = small_roster()
    chosen = replace(
        base,
        devices=tuple(data.draw(st.sets(st.sampled_from(base.devices)))),
        streams=base.streams[: data.draw(st.integers(0, 1))],
        withdrawals=tuple(
            Withdrawal(device, role, stream, ())
            for device, role, stream in data.draw(
                st.lists(
                    st.tuples(
                        st.binary(min_size=16, max_size=16),
                        st.one_of(st.none(), st.integers(0, 9)),
                        st.one_of(st.none(), st.binary(min_size=16, max_size=16)),
                    ),
                    max_size=3,
                )
            )
        ),
        recovery=data.draw(st.sampled_from((None, base.recovery))),
        members=base.members[: data.draw(st.integers(0, 1))],
        expires=data.draw(st.one_of(st.none(), st.integers(0, 2**62))),
        kind=data.draw(st.sampled_from(RosterKind)),
    )
    made = roster.draft(chosen)
    assert roster.parse(made.to_bytes()).roster == made.roster
    assert {device.id for device in made.roster.devices} == {device.id for device in chosen.devices}
    assert made.roster == replace(chosen, devices=made.roster.devices)


def test_devices_and_streams_are_found_by_their_ids():
    found = signed_roster().roster
    assert found.device(keys(2).device_id) is not None
    assert found.device(bytes(16)) is None
    assert found.stream(stream_id()) is not None
    assert found.stream(bytes(16)) is None


@pytest.mark.parametrize("at", [(), (0,), (1,)])
def test_too_few_signatures_are_refused(at):
    assert outcome(signed(roster.draft(small_roster()), *at).check_root, ROOT) == (None, "bad-signature")


@pytest.mark.parametrize("at", [(0, 1), (0, 2), (1, 2), (0, 1, 2)])
def test_two_of_three_are_enough(at):
    assert outcome(signed(roster.draft(small_roster()), *at).check_root, ROOT)[1] == ""


def test_one_key_s_signature_in_two_places_counts_once():
    made = roster.draft(small_roster()).signed_by(0, ROOT_SEEDS[0]).signed_by(1, ROOT_SEEDS[0])
    assert outcome(made.check_root, ROOT) == (None, "bad-signature")


def test_a_good_majority_does_not_excuse_a_bad_signature():
    made = signed_roster(places=(0, 1)).signed_by(2, bytes(32))
    assert outcome(made.check_root, ROOT) == (None, "bad-signature")


def test_a_single_key_s_roster_carries_no_other_signature():
    single = Root(1, (sign_public(ROOT_SEEDS[0]),))
    made = roster.draft(replace(small_roster(), root=single)).signed_by(0, ROOT_SEEDS[0])
    made.check_first(single.pin)
    assert outcome(made.signed_by(1, ROOT_SEEDS[1]).check_first, single.pin) == (None, "bad-signature")


def test_another_root_than_the_pinned_one_is_refused():
    assert outcome(signed_roster().check_first, bytes(32)) == (None, "bad-chain")


def test_a_roster_follows_what_it_names():
    first = signed_roster()
    second = signed(next_roster(first), 0, 1)
    second.check_follows((first,))
    assert outcome(second.check_follows, ()) == (None, "bad-chain")
    assert outcome(second.check_follows, (second,)) == (None, "bad-chain")
    assert outcome(second.check_follows, (first, second)) == (None, "bad-chain")
    assert outcome(signed(next_roster(first), 0).check_follows, (first,)) == (None, "bad-signature")


@pytest.mark.parametrize(
    "changes", [{"number": 3}, {"organisation": bytes(16)}, {"kind": RosterKind.COALITION}]
)
def test_a_roster_that_skips_or_strays_is_refused(changes):
    first = signed_roster()
    assert outcome(signed(next_roster(first, **changes), 0, 1).check_follows, (first,)) == (None, "bad-chain")


def test_one_that_follows_two_rivals_names_both():
    first = signed_roster()
    rivals = (signed(next_roster(first), 0, 1), signed(next_roster(first, expires=None), 0, 1))
    both = signed(roster.draft(small_roster(3, rivals)), 1, 2)
    both.check_follows(rivals)
    both.check_follows(rivals[::-1])
    assert outcome(both.check_follows, rivals[:1]) == (None, "bad-chain")


def test_a_root_changes_by_its_own_word_only():
    first = signed_roster()
    thief = Root(1, (sign_public(bytes(32)),))
    taken = next_roster(first, root=thief).signed_by(0, bytes(32))
    assert outcome(taken.check_follows, (first,)) == (None, "bad-signature")
    signed(next_roster(first, root=thief), 0, 1).check_follows((first,))


def test_recovery_replaces_administrators_and_nothing_else():
    first = signed_roster()
    helped = signed(next_roster(first, root=Root(1, (sign_public(bytes(32)),))), RECOVERY_PLACE)
    helped.check_follows((first,))
    for changes in ({"verdicts": ()}, {"members": ()}):
        more = signed(next_roster(first, **changes), RECOVERY_PLACE)
        assert outcome(more.check_follows, (first,)) == (None, "bad-chain")
    beside = signed(next_roster(first), 0, RECOVERY_PLACE)
    assert outcome(beside.check_follows, (first,)) == (None, "bad-signature")
    forged = next_roster(first).signed_by(RECOVERY_PLACE, bytes(32))
    assert outcome(forged.check_follows, (first,)) == (None, "bad-signature")
    without = signed(roster.draft(replace(small_roster(), recovery=None)), 0, 1)
    assert outcome(signed(next_roster(without), RECOVERY_PLACE).check_follows, (without,)) == (
        None,
        "bad-signature",
    )


def test_every_byte_flipped_is_refused():
    whole = signed_roster().to_bytes()
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 0x55
        _, code = outcome(lambda broken=bytes(broken): roster.parse(broken).check_first(ROOT.pin))
        assert code in {"malformed", "newer", "too-big", "bad-signature", "bad-chain"}, place


def test_every_prefix_is_refused():
    whole = signed_roster().to_bytes()
    assert {outcome(roster.parse, whole[:length])[1] for length in range(len(whole))} == {"malformed"}


def test_every_field_replaced_is_refused_or_another_roster():
    payload = signed_roster().payload
    value = cbor.decode(payload)
    for path in places(value):
        for new in JUNK:
            changed = cbor.encode(replaced(value, path, new), nesting=64)
            found, code = outcome(roster.parse_payload, changed)
            assert code in {"malformed", "newer", "too-big"} or found.to_bytes() == changed, path


OURS = {
    "two keys of which one signs": {"root": Root(1, ROOT.keys[:2])},
    "one key thrice": {"root": Root(2, ROOT.keys[:1] * 3)},
    "a device twice": {"devices": small_roster().devices[:1] * 2},
    "an epoch that follows a later one": {
        "streams": (Stream(stream_id(), 1, small_roster().streams[0].epochs[::-1]),)
    },
    "an epoch twice": {"streams": (Stream(stream_id(), 1, (Epoch(epoch().public),) * 2),)},
    "a first roster that follows another": {"follows": (bytes(32),)},
    "a later roster that follows none": {"number": 2},
    "a number of zero": {"number": 0},
    "an id of another length": {"organisation": bytes(15)},
    "a cut with a hash and no number": {
        "withdrawals": (Withdrawal(bytes(16), None, None, (Cut(bytes(16), bytes(16), 0, bytes(32)),)),)
    },
    "a feed cut twice": {
        "withdrawals": (Withdrawal(bytes(16), None, None, (Cut(bytes(16), bytes(16), 0, b""),) * 2),)
    },
    "a verdict that ends before it begins": {
        "verdicts": (Verdict(bytes(16), bytes(16), 2, 1, b"", Word.ADOPTED),)
    },
}


@pytest.mark.parametrize("changes", OURS.values(), ids=OURS.keys())
def test_what_no_roster_may_say_is_an_error_of_ours(changes):
    with pytest.raises(ValueError):
        roster.draft(replace(small_roster(), **changes))


def test_a_roster_is_bounded():
    crowd = tuple(
        replace(small_roster().devices[0], sign_public=Drawn(each).random(32))
        for each in range(limits.DEVICES + 1)
    )
    with pytest.raises(ValueError):
        roster.draft(replace(small_roster(), devices=crowd))
    assert outcome(roster.parse, bytes(limits.ROSTER + 2 * limits.KIB)) == (None, "too-big")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(untrusted):
    assert outcome(roster.parse, untrusted)[1] in {"malformed", "too-big", "newer"}
