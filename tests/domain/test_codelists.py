import re

import pytest

from cspdesk.domain.codelists import (
    AGE_BOUNDS,
    LISTS,
    YOUTH,
    AgeBounds,
    Choice,
    CodeList,
    bands_within,
    help_of,
    label_of,
    sensitivity_of,
)
from cspdesk.domain.fields import AUDIENCES, SENSITIVITY
from cspdesk.domain.money import is_currency
from cspdesk.domain.values import is_code

EVERY = [pytest.param(code_list, id=name) for name, code_list in LISTS.items()]


@pytest.mark.parametrize("code_list", EVERY)
def test_codes_are_unique_well_formed_and_labelled_once(code_list: CodeList):
    assert all(is_code(code) for code in code_list.codes)
    assert len(set(code_list.codes)) == len(code_list)
    assert len({choice.label for choice in code_list}) == len(code_list)


@pytest.mark.parametrize("code_list", EVERY)
def test_parents_are_choices_of_the_same_list_and_sensitivity_is_known(code_list: CodeList):
    assert all(choice.parent in ("", *code_list.codes) for choice in code_list)
    assert {choice.sensitivity for choice in code_list} <= set(SENSITIVITY)


@pytest.mark.parametrize("code_list", EVERY)
def test_labels_take_one_capital_and_help_is_a_sentence(code_list: CodeList):
    assert all(re.match(r"[A-Z0-9]", choice.label) for choice in code_list)
    assert not [c.label for c in code_list if c.label.endswith((".", "!")) or "{" in c.label + c.help]
    assert not [c.help for c in code_list if c.help and not c.help.endswith(".")]


def test_a_code_that_the_list_does_not_know_is_shown_as_it_is():
    assert str(label_of("concern_theme", "WATER-NEW")) == "WATER-NEW"
    assert help_of("concern_theme", "WATER-NEW") is None
    assert sensitivity_of("concern_theme", "WATER-NEW") == "high"


def test_a_known_code_has_its_words():
    assert str(label_of("concern_theme", "GBV-DOM")) == "Domestic violence"
    assert "never" in str(help_of("concern_theme", "GBV-SEX"))


def test_a_list_that_does_not_exist_is_a_mistake_of_the_program():
    with pytest.raises(KeyError):
        label_of("no_such_list", "x")


def test_themes_that_may_harm_are_high_and_no_others():
    high = {choice.code for choice in LISTS["concern_theme"] if choice.sensitivity == "high"}
    assert high == {"GBV-DOM", "GBV-SEX", "GBV-MARR", "POL-ABUSE", "VE-NARR", "LAND-STATE"}


def test_youth_is_the_sum_of_the_bands_from_14_to_30():
    assert bands_within(YOUTH) == ("14-17", "18-30")
    assert bands_within(AgeBounds(18, None)) == ("18-30", "31-59", "60+")


def test_bands_cover_each_year_of_life_once():
    years = [year for band in AGE_BOUNDS.values() for year in range(band.first, (band.last or 130) + 1)]
    assert years == list(range(131))
    assert {*AGE_BOUNDS, "nr"} == set(LISTS["age_band"].codes)


def test_orders_agree_with_the_fields():
    assert LISTS["sensitivity"].codes == SENSITIVITY
    assert tuple(code for code in LISTS["audience"].codes if code != "authority") == AUDIENCES


def test_currencies_have_the_form_of_iso_4217_and_somoni_comes_first():
    codes = LISTS["currency"].codes
    assert all(is_currency(code) for code in codes)
    assert codes[0] == "TJS"


def test_a_retired_choice_keeps_its_words_and_is_not_offered():
    old = Choice("old", "Old", retired=True)
    code_list = CodeList("sample", (Choice("new", "New"), old))
    assert code_list.offered() == (Choice("new", "New"),)
    assert code_list.find("old") == old
    assert "old" in code_list
