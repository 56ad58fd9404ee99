"""One byte for a letter, and not a letter lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import letters, limits
from tests.wire.strategies import INTEGERS, TEXTS


@given(st.lists(st.one_of(TEXTS, st.none(), INTEGERS), max_size=8))
def test_a_column_of_texts_comes_back(column):
    shortened = letters.shorten(column)
    if shortened is None:
        assert not any(isinstance(value, str) for value in column)
    else:
        assert letters.in_form(letters.BY_LETTERS, shortened) == tuple(column)


@given(st.binary(max_size=60))
def test_every_byte_string_is_some_text(untrusted):
    (text,) = letters.lengthen((untrusted,))
    assert letters.shorten((text,)) == (untrusted,)


def test_tajik_and_russian_take_a_byte_a_letter():
    text = "Маҷлиси ҷамоати деҳот — «Оби тоза», № 4: ёфт, ӯ, ғ, Ӣ, қ"
    assert letters.shorten((text,)) == (bytes(map(letters.TABLE.index, text)),)


def test_a_column_with_byte_strings_keeps_its_form():
    assert letters.shorten(("а", b"b")) is None


def test_the_table_has_256_different_characters():
    assert len(letters.TABLE) == len(set(letters.TABLE)) == 256


def test_a_text_that_grows_beyond_a_value_is_refused():
    fits = b"\x80" * (limits.VALUE // 2)
    assert letters.lengthen((fits,))
    with pytest.raises(UntrustedError) as refusal:
        letters.lengthen((fits + b"\x80",))
    assert refusal.value.code == "too-big"


def test_an_unknown_form_is_refused():
    with pytest.raises(UntrustedError):
        letters.in_form(7, ())
