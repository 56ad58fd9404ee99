import pytest

from cspdesk.i18n.languages import ENGLISH, LANGUAGES, RUSSIAN, TAJIK, find_language, preferred_language


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["tg_TJ.UTF-8"], TAJIK),
        (["ru-RU"], RUSSIAN),
        (["de_DE", "ru_RU"], RUSSIAN),
        (["uz_UZ"], RUSSIAN),
        (["uz_UZ", "en_US"], ENGLISH),
        (["C"], ENGLISH),
        (["", "POSIX", "fr"], ENGLISH),
        ([], ENGLISH),
    ],
)
def test_a_computer_gets_the_language_that_its_settings_name(names, language):
    assert preferred_language(names) == language


def test_a_code_names_one_of_three_languages_or_none():
    assert [find_language(language.code) for language in LANGUAGES] == list(LANGUAGES)
    assert find_language("fr") is find_language("") is find_language("\x00") is None


def test_languages_call_themselves_by_their_own_names():
    assert [language.own_name for language in LANGUAGES] == ["Тоҷикӣ", "Русский", "English"]
