import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QCheckBox, QComboBox, QRadioButton

from cspdesk.ui.look import theme, tokens


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_chosen_indicator_is_filled_with_the_accent(look, qtbot, kind):
    box = kind("x")
    qtbot.addWidget(box)
    box.setChecked(True)
    box.resize(box.sizeHint())
    assert QColor(tokens.COLOURS["light"]["accent"]).name() in _colours(box)


def test_a_combo_is_as_high_as_a_field_at_every_text_scale(qapp, look, qtbot):
    combo = QComboBox()
    qtbot.addWidget(combo)
    combo.ensurePolished()
    assert combo.sizeHint().height() == 32
    theme.apply(qapp, theme="light", scale=2.0)
    combo.ensurePolished()
    assert combo.sizeHint().height() == 64


def _colours(widget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
