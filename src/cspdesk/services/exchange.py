"""Exchange: bundles made for others, bundles taken from others, and what waits in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cspdesk.domain.clock import millis
from cspdesk.domain.codecs import CODECS
from cspdesk.domain.errors import CspdeskError, StorageError, UntrustedError
from cspdesk.services.context import Context
from cspdesk.services.receiving import Receiving
from cspdesk.services.results import Changes
from cspdesk.services.traffic import (
    ArrivalView,
    BundleView,
    Exchanged,
    Made,
    Parked,
    Received,
    Volume,
    Waiting,
)
from cspdesk.store import blobs, files, pieces
from cspdesk.store.incoming import Incoming
from cspdesk.store.outgoing import Outgoing, ParcelRow, SegmentRow
from cspdesk.store.room import Room
from cspdesk.sync import carriers, circle, naming, outbox, stick
from cspdesk.sync.chain import Chain
from cspdesk.sync.outbox import Contents, Packing
from cspdesk.sync.refusals import code_of, refusal_of
from cspdesk.sync.stick import Found
from cspdesk.wire import bundle, codes


class Exchange:
    """The verbs for bundles."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    # --- out -------------------------------------------------------------------------------------

    def make(self, to: Iterable[str], out: Path, *, everything: bool = False) -> Made:
        """Make a bundle of all that those named are not known to hold, or of ``everything``.

        ``to`` are names of desks, persons or the organisation, or ``all``.  ``out`` is a file's
        name, or a folder or stick, where the file gets a name that tells nothing.
        """
        lacking = self._lacking()
        with self._desk.writing() as connection:
            room = Room(connection)
            devices = naming.addressees(room, Chain(room), to)
            outbox.seal_all(self._desk, room)
            contents = outbox.choose(self._desk, room, devices, everything=everything, lacking=lacking)
        folder = out.is_dir()
        path = out / naming.neutral(self._desk.ids) if folder else out
        return self._write(contents, path, named=not folder)

    def _write(self, contents: Contents, path: Path, *, named: bool) -> Made:
        shelf = self._desk.folder / blobs.FOLDER
        here = [name for name in contents.pieces if blobs.is_here(shelf, name)]
        sizes = sum(files.size(blobs.path_of(shelf, name)) for name in here)
        files.demand_space(path.parent, contents.estimate + sizes * 9 // 8)
        self._desk.note_tide()  # before anything leaves: an older copy put back is then known as one
        attached = (blobs.get(shelf, name) for name in here)
        packing = Packing(self._desk, contents, self._sealed, attached, named=named)
        files.write_stream(path, packing, replacing=False)
        with self._desk.writing() as connection:
            rows = Outgoing(Room(connection).cursor)
            parcel = ParcelRow(
                packing.mark,
                path.name,
                millis(self._desk.clock.now()),
                packing.size,
                own=True,
                whole=True,
                roster=contents.head.roster_number,
                receipt=contents.receipt_number,
            )
            carried = [row.hash for row in contents.segments] + [bytes.fromhex(name) for name in here]
            rows.keep_parcel(parcel, carried)
            records = rows.records_in(contents.segments)
        self._context.tell(Changes(details={"packed": len(contents.segments)}))
        missing = len(contents.pieces) - len(here)
        return Made(path, len(contents.segments), packing.size, records, 1, len(here), missing)

    def _sealed(self, row: SegmentRow) -> bytes:
        with self._desk.reading() as connection:
            return Outgoing(Room(connection).cursor).sealed(row.no)

    def _lacking(self) -> set[bytes]:
        """The segments whose attachments have not come whole."""
        held = set(blobs.held(self._desk.folder / blobs.FOLDER))
        with self._desk.reading() as connection:
            return pieces.lacking(Room(connection).cursor, held)

    # --- looking ---------------------------------------------------------------------------------

    def inspect(self, path: Path) -> BundleView:
        """What can be said of a bundle without taking it; one that this desk cannot open keeps its sender."""
        with files.open_plain(path) as stream:
            outside = bundle.inspect(stream)
        try:
            return self.verify(path)
        except UntrustedError as error:
            return BundleView(path, outside.named, outside.size, faults=(refusal_of(code_of(error)),))

    def verify(self, path: Path) -> BundleView:
        """Read a bundle to its end, check that all its sender vouched for is there, and keep nothing.

        Raises ``UntrustedError`` for one that this desk cannot open.
        """
        with self._desk.reading() as connection:
            keys = circle.privates(Room(connection))
        with files.open_plain(path) as stream:
            outside = bundle.inspect(stream)
            stream.seek(0)
            report = bundle.verify(stream, keys)
        return BundleView(
            path,
            outside.named,
            outside.size,
            "" if report.head is None else self._name(report.head.device_id),
            "" if report.head is None else report.head.device_id.hex(),
            report.complete,
            {kind.name.lower(): count for kind, count in report.kinds.items()},
            tuple(refusal_of(fault.code) for fault in report.faults),
        )

    def _name(self, device: bytes) -> str:
        return self._names().get(device) or device.hex()[:8]

    def _names(self) -> dict[bytes, str]:
        with self._desk.reading() as connection:
            room = Room(connection)
            known = naming.devices(room, Chain(room))
        return {each.device: each.person or each.name or each.device.hex()[:8] for each in known}

    # --- in --------------------------------------------------------------------------------------

    def receive(self, paths: Iterable[Path]) -> Received:
        """Take bundles, given as files or as folders that hold some; whatever order, however often.

        What of them is refused is said in the result.  A lone file that is no bundle for this desk
        at all is an error, as is a disk that fails; among several they are said in the result too.
        """
        named = list(paths)
        receiving = Receiving(self._desk, self._name)
        if len(named) == 1 and not named[0].is_dir():
            receiving.alone(named[0])
        else:
            for path in named:
                receiving.all([each.path for each in stick.bundles(path)] if path.is_dir() else [path])
        self._context.tell(receiving.changes())
        return receiving.result()

    # --- both ways ---------------------------------------------------------------------------------

    @staticmethod
    def volumes() -> tuple[Volume, ...]:
        """The sticks that are plugged in now."""
        return carriers.volumes()

    def lying(self, folder: Path) -> tuple[int, tuple[BundleView, ...]]:
        """How many bundles lie in a folder or on a stick, and those that were not taken before."""
        found = stick.bundles(folder)
        return len(found), tuple(self.inspect(path) for path in self._unseen(found))

    def exchange_folder(
        self,
        folder: Path,
        *,
        told: Callable[[int, int], None] = lambda _done, _whole: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Exchanged:
        """Take every bundle in a folder or on a stick that was not taken before, and leave ours for others.

        Several desks may share it.  Nothing that lies there is changed or deleted.  What was taken
        stays taken if the disk then refuses to be written: that is said in ``problem``.  ``told`` hears
        how many steps are done of how many; ``is_stopped`` is asked between bundles.
        """
        before = stick.bundles(folder)
        unseen = self._unseen(before)
        steps = _Steps(len(unseen) + 1, told, is_stopped)
        receiving = Receiving(self._desk, self._name)
        receiving.all(unseen, steps.next)
        self._context.tell(receiving.changes())
        if receiving.problem is not None:
            return Exchanged(receiving.result(), problem=receiving.problem)
        made: list[Made] = []
        problem: CspdeskError | None = None
        try:
            if steps.next():
                made.extend(self._leave(folder, contents) for contents in self._for_others(before))
        except StorageError as error:
            problem = error
        return Exchanged(receiving.result(), tuple(made), problem, stopped=is_stopped())

    def _leave(self, folder: Path, contents: Contents) -> Made:
        return self._write(contents, folder / naming.neutral(self._desk.ids), named=False)

    def _unseen(self, lying: Iterable[Found]) -> list[Path]:
        """The bundles that were not read whole before, and that this desk did not make."""
        with self._desk.reading() as connection:
            rows = Outgoing(Room(connection).cursor)
            return [each.path for each in lying if not _is_whole(rows.parcel(each.mark), each)]

    def _for_others(self, lying: Iterable[Found]) -> list[Contents]:
        """What to leave in a folder: nothing, where all that others lack lies there already."""
        lacking = self._lacking()
        with self._desk.writing() as connection:
            room = Room(connection)
            outbox.seal_all(self._desk, room)
            rows = Outgoing(room.cursor)
            whole = [
                parcel
                for each in lying
                if _is_whole(parcel := rows.parcel(each.mark), each) and parcel is not None
            ]
            there = rows.packed_in([parcel.mark for parcel in whole])
            devices = naming.addressees(room, Chain(room), [naming.EVERYBODY])
            contents = outbox.choose(self._desk, room, devices, lying_there=there, lacking=lacking)
            own = [parcel for parcel in whole if parcel.own]
        said = any(parcel.receipt == contents.receipt_number for parcel in own)
        known = any(parcel.roster == contents.head.roster_number for parcel in own)
        if said and known and not contents.segments and not contents.pieces:
            return []
        return list(outbox.split(contents, self._sizes(contents.pieces)))

    def _sizes(self, names: Iterable[str]) -> dict[str, int]:
        """Bytes of the pieces that are here."""
        shelf = self._desk.folder / blobs.FOLDER
        return {name: files.size(blobs.path_of(shelf, name)) for name in names if blobs.is_here(shelf, name)}

    # --- in between ------------------------------------------------------------------------------

    def waiting(self) -> Waiting:
        """What waits to be sent, what waits for others' changes, and what is kept for another try."""
        names = self._names()
        with self._desk.reading() as connection:
            room = Room(connection)
            outgoing, incoming = Outgoing(room.cursor), Incoming(room.cursor)
            parked: dict[str, int] = {}
            for feed, count in incoming.parked():
                device = room.feeds.id(feed).device
                name = names.get(device, device.hex()[:8])
                parked[name] = parked.get(name, 0) + count
            refused = [(codes.by_word(word), count) for word, count in incoming.refusal_counts().items()]
            return Waiting(
                outgoing.loose() + outgoing.unheld(),
                tuple(Parked(count, name) for name, count in sorted(parked.items())),
                tuple((refusal_of(code), count) for code, count in refused if code is not None),
                len(incoming.conflicts()),
                _time(incoming.last()),
                _time(outgoing.last_made()),
            )

    def arrivals(self, *, most: int = 20, unseen: bool = False) -> tuple[ArrivalView, ...]:
        """The bundles that came, the newest first."""
        names = self._names()
        with self._desk.reading() as connection:
            rows = Incoming(Room(connection).cursor).arrivals(most=most, unseen=unseen)
        return tuple(
            ArrivalView(
                _time(row.at),
                names.get(row.sender, row.sender.hex()[:8]),
                row.place,
                row.segments,
                row.added,
                row.changed,
                row.conflicts,
                bool(row.seen),
            )
            for row in rows
        )

    def look_at_arrivals(self) -> None:
        """Note that a person has seen what came."""
        with self._desk.writing() as connection:
            Incoming(Room(connection).cursor).look_at_all()


class _Steps:
    """Counts steps aloud, until a person stops."""

    def __init__(self, whole: int, told: Callable[[int, int], None], is_stopped: Callable[[], bool]) -> None:
        self._whole = whole
        self._told = told
        self._is_stopped = is_stopped
        self._done = 0

    def next(self) -> bool:
        """Say how many are done and begin another; False where a person stopped."""
        if self._is_stopped():
            return False
        self._told(self._done, self._whole)
        self._done += 1
        return True


def _is_whole(parcel: ParcelRow | None, lying: Found) -> bool:
    """Whether a file that lies there is one that was made or read to its end, and is as long as it was."""
    return parcel is not None and parcel.whole and parcel.size == lying.size


def _time(ms: int | None) -> str:
    return "" if ms is None else str(CODECS["time"].json(ms))
