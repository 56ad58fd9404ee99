"""Who may enter money: the finance officer alone, and every other desk says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.i18n.catalogue import english
from cspdesk.services import kinds
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.sync.roles import ROLES
from tests.conftest import FixedClock, SeededIds
from tests.services.offices import Office

MONEY = [kind for kind in kinds.filled_in() if kind.stream == "finance"]
"""Every kind that people fill in and that lives in the stream of money."""


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    made = Office(tmp_path, clock, lambda number: SeededIds(number + 1, clock))
    yield made
    made.close()


def test_the_stream_of_money_is_written_by_one_role():
    assert [role.code for role in ROLES if "finance" in role.writes] == ["finance"]
    readers = {role.code for role in ROLES if "finance" in role.reads}
    assert readers == {"coordinator", "finance", "inspector"}


def test_every_kind_of_the_ledger_lives_in_the_stream_of_money():
    assert {kind.name for kind in MONEY} >= {"fund", "expense", "agreement", "account", "reversal", "opening"}
    assert kinds.named("exchange_rate").stream == "common"


def test_the_finance_officer_s_desk_takes_every_kind(office: Office):
    desk = office.join(office.found(), "Zarina", "finance")
    for kind in MONEY:
        names = {key: "0" * 32 for key in kind.keys if kind.by_name[key].type == "reference"}
        given = {
            one["name"]: one["example"]
            for one in _fields(kind.name)
            if one["name"] in kind.keys or one["name"] == kind.date
        }
        assert desk.records.add(kind.name, [given | names]).ids


def _fields(kind: str) -> list[dict[str, object]]:
    fields = kinds.described(kinds.named(kind), english())["fields"]
    assert isinstance(fields, list)
    return fields


@pytest.mark.parametrize("role", ["field", "coordinator", "administrator"])
def test_other_desks_refuse_money_in_words_and_keep_what_was_typed(office: Office, role: str):
    desk = office.join(office.found(), "Daler", role)
    with pytest.raises(RefusedError, match="finance officer") as refused:
        desk.records.add("expense", [{"description": "Rent", "spent_on": "2026-03-17"}])
    assert (refused.value.code, refused.value.hint is not None) == ("role", True)
    assert desk.records.list("expense").total == 0
    draft = Draft(
        to_hex(desk.desk.ids.new()), "expense", "", "", Typed({"description": "Rent"}), desk.desk.clock.now()
    )
    drafts = Drafts(desk.context, desk.records)
    drafts.keep(draft)
    with pytest.raises(RefusedError):
        drafts.finish(draft)
    assert [one.id for one in drafts.list()] == [draft.id]


def test_a_coordinator_reads_the_money_and_does_not_change_it(office: Office):
    founder = office.found()
    desk = office.join(founder, "Daler", "coordinator")
    record = founder.records.add("expense", [{"description": "Rent", "spent_on": "2026-03-17"}]).ids[0]
    office.carry(founder, desk)
    assert desk.records.show(record).fields["description"] == "Rent"
    with pytest.raises(RefusedError, match="finance officer"):
        desk.records.set(record, {"description": "Rent of the office"})
    with pytest.raises(RefusedError, match="finance officer"):
        desk.records.delete(record, "not ours")


def test_a_field_officer_s_desk_never_holds_the_money(office: Office):
    founder = office.found()
    desk = office.join(founder, "Daler", "field")
    founder.records.add("expense", [{"description": "Rent", "spent_on": "2026-03-17"}])
    office.carry(founder, desk, everything=True)
    assert desk.records.list("expense").total == 0
