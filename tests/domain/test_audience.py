import pytest

from cspdesk.domain.audience import (
    AUDIENCE_LABELS,
    PARAMETERS,
    PROTECTIONS,
    Audience,
    Level,
    narrower,
    within,
)
from cspdesk.domain.fields import AUDIENCES


def test_the_ladder_is_that_of_the_fields_and_the_authority_is_beside_it():
    assert {*AUDIENCES, "authority"} == set(Audience) == set(PROTECTIONS) == set(AUDIENCE_LABELS)


@pytest.mark.parametrize(
    ("widest", "reader", "sees"),
    [
        (Audience.DONOR, Audience.COALITION, True),
        (Audience.DONOR, Audience.DONOR, True),
        (Audience.DONOR, Audience.PUBLIC, False),
        (Audience.TEAM, Audience.ORGANISATION, False),
        (Audience.PUBLIC, Audience.AUTHORITY, False),
    ],
)
def test_a_reader_sees_what_is_meant_for_him_or_somebody_wider(widest, reader, sees):
    assert within(widest, reader) is sees


def test_the_authority_sees_only_what_names_it():
    assert within(Audience.TEAM, Audience.AUTHORITY, names_authority=True)


def test_the_narrower_of_two_ceilings_holds():
    assert narrower(Audience.PUBLIC, Audience.COALITION) is Audience.COALITION


@pytest.mark.parametrize("audience", [Audience.DONOR, Audience.AUTHORITY, Audience.PUBLIC])
def test_every_base_in_use_is_made_and_a_high_concern_is_twice_as_coarse(audience):
    protection = PROTECTIONS[audience]
    assert {protection.base, protection.high_base} <= set(PARAMETERS.bases)
    assert protection.high_base == 2 * protection.base


def test_the_public_and_high_concerns_stop_at_the_region():
    assert PROTECTIONS[Audience.PUBLIC].floor is Level.REGION
    assert {p.high_floor for a, p in PROTECTIONS.items() if p.base} == {Level.REGION}


def test_each_base_is_a_multiple_of_the_one_before():
    assert all(
        wide % narrow == 0 for narrow, wide in zip(PARAMETERS.bases, PARAMETERS.bases[1:], strict=False)
    )
