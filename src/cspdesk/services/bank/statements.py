"""Takes statements of a bank: opening and lines lead to the closing balance, or nothing is taken.

Two desks that take one file, and files whose days overlap, have one set of lines.  A line that is here stays
as it came first, with what it was matched with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from cspdesk.domain.bank_lines import BankLine, line_ids, missing, ordinals
from cspdesk.domain.errors import NotFoundError, RefusedError
from cspdesk.domain.ids import RecordId, cell_id, to_hex
from cspdesk.domain.money import from_minor
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.typed import Refusal, parse_amount
from cspdesk.reports.sheet_limits import Limits, too_large
from cspdesk.services.bank.columns import FILE, BankHeadings, bank_headings
from cspdesk.services.bank.reading import ReadFile, balances, open_file, read_lines
from cspdesk.services.context import Context
from cspdesk.services.drafts import end_draft
from cspdesk.services.forms import nearest
from cspdesk.services.imports.chosen import Chosen, choose, label_of
from cspdesk.services.imports.outcome import RowProblem, Seen
from cspdesk.services.lines import Line
from cspdesk.services.naming import plan_of
from cspdesk.services.records import Records
from cspdesk.services.titles import Titles
from cspdesk.store import files, imported
from cspdesk.store.room import Room
from cspdesk.store.sql import Cursor
from cspdesk.store.work import Work, work

_SAMPLE = 10


@dataclass(frozen=True, slots=True)
class Account:
    """An account whose statements are taken."""

    id: str
    name: str
    currency: str


@dataclass(frozen=True, slots=True)
class TakenStatement:
    """What came of a file: with problems, nothing was taken."""

    account: Account
    first: date | None = None
    last: date | None = None
    opening: int = 0
    closing: int = 0
    lines: tuple[BankLine, ...] = ()
    added: int = 0
    known: int = 0
    passed_over: int = 0
    """Rows of the file that are no lines: without a day or an amount."""
    statement: str = ""
    problems: tuple[RowProblem, ...] = ()
    gap: int = 0
    """By how much the statement before ends elsewhere than this one begins."""


class BankStatements:
    """Takes statements into one desk."""

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def accounts(self) -> tuple[Account, ...]:
        """The accounts there are."""
        with self._context.desk.reading() as connection:
            rows = Room(connection).cursor.execute(_ACCOUNTS).fetchall()
        return tuple(Account(to_hex(record), name or "", currency or "") for record, name, currency in rows)

    def account(self, untrusted_name: str) -> Account:
        """An account by its id, its name or its number; ``NotFoundError`` names those there are."""
        known = self.accounts()
        with self._context.desk.reading() as connection:
            ids = Titles(Room(connection).cursor).find("account", untrusted_name)
        wanted = ids if len(ids) == 1 else (untrusted_name.replace("-", "").lower(),)
        found = next((one for one in known if one.id == wanted[0]), None)
        if found is None or not found.currency:
            raise NotFoundError(
                msg(N_("There is no account “{name}” with a currency."), name=untrusted_name[:80]),
                hint=nearest(untrusted_name, [one.name for one in known]),
            )
        return found

    def look(self, untrusted: BinaryIO, columns: Mapping[str, str] | None = None) -> tuple[Seen, ...]:
        """What the titles of a bank's file are taken for, with what its first rows hold."""
        headings = bank_headings()
        sheet = open_file(_bounded(untrusted), headings)
        chosen = self._chosen(headings, sheet.titles, columns or {})
        rows = [cells for _, cells in islice(sheet.rows, _SAMPLE)]
        return tuple(
            Seen(
                label_of(sheet.titles, place),
                "" if column is None else column.field.name,
                tuple(cells[place] for cells in rows if cells[place])[:3],
            )
            for place, column in enumerate(chosen.columns)
        )

    @staticmethod
    def opened(path: Path) -> AbstractContextManager[BinaryIO]:
        """A bank's file, open for reading; what stands in the way is told to a person."""
        return files.open_plain(path)

    def take(
        self,
        untrusted: BinaryIO,
        *,
        account: str,
        opening: str = "",
        closing: str = "",
        columns: Mapping[str, str] | None = None,
        mark: str = "",
        dry_run: bool = False,
    ) -> TakenStatement:
        """Take a bank's file; balances are typed where the file has none beside its lines.

        Raises ``UntrustedError`` for what is no sheet, and ``RefusedError`` where columns are not understood
        and where opening and lines do not lead to the closing balance: nothing is taken then.
        """
        whose = self.account(account)
        content = _bounded(untrusted)
        headings = bank_headings()
        sheet = open_file(content, headings)
        chosen = self._chosen(headings, sheet.titles, columns or {})
        today = self._context.desk.clock.today()
        read = read_lines(sheet, chosen, currency=whose.currency, mark=mark, today=today)
        if read.problems:
            return TakenStatement(whose, passed_over=read.passed_over, problems=read.problems)
        found = _statement(whose, read, opening, closing)
        if dry_run:
            return self._tried(found)

        def keep_columns(save: Work) -> None:
            if columns:
                imported.keep_columns(save.room.cursor, FILE.name, chosen.titles, chosen.names)

        return self._save(found, keep_columns)

    def take_typed(
        self, lines: Sequence[BankLine], *, account: str, opening: int, closing: int, draft: str = ""
    ) -> TakenStatement:
        """Take lines typed from paper, at least one; the draft that they were typed in goes with them.

        Raises ``RefusedError`` where they do not lead from opening to closing: nothing is taken then.
        """
        whose = self.account(account)
        hint = msg(N_("Check both balances, and that no line is left out."))
        found = _whole(whose, tuple(lines), opening, closing, hint)
        return self._save(found, lambda save: end_draft(save, draft))

    def _tried(self, found: TakenStatement) -> TakenStatement:
        """What taking it would say, the statement's own record left out: it is not here."""
        with self._context.desk.reading() as connection:
            cursor = Room(connection).cursor
            ids = line_ids(bytes.fromhex(found.account.id), found.lines)
            added = len(ids) - len(_here(cursor, "statement_line", ids))
            return _with(found, added, "", _gap(cursor, found))

    def _save(self, found: TakenStatement, also: Callable[[Work], None]) -> TakenStatement:
        """Write what was found, and in the same save what goes with it."""
        with work(self._context.desk) as save:
            also(save)
            added, statement = self._keep(save, found)
            gap = _gap(save.room.cursor, found)
            saved = save.finish()
        self._context.saved(saved)
        return _with(found, added, statement, gap)

    def _chosen(self, headings: BankHeadings, titles: Sequence[str], given: Mapping[str, str]) -> Chosen:
        """The columns by their titles; what nobody knows in a bank's file is left out, not refused."""
        with self._context.desk.reading() as connection:
            before = imported.chosen_columns(Room(connection).cursor, FILE.name, titles)
        labels = [label_of(titles, place) for place in range(len(titles))]
        chosen = choose(headings, titles, {**_usual(headings, labels, before), **given}, before)
        chosen.demand()
        return chosen

    def _keep(self, save: Work, found: TakenStatement) -> tuple[int, str]:
        """Write the statement and the lines that are not here yet."""
        cursor, account = save.room.cursor, bytes.fromhex(found.account.id)
        span = (str(found.first), str(found.last))
        name = cell_id(account, "statement", *span)
        ids = line_ids(account, found.lines)
        here = _here(cursor, "statement_line", ids)
        if not _here(cursor, "bank_statement", [name]):
            self._records.begin(save, "bank_statement", to_hex(name), _statement_record(found))
            save.next_save()
        new = (
            Line(0, _line_record(found, line, which, to_hex(name)))
            for line, which, record in zip(found.lines, ordinals(found.lines), ids, strict=True)
            if record not in here
        )
        return len(self._records.add_within(save, plan_of("statement_line"), new).ids), to_hex(name)


def _bounded(untrusted: BinaryIO) -> bytes:
    limit = Limits().file_bytes
    content = untrusted.read(limit + 1)
    if len(content) > limit:
        raise too_large(msg(N_("The file is larger than {limit} MB."), limit=limit // 1_000_000))
    return content


def _usual(headings: BankHeadings, labels: Sequence[str], before: Sequence[str]) -> dict[str, str]:
    """Columns that nobody chose and that mean nothing, or the same again, are left out."""
    seen: set[str] = set()
    left: dict[str, str] = {}
    for place, label in enumerate(labels):
        if place < len(before) and before[place]:
            continue
        column = headings.find(label)
        if column is None or column.key in seen:
            left[label] = "-"
        else:
            seen.add(column.key)
    return left


def _statement(account: Account, read: ReadFile, opening: str, closing: str) -> TakenStatement:
    """The statement of a file's lines; ``RefusedError`` where its balances are not known or do not follow."""
    if not read.lines:
        raise RefusedError(
            msg(N_("The file has no lines with a day and an amount.")),
            hint=msg(N_("Check that the lines are on the first sheet, with their titles above them.")),
            code="empty-sheet",
        )
    lines = tuple(one.line for one in read.lines)
    beside = balances(read.lines)
    begins = _typed(opening, account) if opening else None if beside is None else beside[0]
    ends = _typed(closing, account) if closing else None if beside is None else beside[1]
    if begins is None or ends is None:
        raise RefusedError(
            msg(N_("The file has no balance beside each line that follows from the one before.")),
            hint=msg(N_("Type the balances that the statement begins and ends with.")),
            code="no-balances",
        )
    hint = msg(N_("Check both balances, and that no line is left out of the file."))
    return replace(_whole(account, lines, begins, ends, hint), passed_over=read.passed_over)


def _whole(
    account: Account, lines: tuple[BankLine, ...], begins: int, ends: int, hint: Msg
) -> TakenStatement:
    """The statement of lines that lead from balance to balance; ``RefusedError`` for others."""
    if (lacks := missing(begins, lines, ends)) != 0:
        raise RefusedError(
            msg(
                N_("The lines do not lead from {opening} to {closing}: {missing} {currency} is missing."),
                opening=from_minor(begins, account.currency),
                closing=from_minor(ends, account.currency),
                missing=from_minor(lacks, account.currency),
                currency=account.currency,
            ),
            hint=hint,
            code="not-whole",
        )
    days = [line.day for line in lines]
    return TakenStatement(account, min(days), max(days), begins, ends, lines, known=len(lines))


def _typed(text: str, account: Account) -> int:
    read = parse_amount(text, currency=account.currency)
    if isinstance(read, Refusal):
        raise RefusedError(
            msg(N_("“{typed}”: {what}"), typed=text[:40], what=read.words),
            hint=msg(N_("Write it as 1234.50.")),
            code="value",
        )
    return read


def _with(found: TakenStatement, added: int, statement: str, gap: int) -> TakenStatement:
    known = len(found.lines) - added
    return TakenStatement(
        found.account,
        found.first,
        found.last,
        found.opening,
        found.closing,
        found.lines,
        added,
        known,
        found.passed_over,
        statement,
        gap=gap,
    )


def _statement_record(found: TakenStatement) -> dict[str, object]:
    return {
        "account": found.account.id,
        "first": str(found.first),
        "last": str(found.last),
        "opening": _amount(found.opening, found.account),
        "closing": _amount(found.closing, found.account),
    }


def _line_record(found: TakenStatement, line: BankLine, which: int, statement: str) -> dict[str, object]:
    given: dict[str, object] = {
        "account": found.account.id,
        "booked_on": line.day.isoformat(),
        "amount": _amount(line.amount, found.account),
        "reference": line.reference,
        "text": line.text,
        "statement": statement,
    }
    return given if which == 1 else {**given, "ordinal": which}


def _amount(minor: int, account: Account) -> dict[str, str]:
    return {"amount": from_minor(minor, account.currency), "currency": account.currency}


def _here(cursor: Cursor, table: str, ids: Sequence[RecordId]) -> set[bytes]:
    """Which of the records are on the desk and not deleted."""
    return {record for chunk in _chunks(ids) for record in _some_here(cursor, table, chunk)}


def _some_here(cursor: Cursor, table: str, ids: Sequence[RecordId]) -> Iterator[bytes]:
    marks = ",".join("?" * len(ids))
    rows = cursor.execute(
        f'SELECT id FROM "{table}" WHERE presence IN (0, 2) AND id IN ({marks})',  # noqa: S608 - our own tables
        ids,
    ).fetchall()
    return (row[0] for row in rows)


def _chunks(ids: Sequence[RecordId], size: int = 400) -> Iterator[Sequence[RecordId]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))


def _gap(cursor: Cursor, found: TakenStatement) -> int:
    """By how much the statement before ends elsewhere than this one begins; 0 where there is none."""
    row = cursor.execute(_BEFORE, (bytes.fromhex(found.account.id), str(found.first))).fetchone()
    return 0 if row is None else found.opening - int(row[0])


_ACCOUNTS = "SELECT id, name, currency FROM account WHERE presence IN (0, 2) ORDER BY name, id"
_BEFORE = (
    "SELECT closing FROM bank_statement WHERE presence IN (0, 2) AND account = ? AND last < ?"
    " AND closing IS NOT NULL ORDER BY last DESC LIMIT 1"
)
