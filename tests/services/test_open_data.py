"""Open data out of a desk: the worked year entered as records, and what is kept from whom."""

from datetime import date

import pytest
from lxml import etree

from cspdesk.domain.errors import RefusedError
from cspdesk.services.open_data import ACTIVITIES, ORGANISATION, OpenData, _sectors
from tests.domain.ledger.worked import EXPECTED
from tests.reports.iati_world import faults
from tests.services.books.worked import IDS, enter_year
from tests.services.pairs import lone

END = date(2025, 12, 31)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """The worked year with what open data needs beside it."""
    with lone(tmp_path_factory.mktemp("open")) as made:
        enter_year(made)
        (organisation,) = [one.id for one in made.records.list("organisation").records]
        made.records.set(
            organisation,
            {"org_id": "XI-IATI-EXAMPLE", "full_name": "Ташкилоти «Чашма»", "email": "office@example.org"},
        )
        for name in ("A", "B", "C"):
            made.records.set(
                IDS[name],
                {
                    "project": f"CHASHMA {name}",
                    "title": f"Лоиҳаи {name}",
                    "title_en": f"Project {name}",
                    "purpose": "Peace in CANARY-VILLAGE" if name == "C" else "Peace",
                    "groups": ["women", "youth"],
                    "territory": ["3505203", "3505000"],
                    "sectors": "15220 60, 15150 40",
                    "aid_type": "C01",
                    "flow_type": "10",
                    "finance_type": "110",
                    "tied_status": "5",
                },
            )
        made.records.set(IDS["C"], {"unpublished": "people would be in danger"})
        yield made


@pytest.fixture(scope="module")
def made(desk, tmp_path_factory):
    """Both files for both circles of readers."""
    found = {}
    for audience in ("public", "donor"):
        out = tmp_path_factory.mktemp(audience)
        told = OpenData(desk.context).make(out, audience=audience, until=END)
        found[audience] = (told, (out / ACTIVITIES).read_bytes(), (out / ORGANISATION).read_bytes())
    return found


@pytest.mark.parametrize("audience", ["public", "donor"])
def test_the_files_of_a_desk_are_valid_by_the_official_schemas(made, audience):
    _, activities, organisation = made[audience]
    assert faults(activities, "activities") == []
    assert faults(organisation, "organisations") == []


def activity(body, code):
    return next(
        one for one in etree.fromstring(body) if one.findtext("iati-identifier") == f"XI-IATI-EXAMPLE-{code}"
    )


def test_the_worked_years_transactions_come_out_of_records(made):
    rows = [
        [
            one.find("transaction-type").get("code"),
            one.find("transaction-date").get("iso-date"),
            one.findtext("value"),
            one.find("value").get("currency"),
        ]
        for one in activity(made["public"][1], "CHASHMA-B").iter("transaction")
    ]
    assert rows[0] == ["11", "2025-01-30", "50000.00", "USD"]
    assert rows[1:] == EXPECTED["iati_transactions_B"]


def test_an_agreement_with_a_reason_is_in_the_donors_files_alone(made):
    told, activities, organisation = made["public"]
    assert told.activities == ("XI-IATI-EXAMPLE-CHASHMA-A", "XI-IATI-EXAMPLE-CHASHMA-B")
    assert told.kept_back == (("C", "people would be in danger"),)
    for body in (activities, organisation):
        assert "CHASHMA-C" not in body.decode()
        assert "CANARY-VILLAGE" not in body.decode()
        assert "danger" not in body.decode()
    assert "CHASHMA-C" in made["donor"][1].decode()


def test_members_who_receive_are_named_to_donors_alone(made):
    assert b"a member of the coalition" not in made["public"][1]
    assert b"a member of the coalition" in made["donor"][1]


def test_places_are_told_by_region_and_texts_by_their_language(made):
    found = activity(made["public"][1], "CHASHMA-B")
    assert [one.get("ref") for one in found.iter("location")] == ["3505000"]
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    titles = {one.get(language): one.text for one in found.find("title")}
    assert titles == {"tg": "Лоиҳаи B", "en": "Project B"}
    assert {one.get(language) for one in found.find("description[@type='3']")} == {"tg", "ru", "en"}


def test_an_agreement_that_lacks_something_is_left_out_and_named(desk, tmp_path):
    desk.records.set(IDS["A"], {"sectors": None})
    try:
        told = OpenData(desk.context).make(tmp_path / "out", until=END)
    finally:
        desk.records.undo()
    assert told.activities == ("XI-IATI-EXAMPLE-CHASHMA-B",)
    assert [str(one) for one in told.missing] == ["Agreement A: no purpose (DAC code) is filled in."]


def test_a_private_person_who_gives_is_never_named(desk, tmp_path):
    desk.records.set(IDS["D1"], {"type": "donor_foreign_person", "name": "CANARY-PERSON", "org_id": "XX-1"})
    try:
        for audience in ("public", "donor"):
            OpenData(desk.context).make(tmp_path / audience, audience=audience, until=END)
            body = (tmp_path / audience / ACTIVITIES).read_text("utf-8")
            assert "CANARY-PERSON" not in body
            assert "A private person" in body
            assert "XX-1" not in body
    finally:
        desk.records.undo()


def test_files_that_are_there_are_kept(desk, tmp_path):
    OpenData(desk.context).make(tmp_path, until=END)
    with pytest.raises(RefusedError):
        OpenData(desk.context).make(tmp_path, until=END)
    OpenData(desk.context).make(tmp_path, until=END, replacing=True)


def test_two_agreements_of_one_code_are_refused(desk, tmp_path):
    desk.records.set(IDS["A"], {"project": "CHASHMA B"})
    try:
        with pytest.raises(RefusedError):
            OpenData(desk.context).make(tmp_path / "out", until=END)
    finally:
        desk.records.undo()
    assert not (tmp_path / "out").exists()


def test_without_an_identifier_or_an_agreement_nothing_is_written(workspace, tmp_path):
    with pytest.raises(RefusedError) as refused:
        OpenData(workspace.context).make(tmp_path / "out")
    assert "identifier" in str(refused.value.what)
    (organisation,) = [one.id for one in workspace.records.list("organisation").records]
    workspace.records.set(organisation, {"org_id": "XI-IATI-EXAMPLE"})
    with pytest.raises(RefusedError):
        OpenData(workspace.context).make(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("audience", ["organisation", "coalition", "authority", ""])
def test_there_are_two_circles_of_readers_and_no_others(workspace, tmp_path, audience):
    with pytest.raises(RefusedError):
        OpenData(workspace.context).make(tmp_path, audience=audience)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("15160 60, 15150 40", (("15160", 60), ("15150", 40))),
        ("15160:60; 15150:40", (("15160", 60), ("15150", 40))),
        ("15160 60% 15150 40%", (("15160", 60), ("15150", 40))),
        ("15160, 15150", (("15160", 1), ("15150", 1))),
        ("police 100", (("police", 100),)),
        ("15160 60 15150", (("15160", 60), ("15150", 0))),
        ("", ()),
    ],
)
def test_purposes_are_read_as_people_type_them(typed, read):
    assert _sectors(typed) == read


def test_the_sample_can_be_published_as_it_is(sampled, tmp_path):
    told = OpenData(sampled.context).make(tmp_path)
    assert told.missing == ()
    assert len(told.activities) == 2
    assert faults((tmp_path / ACTIVITIES).read_bytes(), "activities") == []
    assert faults((tmp_path / ORGANISATION).read_bytes(), "organisations") == []
