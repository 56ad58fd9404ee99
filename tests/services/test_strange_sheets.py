"""Whatever stands in a file from outside, an import answers in words, and nothing half is saved."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cspdesk.domain.errors import CspdeskError
from cspdesk.services.bank.statements import BankStatements
from cspdesk.services.importing import Importing
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone

T = TypeVar("T")
FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELLS = st.one_of(
    st.text(alphabet="0123456789.,-/ ()'TJSUDкж=+@\t", max_size=14),
    st.sampled_from(["12.3.2026", "2026-03-09", "1 234,50", "1,234", "(5)", "#DIV/0!", "true", "Bank"]),
)
TITLES = st.lists(
    st.sampled_from(["Date", "Amount", "Дебет", "Кредит", "Balance", "Details", "x", ""]),
    min_size=1,
    max_size=6,
)
BANK_FILES = st.tuples(TITLES, st.lists(st.lists(CELLS, max_size=7), max_size=8))
MONEY = ["Amount", "Date of the document", "Paid from", "Share: Per cent", "Share: Amount", "Voucher number"]
SHEETS = st.tuples(
    st.lists(st.sampled_from(MONEY), unique=True, min_size=1),
    st.lists(st.lists(CELLS, max_size=6), max_size=6),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with lone(tmp_path_factory.mktemp("desk")) as workspace:
        workspace.records.add("account", [{"name": "Bank", "kind": "bank", "currency": "TJS"}])
        yield workspace


def text(rows: tuple[list[str], list[list[str]]]) -> BytesIO:
    titles, cells = rows
    return BytesIO("\n".join(";".join(row) for row in (titles, *cells)).encode())


def answered(act: Callable[[], T]) -> T | None:
    """What an act gives; None where it is refused in words."""
    try:
        return act()
    except CspdeskError:
        return None


@FEW
@given(BANK_FILES, st.sampled_from(["", "0"]))
def test_no_file_of_a_bank_is_too_strange(
    desk: Workspace, rows: tuple[list[str], list[list[str]]], typed: str
):
    statements = BankStatements(desk.context, desk.records)
    taken = answered(
        lambda: statements.take(text(rows), account="Bank", dry_run=True, opening=typed, closing=typed)
    )
    if taken is not None and not taken.problems:
        assert taken.opening + sum(line.amount for line in taken.lines) == taken.closing


@FEW
@given(SHEETS)
def test_no_sheet_of_expenses_is_too_strange(desk: Workspace, rows: tuple[list[str], list[list[str]]]):
    importing = Importing(desk.context, desk.records)
    checked = answered(lambda: importing.run("expense", text(rows), dry_run=True))
    if checked is not None:
        assert all(one.what.english() and one.row for one in checked.problems)
    assert desk.records.list("expense").total == 0


@FEW
@given(st.binary(max_size=200))
def test_no_bytes_are_too_strange(desk: Workspace, untrusted: bytes):
    for kind in ("exchange_rate", "expense"):
        with pytest.raises(CspdeskError):
            Importing(desk.context, desk.records).run(kind, BytesIO(untrusted), dry_run=True)
