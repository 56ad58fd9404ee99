"""What the bank says: statements, lines as they came, what each was matched with, rules for the rest."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Part, Record, beside, field


class BankStatement(Record):
    """One statement of one account: its days, its first and its last balance."""

    facts = Facts(
        90,
        N_("Bank statement"),
        N_("Bank statements"),
        stream="finance",
        title="number",
        date="last",
        holds=paper.papers(9020),
    )

    account: Mapped[bytes | None] = paper.account(9001, required=True)
    first: Mapped[str | None] = paper.decided(
        9002, N_("From"), "date", required=True, audience="organisation", example="2026-03-01"
    )
    last: Mapped[str | None] = paper.decided(
        9003, N_("Until"), "date", required=True, audience="organisation", example="2026-03-31"
    )
    opening: Mapped[int | None] = paper.amount(
        9004, N_("Balance at the beginning"), required=True, audience="organisation"
    )
    opening_currency: Mapped[str | None] = beside(Text)
    closing: Mapped[int | None] = paper.amount(
        9005, N_("Balance at the end"), required=True, audience="organisation"
    )
    closing_currency: Mapped[str | None] = beside(Text)
    number: Mapped[str | None] = paper.paper_no(9006, N_("Number"))
    note: Mapped[str | None] = paper.note(9007)


class StatementLine(Record):
    """One line as the bank printed it; below zero where money went.

    Its id is computed from what the bank printed, so that two imports of one statement, or of statements
    whose days overlap, meet in one record.
    """

    facts = Facts(
        91,
        N_("Line of a bank statement"),
        N_("Lines of bank statements"),
        stream="finance",
        title="text",
        date="booked_on",
        keys=("account", "booked_on", "amount", "reference", "text", "ordinal"),
        holds=(paper.parts(9120, N_("Matched with"), "matches", "statement_match", audience="organisation"),),
    )

    account: Mapped[bytes | None] = field(
        9101,
        N_("Account"),
        "reference",
        of="account",
        required=True,
        merge=Merge.POSTED,
        audience="organisation",
    )
    booked_on: Mapped[str | None] = field(
        9102,
        N_("Booked on"),
        "date",
        required=True,
        merge=Merge.POSTED,
        audience="organisation",
        example="2026-03-17",
    )
    amount: Mapped[int | None] = field(
        9103,
        N_("Amount"),
        "amount",
        required=True,
        merge=Merge.POSTED,
        audience="organisation",
        example={"amount": "-4333.33", "currency": "TJS"},
        help=N_("Below zero where money went."),
    )
    amount_currency: Mapped[str | None] = beside(Text)
    reference: Mapped[str | None] = field(
        9104,
        N_("Reference of the bank"),
        "text",
        search=True,
        merge=Merge.POSTED,
        audience="organisation",
    )
    text: Mapped[str | None] = field(
        9105,
        N_("What the bank wrote"),
        "text",
        search=True,
        merge=Merge.POSTED,
        sensitivity="moderate",
        audience="organisation",
    )
    ordinal: Mapped[int | None] = field(
        9106,
        N_("Which among equal lines of the day"),
        "integer",
        least=1,
        most=9999,
        merge=Merge.POSTED,
        audience="organisation",
        help=N_("Empty for the first."),
    )
    statement: Mapped[bytes | None] = field(
        9107, N_("Bank statement"), "reference", of="bank_statement", audience="organisation"
    )
    note: Mapped[str | None] = paper.note(9108)


class StatementMatch(Part):
    """A document that a line of the bank is; a line may be the sum of several."""

    facts = Facts(97, N_("Matched with"), N_("Matched with"), stream="finance", parents=("statement_line",))

    document: Mapped[bytes | None] = field(
        9701, N_("Document"), "reference", required=True, index=True, audience="organisation"
    )
    note: Mapped[str | None] = field(9702, N_("Note"), "text", audience="organisation")


class BankRule(Record):
    """What lines that say something always are: an expense of an article, borne by a budget line."""

    facts = Facts(98, N_("Rule for bank lines"), N_("Rules for bank lines"), stream="finance", title="words")

    words: Mapped[str | None] = field(
        9801,
        N_("Words in the line"),
        "text",
        required=True,
        search=True,
        audience="organisation",
        example="commission of the bank",
    )
    article: Mapped[str | None] = field(
        9802,
        N_("Article of expense"),
        "code",
        choices="article",
        required=True,
        audience="organisation",
        example="bank_charges",
    )
    agreement: Mapped[bytes | None] = paper.agreement(9803, required=True, audience="organisation")
    line: Mapped[str | None] = paper.line(9804, audience="organisation")


class SameAs(Record):
    """What a person answers about two documents that are alike: one entered twice, or two.

    Its id is computed from both, whichever is named first, so that desks that answer apart meet in one.
    """

    facts = Facts(
        99, N_("Entered twice"), N_("Entered twice"), stream="finance", title="note", keys=("first", "second")
    )

    first: Mapped[bytes | None] = field(
        9901,
        N_("Document"),
        "reference",
        group="pair",
        required=True,
        merge=Merge.POSTED,
        index=True,
        audience="organisation",
    )
    second: Mapped[bytes | None] = field(
        9902,
        N_("The other document"),
        "reference",
        group="pair",
        required=True,
        merge=Merge.POSTED,
        index=True,
        audience="organisation",
    )
    answer: Mapped[str | None] = field(
        9903,
        N_("Are they the same?"),
        "code",
        choices="sameness",
        required=True,
        merge=Merge.MUST_DECIDE,
        audience="organisation",
    )
    note: Mapped[str | None] = paper.note(9904)
