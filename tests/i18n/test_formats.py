import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import ENGLISH, LANGUAGES, RUSSIAN, TAJIK

DUSHANBE = timezone(timedelta(hours=5))
DAY = date(2026, 4, 3)
TG, RU, EN = (Formats(language, zone=DUSHANBE) for language in LANGUAGES)


def spaced(text: str) -> str:
    """The text with its no-break spaces shown as ``_``."""
    return text.replace("\N{NO-BREAK SPACE}", "_")


@pytest.mark.parametrize(
    ("formats", "figures", "words"),
    [
        (TG, "03.04.2026", "3 апрели соли 2026"),
        (RU, "03.04.2026", "3 апреля 2026_г."),
        (EN, "3 Apr 2026", "3 April 2026"),
    ],
)
def test_days_in_figures_and_in_words(formats, figures, words):
    assert formats.day(DAY) == figures
    assert spaced(formats.date_in_words(DAY)) == words


@pytest.mark.parametrize(
    ("formats", "month", "quarter", "half", "year"),
    [
        (TG, "майи соли 2026", "семоҳаи чоруми соли 2026", "нимсолаи аввали соли 2026", "соли 2026"),
        (RU, "май 2026_г.", "четвёртый квартал 2026_г.", "первое полугодие 2026_г.", "2026_год"),
        (EN, "May 2026", "fourth quarter of 2026", "first half-year of 2026", "2026"),
    ],
)
def test_spans_of_a_year_have_names(formats, month, quarter, half, year):
    assert spaced(formats.period(date(2026, 5, 1), date(2026, 5, 31))) == month
    assert spaced(formats.period(date(2026, 10, 1), date(2026, 12, 31))) == quarter
    assert spaced(formats.period(date(2026, 1, 1), date(2026, 6, 30))) == half
    assert spaced(formats.period(date(2026, 1, 1), date(2026, 12, 31))) == year


def test_other_spans_are_two_days():
    assert TG.period(date(2026, 1, 5), date(2026, 6, 30)) == "05.01.2026–30.06.2026"
    assert EN.period(date(2026, 2, 1), date(2026, 4, 30)) == "1 Feb 2026 – 30 Apr 2026"
    assert RU.period(date(2025, 10, 1), date(2026, 3, 31)) == "01.10.2025–31.03.2026"
    assert RU.period(DAY, DAY) == "03.04.2026"


def test_stored_dates_of_any_precision_are_shown_as_precisely_as_they_were_given():
    assert TG.when("2026-04-03") == "03.04.2026"
    assert TG.when("2026-11-01~m") == "ноябри соли 2026"
    assert EN.when("2026-10-01~q") == "fourth quarter of 2026"


def test_moments_are_shown_where_people_are():
    moment = datetime(2026, 4, 2, 21, 5, tzinfo=UTC)
    assert TG.moment(moment) == "03.04.2026, 02:05"
    assert TG.time(moment) == "02:05"


@pytest.mark.parametrize(
    ("formats", "somoni", "dollars", "table", "percent", "whole"),
    [
        (TG, "1_250,00_сомонӣ", "−48_000,00_USD", "1_250,00_TJS", "12,5_%", "12_345"),
        (RU, "1_250,00_сомони", "−48_000,00_USD", "1_250,00_TJS", "12,5_%", "12_345"),
        (EN, "1,250.00_somoni", "USD_−48,000.00", "TJS_1,250.00", "12.5%", "12,345"),
    ],
)
def test_numbers_by_language(formats, somoni, dollars, table, percent, whole):
    assert spaced(formats.amount(125_000, "TJS")) == somoni
    assert spaced(formats.amount(-4_800_000, "USD")) == dollars
    assert spaced(formats.amount_with_code(125_000, "TJS")) == table
    assert spaced(formats.percent(1, 8, decimals=1)) == percent
    assert spaced(formats.integer(12_345)) == whole


def test_decimals_follow_the_currency():
    assert TG.figures(1234, "JPY") == spaced("1\N{NO-BREAK SPACE}234").replace("_", "\N{NO-BREAK SPACE}")
    assert TG.figures(5, "KWD") == "0,005"
    assert RU.figures(-5, "TJS") == "−0,05"
    assert RU.decimal(113_304, 4) == "11,3304"


def test_shares_of_nothing_are_a_dash_and_halves_go_up():
    assert TG.percent(0, 0) == "–"
    assert EN.percent(1, 200) == "1%"
    assert EN.percent(2, 3) == "67%"


@pytest.mark.parametrize(
    ("size", "shown"), [(500, "500_байт"), (2048, "2,0_КБ"), (812_345, "793_КБ"), (2_500_000, "2,4_МБ")]
)
def test_sizes_are_in_the_unit_people_read(size, shown):
    assert spaced(TG.file_size(size)) == shown


def test_lists_end_in_and():
    assert TG.listed(["Суғд", "Кӯлоб", "Рашт"]) == "Суғд, Кӯлоб ва Рашт"
    assert RU.listed(["Согд"]) == "Согд"
    assert EN.listed([]) == ""


def test_ranges_have_a_dash():
    assert RU.number_range(14, 30) == "14–30"


def test_a_tajik_weekday_stands_in_lower_case():
    assert TG.weekday(date(2026, 4, 6)) == "душанбе"
    assert RU.weekday_short(date(2026, 4, 6)) == "пн"
    assert EN.day_and_month(DAY) == "3 April"
    assert TG.day_and_month(DAY) == "3 апрел"
    assert RU.month_short(11) == "ноя"


def test_months_and_weekdays_are_those_of_the_glossary(root: Path):
    with (root / "translations" / "glossary.csv").open(encoding="utf-8") as file:
        rows = {row["key"]: row for row in csv.DictReader(file)}
    for language in (TAJIK, RUSSIAN, ENGLISH):
        words = CALENDAR[language.code]
        assert words.months == tuple(rows[f"month_{n:02}"][language.code] for n in range(1, 13))
        assert words.weekdays == tuple(rows[f"weekday_{n}"][language.code] for n in range(1, 8))
        assert words.weekdays_short == tuple(rows[f"weekday_{n}_short"][language.code] for n in range(1, 8))


def test_a_month_over_a_list_begins_with_a_capital():
    assert TG.month_heading(2027, 1) == "Январи соли 2027"
    assert spaced(RU.month_heading(2026, 12)) == "Декабрь 2026_г."
    assert spaced(RU.month(2026, 12)) == "декабрь 2026_г."
