"""Numbers of papers come from ranges that were reserved, and are never given out twice."""

from __future__ import annotations

from cspdesk.services.numbering import Numbering
from cspdesk.services.workspace import Workspace
from cspdesk.store import tide


def reserve(workspace: Workspace, *ranges: tuple[int, int, str], papers: str = "vouchers") -> str:
    given = [{"first": first, "last": last, "desk": desk} for first, last, desk in ranges]
    series = {"name": papers, "prefix": "F2-", "digits": 4, "papers": papers, "ranges": given}
    return workspace.records.add("number_series", [series]).ids[0]


def spend(workspace: Workspace, **given: str) -> str:
    return workspace.records.add("expense", [{"description": "paper", **given}]).ids[0]


def number_of(workspace: Workspace, expense: str) -> object:
    return workspace.records.show(expense).fields.get("number")


def this_desk(workspace: Workspace) -> str:
    return workspace.desk.device.device_id.hex()


def test_without_a_series_a_voucher_has_no_number(workspace: Workspace):
    assert number_of(workspace, spend(workspace)) is None


def test_each_new_voucher_takes_the_next_number_of_its_desks_range(workspace: Workspace):
    reserve(workspace, (31, 32, this_desk(workspace)))
    assert [number_of(workspace, spend(workspace)) for _ in range(3)] == ["F2-0031", "F2-0032", None]


def test_a_number_that_a_person_wrote_stays_and_is_stepped_over(workspace: Workspace):
    reserve(workspace, (1, 60, this_desk(workspace)))
    assert number_of(workspace, spend(workspace, number="F2-0007")) == "F2-0007"
    assert number_of(workspace, spend(workspace)) == "F2-0008"


def test_the_number_of_a_deleted_voucher_is_not_given_out_again(workspace: Workspace):
    reserve(workspace, (1, 60, this_desk(workspace)))
    workspace.records.delete(spend(workspace), "entered twice")
    assert number_of(workspace, spend(workspace)) == "F2-0002"


def test_several_in_one_save_take_one_each(workspace: Workspace):
    reserve(workspace, (1, 60, this_desk(workspace)))
    added = workspace.records.add("expense", [{"description": str(n)} for n in range(3)])
    assert [number_of(workspace, one) for one in added.ids] == ["F2-0001", "F2-0002", "F2-0003"]


def test_a_range_of_another_desk_gives_this_one_nothing(workspace: Workspace):
    reserve(workspace, (1, 60, "00" * 16))
    assert number_of(workspace, spend(workspace)) is None


def test_a_letter_takes_its_number_when_it_is_sent(workspace: Workspace):
    reserve(workspace, (1, 60, this_desk(workspace)), papers="outgoing_letters")
    words = {"words": "Regular public reports", "level": "district"}
    draft, sent = workspace.records.add(
        "recommendation", [{**words, "state": "draft"}, {**words, "state": "sent"}]
    ).ids
    assert workspace.records.show(draft).fields.get("outgoing_no") is None
    assert workspace.records.show(sent).fields["outgoing_no"] == "F2-0001"


def test_a_desk_that_was_put_back_takes_nothing_from_the_ranges_that_it_had(workspace: Workspace):
    desk = this_desk(workspace)
    reserve(workspace, (1, 60, desk))
    assert number_of(workspace, spend(workspace)) == "F2-0001"
    with workspace.desk.writing() as connection:
        tide.new_incarnation(connection, workspace.desk.ids, same_device=True)
    assert number_of(workspace, spend(workspace)) is None
    reserve(workspace, (61, 90, desk))
    assert number_of(workspace, spend(workspace)) == "F2-0061"


def test_a_person_sees_what_is_left_what_was_passed_over_and_what_stands_on_two_papers(workspace: Workspace):
    record = reserve(workspace, (1, 5, this_desk(workspace)))
    one, other = spend(workspace, number="F2-0003"), spend(workspace, number="F2-0003")
    (found,) = Numbering(workspace.context).standing()
    assert (found.record, found.following, found.left) == (record, "F2-0004", 2)
    assert found.gaps == (("F2-0001", "F2-0002"),)
    assert found.doubled == (("F2-0003", tuple(sorted((one, other)))),)
    assert not found.overlapping
