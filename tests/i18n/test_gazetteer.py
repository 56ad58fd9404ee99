import pytest

from cspdesk.i18n.gazetteer import COUNTRY, Gazetteer, Grouping, Place, gazetteer


@pytest.fixture(scope="module")
def places() -> Gazetteer:
    return gazetteer()


def test_tajikistan_has_five_regions_and_68_units_of_today(places):
    assert [p.code for p in places.at_level(0)] == [COUNTRY]
    assert len(places.at_level(1)) == 5
    assert len(places.at_level(2)) == 68
    assert len(places) == 82


def test_every_unit_hangs_in_the_tree_one_level_below_its_parent(places):
    for place in places:
        parent = places.lookup(place.parent)
        assert (parent is None) == (place.code == COUNTRY)
        assert parent is None or parent.level == place.level - 1


def test_a_merged_code_leads_to_a_unit_of_today_in_the_same_zone(places):
    merged = [p for p in places if not p.is_current]
    assert len(merged) == 8
    for place in merged:
        today = places.current(place.code)
        assert today is not None
        assert (today.is_current, today.zone, today.parent) == (True, place.zone, place.parent)


def test_every_unit_is_counted_in_one_zone_or_says_why_not(places):
    zones = [g for g in places.groupings if g.kind == "zone"]
    for place in places:
        if place.zone:
            assert [g.code for g in zones if place.zone in g.zones] == [place.zone]
        else:
            assert place.level < 2
            assert place.note
    counted = [p.code for g in zones for p in places.members(g.code)]
    assert sorted(counted) == [p.code for p in places.at_level(2)]


def test_zones_read_together_hold_what_their_zones_hold(places):
    both = {p.code for p in places.members("sughd_kulob")}
    assert both == {p.code for zone in ("sughd", "kulob") for p in places.members(zone)}


def test_names_are_there_in_three_languages_with_their_own_letters(places):
    for place in places:
        assert place.names.in_language("tg") == place.names.tg
        assert not set(place.names.tg.lower()) & set("ыьщц")
        assert not set(place.names.ru.lower()) & set("ғӣқӯҳҷ")
        assert place.names.en.isascii()


def test_a_path_leads_from_the_country_through_the_zone(places):
    assert [step.code for step in places.path("3505220")] == [COUNTRY, "3505000", "sughd", "3505220"]
    assert [type(step) for step in places.path("3509036")] == [Place, Place, Grouping, Place]
    assert places.path("unknown") == ()


def test_relatives_of_a_place(places):
    region, zone = places.region_of("3509036"), places.zone_of("3509036")
    assert region is not None
    assert zone is not None
    assert (region.code, zone.code) == ("3509000", "rasht")
    assert len(places.children("3590000")) == 8
    assert {"3505404", "3505220"} <= places.under("3505404")
    assert len(places.under(COUNTRY)) == 82


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Хуҷанд", "3505401"),
        ("хучанд", "3505401"),
        ("Khujand", "3505401"),
        ("xuj", "3505401"),
        ("Худж", "3505401"),
        ("ленинабад", "3505401"),
        ("Курган-Тюбе", "3507401"),
        ("qurghonteppa", "3507401"),
        ("Бохтар", "3507401"),
        ("Кумсангир", "3507223"),
        ("Чайхун", "3507223"),
        ("Lyakhsh", "3509042"),
        ("Jirgatol", "3509042"),
        ("3505220", "3505404"),
        ("ВМКБ", "3590000"),
        ("шаҳри ваҳдат", "3509018"),
        ("район Рудаки", "3509058"),
        ("Кӯҳистони Мастчоҳ", "3505228"),
        ("Sarband", "3507403"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(places, typed, first):
    assert places.find(typed)[0].code == first


def test_every_unit_is_the_first_to_be_found_by_its_own_names(places):
    for place in places.at_level(2):
        for name in (place.names.tg, place.names.ru, place.names.en):
            assert places.find(name)[0] == place
            assert place in places.named(name)


def test_a_search_gives_units_of_today_once_and_no_more_than_asked(places):
    found = places.find("м", limit=5)
    assert len(found) == 5
    assert len({p.code for p in places.find("и", limit=100)}) == len(places.find("и", limit=100))
    assert all(p.is_current for p in places.find("и", limit=100))
    assert places.find("   ") == places.find("qqqq") == ()


def test_former_names_tell_their_year(places):
    bokhtar = places.lookup("3507401")
    assert bokhtar is not None
    assert (bokhtar.former[0].name, bokhtar.former[0].until) == ("Qurghonteppa", 2018)


def test_a_region_answers_to_its_iso_code_and_its_districts_do_not():
    places = gazetteer()
    assert places.coded("TJ-SU") == "3505000"
    assert [place.code for place in places.named("TJ-SU")] == ["3505000"]
    assert places.coded("3509038") == "3509038"
    assert places.coded("TJ-XX") == "TJ-XX"
