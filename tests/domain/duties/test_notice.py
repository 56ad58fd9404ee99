"""The state of a notice of funds and of every other duty, out of steps that desks add apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.duties import notice
from cspdesk.domain.duties.filing import Dismissal, dismissal_problems, progress
from cspdesk.domain.duties.notice import ORDER, Step, may_spend_from, standing, state_on
from tests.domain.duties.days import day, law
from tests.domain.ledger.worked import EXPECTED, YEAR

NOTICE, REPORT = law("MOJ_FUNDS_NOTICE", "2025-01-01"), law("MOJ_FIN_H1", "2025-07-01")


def step(state, on, **more):
    """A step with everything that its state needs, and a scan."""
    whole = {
        "outgoing_no": "12/25", "incoming_no": "118", "channel": "in_person", "signer": "director",
        "reason": "why", "document": "F1", "scan": "scan", "id": f"{state}{on}",
    }  # fmt: skip
    if state == notice.FILED:
        whole["incoming_no"] = ""
    return Step(state=state, on=day(on), **{**whole, **more})


def steps_of_the_year():
    """The notices of the worked year, each with its scan."""
    return {row["of"]: [step(state, on) for state, on, _ in row["steps"]] for row in YEAR["notices"]}


def test_the_worked_years_notices_stand_where_they_should():
    expected = EXPECTED["notice_due_10_calendar_days_unconfirmed"]
    found = {name: standing(steps).state for name, steps in steps_of_the_year().items()}
    assert found.pop("R6") == "receipt_not_notifiable"
    assert found == {name: row["state"] for name, row in expected.items()}


def test_money_may_be_spent_from_the_day_of_its_registration():
    steps = steps_of_the_year()
    assert may_spend_from(steps["R1"]) == day("2025-02-06")
    assert may_spend_from(steps["R5"]) is None
    assert may_spend_from([]) is None


def test_a_registration_without_number_or_scan_is_none_and_says_what_it_lacks():
    filed, bare = (
        step(notice.FILED, "2025-01-27"),
        step(notice.REGISTERED, "2025-02-06", scan="", incoming_no=""),
    )
    found = standing([filed, bare])
    assert (found.state, found.lacks) == (
        notice.FILED,
        ((notice.REGISTERED, "incoming_no"), (notice.REGISTERED, "scan")),
    )
    entered = step(notice.REGISTERED, "2025-02-06", scan="", incoming_no="", register_entry="44")
    assert standing([filed, entered]).state == notice.REGISTERED


def test_what_was_filed_asks_for_its_incoming_number_until_it_has_one():
    filed = step(notice.FILED, "2025-01-27")
    assert standing([filed]).asks == ("incoming_no",)
    assert standing([step(notice.FILED, "2025-01-27", incoming_no="118")]).asks == ()
    assert standing([filed, step(notice.REGISTERED, "2025-02-06")]).asks == ()


def test_a_refusal_leaves_two_choices_and_filing_again_is_one():
    steps = [step(notice.FILED, "2025-07-03"), step(notice.REFUSED, "2025-07-09")]
    found = progress(NOTICE, steps)
    assert (found.is_done, found.choices) == (False, (notice.DRAFTED, notice.RETURNED))
    again = [*steps, step(notice.DRAFTED, "2025-07-10"), step(notice.FILED, "2025-07-11")]
    assert progress(NOTICE, again).state == notice.FILED


def test_registered_and_refused_on_one_date_is_a_matter_for_a_person():
    found = standing([step(notice.REGISTERED, "2025-02-06"), step(notice.REFUSED, "2025-02-06")])
    assert [{one.state for one in pair} for pair in found.quarrels] == [{notice.REGISTERED, notice.REFUSED}]


def test_one_registration_under_two_numbers_is_a_matter_for_a_person():
    two = [step(notice.REGISTERED, "2025-02-06", incoming_no=number, id=number) for number in ("118", "119")]
    assert len(standing(two).quarrels) == 1
    assert standing([two[0], two[0]]).quarrels == ()


def test_money_sent_back_after_its_registration_was_free_until_then():
    steps = [step(notice.REGISTERED, "2025-02-06"), step(notice.RETURNED, "2025-09-01")]
    assert may_spend_from(steps) == day("2025-02-06")


def test_no_notice_is_needed_only_with_a_reason_and_somebody_who_decided():
    bare = step(notice.NOT_NOTIFIABLE, "2025-05-20", reason="", signer="")
    assert standing([bare]).state == ""
    assert [need for _, need in standing([bare]).lacks] == ["reason", "signer"]


steps_strategy = st.builds(
    Step,
    state=st.sampled_from(list(ORDER)),
    on=st.dates(date(2025, 1, 1), date(2025, 1, 12)),
    id=st.text("abcdef", min_size=1, max_size=3),
    outgoing_no=st.sampled_from(["", "12"]),
    incoming_no=st.sampled_from(["", "118", "119"]),
    channel=st.sampled_from(["", "post"]),
    signer=st.sampled_from(["", "ZK"]),
    reason=st.sampled_from(["", "why"]),
    document=st.sampled_from(["", "F1"]),
    scan=st.sampled_from(["", "s"]),
)


@given(st.lists(steps_strategy, max_size=7), st.randoms())
def test_steps_of_two_desks_join_in_any_order(steps, chance):
    mixed = list(steps)
    chance.shuffle(mixed)
    assert standing(mixed) == standing(steps)
    assert may_spend_from(mixed) == may_spend_from(steps)
    assert progress(NOTICE, mixed) == progress(NOTICE, steps)
    assert progress(REPORT, mixed) == progress(REPORT, steps)


@given(st.lists(steps_strategy, max_size=7), st.dates(date(2025, 1, 1), date(2025, 1, 12)))
def test_a_step_that_comes_later_changes_no_state_of_an_earlier_day(steps, on):
    later = Step(state=notice.REGISTERED, on=date(2025, 2, 1), incoming_no="1", scan="s")
    assert state_on([*steps, later], on) == state_on(steps, on)


@given(st.lists(steps_strategy, max_size=7))
def test_the_latest_step_that_has_what_it_needs_decides(steps):
    reached = [one for one in steps if not one.lacks()]
    found = standing(steps)
    if not reached:
        assert found.state == ""
        return
    last = max(one.on for one in reached)
    assert found.since == last
    assert ORDER[found.state] == max(ORDER[one.state] for one in reached if one.on == last)


# --- other duties ---------------------------------------------------------------------------------


def test_a_report_is_open_until_it_is_handed_in_and_unproven_until_it_is_stamped():
    assert progress(REPORT, []).state == "open"
    assert progress(REPORT, [step("in_preparation", "2025-07-02")]).state == "in_preparation"
    handed_in = step("filed", "2025-07-10", incoming_no="", scan="")
    found = progress(REPORT, [handed_in])
    assert (found.state, found.is_done, found.is_proven, found.lacks) == (
        "filed", True, False, ("incoming_no", "scan"),
    )  # fmt: skip
    stamped = step("filed", "2025-07-12", outgoing_no="", channel="")
    assert progress(REPORT, [handed_in, stamped]).is_proven


def test_a_filing_without_its_number_is_still_in_preparation():
    found = progress(REPORT, [step("filed", "2025-07-10", outgoing_no="")])
    assert (found.state, found.is_done, found.lacks) == ("in_preparation", False, ("outgoing_no",))


def test_a_dismissed_duty_is_done_and_undone_by_one_act():
    dismissal = Dismissal("the branch is closed", "ZK", "coordinator", day("2025-07-01"))
    assert progress(REPORT, [], dismissal).state == "dismissed"
    assert progress(REPORT, [], None).state == "open"


@pytest.mark.parametrize(
    ("reason", "role", "fields"),
    [
        ("closed", "coordinator", []),
        ("  ", "administrator", ["dismissed_reason"]),
        ("closed", "finance", ["dismissed_role"]),
        ("", "", ["dismissed_reason", "dismissed_role"]),
    ],
)
def test_a_dismissal_needs_a_reason_and_a_role(reason, role, fields):
    assert [one.where for one in dismissal_problems(reason, role)] == fields
