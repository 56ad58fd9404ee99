"""Money advanced to a member for a purpose: the promise, what was sent, accepted, and given back."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Record, beside, field


class SubGrant(Record):
    """What is promised to a member out of an agreement."""

    facts = Facts(
        80,
        N_("Sub-grant"),
        N_("Sub-grants"),
        stream="finance",
        title="member",
        date="signed_on",
        holds=paper.papers(8020),
    )

    member: Mapped[str | None] = field(
        8001,
        N_("To which organisation"),
        "text",
        required=True,
        search=True,
        audience="donor",
        example="A member of the coalition",
    )
    number: Mapped[str | None] = paper.paper_no(8002, N_("Number"))
    agreement: Mapped[bytes | None] = paper.agreement(8003, required=True)
    line: Mapped[str | None] = paper.line(8004)
    signed_on: Mapped[str | None] = paper.decided(8005, N_("Signed on"), "date", example="2026-03-10")
    amount: Mapped[int | None] = paper.amount(8006, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    purpose: Mapped[str | None] = field(8007, N_("Purpose"), "text", search=True, audience="donor")
    starts: Mapped[str | None] = field(8008, N_("Begins on"), "date", audience="donor")
    ends: Mapped[str | None] = field(8009, N_("Ends on"), "date", audience="donor")
    note: Mapped[str | None] = paper.note(8010)


class SubGrantAdvance(Record):
    """Money sent to a member."""

    facts = Facts(
        81,
        N_("Advance of a sub-grant"),
        N_("Advances of sub-grants"),
        stream="finance",
        title="description",
        date="sent_on",
        holds=paper.papers(8120),
    )

    sub_grant: Mapped[bytes | None] = field(
        8101, N_("Sub-grant"), "reference", of="sub_grant", required=True, audience="donor"
    )
    sent_on: Mapped[str | None] = paper.decided(
        8102, N_("Sent on"), "date", required=True, example="2026-03-20"
    )
    account: Mapped[bytes | None] = paper.account(8103, N_("Paid from"), required=True)
    amount: Mapped[int | None] = paper.amount(8104, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    line: Mapped[str | None] = paper.line(8105)
    description: Mapped[str | None] = paper.description(8106)
    number: Mapped[str | None] = paper.paper_no(8107)
    note: Mapped[str | None] = paper.note(8108)
    accounted: Mapped[str | None] = paper.accounted(8109)
    day_order: Mapped[str | None] = paper.day_order(8110)
    replaces: Mapped[bytes | None] = paper.replaces(8111)


class Acquittal(Record):
    """A member's report that was accepted: what it spent is charged now."""

    facts = Facts(
        82,
        N_("Acquittal of a sub-grant"),
        N_("Acquittals of sub-grants"),
        stream="finance",
        title="description",
        date="accepted_on",
        holds=paper.papers(8220),
    )

    sub_grant: Mapped[bytes | None] = field(
        8201, N_("Sub-grant"), "reference", of="sub_grant", required=True, audience="donor"
    )
    accepted_on: Mapped[str | None] = paper.decided(
        8202, N_("Accepted on"), "date", required=True, example="2026-06-20"
    )
    amount: Mapped[int | None] = paper.amount(8203, N_("Amount accepted"), required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    line: Mapped[str | None] = paper.line(8204)
    period: Mapped[str | None] = field(
        8205, N_("Period reported"), "text", audience="donor", example="2026-H1"
    )
    description: Mapped[str | None] = paper.description(8206)
    number: Mapped[str | None] = paper.paper_no(8207)
    note: Mapped[str | None] = paper.note(8208)
    accounted: Mapped[str | None] = paper.accounted(8209)
    day_order: Mapped[str | None] = paper.day_order(8210)
    replaces: Mapped[bytes | None] = paper.replaces(8211)


class SubGrantReturn(Record):
    """What a member did not spend and sent back."""

    facts = Facts(
        83,
        N_("Return of a sub-grant"),
        N_("Returns of sub-grants"),
        stream="finance",
        title="description",
        date="returned_on",
        holds=paper.papers(8320),
    )

    sub_grant: Mapped[bytes | None] = field(
        8301, N_("Sub-grant"), "reference", of="sub_grant", required=True, audience="donor"
    )
    returned_on: Mapped[str | None] = paper.decided(
        8302, N_("Came back on"), "date", required=True, example="2026-11-07"
    )
    account: Mapped[bytes | None] = paper.account(8303, N_("To account"), required=True)
    amount: Mapped[int | None] = paper.amount(8304, required=True)
    amount_currency: Mapped[str | None] = beside(Text)
    line: Mapped[str | None] = paper.line(8305)
    description: Mapped[str | None] = paper.description(8306)
    number: Mapped[str | None] = paper.paper_no(8307)
    note: Mapped[str | None] = paper.note(8308)
    accounted: Mapped[str | None] = paper.accounted(8309)
    day_order: Mapped[str | None] = paper.day_order(8310)
    replaces: Mapped[bytes | None] = paper.replaces(8311)
