"""The values of a document: shapes that make no sense are refused, texts are found."""

import pytest

from cspdesk.reports.layout import (
    Appendix,
    BarRow,
    Bars,
    Cell,
    Column,
    Document,
    FormChoices,
    FormField,
    FormGrid,
    FormLine,
    Heading,
    RegionMap,
    RegionValue,
    Table,
)
from tests.reports.documents import LANGUAGES, all_documents, every_block


def test_numbers_stand_at_the_end_and_words_at_the_start_unless_asked():
    sides = [Column("a").side, Column("b", "number").side, Column("c", "percent", align="centre").side]
    assert sides == ["start", "end", "centre"]


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda: Heading("x", level=4),
        lambda: Column("x", share=0),
        lambda: Column("x", "number", places=-1),
        lambda: Table((), ()),
        lambda: Table((Column("a"), Column("b")), ((Cell("1"),),)),
        lambda: Bars("x", (BarRow("a", -1, "-1"),)),
        lambda: Bars("x", (BarRow("a", 1, "1", series=1),)),
        lambda: Bars("x", (), series=("a",) * 6),
        lambda: RegionMap("x", (RegionValue("TJ-SU", "Суғд", "1", shade=5),)),
        lambda: FormLine(()),
        lambda: FormField("x", share=0),
        lambda: FormGrid((), ()),
        lambda: FormChoices("x", (), columns=0),
        lambda: Document(" ", "tg", ()),
    ],
)
def test_a_shape_that_makes_no_sense_is_refused_at_once(nonsense):
    with pytest.raises(ValueError, match=r"."):
        nonsense()


@pytest.mark.parametrize("blocks", [(Heading("x", 2),), (Heading("x"), Heading("y", 3))])
def test_headings_begin_at_one_and_skip_none(blocks):
    with pytest.raises(ValueError, match="level"):
        Document("x", "tg", blocks)


def test_an_appendix_counts_as_a_first_heading():
    assert Document("x", "tg", (Appendix("A", "b"), Heading("c", 2))).blocks


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_content_makes_equal_documents(language):
    assert all_documents(language) == all_documents(language)
    assert hash(every_block(language)) == hash(every_block(language))
