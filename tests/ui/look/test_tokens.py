import pytest

from cspdesk.ui.look import tokens


@pytest.mark.parametrize("theme", list(tokens.COLOURS))
@pytest.mark.parametrize(("fore", "back", "need"), tokens.PAIRS)
def test_every_pair_holds_its_contrast(theme, fore, back, need):
    colours = tokens.COLOURS[theme]
    assert tokens.contrast(colours[fore], colours[back]) >= need


@pytest.mark.parametrize("theme", list(tokens.COLOURS))
def test_category_colours_stand_out_from_the_page(theme):
    paper = tokens.COLOURS[theme]["paper"]
    assert all(tokens.contrast(colour, paper) >= 3 for colour in tokens.CATEGORIES[theme])


@pytest.mark.parametrize("theme", list(tokens.COLOURS))
def test_the_classes_of_a_map_run_one_way(theme):
    lights = [tokens.luminance(colour) for colour in tokens.SEQUENCES[theme]]
    assert lights in (sorted(lights), sorted(lights, reverse=True))


def test_black_on_white_is_the_widest_contrast():
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#777777") == 1


def test_themes_name_the_same_colours():
    assert len({frozenset(colours) for colours in tokens.COLOURS.values()}) == 1


def test_nothing_is_written_smaller_than_eleven_pixels():
    assert min(size for size, _weight, _line in tokens.TYPE.values()) == 11
