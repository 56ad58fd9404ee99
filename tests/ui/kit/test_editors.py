"""What every editor promises, and what each of them reads."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from cspdesk.i18n.calendar import CALENDAR
from cspdesk.i18n.formats import Formats
from cspdesk.i18n.languages import ENGLISH, RUSSIAN
from cspdesk.ui.kit.daygrid import CalendarText
from cspdesk.ui.kit.editors.amount import AmountEditor
from cspdesk.ui.kit.editors.boolean import AnswerWords, BooleanEditor
from cspdesk.ui.kit.editors.code import Choice, CodeEditor, CodesEditor
from cspdesk.ui.kit.editors.dates import DateEditor
from cspdesk.ui.kit.editors.reading import Readers
from cspdesk.ui.kit.editors.search import PlaceEditor, ReferenceEditor
from cspdesk.ui.kit.editors.text import LongTextEditor, NamedCodeEditor, TextEditor
from cspdesk.ui.kit.editors.typed import TypedEditor
from cspdesk.ui.kit.suggestions import Suggestion
from cspdesk.ui.look import theme

TODAY = date(2026, 11, 12)
RU = Readers(Formats(RUSSIAN), lambda words: words.english(), lambda: TODAY, zone=UTC)
EN = Readers(Formats(ENGLISH), lambda words: words.english(), lambda: TODAY, zone=UTC)
CODES = (
    Choice("GBV-DOM", "Зӯроварӣ дар оила"),
    Choice("MIGR", "Муҳоҷират"),
    Choice("YOUTH-UNEMP", "Бекории ҷавонон"),
)
PLACES = {"TJ01": "Ваҳдат", "TJ02": "Ванҷ"}
RECORD = bytes(range(16))


def calendar_text():
    words = CALENDAR["ru"]
    return CalendarText(
        words.months, words.weekdays_short, "Календарь", "Раньше", "Позже", "Месяц", "Квартал"
    )


def find_place(text):
    return [Suggestion(code, name) for code, name in PLACES.items() if name.startswith(text or name)]


def find_record(_text):
    return [Suggestion(RECORD.hex(), "Договор")]


def date_editor():
    return DateEditor(RU.when(), name="Date", today=TODAY, calendar=calendar_text())


MAKERS = {
    "text": (lambda: TextEditor(name="Donor"), "Саферуорлд"),
    "longtext": (lambda: LongTextEditor(name="Notes"), "Як\nДу"),
    "integer": (lambda: TypedEditor(RU.integer(), name="People"), 1234),
    "decimal": (lambda: TypedEditor(RU.decimal(), name="Share"), (12345, 2)),
    "rate": (lambda: TypedEditor(RU.rate(), name="Rate"), (95630, 4)),
    "month": (lambda: TypedEditor(RU.month(), name="Month"), "2026-11"),
    "time": (lambda: TypedEditor(RU.moment(), name="Time"), 1_793_620_800_000),
    "boolean": (lambda: BooleanEditor(AnswerWords("Yes", "No", "Not recorded"), name="Answered"), False),
    "day": (date_editor, "2026-11-09"),
    "month of a date": (date_editor, "2026-11-01~m"),
    "quarter of a date": (date_editor, "2026-10-01~q"),
    "amount": (
        lambda: AmountEditor(RU.amount, ["TJS", "USD"], name="Sum", currency_name="in"),
        (123450, "USD"),
    ),
    "code": (lambda: CodeEditor(CODES, name="Concern", nothing="None"), "MIGR"),
    "unknown code": (lambda: CodeEditor(CODES, name="Concern", nothing="None"), "FROM-NEWER"),
    "codes": (lambda: CodesEditor(CODES, name="Concerns", nothing="-", remove="x"), ("GBV-DOM", "MIGR")),
    "place": (lambda: PlaceEditor(find_place, PLACES.get, name="Place", nothing="None"), "TJ01"),
    "reference": (
        lambda: ReferenceEditor(find_record, lambda _id: "Договор", name="Agreement", nothing="None"),
        RECORD,
    ),
}


@pytest.fixture(params=list(MAKERS))
def kind(request):
    return request.param


@pytest.fixture
def made(look, qtbot, kind):
    window = QWidget()
    editor = MAKERS[kind][0]()
    editor.setParent(window)
    window.resize(600, 400)
    qtbot.addWidget(window)
    window.show()
    editor.held_by = window
    return editor


def test_a_value_comes_back_as_it_was_given(made, kind, qtbot):
    value = MAKERS[kind][1]
    with qtbot.assertNotEmitted(made.edited):
        made.set_value(value)
    assert made.value() == value
    made.set_value(None)
    assert made.value() is None
    assert made.is_empty()


def test_leaving_a_field_changes_no_value(made, kind):
    value = MAKERS[kind][1]
    made.set_value(value)
    for field in (field for field in made.inputs() if hasattr(field, "left")):
        field.left.emit()
    assert made.value() == value
    assert made.fault() == ""


def test_every_editor_has_its_name_for_screen_readers(made, kind):
    made.set_name("Named anew")
    for field in made.inputs():
        assert QAccessible.queryAccessibleInterface(field).text(QAccessible.Text.Name) == "Named anew"


def test_a_fault_is_told_and_marks_the_field(made, qtbot):
    with qtbot.waitSignal(made.fault_changed):
        made.set_fault("Wrong")
    assert made.fault() == "Wrong"
    assert all(field.property("wrong") == "true" for field in made.inputs())


def test_every_editor_fits_at_twice_the_text(qapp, look, made):
    theme.apply(qapp, theme="dark", scale=2.0)
    made.adjustSize()
    assert made.height() >= 44


# --- typing


def typed_into(editor, typed, text):
    line = editor.line if hasattr(editor, "line") else editor.inputs()[0]
    line.setFocus()
    typed(line, text)
    return line


@pytest.mark.parametrize(
    ("text", "minor"),
    [("1 234,5", 123450), ("1,234.50", 123450), ("1'234.50", 123450), ("24000", 2400000), ("0,07", 7)],
)
def test_amounts_are_read_as_people_type_them(look, qtbot, typed, text, minor):
    editor = AmountEditor(RU.amount, ["TJS", "USD"], name="Sum", currency_name="in")
    qtbot.addWidget(editor)
    editor.show()
    with qtbot.waitSignal(editor.edited):
        line = typed_into(editor, typed, text)
    editor.settle()
    assert editor.value() == (minor, "TJS")
    assert line.text() == RU.formats.figures(minor, "TJS")


def test_a_doubtful_amount_offers_what_it_may_mean(look, qtbot, typed):
    editor = AmountEditor(EN.amount, ["TJS"], name="Sum", currency_name="in")
    qtbot.addWidget(editor)
    editor.show()
    typed_into(editor, typed, "1,234")
    editor.settle()
    assert editor.value() is None
    assert editor.untrusted_text() == "1,234"
    [offer] = editor.offers()
    editor.take_offer(offer)
    assert editor.value() == (123400, "TJS")
    assert editor.fault() == ""


def test_another_currency_is_part_of_the_value(look, qtbot):
    editor = AmountEditor(RU.amount, ["TJS", "USD"], name="Sum", currency_name="Currency")
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value((100, "TJS"))
    with qtbot.waitSignal(editor.edited):
        editor.currency.setCurrentText("USD")
        editor.currency.textActivated.emit("USD")
    assert editor.value() == (100, "USD")
    assert editor.currency.accessibleName() == "Sum, Currency"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("9.11.2026", "2026-11-09"),
        ("2026-11-09", "2026-11-09"),
        ("9 ноября 2026", "2026-11-09"),
        ("11.2026", "2026-11-01~m"),
        ("2026-Q4", "2026-10-01~q"),
    ],
)
def test_dates_are_read_as_people_write_them(look, qtbot, typed, text, stored):
    editor = date_editor()
    qtbot.addWidget(editor)
    editor.show()
    typed_into(editor, typed, text)
    assert editor.value() == stored


def test_a_date_that_does_not_exist_is_kept_as_typed_and_told_on_leaving(look, qtbot, typed):
    editor = date_editor()
    qtbot.addWidget(editor)
    editor.show()
    line = typed_into(editor, typed, "31.02.2026")
    assert editor.fault() == ""
    with qtbot.waitSignal(editor.left):
        editor.settle()
    assert editor.fault() == "Check the date"
    assert line.text() == editor.untrusted_text() == "31.02.2026"


def test_typing_on_takes_a_fault_back(look, qtbot, typed):
    editor = date_editor()
    qtbot.addWidget(editor)
    editor.show()
    typed_into(editor, typed, "31.02.2026")
    editor.settle()
    typed(editor.line, "7")
    assert editor.fault() == ""


def test_a_day_is_chosen_in_the_calendar_with_the_keyboard(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    editor = date_editor()
    editor.setParent(window)
    window.resize(600, 600)
    window.show()
    editor.set_value("2026-11-09")
    editor.open_calendar()
    grid = editor._panel.grid
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(grid, key)
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert editor.value() == "2026-12-17"
    assert not editor._panel.isVisible()


def test_a_whole_quarter_is_chosen_in_the_calendar(look, qtbot):
    editor = date_editor()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value("2026-11-09")
    editor.open_calendar()
    editor._panel._take_quarter()
    assert editor.value() == "2026-10-01~q"


@pytest.mark.parametrize(("key", "answer"), [("yes", True), ("no", False), ("none", None)])
def test_not_recorded_is_neither_yes_nor_no(look, qtbot, key, answer):
    editor = BooleanEditor(AnswerWords("Yes", "No", "Not recorded"), name="Answered")
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(None if answer is not None else True)
    with qtbot.waitSignal(editor.edited):
        QTest.mouseClick(editor.segments.button(key), Qt.MouseButton.LeftButton)
    assert editor.value() is answer


def test_typing_filters_codes_as_people_spell_them(look, qtbot, typed):
    editor = CodeEditor(CODES, name="Concern", nothing="No such code")
    qtbot.addWidget(editor)
    editor.show()
    line = typed_into(editor, typed, "мухочират")  # Tajik letters typed on a Russian keyboard
    assert line.list.current.key == "MIGR"
    with qtbot.waitSignal(editor.edited):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == "MIGR"
    assert line.text() == "Муҳоҷират"


def test_down_opens_all_codes_and_walks_through_them(look, qtbot):
    editor = CodeEditor(CODES, name="Concern", nothing="No such code")
    qtbot.addWidget(editor)
    editor.show()
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    QTest.keyClick(editor.line, Qt.Key.Key_Tab)
    assert editor.value() == "MIGR"


def test_a_word_that_is_no_code_is_kept_and_told(look, qtbot, typed):
    editor = CodeEditor(CODES, name="Concern", nothing="No such code")
    qtbot.addWidget(editor)
    editor.show()
    typed_into(editor, typed, "бегона")
    editor.line.left.emit()
    assert (editor.value(), editor.untrusted_text()) == (None, "бегона")
    assert editor.fault() == "No such code"


def test_escape_shuts_the_list_and_keeps_what_is_typed(look, qtbot, typed):
    editor = CodeEditor(CODES, name="Concern", nothing="No such code")
    qtbot.addWidget(editor)
    editor.show()
    line = typed_into(editor, typed, "м")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert not line.list.isVisible()
    assert line.text() == "м"


def test_codes_are_added_by_typing_and_taken_back_by_backspace(look, qtbot, typed):
    editor = CodesEditor(CODES, name="Concerns", nothing="None", remove="Remove")
    qtbot.addWidget(editor)
    editor.show()
    for text in ("зуров", "бекор"):
        typed(editor.line, text)
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == ("GBV-DOM", "YOUTH-UNEMP")
    QTest.keyClick(editor.line, Qt.Key.Key_Backspace)
    assert editor.value() == ("GBV-DOM",)


def test_a_chosen_code_is_not_offered_again(look, qtbot):
    editor = CodesEditor(CODES, name="Concerns", nothing="None", remove="Remove")
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(("GBV-DOM",))
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    assert [row.key for row in editor.line.list._rows] == ["MIGR", "YOUTH-UNEMP"]


def test_a_place_is_found_while_typing(look, qtbot, typed):
    editor = PlaceEditor(find_place, PLACES.get, name="Place", nothing="None")
    qtbot.addWidget(editor)
    editor.show()
    line = typed_into(editor, typed, "Ван")
    qtbot.waitUntil(lambda: line.list is not None and line.list.isVisible())
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert editor.value() == "TJ02"
    assert line.text() == "Ванҷ"


def test_a_record_that_is_not_here_is_shown_as_such(look, qtbot):
    editor = ReferenceEditor(find_record, lambda _id: "not here yet", name="Agreement", nothing="None")
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value(RECORD)
    assert editor.search.line.text() == "not here yet"
    assert editor.value() == RECORD


def test_a_long_text_grows_with_its_words(look, qtbot, typed):
    editor = LongTextEditor(name="Notes", least=2, most=5)
    qtbot.addWidget(editor)
    editor.show()
    low = editor.area.height()
    editor.set_value("1\n2\n3\n4")
    assert editor.area.height() > low
    editor.set_value("\n".join("123456789"))
    assert editor.area.height() == pytest.approx(low * 5 / 2, rel=0.25)


def test_a_moment_is_told_in_the_zone_it_is_shown_in():
    reader = EN.moment()
    told = reader.read("9 Nov 2026, 14:05").value
    assert datetime.fromtimestamp(told / 1000, UTC) == datetime(2026, 11, 9, 14, 5, tzinfo=UTC)
    assert reader.read(reader.show(told)).value == told


def test_a_code_is_shown_by_its_name_and_stays_as_it_is_typed(look):
    editor = NamedCodeEditor({"nbt": "National Bank"}, name="Source")
    editor.set_value("nbt")
    assert (editor.line.text(), editor.value()) == ("National Bank", "nbt")
    editor.line.setText("nbt")
    editor.set_value("nbt")
    assert editor.line.text() == "nbt", "nothing moves under the hands"
    editor.set_value("InforEuro")
    assert (editor.line.text(), editor.value()) == ("InforEuro", "InforEuro")
