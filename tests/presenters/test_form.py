"""A form keeps what is typed as a draft, makes one save of it, and never loses a letter."""

from collections.abc import Callable

import pytest

from cspdesk.domain.detect import Trace
from cspdesk.domain.quality import rows
from cspdesk.presenters.background import Immediate
from cspdesk.presenters.form import KEEP_MS, FormPresenter
from cspdesk.presenters.session import Session

Reopened = Callable[..., FormPresenter]


def saved(session: Session, form: FormPresenter) -> dict[str, object]:
    return dict(session.workspace.records.show(form.record).fields)


def total(session: Session) -> int:
    return session.workspace.records.list("consultation").total


def test_an_untouched_form_leaves_nothing_behind(session: Session, form: FormPresenter):
    form.save()
    form.save_now()
    assert total(session) == 0
    assert form.drafts.list() == ()


def test_what_is_typed_is_a_draft_within_a_second(form: FormPresenter, background: Immediate):
    form.edit("title", "Гурӯҳи занон")
    assert form.session.unsaved == 1
    background.elapse(KEEP_MS)
    (draft,) = form.drafts.list()
    assert draft.typed.values == {"held_on": "2026-11-22", "title": "Гурӯҳи занон"}
    assert form.session.unsaved == 0


def test_typing_on_and_on_is_kept_all_the_same(form: FormPresenter, background: Immediate):
    for end in range(1, 20):
        form.edit("title", "x" * end)
        background.elapse(KEEP_MS // 4)
    (draft,) = form.drafts.list()
    assert len(str(draft.typed.values["title"])) >= 16


def test_leaving_the_field_keeps_at_once(form: FormPresenter):
    form.edit("title", "Road")
    form.left("title")
    assert len(form.drafts.list()) == 1


def test_a_save_takes_the_draft_and_gives_the_record_its_id(session: Session, form: FormPresenter):
    form.edit("title", "Road")
    form.keep()
    draft = form.draft
    form.save()
    assert form.drafts.list() == ()
    assert (form.record, saved(session, form)["title"]) == (draft, "Road")
    assert form.is_kept
    assert not form.is_touched


def test_only_what_was_changed_is_saved(session: Session, form: FormPresenter, reopened: Reopened):
    form.edit("title", "Road")
    form.edit("summary", "Dark")
    form.save()
    other = reopened(form.record)
    other.edit("summary", "Dark and long")
    other.save()
    changes = [c.field for c in session.workspace.history.of(form.record) if c.before is not None]
    assert changes == ["summary"]


def test_a_second_save_does_not_add_parts_again(session: Session, form: FormPresenter):
    key = form.add("concerns", {"words": "Роҳ торик"})
    form.save()
    form.edit(f"concerns/{key}/words", "Роҳ торик аст")
    form.add("concerns", {"words": "Об нест"})
    form.save()
    assert [row["words"] for row in rows(saved(session, form), "concerns")] == ["Роҳ торик аст", "Об нест"]


def test_a_cell_counted_twice_is_one_cell(session: Session, form: FormPresenter):
    key = form.add("participants", {"sex": "f", "band": "18-30", "count": 3})
    form.save()
    form.edit(f"participants/{key}/count", 5)
    form.save()
    (cell,) = rows(saved(session, form), "participants")
    assert cell["count"] == 5


def test_a_removed_part_goes_with_the_next_save(session: Session, form: FormPresenter, reopened: Reopened):
    form.add("concerns", {"words": "one"})
    form.add("concerns", {"words": "two"})
    form.save()
    other = reopened(form.record)
    other.remove("concerns", other.state.rows("concerns")[0].key)
    other.save()
    assert [row["words"] for row in rows(saved(session, form), "concerns")] == ["two"]


def test_a_date_that_does_not_exist_stays_in_the_draft(form: FormPresenter, reopened: Reopened):
    form.edit_unread("held_on", "31.02.2026")
    form.edit("title", "Road")
    form.save()
    other = reopened(form.record)
    assert other.state.unread == {"held_on": "31.02.2026"}
    assert other.state.value("title") == "Road"


def test_a_draft_opens_where_it_was_left(form: FormPresenter, reopened: Reopened):
    key = form.add("concerns", {"words": "Об", "rank": 1})
    form.edit_unread(f"concerns/{key}/place", "Қиш")
    form.keep()
    other = reopened(draft=form.draft)
    (row,) = other.state.rows("concerns")
    assert row.values == {"words": "Об", "rank": 1}
    assert other.state.unread == {f"concerns/{row.key}/place": "Қиш"}
    assert other.is_touched
    assert other.is_new


def test_undo_takes_back_a_field_at_a_time(form: FormPresenter):
    for text in ("R", "Ro", "Road"):
        form.edit("title", text)
    form.edit("summary", "Dark")
    form.undo()
    assert form.state.value("summary") is None
    assert form.state.value("title") == "Road"
    form.undo()
    assert form.state.value("title") is None
    form.redo()
    assert form.state.value("title") == "Road"
    assert not FormPresenter(form.session, "consultation").undo()


def test_undo_brings_back_a_removed_part_even_after_a_save(session: Session, form: FormPresenter):
    key = form.add("promises", {"words": "To come again", "due": "2026-12-01"})
    form.save()
    form.remove("promises", key)
    form.undo()
    form.save()
    (promise,) = rows(saved(session, form), "promises")
    assert promise["words"] == "To come again"


def test_locking_makes_one_save_before_it_returns(session: Session, form: FormPresenter):
    form.edit("title", "Road")
    form.save_now()
    assert total(session) == 1
    assert form.drafts.list() == ()


def test_what_is_refused_while_locking_stays_a_draft(
    session: Session, form: FormPresenter, reopened: Reopened
):
    form.edit("title", "Road")
    form.edit("minutes", -5)
    form.save_now()
    assert session.trouble is not None
    assert reopened(draft=form.draft).state.value("title") == "Road"


def test_what_is_typed_while_a_save_is_made_stays(session: Session, workspace_slow: "SlowSession"):
    form = workspace_slow.form
    form.edit("title", "Road")
    form.save()
    form.edit("title", "Road at night")
    form.add("concerns", {"words": "dark"})
    workspace_slow.let_go()
    assert form.state.value("title") == "Road at night"
    assert not form.is_kept
    form.save()
    workspace_slow.let_go()
    fields = session.workspace.records.show(form.record).fields
    assert (fields["title"], len(rows(fields, "concerns"))) == ("Road at night", 1)


class SlowSession:
    """A form whose work waits until it is let go, as behind a slow disk."""

    def __init__(self, session: Session, background: Immediate) -> None:
        self.waiting: list[Callable[[], None]] = []
        run = background.run

        def later(work, done, failed, *, lane="read"):
            self.waiting.append(lambda: run(work, done, failed, lane=lane))

        background.run = later  # type: ignore[method-assign]
        self.form = FormPresenter(session, "consultation")
        self.form.begin()

    def let_go(self) -> None:
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def workspace_slow(session: Session, background: Immediate) -> SlowSession:
    return SlowSession(session, background)


def test_a_surname_is_told_when_the_field_is_left_and_not_before(form: FormPresenter):
    form.edit("summary", "Раҳимова гуфт")
    assert form.cautions == {}
    form.left("summary")
    assert [one.trace for one in form.cautions["summary"]] == [Trace.SURNAME]


def test_a_trace_that_names_nobody_is_not_told_again(form: FormPresenter):
    form.edit("summary", "Раҳимова гуфт")
    form.left("summary")
    form.accept("summary", form.cautions["summary"][0])
    form.edit("summary", "Раҳимова гуфт: не")
    form.left("summary")
    assert form.cautions == {}


def test_a_trace_can_be_written_otherwise(form: FormPresenter):
    form.edit("summary", "Раҳимова гуфт")
    form.left("summary")
    form.replace("summary", form.cautions["summary"][0], "сокин")
    assert form.state.value("summary") == "сокин гуфт"
    assert form.cautions == {}


def test_what_is_missing_is_said_and_does_not_stop_a_save(session: Session, form: FormPresenter):
    form.edit("title", "Road")
    assert "concerns" in {problem.where for problem in form.lacks}
    form.save()
    assert total(session) == 1


def test_letting_go_leaves_no_draft(session: Session, form: FormPresenter):
    form.edit("title", "Road")
    form.keep()
    form.let_go()
    assert form.drafts.list() == ()
    assert not form.is_touched
    form.save()
    assert total(session) == 0


def test_a_wages_document_that_names_a_sheet_is_saved_with_the_shares_of_it(session: Session):
    records = session.workspace.records
    own = records.add("agreement", [{"number": "Own", "rule": "own"}]).ids[0]
    half = {"agreement": own, "percent": "50"}
    sheet = records.add("staff_costs", [{"month": "2026-02", "post": "P1", "shares": [half, half]}]).ids[0]
    form = FormPresenter(session, "expense")
    form.begin()
    form.edit("sheet", sheet)
    assert "allocations" not in {one.where for one in form.lacks}
    form.save()
    assert len(rows(saved(session, form), "allocations")) == 2
