"""What two desks write at once is never lost: it waits, with who wrote it, until a person decides."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cspdesk.domain.errors import RefusedError
from cspdesk.services.results import ConflictView
from cspdesk.services.settling import Answer, Settling
from tests.conftest import FixedClock, SeededIds
from tests.services.pairs import Pair, paired

MEETING: dict[str, object] = {
    "title": "Meeting",
    "participants": [{"sex": "f", "band": "18-30", "count": 12}],
    "concerns": [{"theme": "ROAD", "severity": 3, "rank": 1}],
}
FUND: dict[str, object] = {
    "credited_on": "2026-03-03",
    "amount": {"amount": "100.00", "currency": "USD"},
    "rate": {"rate": "10.9", "unit": 1},
    "purpose": "Grant",
}


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock, ids: SeededIds) -> Iterator[Pair]:
    made = paired(tmp_path, clock, ids)
    yield made
    made.close()


def shared(pair: Pair, kind: str, given: dict[str, object]) -> str:
    """A record that both desks hold."""
    record = pair.office.records.add(kind, [given]).ids[0]
    pair.meet()
    return record


def clash(pair: Pair, record: str, office: dict[str, object], field: dict[str, object]) -> None:
    """Both change a record unseen by the other, and then hear of each other."""
    pair.office.records.set(record, office)
    pair.field.records.set(record, field)
    pair.meet()


def only(waiting: tuple[ConflictView, ...]) -> ConflictView:
    assert len(waiting) == 1
    return waiting[0]


def test_two_titles_wait_with_both_values_and_their_authors(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    clash(pair, record, {"title": "Office"}, {"title": "Field"})
    view = only(pair.office.conflicts.list())
    assert (view.record, view.field, view.merge) == (record, "title", "ordinary")
    assert view.title in {"Office", "Field"}
    assert {(choice.value, choice.by) for choice in view.values} == {("Office", "Nigora"), ("Field", "Zafar")}


def test_both_desks_show_the_same_while_it_waits(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    clash(pair, record, {"title": "Office"}, {"title": "Field"})
    assert pair.office.records.show(record).fields == pair.field.records.show(record).fields


def test_what_is_settled_on_one_desk_is_settled_on_the_other(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    clash(pair, record, {"title": "Office"}, {"title": "Field"})
    pair.field.conflicts.settle(record, "title", "Both")
    pair.meet()
    assert pair.office.conflicts.count() == pair.field.conflicts.count() == 0
    assert pair.office.records.show(record).fields["title"] == "Both"


def test_a_change_made_while_a_form_was_open_waits_and_is_not_overwritten(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    seen = pair.office.records.show(record).token
    pair.field.records.set(record, {"title": "Field"})
    pair.send(pair.field, pair.office)
    pair.office.records.set(record, {"title": "Office"}, seen=seen)
    assert {choice.value for choice in only(pair.office.conflicts.list()).values} == {"Office", "Field"}


def test_a_count_that_two_typed_is_shown_as_it_was_until_somebody_decides(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    clash(
        pair,
        record,
        {"participants": [{"sex": "f", "band": "18-30", "count": 14}]},
        {"participants": [{"sex": "f", "band": "18-30", "count": 16}]},
    )
    view = only(pair.office.conflicts.list())
    assert (view.kind, view.field, view.merge, view.root) == ("participants", "count", "must-decide", record)
    parts = pair.office.records.show(record).fields["participants"]
    assert isinstance(parts, list)
    assert parts[0]["count"] == 12
    pair.office.conflicts.settle_typed(view.record, "count", "15")
    pair.meet()
    parts = pair.field.records.show(record).fields["participants"]
    assert isinstance(parts, list)
    assert parts[0]["count"] == 15


def test_a_cell_that_two_desks_fill_first_is_one_cell(pair: Pair):
    record = shared(pair, "consultation", {"title": "Meeting"})
    clash(
        pair,
        record,
        {"participants": [{"sex": "m", "band": "60+", "count": 2}]},
        {"participants": [{"sex": "m", "band": "60+", "count": 3}]},
    )
    parts = pair.office.records.show(record).fields["participants"]
    assert isinstance(parts, list)
    assert len(parts) == 1
    assert {choice.value for choice in only(pair.office.conflicts.list()).values} == {2, 3}


def test_settling_an_amount_takes_the_whole_version_it_came_with(pair: Pair):
    record = shared(pair, "fund", FUND)
    office: dict[str, object] = {
        "amount": {"amount": "200.00", "currency": "USD"},
        "rate": {"rate": "11.0", "unit": 1},
    }
    field: dict[str, object] = {"amount": {"amount": "300.00", "currency": "USD"}}
    clash(pair, record, office, field)
    assert {view.field for view in pair.office.conflicts.list()} == {"amount", "rate"}
    pair.office.conflicts.settle_typed(record, "amount", "200 USD")
    pair.meet()
    shown = pair.field.records.show(record).fields
    assert shown["amount"] == office["amount"]
    assert shown["rate"] == {"rate": "11.0", "unit": 1}
    assert shown["credited_on"] == "2026-03-03"
    assert pair.field.conflicts.count() == 0


def test_settling_brings_nothing_back_that_nobody_wants(pair: Pair):
    record = shared(pair, "fund", FUND)
    same = {"credited_on": "2026-04-04", "rate": {"rate": "11.0", "unit": 1}}
    office: dict[str, object] = {**same, "amount": {"amount": "200.00", "currency": "USD"}}
    clash(pair, record, office, {**same, "amount": {"amount": "300.00", "currency": "USD"}})
    Settling(pair.office.context).settle([Answer(record, "amount", office["amount"])])
    shown = pair.office.records.show(record).fields
    assert {name: shown[name] for name in office} == office
    assert pair.office.conflicts.count() == 0


def test_the_more_protective_consent_holds_without_a_question(pair: Pair):
    record = shared(pair, "consultation", {"title": "Meeting", "consent_photo": "yes"})
    clash(pair, record, {"consent_photo": "withdrawn"}, {"consent_photo": "not_asked"})
    assert pair.office.conflicts.count() == 0
    assert pair.office.records.show(record).fields["consent_photo"] == "withdrawn"


@pytest.mark.parametrize(("answer", "deleted"), [("keep", False), ("delete", True)])
def test_a_deletion_of_what_somebody_changed_is_a_question(pair: Pair, answer: str, deleted: bool):
    record = shared(pair, "consultation", MEETING)
    pair.office.records.delete(record, "double")
    pair.field.records.set(record, {"title": "Field"})
    pair.meet()
    view = only(pair.office.conflicts.list())
    assert (view.field, pair.office.records.show(record).deletion_proposed) == ("deleted", True)
    pair.office.conflicts.settle_typed(record, "deleted", answer)
    pair.meet()
    assert pair.field.records.show(record).deleted is deleted
    assert pair.field.conflicts.count() == 0


@pytest.mark.parametrize(
    ("field", "value"), [("titel", "x"), ("minutes", "5"), ("deleted", "maybe"), ("title", "a\x00")]
)
def test_what_is_in_no_conflict_is_not_settled(pair: Pair, field: str, value: str):
    record = shared(pair, "consultation", MEETING)
    clash(pair, record, {"title": "Office"}, {"title": "Field"})
    with pytest.raises(RefusedError):
        pair.office.conflicts.settle_typed(record, field, value)
    assert pair.office.conflicts.count() == 1


def test_equal_values_are_no_conflict(pair: Pair):
    record = shared(pair, "consultation", MEETING)
    clash(pair, record, {"title": "Same"}, {"title": "Same"})
    assert pair.office.conflicts.count() == 0


def test_a_clock_wrong_by_years_decides_nothing(pair: Pair, clock: FixedClock):
    record = shared(pair, "consultation", MEETING)
    pair.office.records.set(record, {"title": "Office"})
    clock.advance(timedelta(days=-4000))
    pair.field.records.set(record, {"title": "Field"})
    pair.meet()
    assert len(only(pair.field.conflicts.list()).values) == 2
