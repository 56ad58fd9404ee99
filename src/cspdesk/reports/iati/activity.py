"""One agreement as an ``iati-activity``, its children in the order of the standard's schema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cspdesk.domain.ledger.agreements import Agreement
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.money import write_number
from cspdesk.reports.iati import codes
from cspdesk.reports.iati.budgets import Year, by_year, end_on, still_expected
from cspdesk.reports.iati.facts import Expected, Office, Paper, Party, Project, Publisher, Region, Result
from cspdesk.reports.iati.markup import LANGUAGE, Element, amount, dated, element, told
from cspdesk.reports.iati.transactions import PASSED_ON, SPENT, Transaction, transactions

ENGLISH = "en"
COUNTRY = "TJ"

_SHOWN = {
    "11": (("tg", "Маблағи ваъдашуда"), ("ru", "Обещанная сумма"), ("en", "Promised")),
    "1": (("tg", "Воридот"), ("ru", "Поступление"), ("en", "Received")),
    "3": (("tg", "Зергрант"), ("ru", "Субгрант"), ("en", "Sub-grant")),
    "4": (("tg", "Хароҷоти семоҳа"), ("ru", "Расходы за квартал"), ("en", "Spent in the quarter")),
}
"""A file is in all languages at once, so these are written out and not translated where they are shown."""


def identifier(publisher: Publisher, project: Project) -> str:
    """The activity's identifier, the same for ever."""
    return f"{publisher.ref}-{project.code}"


def activity(
    publisher: Publisher,
    project: Project,
    ledger: Ledger,
    until: date,
    *,
    moment: str,
    without: frozenset[DocumentId] = frozenset(),
) -> Element:
    """The activity as it stood at the end of a day; ``without`` are documents not told of."""
    agreement = ledger.chart.agreements[project.agreement]
    told_of = transactions(ledger, project.agreement, project.signed, until, without=without)
    made = element(
        "iati-activity", default_currency=agreement.currency, last_updated_datetime=moment, hierarchy="1"
    )
    made.set(LANGUAGE, publisher.languages[0])
    made.extend(_who(publisher, project))
    made.extend(_when(project, agreement, until))
    made.extend(_where_and_what(publisher, project))
    made.extend(_budget(year, agreement.currency) for year in by_year(agreement, project, until))
    received = statement(ledger, project.agreement, until).received
    made.extend(
        _expected(one, agreement.currency, project.donor, us(publisher))
        for one in still_expected(project.tranches, received)
    )
    made.extend(_transaction(one, publisher, project) for one in told_of)
    made.extend(paper(one) for one in project.papers)
    made.extend(element("related-activity", ref=ref, type="1") for ref in project.parents)
    made.extend(_result(one) for one in project.results)
    return made


def us(publisher: Publisher) -> Party:
    """The publisher as a party to its own activities."""
    return Party(name=publisher.name, ref=publisher.ref, type=codes.PUBLISHER)


def reporting_org(publisher: Publisher) -> Element:
    """Who reports."""
    return told("reporting-org", publisher.name, ref=publisher.ref, type=codes.PUBLISHER)


# --- who, when, where, what --------------------------------------------------------------------------


def _who(publisher: Publisher, project: Project) -> Iterator[Element]:
    yield element("iati-identifier", text=identifier(publisher, project))
    yield reporting_org(publisher)
    yield told("title", project.title)
    for type, words in project.descriptions:
        yield told("description", words, type=type)
    yield _participant(project.donor, "1")
    if project.back_donor is not None:
        yield _participant(project.back_donor, "3")
    yield _participant(us(publisher), "4")
    if project.number:
        owner = told("owner-org", project.donor.name, ref=project.donor.ref)
        yield element("other-identifier", [owner], ref=project.number, type="A9")


def _participant(party: Party, role: str) -> Element:
    return told("participating-org", party.name, role=role, ref=party.ref, type=party.type)


def _when(project: Project, agreement: Agreement, until: date) -> Iterator[Element]:
    ends = end_on(agreement, project, until)
    yield element("activity-status", code=project.state or _state(project.starts, ends, until))
    if project.starts is not None:
        yield dated("activity-date", project.starts, type="1")
        if project.starts <= until:
            yield dated("activity-date", project.starts, type="2")
    if ends is not None:
        yield dated("activity-date", ends, type="3")
        if ends <= until:
            yield dated("activity-date", ends, type="4")


def _state(starts: date | None, ends: date | None, until: date) -> str:
    """By the dates alone: to come, running, over."""
    if starts is None or starts > until:
        return "1"
    return "3" if ends is not None and ends <= until else "2"


def _where_and_what(publisher: Publisher, project: Project) -> Iterator[Element]:
    if (office := _contact(publisher)) is not None:
        yield office
    yield element("activity-scope", code=_scope(project.regions))
    yield element("recipient-country", code=COUNTRY, percentage="100")
    yield from (_location(region) for region in project.regions)
    yield from _sectors(project.sectors)
    for vocabulary, code in project.tags:
        yield element("tag", vocabulary=vocabulary, code=code)
    for code, significance in project.markers:
        yield element("policy-marker", vocabulary="1", code=code, significance=significance)
    flows = project.flows
    for tag, code in (
        ("collaboration-type", flows.collaboration),
        ("default-flow-type", flows.flow),
        ("default-finance-type", flows.finance),
        ("default-aid-type", flows.aid),
        ("default-tied-status", flows.tied),
    ):
        if code:
            yield element(tag, code=code)


def _scope(regions: tuple[Region, ...]) -> str:
    if not regions:
        return "4"
    return "6" if len(regions) == 1 else "5"


def _contact(publisher: Publisher) -> Element | None:
    office: Office = publisher.office
    parts = [
        element("telephone", text=office.telephone) if office.telephone else None,
        element("email", text=office.email) if office.email else None,
        element("website", text=office.website) if office.website else None,
        told("mailing-address", office.address) if office.address else None,
    ]
    if not any(part is not None for part in parts):
        return None
    return element("contact-info", [told("organisation", publisher.name), *parts], type="1")


def _location(region: Region) -> Element:
    """A region by its name and no closer; national codes are of no vocabulary that the standard knows."""
    parts = [
        element("location-reach", code="1"),
        told("name", region.name),
        element("exactness", code="2"),
        element("location-class", code="1"),
    ]
    return element("location", parts, ref=region.code)


def _sectors(sectors: tuple[tuple[str, int], ...]) -> Iterator[Element]:
    """Purposes with shares in hundredths of a per cent that add up to 100."""
    if not sectors:
        return
    for (code, _), share in zip(sectors, split(10_000, [weight for _, weight in sectors]), strict=True):
        yield element("sector", vocabulary=codes.DAC, code=code, percentage=write_number(share, 2))


# --- money -------------------------------------------------------------------------------------------


def _budget(year: Year, currency: str) -> Element:
    parts = [
        dated("period-start", year.first),
        dated("period-end", year.last),
        amount(year.amount, currency, year.first),
    ]
    return element("budget", parts, type=year.type, status="2")


def _expected(one: Expected, currency: str, donor: Party, receiver: Party) -> Element:
    parts = [
        dated("period-start", one.due),
        dated("period-end", one.due),
        amount(one.amount, currency, one.due),
        party("provider-org", donor),
        party("receiver-org", receiver),
    ]
    return element("planned-disbursement", parts)


def _transaction(one: Transaction, publisher: Publisher, project: Project) -> Element:
    provider, receiver = project.donor, us(publisher)
    if one.type in {PASSED_ON, SPENT}:
        members = dict(project.members)
        provider, receiver = receiver, members.get(one.sub_grant, Party())
    parts = [
        element("transaction-type", code=one.type),
        dated("transaction-date", one.day),
        amount(one.amount, one.currency, one.day),
        told("description", _SHOWN[one.type]),
        party("provider-org", provider),
        party("receiver-org", receiver),
    ]
    return element("transaction", parts)


def party(tag: str, one: Party) -> Element | None:
    """A party to a payment, or nothing where it is not named."""
    return told(tag, one.name, ref=one.ref, type=one.type) if one.name or one.ref else None


# --- papers and results ------------------------------------------------------------------------------


def paper(one: Paper) -> Element:
    """A document on the web."""
    parts = [
        told("title", one.title),
        element("category", code=one.category),
        *(element("language", code=language) for language in one.languages),
        dated("document-date", one.dated) if one.dated is not None else None,
    ]
    return element("document-link", parts, format=one.format, url=one.url)


def _result(one: Result) -> Element:
    indicators = []
    for indicator in one.indicators:
        period = element(
            "period",
            [
                dated("period-start", indicator.first),
                dated("period-end", indicator.last),
                element("target", value=indicator.target) if indicator.target else None,
                element("actual", value=indicator.actual) if indicator.actual else None,
            ],
        )
        indicators.append(
            element("indicator", [told("title", indicator.title), period], measure=indicator.measure)
        )
    return element("result", [told("title", one.title), *indicators], type=one.type)
