"""Charts: every number can be reached, opened, read aloud and had as a table."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cspdesk.i18n.outlines import shipped_outlines
from cspdesk.ui.kit.bars import BarHeads, BarValue, BarView, RankedBars
from cspdesk.ui.kit.map import Outline, RegionMap, RegionView, SpotView, ink_on
from cspdesk.ui.kit.maplegend import MapLegend
from cspdesk.ui.kit.trend import TrendLine, TrendPoint
from cspdesk.ui.look import theme, tokens

SQUARES = (
    Outline("west", "West", (((68.0, 38.0), (69.0, 38.0), (69.0, 39.0), (68.0, 39.0)),)),
    Outline("east", "East", (((69.0, 38.0), (70.0, 38.0), (70.0, 39.0), (69.0, 39.0)),)),
)


@pytest.fixture
def bars(look, qtbot):
    made = RankedBars(BarHeads("Concern", ("Women", "Men"), "12 months"), name="What people name most")
    made.tell(
        [
            BarView(
                "gbv", "Violence at home", (BarValue(710, "71%"), BarValue(None, "<5")), (1, 2, 4), "rising"
            ),
            BarView("job", "Work for the young", (BarValue(520, "52%"), BarValue(660, "66%"))),
        ]
    )
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    return made


@pytest.fixture
def map_(look, qtbot):
    made = RegionMap(SQUARES, name="Where")
    made.tell(
        {"west": RegionView(4, "61"), "east": RegionView(None, "no data")},
        [SpotView("t", "Town", "9", (69.5, 38.5), "east")],
    )
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_bars_are_a_table_too(bars):
    assert bars.table_rows() == [
        ("Concern", "Women", "Men"),
        ("Violence at home", "71%", "<5"),
        ("Work for the young", "52%", "66%"),
    ]
    assert "Violence at home, 71%, <5" in bars.accessibleDescription()


def test_a_bar_opens_what_it_counts(bars, qtbot):
    spot = next(mark.rect.center() for mark in bars.marks() if mark.key == "job/1")
    with qtbot.waitSignal(bars.opened, check_params_cb=lambda key: key == "job/1"):
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=spot)


def test_arrows_walk_over_bars_and_enter_opens(bars, qtbot):
    bars.stand_on("gbv")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(bars, key)
    with qtbot.waitSignal(bars.opened, check_params_cb=lambda key: key == "job/0"):
        QTest.keyClick(bars, Qt.Key.Key_Return)


def test_the_ring_stands_around_the_mark(bars):
    bars.stand_on("gbv/0")
    assert bars.ring_rect().contains(bars.current().rect)
    bars.stand_on("")
    assert bars.ring_rect().isEmpty()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("mode", ["light", "dark", "contrast"])
def test_no_figure_of_a_bar_is_painted_over_the_next_column(qapp, look, bars, scale, mode):
    theme.apply(qapp, theme=mode, scale=scale)
    bars.resize(int(420 * scale), bars.sizeHint().height())
    bars.grab()
    women = next(mark.rect for mark in bars.marks() if mark.key == "gbv/0")
    men = next(mark.rect for mark in bars.marks() if mark.key == "gbv/1")
    assert women.right() < men.left()


def test_a_course_names_first_last_and_highest(look, qtbot):
    line = TrendLine(name="Over time")
    qtbot.addWidget(line)
    line.tell([TrendPoint(str(n), f"{n}.2026", value, str(value)) for n, value in enumerate((3, 9, 4), 1)])
    line.resize(400, 140)
    line.grab()
    assert line.table_rows() == [("1.2026", "3"), ("2.2026", "9"), ("3.2026", "4")]
    line.stand_on("1")
    with qtbot.waitSignal(line.opened, check_params_cb=lambda key: key == "3"):
        QTest.keyClick(line, Qt.Key.Key_End)
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_course_without_times_paints_nothing(look, qtbot):
    line = TrendLine(name="Over time")
    qtbot.addWidget(line)
    line.tell([])
    line.grab()
    assert line.marks() == []


def test_a_click_anywhere_in_a_region_chooses_it(map_, qtbot):
    with qtbot.waitSignal(map_.opened, check_params_cb=lambda key: key == "west"):
        QTest.mouseClick(map_, Qt.MouseButton.LeftButton, pos=QPoint(80, 60))
    assert map_.chosen_code() == "west"


def test_arrows_walk_over_the_map(map_):
    map_.choose("west")
    QTest.keyClick(map_, Qt.Key.Key_Right)
    assert map_.current().key in ("east", "t")


def test_the_map_is_a_table_too(map_):
    assert map_.table_rows() == [("West", "61"), ("East", "no data"), ("Town", "9")]


def test_the_map_keeps_the_countrys_proportions(map_):
    width = map_._paths["west"].boundingRect().width()
    height = map_._paths["west"].boundingRect().height()
    assert width / height == pytest.approx(0.779, abs=0.01)


def test_no_data_is_hatched_and_never_a_class(map_, look):
    image = map_.grab().toImage()
    path = map_._paths["east"].boundingRect().toRect().adjusted(4, 4, -4, -4)
    colours = {image.pixelColor(x, path.top() + 8).name() for x in range(path.left(), path.right())}
    assert look.no_data.name() in colours
    assert len(colours) > 1
    assert not colours & {colour.lower() for colour in tokens.SEQUENCES["light"]}


@pytest.mark.parametrize("mode", list(tokens.SEQUENCES))
def test_words_on_every_class_can_be_read(qapp, look, mode):
    theme.apply(qapp, theme=mode)
    for step in range(5):
        fill = look.sequence(step)
        assert tokens.contrast(ink_on(fill).name(), fill.name()) >= 4.5


def test_labels_of_the_shipped_regions_do_not_cover_one_another(look, qtbot):
    outlines = [Outline(o.code, "Хатлон", o.rings) for o in shipped_outlines()]
    spots = [SpotView("k", "Кӯлоб", "27", (69.78, 37.91)), SpotView("b", "Бохтар", "31", (68.78, 37.83))]
    map_ = RegionMap(outlines, name="Where")
    qtbot.addWidget(map_)
    map_.resize(520, 380)
    map_.show()
    map_.tell({o.code: RegionView(2, "48") for o in outlines}, spots)
    rects = list(map_._labels.values())
    assert len(rects) >= 6
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


def test_the_legend_is_read_aloud(look, qtbot):
    legend = MapLegend()
    qtbot.addWidget(legend)
    legend.tell("Consultations", [(0, "1–19"), (4, "60+"), (None, "no data")])
    legend.resize(300, 24)
    legend.grab()
    assert legend.accessibleName() == "Consultations: 1–19, 60+, no data"
