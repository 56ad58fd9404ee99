"""Who may enter money: the finance officer alone, and every other desk says so in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cspdesk.domain.duties.notice import Step
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import to_hex
from cspdesk.i18n.catalogue import english
from cspdesk.services import kinds
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.services.duties.dates import dates
from cspdesk.services.duties.register import Duties
from cspdesk.store.room import Room
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


# --- what the books and due dates are computed by --------------------------------------------------

RATE = {"source": "nbt", "currency": "EUR", "day": "2026-03-17", "rate": {"rate": "11.0000"}}
LISTS = {
    "exchange_rate": (RATE, {"finance"}),
    "article": ({"code": "fuel", "name": "Fuel"}, {"finance"}),
    "duty_rule": ({"code": "STAT", "version": 2}, {"administrator"}),
    "holiday": ({"country": "TJ", "on": "2026-03-20"}, {"finance", "administrator"}),
}
"""Kinds that everybody reads, and the roles that write them."""


@pytest.mark.parametrize("role", ["field", "coordinator", "finance", "administrator"])
def test_each_list_is_written_by_the_role_that_answers_for_it(office: Office, role: str):
    desk = office.join(office.found(), "Daler", role)
    for kind, (given, roles) in LISTS.items():
        if role in roles:
            assert desk.records.add(kind, [given]).ids
            continue
        with pytest.raises(RefusedError) as refused:
            desk.records.add(kind, [given])
        assert refused.value.code == "role"
        assert desk.records.list(kind).total == 0
    if role == "field":
        assert desk.records.add("grouping", [{"code": "women", "name_en": "Women"}]).ids, "no list of money"


def test_a_rate_written_past_its_desks_own_rules_counts_nowhere_else(office: Office):
    founder = office.found()
    desk = office.join(founder, "Daler", "field")
    with desk.desk.writing() as connection:
        Room(connection).cursor.execute("UPDATE stream SET but = ''")
    (forged,) = desk.records.add("exchange_rate", [RATE]).ids
    (told,) = desk.records.add("consultation", [{"title": "Hisor"}]).ids
    office.carry(desk, founder)
    assert founder.records.list("exchange_rate").total == 0
    assert founder.records.show(told).fields["title"] == "Hisor", "what is right in the bundle is taken"
    assert forged in {one.id for one in desk.records.list("exchange_rate").records}


# --- duties are set aside by who answers for them -----------------------------------------------------


def test_a_coordinator_sets_a_duty_aside_and_writes_no_step(office: Office):
    founder = office.found()
    desk = office.join(founder, "Daler", "coordinator")
    (organisation,) = (one.id for one in founder.records.list("organisation").records)
    founder.records.set(organisation, {"legal_form": "public_association"})
    founder.records.add("fund", [{"credited_on": "2026-11-06"}])
    office.carry(founder, desk)
    duties, today = Duties(desk.context, desk.records), desk.desk.clock.today()
    notice = next(one for one in duties.list(today) if one.is_notice)
    with pytest.raises(RefusedError, match="finance officer"):
        duties.step(notice, Step(state="receipt_notice_drafted", on=today))
    duties.dismiss(notice, "a fee of our own members", "coordinator", "Daler")
    office.carry(desk, founder)
    there = Duties(founder.context, founder.records).show(notice.id, today)
    assert there.dismissal is not None
    assert (there.dismissal.reason, there.dismissal.by) == ("a fee of our own members", "Daler")
    Duties(founder.context, founder.records).undo_dismissal(there)
    office.carry(founder, desk)
    assert duties.show(notice.id, today).waits


def test_money_that_a_coordinator_writes_past_the_rules_of_the_desk_counts_nowhere_else(office: Office):
    founder = office.found()
    desk = office.join(founder, "Daler", "coordinator")
    with desk.desk.writing() as connection:
        Room(connection).cursor.execute("UPDATE stream SET writes = 1, but = '' WHERE code = 'finance'")
    desk.records.add("expense", [{"description": "Rent", "spent_on": "2026-03-17"}])
    office.carry(desk, founder)
    assert founder.records.list("expense").total == 0


# --- an administrator whose desk reads no money --------------------------------------------------------


def test_an_administrator_is_told_that_a_date_comes_and_nothing_of_money(office: Office):
    founder = office.found()
    administrator, field = (office.join(founder, name, name) for name in ("administrator", "field"))
    (organisation,) = (one.id for one in founder.records.list("organisation").records)
    founder.records.set(organisation, {"legal_form": "public_association"})
    fund = {"credited_on": "2027-01-18", "purpose": "Nordlicht"}
    founder.records.add("fund", [fund])
    office.carry(founder, administrator, field)
    near, over, past = date(2027, 1, 25), date(2027, 2, 10), date(2027, 3, 20)
    (told,) = dates(administrator.context, near)
    assert (told.code, told.period, told.due, told.is_confirmed) == (
        "MOJ_FIN_H2",
        "2026-H2",
        date(2027, 1, 31),
        False,
    )
    assert [one.code for one in dates(administrator.context, over)] == ["MOJ_FIN_H2"], "a month to ask"
    assert "MOJ_FIN_H2" not in {one.code for one in dates(administrator.context, past)}
    assert dates(administrator.context, date(2027, 1, 4)) == (), "not before a week of working days"
    assert dates(founder.context, near) == (), "who keeps the money has the obligation itself"
    assert dates(field.context, near) == ()
    assert Duties(administrator.context, administrator.records).list(near) == ()
