"""Nothing that was printed may pin down a small number; a planted fault must be found.

``--rounds`` deepens it: a world in each family for every six rounds, so 600 rounds are the 100 worlds of
docs/decisions/0020-small-numbers.md.
"""

import pytest

from .attacker import Verdict
from .rounds import FAULTS, SAFE, attack


@pytest.fixture
def worlds(request) -> int:
    return max(3, request.config.getoption("--rounds") // 6)


@pytest.mark.parametrize("name", SAFE)
def test_no_small_number_is_learned_and_no_zero_proved(name, worlds):
    verdict = attack(name, SAFE[name], worlds)
    assert verdict.numbers
    assert verdict.safe, verdict


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name):
    assert not attack(name, FAULTS[name], 6).safe


def test_a_verdict_counts_what_was_learned():
    verdict = Verdict()
    for least, most in ((3, 3), (3, 4), (1, 4), (0, 4), (1, 5)):
        verdict.judge(max(3, least), least, most, 5)
    verdict.judge(0, 0, 0, 5)
    verdict.judge(0, 0, 3, 5)
    assert (verdict.numbers, verdict.exact, verdict.near, verdict.small) == (5, 1, 2, 3)
    assert (verdict.zeros, verdict.proved, verdict.safe) == (2, 1, False)


def test_an_attacker_who_believes_something_false_is_noticed():
    with pytest.raises(AssertionError, match="false"):
        Verdict().judge(7, 0, 4, 5)
