"""Charts in words."""

from cspdesk.reports.layout import BarRow, Bars, RegionMap, RegionValue
from cspdesk.reports.wording import LEAST_SHARE, described, groups, room_for

PAIRS = Bars(
    "Синну сол",
    (BarRow("14–17", 45, "45"), BarRow("", 40, "40", 1), BarRow("60+", None, "<5"), BarRow("", 55, "55", 1)),
    series=("занон", "мардон"),
)


def test_a_row_without_a_label_goes_with_the_one_above():
    assert [(label, [row.shown for row in rows]) for label, rows in groups(PAIRS)] == [
        ("14–17", ["45", "40"]),
        ("60+", ["<5", "55"]),
    ]


def test_a_column_is_as_wide_as_its_longest_word_and_a_long_text_has_two_lines():
    assert room_for(["Ҷамъ", "<10"]) == LEAST_SHARE
    assert room_for(["60-сола ва калонтар", "кам, шояд ҳеҷ кас"]) == 10
    assert room_for(["нашудаанд"]) == 9


def test_a_chart_is_described_by_its_printed_figures_alone():
    assert described(PAIRS) == "Синну сол. 14–17: занон 45, мардон 40; 60+: занон <5, мардон 55"


def test_a_map_is_described_region_by_region():
    regions = (RegionValue("TJ-SU", "Суғд", "210", 3), RegionValue("TJ-DU", "Душанбе", "нагузашт"))
    assert described(RegionMap("Харита", regions)) == "Харита. Суғд: 210; Душанбе: нагузашт"


def test_a_chart_of_nothing_is_its_title():
    assert described(Bars("Синну сол", ())) == "Синну сол. "
