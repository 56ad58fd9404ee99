"""Filed reports as their records keep them, of today's form and of the one before."""

from dataclasses import replace

import pytest

from cspdesk.reports.money.frozen import Frozen, read, written

NOW = Frozen(
    definition="d",
    definition_version=3,
    layout="ab",
    version=2,
    period="2025-H1",
    agreement="a1",
    receipt="",
    language="tg",
    reader="authority",
    cover="{}",
    names="c1 c2",
    figures={"b": (5, "TJS"), "a": (-7, "")},
    rates=(("EUR", "2025-01-03", 113_304, 4, 1),),
    sources=(("d1", "aa"), ("d2", "bb")),
    lines={"b": (0, 1), "a": (1,)},
    checks=(("t", True),),
    previous="p",
)
BEFORE = replace(NOW, form=1, lines={})


def kept(one):
    """It, out of its record."""
    return read(
        written(one),
        version=one.version,
        period=one.period,
        agreement=one.agreement,
        language=one.language,
        reader=one.reader,
    )


@pytest.mark.parametrize("one", [NOW, BEFORE])
def test_it_is_read_as_it_was_written(one):
    assert kept(one) == one
    assert kept(one).fingerprint() == one.fingerprint()


def test_what_was_frozen_before_lines_had_sources_keeps_its_fingerprint():
    assert BEFORE.root == "3eb28148176d1db33fcbede2e8b5aec593c706f7fca2dc3410c007896613fb98"
    assert BEFORE.fingerprint() == "e22df0407f78bbf3302e3806292f74ba1514b125907dfcc783f144d19f1d315b"
    assert "lines" not in written(BEFORE)["sources"]


def test_which_sources_a_line_rests_on_is_part_of_the_fingerprint():
    assert NOW.sources_of("b") == ("d1", "d2")
    moved = replace(NOW, lines={"b": (0,), "a": (1,)})
    other = replace(NOW, lines={"b": (0, 1), "c": (1,)})
    assert len({one.fingerprint() for one in (NOW, moved, other, BEFORE)}) == 4


def test_a_form_that_only_a_newer_program_knows_is_refused():
    texts = written(NOW) | {"figures": written(NOW)["figures"].replace('"form":2', '"form":3')}
    with pytest.raises(ValueError, match="3"):
        read(texts, version=2, period="2025-H1", agreement="a1", language="tg", reader="authority")
