"""What points at a person is found; dates, sums and the numbers of papers are left alone."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.detect import Trace, find, replaced
from cspdesk.domain.folding import fold


@pytest.mark.parametrize(
    ("text", "trace", "piece"),
    [
        ("Ба 918 12 34 56 занг занед", Trace.PHONE, "918 12 34 56"),
        ("+992 (37) 221-14-05", Trace.PHONE, "+992 (37) 221-14-05"),
        ("тел. 935551122", Trace.PHONE, "935551122"),
        ("ИНН 010020030", Trace.DOCUMENT, "010020030"),
        ("паспорт А 1234567 дода шуд", Trace.DOCUMENT, "А 1234567"),
        ("Write to m.rahimova@example.org", Trace.ADDRESS, "m.rahimova@example.org"),
        ("@khujand_news гуфт", Trace.ADDRESS, "@khujand_news"),
        ("Раҳимова ин ҳолро дид", Trace.SURNAME, "Раҳимова"),
        ("духтари Назаров омад", Trace.SURNAME, "Назаров"),
        ("Муродзода аз милитсия", Trace.SURNAME, "Муродзода"),
        ("Said by Karimova herself", Trace.SURNAME, "Karimova"),
        ("Иван Петрович пришёл", Trace.SURNAME, "Петрович"),
    ],
)
def test_what_points_at_a_person_is_found(text: str, trace: Trace, piece: str):
    assert [(one.trace, one.text) for one in find(text)] == [(trace, piece)]


@pytest.mark.parametrize(
    "text",
    [
        "12 345 678,50 сомонӣ сарф шуд",
        "1 250 000 000 TJS",
        "аз 22.11.2026 то 30.11.2026, соати 10:00-11:40",
        "қарори № 4815 аз соли 2019",
        "SW-TJ-2026/014 ва R-27",
        "дар солҳои 2019-2026 се маротиба",
        "Снова нет света, корова стоит",
        "ҷавонон кор надоранд",
        "Никто не слышал слова закона",
    ],
)
def test_dates_sums_and_papers_are_left_alone(text: str):
    assert find(text) == ()


def test_a_district_may_bear_a_surname():
    assert find("ноҳияи Ғафуров", districts={fold("Ғафуров")}) == ()


def test_a_small_place_is_found_by_its_name_in_any_spelling():
    (found,) = find("дар Қӯшкент гуфтанд", small_places={fold("Кушкент")})
    assert (found.trace, found.text) == (Trace.PLACE, "Қӯшкент")


def test_what_was_found_can_be_written_otherwise():
    text = "Назаров гуфт"
    assert replaced(text, find(text)[0], "сокин") == "сокин гуфт"


@given(st.text())
def test_every_finding_is_a_piece_of_the_text_and_none_overlaps(text: str):
    found = find(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
