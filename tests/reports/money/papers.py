"""The worked year's facts: what its file tells beside the documents, and invented words for the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from cspdesk.domain.ledger.names import AccountId, AgreementId, DocumentId
from cspdesk.domain.money import to_minor
from cspdesk.domain.periods import period
from cspdesk.i18n.catalogue import translator
from cspdesk.i18n.languages import find_language
from cspdesk.reports.layout import Document
from cspdesk.reports.money.facts import (
    AccountWords,
    Activity,
    AgreementWords,
    AmendmentWords,
    Asset,
    DocumentWords,
    Donor,
    Facts,
    FederalTerms,
    LineWords,
    Notice,
    Organisation,
    Results,
    Tranche,
)
from cspdesk.reports.money.paper import Paper, language_of
from cspdesk.reports.money.report import Report, report
from cspdesk.reports.money.scope import Scope
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from tests.domain.ledger.worked import YEAR, year

TODAY = date(2026, 1, 20)
ACCOUNTS = {
    "BEUR": AccountWords(name="Ҳисоби EUR", bank="Бонки намуна", number="20206 978 …0017"),
    "BUSD": AccountWords(name="Ҳисоби USD", bank="Бонки намуна", number="20206 840 …0018"),
    "BRUB": AccountWords(name="Ҳисоби RUB", bank="Бонки намуна", number="20206 643 …0019"),
    "BTJS": AccountWords(name="Ҳисоби асосӣ", bank="Бонки намуна", number="20206 972 …0020"),
    "CASH": AccountWords(name="Хазина"),
    "ADV1": AccountWords(name="Пешпардохти корманд"),
}
PROJECTS = {
    "A": ("NF-2025/17", "Боварӣ дар маҳалла", "амнияти ҷамъиятӣ"),
    "B": ("FB-ТJ-0442", "Ҷавонон ва қонун", "волоияти қонун"),
    "C": ("ED-2025/3", "Муколама дар сарҳад", "таҳкими сулҳ"),
    "OWN": ("", "", ""),
}
PAYEES = {
    "rent": ("ҶДММ «Паноҳ»", "иҷораи дафтар"),
    "training": ("Маркази омӯзиш", "семинари минтақавӣ"),
    "wages": ("кормандон", "музди меҳнат"),
    "social_tax": ("Кумитаи андоз", "андози иҷтимоӣ"),
}


def organisation() -> Organisation:
    """The invented association, all of it filled in."""
    return Organisation(
        record="org",
        name="Ташкилоти ҷамъиятии «Чашма»",
        short_name="ТҶ «Чашма»",
        legal_form="public_association",
        registration_no="0317",
        registered_on=date(2012, 5, 4),
        registering_body="Вазорати адлияи Ҷумҳурии Тоҷикистон",
        tax_id="040012345",
        legal_address="ш. Душанбе, кӯчаи Намуна 5",
        governing_body_place="ш. Душанбе, кӯчаи Намуна 5",
        phone="+992 37 000 00 00",
        email="chashma@example.tj",
        website="chashma.example.tj",
        head="Раҳимова Ф.",
        head_post="Раис",
        accountant="Каримов Ҷ.",
        leaders=("Раҳимова Ф., раис", "Саидов А., муовин"),
        leaders_confirmed_on=date(2026, 1, 9),
        staff=4,
        members=57,
        branches=0,
    )


def _line_words(name: str) -> dict[str, LineWords]:
    names = YEAR["line_names"].get(name, {})
    return {
        code: LineWords(title=title, heading="Staff" if code == "1" else "Activities and office")
        for code, title in names.items()
    }


def _agreement(name: str) -> AgreementWords:
    row = YEAR["agreements"][name]
    number, title, purpose = PROJECTS[name]
    currency = row["currency"]
    tranches = tuple(
        Tranche(
            due=date.fromisoformat(one["date"]),
            amount=to_minor(one["amount"], currency),
            received=DocumentId(one["id"]),
        )
        for one in YEAR["documents"]
        if one["kind"] == "receipt" and one["agreement"] == name and "tranche" in one
    )
    amendments = tuple(
        AmendmentWords(number="1", signed=date.fromisoformat(one["date"]), reason="more training")
        for one in YEAR["documents"]
        if one["kind"] == "amendment" and one["agreement"] == name
    )
    return AgreementWords(
        record=name,
        number=number,
        title=title,
        purpose=purpose,
        territory="Суғд" if name == "A" else "Хатлон" if name == "B" else "",
        donor=row["donor"] or "",
        kind="grant" if row["donor"] else "",
        signed=date.fromisoformat(row["signed"]) if row.get("signed") else None,
        start=date.fromisoformat(row["start"]) if row.get("start") else None,
        end=date.fromisoformat(row["end"]) if row.get("end") else None,
        lines=_line_words(name),
        tranches=(*tranches, Tranche(due=date(2026, 3, 15), amount=1_000_000)) if name != "OWN" else (),
        amendments=amendments,
        federal=FederalTerms(uei="ABCDEF123456", ein="00-0000000") if name == "B" else None,
        results=Results(
            texts={
                "performance": "Нақша пурра иҷро шуд: чор семинар дар ду минтақа.",
                "changes": "Иловаи 1 аз 10.07.2025.",
                "risks": "Хатари асосӣ: тағйири қурби асъор.",
                "participation": "Пешниҳодҳо дар вохӯриҳо гирифта шуданд.",
                "exit": "Гурӯҳҳои маҳаллӣ корро идома медиҳанд.",
                "lessons": "Вохӯриҳоро пеш аз мавсими кишт гузаронидан лозим.",
            },
            indicators=(("Seminars held", "4", "4"), ("Local plans adopted", "6", "5")),
        ),
    )


def _documents() -> dict[DocumentId, DocumentWords]:
    found = {}
    for place, row in enumerate(YEAR["documents"], 1):
        payee, text = PAYEES.get(row.get("article", ""), ("", row.get("note", row.get("why", ""))))
        found[DocumentId(row["id"])] = DocumentWords(
            kind={"receipt": "fund", "in_kind_receipt": "fund"}.get(row["kind"], row["kind"]),
            number=f"{place:03}",
            payee=payee,
            text=text,
            donor=row.get("donor", ""),
            item=row.get("item", ""),
            quantity=row.get("quantity"),
            unit="дона" if "quantity" in row else "",
            purpose="кӯмаки фаврӣ" if "in_kind" in row["kind"] else "",
            region="Хатлон" if "in_kind" in row["kind"] else "",
            recipients=97 if row["kind"] == "in_kind_use" else None,
        )
    return found


def _notices() -> dict[DocumentId, Notice]:
    found = {}
    for row in YEAR["notices"]:
        steps = {state: (date.fromisoformat(on), said) for state, on, said in row["steps"]}
        filed, registered = steps.get("receipt_notice_filed"), steps.get("receipt_registered")
        found[DocumentId(row["of"])] = Notice(
            record=row["of"],
            state=row["steps"][-1][0],
            outgoing_no=filed[1].removeprefix("out ") if filed else "",
            filed_on=filed[0] if filed else None,
            incoming_no=registered[1].removeprefix("in ") if registered else "",
            registered_on=registered[0] if registered else None,
            reason=row["steps"][-1][2],
        )
    return found


@cache
def facts() -> Facts:
    """Everything that the worked year's reports tell."""
    donors = {
        name: Donor(record=name, name=row["name"], type=row["type"], country=country, address="—")
        for (name, row), country in zip(YEAR["donors"].items(), ("DE", "US", "RU"), strict=True)
    }
    return Facts(
        organisation=organisation(),
        donors=donors,
        agreements={AgreementId(name): _agreement(name) for name in YEAR["agreements"]},
        accounts={AccountId(name): words for name, words in ACCOUNTS.items()},
        documents=_documents(),
        notices=_notices(),
        activities=(
            Activity(
                record="a1",
                title="Семинар оид ба ҳуқуқ",
                place="Хуҷанд",
                held_on=date(2025, 4, 24),
                agreement=AgreementId("A"),
                women=18,
                men=14,
            ),
            Activity(
                record="a2",
                title="Вохӯрӣ бо нозирон",
                place="Бохтар",
                held_on=date(2025, 9, 10),
                agreement=AgreementId("B"),
                women=11,
                men=16,
                not_told=1,
            ),
        ),
        articles={"training": "Омӯзиш ва чорабиниҳо", "printing_costs": "Чопи маводҳо"},
        assets=(Asset(name="laptop", place="дафтар", value=1_000_000, bought_on=date(2025, 3, 5)),),
    )


def scope(
    kind: str, span: str, *, agreement: str = "", receipt: str = "", told: Facts | None = None
) -> Scope:
    """The scope of a report of the worked year."""
    return Scope(
        ledger=year(),
        facts=told or facts(),
        period=period(span),
        today=TODAY,
        agreement=AgreementId(agreement),
        receipt=DocumentId(receipt),
        definition=kind,
    )


def made(kind: str, span: str, **about) -> Report:
    """A report of the worked year."""
    return report(DEFINITIONS[kind], scope(kind, span, **about))


def paper(kind: str, span: str, language: str, **about) -> Document:
    """The same as a document in a language."""
    found = find_language(language)
    assert found is not None
    speaker = translator(found)
    return Paper(made(kind, span, **about), speaker).document(language_of(speaker))


def without(**lost) -> Facts:
    """The facts with fields of the organisation emptied."""
    return replace(facts(), organisation=replace(organisation(), **lost))
