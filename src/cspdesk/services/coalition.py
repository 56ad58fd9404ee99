"""The organisation's devices: asking to be enrolled, enrolling, being welcomed, and who is listed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.entries import Wire
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import RecordId
from cspdesk.domain.text import N_, msg
from cspdesk.services.context import Context
from cspdesk.services.results import Changes
from cspdesk.store import files
from cspdesk.store.backup import RESTORED
from cspdesk.store.incoming import Incoming
from cspdesk.store.plan import BY_NAME
from cspdesk.store.reading import Reading
from cspdesk.store.room import Room
from cspdesk.store.rosters import RosterRows
from cspdesk.store.work import Work, work
from cspdesk.sync import membership, naming, roles
from cspdesk.sync.chain import Chain
from cspdesk.wire import enrolment, limits

PERSON = "person"
"""The setting that holds the name of this desk's person until the directory does."""


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One device of the roster, as people know it."""

    id: str
    person: str
    name: str
    roles: tuple[str, ...]
    enrolled: int
    here: bool
    last_exchange: str = ""


@dataclass(frozen=True, slots=True)
class RosterView:
    """Who belongs to the organisation; ``number`` 0 while this desk waits to be welcomed."""

    organisation: str
    number: int
    devices: tuple[DeviceView, ...]
    waiting: bool = False


class Coalition:
    """The verbs for devices joining."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    @staticmethod
    def roles() -> tuple[roles.Role, ...]:
        """The roles that a device may have."""
        return roles.ROLES

    def request(self, out: Path) -> str:
        """Write this desk's request to be enrolled; gives the twelve digits to read to the administrator."""
        with self._desk.writing() as connection:
            asked = membership.request(self._desk, Room(connection))
        files.write_stream(out, [asked.to_bytes()], replacing=False)
        return asked.digits()

    def enrol(
        self, request_file: Path, digits: str, roles_wanted: Iterable[str], out: Path, *, name: str = ""
    ) -> str:
        """Take the device of a request into the roster; gives the digits to read back to its person.

        ``name`` is who works at it, as the administrator knows: a request names nobody.
        ``RefusedError`` for other digits, for a role there is not, and on a desk that may not.
        """
        numbers = roles.numbers_of(roles_wanted)
        files.demand_free(out)
        asked = enrolment.parse_request(files.read_bounded(request_file, 2 * limits.REQUEST))
        with self._desk.writing() as connection:
            room = Room(connection)
            welcome = membership.enrol(self._desk, room, asked, digits, numbers, called=name)
        files.write_stream(out, [welcome.seal(asked, self._desk.ids)], replacing=False)
        self._context.tell(Changes(details={"enrolled": asked.device_id.hex()}))
        return asked.welcome_digits(welcome.root_pin)

    def welcome(self, file: Path, digits: str) -> RosterView:
        """Join the organisation of a welcome whose digits the administrator read over.

        From here on records can be kept; this desk enters itself and its person into the directory.
        """
        untrusted = files.read_bounded(file, limits.WELCOME + limits.KIB)
        person = self._desk.setting(PERSON)
        try:
            with work(self._desk) as save:
                membership.accept(self._desk, save.room, untrusted, digits)
                self._enter(save, person)
                saved = save.finish()
        except UntrustedError as error:
            raise _not_a_welcome(error) from error
        if self._desk.setting(RESTORED):
            self._desk.set_setting(RESTORED, "")
        self._context.saved(saved)
        return self.roster()

    def _enter(self, save: Work, person: str) -> None:
        plan = BY_NAME["desk"]
        device = self._desk.device.device_id
        if Reading(save.room.cursor, save.room.feeds, save.room.journal).one(plan, device) is None:
            values: dict[int, Wire] = {plan.kind.unit_of["person"]: person or device.hex()[:8]}
            save.create(plan, RecordId(device), values)

    def roster(self) -> RosterView:
        """Who belongs, newest knowledge of this desk."""
        with self._desk.reading() as connection:
            room = Room(connection)
            chain, arrivals = Chain(room), Incoming(room.cursor)
            newest = chain.newest
            if newest is None:
                return RosterView("", 0, (), waiting=True)
            views = []
            for each in naming.devices(room, chain):
                last = arrivals.last(each.device)
                views.append(
                    DeviceView(
                        each.device.hex(),
                        each.person,
                        each.name,
                        roles.codes_of(each.roles),
                        each.enrolled,
                        here=each.device == self._desk.device.device_id,
                        last_exchange="" if last is None else str(CODECS["time"].json(last)),
                    )
                )
            names = RosterRows(room.cursor).organisations()
            return RosterView(names[0] if names else "", newest.roster.number, tuple(views))


def _not_a_welcome(error: UntrustedError) -> UntrustedError:
    """The same refusal, in the words of who holds a welcome and no bundle."""
    if error.code in {"no-key", "not-a-bundle"}:
        return UntrustedError(
            msg(N_("This is not the welcome for this desk.")),
            safe=msg(N_("Nothing was taken from the file.")),
            hint=msg(N_("Choose the file that the administrator made from this desk’s newest request.")),
            code=error.code,
        )
    return error
