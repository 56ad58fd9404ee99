"""Shares of an expense while it is written: what each bears, who takes the rest, and what is left over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final, cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.ledger.splits import split
from cspdesk.domain.money import parse_number, write_number
from cspdesk.presenters.formstate import FormState, Row

SHARES: Final = "allocations"
PERCENT, AMOUNT = "percent", "amount"
Money = tuple[int, str]
"""Minor units and their currency."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What a share bears: a percentage as it is written (``62.5``), or an amount."""

    percent: str = ""
    amount: Money | None = None

    @property
    def way(self) -> str:
        """Whether it is a percentage or an amount."""
        return PERCENT if self.percent else AMOUNT

    def values(self) -> dict[str, object]:
        """It as the fields of a share."""
        money = None if self.amount is None else CODECS["amount"].json(self.amount)
        return {PERCENT: self.percent or None, AMOUNT: money}


@dataclass(frozen=True, slots=True)
class Left:
    """What the shares leave of an expense, below zero where they are more than it."""

    way: str
    percent: Fraction = Fraction(0)
    amount: Money = (0, "")

    @property
    def sign(self) -> int:
        """Above zero, nothing, below."""
        whole = self.percent if self.way == PERCENT else Fraction(self.amount[0])
        return (whole > 0) - (whole < 0)


@dataclass(frozen=True, slots=True)
class OfShare:
    """What a share's figure is read by: the whole, how the others are written, and what they leave."""

    whole: Money | None
    currency: str
    way: str = ""
    left: Left | None = None


def money_of(value: object) -> Money | None:
    """An amount as JSON has it, as minor units."""
    try:
        return cast("Money", CODECS["amount"].parse(value)) if value is not None else None
    except ValueError:
        return None


def percent_of(value: object) -> Fraction | None:
    """A percentage as JSON has it."""
    try:
        digits, decimals = parse_number(value) if isinstance(value, str) else (0, -1)
    except ValueError:
        return None
    return None if decimals < 0 else Fraction(digits, 10**decimals)


def written(percent: Fraction) -> str:
    """A percentage that ends as it is written: ``62.5``."""
    decimals = next(many for many in range(10) if (percent * 10**many).denominator == 1)
    return write_number(int(percent * 10**decimals), decimals)


def figure_of(values: Mapping[str, object]) -> Figure | None:
    """What a share bears, if anything is written."""
    if percent_of(values.get(PERCENT)) is not None:
        return Figure(percent=str(values[PERCENT]))
    money = money_of(values.get(AMOUNT))
    return None if money is None else Figure(amount=money)


def shown(shares: Sequence[Mapping[str, object]], amount: object) -> int:
    """How many rows the shares need beneath their expense: none where one share bears the whole."""
    if len(shares) != 1:
        return len(shares)
    figure = figure_of(shares[0])
    if figure is None:
        return 1
    is_whole = percent_of(figure.percent) == 100 if figure.percent else figure.amount == money_of(amount)
    return 0 if is_whole else 1


def shown_in(state: FormState) -> int:
    """The same for what is being written."""
    return shown([row.values for row in state.rows(SHARES)], state.values.get("amount"))


def left_by(rows: Sequence[Row], whole: Money | None) -> Left | None:
    """What shares leave of the whole; None where that cannot be said: none is written, or in two ways."""
    figures = [found for row in rows if (found := figure_of(row.values)) is not None]
    ways = {one.way for one in figures}
    if len(ways) != 1:
        return None
    if ways == {PERCENT}:
        taken = sum((percent_of(one.percent) or Fraction(0) for one in figures), Fraction(0))
        return Left(PERCENT, 100 - taken)
    amounts = [one.amount for one in figures if one.amount is not None]
    if whole is None or any(currency != whole[1] for _, currency in amounts):
        return None
    return Left(AMOUNT, amount=(whole[0] - sum(minor for minor, _ in amounts), whole[1]))


def taker(state: FormState, by_hand: Collection[str]) -> Row | None:
    """Which share takes the rest: one that nobody wrote a figure for, rather one that has borne something."""
    free = [
        row
        for row in state.rows(SHARES)
        if row.key not in by_hand and f"{SHARES}/{row.key}/{AMOUNT}" not in state.unread
    ]
    return next((row for row in free if figure_of(row.values) is not None), free[-1] if free else None)


def balanced(state: FormState, by_hand: Collection[str]) -> FormState:
    """The same with the rest in the share that takes it; ``by_hand`` are the shares that people wrote."""
    rest = taker(state, by_hand)
    if rest is None:
        return state
    whole = money_of(state.values.get("amount"))
    others = [row for row in state.rows(SHARES) if row.key != rest.key]
    own = figure_of(rest.values)
    if not any(figure_of(row.values) for row in others):
        if others and own is None:
            return state  # nobody bears anything yet
        is_amount = own is not None and own.way == AMOUNT and whole is not None
        return _given(state, rest, Figure(amount=whole) if is_amount else Figure(percent="100"))
    left = left_by(others, whole)
    if left is None:
        return state
    if left.sign <= 0:
        return _given(state, rest, None)
    figure = Figure(percent=written(left.percent)) if left.way == PERCENT else Figure(amount=left.amount)
    return _given(state, rest, figure)


def _given(state: FormState, row: Row, figure: Figure | None) -> FormState:
    for name, value in (figure.values() if figure is not None else {PERCENT: None, AMOUNT: None}).items():
        state = state.given(f"{SHARES}/{row.key}/{name}", value)
    return state


def with_figure(state: FormState, key: str, figure: Figure | None) -> FormState:
    """The same with another figure in a share."""
    row = state.row(SHARES, key)
    return state if row is None else _given(state, row, figure)


def of_share(state: FormState, key: str, by_hand: Collection[str], currency: str) -> OfShare:
    """What the figure of a share is read by."""
    whole = money_of(state.values.get("amount"))
    others = [row for row in state.rows(SHARES) if row.key != key and row.key in by_hand]
    figures = [found for row in others if (found := figure_of(row.values)) is not None]
    left = left_by(others, whole) if figures else Left(AMOUNT, amount=whole or (0, currency))
    return OfShare(
        whole, whole[1] if whole is not None else currency, figures[0].way if figures else "", left
    )


def worth(state: FormState, place: int) -> Money | None:
    """What one of shares per cent comes to, as the books split it; None where that cannot be said."""
    whole = money_of(state.values.get("amount"))
    percents = [percent_of(row.values.get(PERCENT)) for row in state.rows(SHARES)]
    known = [one for one in percents if one is not None]
    if whole is None or len(known) < len(percents) or sum(known) != 100 or min(known) < 0:
        return None
    scale = lcm(*(one.denominator for one in known))
    return split(whole[0], [int(one * scale) for one in known])[place], whole[1]
