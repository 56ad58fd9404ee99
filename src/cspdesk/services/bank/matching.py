"""Lines of the bank and the documents they are: proposed, accepted by a person, or booked by a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.matching import Booked, Line, Proposal, propose
from cspdesk.domain.money import from_minor
from cspdesk.domain.reconciling import BankRule, rule_for
from cspdesk.domain.same import Pair
from cspdesk.domain.text import N_, msg
from cspdesk.services.bank.statements import Account
from cspdesk.services.books.books import Books, Picture
from cspdesk.services.books.wording import Wording, wordings
from cspdesk.services.context import Context
from cspdesk.services.naming import plan_of, record_id
from cspdesk.services.records import Records
from cspdesk.services.results import Changes
from cspdesk.store.room import Room
from cspdesk.store.sql import Cursor
from cspdesk.store.work import Work, work

_NAME: Final = "booked"


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as it stands beside a line: what it does to the account, and its words."""

    id: str
    kind: str
    day: date
    amount: int
    number: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the bank: what it is matched with, or what is proposed for it."""

    line: Line
    statement: str = ""
    matched: tuple[DocumentView, ...] = ()
    proposed: tuple[DocumentView, ...] = ()
    proposal: Proposal | None = None
    twins: tuple[Pair, ...] = ()
    """Those among the documents that may be one entered twice, each with the other."""
    rule: BankRule | None = None
    """The rule that fits, where nothing is proposed."""


class BankMatching:
    """Matches lines of the bank with documents of the books of one desk."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._books = Books(context)

    def lines(self, account: Account, *, statement: str = "") -> tuple[LineView, ...]:
        """The lines of an account, oldest first, or those of one statement; proposals for those that wait."""
        picture = self._books.picture()
        booked = booked_in(self._context, picture, account.id)
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            held = held_lines(cursor, account)
            matches = matched(cursor, picture.world.same)
            rules = _rules(cursor)
            words = _Words(cursor, picture.kinds)
            taken = {document for documents in matches.values() for document in documents}
            waiting = [one for one, _ in held if one.id not in matches]
            free = [one for one in booked.values() if one.id not in taken] if waiting else []
            proposals = {one.line: one for one in propose(waiting, words.numbered(free))}
            views = []
            for line, of in held:
                if statement and of != statement:
                    continue
                proposal = proposals.get(line.id)
                names = matches.get(line.id, proposal.documents if proposal is not None else ())
                views.append(
                    LineView(
                        line,
                        of,
                        tuple(words.view(name, booked.get(name)) for name in matches.get(line.id, ())),
                        tuple(words.view(name, booked.get(name)) for name in proposal.documents)
                        if proposal is not None
                        else (),
                        proposal,
                        tuple(both for both in picture.twins if not set(both).isdisjoint(names)),
                        rule_for(line, rules) if proposal is None and line.id not in matches else None,
                    )
                )
        return tuple(views)

    def candidates(self, account: Account, line: Line) -> tuple[DocumentView, ...]:
        """The documents that are not matched yet, those nearest to a line in days first."""
        picture = self._books.picture()
        booked = booked_in(self._context, picture, account.id).values()
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            matches = matched(cursor, picture.world.same)
            taken = {document for documents in matches.values() for document in documents}
            words = _Words(cursor, picture.kinds)
            free = [one for one in booked if one.id not in taken and one.amount * line.amount > 0]
            free.sort(key=lambda one: (abs((one.day - line.day).days), one.id))
            return tuple(words.view(one.id, one) for one in free[:50])

    def accept(self, account: Account, line: str, documents: Sequence[str]) -> Changes:
        """A line is these documents; ``RefusedError`` where they do not add up to it, or one is another's.

        A line that is matched already takes them beside what it has: as one entered twice, to be answered.
        """
        picture = self._books.picture()
        booked, same = booked_in(self._context, picture, account.id), picture.world.same
        with work(self._context.desk) as save:
            self._match(save, account, line, [_of(booked, one, same) for one in documents], same)
            saved = save.finish()
        return self._context.saved(saved)

    def _match(
        self,
        save: Work,
        account: Account,
        line: str,
        documents: Sequence[Booked],
        same: Mapping[str, str],
    ) -> None:
        cursor = save.room.cursor
        held = next((one for one, _ in held_lines(cursor, account) if one.id == line), None)
        if held is None:
            raise RefusedError(msg(N_("The account has no such line of the bank.")), code="line")
        matches = matched(cursor, same)
        if len(matches.get(line, ())) > 1 or (line in matches and len(documents) > 1):
            raise RefusedError(msg(N_("This line is matched already.")), code="matched")
        others = {document: name for name, those in matches.items() for document in those}
        if taken := [one for one in documents if one.id in others]:
            raise RefusedError(
                msg(N_("A document is matched with another line of the bank already.")),
                hint=msg(N_("If it was entered twice, say that the two are the same: {id}"), id=taken[0].id),
                code="matched",
            )
        total = sum(one.amount for one in documents)
        if not documents or total != held.amount:
            raise RefusedError(
                msg(
                    N_("The documents come to {sum}, and the line to {amount}."),
                    sum=from_minor(total, account.currency),
                    amount=from_minor(held.amount, account.currency),
                ),
                code="sum",
            )
        self._records.write(save, line, {"matches": [{"document": one.id} for one in documents]})

    def unmatch(self, line: str) -> Changes:
        """Take back what a line was matched with; its documents stay."""
        fields = self._records.show(line).fields
        parts = fields.get("matches")
        removed = [{"id": one["id"], "removed": True} for one in parts] if isinstance(parts, list) else []
        return self._records.set(line, {"matches": removed})

    def book(self, account: Account, line: str, rule: BankRule, *, remember: bool = False) -> str:
        """Enter the expense that a line is, as a rule says, and match the two, as one act; gives its id."""
        with work(self._context.desk) as save:
            held = next((one for one, _ in held_lines(save.room.cursor, account) if one.id == line), None)
            if held is None or held.amount >= 0:
                raise RefusedError(
                    msg(N_("Only a line of money that went can be entered as an expense.")), code="line"
                )
            if remember:
                self._records.add_within(save, plan_of("bank_rule"), [_rule_record(rule)])
            added = self._records.add_within(save, plan_of("expense"), [_expense(account, held, rule)])
            booked = Booked(added.ids[0], held.day, held.amount)
            self._match(save, account, line, [booked], {})
            saved = save.finish()
        self._context.saved(saved)
        return added.ids[0]

    def rules(self) -> tuple[BankRule, ...]:
        """The rules that are remembered."""
        with self._context.desk.reading() as connection:
            return _rules(Room(connection).cursor)


def booked_on(ledger: Ledger, account: str) -> tuple[Booked, ...]:
    """What each document does to an account, in the sign of the bank; those that do nothing left out."""
    sums: dict[str, tuple[date, int]] = {}
    for posting in ledger.postings:
        if posting.account == account:
            before = sums.get(posting.document, (posting.dated, 0))
            sums[posting.document] = (before[0], before[1] + posting.amount)
    return tuple(Booked(name, day, amount) for name, (day, amount) in sorted(sums.items()) if amount)


class _Kept(NamedTuple):
    """What was booked on accounts, in one state of the books."""

    picture: Picture
    booked: dict[str, Mapping[str, Booked]]


def booked_in(context: Context, picture: Picture, account: str) -> Mapping[str, Booked]:
    """What each document does to an account, by id; counted once for each state of the books."""
    kept = context.kept.get(_NAME)
    if not isinstance(kept, _Kept) or kept.picture is not picture:
        kept = context.kept[_NAME] = _Kept(picture, {})
    if account not in kept.booked:
        kept.booked[account] = {one.id: one for one in booked_on(picture.ledger, account)}
    return kept.booked[account]


def held_lines(cursor: Cursor, account: Account) -> tuple[tuple[Line, str], ...]:
    """The lines of an account by their days, each with its statement."""
    rows = cursor.execute(_LINES, (bytes.fromhex(account.id), account.currency)).fetchall()
    return tuple(
        (
            Line(to_hex(record), date.fromisoformat(day), int(amount), reference or "", text or ""),
            "" if statement is None else to_hex(statement),
        )
        for record, day, amount, reference, text, statement in rows
    )


def matched(cursor: Cursor, same: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The documents that each matched line is; of one entered twice (``same``), the one that counts."""
    found: dict[str, dict[str, None]] = {}
    for line, document in cursor.execute(_MATCHES).fetchall():
        name = to_hex(document)
        found.setdefault(to_hex(line), {})[same.get(name, name)] = None
    return {line: tuple(names) for line, names in found.items()}


def _rules(cursor: Cursor) -> tuple[BankRule, ...]:
    rows = cursor.execute(_RULES).fetchall()
    return tuple(
        BankRule(words, article, to_hex(agreement), line or "") for words, article, agreement, line in rows
    )


def _of(booked: Mapping[str, Booked], untrusted_id: str, same: Mapping[str, str]) -> Booked:
    name = to_hex(record_id(untrusted_id))
    found = booked.get(same.get(name, name))
    if found is None:
        raise RefusedError(
            msg(N_("{id} is no document that moves money on this account."), id=untrusted_id[:40]),
            hint=msg(N_("What a document lacks is named where it would count.")),
            code="document",
        )
    return found


def _expense(account: Account, line: Line, rule: BankRule) -> dict[str, object]:
    allocation: dict[str, object] = {"agreement": rule.agreement, "percent": "100"}
    return {
        "spent_on": line.day.isoformat(),
        "amount": {"amount": from_minor(-line.amount, account.currency), "currency": account.currency},
        "account": account.id,
        "article": rule.article,
        "description": line.text or line.reference,
        "number": line.reference,
        "allocations": [{**allocation, "line": rule.line} if rule.line else allocation],
    }


def _rule_record(rule: BankRule) -> dict[str, object]:
    return {"words": rule.words, "article": rule.article, "agreement": rule.agreement, "line": rule.line}


class _Words:
    """Titles and numbers of documents, many at once."""

    def __init__(self, cursor: Cursor, kinds: Mapping[DocumentId, str]) -> None:
        self._cursor = cursor
        self._kinds = kinds
        self._known: dict[str, Wording] = {}

    def numbered(self, ones: Sequence[Booked]) -> list[Booked]:
        """Documents with their numbers."""
        self._read([one.id for one in ones])
        return [Booked(one.id, one.day, one.amount, self._known[one.id].number) for one in ones]

    def view(self, name: str, one: Booked | None) -> DocumentView:
        """A document in words; without its effect where it is not in the books any more."""
        self._read([name])
        said = self._known[name]
        day, amount = (date.min, 0) if one is None else (one.day, one.amount)
        return DocumentView(name, self._kinds.get(DocumentId(name), ""), day, amount, said.number, said.title)

    def _read(self, names: Sequence[str]) -> None:
        unknown = [name for name in names if name not in self._known]
        found = wordings(self._cursor, [(name, self._kinds.get(DocumentId(name), "")) for name in unknown])
        self._known.update((name, found.get(name, Wording())) for name in unknown)


_LINES = (
    "SELECT id, booked_on, amount, reference, text, statement FROM statement_line"
    " WHERE presence IN (0, 2) AND account = ? AND amount_currency = ? AND length(booked_on) = 10"
    " ORDER BY booked_on, id"
)
_MATCHES = (
    "SELECT l.id, m.document FROM statement_match m JOIN statement_line l ON l.id = m.parent"
    " WHERE m.presence IN (0, 2) AND l.presence IN (0, 2) AND m.document IS NOT NULL"
    " ORDER BY m.position, m.id"
)
_RULES = (
    "SELECT words, article, agreement, line FROM bank_rule WHERE presence IN (0, 2)"
    " AND words IS NOT NULL AND article IS NOT NULL AND agreement IS NOT NULL ORDER BY no"
)
