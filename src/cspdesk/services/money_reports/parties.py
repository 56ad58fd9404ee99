"""Who and under what: the organisation, its donors, its agreements in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from cspdesk.domain.ledger.names import SOMONI, AgreementId, DocumentId
from cspdesk.domain.periods import Period, period
from cspdesk.reports.money.facts import (
    AccountWords,
    AgreementWords,
    AmendmentWords,
    Asset,
    Counted,
    Donor,
    FederalTerms,
    LineWords,
    Organisation,
    Results,
    Tranche,
    Uncounted,
)
from cspdesk.services.money_reports.cells import Cells, PlaceNames, parts, records
from cspdesk.store.room import Room


def organisation(room: Room, until: date) -> Organisation:
    """The organisation as its record has it, and how many people work in it on a day."""
    rows = records(room, "organisation", "no")
    if not rows:
        return Organisation()
    row = rows[0]
    staff = tuple(
        person.id
        for person in records(room, "person")
        if (left := person.day("left_on")) is None or left > until
    )
    texts = {
        name: row.text(name)
        for name in (
            *("short_name", "legal_form", "registration_no", "registering_body", "tax_id"),
            *("actual_address", "phone", "email", "website", "head", "head_post", "accountant", "org_id"),
        )
    }
    leaders = tuple(filter(None, (one.strip() for one in row.text("leaders").splitlines())))
    return Organisation(
        record=row.id,
        name=row.text("full_name") or row.text("name"),
        registered_on=row.day("registered_on"),
        legal_address=row.text("address"),
        governing_body_place=row.text("actual_address") or row.text("address"),
        leaders=leaders,
        leaders_confirmed_on=row.day("leaders_confirmed_on"),
        staff=len(staff),
        staff_records=staff,
        members=row.number("members"),
        branches=row.number("branches"),
        **texts,
    )


def donor(row: Cells, language: str) -> Donor:
    """Who gives, by the name in Cyrillic where the paper is not English."""
    name = row.text("name") if language == "en" else row.text("name_ru") or row.text("name")
    return Donor(
        record=row.id,
        name=name,
        type=row.text("type"),
        country=row.text("country"),
        address=row.text("address"),
        contact=row.text("contact"),
    )


def account(row: Cells) -> AccountWords:
    """A place where money lies."""
    return AccountWords(name=row.text("name"), bank=row.text("bank"), number=row.text("number"))


def asset(row: Cells, givers: Mapping[str, str]) -> Asset:
    """A thing of the organisation; only a value in somoni is told as one."""
    value = row.number("value") if row.text("value_currency") in {"", SOMONI} else None
    return Asset(
        record=row.id,
        name=row.text("name"),
        place=row.text("kept_at"),
        keeper=row.text("keeper"),
        value=value,
        bought_on=row.day("bought_on"),
        donor=givers.get(row.ref("donor"), ""),
    )


# --- agreements -----------------------------------------------------------------------------------


def agreements(room: Room, named: PlaceNames, span: Period) -> dict[AgreementId, AgreementWords]:
    """Every agreement in words; what a narrative tells, of the period."""
    lines, tranches = parts(room, "budget_line"), parts(room, "tranche")
    amended, came, texts = _amended(room), _received(room), _texts(room, span)
    givers = {row.id: donor(row, named.language).name for row in records(room, "donor")}
    own = next(iter(records(room, "organisation", "no")), Cells({}))
    award, spent = FederalTerms(uei=own.text("uei"), ein=own.text("ein")), _spent(room, span)
    found = {}
    for row in records(room, "agreement"):
        signed, brought = amended.get(row.id, ((), {}))
        expected = (
            _tranche(one, came.get((row.id, one.number("number")))) for one in tranches.get(row.id, ())
        )
        found[AgreementId(row.id)] = AgreementWords(
            record=row.id,
            number=row.text("number"),
            title=row.said(named.language, "title"),
            purpose=row.text("purpose"),
            activities=row.text("activities"),
            territory=named.listed(row.text("territory")),
            target_groups=row.text("groups"),
            partners=row.text("partners"),
            kind=row.text("kind"),
            donor=row.ref("donor"),
            back_donor=givers.get(row.ref("back_donor"), ""),
            signed=row.day("signed_on"),
            start=row.day("starts"),
            end=row.day("ends"),
            lines={**brought, **{one.text("code"): _line(one) for one in lines.get(row.id, ())}},
            tranches=tuple(one for one in expected if one is not None),
            amendments=signed,
            tolerance=row.decimal("tolerance"),
            federal=_federal(award, row, texts.get(row.id, {}), spent.get(row.id, {})),
            results=Results(texts=texts.get(row.id, {})),
        )
    return found


_Amended = tuple[tuple[AmendmentWords, ...], dict[str, LineWords]]


def _amended(room: Room) -> dict[str, _Amended]:
    """Each agreement's amendments in words, and the lines that they bring."""
    lines = parts(room, "amended_line")
    found: dict[str, _Amended] = {}
    for row in records(room, "amendment", "signed_on, id"):
        before, brought = found.get(row.ref("agreement"), ((), {}))
        said = AmendmentWords(
            number=row.text("number"), signed=row.day("signed_on"), reason=row.text("reason")
        )
        titles = {one.text("line"): LineWords(title=one.text("title")) for one in lines.get(row.id, ())}
        found[row.ref("agreement")] = ((*before, said), {**brought, **titles})
    return found


def _line(row: Cells) -> LineWords:
    return LineWords(
        title=row.text("title"),
        heading=row.text("donor_heading"),
        unit=row.text("unit"),
        units=row.decimal("units"),
        unit_value=row.number("unit_value"),
        article=row.text("article"),
    )


def _received(room: Room) -> dict[tuple[str, int | None], DocumentId]:
    """Which receipt brought which payment of an agreement."""
    return {
        (row.ref("agreement"), row.number("tranche")): DocumentId(row.id)
        for row in records(room, "fund")
        if row.number("tranche") is not None and row.text("state") != "receipt_expected"
    }


def _tranche(row: Cells, received: DocumentId | None) -> Tranche | None:
    due, amount = row.day("due"), row.number("amount")
    if due is None or not amount:
        return None
    return Tranche(due=due, amount=amount, condition=row.text("condition"), received=received)


def _federal(
    award: FederalTerms, row: Cells, texts: Mapping[str, str], spent: Mapping[tuple[str, str], _Spent]
) -> FederalTerms:
    """An award's terms, what was spent beside the donor's money, and the remarks of the period."""
    currency, added = row.text("total_currency"), row.text("income_rule") == "addition"
    share = row.number("own_share"), row.text("own_share_currency")
    used = _sum(spent, "income_used", currency)
    left_out = [
        Uncounted("report_text", record, question, other)
        for (question, other), told in spent.items()
        if question in _COUNTED and other != currency
        for record in told
    ]
    if share[0] and share[1] != currency:
        left_out.append(Uncounted("agreement", row.id, "own_share", share[1]))
    return replace(
        award,
        required=(share[0] or 0) if share[1] == currency else 0,
        charged=_sum(spent, "own_share", currency),
        deducted=0 if added else used,
        added=used if added else 0,
        remarks=texts.get("remarks", ""),
        told=tuple(
            Counted(record, question, amount)
            for (question, other), said in spent.items()
            if question in _COUNTED and other == currency
            for record, amount in said.items()
        ),
        left_out=tuple(left_out),
    )


_COUNTED = frozenset({"income_used", "own_share"})
"""Questions whose answers are amounts that lines count."""
_Spent: TypeAlias = dict[str, int]
"""Amounts by the record that tells them."""


def _sum(spent: Mapping[tuple[str, str], _Spent], question: str, currency: str) -> int:
    return sum(spent.get((question, currency), {}).values())


def _spent(room: Room, span: Period) -> dict[str, dict[tuple[str, str], _Spent]]:
    """Amounts told for periods up to the end of one, by agreement, then by question and currency."""
    found: dict[str, dict[tuple[str, str], _Spent]] = {}
    for row in records(room, "report_text", "no"):
        amount = row.number("amount")
        if amount is not None and _is_over(row.text("period"), span):
            found.setdefault(row.ref("agreement"), {}).setdefault(_question(row), {})[row.id] = amount
    return found


def _question(row: Cells) -> tuple[str, str]:
    return row.text("question"), row.text("amount_currency")


def _is_over(code: str, span: Period) -> bool:
    """Whether a period ends with another or before; none is before all, one that cannot be read is not."""
    try:
        return not code or period(code).last <= span.last
    except ValueError:
        return False


def _texts(room: Room, span: Period) -> dict[str, dict[str, str]]:
    """The organisation's own words for narrative reports of a period, by agreement and question."""
    found: dict[str, dict[str, str]] = {}
    for row in records(room, "report_text", "no"):
        if row.text("period") in {"", span.code}:
            found.setdefault(row.ref("agreement"), {})[row.text("question")] = row.text("words")
    return found
