"""Exchange: bundles made for others, bundles taken from others, and what waits in between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from cspdesk.domain.clock import millis
from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.ids import to_hex
from cspdesk.services.context import Context
from cspdesk.services.results import Changes
from cspdesk.services.traffic import BundleView, Made, Received, RecordsTaken, SegmentsTaken, Taken
from cspdesk.store import blobs, files
from cspdesk.store.outgoing import Outgoing, ParcelRow, SegmentRow
from cspdesk.store.room import Room
from cspdesk.sync import circle, naming, outbox, reception
from cspdesk.sync.chain import Chain
from cspdesk.sync.inbox import Tally
from cspdesk.sync.outbox import Contents, Packing
from cspdesk.sync.reception import Reception
from cspdesk.sync.refusals import Refusal, code_of, refusal_of
from cspdesk.wire import bundle


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
        with self._desk.writing() as connection:
            room = Room(connection)
            devices = naming.addressees(room, Chain(room), to)
            outbox.seal_all(self._desk, room)
            contents = outbox.choose(self._desk, room, devices, everything=everything)
        folder = out.is_dir()
        path = out / naming.neutral(self._desk.ids) if folder else out
        return self._write(contents, path, named=not folder)

    def _write(self, contents: Contents, path: Path, *, named: bool) -> Made:
        self._desk.note_tide()  # before anything leaves: an older copy put back is then known as one
        packing = Packing(self._desk, contents, self._sealed, named=named)
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
            rows.keep_parcel(parcel, [row.hash for row in contents.segments])
            records = rows.records_in(contents.segments)
        self._context.tell(Changes(details={"packed": len(contents.segments)}))
        return Made(path, len(contents.segments), packing.size, records, 1)

    def _sealed(self, row: SegmentRow) -> bytes:
        with self._desk.reading() as connection:
            return Outgoing(Room(connection).cursor).sealed(row.no)

    # --- looking ---------------------------------------------------------------------------------

    def inspect(self, path: Path) -> BundleView:
        """What can be said of a bundle without taking it; what this desk cannot open keeps its sender."""
        with files.open_plain(path) as stream:
            outside = bundle.inspect(stream)
        view = BundleView(path, outside.named, outside.size)
        try:
            return self.verify(path)
        except UntrustedError:
            return view

    def verify(self, path: Path) -> BundleView:
        """Read a bundle to its end, check every signature of its own, and keep nothing.

        Raises ``UntrustedError`` for one that this desk cannot open.
        """
        with self._desk.reading() as connection:
            keys = circle.privates(Room(connection))
        with files.open_plain(path) as stream:
            outside = bundle.inspect(stream)
            stream.seek(0)
            report = bundle.verify(stream, keys)
        sender = "" if report.head is None else self._name(report.head.device_id)
        return BundleView(
            path,
            outside.named,
            outside.size,
            sender,
            "" if report.head is None else report.head.device_id.hex(),
            report.complete,
            {kind.name.lower(): count for kind, count in report.kinds.items()},
            tuple(refusal_of(fault.code) for fault in report.faults),
        )

    def _name(self, device: bytes) -> str:
        with self._desk.reading() as connection:
            room = Room(connection)
            known = {each.device: each for each in naming.devices(room, Chain(room))}
        found = known.get(device)
        return device.hex()[:8] if found is None else found.person or found.name or device.hex()[:8]

    # --- in --------------------------------------------------------------------------------------

    def receive(self, paths: Iterable[Path]) -> Received:
        """Take bundles, given as files or as folders that hold some; whatever order, however often.

        What of them is refused is said in the result; only a lone file that is no bundle for this
        desk at all, and errors of a disk, are raised.
        """
        result, total = Received(), Tally()
        named = list(paths)
        for path in _bundles_in(named):
            try:
                found = self._take(path)
            except UntrustedError as error:
                if len(named) == 1 and named[0] == path:
                    raise
                total.refused.append(code_of(error))
                result = replace(result, files=(*result.files, Taken(path, "", whole=False, segments=0)))
                continue
            total.join(found.tally)
            sender = "" if found.head is None else self._name(found.head.device_id)
            result = replace(
                result,
                conflicts=result.conflicts + found.conflicts,
                pieces=result.pieces + found.pieces,
                files=(*result.files, Taken(path, sender, found.whole, found.tally.new)),
            )
        self._context.tell(
            Changes(frozenset(total.kinds), frozenset(to_hex(record) for _, record in total.changed))
        )
        return replace(
            result,
            segments=SegmentsTaken(total.new, total.known, total.parked, _distinct(total)),
            records=RecordsTaken(total.added, len(total.changed)),
            receipts=total.receipts,
        )

    def _take(self, path: Path) -> Reception:
        with files.open_plain(path) as stream:
            return reception.receive(
                self._desk,
                stream,
                place=path.name,
                size=files.size(path),
                keep_piece=self._keep_piece,
            )

    def _keep_piece(self, untrusted_piece: bytes) -> None:
        blobs.put(self._desk.folder / blobs.FOLDER, untrusted_piece)


def _bundles_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in folders named; which of these are bundles, their first bytes say."""
    found: list[Path] = []
    for path in paths:
        found += [each for each in files.listing(path) if each.is_file()] if path.is_dir() else [path]
    return found


def _distinct(total: Tally) -> tuple[Refusal, ...]:
    return tuple(refusal_of(code) for code in total.refused)
