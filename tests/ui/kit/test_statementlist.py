import itertools

from hypothesis import given
from hypothesis import strategies as st

from cspdesk.ui.kit.statementlist import Statement, StatementList


def fresh():
    numbers = itertools.count(1)
    return StatementList(lambda: f"s{next(numbers)}")


def written(*texts):
    entry = fresh()
    for text in texts:
        entry.write(text)
        entry.begin()
    return entry


def test_the_next_statement_starts_only_after_something_was_said():
    entry = fresh()
    assert not entry.begin()
    entry.write("a")
    assert entry.begin()
    assert [said.text for said in entry.kept()] == ["a"]


def test_a_rank_alone_says_nothing():
    entry = fresh()
    entry.rank(3)
    assert entry.kept() == ()


def test_an_empty_statement_is_let_go_when_it_is_left():
    entry = written("a", "b")
    assert entry.go(0)
    assert [said.text for said in entry.items] == ["a", "b"]


def test_undo_takes_typing_back_word_by_word():
    entry = fresh()
    for text in ("n", "no", "no ", "no w", "no wo"):
        entry.write(text)
    entry.undo()
    assert entry.current.text == "no"
    entry.undo()
    assert entry.current.text == ""


def test_undo_brings_a_dropped_statement_back():
    entry = written("a", "b")
    entry.go(0)
    entry.drop()
    assert [said.text for said in entry.kept()] == ["b"]
    entry.undo()
    assert [said.text for said in entry.kept()] == ["a", "b"]


def test_the_last_statement_cannot_be_dropped():
    assert not fresh().drop()


def test_a_code_takes_the_place_of_what_was_typed_to_find_it():
    entry = fresh()
    entry.write("beaten #viol")
    entry.code("GBV-DOM", "beaten")
    assert entry.current == Statement("s1", None, "beaten", "GBV-DOM")
    entry.undo()
    assert entry.current.text == "beaten #viol"


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.text("ab ", max_size=6)),
        st.tuples(st.just("rank"), st.integers(1, 9)),
        st.tuples(st.just("go"), st.integers(0, 5)),
        st.tuples(st.sampled_from(["begin", "drop"]), st.none()),
    ),
    max_size=25,
)


@given(steps)
def test_undoing_everything_and_doing_it_again_ends_where_it_was(actions):
    entry = fresh()
    for name, value in actions:
        step = getattr(entry, name)
        step() if value is None else step(value)
    end = entry.items, entry.live
    undone = 0
    while entry.undo():
        undone += 1
    assert entry.kept() == ()
    for _ in range(undone):
        assert entry.redo()
    assert (entry.items, entry.live) == end


@given(steps)
def test_there_is_always_one_live_statement_and_no_id_twice(actions):
    entry = fresh()
    for name, value in actions:
        step = getattr(entry, name)
        step() if value is None else step(value)
        assert 0 <= entry.live < len(entry.items)
        assert len({said.id for said in entry.items}) == len(entry.items)
