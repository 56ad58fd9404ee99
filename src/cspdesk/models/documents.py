"""What documents of money have in common, each said once: dates, amounts, shares, and the papers beside them.

Each function gives one column, or one field of parts, under the number that its kind gives it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import MappedColumn

from cspdesk.domain.fields import Field, Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import field

DOCUMENTS = (
    *("fund", "amendment", "expense", "transfer", "conversion", "payment", "vat_refund", "refund"),
    *("goods_given", "sub_grant", "sub_grant_advance", "acquittal", "sub_grant_return", "indirect_costs"),
    *("opening", "earlier_figures", "contract", "reversal"),
)
"""Kinds of records that the ledger reads as documents, and that papers are attached to."""

MONEY = "money"
"""The group of what makes an entry: its day, its amount, its account; none of them means much alone."""


def decided(number: int, label: str, type: str, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as base.field
    """A field of the group of money: where desks differ, a person decides."""
    facts = {"group": MONEY, "merge": Merge.MUST_DECIDE, "audience": "donor", **facts}
    return field(number, label, type, **facts)


def amount(number: int, label: str = N_("Amount"), **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """An amount of money in the group of money; its currency is a column beside it."""
    return decided(number, label, "amount", **facts)


def account(number: int, label: str = N_("Account"), **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """The account that money goes out of or comes into."""
    return decided(number, label, "reference", **{"of": "account", "audience": "organisation", **facts})


def agreement(number: int, label: str = N_("Agreement"), **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """The agreement whose money it is; own funds are one too."""
    return field(number, label, "reference", **{"of": "agreement", "audience": "donor", **facts})


def line(number: int, label: str = N_("Budget line"), **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """A budget line of the agreement by its code: a later amendment may bring the line."""
    return field(number, label, "text", **{"audience": "donor", "example": "4", **facts})


def percent(number: int, label: str, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """A percentage: exact digits, no binary fraction."""
    return field(number, label, "decimal", **{"audience": "donor", "example": "12.5", **facts})


def description(number: int, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as above
    """What it is for, by which people know it in lists."""
    return field(number, N_("What for"), "text", search=True, audience="donor", **facts)


def paper_no(number: int, label: str = N_("Document number")) -> MappedColumn[Any]:
    """The number on the paper."""
    return field(number, label, "text", search=True, audience="donor")


def note(number: int) -> MappedColumn[Any]:
    """What else there is to say."""
    return field(number, N_("Note"), "longtext", search=True, audience="organisation")


def accounted(number: int) -> MappedColumn[Any]:
    """The day on which it counts, where that is not its own."""
    return field(
        number,
        N_("Counts from"),
        "date",
        merge=Merge.MUST_DECIDE,
        audience="organisation",
        help=N_("Only where it counts on another day than its own: a correction of what was reported."),
    )


def day_order(number: int) -> MappedColumn[Any]:
    """Its place among the documents of one day, where a person set one."""
    return field(
        number,
        N_("Order within the day"),
        "text",
        audience="organisation",
        help=N_("Empty as a rule: money that comes counts before money that goes."),
    )


def replaces(number: int) -> MappedColumn[Any]:
    """The document in whose place it stands."""
    return field(
        number,
        N_("Stands in place of"),
        "reference",
        audience="organisation",
        help=N_("The document that was reversed because it was wrong, where this is the right one."),
    )


def parts(number: int, label: str, name: str, of: str, **facts: Any) -> Field:  # noqa: ANN401 - as above
    """A field that holds parts."""
    return Field(number, label, "parts", name=name, of=of, merge=Merge.GROW, **facts)


def papers(number: int) -> tuple[Field, Field]:
    """Scans and links, under a number and the next."""
    files = parts(number, N_("Attachments"), "attachments", "attachment", audience="organisation")
    return files, parts(number + 1, N_("Links"), "links", "link")
