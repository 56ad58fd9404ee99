"""Rows read again: what is as before is the very same paper, and all of it is what reading anew gives."""

import random

from cspdesk.services.books.tables import Tables
from cspdesk.store.room import Room
from tests.services.books.offices import FUND, OWN, money, set_up, spend


def read(desk, before=None):
    with desk.desk.reading() as connection:
        return Tables(Room(connection).cursor, before=before)


def test_papers_read_again_after_any_changes_are_those_read_anew(workspace):
    set_up(workspace)
    draw = random.Random(5)
    made = [spend(workspace, f"{n}.50", f"2026-03-{1 + n:02}") for n in range(8)]
    before = read(workspace)
    before.papers()
    for _ in range(25):
        act = draw.randrange(6)
        if act == 0:
            made.append(spend(workspace, "3.25", "2026-04-15"))
        elif act == 1 and made:
            workspace.records.set(draw.choice(made), {"amount": money(f"{draw.randrange(1, 90)}.00")})
        elif act == 2 and len(made) > 2:
            workspace.records.delete(made.pop(draw.randrange(len(made))), "by chance")
        elif act == 3:
            workspace.records.undo()
            made = [one.id for one in workspace.records.list("expense", limit=100).records]
        elif act == 4 and made:
            shares = [
                {"agreement": FUND, "line": "1", "percent": "60"},
                {"agreement": OWN, "percent": "40"},
            ]
            workspace.records.set(draw.choice(made), {"allocations": shares})
        else:
            workspace.records.add("donor", [{"name": f"D{draw.random()}", "type": "donor_foreign_legal"}])
        again = read(workspace, before)
        assert again.papers() == read(workspace).papers()
        before = again


def test_what_is_as_before_is_the_same_paper(workspace):
    set_up(workspace)
    one, other = spend(workspace, "1.00", "2026-03-01"), spend(workspace, "2.00", "2026-03-02")
    before = read(workspace)
    held = {paper.id: paper for paper in before.papers()["expense"]}
    workspace.records.set(one, {"amount": money("5.00")})
    again = {paper.id: paper for paper in read(workspace, before).papers()["expense"]}
    assert again[other] is held[other]
    assert again[one].number("amount") == 500
