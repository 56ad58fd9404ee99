"""The shares of one expense under a person's hands: whose figure was written, and who takes the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, cast

from cspdesk.presenters.formstate import FormState, Row
from cspdesk.presenters.grid_cells import Cells
from cspdesk.presenters.share_sums import (
    AMOUNT,
    PERCENT,
    SHARES,
    Figure,
    balanced,
    figure_of,
    shown_in,
    taker,
    with_figure,
)

AGREEMENT, LINE, FIGURE = f"{SHARES}.agreement", f"{SHARES}.line", "amount"
"""The columns in which a share is written; its figure stands in that of the expense's amount."""
OF_SHARE: Final = "share"
"""The cell, never shown, by which the figure of a share is read."""


class ShareHands:
    """Begun when an expense is first looked at: of one that came shared, all figures were written.

    ``name`` says what a share is called since its expense was saved.
    """

    def __init__(self, state: FormState, name: Callable[[str], str]) -> None:
        rows = state.rows(SHARES) if shown_in(state) else ()
        self._by_hand = {row.key for row in rows if figure_of(row.values) is not None}
        self._name = name

    def named(self, state: FormState, share: str) -> str:
        """The key of a share in a state."""
        return share if state.row(SHARES, share) is not None else self._name(share)

    def of(self, state: FormState) -> frozenset[str]:
        """The shares in a state of which a person wrote the figure."""
        return frozenset(self.named(state, share) for share in self._by_hand)

    def written(self, state: FormState, share: str, cells: Cells) -> FormState:
        """The state with cells of a share, and the rest in the one that takes it."""
        for column, given in cells.items():
            if column == FIGURE:
                self._forget(state, share)
                if given:
                    self._by_hand.add(share)
                state = with_figure(state, share, cast("Figure | None", given.value))
                if given.text:
                    state = state.unreadable(f"{SHARES}/{share}/{AMOUNT}", given.text)
                continue
            path = f"{SHARES}/{share}/{column.partition('.')[2]}"
            if given.value is None and given.text:
                state = state.unreadable(path, given.text)
            else:
                state = state.given(path, given.value)
        return balanced(state, self.of(state))

    def without(self, state: FormState, shares: Sequence[str]) -> FormState:
        """The state without some shares: one that is left bears the whole."""
        for share in shares:
            self._forget(state, share)
            state = state.removed(SHARES, share)
        rows = state.rows(SHARES)
        if len(rows) == 1:
            self._by_hand.clear()
            if not set(rows[0].values) - {PERCENT, AMOUNT}:
                return state.removed(SHARES, rows[0].key)
        return balanced(state, self.of(state))

    def _forget(self, state: FormState, share: str) -> None:
        self._by_hand = {one for one in self._by_hand if share not in (one, self.named(state, one))}

    def empty(self, state: FormState) -> list[str]:
        """Shares in which nothing was written, where there are others; one is kept if all are so."""
        rows = state.rows(SHARES)
        if len(rows) < 2:
            return []
        rest = taker(state, self.of(state))
        found = [row.key for row in rows if self._is_empty(state, row, rest)]
        return found[1:] if len(found) == len(rows) else found

    @staticmethod
    def _is_empty(state: FormState, row: Row, rest: Row | None) -> bool:
        """Whether nobody wrote in a share: no line, and no figure beyond the rest."""
        if row.values.get("line") or any(path.startswith(f"{SHARES}/{row.key}/") for path in state.unread):
            return False
        is_rest = rest is not None and rest.key == row.key and not row.values.get("agreement")
        return is_rest or figure_of(row.values) is None
