"""What every kind of record and every field must be, whoever adds the next one."""

from __future__ import annotations

import pytest

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.entries import FIRST_UNIT
from cspdesk.domain.fields import AUDIENCES, SENSITIVITY, STREAMS, Kind, Merge
from cspdesk.models import KINDS
from tools import dictionary

NAMES = {kind.name for kind in KINDS}


def test_a_field_s_number_is_used_once_for_ever() -> None:
    numbers = [field.number for kind in KINDS for field in kind.fields]
    assert len(set(numbers)) == len(numbers)
    assert min(numbers) >= FIRST_UNIT


def test_a_kind_s_number_is_used_once() -> None:
    assert len({kind.number for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_says_all_that_others_read(kind: Kind) -> None:
    for field in kind.fields:
        assert field.label, field
        assert not field.help or field.help.endswith("."), field
        assert field.type in CODECS or field.type == "parts", field
        assert field.sensitivity in SENSITIVITY, field
        assert field.audience in AUDIENCES, field
        assert not field.stream or field.stream in STREAMS, field
        assert not field.choices or field.choices in LISTS, field
        assert not field.of or field.of in NAMES, field
        assert (field.type == "parts") == (field.merge == Merge.GROW), field
        assert field.merge != Merge.SAFER or field.order, field


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_must_agree_lies_in_one_stream(kind: Kind) -> None:
    for members in kind.units.values():
        assert len({(field.stream, field.merge, field.group) for field in members}) == 1


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_parts_and_their_holders_know_each_other(kind: Kind) -> None:
    for field in kind.parts():
        part = next(one for one in KINDS if one.name == field.of)
        assert kind.name in part.parents, field
    assert not kind.title or kind.title in kind.by_name
    assert all(key in kind.by_name for key in kind.keys)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_field_asks_for_a_person_in_the_stream_of_consultations(kind: Kind) -> None:
    for field in kind.fields:
        if field.of == "person":
            assert field.stream in ("people", "sensitive"), field


def test_the_data_dictionary_is_current() -> None:
    assert dictionary.main(["check"]) == 0
