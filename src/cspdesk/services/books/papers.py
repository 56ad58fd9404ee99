"""Records of money as the ledger's readers need them: some columns, the parts, and what is undecided.

A paper is the same whether it was read from the tables (as the desk stands) or made from the journal
(as a closing covers it), so that one mapping serves both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cspdesk.domain.money import parse_number
from cspdesk.domain.periods import YEARS

_HEADER = ("accounted", "day_order", "replaces")
_AMOUNT = ("amount", "amount_currency")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "donor": ("type",),
    "account": ("kind", "currency"),
    "exchange_rate": ("source", "currency", "day", "rate", "rate_decimals", "rate_unit"),
    "agreement": (
        *("total", "total_currency", "rule", "fixed_rate", "fixed_rate_decimals", "fixed_rate_unit"),
        *("rate_table", "difference_line"),
    ),
    "budget_line": ("code", *_AMOUNT),
    "amendment": ("agreement", "signed_on", "total", "total_currency", "ends"),
    "amended_line": ("line", *_AMOUNT),
    "sub_grant": ("agreement", *_AMOUNT, "line"),
    "fund": (
        *("donor", "source", "agreement", "kind", "credited_on", *_AMOUNT, "account"),
        *("value", "value_currency", "state", "quantity", *_HEADER),
    ),
    "refund": ("agreement", "sent_on", "account", *_AMOUNT, *_HEADER),
    "goods_given": ("source", "given_on", "quantity", "line", *_HEADER),
    "expense": (
        *("spent_on", *_AMOUNT, "account", "payable", "payee", "article", "contract", "sheet", *_HEADER),
    ),
    "allocation": ("agreement", "line", "percent", *_AMOUNT, "recover"),
    "withheld": ("payable", *_AMOUNT),
    "transfer": ("agreement", "moved_on", "source", "target", *_AMOUNT, *_HEADER),
    "conversion": (
        *("agreement", "changed_on", "source", "paid", "paid_currency", "target", "bought"),
        *("bought_currency", *_HEADER),
    ),
    "payment": ("paid_on", "account", *_HEADER),
    "owed": ("payable", "agreement", *_AMOUNT),
    "vat_refund": ("agreement", "refunded_on", "account", *_AMOUNT, *_HEADER),
    "indirect_costs": ("agreement", "own", "charged_on", "account", "percent", "line", "base", *_HEADER),
    "sub_grant_advance": ("sub_grant", "sent_on", "account", *_AMOUNT, "line", *_HEADER),
    "acquittal": ("sub_grant", "accepted_on", *_AMOUNT, "line", *_HEADER),
    "sub_grant_return": ("sub_grant", "returned_on", "account", *_AMOUNT, "line", *_HEADER),
    "opening": (
        *("agreement", "opened_on", "account", "section", *_AMOUNT, "value", "value_currency"),
        *("sub_grant", "quantity"),
    ),
    "earlier_figures": (
        *("agreement", "until", "received", "received_currency", "returned", "returned_currency"),
    ),
    "earlier_charge": ("line", "article", *_AMOUNT),
    "contract": ("agreement", "line", "signed_on", *_AMOUNT, "closed_on"),
    "reversal": ("of", "type", "reversed_on"),
    "same_as": ("first", "second", "answer"),
    "staff_costs": ("month", "post"),
    "staff_share": ("agreement", "line", "percent"),
}
"""What is read of each kind; nothing else of a record moves a figure."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "agreement": ("budget_line",),
    "amendment": ("amended_line",),
    "expense": ("allocation", "withheld"),
    "payment": ("owed",),
    "earlier_figures": ("earlier_charge",),
    "staff_costs": ("staff_share",),
}
"""The kinds of parts that are read with a record."""

PART_KINDS = frozenset(part for parts in PARTS.values() for part in parts)
KINDS = tuple(kind for kind in COLUMNS if kind not in PART_KINDS)


_PLACES: Mapping[str, Mapping[str, int]] = {
    kind: {name: place for place, name in enumerate(names)} for kind, names in COLUMNS.items()
}


@dataclass(frozen=True, slots=True)
class Paper:
    """A record of money: its cells in the order of ``COLUMNS``, its parts by their kind.

    ``undecided`` are its groups, and those of its parts, over which desks differ.
    """

    kind: str
    id: str
    cells: tuple[object, ...]
    parts: Mapping[str, tuple[Paper, ...]] = field(default_factory=dict)
    undecided: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Whether records of its kind have a column."""
        return name in _PLACES[self.kind]

    def cell(self, name: str) -> object:
        """What a column holds; None where nothing is filled in."""
        return self.cells[_PLACES[self.kind][name]]

    def text(self, name: str) -> str:
        """A text or code; empty where there is none."""
        found = self.cell(name)
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """A whole number or minor units; 0 where there is none."""
        found = self.cell(name)
        return found if isinstance(found, int) else 0

    def ref(self, name: str) -> str:
        """The id that a reference names; empty where there is none."""
        found = self.cell(name)
        return found.hex() if isinstance(found, bytes) else ""

    def day(self, name: str) -> date | None:
        """A whole day; None where there is none, only a month is known, or it lies outside ``YEARS``."""
        found = self.text(name)
        day = date.fromisoformat(found) if len(found) == _DAY else None
        return day if day is not None and day.year in YEARS else None

    def decimal(self, name: str) -> tuple[int, int] | None:
        """An exact decimal as (digits, decimals)."""
        found = self.text(name)
        return parse_number(found) if found else None

    def of(self, kind: str) -> tuple[Paper, ...]:
        """Its parts of a kind, in their order."""
        return self.parts.get(kind, ())


_DAY = len("2026-11-28")
