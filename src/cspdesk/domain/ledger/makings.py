"""How a value came about: pieces that add up to it to the unit, recomputed when somebody asks.

The ledger keeps what was drawn from which lot (``moves``) and which version of a document was posted with
which rates (``entered``); nothing else is kept for it, and nothing of it slows the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property

from cspdesk.domain.ledger.accounts import ADVANCE, DIFFERENCE, Section, section_of
from cspdesk.domain.ledger.agreements import Rule
from cspdesk.domain.ledger.entries import Entry, Settled, differences, entries, mirrored, settlements
from cspdesk.domain.ledger.expenses import Expense
from cspdesk.domain.ledger.goods import GoodsGiven
from cspdesk.domain.ledger.indirect import IndirectCosts
from cspdesk.domain.ledger.ledger import Ledger
from cspdesk.domain.ledger.names import SOMONI, DocumentId
from cspdesk.domain.ledger.openings import EarlierFigures, Opening
from cspdesk.domain.ledger.pieces import Costs, How, LotOf, Making, Met, Of, Piece, UsedRate
from cspdesk.domain.ledger.postings import GOODS_QUEUE, LotMove, Posting
from cspdesk.domain.ledger.rates import Rate
from cspdesk.domain.ledger.receipts import Receipt
from cspdesk.domain.ledger.sub_grants import SubGrantAcquittal, SubGrantReturn
from cspdesk.domain.ledger.transfers import Conversion
from cspdesk.domain.ledger.valuing import in_somoni, over, rule_quote

TJS, VALUE = "tjs", "value"
"""What of a posting is asked about: its dirams, or its value to the agreement."""

_OFFICIAL = frozenset({Rule.FIFO, Rule.DAY, Rule.OWN})


def making(
    ledger: Ledger,
    document: DocumentId,
    day: date,
    column: str,
    asks: Callable[[Posting], bool],
    sign: int = 1,
) -> Making:
    """How the lines of a document that count on a day, and are asked for, came to what they come to.

    ``sign`` is that of the figure: -1 where it counts what stands in credit.
    """
    pieces: list[Piece] = []
    mirrors: dict[DocumentId, None] = {}
    lots = _Lots(ledger)
    for entry in entries(ledger, document):
        if entry.step.day != day:
            continue
        found = _Of(ledger, entry, column, lots)
        for at, line in enumerate(entry.postings):
            if asks(line):
                pieces += found.pieces(at)
                if found.is_mirror(at):
                    mirrors[found.original.step.document.id if found.original else document] = None
    told = pieces if sign > 0 else [one.mirrored() for one in pieces]
    return Making(tuple(one for one in told if one.value or one.how == How.OWED), tuple(mirrors))


class _Lots:
    """What happened to the lots of a ledger, looked up for those that are told of."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[int, list[tuple[int, LotMove]]] = {}

    def learn(self, numbers: Iterable[int]) -> None:
        """Go through the moves once for several lots."""
        wanted: dict[int, list[tuple[int, LotMove]]] = {one: [] for one in numbers if one not in self._known}
        if wanted:
            for at, move in enumerate(self._ledger.moves):
                if (found := wanted.get(move.lot)) is not None:
                    found.append((at, move))
            self._known |= wanted

    def of(self, place: int, column: str) -> LotOf | None:
        """The lot that a move drew from, as it was then; None for what is owed."""
        moves = self._ledger.moves
        if moves[place].owed:
            return None
        self.learn([moves[place].lot])
        before = [move for at, move in self._known[moves[place].lot] if at < place]
        put, drawn = before[0], before[1:]
        worths = [int(getattr(move, column)) for move in before]
        return LotOf(
            put.document,
            put.source,
            put.accounted,
            put.amount,
            worths[0],
            -sum(move.amount for move in drawn),
            -sum(worths[1:]),
        )

    def met(self, place: int, column: str) -> tuple[Met, ...]:
        """What settled the debt to lots that a move made."""
        moves = self._ledger.moves
        self.learn([moves[place].lot])
        found = []
        for at, move in self._known[moves[place].lot]:
            if at > place and at and (pairs := list(settlements(moves[at - 1 : at + 1]))):
                given = pairs[0].given
                was, worth = (move.tjs, -given.tjs) if column == TJS else (move.value, -given.value)
                found.append(Met(move.document, move.accounted, move.amount, was, worth))
        return tuple(found)


class _Of:
    """The pieces of one entry's lines, in one of their columns."""

    def __init__(self, ledger: Ledger, entry: Entry, column: str, lots: _Lots) -> None:
        self._ledger = ledger
        self._entry = entry
        self._column = column
        self._lots = lots
        self.original = mirrored(ledger, entry)

    @cached_property
    def _mirrored(self) -> _Of | None:
        return None if self.original is None else _Of(self._ledger, self.original, self._column, self._lots)

    @cached_property
    def _differences(self) -> dict[int, Settled]:
        return differences(self._entry)

    def is_mirror(self, at: int) -> bool:
        """Whether a line mirrors one of another entry."""
        return self.original is not None and at < len(self.original.postings)

    def pieces(self, at: int) -> Sequence[Piece]:
        """The pieces of a line, by its place; they add up to it."""
        if self._mirrored is not None and self.is_mirror(at):
            return [one.mirrored() for one in self._mirrored.pieces(at)]
        line = self._entry.postings[at]
        whole = int(getattr(line, self._column))
        if not whole:
            return []
        if at in self._differences:
            found: Sequence[Piece] = [self._settled(self._differences[at])]
        elif self._column == TJS:
            found = self._somoni(line)
        else:
            found = self._value(line)
        return _fitted(whole, found, line)

    # --- values --------------------------------------------------------------------------------------

    def _value(self, line: Posting) -> Sequence[Piece]:
        """What a line is worth to the agreement; the sign is fitted afterwards."""
        document = self._entry.step.document
        agreement = self._ledger.chart.agreements[line.agreement]
        if isinstance(document, EarlierFigures):
            return [_said(line, line.value)]
        if isinstance(document, IndirectCosts):
            return [self._costs(document, line) if line.agreement == document.agreement else self._by(line)]
        if isinstance(document, Conversion):
            return self._changed(document, line)
        if isinstance(document, Receipt):
            if line.currency == agreement.currency or agreement.rule == Rule.OWN:
                return [self._by(line)]
            return [_said(line, line.value)]
        if isinstance(document, Opening) and document.amount > 0:
            is_said = document.value and line.currency != agreement.currency
            return [_said(line, line.value) if is_said else self._by(line)]
        drawn = self._drawn(line)
        return drawn or [self._by(line)]

    def _drawn(self, line: Posting, currency: str = "") -> list[Piece]:
        """What was drawn of lots for a line; ``currency`` where it was other money than the line's."""
        entry, lots = self._entry, self._lots
        asked = currency or line.currency
        settling = {one.place for one in settlements(entry.moves, entry.first_move)}
        places = [
            at
            for at, move in enumerate(entry.moves, entry.first_move)
            if move.amount < 0
            and at not in settling
            and move.part == line.part
            and move.queue.agreement == line.agreement
            and (move.queue.kind == GOODS_QUEUE or self._is_of(move, asked))
        ]
        lots.learn(self._ledger.moves[at].lot for at in places)
        return [self._piece(at, line, asked) for at in places]

    def _is_of(self, move: LotMove, currency: str) -> bool:
        """Whether a move is one of the queue that the document draws from."""
        if isinstance(self._entry.step.document, SubGrantAcquittal | SubGrantReturn):
            return move.queue.kind != "pool"
        return move.queue.name == currency

    def _piece(self, place: int, line: Posting, currency: str) -> Piece:
        move = self._ledger.moves[place]
        goods = move.queue.kind == GOODS_QUEUE
        value = -(move.tjs if self._column == TJS else move.value)
        lot = self._lots.of(place, self._column)
        rates: tuple[UsedRate, ...] = ()
        met: tuple[Met, ...] = ()
        if lot is None:
            rates, met = self._rates(line, currency), self._lots.met(place, self._column)
        return Piece(
            how=How.OWED if move.owed else How.LOT,
            value=value,
            amount=-move.amount,
            currency="" if goods else currency,
            line=line.line,
            lot=lot,
            rates=rates,
            met=met,
            of=move.source,
        )

    def _by(self, line: Posting) -> Piece:
        """Money by the agreement's rule; a share, where it was valued together with other money."""
        rates = self._rates(line, line.currency)
        target = self._ledger.chart.agreements[line.agreement].currency
        known = {one.currency: one.rate for one in rates}
        amount, par = abs(line.amount), Rate(1, 0)
        worth = amount
        if rates:
            worth = over(amount, line.currency, known.get(line.currency, par), target, known.get(target, par))
        how = How.SHARE if worth != abs(line.value) else How.RATE if rates else How.FACE
        return Piece(
            how=how,
            value=abs(line.value),
            amount=amount,
            currency=line.currency,
            line=line.line,
            rates=rates,
        )

    def _changed(self, document: Conversion, line: Posting) -> Sequence[Piece]:
        """Of a conversion: what was drawn for it, and what of the agreement's currency was bought."""
        own = self._ledger.chart.agreements[document.agreement].currency
        paid = self._ledger.chart.accounts[document.source].currency
        bought = self._ledger.chart.accounts[document.target].currency
        gained = Piece(how=How.FACE, value=document.bought, amount=document.bought, currency=bought)
        drawn = self._drawn(line, paid)
        if not drawn:
            # what the agreement's own currency was bought with is worth that, but for lots
            drawn = [gained] if bought == own else [self._by(self._left(document))]
        if line.account == DIFFERENCE:
            return [*drawn, gained.mirrored()]
        return [gained] if bought == own and line.account == document.target else drawn

    def _left(self, document: Conversion) -> Posting:
        """The line of what was given away for other money."""
        return next(one for one in self._entry.postings if one.account == document.source)

    def _costs(self, document: IndirectCosts, line: Posting) -> Piece:
        """A percentage of what the base bore before, less what the line of the costs did."""
        start = 0 if not self._entry.place else self._ledger.ends[2 * self._entry.place - 2]
        base = before = 0
        for one in self._ledger.postings[:start]:
            if one.agreement == document.agreement and section_of(one.account) == Section.EXPENSE:
                if one.line == document.line:
                    before += one.value
                elif not document.base or one.line in document.base:
                    base += one.value
        return Piece(
            how=How.COSTS,
            value=abs(line.value),
            amount=abs(line.amount),
            currency=line.currency,
            line=line.line,
            costs=Costs(document.percent, base, before),
        )

    # --- somoni --------------------------------------------------------------------------------------

    def _somoni(self, line: Posting) -> Sequence[Piece]:
        """What a line is in the books."""
        document = self._entry.step.document
        if isinstance(document, SubGrantAcquittal | GoodsGiven):
            return self._drawn(line)
        if isinstance(document, SubGrantReturn) and line.account != document.account:
            came = next(one for one in self._entry.postings if one.account == document.account)
            drawn = self._drawn(line, came.currency)
            if line.account == ADVANCE:
                return drawn
            return [*drawn, *(one.mirrored() for one in self._official(came))]
        if isinstance(document, Conversion) and line.account == DIFFERENCE:
            source, target = (
                next(one for one in self._entry.postings if one.account == account)
                for account in (document.source, document.target)
            )
            return [*self._official(source), *(one.mirrored() for one in self._official(target))]
        return self._official(line)

    def _official(self, line: Posting) -> Sequence[Piece]:
        """Foreign money by the official rate; the share of a whole that was rounded once."""
        amount = abs(line.amount)
        if line.currency == SOMONI:
            return [Piece(how=How.FACE, value=abs(line.tjs), amount=amount, currency=SOMONI, line=line.line)]
        used = self._official_rate(line.currency, line.dated)
        whole: tuple[int, int] | None = None
        if in_somoni(amount, line.currency, line.dated, self._entry.step.rates) != abs(line.tjs):
            document = self._entry.step.document
            asked = document.amount if isinstance(document, Expense) else amount
            whole = (asked, in_somoni(asked, line.currency, line.dated, self._entry.step.rates) or 0)
        return [
            Piece(
                how=How.RATE,
                value=abs(line.tjs),
                amount=amount,
                currency=line.currency,
                line=line.line,
                rates=(used,),
                whole=whole,
            )
        ]

    # --- rates ---------------------------------------------------------------------------------------

    def _official_rate(self, currency: str, day: date) -> UsedRate:
        quote = self._entry.step.rates.official(currency, day)
        if quote is None:
            raise ValueError(f"no rate of {currency}")
        return UsedRate(Of.OFFICIAL, currency, quote.rate, day - timedelta(days=quote.age))

    def _rates(self, line: Posting, currency: str) -> tuple[UsedRate, ...]:
        """The rates by which money becomes the agreement's currency, or somoni; none where it is that."""
        agreement, day = self._ledger.chart.agreements[line.agreement], line.dated
        if currency == (SOMONI if self._column == TJS else agreement.currency):
            return ()
        found = [self._official_rate(currency, day)] if currency != SOMONI else []
        if self._column == TJS or agreement.currency == SOMONI:
            return tuple(found)
        if agreement.rule in _OFFICIAL:
            return (*found, self._official_rate(agreement.currency, day))
        quote = rule_quote(agreement, day, self._entry.step.rates)
        if quote is None:
            raise ValueError(f"no rate for {agreement.id}")
        of = {Rule.MONTH: Of.MEAN, Rule.TABLE: Of.TABLE}.get(agreement.rule, Of.FIXED)
        month = None if of == Of.FIXED else day.replace(day=1)
        table = agreement.table if of == Of.TABLE else ""
        return (*found, UsedRate(of, agreement.currency, quote.rate, month, table, quote.provisional))

    def _settled(self, one: Settled) -> Piece:
        """The difference between what was owed and what the lot gave."""
        was, given = (
            (one.owed.tjs, -one.given.tjs) if self._column == TJS else (one.owed.value, -one.given.value)
        )
        return Piece(
            how=How.SETTLED,
            value=was - given,
            amount=one.owed.amount,
            currency=one.given.queue.name if one.given.queue.kind == "pool" else "",
            lot=self._lots.of(one.place, self._column),
            of=one.owed.source,
            was=was,
        )


def _said(line: Posting, value: int) -> Piece:
    return Piece(
        how=How.SAID, value=abs(value), amount=abs(line.amount), currency=line.currency, line=line.line
    )


def _fitted(whole: int, pieces: Sequence[Piece], line: Posting) -> Sequence[Piece]:
    """The pieces with the sign of a line; what lies in several accounts is a share of them."""
    total = sum(one.value for one in pieces)
    if total == whole:
        return pieces
    if total == -whole:
        return [one.mirrored() for one in pieces]
    return [Piece(how=How.SHARE, value=whole, amount=line.amount, currency=line.currency, line=line.line)]
