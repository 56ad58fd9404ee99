"""The preview: the pages as they will be printed, and on them every figure and gap that can be pressed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from cspdesk.reports.layout import Table
from cspdesk.reports.pdf import draw_pages, inputs
from cspdesk.reports.preview import preview
from tests.reports.money.papers import paper, without

REPORTS = [
    ("moj_half_year", "2025-H1", {}),
    ("budget_report", "2025-H2", {"agreement": "A"}),
    ("eu_annex", "2025-H2", {"agreement": "A"}),
    ("sf425", "2025", {"agreement": "B"}),
    ("agreement_statement", "2025", {"agreement": "C"}),
]


@pytest.mark.parametrize(("kind", "span", "about"), REPORTS)
@pytest.mark.parametrize("language", ["en", "ru", "tg"])
def test_every_figure_of_every_table_has_its_place_on_its_page(kind, span, about, language):
    document = paper(kind, span, language, **about)
    drawn = preview(document, ppi=48)
    keys = [
        cell.key
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
        if cell.key
    ]
    found = [area.key for area in drawn.areas]
    assert [key for key in found if not key.startswith("particular/")] == keys
    for area in drawn.areas:
        assert 0 <= area.page < len(drawn.pages)
        assert 0 < area.left < area.right < 1
        assert 0 < area.top < area.bottom < 1


def test_no_two_figures_of_a_page_lie_over_one_another():
    areas = preview(paper("budget_report", "2025-H2", "ru", agreement="A"), ppi=48).areas
    for place, one in enumerate(areas):
        for other in areas[place + 1 :]:
            apart = (
                one.page != other.page
                or one.right <= other.left + 0.002
                or other.right <= one.left + 0.002
                or one.bottom <= other.top + 0.002
                or other.bottom <= one.top + 0.002
            )
            assert apart, (one, other)


def test_a_place_is_called_by_its_row_its_column_and_its_figure():
    areas = {
        one.key: one.name
        for one in preview(paper("budget_report", "2025-H2", "en", agreement="A"), ppi=48).areas
    }
    assert areas["budget.1.original"].startswith("1 ")
    assert ", Budget: " in areas["budget.1.original"]
    assert areas["particular/terms.total"].startswith("Total of the agreement: ")


def test_what_is_missing_has_its_place_too():
    document = paper("continuation", "2025", "en", told=without(tax_id="", phone=""))
    found = preview(document, ppi=48).areas
    assert [one.key for one in found] == ["gap/organisation/org"] * 2
    assert found[0].name.startswith("Tax number: ")


@pytest.mark.parametrize("wide", [True, False])
def test_marks_move_nothing_on_the_pages(wide):
    document = replace(paper("moj_half_year", "2025-H1", "tg"), wide=wide)
    plain, marked = draw_pages(document, ppi=96), preview(document, ppi=96).pages
    assert len(plain) == len(marked)
    for one, other in zip(plain, marked, strict=True):
        first, second = (Image.open(BytesIO(page)).convert("L") for page in (one, other))
        assert first.size == second.size
        # a letter may fall on another fraction of a dot
        assert ImageStat.Stat(ImageChops.difference(first, second)).mean[0] < 0.5


def test_no_file_is_told_a_key():
    document = paper("moj_half_year", "2025-H1", "en")
    assert '"key"' not in str(inputs(document)["document"]).replace("'", '"')
    assert '"key"' in str(inputs(document, keyed=True)["document"]).replace("'", '"')
