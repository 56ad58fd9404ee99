"""Months, weekdays and spans of a year in three languages.

Tajik names follow CLDR with the house's changes: lower case, and months that take -и before a year
(``3 апрели соли 2026``).  CLDR's own Tajik patterns (``dd/MM/yy``, capitals, ``Ч3``) are not what offices of
Tajikistan write.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The words of one language; months and weekdays from January and from Monday."""

    months: tuple[str, ...]
    months_of_date: tuple[str, ...]
    """As they stand after a day and before a year."""
    months_short: tuple[str, ...]
    weekdays: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    date: str
    """A date in figures; placeholders are day, month (as numbers), name and year."""
    date_in_words: str
    day_and_month: str
    month_and_year: str
    quarter: str
    quarters: tuple[str, ...]
    half_year: str
    half_years: tuple[str, ...]
    year: str


_TAJIK = CalendarWords(
    months=(
        *("январ", "феврал", "март", "апрел", "май", "июн"),
        *("июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
    ),
    months_of_date=(
        *("январи", "феврали", "марти", "апрели", "майи", "июни"),
        *("июли", "августи", "сентябри", "октябри", "ноябри", "декабри"),
    ),
    months_short=("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    weekdays=("душанбе", "сешанбе", "чоршанбе", "панҷшанбе", "ҷумъа", "шанбе", "якшанбе"),
    weekdays_short=("дшб", "сшб", "чшб", "пшб", "ҷмъ", "шнб", "яшб"),
    date="{day:02}.{month:02}.{year}",
    date_in_words="{day} {of_date} соли {year}",
    day_and_month="{day} {name}",
    month_and_year="{of_date} соли {year}",
    quarter="семоҳаи {span} соли {year}",
    quarters=("аввали", "дуюми", "сеюми", "чоруми"),
    half_year="нимсолаи {span} соли {year}",
    half_years=("аввали", "дуюми"),
    year="соли {year}",
)

_RUSSIAN = CalendarWords(
    months=(
        *("январь", "февраль", "март", "апрель", "май", "июнь"),
        *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
    ),
    months_of_date=(
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ),
    months_short=("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"),
    weekdays=("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    weekdays_short=("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    date="{day:02}.{month:02}.{year}",
    date_in_words="{day} {of_date} {year}\N{NO-BREAK SPACE}г.",
    day_and_month="{day} {of_date}",
    month_and_year="{name} {year}\N{NO-BREAK SPACE}г.",
    quarter="{span} квартал {year}\N{NO-BREAK SPACE}г.",
    quarters=("первый", "второй", "третий", "четвёртый"),
    half_year="{span} полугодие {year}\N{NO-BREAK SPACE}г.",
    half_years=("первое", "второе"),
    year="{year}\N{NO-BREAK SPACE}год",
)

_ENGLISH = CalendarWords(
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    months_of_date=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    date="{day} {short} {year}",
    date_in_words="{day} {name} {year}",
    day_and_month="{day} {name}",
    month_and_year="{name} {year}",
    quarter="{span} quarter of {year}",
    quarters=("first", "second", "third", "fourth"),
    half_year="{span} half-year of {year}",
    half_years=("first", "second"),
    year="{year}",
)

CALENDAR = {"tg": _TAJIK, "ru": _RUSSIAN, "en": _ENGLISH}
