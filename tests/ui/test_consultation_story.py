"""A consultation from the first key to the list, by keyboard alone, and nothing of it lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from cspdesk.domain.quality import rows
from cspdesk.presenters.form import KEEP_MS
from cspdesk.ui.kit.editors.dates import DateEditor
from cspdesk.ui.kit.editors.text import LongTextEditor
from cspdesk.ui.screens.consultation_form import ConsultationForm
from cspdesk.ui.screens.consultations import ConsultationsScreen
from tests.ui.desks import Driven

Key = Qt.Key
Typed = Callable[..., None]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def begun(driven: Driven) -> ConsultationForm:
    screen = driven.go("consultations", act="new")
    assert isinstance(screen, ConsultationsScreen)
    assert screen.form is not None
    return screen.form


@pytest.fixture
def press(typed: Typed) -> Callable[..., None]:
    """Press a key where the keyboard is."""

    def send(key: Qt.Key, mods=Qt.KeyboardModifier.NoModifier, text: str = "") -> None:
        typed(focused(), text, key.value, mods)

    return send


def test_a_meeting_is_typed_as_it_is_said_without_a_mouse(driven: Driven, typed: Typed, press):
    form = begun(driven)
    assert focused() is form.head.title
    typed(focused(), "Гурӯҳи занон, ноҳияи Ҳисор")
    press(Key.Key_Return)
    for words, rank, code in (("Роҳ торик аст", 1, "#road"), ("Муаллими химия нест", 2, "#edu")):
        typed(focused(), words + " ")
        press(Key(Key.Key_0.value + rank), Qt.KeyboardModifier.AltModifier)
        typed(focused(), code)
        press(Key.Key_Return)  # takes the lit code
        press(Key.Key_Return)  # the next statement
    press(Key.Key_Escape)
    driven.settle()
    (view,) = driven.workspace.records.list("consultation").records
    said = [(one.get("words"), one.get("rank"), one.get("theme")) for one in rows(view.fields, "concerns")]
    assert view.fields["title"] == "Гурӯҳи занон, ноҳияи Ҳисор"
    assert said == [("Роҳ торик аст", 1, "ROAD"), ("Муаллими химия нест", 2, "EDU-ACCESS")]


def test_statements_without_a_concern_are_not_ranked_and_the_picture_says_why(driven: Driven):
    unranked = {"title": "Гурӯҳи занон", "held_on": "2026-05-01", "place": "3507000"}
    driven.workspace.records.add("consultation", [unranked | {"concerns": [{"words": "Роҳ торик"}]}])
    screen = driven.go("concerns")
    screen.presenter.set_period("")
    driven.settle()
    ranking = screen.ranking
    assert not ranking.bars.isVisible()
    assert ranking._none.isVisible()
    assert "#" in ranking._none.text()


def test_what_is_being_typed_is_on_the_disk_within_a_second(driven: Driven, typed: Typed):
    form = begun(driven)
    typed(form.head.title, "Роҳ")
    driven.background.elapse(KEEP_MS)
    (draft,) = form.form.drafts.list()
    assert draft.typed.values["title"] == "Роҳ"


def test_a_sensitive_code_says_that_it_seals_and_makes_the_record_sensitive(driven: Driven, typed, press):
    form = begun(driven)
    form.listening.setFocus()
    typed(focused(), "Хешони шавҳар мезананд #gbv-dom")
    press(Key.Key_Return)
    assert form.form.state.value("sensitivity") == "high"


def test_a_place_that_nobody_knows_says_so_where_it_stands(driven: Driven, typed: Typed, press):
    form = begun(driven)
    form.head.open_fact("place")
    driven.settle()
    typed(focused(), "Ҷойи номаълум")
    press(Key.Key_Tab)
    driven.settle()
    chip = form.head._chips["place"].button
    assert chip.text().strip() == "Ҷойи номаълум: No place is called so."
    assert chip.property("wrong") == "true"
    assert form.form.state.value("place") is None


def test_a_wrong_date_is_told_when_the_field_is_left_and_stays_in_the_draft(driven: Driven, typed: Typed):
    form = begun(driven)
    form.show_view("fields")
    driven.settle()
    assert form.fields is not None
    editor = form.fields.findChild(DateEditor, "held_on")
    assert editor is not None
    line = editor.line
    line.setFocus()
    line.clear()
    typed(line, "31.02.2026")
    assert not editor.fault()
    form.head.title.setFocus()
    assert editor.fault()
    driven.background.elapse(KEEP_MS)
    assert form.form.drafts.list()[0].typed.unread == {"held_on": "31.02.2026"}


def test_a_surname_is_told_beside_its_field_with_a_way_out(driven: Driven, typed: Typed):
    form = begun(driven)
    form.show_view("fields")
    driven.settle()
    assert form.fields is not None
    editor = form.fields.findChild(LongTextEditor, "summary")
    assert editor is not None
    area = editor.area
    area.setFocus()
    area.setPlainText("Раҳимова гуфт")
    form.head.title.setFocus()
    assert "summary" in form.form.cautions


def test_counts_are_typed_into_cells_and_summed(driven: Driven, typed: Typed, press):
    form = begun(driven)
    form.listening.cells.setFocus()
    for number in ("0", "3", "16", "17", "5"):
        typed(focused(), number)
        press(Key.Key_Return)
    form.save()
    driven.settle()
    (view,) = driven.workspace.records.list("consultation").records
    assert sum(int(str(cell["count"])) for cell in rows(view.fields, "participants")) == 41


def test_leaving_for_another_place_saves_without_asking(driven: Driven, typed: Typed):
    form = begun(driven)
    typed(form.head.title, "Роҳ")
    driven.go("today")
    assert driven.workspace.records.list("consultation").total == 1


def test_locking_keeps_what_is_being_typed_and_comes_back_to_it(driven: Driven, typed: Typed):
    form = begun(driven)
    typed(form.head.title, "Роҳ")
    driven.shell.close_now()
    assert driven.workspace.records.list("consultation").total == 1
    spot = driven.desk.navigation.spot
    record = driven.workspace.records.list("consultation").records[0].id
    assert (spot.place, spot.act, spot.record) == ("consultations", "edit", record)


def test_undo_takes_back_a_removed_promise(driven: Driven):
    form = begun(driven)
    key = form.form.add("promises", {"words": "To come again"})
    form.form.remove("promises", key)
    driven.shell.undo()
    assert [row.values["words"] for row in form.form.state.rows("promises")] == ["To come again"]


def test_undo_brings_back_a_deleted_record(driven: Driven):
    record = driven.workspace.records.add("consultation", [{"title": "Road"}]).ids[0]
    screen = driven.go("consultations", record=record)
    assert isinstance(screen, ConsultationsScreen)
    screen.presenter.record.delete("-")
    assert driven.workspace.records.list("consultation").total == 0
    driven.shell.undo()
    assert driven.workspace.records.list("consultation").total == 1


def test_ctrl_s_is_harmless_where_nothing_was_typed(driven: Driven):
    form = begun(driven)
    form.save()
    assert driven.workspace.records.list("consultation").total == 0
