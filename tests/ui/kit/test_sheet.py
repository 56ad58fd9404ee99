import pytest
from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QColor, QImage

from cspdesk.reports import layout
from cspdesk.ui.kit.sheet import SheetView
from cspdesk.ui.kit.sheethtml import SheetText
from cspdesk.ui.look import theme

TABLE = layout.Table(
    (layout.Column("Donor"), layout.Column("TJS", "number", places=2)),
    (
        (layout.Cell("Saferworld <UK>"), layout.Cell("229 512,00", 22951200, key="income/1")),
        (layout.Cell("Total"), layout.Cell("229 512,00", 22951200)),
    ),
    total=True,
)
BLOCKS = (
    layout.Heading("Received", 1, "1."),
    TABLE,
    layout.Paragraph((layout.Span("Notice under "), layout.Span("receiving number", "gap"))),
    layout.Facts((layout.Fact("Period", "2026"),)),
    layout.Bars("Concerns", (layout.BarRow("Work", 5, "5"),)),
    layout.Quotes((layout.Quote("They ask", "a woman"),)),
    layout.Bullets(("one", "two"), numbered=True),
    layout.Note("Rounded", "warn"),
    layout.Signatures((layout.Signature("Head", (layout.Span("name", "gap"),)),), "Ҷ. М."),
    layout.FormLine((layout.FormField("Date"),)),
    layout.FormBox("Notes", 2, "in general"),
    layout.FormGrid((layout.Column("women"),), ("14–30",), "People"),
    layout.FormChoices("Kind", ("a", "b"), other="other"),
    layout.PageBreak(),
    layout.Appendix("Annex 1", "Income"),
)


@pytest.fixture
def document():
    return layout.Document("Report", "en", BLOCKS, addressee="To the Ministry", status="draft")


@pytest.fixture
def sheet(look, qtbot, document):
    made = SheetView(name="Preview")
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.tell(document)
    return made


def test_every_kind_of_block_is_shown(sheet):
    text = sheet.text.toPlainText()
    for word in (
        "Received",
        "Saferworld <UK>",
        "Period",
        "They ask",
        "two",
        "Rounded",
        "Head",
        "Date",
        "Annex 1",
    ):
        assert word in text


def test_each_block_of_the_layout_has_its_writer(document):
    import typing

    shown = {type(block) for block in document.blocks} | {layout.RegionMap}
    assert shown == set(typing.get_args(layout.Block))
    SheetText(document, scale=1.0).html()


def test_a_figure_opens_what_it_counts(sheet, qtbot):
    with qtbot.waitSignal(sheet.figure_opened, check_params_cb=lambda key: key == "income/1"):
        sheet.text.anchorClicked.emit(QUrl("figure:income/1"))


def test_gaps_are_named_in_order_and_open(sheet, qtbot):
    assert sheet.gaps() == ("receiving number", "name")
    with qtbot.waitSignal(sheet.gap_opened) as told:
        sheet.text.anchorClicked.emit(QUrl("gap:1"))
    assert told.args == [1, "name"]


def test_a_gap_far_down_is_brought_into_sight(sheet, qtbot):
    sheet.resize(900, 200)
    qtbot.waitUntil(lambda: sheet._scroll.verticalScrollBar().maximum() > 0)
    sheet.show_gap(1)
    assert sheet._scroll.verticalScrollBar().value() > 0


def test_the_page_is_white_in_the_dark(qapp, look, sheet):
    theme.apply(qapp, theme="dark")
    image = sheet.grab().toImage()
    assert image.pixelColor(image.width() // 2, 60) == QColor("#FFFFFF")


def test_the_page_fits_a_narrow_window(sheet):
    sheet.resize(420, 600)
    assert sheet._paper.width() <= 420


def test_charts_are_drawn_by_whoever_can(sheet, document):
    asked = []

    def draw(block):
        asked.append(block.title)
        image = QImage(60, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("#2B4A9B"))
        return png(image)

    sheet.tell(document, draw)
    assert asked == ["Concerns"]


def png(image):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())
