"""Everything that a desk holds, in open form: one folder that is read without this program.

Records of each kind as JSON lines, files as they were attached, the lists that codes come from, the journal
as an audit trail, and a page in three languages that says what is what.  Nothing in it is encrypted, so what
names people stays out unless somebody asks for it by name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.fields import STREAMS, Kind
from cspdesk.domain.ids import to_hex
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator, translator
from cspdesk.i18n.languages import LANGUAGES
from cspdesk.services import handover_page, kinds
from cspdesk.services.attachments import FIELD
from cspdesk.services.audit import Audit
from cspdesk.services.context import Context
from cspdesk.services.importing import Progress, Stop
from cspdesk.services.records import view_of
from cspdesk.store import attachments, files
from cspdesk.store.filename import safe_name
from cspdesk.store.plan import BY_NAME, PLANS, KindPlan
from cspdesk.store.reading import Kept, Reading
from cspdesk.store.room import Room
from cspdesk.sync import roles
from cspdesk.sync.chain import Chain

NAMING: Final = ("people", "sensitive")
"""Streams that name people: written only where they are asked for by name."""
FORM: Final = "cspdesk handover 1"
_AT_ONCE: Final = 400
_PART: Final = BY_NAME["attachment"]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A folder with everything: what is in it, and what is not."""

    path: Path
    records: Mapping[str, int]
    files: int
    missing: int
    """Files of which not all is on this desk."""
    left_out: tuple[str, ...]
    """Streams that were not asked for."""


@dataclass(slots=True)
class _Written:
    """What has been written so far: each file by its name in the folder, with its digest."""

    folder: Path
    digests: dict[str, str] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: int = 0

    def put(self, name: str, chunks: Iterator[bytes]) -> None:
        """One file of the folder, whole."""
        path = self.folder / name
        files.make_folder(path.parent)
        self.digests[name] = files.write_stream(path, chunks, replacing=False).hex()


class Handover:
    """The verb ``export all``."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._desk = context.desk

    def write(
        self,
        out: Path,
        *,
        include: Sequence[str] = (),
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> HandedOver:
        """Write everything into a new or empty folder; ``include`` names streams that name people.

        ``RefusedError`` for a folder that is not empty and for a stream that is none of these; stopped
        or failed, it leaves nothing behind.
        """
        streams = _demand(include)
        if files.listing(out):
            raise RefusedError(
                msg(N_("The folder {folder} is not empty."), folder=str(out)),
                hint=msg(N_("Choose a new folder.")),
            )
        was_there = files.exists(out)
        files.make_folder(out)
        try:
            written = _Written(out)
            with self._desk.reading() as connection:
                room = Room(connection)
                # what this desk was not given the keys of is not here to be written
                streams = tuple(one for one in streams if one in _readable(room))
                self._records(room, streams, written, _teller(progress, stop))
            self._lists(written)
            self._trail(streams, written)
            self._pages(streams, written)
        except BaseException:
            (files.clear_folder if was_there else files.remove_folder)(out)
            raise
        left = tuple(one for one in NAMING if one not in streams)
        return HandedOver(out, written.records, written.files, written.missing, left)

    # --- records and files -----------------------------------------------------------------------------

    def _records(
        self, room: Room, streams: Sequence[str], written: _Written, tell: Callable[[int], None]
    ) -> None:
        done = 0
        listed: list[dict[str, object]] = []
        for plan in PLANS:
            if plan.kind.is_part or plan.kind.stream not in streams:
                continue
            count = 0

            def lines(plan: KindPlan = plan) -> Iterator[bytes]:
                nonlocal count, done
                for kept in _walk(room, plan):
                    count, done = count + 1, done + 1
                    tell(done)
                    listed.extend(self._files(kept, written))
                    yield _line({"id": to_hex(kept.id), **_fields(kept, room, streams)})

            written.put(f"records/{plan.kind.name}.jsonl", lines())
            written.records[plan.kind.name] = count
        written.put("files.jsonl", map(_line, listed))

    def _files(self, kept: Kept, written: _Written) -> Iterator[dict[str, object]]:
        """The files of a record, each written under its own name in a folder of the record."""
        for part in kept.parts.get(FIELD, ()):
            values = {name: part.values.get(unit) for name, unit in _PART.kind.unit_of.items()}
            pieces, key, size = values.get("pieces"), values.get("key"), values.get("size")
            name = safe_name(str(values.get("name") or ""))
            place = f"files/{to_hex(kept.id)}/{to_hex(part.id)[-8:]}-{name}"
            told = {
                "id": to_hex(part.id),
                "record": to_hex(kept.id),
                "kind": kept.plan.kind.name,
                "name": values.get("name"),
                "media": values.get("media"),
                "size": size,
                "caption": values.get("caption"),
            }
            whole = isinstance(pieces, str) and isinstance(key, str) and isinstance(size, int)
            if whole and not attachments.missing(self._desk, str(pieces)):
                chunks = attachments.read(self._desk, pieces=str(pieces), key=str(key), size=int(str(size)))
                written.put(place, chunks)
                written.files += 1
                yield {**told, "path": place}
            else:
                written.missing += 1
                yield {**told, "path": None}

    def _trail(self, streams: Sequence[str], written: _Written) -> None:
        folder = written.folder / "audit"
        files.make_folder(folder)
        Audit(self._context).export(folder / "trail.jsonl", streams=streams, script=True)
        for path in files.listing(folder):
            written.digests[f"{folder.name}/{path.name}"] = files.digest(path).hex()

    # --- lists and pages -------------------------------------------------------------------------------

    def _lists(self, written: _Written) -> None:
        """What codes and fields are called, in three languages."""
        speakers = [translator(language) for language in LANGUAGES]
        lists = {
            name: [
                {"code": choice.code, **_in_all(label_of(name, choice.code), speakers)}
                for choice in code_list.choices
            ]
            for name, code_list in LISTS.items()
        }
        written.put("lists.json", iter([_document(lists)]))
        described = {
            one.language.code: [kinds.described(kind, one) for kind in kinds.BY_NAME.values()]
            for one in speakers
        }
        written.put("kinds.json", iter([_document(described)]))
        places = [
            {
                "code": place.code,
                "within": place.parent or None,
                **{language.code: place.names.in_language(language.code) for language in LANGUAGES},
            }
            for place in self._context.gazetteer
        ]
        written.put("places.jsonl", map(_line, places))

    def _pages(self, streams: Sequence[str], written: _Written) -> None:
        left = [one for one in NAMING if one not in streams]
        whose = self._desk.setting("person")
        for language in LANGUAGES:
            page = handover_page.page(
                translator(language),
                made=self._desk.clock.today(),
                person=whose,
                records=written.records,
                files=written.files,
                missing=written.missing,
                left_out=left,
            )
            written.put(f"README.{language.code}.txt", iter([page.encode()]))
        written.put(
            "manifest.json",
            iter(
                [
                    _document(
                        {
                            "form": FORM,
                            "made": self._desk.clock.now().replace(microsecond=0).isoformat(),
                            "streams": list(streams),
                            "left_out": left,
                            "records": written.records,
                            "files": written.files,
                            "missing": written.missing,
                            "blake2b": dict(written.digests),
                        }
                    )
                ]
            ),
        )


def _demand(include: Sequence[str]) -> tuple[str, ...]:
    for one in include:
        if one not in NAMING:
            raise RefusedError(
                msg(N_("“{name}” is no stream that is kept back."), name=one[:40]),
                hint=msg(N_("There are: {names}."), names=", ".join(NAMING)),
                code="stream",
            )
    return tuple(one for one in STREAMS if one not in NAMING or one in include)


def _readable(room: Room) -> frozenset[str]:
    """The streams whose newest key this desk holds, and those of which it holds something."""
    rows = room.cursor.execute(
        "SELECT code FROM feed WHERE no IN (SELECT feed FROM segment WHERE counted = 1)"
        " OR no IN (SELECT feed FROM entry)"
    ).fetchall()
    given = {str(code) for (code,) in rows}
    keys, newest = room.keyring.epochs(), Chain(room).newest
    if newest is None:
        return frozenset(given)
    streams = newest.roster.streams
    held = {roles.STREAM_CODES.get(stream.code, "") for stream in streams if stream.epochs[-1].id in keys}
    return frozenset(given | held)


def _walk(room: Room, plan: KindPlan) -> Iterator[Kept]:
    """The records of a kind that are there, in the order in which they came here."""
    reading = Reading(room.cursor, room.feeds, room.journal)
    rows = room.cursor.execute(
        f'SELECT id FROM "{plan.table}" WHERE presence IN (0, 2) ORDER BY no'  # noqa: S608 - our own name
    ).fetchall()
    ids = [bytes(row[0]) for row in rows]
    for at in range(0, len(ids), _AT_ONCE):
        yield from reading.many(plan, ids[at : at + _AT_ONCE])


def _fields(kept: Kept, room: Room, streams: Sequence[str]) -> dict[str, object]:
    view = view_of(kept, room, brief=True)
    found = _of_streams(kept.plan.kind, view.fields, streams)
    return {**found, "_differs": list(view.conflicts)} if view.conflicts else found


def _of_streams(kind: Kind, fields: Mapping[str, object], streams: Sequence[str]) -> dict[str, object]:
    """The fields, without those that live in a stream that was not asked for."""
    found: dict[str, object] = {}
    for name, value in fields.items():
        described = kind.by_name.get(name)
        if described is not None and described.stream and described.stream not in streams:
            continue
        if described is not None and described.type == "parts" and isinstance(value, list):
            value = [_of_streams(BY_NAME[described.of].kind, one, streams) for one in value]  # noqa: PLW2901
        found[name] = value
    return found


def _in_all(words: Msg, speakers: Sequence[Translator]) -> dict[str, str]:
    return {one.language.code: one.t(words) for one in speakers}


def _line(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _document(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _teller(progress: Progress | None, stop: Stop | None) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if done % 100 == 0:
            if progress is not None:
                progress(done)
            if stop is not None and stop():
                raise CspdeskError(msg(N_("The export was stopped.")), code="stopped")

    return tell
