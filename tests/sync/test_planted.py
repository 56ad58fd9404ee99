"""The simulator can see: mistakes that such programs make are planted, and each must be found.

A mistake is planted by replacing the one function that would hold it.  A simulator that finds nothing
wrong with a wrong program proves nothing about a right one.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cspdesk.domain import merge
from cspdesk.domain.entries import Dot, Wire
from cspdesk.store import feeds, forks, held, journal, presence, projection, reading, token
from cspdesk.sync import claims
from tests.sync import people
from tests.sync.desks import SimDesk, organisation
from tests.sync.test_simulator import play

ROUNDS = 14


@pytest.fixture(scope="module")
def template() -> list[SimDesk]:
    return organisation({"B": (1,), "C": (1,), "E": (2,)})


def is_seen(template: list[SimDesk], rounds: int = ROUNDS) -> bool:
    """Whether any of some lives ends in a complaint."""
    for seed in range(rounds):
        try:
            play(seed, template).check()
        except Exception:  # noqa: BLE001 - whatever the mistake brings about counts as seen
            return True
    return False


Planter = Callable[[pytest.MonkeyPatch], None]


def base_taken_at_save(patch: pytest.MonkeyPatch) -> None:
    """The base of an edit is what the tables hold, not what the form showed."""
    write = people.Person.write

    def late(self, save, kept, unit, purpose, typed):
        now = save.reading.one(kept.plan, kept.id)
        return write(self, save, replace(kept, shown=now.shown) if now else kept, unit, purpose, typed)

    patch.setattr(people.Person, "write", late)


def all_heads_named(patch: pytest.MonkeyPatch) -> None:
    """An edit over a marked conflict names every current value, the ones not shown too."""
    kept_of = reading.Reading._kept

    def generous(self, plan, row, parts, changed):
        kept = kept_of(self, plan, row, parts, changed)
        heads = {
            unit: self._rows.heads(plan, plan.units[unit], kept.id).current
            for unit in kept.shown.units
            if unit in plan.units
        }
        return replace(
            kept, shown=token.Shown(kept.shown.created, {**kept.shown.units, **heads}, kept.shown.filled)
        )

    patch.setattr(reading.Reading, "_kept", generous)


def last_come_wins(patch: pytest.MonkeyPatch) -> None:
    """Of concurrent values the one that came last is shown."""
    patch.setattr(feeds.Feeds, "key", lambda self, dot: (b"", dot.feed, b""))


def concurrent_edits_overwrite(patch: pytest.MonkeyPatch) -> None:
    """An edit is taken as if it had been made over whatever is there."""

    def op(self, plan, record, dot, one):
        unit = plan.units.get(one.unit)
        heads = self._rows.heads(plan, unit, record) if unit else self._rows.changes(record, one.unit)
        self._rows.put(record, one.unit, dot, heads.current, heads)
        if unit is not None:
            self._rows.write(plan, unit, record, one.value)

    patch.setattr(projection.Projection, "_op", op)


def dot_without_pin(patch: pytest.MonkeyPatch) -> None:
    """Of two branches of a feed an entry is taken for the other one's of the same number."""

    def localised(self, body, own):
        numbers = [own, *(self._feeds.number(feed) for feed in body.run.feeds[1:])]
        edits = {
            seq: journal.entry_with(entry, lambda dot: Dot(numbers[dot.feed], dot.seq))
            for seq, entry in body.run.edits.items()
        }
        return replace(body.run, feeds=(), edits=edits)

    patch.setattr(journal.Journal, "localised", localised)


def branch_named_by_arrival(patch: pytest.MonkeyPatch) -> None:
    """The history that came first is the trunk."""
    settle = forks.branches

    def by_arrival(links):
        links = list(links)
        placed = settle(links)
        return (
            {name: replace(branch, name=bytes(reversed(branch.name))) for name, branch in placed.items()}
            if len(links) % 2
            else placed
        )

    patch.setattr(forks, "branches", by_arrival)


def single_entries_wait(patch: pytest.MonkeyPatch) -> None:
    """Half a save is applied where its other half lacks what it builds on."""

    def saves(self, feed, run):
        return {}

    patch.setattr(held.Taking, "_saves_that_wait", saves)


def equal_deletions_hide_what_came(patch: pytest.MonkeyPatch) -> None:
    """A deletion is not asked again when something is added to what it deleted."""
    patch.setattr(presence.PresenceKeeper, "touched", lambda self, plan, record: None)


def received_is_not_yet_held(patch: pytest.MonkeyPatch) -> None:
    """A receipt says that everything up to the newest number is held, holes and all."""
    runs = claims._runs

    def whole(rows):
        joined: list[claims.Run] = []
        for run in runs(rows):
            if joined and joined[-1].feed == run.feed:
                joined[-1].last = run.last
                joined[-1].ends += run.ends
            else:
                joined.append(run)
        return joined

    patch.setattr(claims, "_runs", whole)


def safer_is_ordinary(patch: pytest.MonkeyPatch) -> None:
    """The less protective of two choices wins on one desk, the other on another."""
    resolve = merge.resolve

    def careless(history, **facts) -> object:
        found = resolve(history, **facts)
        values: list[Wire] = list(found.current.values())
        return replace(found, value=values[0]) if facts["merge"] == "safer" and values else found

    patch.setattr(projection, "resolve", careless)


@pytest.mark.parametrize(
    "plant",
    [
        base_taken_at_save,
        all_heads_named,
        last_come_wins,
        concurrent_edits_overwrite,
        dot_without_pin,
        branch_named_by_arrival,
        single_entries_wait,
        equal_deletions_hide_what_came,
        received_is_not_yet_held,
        safer_is_ordinary,
    ],
)
def test_the_simulator_sees(plant: Planter, template: list[SimDesk], monkeypatch: pytest.MonkeyPatch):
    plant(monkeypatch)
    assert is_seen(template)
