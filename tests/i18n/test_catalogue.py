import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.i18n.catalogue import agrees, catalogue_folders, english, placeholders, translator
from cspdesk.i18n.languages import LANGUAGES, RUSSIAN, TAJIK
from cspdesk.i18n.readable import read_readable

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {forms}\\n"\n\n'
RECORDS = 'msgid "{n} record"\nmsgid_plural "{n} records"\n'
RUSSIAN_RECORDS = 'msgstr[0] "{n} запись"\nmsgstr[1] "{n} записи"\nmsgstr[2] "{n} записей"\n\n'


def write_po(folder: Path, body: str, language=RUSSIAN) -> Path:
    """A readable catalogue with the given entries."""
    path = folder / language.code / "LC_MESSAGES" / "cspdesk.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER.replace("{forms}", language.plural_forms) + body, encoding="utf-8")
    return path


def compile_po(path: Path) -> None:
    """The compiled catalogue beside a readable one."""
    with path.open("rb") as readable, path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(readable))


def records(n: int) -> Msg:
    return plural(N_("{n} record"), N_("{n} records"), n)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "1 запись"),
        (2, "2 записи"),
        (5, "5 записей"),
        (11, "11 записей"),
        (21, "21 запись"),
        (0, "0 записей"),
    ],
)
def test_russian_counts_in_three_forms(tmp_path, n, words):
    write_po(tmp_path, RECORDS + RUSSIAN_RECORDS)
    assert translator(RUSSIAN, [tmp_path]).t(records(n)) == words


def test_tajik_keeps_the_noun_after_any_number():
    tajik = translator(TAJIK)
    ago = [tajik.t(plural(N_("{n} day ago"), N_("{n} days ago"), n)) for n in (1, 2, 5)]
    assert ago == ["1 рӯз пеш", "2 рӯз пеш", "5 рӯз пеш"]


def test_values_are_written_by_the_language(tmp_path):
    write_po(
        tmp_path,
        'msgid "{what}: {n} on {day}"\nmsgstr "{day} - {what}: {n}"\n\nmsgid "Sent"\nmsgstr "Отправлено"\n',
    )
    shown = translator(RUSSIAN, [tmp_path]).t(
        msg(N_("{what}: {n} on {day}"), what=msg(N_("Sent")), n=12_345, day=date(2026, 4, 3))
    )
    assert shown == "03.04.2026 - Отправлено: 12\N{NO-BREAK SPACE}345"


def test_one_full_stop_ends_a_sentence_and_the_abbreviation_before_it(tmp_path):
    write_po(tmp_path, 'msgid "Frozen: {period}."\nmsgstr "Закреплено за {period}."\n')
    shown = translator(RUSSIAN, [tmp_path])
    assert shown.t(msg(N_("Frozen: {period}."), period="2026 г.")) == "Закреплено за 2026 г."
    assert shown.t(msg(N_("Frozen: {period}."), period="2026")) == "Закреплено за 2026."
    assert shown.t(msg(N_("Frozen: {period}."), period="и так далее...")).endswith("далее....")


def test_a_moment_and_a_plain_text_are_values_too():
    shown = english().t(
        msg(N_("{name} at {time}"), name="{weird}", time=datetime(2026, 4, 3, 9, 5, tzinfo=UTC))
    )
    assert shown.startswith("{weird} at ")


def test_a_translation_that_names_other_values_is_refused_and_english_shown(tmp_path):
    write_po(tmp_path, 'msgid "File {name} is full"\nmsgstr "Файл {title} полон"\n')
    assert translator(RUSSIAN, [tmp_path]).t(msg(N_("File {name} is full"), name="a")) == "File a is full"


def test_a_translation_cannot_reach_into_a_value(tmp_path):
    write_po(tmp_path, 'msgid "{name} went"\nmsgstr "{name.__class__} ушёл"\n')
    assert translator(RUSSIAN, [tmp_path]).t(msg(N_("{name} went"), name="a")) == "a went"


def test_one_wrong_plural_form_falls_back_alone(tmp_path):
    wrong = RUSSIAN_RECORDS.replace("{n} записей", "{m} записей")
    write_po(tmp_path, RECORDS + wrong)
    shown = translator(RUSSIAN, [tmp_path])
    assert [shown.t(records(n)) for n in (1, 5)] == ["1 запись", "5 records"]


def test_a_text_that_no_catalogue_knows_is_shown_in_english(tmp_path):
    assert translator(RUSSIAN, [tmp_path]).t("Nobody translated this") == "Nobody translated this"
    assert translator(RUSSIAN, [tmp_path]).t(records(2)) == "2 records"


def test_the_first_folder_with_a_catalogue_wins(tmp_path):
    for name, word in (("a", "Первый"), ("b", "Второй")):
        write_po(tmp_path / name, f'msgid "Sent"\nmsgstr "{word}"\n')
    folders = [tmp_path / "none", tmp_path / "a", tmp_path / "b"]
    assert translator(RUSSIAN, folders).t("Sent") == "Первый"


def test_a_compiled_catalogue_is_taken_unless_the_readable_one_is_newer(tmp_path):
    path = write_po(tmp_path, 'msgid "Sent"\nmsgstr "Отправлено"\n')
    compile_po(path)
    made = path.with_suffix(".mo").stat().st_mtime
    write_po(tmp_path, 'msgid "Sent"\nmsgstr "Послано"\n')
    shown = []
    for later in (-5, 5):
        os.utime(path, (made + later, made + later))
        shown.append(translator(RUSSIAN, [tmp_path]).t("Sent"))
    assert shown == ["Отправлено", "Послано"]


@pytest.mark.parametrize("name", ["cspdesk.mo", "cspdesk.po"])
def test_a_damaged_catalogue_never_stops_the_program(tmp_path, name):
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b'msgid "torn\xff\xfe')
    assert translator(RUSSIAN, [tmp_path]).t("Sent") == "Sent"


def test_a_compiled_catalogue_cut_off_anywhere_never_stops_the_program(tmp_path):
    path = write_po(tmp_path, RECORDS + RUSSIAN_RECORDS + 'msgid "Sent"\nmsgstr "Отправлено"\n')
    compile_po(path)
    path.unlink()
    whole = path.with_suffix(".mo").read_bytes()
    for cut in range(len(whole)):
        path.with_suffix(".mo").write_bytes(whole[:cut])
        assert translator(RUSSIAN, [tmp_path]).t("Sent") in ("Sent", "Отправлено")


def test_a_damaged_readable_catalogue_says_so_to_its_reader(tmp_path):
    path = tmp_path / "cspdesk.po"
    path.write_text('msgid "torn\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"cspdesk\.po"):
        read_readable(path, RUSSIAN)


def test_catalogues_are_looked_for_in_the_package_beside_it_and_in_the_tree(root):
    inside, beside, tree = catalogue_folders()
    assert inside.parent.name == "cspdesk"
    assert beside.parent == inside.parent.parent
    assert tree == root / "translations"


def test_the_shipped_catalogues_are_found():
    shown = {language.code: translator(language).t("Focus group") for language in LANGUAGES}
    assert shown == {"tg": "Гурӯҳи мутамарказ", "ru": "Фокус-группа", "en": "Focus group"}


@pytest.mark.parametrize("text", ["{", "{0}", "{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>9}", "{a b}"])
def test_only_plain_names_may_stand_in_braces(text):
    assert placeholders(text) is None
    assert not agrees(text, "{a}")


def test_the_number_alone_may_be_left_out_where_english_leaves_it_out():
    assert agrees("Одна запись", "One record", "{n} records")
    assert agrees("{n} запись", "One record", "{n} records")
    assert not agrees("записи", "{n} record", "{n} records")
    assert not agrees("Одна запись", "One record of {name}", "{n} records of {name}")
