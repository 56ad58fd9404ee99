from cspdesk.i18n.gazetteer import gazetteer
from cspdesk.i18n.outlines import shipped_outlines


def test_each_region_has_one_outline():
    assert sorted(o.code for o in shipped_outlines()) == sorted(p.code for p in gazetteer().at_level(1))


def test_outlines_are_closed_and_lie_in_tajikistan():
    for outline in shipped_outlines():
        assert outline.rings
        for ring in outline.rings:
            assert ring[0] == ring[-1]
            assert all(67 < x < 76 and 36 < y < 42 for x, y in ring)
