"""The registers beside the books: numbers reserved for desks, property, and how wages are shared."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Part, Record, beside, field


class NumberSeries(Record):
    """Numbers of one sort of paper, such as vouchers, with ranges that each desk may take from."""

    facts = Facts(
        92,
        N_("Series of numbers"),
        N_("Series of numbers"),
        stream="finance",
        title="name",
        holds=(paper.parts(9220, N_("Ranges"), "ranges", "number_range", audience="organisation"),),
    )

    name: Mapped[str | None] = field(
        9201, N_("Name"), "text", required=True, search=True, audience="organisation", example="Vouchers"
    )
    prefix: Mapped[str | None] = field(
        9202, N_("Begins with"), "text", audience="organisation", example="F2-"
    )
    digits: Mapped[int | None] = field(
        9203,
        N_("Least number of digits"),
        "integer",
        least=1,
        most=9,
        audience="organisation",
        help=N_("With 4, the number 31 is written 0031."),
    )
    papers: Mapped[str | None] = field(
        9204,
        N_("For which papers"),
        "code",
        choices="numbered_paper",
        audience="organisation",
        help=N_("A new paper without a number takes the next one of the desk’s range."),
        example="vouchers",
    )


class NumberRange(Part):
    """Numbers from first to last that one desk may take."""

    facts = Facts(93, N_("Range"), N_("Ranges"), stream="finance", parents=("number_series",))

    first: Mapped[int | None] = paper.decided(
        9301,
        N_("From number"),
        "integer",
        group="range",
        required=True,
        least=1,
        most=999_999_999,
        audience="organisation",
        example=61,
    )
    last: Mapped[int | None] = paper.decided(
        9302,
        N_("To number"),
        "integer",
        group="range",
        required=True,
        least=1,
        most=999_999_999,
        audience="organisation",
        example=120,
    )
    desk: Mapped[bytes | None] = paper.decided(
        9303, N_("For which desk"), "reference", group="range", of="desk", audience="organisation"
    )


class Asset(Record):
    """A thing of value that was bought or given: where it is, who keeps it, whose it is in the end."""

    facts = Facts(
        94,
        N_("Property"),
        N_("Property"),
        stream="finance",
        title="name",
        date="bought_on",
        holds=paper.papers(9420),
    )

    name: Mapped[str | None] = field(
        9401, N_("Name"), "text", required=True, search=True, audience="donor", example="Laptop"
    )
    inventory_no: Mapped[str | None] = field(
        9402, N_("Inventory number"), "text", search=True, audience="donor", authority=True
    )
    serial_no: Mapped[str | None] = field(9403, N_("Serial number"), "text", audience="organisation")
    bought_on: Mapped[str | None] = paper.decided(9404, N_("Bought or given on"), "date", authority=True)
    value: Mapped[int | None] = paper.amount(9405, N_("Value"), authority=True)
    value_currency: Mapped[str | None] = beside(Text)
    quantity: Mapped[int | None] = field(
        9406, N_("Quantity"), "integer", least=1, most=1_000_000, audience="donor", authority=True
    )
    kept_at: Mapped[str | None] = field(9407, N_("Where it is"), "text", audience="organisation")
    keeper: Mapped[str | None] = field(
        9408,
        N_("Who keeps it"),
        "text",
        audience="organisation",
        example="FN",
        help=N_("The short code of the person, never the name."),
    )
    donor: Mapped[bytes | None] = field(9409, N_("Donor"), "reference", of="donor", audience="donor")
    agreement: Mapped[bytes | None] = paper.agreement(9410)
    expense: Mapped[bytes | None] = field(
        9411, N_("Expense"), "reference", of="expense", audience="organisation"
    )
    state: Mapped[str | None] = field(9412, N_("State"), "code", choices="asset_state", audience="donor")
    gone_on: Mapped[str | None] = field(9413, N_("Gone since"), "date", audience="donor")
    end: Mapped[str | None] = field(
        9414,
        N_("What becomes of it"),
        "text",
        audience="donor",
        help=N_("As the donor decides at the end of the agreement."),
    )
    note: Mapped[str | None] = paper.note(9415)


class StaffCosts(Record):
    """How the wages of one post are shared between agreements in a month; the wages document names it."""

    facts = Facts(
        95,
        N_("Shares of wages"),
        N_("Shares of wages"),
        stream="finance",
        title="post",
        holds=(
            paper.parts(9520, N_("Shares"), "shares", "staff_share", required=True),
            *paper.papers(9521),
        ),
    )

    month: Mapped[str | None] = paper.decided(9501, N_("Month"), "month", required=True, example="2026-03")
    post: Mapped[str | None] = field(
        9502,
        N_("Post"),
        "text",
        required=True,
        search=True,
        audience="donor",
        example="Coordinator",
        help=N_("The post or its code, never the name."),
    )
    note: Mapped[str | None] = paper.note(9504)


class StaffShare(Part):
    """What one budget line bears of a post's wages; all of a month together make 100 per cent."""

    facts = Facts(96, N_("Share"), N_("Shares"), stream="finance", title="line", parents=("staff_costs",))

    agreement: Mapped[bytes | None] = paper.agreement(9601, required=True)
    line: Mapped[str | None] = paper.line(9602)
    percent: Mapped[str | None] = paper.decided(
        9603, N_("Per cent"), "decimal", group="", required=True, example="100"
    )
