"""Open data on aid: valid by the official schemas, in codes that are known, and true to the ledger."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.domain.ledger.statements import statement
from cspdesk.domain.money import from_minor
from cspdesk.reports.iati import codes
from cspdesk.reports.iati.budgets import ORIGINAL, by_year, still_expected
from cspdesk.reports.iati.facts import Expected, Publisher
from cspdesk.reports.iati.lacks import lacks
from cspdesk.reports.iati.markup import element, written
from cspdesk.reports.iati.transactions import transactions
from tests.domain.ledger.worked import EXPECTED, year
from tests.reports.iati_world import (
    END,
    FULL,
    PROJECTS,
    PUBLISHER,
    activity_of,
    faults,
    made,
    project,
    said,
    transactions_of,
)

# --- valid -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("public", [True, False])
def test_both_files_are_valid_by_the_official_schemas(public):
    files = made(public=public)
    assert faults(files.activities, "activities") == []
    assert faults(files.organisation, "organisations") == []


def test_the_schema_would_see_a_child_out_of_order_and_one_that_is_missing():
    root = etree.fromstring(made().activities)
    root[0].append(root[0][0])
    assert faults(etree.tostring(root), "activities")
    root = etree.fromstring(made().activities)
    root[0].remove(root[0].find("activity-date"))
    root[0].remove(root[0].find("title"))
    assert faults(etree.tostring(root), "activities")


@pytest.mark.parametrize("name", ["A", "B", "C"])
def test_an_agreement_with_the_least_that_is_demanded_is_valid(name):
    least = replace(project(name), number="", ends=None)
    assert lacks(PUBLISHER, [least]) == ()
    assert faults(made([least]).activities, "activities") == []


@given(st.dates(date(2024, 12, 1), date(2027, 1, 31)))
def test_files_of_any_day_are_valid(until):
    files = made(until=until)
    assert faults(files.activities, "activities") == []
    assert faults(files.organisation, "organisations") == []


@given(st.text(max_size=60))
def test_no_text_that_a_person_types_makes_a_file_that_is_not_xml(text):
    hostile = replace(FULL, title=(("en", text),), number=text, parents=(text or "x",))
    publisher = replace(PUBLISHER, name=(("ru", text or "x"), ("en", text)))
    files = made([hostile], publisher=publisher)
    found = etree.fromstring(files.activities)
    etree.fromstring(files.organisation)
    assert found[0].tag == "iati-activity"


def test_markup_and_control_characters_in_a_name_stay_text():
    files = made([replace(FULL, title=said("<a href='x'>&amp;\x00\x1b\ud800 ]]> \u202e"))])
    title = activity_of(files, "P-B").find("title")
    assert [child.tag for child in title] == ["narrative"]
    assert title.findtext("narrative") == "<a href='x'>&amp; ]]>"


def test_the_same_facts_give_the_same_bytes():
    assert made() == made()


USED = {
    ("participating-org", "role"): codes.ORGANISATION_ROLE,
    ("participating-org", "type"): codes.ORGANISATION_TYPE,
    ("reporting-org", "type"): codes.ORGANISATION_TYPE,
    ("provider-org", "type"): codes.ORGANISATION_TYPE,
    ("receiver-org", "type"): codes.ORGANISATION_TYPE,
    ("activity-status", "code"): codes.ACTIVITY_STATUS,
    ("activity-date", "type"): codes.ACTIVITY_DATE,
    ("description", "type"): codes.DESCRIPTION,
    ("other-identifier", "type"): codes.OTHER_IDENTIFIER,
    ("contact-info", "type"): codes.CONTACT,
    ("activity-scope", "code"): codes.SCOPE,
    ("location-reach", "code"): codes.LOCATION_REACH,
    ("exactness", "code"): codes.EXACTNESS,
    ("location-class", "code"): codes.LOCATION_CLASS,
    ("sector", "code"): codes.SECTOR,
    ("sector", "vocabulary"): codes.SECTOR_VOCABULARY,
    ("tag", "vocabulary"): codes.TAG_VOCABULARY,
    ("policy-marker", "code"): codes.POLICY_MARKER,
    ("policy-marker", "significance"): codes.SIGNIFICANCE,
    ("collaboration-type", "code"): codes.COLLABORATION,
    ("default-flow-type", "code"): codes.FLOW,
    ("default-finance-type", "code"): codes.FINANCE,
    ("default-aid-type", "code"): codes.AID,
    ("default-tied-status", "code"): codes.TIED,
    ("budget", "type"): codes.BUDGET_TYPE,
    ("budget", "status"): codes.BUDGET_STATUS,
    ("total-budget", "status"): codes.BUDGET_STATUS,
    ("recipient-country-budget", "status"): codes.BUDGET_STATUS,
    ("transaction-type", "code"): codes.TRANSACTION,
    ("related-activity", "type"): codes.RELATED,
    ("category", "code"): codes.DOCUMENT,
    ("result", "type"): codes.RESULT,
    ("indicator", "measure"): codes.MEASURE,
}
NO_LIST = {"policy-marker vocabulary", "recipient-country code", "tag code", "language code"}


def test_every_code_in_the_files_is_in_the_shipped_tables():
    files, seen = made(), set()
    for body in (files.activities, files.organisation):
        for one in etree.fromstring(body).iter():
            for name, value in one.attrib.items():
                if name not in {"code", "type", "role", "status", "significance", "vocabulary", "measure"}:
                    continue
                if f"{one.tag} {name}" in NO_LIST:
                    continue
                seen.add((one.tag, name))
                assert value in USED[one.tag, name], (one.tag, name, value)
    assert seen == set(USED)


# --- true to the ledger ------------------------------------------------------------------------------


def test_the_worked_years_agreement_b_comes_to_what_is_expected():
    rows = transactions_of(made(), "P-B")
    assert rows[0] == ["11", "2025-01-30", "50000.00", "USD"]
    assert rows[1:] == EXPECTED["iati_transactions_B"]


def test_an_amendment_is_promised_as_its_difference_on_its_day():
    promised = [row for row in transactions_of(made(), "P-A") if row[0] == "11"]
    assert promised == [["11", "2025-01-08", "60000.00", "EUR"], ["11", "2025-07-10", "6000.00", "EUR"]]


def test_what_went_back_to_the_donor_is_received_below_zero():
    received = [row for row in transactions_of(made(), "P-C") if row[0] == "1"]
    assert [row[2] for row in received] == ["600000.00", "600000.00", "-600000.00", "-100000.00"]


@pytest.mark.parametrize("name", ["A", "B", "C"])
@given(st.dates(date(2025, 1, 1), date(2026, 6, 30)))
def test_what_was_spent_and_acquitted_is_what_the_agreement_was_charged(name, until):
    quarter_end = max(
        (day for day in (date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), END) if day <= until),
        default=None,
    )
    spent = sum(one.amount for one in transactions(year(), name, None, until) if one.type == "4")
    if quarter_end is None:
        assert spent == 0
        return
    acquitted = sum(
        line.value
        for line in year().rollup.lines(None, quarter_end)
        if line.agreement == name and line.article == "sub_grants" and line.account.startswith("expense:")
    )
    assert spent + acquitted == statement(year(), name, quarter_end).charged


def test_a_running_quarter_is_not_told_of():
    days = {row[1] for row in transactions_of(made(until=date(2025, 9, 29)), "P-B") if row[0] == "4"}
    assert days == {"2025-03-31", "2025-06-30"}


def test_nothing_is_dated_after_the_day_it_is_told_of():
    for name in ("P-A", "P-B", "P-C"):
        assert all(row[1] <= "2025-08-31" for row in transactions_of(made(until=date(2025, 8, 31)), name))


def test_years_of_a_budget_add_up_to_its_total_and_none_is_longer_than_a_year():
    agreement = year().chart.agreements[AgreementId("A")]
    years = by_year(agreement, PROJECTS[0], END)
    original = [one for one in years if one.type == ORIGINAL]
    revised = [one for one in years if one.type != ORIGINAL]
    assert sum(one.amount for one in original) == 6_000_000
    assert sum(one.amount for one in revised) == 6_600_000
    assert (revised[0].first, revised[-1].last) == (date(2025, 1, 15), date(2026, 6, 30))
    assert all((one.last - one.first).days < 366 for one in years)


@given(st.lists(st.integers(1, 10**9), max_size=6), st.integers(-(10**9), 4 * 10**9))
def test_what_is_still_expected_is_what_was_not_received(amounts, received):
    tranches = [Expected(date(2025, 1, 1) + timedelta(days=place), one) for place, one in enumerate(amounts)]
    left = sum(one.amount for one in still_expected(tranches, received))
    assert left == max(0, sum(amounts) - max(0, received))


def test_a_tranche_that_came_in_part_is_expected_for_its_rest():
    planned = activity_of(made(), "P-B").findall("planned-disbursement")
    assert [(one.find("period-start").get("iso-date"), one.findtext("value")) for one in planned] == [
        ("2026-01-10", "10000.00")
    ]


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8))
def test_shares_of_purposes_add_up_to_a_hundred(weights):
    chosen = list(zip(codes.SECTOR, weights, strict=False))
    shares = activity_of(made([replace(FULL, sectors=tuple(chosen))]), "P-B").findall("sector")
    assert sum(Decimal(one.get("percentage")) for one in shares) == 100


def test_the_organisations_spending_is_the_public_statements():
    root = etree.fromstring(made().organisation)
    lines = {
        line.get("ref"): line.findtext("value")
        for line in root.find(".//total-expenditure").iter("expense-line")
    }
    assert lines == EXPECTED["public_statement_year"]["expenditure"]
    total = sum(Decimal(one) for one in lines.values())
    assert root.findtext(".//total-expenditure/value") == str(total)


def test_a_years_budget_is_the_sum_of_its_lines():
    root = etree.fromstring(made().organisation)
    budgets = [*root.iter("total-budget"), *root.iter("recipient-country-budget")]
    assert budgets
    for one in budgets:
        lines = [Decimal(line.findtext("value")) for line in one.iter("budget-line")]
        assert Decimal(one.findtext("value")) == sum(lines)


# --- kept back ---------------------------------------------------------------------------------------


def test_an_agreement_that_is_kept_back_is_in_no_byte_of_the_public_files():
    hidden = replace(FULL, title=said("CANARY"), kept_back="people would be in danger")
    files = made([PROJECTS[0], hidden], public=True)
    for body in (files.activities, files.organisation):
        assert b"CANARY" not in body
        assert b"P-B" not in body
        assert b"danger" not in body
    assert files.kept_back == (("B/2025", "people would be in danger"),)
    assert b"CANARY" in made([PROJECTS[0], hidden]).activities


def test_a_document_that_is_kept_back_is_in_no_sum_of_the_public_file():
    lines = [line for line in year().postings if line.agreement == "B" and line.account == "expense:wages"]
    document = lines[0].document
    hidden = replace(FULL, kept_back_documents=((document, "a person could be found"),))
    value = sum(line.value for line in lines if line.document == document)
    told, kept = (
        sum(Decimal(row[2]) for row in transactions_of(made([hidden], public=public), "P-B") if row[0] == "4")
        for public in (False, True)
    )
    assert told - kept == Decimal(from_minor(value, "USD"))
    assert made([hidden], public=True).kept_back == ((DocumentId(document), "a person could be found"),)


def test_a_member_that_is_not_named_receives_nothing_by_name():
    silent = replace(FULL, members=())
    advances = [
        one
        for one in activity_of(made([silent]), "P-B").iter("transaction")
        if one.find("transaction-type").get("code") == "3"
    ]
    assert advances
    assert all(one.find("receiver-org") is None for one in advances)


# --- what is missing ---------------------------------------------------------------------------------


def test_what_the_standard_demands_is_named_where_it_is_missing():
    empty = replace(
        project("A"), code="", number="", title=(), descriptions=(), starts=None, sectors=(("15162", 1),)
    )
    words = [str(one) for one in lacks(Publisher(ref="", name=()), [empty])]
    assert len(words) == 7
    assert any("15162" in one for one in words)


@pytest.mark.parametrize("ref", ["TJ", "xm-dac-1", "XM-DAC-1 2", "XM-DAC-1/2"])
def test_an_identifier_that_is_none_is_refused(ref):
    assert len(lacks(replace(PUBLISHER, ref=ref), [])) == 1


def test_an_empty_attribute_is_left_out():
    assert written(element("a", ref="", type="1"), attributes={}).endswith(b'<a type="1" />\n')
