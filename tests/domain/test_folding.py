import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cspdesk.domain.folding import MAX_SPELLINGS, MAX_WORD, MAX_WORDS, fold, query_terms

TAJIK = "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя"
LETTERS = st.text(TAJIK + "цщыь" + TAJIK.upper() + "abcdefghijklmnopqrstuvwxyzÀÇŠžūİı 0123456789'’«»-.,")

SAME = [
    ("Хуҷанд", "Хучанд"),
    ("Кӯлоб", "кулоб"),
    ("Ҳисор", "хисор"),
    ("Восеъ", "восе"),
    ("маълулият", "малулият"),
    ("Ёвон", "евон"),
    ("район", "раион"),
    ("эҳтиёт", "ехтиет"),
    ("Roshtqal'a", "roshtqala"),
    ("Xuçand", "xucand"),
    ("Ў́збек", "узбек"),
]


def finds(typed: str, text: str) -> bool:
    """Whether every typed word begins a word of the text, in one of its spellings."""
    words = re.findall(r"[^\W_]+", fold(text))
    return all(any(word.startswith(spellings) for word in words) for spellings in query_terms(typed))


@pytest.mark.parametrize(("written", "typed"), SAME)
def test_letters_that_are_confused_in_typing_fold_alike(written: str, typed: str):
    assert fold(written) == fold(typed)


@given(st.text())
@example("İı")
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_folding_does_not_see_case(text: str):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


@given(LETTERS)
def test_composed_and_decomposed_letters_fold_alike(text: str):
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_different_words_stay_different():
    assert len({fold(word) for word in ("соҳил", "сохта", "шаҳр", "чаҳор", "қонун", "имзо")}) == 6


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Khujand", "Шаҳри Хуҷанд"),
        ("Xujand", "Хуҷанд"),
        ("khuj", "Хуҷанд"),
        ("Khujand", "город Худжанд"),
        ("худ", "город Худжанд"),
        ("Хуҷанд", "город Худжанд"),
        ("худжанд", "Хуҷанд"),
        ("Dushanbe", "Душанбе"),
        ("jamoat", "ҷамоати деҳот"),
        ("Jayhun", "Ҷайҳун"),
        ("mahalla shahr", "Шаҳр, маҳалла"),
        ("Rayon", "район"),
        ("Yovon", "Ёвон"),
        ("Chorshanbe", "чоршанбе"),
        ("zhaloba", "жалоба"),
        ("Xuçand", "Хуҷанд"),
        ("милиция", "милитсия"),
        ("милитсия", "милиция"),
        ("хукук", "ҳуқуқи инсон"),
        ("COVID-19", "ковид 19"),
    ],
)
def test_what_is_typed_finds_what_is_written(typed: str, text: str):
    assert finds(typed, text)


def test_a_word_that_is_not_there_is_not_found():
    assert not finds("Khorugh", "Хуҷанд, Душанбе, Кӯлоб")


@given(st.text())
def test_spellings_are_plain_words_led_by_the_word_as_typed(text: str):
    words = re.findall(r"[^\W_]+", fold(text))
    terms = query_terms(text)
    assert all(re.fullmatch(r"[^\W_]+", spelling) for spellings in terms for spelling in spellings)
    assert [spellings[0] for spellings in terms] == [word[:MAX_WORD] for word in words[:MAX_WORDS]]


def test_a_hostile_query_stays_small():
    terms = query_terms("cyxjcyxj" * 1_000 + " a" * 1_000)
    assert len(terms) == MAX_WORDS
    assert all(len(spellings) <= MAX_SPELLINGS for spellings in terms)


def test_prose_folds_at_twenty_megabytes_a_second():
    prose = "Мардум ба милитсия муроҷиат намекунанд, зеро боварӣ нест. Проблемы доверия населения. " * 8_000
    best = min(_seconds(prose) for _ in range(5))
    assert len(prose.encode()) / best > 20e6


def _seconds(text: str) -> float:
    start = time.perf_counter()
    fold(text)
    return time.perf_counter() - start
