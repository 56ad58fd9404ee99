"""Bodies: columns that come back as they were, and every other arrangement refused."""

import tracemalloc

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.entries import PRESENCE, Act, Creations, Dot, Entry, Op, Run
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import cell_id
from cspdesk.wire import body, limits
from cspdesk.wire.body import Body
from cspdesk.wire.runs import run_of
from tests.wire.makers import RULES, feed, keys, outcome, small_run
from tests.wire.strategies import SCALARS, runs, without_branches

SEED = bytes(range(16))


def with_pins(run):
    return Body(run, tuple(bytes([place]) * 32 for place in range(1, len(run.feeds))), SEED)


def decoded(raw, run=None):
    run = run or small_run()
    return body.decode(raw, feed=feed(), first=run.first, count=run.count)


def plain(raw):
    """The arrays of a body, to be changed."""

    def listed(value):
        return [listed(each) for each in value] if isinstance(value, (tuple, list)) else value

    return listed(cbor2.loads(raw))


def refused(raw, run=None):
    with pytest.raises(UntrustedError) as refusal:
        decoded(raw, run)
    return refusal.value.code


@given(runs(), st.booleans())
def test_a_body_comes_back(run, short):
    said = with_pins(run)
    assert decoded(body.encode(said, short=short), run) == Body(without_branches(run), said.pins, SEED)


@given(runs())
def test_what_is_decoded_encodes_to_the_same_bytes(run):
    raw = body.encode(with_pins(run))
    assert body.encode(decoded(raw, run)) == raw


@given(st.lists(st.tuples(SCALARS, SCALARS), min_size=1, max_size=8))
def test_ids_that_a_rule_computes_are_not_sent_and_come_back(keys_of_cells):
    parent = bytes(range(16))
    rows: list[tuple] = []
    for one, other in keys_of_cells:
        texts = ["" if key is None else str(key) for key in (one, other)]
        rows.append((cell_id(parent, *texts), one, other))
    columns = {2: [parent] * len(rows), 30: [row[1] for row in rows], 31: [row[2] for row in rows]}
    count = len(rows)
    block = Creations(9, range(1, count + 1), [row[0] for row in rows], [1] * count, [1] * count, columns)
    run = run_of((feed(),), 1, Run((feed(),), 1, count, (block,)).entries())
    raw = body.encode(with_pins(run), {9: (2, 30, 31)})
    assert decoded(raw, run).run == run
    computable = all(type(key) in {str, int, type(None)} for row in rows for key in row[1:])
    if computable and all(set(columns[unit]) != {None} for unit in (30, 31)):
        assert not any(row[0] in raw for row in rows)


def test_a_cell_whose_id_is_another_is_sent_with_it():
    run = small_run()
    grid = run.creations[1]
    odd = Creations(grid.kind, grid.seqs, (bytes(16), grid.records[1]), grid.saves, grid.ats, grid.columns)
    changed = Run(run.feeds, run.first, run.count, (run.creations[0], odd), run.edits)
    raw = body.encode(with_pins(changed), RULES)
    assert decoded(raw).run == changed
    assert len(raw) > len(body.encode(with_pins(run), RULES)) + 20


def test_cells_of_cells_come_back():
    top = bytes(range(16))
    middle = cell_id(top, "a")
    inner = cell_id(middle, "b")
    entries = {
        1: Entry(Act.CREATE, 1, top, 1, 1, (Op(16, "x"),)),
        2: Entry(Act.CREATE, 3, middle, 1, 1, (Op(2, top), Op(30, "a"))),
        3: Entry(Act.CREATE, 2, inner, 1, 1, (Op(2, middle), Op(30, "b"))),
    }
    run = run_of((feed(),), 1, entries)
    rules = {2: (2, 30), 3: (2, 30)}
    assert decoded(body.encode(with_pins(run), rules), run).run == run


def test_a_reference_to_a_record_of_the_segment_is_a_small_number():
    run = small_run()
    raw = body.encode(with_pins(run), RULES)
    assert raw.count(run.creations[0].records[0]) == 1


def test_an_edit_of_the_usual_kind_names_neither_record_nor_base():
    edits = {seq: Entry(Act.EDIT, 4, Dot(1, 5), seq, 1, (Op(16, 1, (Dot(1, 5),)),)) for seq in range(1, 101)}
    run = run_of((feed(), feed(2)), 1, edits)
    assert len(body.encode(with_pins(run))) < 100 * 14 + 100


CHANGES = {
    "a fifth part": lambda b: b.append([]),
    "no edits": lambda b: b.pop(),
    "a seed of another length": lambda b: b.__setitem__(0, bytes(15)),
    "a feed without a pin": lambda b: b[1][0].pop(),
    "a pin of another length": lambda b: b[1][0].__setitem__(2, bytes(31)),
    "no feeds though an edit names one": lambda b: b[1].clear(),
    "too many feeds": lambda b: b.__setitem__(1, [[bytes(16), bytes(16), bytes(32)]] * (limits.FEEDS + 1)),
    "blocks out of order": lambda b: b[2].reverse(),
    "a block twice": lambda b: b[2].append(b[2][1]),
    "a block with a part more": lambda b: b[2][0].append(1),
    "a kind below zero": lambda b: b[2][0].__setitem__(0, -1),
    "a creation outside of the segment": lambda b: b[2][0].__setitem__(1, [0, 9]),
    "a creation before the segment": lambda b: b[2][0].__setitem__(1, [-1, 2]),
    "creations out of order": lambda b: b[2][0].__setitem__(1, [1, -1]),
    "a creation twice": lambda b: b[2][0].__setitem__(1, [0, 0]),
    "a creation in the place of an edit": lambda b: b[2][0].__setitem__(1, [0, 4]),
    "ids of another length": lambda b: b[2][0].__setitem__(2, bytes(31)),
    "one id too few": lambda b: b[2][0].__setitem__(2, bytes(16)),
    "an empty rule": lambda b: b[2][1].__setitem__(2, []),
    "a rule over a field that is not there": lambda b: b[2][1].__setitem__(2, [2, 30, 99]),
    "a rule that names a field twice": lambda b: b[2][1].__setitem__(2, [2, 30, 30]),
    "a rule whose parent is no id": lambda b: b[2][1].__setitem__(2, [30, 31, 32]),
    "a rule over what gives no text": lambda b: b[2][1][5][1].__setitem__(2, [True, "m"]),
    "a save short": lambda b: b[2][0].__setitem__(3, [7]),
    "a save below zero": lambda b: b[2][0].__setitem__(3, [-1, 1]),
    "saves that go backwards": lambda b: b[2][0].__setitem__(3, [8, -1]),
    "saves out of step with the edits": lambda b: b[2][0].__setitem__(3, [11, 0]),
    "a time that is no integer": lambda b: b[2][0].__setitem__(4, ["a", 1]),
    "a time beyond its bounds": lambda b: b[2][0].__setitem__(4, [2**62 - 1, 1]),
    "columns out of order": lambda b: b[2][0][5].reverse(),
    "a column twice": lambda b: b[2][0][5].append(b[2][0][5][-1]),
    "a column of field zero": lambda b: b[2][0][5][0].__setitem__(0, 0),
    "a column that holds nothing": lambda b: b[2][0][5][0].__setitem__(2, [None, None]),
    "a column too short": lambda b: b[2][0][5][0].__setitem__(2, ["x"]),
    "a column of an unknown form": lambda b: b[2][0][5][0].__setitem__(1, 3),
    "a reference out of the segment": lambda b: b[2][1][5][0].__setitem__(2, [7, 0]),
    "a reference before the segment": lambda b: b[2][1][5][0].__setitem__(2, [-1, 0]),
    "a reference to an edit": lambda b: b[2][1][5][0].__setitem__(2, [4, 0]),
    "a reference of a computed id to itself": lambda b: b[2][1][5][0].__setitem__(2, [2, 0]),
    "a column of edits short": lambda b: b[3].pop(),
    "edits out of order": lambda b: b[3].__setitem__(0, [4, 1, -1]),
    "an edit twice": lambda b: b[3].__setitem__(0, [4, 1, 0]),
    "a creation among the edits": lambda b: b[3][1].__setitem__(0, 0),
    "an act below zero": lambda b: b[3][1].__setitem__(0, -1),
    "a kind of an edit that is no integer": lambda b: b[3][2].__setitem__(0, None),
    "a record of a feed that is not named": lambda b: b[3][3].__setitem__(0, 9),
    "a record by a dot where an id belongs": lambda b: b[3][3].__setitem__(2, 1),
    "a record by an id where a dot belongs": lambda b: b[3][3].__setitem__(0, 0),
    "a record that the entry itself makes": lambda b: b[3][4].__setitem__(0, 5),
    "a record with seq zero": lambda b: b[3][4].__setitem__(0, 0),
    "one op more than said": lambda b: b[3][7].__setitem__(0, 2),
    "fields of an entry out of order": lambda b: b[3].__setitem__(8, [17, 17, 16, 1]),
    "a field of an entry twice": lambda b: b[3].__setitem__(8, [17, 16, 16, 1]),
    "a base more than said": lambda b: b[3][9].__setitem__(0, 2),
    "a base less than said": lambda b: b[3][10].pop(),
    "the record as base spelled out": lambda b: (
        b[3][9].__setitem__(0, 2), b[3][10].insert(0, 0), b[3][11].insert(0, 1)
    ),
    "the record as base of a record named by its id": lambda b: (
        b[3][9].__setitem__(3, 0), b[3][10].pop(), b[3][11].pop()
    ),
    "bases out of order": lambda b: b[3].__setitem__(11, [44, 41, 2]),
    "a base twice": lambda b: b[3].__setitem__(11, [41, 41, 2]),
    "a base that is not older": lambda b: b[3][11].__setitem__(2, 7),
    "a base of a feed that is not named": lambda b: b[3][10].__setitem__(0, 2),
    "a value short": lambda b: b[3][12][0][1].pop(),
    "a group of values short": lambda b: b[3][12].pop(),
    "values in an unknown form": lambda b: b[3][12][0].__setitem__(0, 1),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_body_out_of_order_is_refused(change):
    parts = plain(body.encode(with_pins(small_run()), RULES))
    assert decoded(cbor2.dumps(parts)) == with_pins(small_run())
    change(parts)
    assert refused(cbor2.dumps(parts)) in {"malformed", "too-big"}


@given(st.data())
def test_any_part_replaced_by_anything_is_refused_or_read(data):
    parts = plain(body.encode(with_pins(small_run()), RULES))
    place = parts
    while True:
        at = data.draw(st.integers(0, len(place) - 1))
        if not isinstance(place[at], list) or not place[at] or data.draw(st.integers(0, 5)) == 0:
            break
        place = place[at]
    junk = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(2**63), 2**63 - 1),
        st.binary(max_size=33),
        st.just([]),
        st.text(max_size=3),
    )
    place[at] = data.draw(junk)
    found, code = outcome(decoded, cbor2.dumps(parts))
    assert code in {"malformed", "too-big"} or decoded(body.encode(found)) == found


@given(runs(), st.data())
def test_a_run_for_another_header_is_refused(run, data):
    raw = body.encode(with_pins(run))
    other = run.count + data.draw(st.integers(-run.count, 3).filter(bool))
    with pytest.raises(UntrustedError):
        body.decode(raw, feed=feed(), first=run.first, count=other)


def entry_with(**changes):
    whole = {"act": Act.EDIT, "kind": 1, "record": bytes(16), "save": 1, "at": 1, "ops": (Op(16, 1),)}
    return Entry(**{**whole, **changes})


OURS = {
    "a value of no encoding": entry_with(ops=(Op(16, 1.5),)),  # type: ignore[arg-type]
    "a value too deep": entry_with(ops=(Op(16, (((((((((1,),),),),),),),),)),)),
    "a value too large": entry_with(ops=(Op(16, ("x" * 600_000, "y" * 600_000)),)),
    "a text too large": entry_with(ops=(Op(16, "x" * (limits.VALUE + 1)),)),
    "too many fields": entry_with(ops=tuple(Op(unit, 1) for unit in range(1, limits.UNITS + 2))),
    "too many bases": entry_with(ops=(Op(16, 1, tuple(Dot(1, seq) for seq in range(1, 18))),)),
    "too many bases of a deletion's other field": entry_with(
        act=Act.DELETE, ops=(Op(16, 1, tuple(Dot(1, seq) for seq in range(1, 18))),)
    ),
    "a base that is not older": entry_with(ops=(Op(16, 1, (Dot(0, 1),)),)),
    "a feed that is not named": entry_with(ops=(Op(16, 1, (Dot(2, 1),)),)),
    "field zero": entry_with(ops=(Op(0, 1),)),
    "a clock beyond all reason": entry_with(at=2**62),
    "a record's id of another length": entry_with(record=bytes(15)),
}


@pytest.mark.parametrize("entry", OURS.values(), ids=OURS.keys())
def test_what_we_may_not_seal_is_an_error_of_ours(entry):
    run = run_of((feed(), feed(2)), 1, {1: entry})
    with pytest.raises(ValueError):
        body.encode(with_pins(run))


@pytest.mark.parametrize("act", [Act.DELETE, Act.RESTORE, Act.LEFT])
def test_a_deletion_may_name_all_current_values(act):
    bases = tuple(Dot(1, seq) for seq in range(1, limits.PRESENCE_BASES + 1))
    run = run_of((feed(), feed(2)), 1, {1: entry_with(act=act, ops=(Op(PRESENCE, True, bases),))})
    assert decoded(body.encode(with_pins(run)), run).run == run
    longer = run_of(
        (feed(), feed(2)), 1, {1: entry_with(act=act, ops=(Op(PRESENCE, True, (*bases, Dot(1, 9999))),))}
    )
    with pytest.raises(ValueError):
        body.encode(with_pins(longer))


def test_values_at_their_bounds_are_sealed():
    deep = ((((((((1,),),),),),),),)
    run = run_of((feed(),), 1, {1: entry_with(ops=(Op(16, deep), Op(17, "x" * limits.VALUE)))})
    assert decoded(body.encode(with_pins(run)), run).run == run


def test_too_many_entries_feeds_or_bytes_are_errors_of_ours():
    too_many = range(1, limits.ENTRIES + 2)
    block = Creations(1, too_many, [bytes(16)] * len(too_many), [1] * len(too_many), [1] * len(too_many), {})
    with pytest.raises(ValueError):
        body.encode(with_pins(Run((feed(),), 1, len(too_many), (block,))))
    with pytest.raises(ValueError):
        body.encode(with_pins(run_of([feed()] * (limits.FEEDS + 2), 1, {1: entry_with()})))
    large = {seq: entry_with(save=seq, ops=(Op(16, "x" * limits.VALUE),)) for seq in range(1, 10)}
    with pytest.raises(ValueError):
        body.encode(with_pins(run_of((feed(),), 1, large)))


def test_feeds_of_another_stream_are_not_named():
    other = feed(2, owner=keys(2))
    stranger = type(other)(other.incarnation, bytes(16), other.device)
    with pytest.raises(ValueError):
        body.encode(with_pins(run_of((feed(), stranger), 1, {1: entry_with()})))


@pytest.mark.parametrize("unit", [b"\x80", b"\x81\x81\x81\x00", b"\x61a", b"\x19\x01\x01", b"\x40"])
def test_a_body_of_nothing_but_tiny_values_costs_bounded_memory(unit):
    count = limits.RAW_BODY // len(unit) - 64
    raw = b"\x84\x50" + bytes(16) + b"\x80\x80\x9a" + count.to_bytes(4, "big") + unit * count
    tracemalloc.start()
    with pytest.raises(UntrustedError):
        body.decode(raw, feed=feed(), first=1, count=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100_000
