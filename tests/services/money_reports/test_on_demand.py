"""A report of the organisation out of the tables: the same to the letter, and the ledger is not computed."""

from __future__ import annotations

from datetime import date

import pytest

from cspdesk.domain.ledger.goods import GoodsGiven
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.postings import Incomplete
from cspdesk.domain.text import Msg, msg, plural
from cspdesk.i18n.catalogue import english
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.services.books import Books, figures
from cspdesk.services.books.figures import Figure, Measure
from cspdesk.services.context import Context
from cspdesk.services.money_reports.making import Asked, MoneyReports
from cspdesk.services.reporting import period_asked
from cspdesk.store import posting_lacks
from cspdesk.store.room import Room
from tests.services.books.offices import BANK, DONOR, EURO, FUND, money, set_up, spend
from tests.services.books.worked import enter_year
from tests.services.pairs import lone

OF_ALL = sorted(name for name, one in DEFINITIONS.items() if one.of == "organisation")
SPANS = ("2025-H1", "2025-H2", "2025", "2025-Q3", "2025-02-10..2025-09-14")


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A desk with the worked year: closed halves, late entries, reversals, property, sub-grants."""
    with lone(tmp_path_factory.mktemp("year")) as desk:
        enter_year(desk)
        desk.records.add("expense", [{"spent_on": "2025-05-05", "amount": money("1.00")}], partial=True)
        Books(desk.context).project()
        yield desk


def asked(kind, span, reader=""):
    return Asked(kind=kind, span=period_asked(span), audience=reader or DEFINITIONS[kind].audiences[-1])


def said(report, desk, question):
    """All that a report says, and how it stands on paper."""
    document = MoneyReports.document(report, question, english())
    return report.figures, report.parts, report.gaps, report.checks, document


def whole(desk, question):
    """The same report of the ledger in memory."""
    with desk.desk.reading() as connection:
        return MoneyReports(desk.context).report_in(Room(connection), question, english())


@pytest.fixture
def uncomputed(monkeypatch):
    """Nothing may compute the ledger; the way to allow it again."""

    def refuse(*_):
        raise AssertionError("the ledger was computed")

    with monkeypatch.context() as patch:
        patch.setattr(Books, "picture_in", refuse)
        yield patch


@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("kind", OF_ALL)
def test_a_report_out_of_the_tables_is_that_of_the_ledger(year, kind, span):
    for reader in DEFINITIONS[kind].audiences:
        question = asked(kind, span, reader)
        made, document = MoneyReports(year.context).prepare(question, english())
        assert said(made, year, question) == said(whole(year, question), year, question)
        assert document == MoneyReports.document(made, question, english())


@pytest.mark.parametrize("kind", OF_ALL)
def test_no_ledger_is_computed_for_it(year, kind, uncomputed):
    if kind != "forecast" or not contracts(year):
        made, _ = MoneyReports(Context(year.desk)).prepare(asked(kind, "2025-H2"), english())
        assert made.parts


def contracts(desk):
    return desk.records.list("contract").records


def test_after_the_transaction_figures_still_open_their_rows(year):
    made, _ = MoneyReports(year.context).prepare(asked("moj_half_year", "2025-H1"), english())
    ledger, computed = made.scope.ledger, Books(year.context).ledger()
    for measure in (Measure.INCOME, Measure.SPENT, Measure.MONEY, Measure.OWNED):
        figure = Figure(measure=measure, first=date(2025, 1, 1), last=date(2025, 6, 30))
        assert figures.parts(ledger, figure) == figures.parts(computed, figure)
        assert figures.value(ledger, figure) == figures.value(computed, figure)
    assert (ledger.postings, ledger.entered, ledger.moves) == (
        computed.postings,
        computed.entered,
        computed.moves,
    )
    assert ledger.ends == computed.ends
    assert dict(ledger.documents) == dict(computed.documents)
    assert ledger.contracts == computed.contracts
    assert {one.kind for one in ledger.documents.values()} >= {GoodsGiven.kind, "expense"}
    names = [*computed.documents]
    assert [ledger.documents.get(name) for name in names] == [computed.documents[name] for name in names]
    facts, full = made.scope.facts, whole(year, asked("moj_half_year", "2025-H1")).scope.facts
    assert [facts.document(name) for name in names] == [full.document(name) for name in names]
    assert dict(facts.documents) == dict(full.documents)


def test_what_is_not_there_is_none(year):
    made, _ = MoneyReports(year.context).prepare(asked("moj_half_year", "2025-H1"), english())
    for name in ("", "0" * 32, "f" * 32):
        assert made.scope.ledger.documents.get(DocumentId(name)) is None
        assert made.scope.facts.document(DocumentId(name)).kind == ""
    with pytest.raises(AttributeError):
        getattr(made.scope.ledger, "nothing")  # noqa: B009 - no field of any ledger


def test_a_report_after_a_save_is_of_what_was_saved(workspace):
    set_up(workspace)
    question = asked("moj_half_year", "2026-H1")
    reports = MoneyReports(workspace.context)
    before, _ = reports.prepare(question, english())
    spend(workspace, "100.00", "2026-02-01")
    after, _ = reports.prepare(question, english())
    assert after.figures["expenditure"].number - before.figures["expenditure"].number == 100_00


def test_a_document_entered_twice_counts_once_in_what_is_asked_for(workspace):
    set_up(workspace)
    one, other = sorted(spend(workspace, "100.00", "2026-02-01", payee="Firdavs") for _ in range(2))
    workspace.records.add("same_as", [{"first": one, "second": other, "answer": "same"}])
    made, _ = MoneyReports(workspace.context).prepare(asked("moj_half_year", "2026-H1"), english())
    assert made.scope.ledger.documents.get(DocumentId(other)) is None
    assert (
        made.scope.ledger.documents[DocumentId(one)]
        == Books(workspace.context).ledger().documents[DocumentId(one)]
    )


def test_what_documents_lack_is_kept_in_words_that_any_language_says(workspace):
    set_up(workspace)
    came = {"credited_on": "2020-01-10", "amount": money("5.00", "EUR"), "account": EURO}
    workspace.records.add("fund", [{"donor": DONOR, "agreement": FUND, "kind": "grant", **came}])
    workspace.records.add("expense", [{"amount": money("5.00"), "account": BANK}], partial=True)
    computed = Books(workspace.context).ledger().incomplete
    with Books(workspace.context).sums() as found:
        assert found.incomplete == computed
    assert len(computed) == 2


def test_every_kind_of_value_is_kept():
    reasons = (
        msg("{a} of {day}: {inside}", a="x", day=date(2025, 1, 2), inside=msg("{n}", n=3)),
        plural("{n} day", "{n} days", 2),
        Msg("plain"),
    )
    for day in (date(2025, 1, 2), None):
        lack = Incomplete(DocumentId("ab" * 16), day, reasons)
        ((_, document, on, said_in_json),) = posting_lacks.rows([lack])
        assert posting_lacks.read(document, on, said_in_json) == lack
    with pytest.raises(TypeError):
        list(posting_lacks.rows([Incomplete(DocumentId("ab" * 16), None, (msg("{x}", x=1.5),))]))
