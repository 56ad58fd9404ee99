"""HXL: tags are tags, stand beneath the titles, and change nothing of what is shown."""

from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.fields import Field
from cspdesk.models import KINDS
from cspdesk.reports.hxl import is_tag, is_tag_row, tag_of, tag_of_cell, tagged
from cspdesk.reports.layout import Cell, Column, Document, Table
from cspdesk.reports.money.definition import Grid, Listing
from cspdesk.reports.money.shipped.catalogue import DEFINITIONS
from cspdesk.reports.sheet_reader import read_sheet
from cspdesk.reports.xlsx import write_xlsx

TAGGED = [(kind.name, one) for kind in KINDS for one in kind.fields if one.tag]


@pytest.mark.parametrize(("kind", "one"), TAGGED, ids=lambda one: getattr(one, "name", one))
def test_every_tag_of_a_field_is_one_with_whatever_stands_beside_it(kind, one):
    for aspect in ("", "code", "currency", "unit", "id"):
        assert is_tag(tag_of(one, aspect))


@pytest.mark.parametrize(
    ("field", "aspect", "by_region", "tag"),
    [
        (Field(1, "Place", "place", tag="#adm2+code"), "", False, "#adm2+name"),
        (Field(1, "Place", "place", tag="#adm2+code"), "code", False, "#adm2+code"),
        (Field(1, "Place", "place", tag="#adm2+code"), "", True, "#adm1+name"),
        (Field(1, "Kind", "code", tag="#activity+type"), "", False, "#activity+type+name"),
        (Field(1, "Kind", "code", tag="#activity+type"), "code", False, "#activity+type+code"),
        (Field(1, "Title", "text", tag="#activity+name"), "", False, "#activity+name"),
        (Field(1, "Cost", "amount", tag="#value"), "", False, "#value"),
        (Field(1, "Cost", "amount", tag="#value"), "currency", False, "#currency"),
        (Field(1, "Note", "text"), "", False, ""),
    ],
)
def test_a_column_is_tagged_by_what_stands_in_it(field, aspect, by_region, tag):
    assert tag_of(field, aspect, by_region=by_region) == tag


def test_a_cell_of_the_grid_says_sex_age_and_disability():
    assert tag_of_cell("#reached", ("f", "18-30", "")) == "#reached+f+age_18_30"
    assert tag_of_cell("#reached", ("m", "", "yes")) == "#reached+m+disabled"
    assert tag_of_cell("#reached", ("", "", "")) == "#reached"


@given(st.sampled_from(LISTS["sex"].codes), st.sampled_from(LISTS["age_band"].codes))
def test_every_cell_of_the_grid_has_a_tag(sex, band):
    for disability in LISTS["disability"].codes:
        assert is_tag(tag_of_cell("#reached", (sex, band, disability)))


def test_the_tags_of_a_document_lie_beneath_its_titles_and_move_no_figure():
    block = Table(
        (Column("Place", tag="#adm1+name"), Column("People", "number", tag="#reached")),
        ((Cell("Sughd"), Cell("15", 15)), (Cell("Rasht"), Cell("<10"))),
    )
    plain = Document(title="T", language="en", organisation="O", made_on="x", blocks=(block,))
    rows = list(openpyxl.load_workbook(BytesIO(write_xlsx(tagged(plain)))).worksheets[1].values)
    assert rows[:4] == [("Place", "People"), ("#adm1+name", "#reached"), ("Sughd", 15), ("Rasht", "<10")]
    assert tagged(tagged(plain)) != plain
    bare = Document(
        title="T",
        language="en",
        organisation="O",
        made_on="x",
        blocks=(Table((Column("a"),), ((Cell("b"),),)),),
    )
    assert tagged(bare) == bare


def test_a_row_of_tags_is_read_back_as_no_row():
    sheet = read_sheet(BytesIO(b"Title,Place\n#activity+name,#adm2+code\nA,#hash\n#x,\n"))
    assert list(sheet.rows) == [(3, ("A", "#hash")), (4, ("#x", ""))]


@pytest.mark.parametrize("cells", [("", ""), ("#a", "words"), ("# a",), ("#1",), ("a",)])
def test_what_is_no_row_of_tags_is_kept(cells):
    assert not is_tag_row(cells)


def test_every_tag_of_a_report_of_money_is_one_and_the_report_on_aid_has_them_all():
    for definition in DEFINITIONS.values():
        for part in definition.parts:
            if isinstance(part, Grid | Listing):
                own = part.tag if isinstance(part, Grid) else ""
                tags = [own, *(column.tag for column in part.columns)]
                assert all(is_tag(tag) for tag in tags if tag)
                if definition.id == "aid_spending":
                    assert all(tags)
