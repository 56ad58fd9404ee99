"""The catalogues are complete, agree with the code and the glossary, and keep the house's spelling."""

import csv
import re
from pathlib import Path

import pytest
from babel.messages import Catalog

from cspdesk.domain.codelists import LISTS
from cspdesk.i18n.catalogue import placeholders
from cspdesk.i18n.languages import ENGLISH, LANGUAGES, RUSSIAN, TAJIK
from tools import messages
from tools.messages import FORMS, Knowledge, Text, capital

TAJIK_LETTERS = frozenset("абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя")
RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
WORD = re.compile(r"[^\W\d_]+")

# Words that are not ours, or that could harm somebody (translations/README.md).
NOT_IN_TAJIK = frozenset(
    {
        "махфӣ",
        "рамзгузорӣ",
        "ҷосус",
        "ҷосусӣ",
        "гриф",
        "агент",
        "режим",
        "полис",
        "пулис",
        "эътироз",
        "мухолифин",
    }
    | {"террорист", "ифротгаро", "ҷинояткор", "қурбонӣ", "маъюб", "маъюбон", "бева", "гастарбайтер", "ту"}
    | {"шикоят", "шикоятҳо", "ташвиш", "ташвишҳо", "ниҳонвожа", "гузарвожа", "полоиш", "забонак", "хатогӣ"}
    | {
        "ҳамоҳангсозӣ",
        "синхронизатсия",
        "эътилоф",
        "иҷозатнома",
        "кӯмак",
        "мӯҳлат",
        "мӯҳр",
        "кӯҳна",
        "ӯҳдадорӣ",
    }
    | {"мавзӯъ", "шӯъба", "маҷмӯъ"}
)
NOT_IN_RUSSIAN = frozenset(
    {
        "отчет",
        "отчеты",
        "учет",
        "счет",
        "расчет",
        "партнер",
        "еще",
        "ее",
        "нее",
        "создает",
        "идет",
        "придет",
        "ждет",
    }
    | {
        "минюст",
        "полиция",
        "нко",
        "нпо",
        "гастарбайтер",
        "террорист",
        "экстремист",
        "жертва",
        "инвалид",
        "ты",
    }
)


def shown(language):
    """Every translated form of a language, with its English text."""
    catalogue = messages.stored(language)
    for message in catalogue:
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[0]
            forms = [message.string] if isinstance(message.string, str) else message.string or ()
            yield from ((english, form) for form in forms if form)


def words(text: str) -> list[str]:
    """The words of a text, without what stands in braces and in commands."""
    return WORD.findall(re.sub(r"\{\w+\}|cspdesk \w+|--\w+", " ", text).lower())


def test_the_catalogues_can_be_shipped():
    report = messages.problems()
    assert not report, "\n".join(["Run tools/messages.py update, then missing and learn:", *report])


@pytest.mark.parametrize("language", LANGUAGES, ids=str)
def test_both_plural_rules_are_written_out(language):
    text = messages.po_path(language).read_text("utf-8")
    assert f'"Plural-Forms: {language.plural_forms}\\n"' in text
    assert messages.stored(language).num_plurals == len(FORMS[language])


def test_tajik_counts_with_one_form_written_twice():
    counted = [m.string for m in messages.stored(TAJIK) if isinstance(m.string, tuple)]
    assert counted
    assert all(one == other for one, other in counted)


@pytest.mark.parametrize(
    ("language", "letters"), [(TAJIK, TAJIK_LETTERS), (RUSSIAN, RUSSIAN_LETTERS)], ids=["tg", "ru"]
)
def test_words_hold_only_letters_of_their_language(language, letters):
    strange = [
        f"{word}: {form}"
        for _, form in shown(language)
        for word in words(form)
        if not (set(word) <= letters or word.isascii())
    ]
    assert not strange


def test_the_tajik_i_with_a_macron_stands_at_the_end_of_a_word():
    assert not [form for _, form in shown(TAJIK) if re.search(r"ӣ\w", form)]


@pytest.mark.parametrize(
    ("language", "unwanted"), [(TAJIK, NOT_IN_TAJIK), (RUSSIAN, NOT_IN_RUSSIAN)], ids=["tg", "ru"]
)
def test_words_that_are_not_ours_or_could_harm_are_not_used(language, unwanted):
    found = [f"{word}: {form}" for _, form in shown(language) for word in words(form) if word in unwanted]
    assert not found


@pytest.mark.parametrize("language", [TAJIK, RUSSIAN], ids=str)
def test_signs_are_those_of_the_language(language):
    loud = [form for _, form in shown(language) if re.search(r'[!"“„]|\.\.\.|  ', form)]
    assert not loud


@pytest.mark.parametrize("language", [TAJIK, RUSSIAN], ids=str)
def test_a_translation_begins_and_ends_as_the_english_text_does(language):
    odd = []
    for english, form in shown(language):
        if english == "No." or english.endswith(" no."):  # «№» is no abbreviation and takes no stop
            continue
        if english.endswith((".", ":", "…")) != form.endswith((".", ":", "…")):
            odd.append(form)
        if english[0].isupper() and form[0].islower():
            odd.append(form)
    assert not odd


def test_every_letter_shown_can_be_drawn_by_the_shipped_fonts(root: Path):
    font_file = pytest.importorskip("fontTools.ttLib").TTFont
    needed = {ord(c) for language in LANGUAGES for _, form in shown(language) for c in form if c != "\n"}
    fonts = [p for p in (root / "src").rglob("fonts/*") if p.suffix in {".otf", ".ttf"}]
    drawn = {p.name: set(font_file(p).getBestCmap()) for p in fonts}
    signs = {code for name, codes in drawn.items() if "Signs" in name for code in codes if code > 0x2000}
    texts = [name for name in drawn if "Signs" not in name]
    assert texts
    lacking = {name: needed - drawn[name] - signs for name in texts}
    assert not {name: sorted(map(chr, codes)) for name, codes in lacking.items() if codes}


# --- the glossary

# Terms of code lists that no list shows in these words, and why.
NOT_LABELS = {
    "scale_all": "shown as All residents: the word alone means all of anything",
    "state_done": "shown as Carried out: Done is a button",
    "level_community": "shown as Local community, for a community is also who was consulted",
    "level_local": "the list has jamoat and district instead",
    "level_regional": "the list names the unit: Region",
    "role_courier": "carries bundles without a role in the roster",
    "role_reader": "no role in the roster",
    "role_auditor": "the roster's word is Inspector",
    "age_14_30": "a sum of two bands, not a band",
    "audience_self": "a draft of one person is not shared at all",
    "state_draft": "the same word as draft",
}
LISTED = re.compile(
    r"(concern|method|group|venue|activity|state|rec|form|level|role|donor|receipt|sensitivity|duty|age|trend"
    r"|frequency|scale|severity|lang|currency|audience)_\w+$"
)


def glossary(root: Path) -> list[dict[str, str]]:
    with (root / "translations" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_code_lists_speak_in_the_words_of_the_glossary(root: Path):
    labels = {choice.label for code_list in LISTS.values() for choice in code_list}
    terms = [row for row in glossary(root) if row["part"] in {"code", "unit"} and LISTED.match(row["key"])]
    unused = {row["key"] for row in terms if capital(row["en"]) not in labels} - {"currency_diram"}
    assert unused == {key for key in NOT_LABELS if key in unused}
    assert len(terms) > 150


@pytest.mark.parametrize("language", [TAJIK, RUSSIAN], ids=str)
def test_a_label_from_the_glossary_has_the_glossarys_translation(root: Path, language):
    terms: dict[str, set[str]] = {}
    for row in glossary(root):
        terms.setdefault(capital(row["en"]), set()).add(capital(row[language.code]))
    catalogue = messages.stored(language)
    labels = {choice.label for code_list in LISTS.values() for choice in code_list} & set(terms)
    assert len(labels) > 150
    assert not {label for label in labels if catalogue[label].string not in terms[label]}


# Words that a person must meet again in every sentence about the same thing: English, Tajik, Russian stems.
STEMS = {
    "consultation": ("машварат", "консультац"),
    "concern": ("мушкил", "проблем"),
    "recommendation": ("тавсия", "рекомендац"),
    "severity": ("вазнин", "тяжест"),
    "consent": ("розиг", "соглас"),
    "passphrase": ("ибора", "фраз"),
    "backup": ("нусха", "копи"),
    "attachment": ("замима", "вложени"),
    "bundle": ("баста", "пакет"),
    "roster": ("феҳрист", "спис"),
    "draft": ("сиёҳнавис", "чернов"),
    "promise": ("ваъда", "обеща"),
}


@pytest.mark.parametrize("language", [TAJIK, RUSSIAN], ids=str)
def test_sentences_use_the_words_of_the_glossary(language):
    other = []
    for english, form in shown(language):
        plain = re.sub(r"\{\w+\}|“[^”]*”|cspdesk \w+( \w+)?|--[\w-]+", " ", english).lower()
        for word, stems in STEMS.items():
            stem = stems[0 if language == TAJIK else 1]
            if re.search(rf"\b{word}s?\b", plain) and stem not in form.lower():
                other.append(f"{stem}: {form}")
    assert not other


def test_the_glossary_itself_keeps_to_its_letters_and_names_each_key_once(root: Path):
    rows = glossary(root)
    assert len({row["key"] for row in rows}) == len(rows)
    for row in rows:
        assert all(set(w) <= TAJIK_LETTERS or w.isascii() for w in words(row["tg"])), row["tg"]
        assert placeholders(row["en"]) == placeholders(row["tg"]) == placeholders(row["ru"])


# --- the tool


def collected(tmp_path: Path, code: str) -> dict[Text, messages.Found]:
    source = tmp_path / "src" / "cspdesk"
    source.mkdir(parents=True)
    (source / "sample.py").write_text(code, encoding="utf-8")
    return messages.texts(source)


def test_marked_texts_are_collected_with_their_comments_and_plurals(tmp_path):
    code = """
# Translators: a button,
# not a state
label = N_("Send")
again = f(N_("Send"), g(plural(N_("{n} row"), N_("{n} rows"), len(N_("Rows")))))
"""
    found = collected(tmp_path, code)
    assert list(found) == [Text("Send"), Text("{n} row", "{n} rows"), Text("Rows")]
    assert found[Text("Send")].comments == ["Translators: a button, not a state"]
    assert found[Text("Send")].places == ["src/cspdesk/sample.py"]


@pytest.mark.parametrize(
    "code", ["N_(name)", "N_('')", "N_('a', 'b')", "plural(ONE, OTHER, 2)", "plural(N_('a'), b, 2)"]
)
def test_a_text_that_no_catalogue_can_hold_is_named_with_its_line(tmp_path, code):
    with pytest.raises(messages.MarkingError, match=r"src/cspdesk/sample\.py:1: "):
        collected(tmp_path, code)


@pytest.fixture
def known(tmp_path) -> Path:
    """A folder with a small glossary and memory."""
    (tmp_path / "memory").mkdir()
    rows = [
        "key,en,ru,tg",
        "a,focus group,фокус-группа,гурӯҳ",
        "b,Edit,Правка,Таҳрир",
        "c,Edit,Изменить,Таҳрир",
    ]
    (tmp_path / "glossary.csv").write_text("\n".join([*rows, "d,today,сегодня,имрӯз"]), encoding="utf-8")
    (tmp_path / "memory" / "ru.csv").write_text("en,translation\nToday,Нынче\nEmpty,\n", encoding="utf-8")
    return tmp_path


def test_a_label_takes_the_glossarys_term_with_a_capital(known):
    assert Knowledge(RUSSIAN, known).of(Text("Focus group")) == ("Фокус-группа",)
    assert Knowledge(RUSSIAN, known).of(Text("focus group")) == ("фокус-группа",)


def test_the_memory_goes_before_the_glossary(known):
    assert Knowledge(RUSSIAN, known).of(Text("Today")) == ("Нынче",)
    assert Knowledge(TAJIK, known).of(Text("Today")) == ("Имрӯз",)


def test_what_nobody_settled_stays_untranslated(known):
    assert Knowledge(RUSSIAN, known).of(Text("Edit")) == ()
    assert Knowledge(TAJIK, known).of(Text("Edit")) == ("Таҳрир",)
    assert Knowledge(RUSSIAN, known).of(Text("Empty")) == Knowledge(RUSSIAN, known).of(Text("x", "y")) == ()


def test_a_translation_that_people_wrote_into_the_catalogue_is_kept(known):
    found = {Text("Send"): messages.Found(), Text("{n} row", "{n} rows"): messages.Found()}
    before = Catalog(locale="ru")
    before.add("Send", "Отправить")
    before.add(("{n} row", "{n} rows"), ("{n} строка", "{n} строки", "{m} строк"))
    filled = messages.filled(RUSSIAN, found, Knowledge(RUSSIAN, known), before)
    assert filled["Send"].string == "Отправить"
    assert not any(filled["{n} row"].string or ())


def test_a_catalogue_is_written_the_same_every_time():
    found = messages.texts()
    once, again = (messages.written(messages.template(found), None) for _ in range(2))
    assert once == again
    assert "Date" not in once.partition("\n\n")[0]
    assert (
        messages.filled(ENGLISH, found, Knowledge(ENGLISH), messages.stored(ENGLISH))["Severe"].string
        == "Severe"
    )
