"""Two desks at work by chance: saving, changing, deleting, closing, meeting; and what holds after it."""

import random
from datetime import date, timedelta

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ledger.names import AccountId
from cspdesk.domain.periods import period
from cspdesk.domain.text import msg
from cspdesk.services.books import Banks, Books, Closings, Sameness
from cspdesk.services.books.soundness import BooksSoundness
from cspdesk.services.workspace import Workspace
from tests.services.books.offices import BANK, EURO, FUND, OWN, money, set_up, spend
from tests.services.pairs import Pair, paired

BANKS = Banks(excused=frozenset({AccountId(EURO), AccountId(BANK)}))
PERIODS = ("2026-Q1", "2026-H1", "2026-Q3")


class Players:
    """Two people who do what comes into their heads; the same seed plays the same."""

    def __init__(self, pair: Pair, seed: int) -> None:
        self._pair = pair
        self._random = random.Random(seed)
        self._made: list[str] = []
        self.refused = 0
        self.closed = 0
        self.answered = 0

    def play(self, steps: int) -> None:
        """Do so many things, and meet at the end."""
        deeds = [self._spend] * 6 + [self._change] * 4 + [self._share, self._delete, self._rate]
        deeds += [self._close] * 2 + [self._meet] * 3 + [self._again] * 2 + [self._answer] * 3
        for _ in range(steps):
            desk = self._random.choice((self._pair.office, self._pair.field))
            try:
                self._random.choice(deeds)(desk)
            except RefusedError:
                self.refused += 1
        self._meet(self._pair.office)
        self._meet(self._pair.office)

    def _amount(self) -> str:
        return f"{self._random.randrange(1, 900)}.{self._random.randrange(100):02}"

    def _day(self) -> str:
        return (date(2026, 1, 15) + timedelta(self._random.randrange(280))).isoformat()

    def _one(self, desk: Workspace) -> str:
        """A document that the desk holds."""
        held = set(Books(desk.context).ledger().documents)
        found = [one for one in self._made if one in held]
        if not found:
            raise RefusedError(msg("There is nothing yet."))
        return self._random.choice(found)

    def _spend(self, desk: Workspace) -> None:
        share = self._random.choice(
            (
                [{"agreement": FUND, "line": "1", "percent": "100"}],
                [
                    {"agreement": FUND, "line": "2", "percent": "50"},
                    {"agreement": OWN, "line": "own", "percent": "50"},
                ],
            )
        )
        self._made.append(spend(desk, self._amount(), self._day(), allocations=share))

    def _change(self, desk: Workspace) -> None:
        what = {"amount": money(self._amount())} if self._random.random() < 0.7 else {"spent_on": self._day()}
        desk.records.set(self._one(desk), what)

    def _again(self, desk: Workspace) -> None:
        """The same paper, entered once more."""
        shown = desk.records.show(self._one(desk)).fields
        named = {name: shown[name] for name in ("spent_on", "amount", "account", "article")}
        whole = [{"agreement": FUND, "line": "1", "percent": "100"}]
        self._made += desk.records.add("expense", [{**named, "allocations": whole}]).ids

    def _answer(self, desk: Workspace) -> None:
        """Two that are alike are the same, in whatever direction, or two; or that is taken back."""
        sameness, twins = Sameness(desk.context, desk.records), Books(desk.context).picture().twins
        said = desk.records.list("same_as").records
        if twins:
            both = list(self._random.choice(twins))
            self._random.shuffle(both)
            sameness.say(both[0], both[1], same=self._random.random() < 0.8)
            self.answered += 1
        elif said:
            one = self._random.choice(said).fields
            sameness.take_back(str(one["first"]), str(one["second"]), "by chance")

    def _share(self, desk: Workspace) -> None:
        made = self._one(desk)
        part = desk.records.show(made).fields["allocations"][0]  # type: ignore[index]
        desk.records.set(made, {"allocations": [{"id": part["id"], "line": self._random.choice("12")}]})

    def _delete(self, desk: Workspace) -> None:
        desk.records.delete(self._one(desk), "by chance")

    def _rate(self, desk: Workspace) -> None:
        day = (date(2026, 1, 1) + timedelta(self._random.randrange(200))).isoformat()
        rate = desk.records.list("exchange_rate", where=[("day", day)]).records[0]
        desk.records.set(rate.id, {"rate": {"rate": f"11.{self._random.randrange(10_000):04}"}})

    def _settle(self, desk: Workspace) -> None:
        for one in desk.conflicts.list():
            if one.field == "deleted":
                desk.conflicts.settle(one.record, "deleted", "keep")
            elif any(each.record == one.record and each.field == one.field for each in desk.conflicts.list()):
                desk.conflicts.settle(one.record, one.field, one.values[0].value)

    def _close(self, desk: Workspace) -> None:
        self._settle(desk)
        Closings(desk.context).close(period(self._random.choice(PERIODS)), signer="N", banks=BANKS)
        self.closed += 1

    def _meet(self, desk: Workspace) -> None:
        self._pair.meet()


def comes_to(desk: Workspace) -> tuple[object, ...]:
    """Everything that the books of a desk say."""
    found = Books(desk.context).ledger()
    incomplete = [(one.document, one.day, one.reasons) for one in found.incomplete]
    closings = [(one.id, one.fingerprint, one.missing) for one in Closings(desk.context).every()]
    return found.postings, found.moves, dict(found.marks), incomplete, closings


@pytest.mark.parametrize("seed", range(2, 6))
def test_desks_that_have_met_say_the_same_and_closed_days_stand(tmp_path, clock, ids, seed):
    pair = paired(tmp_path, clock, ids)
    set_up(pair.office)
    pair.meet()
    players = Players(pair, seed)
    players.play(70)
    assert comes_to(pair.office) == comes_to(pair.field)
    for desk in (pair.office, pair.field):
        assert [one.english() for one in BooksSoundness(desk.context).problems()] == []
        assert desk.integrity.check(rebuild=True).problems == ()
    assert players.closed
    assert players.answered
    pair.close()
