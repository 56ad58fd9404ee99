import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPalette, QRawFont
from PySide6.QtWidgets import QLabel

from cspdesk.ui.look import fonts, theme, tokens


def test_palette_and_sheet_come_from_the_same_tokens(qapp, look):
    theme.apply(qapp, theme="dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.COLOURS["dark"]["paper"])
    assert tokens.COLOURS["dark"]["paper"] in qapp.styleSheet()


def test_a_switch_of_theme_is_told_once_everything_is_in_place(qapp, look, qtbot):
    with qtbot.waitSignal(look.changed):
        theme.apply(qapp, theme="dark", scale=1.5)
    assert look.colour("ink") == QColor(tokens.COLOURS["dark"]["ink"])
    assert look.px(20) == 30


def test_the_application_keeps_one_look(qapp, look):
    assert theme.apply(qapp, theme="contrast") is look
    assert theme.current() is look


@pytest.mark.parametrize("asked", [0.5, 3.0])
def test_the_text_scale_stays_between_one_and_two(qapp, look, asked):
    theme.apply(qapp, theme="light", scale=asked)
    assert 1.0 <= look.scale <= 2.0


def test_figures_are_of_one_width_through_the_style_sheet(qapp, look, qtbot):
    label = QLabel("1111")
    qtbot.addWidget(label)
    label.ensurePolished()
    metrics = QFontMetrics(label.font())
    assert QFontInfo(label.font()).family() == tokens.FAMILY
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_the_shipped_font_has_every_tajik_letter(look):
    drawn = QRawFont.fromFont(fonts.font("body"))
    assert drawn.familyName() == tokens.FAMILY
    assert all(drawn.supportsCharacter(ord(letter)) for letter in "ғӣқӯҳҷҒӢҚӮҲҶ")


def test_a_systems_own_high_contrast_gives_the_colours():
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#00FFFF"))
    colours = theme.high_contrast(system)
    assert (colours["paper"], colours["ink"], colours["accent"]) == ("#000000", "#FFFF00", "#00FFFF")


def test_an_accent_that_cannot_be_read_gives_way_to_ink():
    system = QPalette(QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    system.setColor(QPalette.ColorRole.Highlight, QColor("#111111"))
    assert theme.high_contrast(system)["accent"] == "#FFFFFF"


def test_an_icon_follows_the_theme_without_being_made_again(qapp, look):
    icon = look.icon("plus", "ink")
    light = _darkest(icon.pixmap(32, 32).toImage())
    theme.apply(qapp, theme="dark")
    assert _darkest(icon.pixmap(32, 32).toImage()) > light + 100


def test_an_icon_that_phosphor_lacks_is_refused(look):
    with pytest.raises(KeyError):
        look.icon("no-such-picture")


def test_narrow_and_single_are_reckoned_in_logical_width(qapp, look):
    assert not look.is_narrow(1366)
    assert look.is_narrow(1024)
    theme.apply(qapp, theme="light", scale=2.0)
    assert look.is_narrow(1366)
    assert look.is_single(1366)


def _darkest(image: QImage) -> int:
    spots = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
    return min(spot.lightness() for spot in spots if spot.alpha() > 200)
