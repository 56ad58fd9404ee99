"""Documents in words, how far notices have come, and what was held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from cspdesk.domain.attendance import Told
from cspdesk.domain.duties.notice import FILED, REGISTERED, in_order, standing
from cspdesk.domain.ledger.names import AgreementId, DocumentId
from cspdesk.reports.money.facts import Activity, DocumentWords, Notice
from cspdesk.services.books.on_demand import Snapshot
from cspdesk.services.duties.held import all_held
from cspdesk.services.money_reports.attended import NOT_HELD, NOT_TOLD, came
from cspdesk.services.money_reports.cells import Cells, PlaceNames, parts, record, records
from cspdesk.store.room import Room

NOTICE = "MOJ_FUNDS_NOTICE"
"""The duty to tell of each receipt."""


def documents(room: Room, named: PlaceNames, printed: Told | None = None) -> dict[DocumentId, DocumentWords]:
    """Every document in words; ``printed`` is how many were given goods as a reader outside is told."""
    return {
        DocumentId(row.id): _said(kind, row, named, printed) for kind in _WORDS for row in records(room, kind)
    }


class DocumentsAsked(Mapping[DocumentId, DocumentWords]):
    """The same, each read when it is asked for: a report over many years names few of them."""

    def __init__(self, snapshot: Snapshot, named: PlaceNames, printed: Told | None) -> None:
        self._snapshot, self._named, self._printed = snapshot, named, printed
        self._held: dict[DocumentId, DocumentWords | None] = {}

    def __getitem__(self, name: DocumentId) -> DocumentWords:
        if name not in self._held:
            self._held[name] = self._read(name) if name else None
        found = self._held[name]
        if found is None:
            raise KeyError(name)
        return found

    def _read(self, name: DocumentId) -> DocumentWords | None:
        with self._snapshot.room() as room:
            for kind in _WORDS:
                if (row := record(room, kind, name)) is not None:
                    return _said(kind, row, self._named, self._printed)
        return None

    def __iter__(self) -> Iterator[DocumentId]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())

    def _every(self) -> dict[DocumentId, DocumentWords]:
        with self._snapshot.room() as room:
            return documents(room, self._named, self._printed)


def _said(kind: str, row: Cells, named: PlaceNames, printed: Told | None) -> DocumentWords:
    found = _WORDS[kind](kind, row, named)
    if kind == "goods_given" and printed is not None:
        known = printed.get(row.id)
        found = replace(found, recipients=None if known is None else known.get(NOT_TOLD, 0))
    return found


def _plain(kind: str, row: Cells, _: PlaceNames) -> DocumentWords:
    return DocumentWords(
        kind=kind,
        number=row.text("number"),
        payee=row.text("payee") or row.text("supplier"),
        text=row.text("description") or row.text("reason"),
        due=row.day("due"),
    )


def _fund(kind: str, row: Cells, _: PlaceNames) -> DocumentWords:
    return DocumentWords(
        kind=kind,
        number=row.text("document_no"),
        text=row.text("purpose"),
        donor=row.ref("donor"),
        payer_bank=row.text("payer_bank"),
        bank_reference=row.text("bank_reference"),
        item=row.text("item"),
        quantity=row.number("quantity"),
        unit=row.text("unit"),
        basis=row.text("valuation"),
        customs_no=row.text("customs_no"),
        place=row.text("warehouse"),
    )


def _given(kind: str, row: Cells, named: PlaceNames) -> DocumentWords:
    place = row.text("place")
    return DocumentWords(
        kind=kind,
        number=row.text("number"),
        text=row.text("description"),
        place=named.place(place),
        region=named.region(place),
        recipients=row.number("recipients"),
    )


_Worded = Callable[[str, Cells, PlaceNames], DocumentWords]
_WORDS: Mapping[str, _Worded] = {
    "fund": _fund,
    "goods_given": _given,
    **dict.fromkeys(
        (
            *("expense", "transfer", "conversion", "payment", "vat_refund", "refund", "indirect_costs"),
            *("sub_grant_advance", "acquittal", "sub_grant_return", "opening", "earlier_figures"),
            *("contract", "reversal"),
        ),
        _plain,
    ),
}


# --- notices and activities ------------------------------------------------------------------------


def notices(room: Room) -> dict[DocumentId, Notice]:
    """How far the notice of each receipt has come, by what was done and by the receipt's own state."""
    found = {
        DocumentId(row.id): Notice(record=row.id, state=state)
        for row in records(room, "fund")
        if (state := row.text("state"))
    }
    for one in all_held(room).values():
        if one.duty != NOTICE or not one.subject:
            continue
        steps = in_order(one.steps)
        filed = next((step for step in reversed(steps) if step.state == FILED), None)
        entered = next((step for step in reversed(steps) if step.state == REGISTERED), None)
        latest = steps[-1] if steps else None
        before = found.get(DocumentId(one.subject))
        state = standing(steps).state or (before.state if before is not None else "")
        found[DocumentId(one.subject)] = Notice(
            record=one.id,
            state=state,
            outgoing_no=filed.outgoing_no if filed is not None else "",
            filed_on=filed.on if filed is not None else None,
            signer=filed.signer if filed is not None else "",
            channel=filed.channel if filed is not None else "",
            incoming_no=(entered.incoming_no or entered.register_entry) if entered is not None else "",
            registered_on=entered.on if entered is not None else None,
            reason=latest.reason if latest is not None else "",
        )
    return found


def activities(room: Room, named: PlaceNames, printed: Told | None = None) -> tuple[Activity, ...]:
    """What was held, and how many women and men came; what is planned or called off is not told.

    ``printed`` is what a reader outside is told of each; an activity that is not in it is not told of.
    """
    people = parts(room, "participants")
    found = []
    for row in records(room, "activity", "starts, id"):
        if row.text("state") in NOT_HELD or (printed is not None and row.id not in printed):
            continue
        counts = came(row, people) if printed is None else printed[row.id]
        found.append(
            Activity(
                record=row.id,
                title=row.text("title"),
                kind=row.text("type"),
                place=named.place(row.text("place")),
                held_on=row.day("starts"),
                agreement=AgreementId(row.ref("agreement")),
                women=counts.get("f", 0),
                men=counts.get("m", 0),
                not_told=counts.get(NOT_TOLD, 0),
            )
        )
    return tuple(found)
