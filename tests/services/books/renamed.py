"""A desk's ledger with the worked year's names in place of record ids, so that both can be compared."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from cspdesk.domain.ledger.agreements import Chart
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.rates import Rates
from cspdesk.domain.text import Msg
from tests.services.books.worked import NAMES


def renamed(value: Any) -> Any:
    """Any value of the ledger with names for ids."""
    match value:
        case str():
            return NAMES.get(value, value)
        case Rates() | Msg() | Chart():
            return value
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*map(renamed, value))
        case tuple() | frozenset() | list():
            return type(value)(map(renamed, value))
        case dict():
            return {renamed(key): renamed(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: renamed(getattr(value, f.name)) for f in fields(value)})
    return value


def with_names(found: Ledger) -> Ledger:
    """A whole ledger with names for ids, what it names in the order of the names."""
    accounts, agreements = found.chart.accounts.values(), found.chart.agreements.values()
    return replace(renamed(found), chart=Chart.of(map(renamed, accounts), map(renamed, agreements)))
