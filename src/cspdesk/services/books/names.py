"""What people call the things that the ledger knows by ids and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cspdesk.domain.codelists import label_of
from cspdesk.domain.ledger import accounts as codes
from cspdesk.domain.ledger.accounts import SUB_GRANTS
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.store.sql import Cursor

_SECTIONS: Mapping[str, str] = {
    codes.GOODS: N_("Goods in kind"),
    codes.ADVANCE: N_("Advances of sub-grants"),
    codes.VAT: N_("VAT to recover"),
    codes.BROUGHT_FORWARD: N_("Funds brought forward"),
    codes.GOODS_BROUGHT_FORWARD: N_("Goods brought forward"),
    codes.RETURNED: N_("Returned to donors"),
    codes.GIVEN: N_("Goods given out"),
    codes.RECOVERED: N_("Indirect costs recovered"),
    codes.DIFFERENCE: N_("Exchange difference"),
    codes.POOL: N_("Settled values"),
}
_NAMED: Mapping[str, tuple[str, str]] = {
    "expense": (N_("Expense: {name}"), "article"),
    "payable": (N_("Owed: {name}"), "payable"),
}
_INCOME: Mapping[str, str] = {
    "income": N_("Income: {name}"),
    "income_in_kind": N_("Income in kind: {name}"),
}


@dataclass(frozen=True, slots=True)
class AgreementName:
    """How an agreement is known: its number, its title, and who gave."""

    number: str
    title: str
    donor: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names as the records have them; what is restricted or not here has none, and its id is shown."""

    accounts: Mapping[str, str] = field(default_factory=dict)
    agreements: Mapping[str, AgreementName] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Titles of budget lines, by agreement and code."""
    sub_grants: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    """The organisation's own articles; the shipped ones are a code list."""

    def account(self, code: str) -> Msg:
        """An account of the books in words: where money lies by its name, the others by their section."""
        if code in self.accounts:
            return msg("{name}", name=self.accounts[code])
        if code in _SECTIONS:
            return msg(_SECTIONS[code])
        head, colon, name = code.partition(":")
        if colon and head == "expense":
            return msg(_NAMED[head][0], name=self.article(name))
        if colon and head in _NAMED:
            return msg(_NAMED[head][0], name=label_of(_NAMED[head][1], name))
        if colon and head in _INCOME:
            return msg(_INCOME[head], name=source_label(name))
        return msg("{name}", name=code)

    def agreement(self, agreement: str) -> str:
        """An agreement's number."""
        found = self.agreements.get(agreement)
        return agreement if found is None else found.number or found.title or agreement

    def line(self, agreement: str, code: str) -> str:
        """A budget line's title; its code where it has none."""
        return self.lines.get((agreement, code)) or code

    def article(self, code: str) -> Msg:
        """An article of expense in words."""
        if code == SUB_GRANTS:
            return msg(N_("Sub-grants"))
        return msg("{name}", name=self.articles[code]) if code in self.articles else label_of("article", code)


def source_label(code: str) -> Msg:
    """A source of income in words: a type of donor, or own income."""
    for name in ("donor_type", "own_income"):
        label = label_of(name, code)
        if "code" not in label.values:
            return label
    return msg("{code}", code=code)


def names(cursor: Cursor) -> Names:
    """The names of one transaction."""
    donors = dict(cursor.execute("SELECT id, name FROM donor").fetchall())
    titles: dict[tuple[str, str], str] = {}
    for sql in _LINES:
        for agreement, code, title in cursor.execute(sql).fetchall():
            if agreement is not None and code and title:
                titles[agreement.hex(), code] = title
    return Names(
        {row[0].hex(): row[1] or "" for row in cursor.execute("SELECT id, name FROM account").fetchall()},
        {
            record.hex(): AgreementName(number or "", title or "", donors.get(donor) or "")
            for record, number, title, donor in cursor.execute(
                "SELECT id, number, title, donor FROM agreement"
            ).fetchall()
        },
        titles,
        {row[0].hex(): row[1] or "" for row in cursor.execute("SELECT id, member FROM sub_grant").fetchall()},
        dict(
            cursor.execute(
                "SELECT code, name FROM article WHERE code IS NOT NULL AND name IS NOT NULL"
            ).fetchall()
        ),
    )


_ARTICLES = (
    "SELECT code, name FROM article WHERE code IS NOT NULL AND name IS NOT NULL AND presence IN (0, 2)"
)
_LINES = (
    (
        "SELECT a.agreement, l.line, l.title FROM amended_line l JOIN amendment a ON a.id = l.parent"
        " WHERE l.presence IN (0, 2) AND a.presence IN (0, 2) ORDER BY a.signed_on"
    ),
    "SELECT parent, code, title FROM budget_line WHERE presence IN (0, 2)",
)
"""The budget's own titles come last and hold: an amendment names only the lines that it brings."""
