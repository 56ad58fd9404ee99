import pytest

from cspdesk.domain.codecs import CODECS
from cspdesk.presenters.formstate import FormState, Row
from cspdesk.presenters.grid import GridPresenter
from cspdesk.presenters.grid_cells import Block, Given
from cspdesk.presenters.grid_columns import column_of, described
from cspdesk.presenters.grid_parts import PartRows
from cspdesk.presenters.grid_paths import cells_of, fixed_cells, with_cells
from cspdesk.presenters.grid_records import RecordRows
from cspdesk.presenters.grid_states import closed
from cspdesk.services.drafts import Drafts

FIELDS = ("credited_on", "purpose", "amount", "donor")
DAY, PURPOSE, AMOUNT, DONOR = range(4)


def grid_over(session, **more):
    rows = RecordRows(session, "fund", FIELDS, **more)
    kinds = {kind.name: kind for kind in session.workspace.records.kinds()}
    columns = [
        column_of(session, key, described(kinds, kinds["fund"], key), grows=key == "purpose")
        for key in FIELDS
    ]
    rows.ask()
    return GridPresenter(columns, rows)


@pytest.fixture
def grid(session):
    return grid_over(session)


def add_fund(session, purpose, day, amount="100.00"):
    form = {"purpose": purpose, "credited_on": day, "amount": {"amount": amount, "currency": "USD"}}
    return session.workspace.records.add("fund", [form]).ids[0]


def funds(session):
    return session.workspace.records.list("fund").records


def test_a_row_typed_and_left_is_one_record(grid, session):
    grid.stand(0)
    grid.type(0, DAY, "3.3.26")
    grid.type(0, PURPOSE, "Youth and police")
    grid.type(0, AMOUNT, "24 000 USD")
    assert funds(session) == ()
    grid.stand(1)
    (made,) = funds(session)
    assert made.fields["credited_on"] == "2026-03-03"
    assert made.fields["amount"] == {"amount": "24000.00", "currency": "USD"}
    assert made.id == grid.rows.row(0).key


def test_what_is_typed_is_on_the_disk_before_the_row_is_left(grid, session, background):
    grid.type(0, PURPOSE, "Youth and police")
    background.elapse(1_000)
    (kept,) = Drafts(session.workspace.context, session.workspace.records).list()
    assert kept.typed.values == {"purpose": "Youth and police"}
    assert funds(session) == ()


def test_what_was_typed_and_never_left_is_there_again_in_another_grid(grid, session, background):
    add_fund(session, "First", "2026-01-01")
    grid.rows.ask()
    grid.stand(0)
    grid.type(0, PURPOSE, "First, in words")
    grid.stand(1)
    grid.type(1, PURPOSE, "Second")
    grid.type(1, DAY, "31.2")
    background.elapse(1_000)
    again = grid_over(session)
    assert [again.text(0, PURPOSE), again.text(1, PURPOSE)] == ["First, in words", "Second"]
    assert again.text(1, DAY) == "31.2"
    assert again.fault(1, DAY) is not None


def test_rows_stay_where_they_were_typed_until_asked_anew(grid, session):
    add_fund(session, "Later", "2026-06-01")
    grid.rows.ask()
    grid.type(1, DAY, "1.1.26")
    grid.type(1, PURPOSE, "Earlier")
    grid.stand(None)
    grid.rows.leave_all()
    assert [grid.text(at, PURPOSE) for at in (0, 1)] == ["Later", "Earlier"]
    grid.rows.ask()
    assert [grid.text(at, PURPOSE) for at in (0, 1)] == ["Earlier", "Later"]


def test_a_changed_cell_is_one_edit_of_its_record(grid, session):
    record = add_fund(session, "Youth", "2026-01-01")
    grid.rows.ask()
    grid.stand(0)
    grid.type(0, PURPOSE, "Youth and police")
    grid.stand(1)
    assert session.workspace.records.show(record).fields["purpose"] == "Youth and police"
    assert grid.rows.row(0).is_kept


def test_undo_after_the_save_is_another_save(grid, session):
    record = add_fund(session, "Youth", "2026-01-01")
    grid.rows.ask()
    grid.stand(0)
    grid.type(0, PURPOSE, "Youth and police")
    grid.stand(1)
    grid.undo()
    assert session.workspace.records.show(record).fields["purpose"] == "Youth"


def test_undoing_a_saved_new_row_whole_deletes_its_record(grid, session):
    grid.stand(0)
    grid.type(0, PURPOSE, "Youth")
    grid.stand(1)
    assert len(funds(session)) == 1
    grid.undo()
    assert funds(session) == ()
    assert grid.rows.count == 0


def test_a_row_says_what_it_lacks(grid):
    grid.type(0, PURPOSE, "Youth")
    state = grid.rows.row(0).state
    assert state.code == "lacks"
    assert "Amount is not filled in." in [one.english() for one in state.told]


def test_what_cannot_be_read_is_in_no_save_and_stays_in_its_cell(grid, session):
    grid.stand(0)
    grid.type(0, PURPOSE, "Youth")
    grid.type(0, DAY, "31.2")
    grid.stand(1)
    assert "credited_on" not in funds(session)[0].fields
    assert grid.text(0, DAY) == "31.2"
    again = grid_over(session)
    assert again.text(0, DAY) == "31.2"


def test_a_judge_says_that_a_saved_row_is_closed_and_closed_rows_take_no_keyboard(session):
    class AllClosed:
        def state(self, record):
            return closed()

    record = add_fund(session, "Youth", "2026-01-01")
    grid = grid_over(session, judge=AllClosed())
    assert grid.rows.row(0).key == record
    assert not grid.can_type(0, PURPOSE)


def test_what_another_desk_changes_is_read_anew_in_its_place(grid, session):
    first = add_fund(session, "Youth", "2026-01-01")
    add_fund(session, "Police", "2026-02-01")
    grid.rows.ask()
    session.workspace.records.set(first, {"purpose": "Youth and police"})
    assert [grid.text(at, PURPOSE) for at in (0, 1)] == ["Youth and police", "Police"]


def test_rows_far_away_are_read_for_a_sum_and_not_kept(session):
    records = session.workspace.records
    amount = {"amount": "1.00", "currency": "USD"}
    forms = [{"purpose": f"P{n}", "credited_on": "2026-01-01", "amount": amount} for n in range(450)]
    records.add("fund", forms)
    grid = grid_over(session)
    assert grid.rows.row(0) is None
    found: list = []
    grid.sums([Block(0, 0, 449, AMOUNT)], lambda *told: found.append(told))
    assert found == [(450, 450, [("USD", 45_000)])]
    assert grid.rows.row(0) is None
    grid.rows.load()
    assert grid.rows.row(0) is not None


def test_a_pasted_block_is_a_save_a_row(grid, session):
    found: list = []
    grid.read_block("1.3.26\tA\t10 USD\n2.3.26\tB\t20 USD\n3.3.26\tC\t30 USD", 0, DAY, found.append)
    grid.paste(found[0])
    assert sorted(one.fields["purpose"] for one in funds(session)) == ["A", "B", "C"]


def test_locking_leaves_nothing_that_is_not_on_the_disk(grid, session):
    grid.type(0, PURPOSE, "Youth")
    grid.rows.save_now()
    assert [one.fields["purpose"] for one in funds(session)] == ["Youth"]


def test_an_amount_takes_the_currency_that_stands_with_it(grid):
    for at, text in enumerate(("24 000 $", "EUR 5", "1 280,50")):
        grid.type(at, AMOUNT, text)
    values = [CODECS["amount"].parse(grid.given(at, AMOUNT).value) for at in range(3)]
    assert values == [(2_400_000, "USD"), (500, "EUR"), (128_050, "TJS")]


def test_both_readings_of_a_doubtful_amount_are_offered(grid):
    grid.type(0, AMOUNT, "1,234")
    assert grid.fault(0, AMOUNT) is not None
    assert [one.text for one in grid.choices(0, AMOUNT, "1,234")] == ["1,234.00"]


def test_a_record_is_named_by_its_title(grid, session):
    donor = session.workspace.records.add("donor", [{"name": "Nordlicht Foundation"}]).ids[0]
    grid.type(0, DONOR, "nordlicht")
    assert grid.given(0, DONOR) == Given(donor)
    assert grid.text(0, DONOR) == "Nordlicht Foundation"


def test_parts_of_a_form_are_rows_of_a_grid(session):
    from cspdesk.presenters.form import FormPresenter

    form = FormPresenter(session, "consultation")
    form.begin(held_on="2026-11-22")
    fields = ("words", "due")
    kind = form.part_kinds["promises"]
    columns = [column_of(session, key, kind.by_name[key]) for key in fields]
    grid = GridPresenter(columns, PartRows(form, "promises", fields))
    grid.type(0, 0, "A lamp at the school")
    grid.type(0, 1, "1.12.26")
    grid.type(1, 1, "never")
    assert form.state.rows("promises")[0].values == {"words": "A lamp at the school", "due": "2026-12-01"}
    assert grid.fault(1, 1) is not None
    form.save()
    (made,) = session.workspace.records.list("consultation").records
    assert made.fields["promises"][0]["words"] == "A lamp at the school"
    assert grid.text(1, 1) == "never"


def test_a_cell_of_a_part_makes_the_part_and_takes_it_away_again():
    state = with_cells(FormState(), {"allocations.line": Given("1.1")})
    assert cells_of(state, ("allocations.line",)) == {"allocations.line": Given("1.1")}
    assert with_cells(state, {"allocations.line": Given()}).rows("allocations") == ()


def test_cells_of_several_parts_are_written_in_the_form():
    state = FormState(parts={"allocations": (Row("a", {"line": "1"}), Row("b", {"line": "2"}))})
    assert fixed_cells(state, ("payee", "allocations.line")) == {"allocations.line"}
