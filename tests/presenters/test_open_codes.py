"""Codes that no list offers are told by the names that people know, and stored as they are."""

from __future__ import annotations

import pytest

from cspdesk.domain.codelists import LISTS
from cspdesk.i18n.catalogue import english, translator
from cspdesk.i18n.languages import RUSSIAN
from cspdesk.presenters.books import BooksPresenter
from cspdesk.presenters.money_grids import MoneyGrid
from cspdesk.presenters.open_codes import names_of, sectors_in_words, sectors_meant
from cspdesk.presenters.session import Session

BANK = "National Bank of Tajikistan"


def text(session: Session, kind: str, field: str, value: str) -> str:
    (found,) = (one for one in session.workspace.records.kinds() if one.name == kind)
    return session.values.text(found.by_name[field], value)


def test_a_country_is_told_by_its_name_with_its_code_beside_it(session: Session):
    assert text(session, "donor", "country", "AT") == "Austria · AT"
    assert text(session, "donor", "country", "QQ") == "QQ", "no country has this code"
    session.words = translator(RUSSIAN)
    assert text(session, "donor", "country", "AT") == "Австрия · AT"


def test_codes_of_open_data_are_told_in_words_with_the_code_beside_them(session: Session):
    assert text(session, "agreement", "aid_type", "C01") == "Project · C01"
    assert text(session, "agreement", "tied_status", "5") == "Untied · 5"
    assert text(session, "agreement", "aid_type", "Z99") == "Z99"
    assert text(session, "agreement", "sectors", "15160 60, 99999 40") == "Human rights · 15160 60; 99999 40"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Human rights · 15160 60; Police · 15132 40", "15160 60, 15132 40"),
        ("human rights 60; police 40%", "15160 60, 15132 40"),
        ("15160 60, 15132 40", "15160 60, 15132 40"),
        ("Justice, law and order policy", "15131"),
        ("something else", "something else"),
    ],
)
def test_purposes_are_typed_in_words_or_codes_and_stored_as_codes(session: Session, typed: str, stored: str):
    assert sectors_meant(typed, session.words) == stored


@pytest.mark.parametrize("code", [choice.code for choice in LISTS["sector"]])
def test_what_is_said_of_purposes_means_what_is_stored(session: Session, code: str):
    for stored in (code, f"{code} 60, 15150 40"):
        assert sectors_meant(sectors_in_words(stored, session.words), session.words) == stored


def test_a_form_offers_each_country_by_its_name(session: Session):
    (donor,) = (one for one in session.workspace.records.kinds() if one.name == "donor")
    names = names_of(donor.by_name["country"], session.words)
    assert (names["AT"], names["TJ"]) == ("Austria · AT", "Tajikistan · TJ")
    assert "EU" not in names


def test_the_source_of_official_rates_is_told_by_its_name(session: Session):
    assert text(session, "exchange_rate", "source", "nbt") == BANK
    assert text(session, "exchange_rate", "source", "InforEuro") == "InforEuro"


@pytest.mark.parametrize("typed", ["nbt", BANK, BANK.lower()])
def test_the_grid_of_rates_shows_the_name_and_stores_the_code(session: Session, typed: str):
    money = MoneyGrid(session, BooksPresenter(session), "exchange_rate")
    money.records.ask()
    column = [one.key for one in money.columns()].index("source")
    for place, words in enumerate(("3.3.26", "EUR", "11.10", typed)):
        money.grid.type(0, place, words)
    assert money.grid.text(0, column) == BANK
    money.rows.leave_all()
    (made,) = session.workspace.records.list("exchange_rate").records
    assert made.fields["source"] == "nbt"
    money.close()


def test_a_donor_s_table_is_typed_as_it_is_called(session: Session):
    money = MoneyGrid(session, BooksPresenter(session), "exchange_rate")
    rule = {one.key: one.rule for one in money.columns()}["source"]
    assert rule.read("InforEuro", {}).value == "InforEuro"
    assert english().t(rule.show("InforEuro")) == "InforEuro"
    money.close()
