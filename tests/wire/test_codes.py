"""The closed list of refusals: numbers and words that stay, words for people that say enough."""

import pytest

from cspdesk.domain.errors import UntrustedError
from cspdesk.wire import codes

FROZEN = [
    "not-a-bundle",
    "newer",
    "not-for-you",
    "torn",
    "damaged",
    "malformed",
    "too-big",
    "bad-signature",
    "bad-key",
    "no-key",
    "bad-mark",
    "bad-root",
    "bad-chain",
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


def test_numbers_and_words_never_change():
    assert [code.word for code in codes.CODES[: len(FROZEN)]] == FROZEN
    assert [code.number for code in codes.CODES] == list(range(1, len(codes.CODES) + 1))


def test_a_code_is_found_by_number_and_by_word():
    for code in codes.CODES:
        assert codes.by_number(code.number) is code
        assert codes.by_word(code.word) is code
    assert codes.by_number(0) is codes.by_number(len(codes.CODES) + 1) is None
    assert codes.by_word("unheard-of") is None


def test_every_code_says_what_happened_and_what_to_do():
    for code in codes.CODES:
        assert code.what.english().endswith(".")
        assert code.hint.english().endswith(".")


def test_a_refusal_carries_code_words_and_a_note_for_engineers():
    error = codes.refused(codes.TORN, "chunk 3")
    assert isinstance(error, UntrustedError)
    assert (error.code, error.what, error.hint) == ("torn", codes.TORN.what, codes.TORN.hint)
    assert error.__notes__ == ["chunk 3"]


def test_what_this_program_made_wrong_is_its_own_error():
    with pytest.raises(ValueError, match="too many"), codes.own_work():
        raise codes.refused(codes.TOO_BIG, "too many")
