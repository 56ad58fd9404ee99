"""Bundles by enemies and by accidents: refused or partly taken, never wrong, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cspdesk.domain.entries import PARENT, PRESENCE, Act, Creations, Dot, Entry, FeedId, Op, Run
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.fields import Kind
from cspdesk.models import KINDS
from cspdesk.store.held import rebuild
from cspdesk.store.room import Room
from cspdesk.store.work import work
from cspdesk.sync import circle, roles
from cspdesk.sync.chain import Chain
from cspdesk.sync.claims import life_of
from cspdesk.wire import bundle, codes, roster, segment
from cspdesk.wire.epochs import EpochKey
from cspdesk.wire.grant import make as make_grant
from cspdesk.wire.items import Head, ItemKind
from cspdesk.wire.members import Device, Epoch, Root, Stream
from cspdesk.wire.receipt import Holding
from cspdesk.wire.receipt import make as make_receipt
from cspdesk.wire.segment import HeaderFields, Segment
from cspdesk.wire.suite import DeviceKeys, sign_public
from tests.sync.desks import SimClock, SimDesk, SimIds, organisation
from tests.sync.people import CONSULTATION, FUND, OPEN
from tests.sync.world import digests, from_scratch, picture


@pytest.fixture(scope="module")
def template() -> list[SimDesk]:
    return organisation({"B": (1,), "D": (3,)})


@pytest.fixture
def desks(template: list[SimDesk]) -> dict[str, SimDesk]:
    return {each.name: each.copy(each.name, SimClock(), SimIds(Random(5))) for each in template}


@pytest.fixture
def field(desks: dict[str, SimDesk]) -> SimDesk:
    """A field officer's desk: a device of the organisation, in the hands of an enemy."""
    return desks["B"]


@pytest.fixture
def founder(desks: dict[str, SimDesk]) -> SimDesk:
    return desks["A"]


def write(desk: SimDesk, text: str) -> bytes:
    record = desk.ids.new()
    with work(desk) as save:
        save.create(CONSULTATION, record, {OPEN[0]: text})
        save.finish()
    return record


# --- mangled bytes ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sent(template: list[SimDesk]) -> bytes:
    desk = template[0].copy("A", SimClock(), SimIds(Random(6)))
    write(desk, "as it was typed")
    return desk.pack(desk.choose([], everything=True))


def taken(desk: SimDesk, untrusted: bytes) -> dict[bytes, object]:
    """What a fresh copy of a desk shows after it was given these bytes; holding to the pure function."""
    reader = desk.copy(desk.name, SimClock(), SimIds(Random(8)))
    try:
        found = reader.receive(untrusted)
    except UntrustedError as error:
        return {} if codes.by_word(error.code) else {b"": error}
    assert all(code in codes.CODES for code in found.tally.refused)
    shown = picture(reader)
    assert shown == from_scratch(reader)
    return shown


def is_part(shown: dict[bytes, object], whole: dict[bytes, object], before: dict[bytes, object]) -> bool:
    """Whether each record is as the whole bundle makes it, or as it was."""
    return all(shown[each] in (whole.get(each), before.get(each)) for each in shown)


def test_a_bundle_with_any_byte_flipped_shows_nothing_that_was_not_sent(template: list[SimDesk], sent: bytes):
    whole = taken(template[1], sent)
    chance = Random(3)
    for place in [*range(64), *chance.sample(range(len(sent)), 90)]:
        flipped = sent[:place] + bytes((sent[place] ^ 1 << chance.randrange(8),)) + sent[place + 1 :]
        assert is_part(taken(template[1], flipped), whole, picture(template[1]))


def test_every_beginning_of_a_bundle_is_taken_as_far_as_it_goes(template: list[SimDesk], sent: bytes):
    whole = taken(template[1], sent)
    for end in range(0, len(sent), 97):
        assert is_part(taken(template[1], sent[:end]), whole, picture(template[1]))


@given(
    untrusted=st.binary(max_size=400), opening=st.sampled_from([b"", b"CSPB\x01\x01\x01", b"CSPB\x02\x01"])
)
@settings(max_examples=40)
def test_bytes_of_chance_are_refused_in_words(template: list[SimDesk], untrusted: bytes, opening: bytes):
    with pytest.raises(UntrustedError) as refused:
        template[1].receive(opening + untrusted)
    assert codes.by_word(refused.value.code) is not None


# --- signed lies -----------------------------------------------------------------------------------


def packed(sender: SimDesk, items: list[tuple[ItemKind, bytes]]) -> bytes:
    """A bundle with just these items, from a device that may be an enemy's."""
    newest = newest_of(sender)
    public = circle.public_of(newest.roster)
    stream = BytesIO()
    head = Head(
        sender.device.sign_public,
        sender.device.box_public,
        newest.roster.organisation,
        newest.roster.number,
        newest.hash,
    )
    writer = bundle.write(stream, head, addressees=[public], keys=sender.device, ids=sender.ids)
    for kind, body in items:
        writer.add(kind, body)
    writer.close()
    return stream.getvalue()


def newest_of(desk: SimDesk) -> roster.SignedRoster:
    with desk.reading() as connection:
        newest = Chain(Room(connection)).newest
        assert newest is not None
        return newest


def forged(
    desk: SimDesk,
    code: str,
    entries: dict[int, Entry] | None = None,
    creations: tuple[Creations, ...] = (),
    *,
    keys: DeviceKeys | None = None,
    first: int = 1,
    previous: bytes = b"",
    **header: object,
) -> Segment:
    """A segment as a device with another program would sign it."""
    newest = newest_of(desk)
    listed = next(s for s in newest.roster.streams if s.code == roles.STREAM_NUMBERS[code])
    keys = keys or desk.device
    count = len(entries or {}) + sum(len(block.seqs) for block in creations)
    feed = FeedId(bytes(16), listed.id, keys.device_id)
    facts = {"roster_number": newest.roster.number, "roster_hash": newest.hash, **header}
    return segment.seal(
        Run((feed,), first, count, creations, entries or {}),
        pins=(),
        header=HeaderFields(previous, **facts),  # type: ignore[arg-type]
        epoch_public=listed.epochs[-1].public,
        keys=keys,
        ids=desk.ids,
    )


def creation(kind: int, record: bytes, **columns: object) -> tuple[Creations, ...]:
    return (Creations(kind, (1,), (record,), (1,), (0,), {int(k[1:]): (v,) for k, v in columns.items()}),)  # type: ignore[misc]


def refused(reader: SimDesk, sender: SimDesk, *segments: Segment) -> list[str]:
    """The codes with which segments are refused; nothing that was shown before may change."""
    before = picture(reader)
    found = reader.receive(packed(sender, [(ItemKind.SEGMENT, each.to_bytes()) for each in segments]))
    assert picture(reader) == before
    return [code.word for code in found.tally.refused]


def test_a_role_that_may_not_write_a_stream_is_refused(field: SimDesk, founder: SimDesk):
    lie = forged(field, "finance", creations=creation(FUND.kind.number, field.ids.new(), u4211="a fund"))
    assert refused(founder, field, lie) == ["role"]


def test_a_fund_smuggled_through_the_field_stream_is_refused(field: SimDesk, founder: SimDesk):
    lie = forged(field, "field", creations=creation(FUND.kind.number, field.ids.new(), u4211="a fund"))
    assert refused(founder, field, lie) == ["malformed"]


@pytest.mark.parametrize(
    "kind", [one for one in KINDS if one.stream == "finance" and not one.is_part], ids=lambda one: one.name
)
def test_no_record_of_money_counts_from_a_desk_without_that_role(
    template: list[SimDesk], field: SimDesk, founder: SimDesk, kind: Kind
):
    named = next(one for one in kind.fields if one.type in ("text", "longtext"))
    made = creation(kind.number, field.ids.new(), **{f"u{kind.unit_of[named.name]}": "money"})
    assert refused(founder, field, forged(field, "finance", creations=made)) == ["role"]
    for stream in ("field", "common", "directory"):
        assert refused(founder, field, forged(field, stream, creations=made)) == ["malformed"]


@pytest.mark.parametrize("name", ["exchange_rate", "article", "duty_rule", "holiday"])
def test_a_list_of_money_or_law_counts_from_no_desk_that_only_reads_it(
    field: SimDesk, founder: SimDesk, name: str
):
    kind = next(one for one in KINDS if one.name == name)
    named = next(one for one in kind.fields if one.type in ("text", "longtext", "code"))
    made = creation(kind.number, field.ids.new(), **{f"u{kind.unit_of[named.name]}": "EUR"})
    assert refused(founder, field, forged(field, "common", creations=made)) == ["role"]


def test_a_confidential_field_in_an_open_stream_is_refused(field: SimDesk, founder: SimDesk):
    lie = forged(field, "field", creations=creation(10, field.ids.new(), u1043="an incident"))
    assert refused(founder, field, lie) == ["malformed"]


@pytest.mark.parametrize(
    "columns",
    [
        {"u1001": 7},
        {"u1001": b"bytes"},
        {"u1003": "someday"},
        {"u1005": "many"},
        {"u1001": ""},
        {"u1006": ("a", 1)},
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused(
    field: SimDesk, founder: SimDesk, columns: dict[str, object]
):
    lie = forged(field, "field", creations=creation(10, field.ids.new(), **columns))
    assert refused(founder, field, lie) == ["malformed"]


def test_a_device_that_no_roster_lists_is_refused(field: SimDesk, founder: SimDesk):
    stranger = DeviceKeys.generate(field.ids)
    lie = forged(field, "field", creations=creation(10, field.ids.new(), u1001="x"), keys=stranger)
    assert refused(founder, field, lie) == ["unknown-sender"]


def test_a_signature_by_another_device_is_refused(field: SimDesk, founder: SimDesk):
    honest = forged(field, "field", creations=creation(10, field.ids.new(), u1001="x"))
    lie = replace(
        honest, signature=DeviceKeys.generate(field.ids).sign(b"cspdesk/1/segment", honest.header_bytes)
    )
    assert refused(founder, field, lie) == ["bad-signature"]


def test_a_body_put_under_another_header_is_refused(field: SimDesk, founder: SimDesk):
    one = forged(field, "field", creations=creation(10, field.ids.new(), u1001="one"))
    other = forged(field, "field", creations=creation(10, field.ids.new(), u1001="two"))
    assert refused(founder, field, replace(one, body=other.body, key_box=other.key_box)) == ["damaged"]


def test_a_roster_with_the_right_hash_and_another_number_is_refused(field: SimDesk, founder: SimDesk):
    lie = forged(field, "field", creations=creation(10, field.ids.new(), u1001="x"), roster_number=99)
    assert refused(founder, field, lie) == ["bad-chain"]


def test_a_segment_whose_roster_is_not_here_waits_and_comes(
    field: SimDesk, founder: SimDesk, desks: dict[str, SimDesk]
):
    newest = newest_of(founder)
    with founder.writing() as connection:
        chain = Chain(Room(connection))
        following = replace(newest.roster, number=newest.roster.number + 1, follows=(newest.hash,))
        signed = chain.follow(following, device=founder.device.device_id)
    early = forged(
        field,
        "field",
        creations=creation(10, field.ids.new(), u1001="early"),
        roster_number=signed.roster.number,
        roster_hash=signed.hash,
    )
    reader = desks["D"].copy("D", SimClock(), SimIds(Random(9)))
    found = reader.receive(packed(field, [(ItemKind.SEGMENT, early.to_bytes())]))
    assert (found.tally.new, found.tally.parked, found.tally.refused) == (0, 1, [])
    assert early.header_hash not in reader.held()
    later = reader.receive(packed(founder, [(ItemKind.ROSTER, signed.to_bytes())]))
    assert later.tally.new == 1
    assert early.header_hash in reader.held()


def edit(kind: int, record: bytes | Dot, act: int, *ops: Op) -> Entry:
    return Entry(act, kind, record, 1, 0, ops)


@pytest.mark.parametrize(
    "lie",
    [
        lambda: edit(10, Dot(0, 1), Act.EDIT, Op(PRESENCE, "gone", (Dot(0, 1),))),
        lambda: edit(10, Dot(0, 1), Act.DELETE, Op(PRESENCE, None, (Dot(0, 1),))),
        lambda: edit(10, Dot(0, 1), Act.RESTORE, Op(PRESENCE, "x", (Dot(0, 1),))),
        lambda: edit(10, Dot(0, 1), Act.DELETE, Op(PRESENCE, 7, (Dot(0, 1),))),
        lambda: edit(10, Dot(0, 1), Act.EDIT, Op(9, "no such number", (Dot(0, 1),))),
        lambda: edit(13, Dot(0, 1), Act.EDIT, Op(PARENT, "no id", ())),
    ],
)
def test_an_edit_that_breaks_the_rules_is_refused_whole(
    field: SimDesk, founder: SimDesk, lie: Callable[[], Entry]
):
    made = creation(10, field.ids.new(), u1001="x")
    assert refused(founder, field, forged(field, "field", {2: replace(lie(), save=2)}, made)) == ["malformed"]


@pytest.mark.parametrize(
    "entry",
    [
        lambda: edit(13, Dot(0, 1), Act.EDIT, Op(1301, "health", (Dot(0, 1),))),
        lambda: edit(10, Dot(0, 1), Act.EDIT),
        lambda: edit(10, Dot(0, 1), Act.SAME_AS, Op(77_000, b"x" * 16)),
        lambda: edit(99, Dot(0, 1), Act.EDIT, Op(77_000, "x", (Dot(0, 1),))),
    ],
)
def test_odd_edits_are_held_and_show_nothing_false(
    field: SimDesk, founder: SimDesk, entry: Callable[[], Entry]
):
    """Of another kind than their record, empty, or of a newer program: no traceback, and the rest applies."""
    made = creation(10, field.ids.new(), u1001="shown")
    odd = {
        2: replace(entry(), save=2),
        3: replace(edit(10, Dot(0, 2), Act.EDIT, Op(1025, "after", ())), save=3),
    }
    found = founder.receive(packed(field, [(ItemKind.SEGMENT, forged(field, "field", odd, made).to_bytes())]))
    assert (found.tally.new, found.tally.refused) == (1, [])
    titles = "SELECT title, summary FROM consultation WHERE title = 'shown'"
    before = picture(founder)
    with founder.writing() as connection:
        assert connection.exec_driver_sql(titles).fetchall() == [("shown", "after")]
        rebuild(Room(connection), at=0)
    assert picture(founder) == before


def test_kinds_and_fields_of_a_newer_program_pass_on_unharmed(
    field: SimDesk, founder: SimDesk, desks: dict[str, SimDesk]
):
    record, stranger = field.ids.new(), field.ids.new()
    columns = {1001: ("known",), 77_001: ("a field of tomorrow",), 1007: ("a_code_of_tomorrow",)}
    made = (
        Creations(10, (1,), (record,), (1,), (0,), columns),
        Creations(990, (2,), (stranger,), (2,), (0,), {77_002: (("any", 1),)}),
    )
    sent = forged(field, "field", creations=made)
    founder.receive(packed(field, [(ItemKind.SEGMENT, sent.to_bytes())]))
    last = desks["B"].copy("B", SimClock(), SimIds(Random(4)))
    last.receive(founder.pack(founder.choose([], everything=True)))
    with last.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT sealed FROM segment WHERE hash = ?", (sent.header_hash,)
        ).fetchall()
        units = connection.exec_driver_sql(
            "SELECT unit FROM change WHERE unit >= 77000 ORDER BY unit"
        ).fetchall()
    assert [bytes(row[0]) for row in rows] == [sent.to_bytes()]
    assert [row[0] for row in units] == [77_001, 77_002]
    assert digests(last)["field"] == digests(founder)["field"]


# --- papers ----------------------------------------------------------------------------------------


def counted(reader: SimDesk, sender: SimDesk, kind: ItemKind, body: bytes) -> list[str]:
    return [code.word for code in reader.receive(packed(sender, [(kind, body)])).tally.refused]


def test_a_roster_by_another_root_is_refused(field: SimDesk, founder: SimDesk):
    newest = newest_of(field)
    seed = field.ids.random(32)
    usurper = Device(field.device.sign_public, field.device.box_public, (1, 4), 1)
    stolen = replace(
        newest.roster,
        number=newest.roster.number + 1,
        follows=(newest.hash,),
        root=Root(1, (sign_public(seed),)),
        devices=tuple(usurper if each.id == usurper.id else each for each in newest.roster.devices),
    )
    lie = roster.draft(stolen).signed_by(0, seed)
    assert counted(founder, field, ItemKind.ROSTER, lie.to_bytes()) == ["bad-signature"]
    first = roster.draft(replace(stolen, number=1, follows=())).signed_by(0, seed)
    assert counted(founder, field, ItemKind.ROSTER, first.to_bytes()) == ["bad-chain"]
    other = roster.draft(replace(stolen, organisation=bytes(16), number=1, follows=())).signed_by(0, seed)
    assert counted(founder, field, ItemKind.ROSTER, other.to_bytes()) == ["not-for-you"]


def test_a_grant_by_who_may_give_none_brings_no_key(
    field: SimDesk, founder: SimDesk, desks: dict[str, SimDesk]
):
    newest = newest_of(field)
    stream = next(s for s in newest.roster.streams if s.code == roles.STREAM_NUMBERS["sensitive"])
    reader = desks["D"]
    lie = make_grant(
        EpochKey(stream.id, bytes(31) + b"\x40"),
        organisation=newest.roster.organisation,
        receiver=reader.device.device_id,
        receiver_public=reader.device.box_public,
        keys=field.device,
        ids=field.ids,
    )
    assert counted(reader, field, ItemKind.GRANT, lie.to_bytes()) == ["role"]


def test_a_receipt_proves_nothing_but_by_the_hash_of_a_segment_that_is_here(field: SimDesk, founder: SimDesk):
    write(founder, "mine")
    founder.choose([], everything=True)
    newest, life = newest_of(field), life_of(field.incarnation)
    with founder.reading() as connection:
        feed, first, last, name = connection.exec_driver_sql(
            "SELECT f.no, s.first, s.last, s.hash FROM segment s JOIN feed f ON f.no = s.feed"
            " WHERE f.own = 1 ORDER BY s.no DESC LIMIT 1"
        ).one()
        named = Room(connection).feeds.id(feed)
    lie = make_receipt(
        organisation=newest.roster.organisation,
        number=life << 32 | 1_000,
        holdings=(Holding(named, ((1, 10_000, bytes(32)),)),),
        keys=field.device,
    )
    founder.receive(packed(field, [(ItemKind.RECEIPT, lie.to_bytes())]))
    assert held_by_others(founder) == []
    honest = make_receipt(
        organisation=newest.roster.organisation,
        number=life << 32 | 1_001,
        holdings=(Holding(named, ((first, last, bytes(name)),)),),
        keys=field.device,
    )
    founder.receive(packed(field, [(ItemKind.RECEIPT, honest.to_bytes())]))
    assert held_by_others(founder) == [(feed, first, last)]


def held_by_others(desk: SimDesk) -> list[tuple[int, int, int]]:
    with desk.reading() as connection:
        return [
            tuple(row)
            for row in connection.exec_driver_sql("SELECT feed, first, last FROM holding").fetchall()
        ]


def test_an_older_receipt_takes_nothing_back(field: SimDesk, founder: SimDesk):
    founder.choose([], everything=True)
    earlier = field.pack(field.choose([founder.device.device_id], everything=False))
    field.receive(founder.pack(founder.choose([], everything=True)))
    later = field.pack(field.choose([founder.device.device_id], everything=False))
    founder.receive(later)
    known = held_by_others(founder)
    founder.receive(earlier)
    assert held_by_others(founder) == known != []


def test_one_bad_item_never_keeps_the_others_out(field: SimDesk, founder: SimDesk):
    good = forged(field, "field", creations=creation(10, field.ids.new(), u1001="good"))
    items = [
        (ItemKind.ROSTER, b"\x80"),
        (ItemKind.GRANT, bytes(300)),
        (ItemKind.RECEIPT, b"\x82\x40\x40"),
        (ItemKind.SEGMENT, bytes(5000)),
        (ItemKind.SEGMENT, good.to_bytes()),
        (ItemKind.SEGMENT, good.to_bytes()[:-1]),
    ]
    found = founder.receive(packed(field, items))
    assert found.tally.new == 1
    assert [code.word for code in found.tally.refused] == ["malformed"] * 5


def test_a_stream_that_the_roster_does_not_list_is_refused(field: SimDesk, founder: SimDesk):
    keys, newest = field.device, newest_of(field)
    unknown = Stream(bytes(16), 1, (Epoch(newest.roster.streams[0].epochs[0].public),))
    lie = segment.seal(
        Run((FeedId(bytes(16), unknown.id, keys.device_id),), 1, 1, creation(10, field.ids.new(), u1001="x")),
        pins=(),
        header=HeaderFields(b"", newest.roster.number, newest.hash),
        epoch_public=unknown.epochs[0].public,
        keys=keys,
        ids=field.ids,
    )
    assert refused(founder, field, lie) == ["unknown-stream"]
