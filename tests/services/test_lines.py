"""JSON from outside is read strictly: what a lenient reader guesses would be saved for good."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import RefusedError
from cspdesk.services.lines import LONGEST, Line, parse, read_lines, read_object


def lines_of(text: str | bytes) -> list[Line]:
    return list(read_lines(BytesIO(text if isinstance(text, bytes) else text.encode())))


def test_each_line_is_an_object_with_its_number():
    assert lines_of('{"a": 1}\n\n  \n{"b": "ӯ"}\r\n') == [Line(1, {"a": 1}), Line(4, {"b": "ӯ"})]


def test_one_object_may_stand_on_several_lines():
    assert lines_of('{\n  "a": 1,\n  "b": [\n    2\n  ]\n}\n') == [Line(0, {"a": 1, "b": [2]})]


def test_a_byte_order_mark_is_no_letter():
    assert lines_of(b"\xef\xbb\xbf" + b'{"a": 1}') == [Line(1, {"a": 1})]


def test_a_bad_line_is_named_and_the_others_are_read():
    read = lines_of('{"a": 1}\n{"b": }\n{"c": 3}\n')
    assert [line.number for line in read] == [1, 2, 3]
    assert [line.refusal is None for line in read] == [True, False, True]


def test_a_bad_first_line_does_not_hide_the_others():
    read = lines_of('{"a": \n{"b": 2}\n')
    assert read[0].refusal is not None
    assert read[1] == Line(2, {"b": 2})


@pytest.mark.parametrize("empty", ["", "\n", "   \n\t\n"])
def test_nothing_to_read_is_said(empty: str):
    with pytest.raises(RefusedError, match="empty"):
        lines_of(empty)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1', "no JSON"),
        ("{'a': 1}", "no JSON"),
        ("nonsense", "no JSON"),
        ("[1]", "no JSON object"),
        ("7", "no JSON object"),
        ("null", "no JSON object"),
        ('[{"a": 1}]', "no JSON object"),
        ('{"a": 1, "a": 2}', "twice"),
        ('{"a": {"b": 1, "b": 2}}', "twice"),
        ('{"a": NaN}', "NaN"),
        ('{"a": Infinity}', "Infinity"),
        ('{"a": 1.5}', "1.5"),
        ('{"a": 1e3}', "1e3"),
        ('{"a": ' + "9" * 5000 + "}", "too long"),
        ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested"),
    ],
)
def test_what_is_not_plain_is_refused_with_its_line(text: str, said: str):
    (line,) = lines_of(text)
    assert line.refusal is not None
    assert said in line.refusal.what.english()
    assert line.refusal.what.values["line"] == 1


@pytest.mark.parametrize("text", [b'{"a": "\xff"}', b"\xff\xfe{\x00}\x00", b'{"a": "\xed\xa0\x80"}'])
def test_what_is_not_utf8_is_refused(text: bytes):
    line = lines_of(text)[0]
    assert line.refusal is not None
    assert "UTF-8" in line.refusal.what.english()


def test_a_line_without_end_is_refused_before_it_fills_the_memory():
    (line, *_) = lines_of(b'{"a": "' + b"x" * (LONGEST + 10) + b'"}')
    assert line.refusal is not None


def test_one_object_is_wanted_where_one_is_wanted():
    assert read_object(BytesIO(b'{"a": 1}')) == {"a": 1}
    with pytest.raises(RefusedError, match="several"):
        read_object(BytesIO(b'{"a": 1}\n{"b": 1}'))
    with pytest.raises(RefusedError):
        read_object(BytesIO(b"[]"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(objects=st.lists(st.dictionaries(st.text(), VALUES, max_size=4), min_size=1, max_size=5))
def test_what_json_writes_is_read_back(objects: list[dict[str, object]]):
    text = "\n".join(json.dumps(one) for one in objects)
    assert [line.value for line in lines_of(text)] == objects


@given(bytes_=st.binary(max_size=200))
def test_no_bytes_bring_anything_but_lines_or_a_refusal(bytes_: bytes):
    try:
        read = lines_of(bytes_)
    except RefusedError:
        return
    assert all(line.refusal is not None or isinstance(line.value, dict) for line in read)


@pytest.mark.parametrize("text", ["{", '{"a":1,"a":2}', "NaN", "1.0", "[" * 100_000])
def test_a_value_is_read_as_strictly(text: str):
    with pytest.raises(ValueError, match=r"."):
        parse(text)
