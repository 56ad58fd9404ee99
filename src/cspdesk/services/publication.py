"""The publication log: a half-year's numbers, rounded by lot and frozen once, and what came too late."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from cspdesk.domain.audience import PARAMETERS
from cspdesk.domain.block import NO_CODE, Block, Counted, Place, World
from cspdesk.domain.codelists import LISTS
from cspdesk.domain.cube import FrozenCube, freeze
from cspdesk.domain.ids import RecordId, cell_id
from cspdesk.domain.periods import Period, period
from cspdesk.domain.plaincube import from_plain, to_plain
from cspdesk.reports.query import Meeting, meetings
from cspdesk.services.context import Context
from cspdesk.services.places import Places
from cspdesk.store.keyring import Keyring
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.work import Work, work

HIGH = frozenset(one.code for one in LISTS["concern_theme"].choices if one.sensitivity in ("high", "severe"))
COUNTRY = "TJK"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A period's cubes, how many consultations they leave out, and which half-years are not frozen yet."""

    cubes: tuple[FrozenCube, ...]
    left_out: int
    open: tuple[str, ...]
    unapproved: int


class Publications:
    """Freezes and reads blocks.  What is previewed will be printed: the lot is kept with the draft."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def cubes(self, span: Period, *, freezing: bool) -> Frozen:
        """The cubes of a period of whole half-years; ``freezing`` writes those that are not frozen yet."""
        with work(self._context.desk) as save:
            places = self._context.places(save.room)
            found: list[FrozenCube] = []
            left_out = unapproved = 0
            unfrozen: list[str] = []
            for half in span.half_years():
                held = meetings(save.room.cursor, half)
                cubes, late, fresh = self._block(save, places, half, held, freezing=freezing)
                found += cubes
                left_out += late
                if fresh:
                    unfrozen.append(half.code)
                    unapproved += sum(one.lifecycle != "approved" for one in held)
            if freezing and unfrozen:
                self._context.saved(save.finish())
        return Frozen(tuple(cube for cube in found if cube.held), left_out, tuple(unfrozen), unapproved)

    def _block(
        self, save: Work, places: Places, half: Period, held: Sequence[Meeting], *, freezing: bool
    ) -> tuple[list[FrozenCube], int, bool]:
        """The half-year's cubes, how many consultations came late, and whether any cube is new."""
        organisation = save.room.feeds.stream_id("field").hex()
        cubes: list[FrozenCube] = []
        counted: set[str] = set()
        supplement = 0
        while (stored := self._stored(save.room, organisation, half.code, supplement)) is not None:
            cubes.append(stored[0])
            counted |= stored[1]
            supplement += 1
        late = [one for one in held if one.id.hex() not in counted]
        enough = PARAMETERS.supplement_held if supplement else 1
        if not supplement and not late:
            return [], 0, False
        if len(late) < enough:
            return cubes, len(late), False
        block = Block(organisation, half.code, supplement)
        cube = self._fresh(save.room, places, block, late)
        if freezing:
            self._keep(save, block, cube, late)
        return [*cubes, cube], 0, True

    @staticmethod
    def _stored(
        room: Room, organisation: str, half: str, supplement: int
    ) -> tuple[FrozenCube, set[str]] | None:
        row = room.cursor.execute(
            "SELECT cube, counted FROM publication WHERE id = ? AND presence IN (0, 2) AND cube IS NOT NULL",
            (block_id(Block(organisation, half, supplement)),),
        ).fetchone()
        return None if row is None else (from_plain(json.loads(row[0])), set(row[1].split()))

    def _fresh(self, room: Room, places: Places, block: Block, held: Sequence[Meeting]) -> FrozenCube:
        name = f"lot:{block.label}"
        key = room.keyring.secret(name)
        if key is None:
            key = self._context.desk.ids.random(32)
            room.keyring.keep(name, key)
        world = World(block, tuple(counted(one, places) for one in held), HIGH)
        return freeze(world, key=key)

    def _keep(self, save: Work, block: Block, cube: FrozenCube, held: Sequence[Meeting]) -> None:
        plan = BY_NAME["publication"]
        units = plan.kind.unit_of
        save.create(
            plan,
            block_id(block),
            {
                units["block"]: block.half_year,
                units["supplement"]: block.supplement,
                units["frozen_on"]: self._context.desk.clock.today().isoformat(),
                units["cube"]: json.dumps(
                    to_plain(cube), ensure_ascii=False, separators=(",", ":"), sort_keys=True
                ),
                units["counted"]: " ".join(sorted(one.id.hex() for one in held)),
            },
        )
        save.next_save()
        Keyring(save.room.cursor).forget(f"lot:{block.label}")


def block_id(block: Block) -> RecordId:
    """A block's record: two desks that freeze one half-year meet in it, and the difference shows."""
    return cell_id(bytes.fromhex(block.organisation), block.half_year, str(block.supplement))


def counted(meeting: Meeting, places: Places) -> Counted:
    """A consultation as numbers only."""
    concerns = {one.theme: one.severity or 0 for one in meeting.raised}
    return Counted(
        meeting.id.hex(), cube_place(places, meeting.place), meeting.people, meeting.disability, concerns
    )


def cube_place(places: Places, code: str) -> Place:
    """A place's path from the country to the district; what is not known is named so."""
    path = places.path(code)
    district = next((one.code for one in path if one.level == "district"), NO_CODE)
    region = next((one.code for one in path if one.level == "region"), NO_CODE)
    zone = places.grouping_of(code)
    return (COUNTRY, region, NO_CODE if zone is None else zone.code, district)


def whole_half_years(span: Period) -> bool:
    """Whether a period is made of whole half-years: only such have numbers that may leave."""
    halves = span.half_years()
    return bool(halves) and halves[0].first == span.first and halves[-1].last == span.last


def half_of(day: str) -> Period:
    """The half-year of a day."""
    return period(f"{day[:4]}-H{1 if day[5:7] <= '06' else 2}")
