"""The organisation's own file: its budgets to come, and what it spent, by calendar year.

Budgets stand in the currency of their agreements, one of each year and currency, because a rate of a
year to come is nobody's to know; spending is in somoni as the public statement of the year has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cspdesk.domain.codelists import label_of
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.ministry import ministry
from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.periods import Period, period
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.iati import budgets
from cspdesk.reports.iati.activity import COUNTRY, identifier, paper, reporting_org
from cspdesk.reports.iati.budgets import by_year
from cspdesk.reports.iati.facts import Project, Publisher
from cspdesk.reports.iati.markup import LANGUAGE, Element, Words, amount, dated, element, told

_Line = tuple[str, Words, int]
_Sums = dict[tuple[int, str], list[_Line]]


def organisation(
    publisher: Publisher,
    projects: Sequence[Project],
    ledger: Ledger,
    until: date,
    *,
    moment: str,
    speakers: Sequence[Translator],
) -> Element:
    """The organisation as it stood at the end of a day; years that have not ended have no spending yet."""
    made = element("iati-organisation", default_currency=SOMONI, last_updated_datetime=moment)
    made.set(LANGUAGE, publisher.languages[0])
    made.append(element("organisation-identifier", text=publisher.ref))
    made.append(told("name", publisher.name))
    made.append(reporting_org(publisher))
    promised = _promised(publisher, projects, ledger, until)
    made.extend(_budget("total-budget", key, lines, None) for key, lines in sorted(promised.items()))
    country = element("recipient-country", code=COUNTRY)
    for key, lines in sorted(promised.items()):
        made.append(_budget("recipient-country-budget", key, lines, country))
    made.extend(_spending(ledger, until, speakers))
    made.extend(paper(one) for one in publisher.papers)
    return made


def _promised(publisher: Publisher, projects: Sequence[Project], ledger: Ledger, until: date) -> _Sums:
    """What agreements promise for each year from that of ``until`` on, by currency, each agreement a line."""
    found: _Sums = {}
    for project in projects:
        agreement = ledger.chart.agreements[project.agreement]
        years = by_year(agreement, project, until)
        newest = max((year.type for year in years), default=budgets.ORIGINAL)
        for year in years:
            if year.type == newest and year.last.year >= until.year:
                line = (identifier(publisher, project), project.title, year.amount)
                found.setdefault((year.first.year, agreement.currency), []).append(line)
    return found


def _budget(tag: str, key: tuple[int, str], lines: list[_Line], country: Element | None) -> Element:
    (year, currency), first = key, date(key[0], 1, 1)
    parts = [
        country,
        dated("period-start", first),
        dated("period-end", date(year, 12, 31)),
        amount(sum(share for _, _, share in lines), currency, first),
    ]
    for ref, title, share in lines:
        line = element("budget-line", [amount(share, currency, first)], ref=ref)
        line.extend(told("budget-line", title))
        parts.append(line)
    return element(tag, parts, status="2")


def _spending(ledger: Ledger, until: date, speakers: Sequence[Translator]) -> Iterator[Element]:
    for year in _years(ledger, until):
        spent = {article: sum_ for article, sum_ in ministry(ledger, year).by_article.items() if sum_}
        if not spent:
            continue
        parts = [
            dated("period-start", year.first),
            dated("period-end", year.last),
            amount(sum(spent.values()), SOMONI, year.last),
        ]
        for article, sum_ in spent.items():
            names = tuple(
                (one.language.code, one.t(label_of("article", article) if article else article))
                for one in speakers
            )
            line = element("expense-line", [amount(sum_, SOMONI, year.last)], ref=article)
            line.extend(told("expense-line", names))
            parts.append(line)
        yield element("total-expenditure", parts)


def _years(ledger: Ledger, until: date) -> Iterator[Period]:
    """The calendar years of the books that have ended."""
    first = min((line.accounted.year for line in ledger.postings), default=until.year)
    for number in range(first, until.year + 1):
        year = period(f"{number:04}")
        if year.last <= until:
            yield year
