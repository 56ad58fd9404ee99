import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.i18n.languages import ENGLISH, LANGUAGES, RUSSIAN, TAJIK
from cspdesk.i18n.sorting import ALPHABET, sort_key

TAJIK_LETTERS = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"
RUSSIAN_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def in_order(words, language):
    return sorted(words, key=lambda word: sort_key(word, language))


def test_the_tajik_alphabet_has_its_own_order():
    assert "".join(in_order(sorted(TAJIK_LETTERS), TAJIK)) == TAJIK_LETTERS
    assert "".join(in_order(sorted(TAJIK_LETTERS.upper()), TAJIK)) == TAJIK_LETTERS.upper()


def test_the_russian_alphabet_has_its_own_order():
    assert "".join(in_order(sorted(RUSSIAN_LETTERS), RUSSIAN)) == RUSSIAN_LETTERS


def test_tajik_names_in_the_order_of_a_dictionary():
    names = ["Боб", "Бобоҷон", "Гулистон", "Ғафуров", "Елена", "Ёвон", "Истаравшан", "Ӣд", "Куляб", "Кӯлоб"]
    names += ["Қубодиён", "Хатлон", "Ҳисор", "Чоршанбе", "Ҷайҳун"]
    assert in_order(reversed(names), TAJIK) == names


def test_yo_is_a_letter_in_tajik_and_counts_as_ye_in_russian():
    assert in_order(["ёлка", "еда", "ехать"], RUSSIAN) == ["еда", "ёлка", "ехать"]
    assert in_order(["ёлка", "еда", "ехать"], TAJIK) == ["еда", "ехать", "ёлка"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_go_by_value_and_quotes_do_not_count(language):
    assert in_order(["Мактаби №10", "«Мактаби №9»", "Мактаби №007"], language) == [
        "Мактаби №007",
        "«Мактаби №9»",
        "Мактаби №10",
    ]


def test_latin_stands_before_cyrillic_and_accents_do_not_count():
    assert in_order(["Рашт", "Zurich", "Évian", "Oslo", "12"], ENGLISH) == [
        "12",
        "Évian",
        "Oslo",
        "Zurich",
        "Рашт",
    ]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_the_order_is_the_same_for_both_ways_of_writing_a_letter(text, language):
    keys = {sort_key(unicodedata.normalize(form, text), language) for form in ("NFC", "NFD")}
    assert len(keys) == 1


@given(st.text(ALPHABET), st.text(ALPHABET))
def test_a_word_comes_before_its_continuation(word, more):
    assert sort_key(word, TAJIK) <= sort_key(word + more, TAJIK)
