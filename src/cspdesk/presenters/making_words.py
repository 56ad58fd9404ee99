"""How a value came about, in the person's words: each piece as a line, and its arithmetic as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cspdesk.domain.ledger.names import SOMONI
from cspdesk.domain.ledger.pieces import How, LotOf, Making, Of, Piece, UsedRate
from cspdesk.domain.money import quotient
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.formats import NBSP
from cspdesk.presenters.books import BooksState
from cspdesk.presenters.document_words import document_words
from cspdesk.presenters.session import Session

_TITLES = {
    How.FACE: N_("In its own currency"),
    How.SAID: N_("As the document says"),
    How.OWED: N_("Before there was a lot"),
    How.COSTS: N_("Share of what was charged"),
    How.SHARE: N_("The other side of the entry"),
}


@dataclass(frozen=True, slots=True)
class MakingWords:
    """Says the pieces of one making; ``currency`` is that of the value."""

    session: Session
    books: BooksState
    making: Making
    currency: str

    def title(self, piece: Piece) -> Msg | None:
        """What a piece is called; None where a document names it (``document``)."""
        if piece.how == How.RATE:
            used = piece.rates[-1]
            return msg(N_("Official rate")) if used.of == Of.OFFICIAL else self._rate_label(used)
        found = _TITLES.get(piece.how)
        return None if found is None else msg(found)

    def document(self, piece: Piece) -> str:
        """The document that a piece leads to: what brought its lot, or drew before there was one."""
        if piece.how == How.SETTLED:
            return piece.of
        return piece.lot.brought if piece.lot is not None else ""

    def day(self, piece: Piece) -> date | None:
        """The day of a piece: when its lot came, or of which day its official rate is."""
        if piece.lot is not None:
            return piece.lot.day
        return next((one.day for one in reversed(piece.rates) if one.of == Of.OFFICIAL), None)

    def mirrors(self) -> str:
        """What the whole of it mirrors; empty for most."""
        t = self.session.t
        return " ".join(
            t(msg(N_("It is the mirror of {document}."), document=self._document(one)))
            for one in self.making.mirrors
        )

    def sentence(self, piece: Piece) -> str:
        """How one piece comes to its value."""
        t, value = self.session.t, self._money(piece.value, self.currency)
        match piece.how:
            case How.FACE:
                return t(msg(N_("{amount} is worth itself."), amount=value))
            case How.SAID:
                return t(msg(N_("The document says what it is worth: {amount}."), amount=value))
            case How.LOT if piece.lot is not None:
                return self._lot(piece, piece.lot)
            case How.RATE:
                return self._by_rate(piece)
            case How.OWED:
                return self._owed(piece)
            case How.COSTS:
                return self._costs(piece)
            case How.SETTLED:
                return self._settled(piece)
        return t(msg(N_("It lies in several accounts: {amount} is the part of this one."), amount=value))

    # --- lots

    def _lot(self, piece: Piece, lot: LotOf) -> str:
        """What was drawn of which lot: its draws are what the lot's running total grows by."""
        t, amount, value = self.session.t, abs(piece.amount), abs(piece.value)
        named = {
            "amount": self._money(amount, piece.currency),
            "lot": self._money(lot.amount, piece.currency),
            "worth": self._money(lot.worth, self.currency),
        }
        after = lot.amount_before + amount
        there = quotient(lot.worth * after, lot.amount)
        # a figure may count with the other sign; only a mirror gives back
        said = [t(N_("Given back:"))] if self.making.mirrors else []
        if there - lot.worth_before != value:
            # drawn by what it is worth: the amount follows
            words = N_("{amount} of {lot}, which are worth {worth}: as much as comes to {value}.")
            said.append(t(msg(words, **named, value=self._money(value, self.currency))))
        elif after == lot.amount and lot.amount_before:
            said.append(t(msg(N_("The rest, {amount}, of {lot}, which are worth {worth}."), **named)))
            said.append(self._less(lot, piece, there))
        else:
            said.append(t(msg(N_("{amount} of {lot}, which are worth {worth}."), **named)))
            figures = self._figures
            total = (
                f"{figures(after, piece.currency)} × {figures(lot.worth, self.currency)}"
                f" ÷ {figures(lot.amount, piece.currency)} = {figures(there, self.currency)}"
            )
            if lot.amount_before:
                said.append(t(msg(N_("With what was drawn earlier: {sum}"), sum=total)))
                said.append(self._less(lot, piece, there))
            else:
                said.append(total)
        if lot.source != lot.brought and self.books.kind_of(lot.source):
            first = msg(N_("The money first came by {document}."), document=self._document(lot.source))
            said.append(t(first))
        return "\n".join(said)

    def _less(self, lot: LotOf, piece: Piece, there: int) -> str:
        """What the lot came to, less what was drawn of it before."""
        figures, minus = self._figures, "\N{MINUS SIGN}"
        total = (
            f"{figures(there, self.currency)} {minus} {figures(lot.worth_before, self.currency)}"
            f" = {figures(there - lot.worth_before, self.currency)}"
        )
        before = self._money(lot.amount_before, piece.currency)
        words = msg(N_("Less the {amount} drawn earlier: {sum}"), amount=before, sum=total)
        return self.session.t(words)

    def _owed(self, piece: Piece) -> str:
        t = self.session.t
        said = [t(msg(N_("There was no lot to draw from: {sum}, for the time being."), sum=self._sum(piece)))]
        said += [self._rate_words(rate) for rate in piece.rates]
        for one in piece.met:
            settled = msg(
                N_(
                    "{amount} of it were settled on {day} by {document}: worth {worth} instead of {was};"
                    " the difference counts on that day."
                ),
                amount=self._money(one.amount, piece.currency),
                day=self.session.formats.day(one.day),
                document=self._document(one.by),
                worth=self._money(one.worth, self.currency),
                was=self._money(one.was, self.currency),
            )
            said.append(t(settled))
        if piece.waits > 0:
            said.append(
                t(msg(N_("{amount} still wait for a lot."), amount=self._money(piece.waits, piece.currency)))
            )
        return "\n".join(said)

    def _settled(self, piece: Piece) -> str:
        return self.session.t(
            msg(
                N_(
                    "{amount} had been drawn before there was a lot, at {was} for the time being;"
                    " out of this lot they are worth {worth}."
                ),
                amount=self._money(abs(piece.amount), piece.currency),
                was=self._money(abs(piece.was), self.currency),
                worth=self._money(abs(piece.was - piece.value), self.currency),
            )
        )

    # --- rates

    def _by_rate(self, piece: Piece) -> str:
        t, said = self.session.t, self._sum(piece)
        if piece.whole is not None:
            share = msg(
                N_("Its share, {share}, of the whole: {sum}."),
                share=self._money(abs(piece.value), self.currency),
                sum=self._sum(piece),
            )
            said = t(share)
        return "\n".join([said, *(self._rate_words(rate) for rate in piece.rates)])

    def _sum(self, piece: Piece) -> str:
        """``1 000,00 TJS ÷ 11,3304 = 88,26 EUR``; units of a rate as they are used."""
        formats = self.session.formats
        amount, value = piece.whole or (abs(piece.amount), abs(piece.value))
        said = self._money(amount, piece.currency)
        for rate in piece.rates:
            into = rate.currency == piece.currency
            shown = formats.decimal(rate.rate.digits, rate.rate.decimals)
            said += f" {'×' if into else '÷'} {shown}"
            if rate.rate.unit != 1:
                said += f" {'÷' if into else '×'} {formats.integer(rate.rate.unit)}"
        return f"{said} = {self._money(value, self.currency)}"

    def _rate_words(self, rate: UsedRate) -> str:
        formats = self.session.formats
        shown = formats.decimal(rate.rate.digits, rate.rate.decimals)
        label = self.session.t(self._rate_label(rate))
        rate_ = f"{formats.integer(rate.rate.unit)} {rate.currency} = {shown} {SOMONI}".replace(" ", NBSP)
        return f"{label}: {rate_}"

    def _rate_label(self, rate: UsedRate) -> Msg:
        formats = self.session.formats
        day = rate.day
        if rate.of == Of.FIXED or day is None:
            return msg(N_("Rate fixed in the agreement"))
        if rate.of == Of.OFFICIAL:
            return msg(N_("Official rate of {day}"), day=formats.day(day))
        month = formats.month(day.year, day.month)
        if rate.of == Of.TABLE:
            return msg(N_("Table {table}, {month}"), table=rate.table, month=month)
        if rate.provisional:
            return msg(N_("Mean of the official rates so far, {month}"), month=month)
        return msg(N_("Mean of the official rates, {month}"), month=month)

    def _costs(self, piece: Piece) -> str:
        costs = piece.costs
        if costs is None:
            return ""
        digits, decimals = costs.percent
        return self.session.t(
            msg(
                N_("{percent} per cent of {base} are {due}; {before} of it were charged before."),
                percent=self.session.formats.decimal(digits, decimals),
                base=self._money(costs.base, self.currency),
                due=self._money(quotient(costs.base * digits, 10 ** (decimals + 2)), self.currency),
                before=self._money(costs.before, self.currency),
            )
        )

    # --- words

    def _document(self, name: str) -> str:
        return document_words(self.session, self.books, name)

    def _money(self, minor: int, currency: str) -> str:
        """An amount with its currency; of goods, which have none, a number."""
        formats = self.session.formats
        return formats.amount_with_code(minor, currency) if currency else formats.integer(minor)

    def _figures(self, minor: int, currency: str) -> str:
        formats = self.session.formats
        return formats.figures(minor, currency) if currency else formats.integer(minor)
