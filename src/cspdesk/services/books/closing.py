"""Closing a period: what stands in the way, signing what is held, and whether it still comes to the same."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.domain.ledger.closing import disputed, first_open, sealing
from cspdesk.domain.ledger.ledger import Ledger, ledger
from cspdesk.domain.ledger.signing import bars
from cspdesk.domain.periods import Period
from cspdesk.domain.text import N_, Msg, msg, plural
from cspdesk.services.books import covers, figures_kept
from cspdesk.services.books import signed as signing
from cspdesk.services.books.banks import Banks
from cspdesk.services.books.books import Books, Picture
from cspdesk.services.books.signed import Signed, World
from cspdesk.services.books.tables import Tables
from cspdesk.services.context import Context
from cspdesk.services.forms import units_of
from cspdesk.services.results import Changes
from cspdesk.store.plan import BY_NAME
from cspdesk.store.room import Room
from cspdesk.store.work import work
from cspdesk.sync.outbox import seal_all


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a period may not be closed: the record that it is about (empty: none), its kind, the reason."""

    record: str
    kind: str
    reason: Msg


NO_BANKS = Banks()


class Closings:
    """The verbs of closing."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._books = Books(context)

    def every(self) -> tuple[Signed, ...]:
        """Every closing held, in the order of their ids."""
        return self._books.closings()

    def bars(self, period: Period, banks: Banks = NO_BANKS) -> tuple[Bar, ...]:
        """Why a period may not be closed now; nothing if it may."""
        with self._context.desk.reading() as connection:
            room = Room(connection)
            said = banks.with_statements(room.cursor, period.last)
            return self._bars(self._books.picture_in(room), period, said)

    def _bars(self, picture: Picture, period: Period, banks: Banks) -> tuple[Bar, ...]:
        found = [Bar("", "", reason) for reason in self._of_period(picture, period)]
        faults = bars(picture.ledger, period, stated=banks.stated, excused=banks.excused)
        kinds: dict[str, str] = {str(name): kind for name, kind in picture.kinds.items()}
        kinds |= {str(name): "account" for name in picture.ledger.chart.accounts}
        found += [Bar(one.where, kinds.get(one.where, ""), one.message) for one in faults]
        undecided = msg(N_("Desks differ over it: decide first."))
        found += [Bar(one.id, one.kind, undecided) for one in picture.world.register.undecided]
        return tuple(found)

    def _of_period(self, picture: Picture, period: Period) -> list[Msg]:
        if self._context.desk.clock.today() <= period.last:
            return [msg(N_("The period is not over yet."))]
        if any(one.missing for one in picture.closings):
            return [msg(N_("What an earlier closing covers is not all on this desk: exchange first."))]
        seals = picture.ledger.seals
        if period.last < first_open(seals) and sealing(period.last, disputed(seals)) is None:
            return [msg(N_("The period is closed already."))]
        return []

    def close(
        self, period: Period, *, signer: str, reason: str = "", banks: Banks = NO_BANKS
    ) -> tuple[Signed, Changes]:
        """Sign a period for all that this desk holds now; ``RefusedError`` names what stands in the way.

        What is held is sealed first: entries that a closing covers keep their names for ever.
        """
        with work(self._context.desk) as save:
            seal_all(self._context.desk, save.room)
            picture = self._books.picture_in(save.room)
            said = banks.with_statements(save.room.cursor, period.last)
            if found := self._bars(picture, period, said):
                raise _refused(found)
            cover = covers.written(covers.cover_now(save.room))
            names = " ".join(sorted(one.id for one in picture.closings))
            figures = figures_kept.kept(picture.ledger, period)
            plan = BY_NAME["closing"]
            record = self._context.desk.ids.new()
            values = {
                "period": period.code,
                "closed_on": self._context.desk.clock.today().isoformat(),
                "cover": cover,
                "figures": figures,
                "fingerprint": figures_kept.fingerprint(period, cover, names, figures),
                "signer": signer.strip() or None,
                "names": names or None,
                "reason": reason.strip() or None,
            }
            save.create(plan, record, units_of(plan, values, {}))
            saved = save.finish(undoes=True)  # what was signed is not taken back with Ctrl+Z
        changes = self._context.saved(saved)
        made = next(one for one in self._books.closings() if one.id == to_hex(record))
        return made, changes

    def differing(self) -> tuple[Signed, ...]:
        """The closings whose kept figures are not what their cover comes to: always none.

        Those whose cover is not all on this desk yet are passed by.
        """
        with self._context.desk.reading() as connection:
            room = Room(connection)
            tables = Tables(room.cursor)
            every = signing.read(room)
            worlds = _Worlds(room, tables)
            return tuple(one for one in every if not _stands(worlds, one, every))


class _Worlds:
    """What closings cover, read once each in one transaction."""

    def __init__(self, room: Room, tables: Tables) -> None:
        self._room, self._tables = room, tables
        self._known: dict[str, tuple[World, int]] = {}

    def of(self, one: Signed) -> tuple[World, int]:
        """The world of a closing, and how much of it is not here."""
        if one.id not in self._known:
            self._known[one.id] = signing.covered(self._room, self._tables, one)
        return self._known[one.id]


def _stands(worlds: _Worlds, one: Signed, every: tuple[Signed, ...]) -> bool:
    """Whether a closing says what follows from its cover, and is known by its own fingerprint."""
    names = " ".join(sorted(one.names))
    cover = covers.written(one.cover)
    if one.fingerprint != figures_kept.fingerprint(one.period, cover, names, one.figures):
        return False
    found = _ledger_of(worlds, one, every)
    return found is None or figures_kept.kept(found, one.period) == one.figures


def ledger_of(room: Room, tables: Tables, one: Signed, every: tuple[Signed, ...]) -> Ledger | None:
    """The ledger of a cover, under the closings that were in sight; None while something is not here."""
    return _ledger_of(_Worlds(room, tables), one, every)


def _ledger_of(worlds: _Worlds, one: Signed, every: tuple[Signed, ...]) -> Ledger | None:
    at, missing = worlds.of(one)
    seen = [other for other in every if other.id in one.names]
    if missing or len(seen) < len(one.names):
        return None
    closings = [signing.closing(other, worlds.of(other)[0], at) for other in seen]
    known = at.register
    return ledger(
        at.documents.values(), known.rates, closings, known.agreements.values(), known.accounts.values()
    )


def _refused(found: tuple[Bar, ...]) -> RefusedError:
    first = found[0].reason
    if len(found) == 1:
        what = msg(N_("The period is not closed: {reason}"), reason=first)
    else:
        what = plural(
            N_("The period is not closed: {reason} There is {n} more reason."),
            N_("The period is not closed: {reason} There are {n} more reasons."),
            len(found) - 1,
            reason=first,
        )
    barred = RefusedError(
        what, hint=msg(N_("Each is named with its record before a period is closed.")), code="bars"
    )
    barred.reasons = tuple(one.reason for one in found)
    return barred
