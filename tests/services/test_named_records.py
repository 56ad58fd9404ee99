"""What its content names is one record, whoever enters it and however often; what is posted stays."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.bank_lines import BankLine, line_ids
from cspdesk.domain.clock import Clock
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.ids import Ids, content_id, to_hex
from cspdesk.domain.quality import rows
from cspdesk.services.drafts import Draft, Drafts, Typed
from cspdesk.services.workspace import Workspace
from tests.services.pairs import lone, paired

RATE = {"source": "nbt", "currency": "USD", "day": "2026-03-03", "rate": {"rate": "10.9245", "unit": 1}}
OTHER = RATE | {"rate": {"rate": "10.9300", "unit": 1}}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    with lone(tmp_path) as workspace:
        yield workspace


def added(desk: Workspace, **fields: object) -> str:
    return desk.records.add("exchange_rate", [fields]).ids[0]


def test_a_rate_is_named_by_its_source_currency_and_day(desk: Workspace):
    assert added(desk, **RATE) == to_hex(content_id(49, "nbt", "USD", "2026-03-03"))


@given(st.lists(st.text(), max_size=4), st.integers(1, 99))
def test_a_content_s_id_is_a_uuid_of_version_five(keys: list[str], kind: int):
    made = content_id(kind, *keys)
    assert (len(made), made[6] >> 4, made[8] >> 6) == (16, 5, 2)
    assert made == content_id(kind, *keys)
    assert made != content_id(kind + 1, *keys)


def test_the_same_rate_entered_again_is_the_record_that_is_there(desk: Workspace):
    first = added(desk, **RATE)
    token = desk.records.show(first).token
    assert added(desk, **RATE) == first
    assert desk.records.show(first).token == token, "nothing was written"


def test_another_rate_of_the_day_is_refused_and_the_record_named(desk: Workspace):
    first = added(desk, **RATE)
    with pytest.raises(RefusedError) as refused:
        added(desk, **OTHER)
    assert "rate" in refused.value.what.english()
    assert refused.value.hint is not None
    assert first in refused.value.hint.english()
    assert desk.records.show(first).fields["rate"] == RATE["rate"]


def test_what_the_record_lacked_is_filled_in(desk: Workspace):
    first = added(desk, **{name: value for name, value in RATE.items() if name != "rate"})
    assert added(desk, **RATE) == first
    assert desk.records.show(first).fields == RATE


def test_a_deleted_rate_comes_back_as_it_is_entered_now(desk: Workspace):
    first = added(desk, **RATE)
    desk.records.delete(first, "wrong day")
    assert added(desk, **OTHER) == first
    shown = desk.records.show(first)
    assert not shown.deleted
    assert shown.fields == OTHER
    assert not shown.conflicts


def test_one_rate_twice_in_one_go_is_refused_by_its_line(desk: Workspace):
    told = desk.records.add("exchange_rate", [RATE, OTHER], partial=True)
    assert len(told.ids) == 1
    assert [number for number, _ in told.refused] == [2]


@pytest.mark.parametrize("name", ["source", "currency", "day"])
def test_a_rate_without_what_names_it_is_refused(desk: Workspace, name: str):
    with pytest.raises(RefusedError, match=name):
        added(desk, **{key: value for key, value in RATE.items() if key != name})


def test_what_names_a_record_stays(desk: Workspace):
    first = added(desk, **RATE)
    with pytest.raises(RefusedError, match="day"):
        desk.records.set(first, {"day": "2026-03-04"})
    desk.records.set(first, {"day": "2026-03-03", "rate": OTHER["rate"]})
    assert desk.records.show(first).fields == OTHER


def test_two_desks_that_enter_one_rate_meet_in_one_record(tmp_path: Path, clock: Clock, ids: Ids):
    pair = paired(tmp_path, clock, ids)
    first = added(pair.office, **RATE)
    assert added(pair.field, **RATE) == first
    pair.meet()
    for desk in (pair.office, pair.field):
        page = desk.records.list("exchange_rate")
        assert [(one.id, dict(one.fields), one.conflicts) for one in page.records] == [(first, RATE, ())]
    pair.close()


def test_two_rates_of_one_day_are_a_person_s_to_decide(tmp_path: Path, clock: Clock, ids: Ids):
    pair = paired(tmp_path, clock, ids)
    first = added(pair.office, **RATE)
    added(pair.field, **OTHER)
    pair.meet()
    for desk in (pair.office, pair.field):
        shown = desk.records.show(first)
        assert shown.conflicts == ("rate",)
        assert "rate" not in shown.fields
    pair.close()


def test_a_draft_becomes_the_record_that_its_content_names(desk: Workspace):
    new = to_hex(desk.desk.ids.new())
    draft = Draft(new, "exchange_rate", "", "", Typed(RATE), desk.desk.clock.now())
    view = Drafts(desk.context, desk.records).finish(draft)
    assert view.id == to_hex(content_id(49, "nbt", "USD", "2026-03-03"))


def test_what_is_posted_is_not_changed(desk: Workspace):
    given = {"of": "0" * 32, "type": "correction", "reversed_on": "2026-07-15"}
    record = desk.records.add("reversal", [given]).ids[0]
    with pytest.raises(RefusedError, match="reversed_on"):
        desk.records.set(record, {"reversed_on": "2026-07-16"})
    desk.records.set(record, {"reversed_on": "2026-07-15", "reason": "the wrong line"})
    assert desk.records.show(record).fields == given | {"reason": "the wrong line"}


def test_a_line_of_a_bank_is_named_as_an_import_names_it(desk: Workspace):
    account = desk.records.add("account", [{"name": "Bank", "kind": "bank", "currency": "TJS"}]).ids[0]
    lines = [BankLine(date(2026, 3, 17), -433333, "", "Rent, March")] * 2
    given = {
        "account": account,
        "booked_on": "2026-03-17",
        "amount": {"amount": "-4333.33", "currency": "TJS"},
        "text": "Rent, March",
    }
    made = desk.records.add("statement_line", [given, given | {"ordinal": 2}]).ids
    assert list(made) == [to_hex(one) for one in line_ids(bytes.fromhex(account), lines)]
    assert desk.records.add("statement_line", [given]).ids == made[:1], "the same statement again"


def test_an_obligation_is_named_by_its_duty_subject_and_period(desk: Workspace):
    given = {"duty": "MOJ_FIN_H1", "period": "2026-H1"}
    record = desk.records.add("obligation", [given]).ids[0]
    assert record == to_hex(content_id(65, "MOJ_FIN_H1", "", "2026-H1"))
    desk.records.set(record, {"due": "2026-07-31", "steps": [{"state": "filed", "on": "2026-07-10"}]})
    assert desk.records.add("obligation", [given]).ids == (record,)


def test_two_desks_that_open_one_duty_keep_the_steps_of_both(tmp_path: Path, clock: Clock, ids: Ids):
    pair = paired(tmp_path, clock, ids)
    for desk, state in ((pair.office, "in_preparation"), (pair.field, "filed")):
        steps = [{"state": state, "on": "2026-07-10"}]
        given = {"duty": "MOJ_FIN_H1", "period": "2026-H1", "steps": steps}
        desk.records.add("obligation", [given])
    pair.meet()
    for desk in (pair.office, pair.field):
        (shown,) = desk.records.list("obligation").records
        states = {step["state"] for step in rows(shown.fields, "steps")}
        assert (states, shown.conflicts) == ({"in_preparation", "filed"}, ())
    pair.close()
