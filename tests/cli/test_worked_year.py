"""The whole worked year goes in by ``record add``, and every field of it comes back as it was given."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.services.books import Books
from cspdesk.services.workspace import Workspace
from tests.cli.doors import CommandLine
from tests.domain.ledger.worked import YEAR
from tests.services.books import worked
from tests.store.desks import FAST, PASSPHRASE

ARRIVED = [row["id"] for row in YEAR["documents"] if row["kind"] in ("receipt", "in_kind_receipt")]


def named(value: object, ids: dict[str, str]) -> object:
    """A form whose records are known by the ids that the program gave them."""
    if isinstance(value, list):
        return [named(one, ids) for one in value]
    if isinstance(value, dict):
        return {key: named(one, ids) for key, one in value.items()}
    return ids.get(value, value) if isinstance(value, str) else value


def bare(value: object) -> object:
    """What a record shows, without the ids that the program gave to parts."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key != "id"}
    return value


def step(state: str, day: str, said: str) -> dict[str, object]:
    """A step of a notice, its number where the file has one."""
    number = said.partition(" ")[2]
    numbers = {"out": {"outgoing_no": number, "channel": "in_person"}, "in": {"incoming_no": number}}
    return {"state": state, "on": day, **numbers.get(said.partition(" ")[0], {"reason": said})}


def notices() -> list[tuple[str, dict[str, object]]]:
    """What was told to the registering body about each receipt."""
    return [
        (
            "obligation",
            {
                "duty": "MOJ_FUNDS_NOTICE",
                "subject": worked.IDS[row["of"]],
                "steps": [step(*one) for one in row["steps"]],
            },
        )
        for row in YEAR["notices"]
    ]


Entries = list[tuple[str, str, dict[str, Any]]]


def batches(entries: Entries) -> list[tuple[str, list[tuple[str, dict[str, Any]]]]]:
    """Records in their order: those of one kind that follow each other go in together."""
    return [
        (kind, [(name, form) for _, name, form in together])
        for kind, together in groupby(entries, key=lambda entry: entry[0])
    ]


def test_the_year_is_entered_closed_and_read_back(cli: CommandLine):
    ids: dict[str, str] = {}
    added: dict[str, object] = {}

    def enter(entries: Entries) -> None:
        for kind, together in batches(entries):
            given = [named(form, ids) for _, form in together]
            done = cli("record", "add", kind, "-", given="\n".join(map(json.dumps, given)))
            assert done.status == 0, (kind, given, done.err)
            ids.update(zip((name for name, _ in together), done.lines, strict=True))
            added.update(zip(done.lines, given, strict=True))

    rates = "\n".join(map(json.dumps, worked.rates()))
    assert len(cli("record", "add", "exchange_rate", "-", given=rates).lines) == len(YEAR["rates"])
    assert cli("record", "add", "exchange_rate", "-", given=rates).status == 0, "the same rates again"
    enter([*worked.setting(), *worked.before_closing()])
    banks = [ids[worked.IDS[name]] for name, one in YEAR["accounts"].items() if one["kind"] == "bank"]
    without = [word for name in banks for word in ("--without", name)]
    assert len(cli("period", "bars", "2025-H1", "--json").json["bars"]) == len(banks)
    assert cli("period", "close", "2025-H1", *without).status == 2, "a missing statement needs a reason"
    closed = cli("period", "close", "2025-H1", *without, "--reason", "not part of the year", "--json")
    assert closed.status == 0, closed.err
    assert cli("period", "list", "--json").json["closings"] == [closed.json]
    again = cli("period", "close", "2025-H1", "--json")
    assert (again.status, again.json["error"]["code"]) == (1, "bars")
    enter([*worked.after_closing(), *((kind, "", form) for kind, form in notices())])
    expense = ids[worked.IDS["E5"]]
    assert bare(cli.fields(expense)) == added[expense]
    with Workspace.open(cli.desk, PASSPHRASE, clock=cli.clock, ids=cli.ids, kdf=FAST) as workspace:
        for record, form in added.items():
            assert bare(dict(workspace.records.show(record).fields)) == form
        books = Books(workspace.context)
        assert books.incomplete() == ()
        late = books.ledger().marks
        assert late == {DocumentId(ids[worked.IDS["E16"]]): {"late"}}
        rows = [row for row in YEAR["documents"] if row["kind"] not in ("amendment", "closing")]
        assert len(books.documents()) == len(rows)
        posted = {line.document for line in books.ledger().postings}
        assert {ids[worked.IDS[row["id"]]] for row in rows if row["kind"] != "contract"} == posted
        assert workspace.records.list("exchange_rate").total == len(YEAR["rates"])
        assert workspace.records.list("obligation").total == len(ARRIVED)
