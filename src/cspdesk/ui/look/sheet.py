"""The application's style sheet, generated from the tokens for a palette and a text scale.

Pixels in a style sheet do not follow the text scale, so the sheet is a template.  Kinds are dynamic
properties (``kind``, ``t``, ``chip``, ``banner``); after a change of one, ``polish_again``.
"""

from __future__ import annotations

from collections.abc import Mapping
from string import Template
from typing import Final

from PySide6.QtWidgets import QWidget

from cspdesk.ui.look import tokens

_TEXT: Final = """
* { font-family: "$family"; font-size: ${body}px; color: $ink; outline: none; }
QWidget#window, QWidget#page { background: $paper; }
QWidget#rail { background: $rail; border-right: 1px solid $line; }
QWidget#status { background: $rail; border-top: 1px solid $line; }
QWidget#pane { background: $surface; border-right: 1px solid $line; }
QWidget#side { background: $paper; border-left: 1px solid $line; }
QWidget#sunken { background: $sunken; }
QWidget#choice { background: $accent_soft; border-radius: ${r_control}px; }
QFrame#hairline { background: $line; border: none; }
QFrame#headline { background: $edge; border: none; }
QFrame#card { background: $surface; border: 1px solid $line; border-radius: ${r_panel}px; }
QLabel { background: transparent; }
QLabel[t="caption"] { font-size: ${caption}px; font-weight: 500; color: $ink3; }
QLabel[t="small"] { font-size: ${small}px; color: $ink2; }
QLabel[t="hint"] { font-size: ${small}px; color: $ink3; }
QLabel[t="fault"] { font-size: ${small}px; color: $ink; }
QLabel[t="dim"] { color: $ink2; }
QLabel[t="strong"] { font-weight: 600; }
QLabel[t="section"] { font-size: ${section}px; font-weight: 600; }
QLabel[t="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[t="figure"] { font-size: ${figure}px; font-weight: 600; }
QLabel[t="link"] { color: $accent; font-weight: 500; }
QLabel[t="key"] { font-size: ${caption}px; font-weight: 500; color: $ink2; background: $surface;
    border: 1px solid $line; border-bottom: 2px solid $line; border-radius: ${r_chip}px; padding: 0 5px; }
QLabel[chip] { font-size: ${caption}px; font-weight: 500; border-radius: ${r_chip}px; padding: 2px 7px; }
QLabel[chip="plain"] { color: $ink2; background: $sunken; border: 1px solid $line; }
QLabel[chip="accent"] { color: $accent; background: $accent_soft; border: 1px solid $chip_accent; }
QLabel[chip="good"] { color: $good; background: $good_soft; border: 1px solid $chip_good; }
QLabel[chip="warn"] { color: $warn; background: $warn_soft; border: 1px solid $chip_warn; }
QLabel[chip="bad"] { color: $bad; background: $bad_soft; border: 1px solid $chip_bad; }
"""

_BUTTONS: Final = """
QPushButton { background: $surface; border: 1px solid $rim; border-radius: ${r_control}px;
    min-height: ${button_h}px; padding: 0 12px; font-weight: 500; }
QPushButton:hover { background: $sunken; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $ink3; border-color: $line; background: $paper; }
QPushButton[kind="primary"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[kind="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[kind="primary"]:disabled { background: $sunken; border-color: $rim; color: $ink3; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $ink2;
    padding: 0 8px; }
QPushButton[kind="quiet"]:hover { background: $sunken; color: $ink; }
QPushButton[kind="quiet"]:disabled { color: $ink3; background: transparent; border-color: transparent; }
QPushButton[kind="danger"] { color: $bad; border-color: $bad; }
QPushButton[kind="danger"]:hover { background: $bad_soft; }
QPushButton[kind="danger"]:disabled { color: $ink3; border-color: $line; }
QPushButton[kind="link"] { background: transparent; border: none; color: $accent; padding: 0;
    text-align: left; min-height: ${link_h}px; }
QPushButton[kind="link"]:hover { color: $accent_strong; text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $ink3; }
QPushButton[kind="figure"] { background: transparent; border: none; padding: 0; text-align: left;
    font-size: ${figure}px; font-weight: 600; min-height: ${figure_h}px; }
QPushButton[kind="figure"]:hover { color: $accent; }
QPushButton[kind="sum"] { background: transparent; border: none; padding: 0; text-align: left;
    font-size: ${section}px; font-weight: 600; min-height: ${sum_h}px; }
QPushButton[kind="sum"]:hover { color: $accent; }
QPushButton[kind="filter"] { min-height: ${small_h}px; padding: 0 8px; font-size: ${small}px;
    border-color: $line; color: $ink2; background: $surface; }
QPushButton[kind="filter"]:hover { background: $sunken; }
QPushButton[kind="filter"][on="true"] { background: $accent_soft; border-color: $filter_on; color: $accent; }
QPushButton[kind="filter"][wrong="true"] { background: $bad_soft; border-color: $bad; color: $bad; }
QPushButton[kind="rail"] { background: transparent; border: 1px solid transparent; text-align: left;
    padding: 0 10px; font-weight: 400; color: $ink2; min-height: ${rail_h}px; }
QPushButton[kind="rail"]:hover { background: $rail_hover; color: $ink; }
QPushButton[kind="rail"]:checked { background: $rail_on; color: $ink; font-weight: 600;
    border-color: $rail_edge; }
QPushButton[kind="rail"][narrow="true"] { padding: 0; text-align: center; }
QPushButton[kind="keycap"] { font-size: ${caption}px; font-weight: 500; color: $ink2; background: $surface;
    border: 1px solid $line; border-bottom: 2px solid $line; border-radius: ${r_chip}px; padding: 0 7px;
    min-height: ${keycap_h}px; max-height: ${keycap_h}px; }
QPushButton[kind="keycap"]:hover { color: $ink; background: $sunken; }
QPushButton[kind="status"] { background: transparent; border: none; border-radius: ${r_chip}px;
    padding: 0 4px; font-size: ${small}px; font-weight: 400; color: $ink2; min-height: ${status_h}px; }
QPushButton[kind="status"]:hover { background: $rail_hover; color: $ink; }
QPushButton[kind="segment"] { border: 1px solid $rim; border-radius: 0; margin-left: -1px; padding: 0 12px;
    min-height: ${segment_h}px; color: $ink2; background: $surface; }
QPushButton[kind="segment"]:hover { background: $sunken; }
QPushButton[kind="segment"]:checked { background: $accent_soft; border-color: $accent; color: $accent;
    font-weight: 600; }
QPushButton[kind="segment"]:disabled { color: $ink3; background: $paper; }
QPushButton[kind="segment"][end="left"] { border-top-left-radius: ${r_control}px;
    border-bottom-left-radius: ${r_control}px; margin-left: 0; }
QPushButton[kind="segment"][end="right"] { border-top-right-radius: ${r_control}px;
    border-bottom-right-radius: ${r_control}px; }
QPushButton[kind="anchor"] { background: transparent; border: none; border-bottom: 2px solid transparent;
    border-radius: 0; color: $ink2; padding: 0 1px; min-height: ${anchor_h}px; font-weight: 500; }
QPushButton[kind="anchor"]:hover { color: $ink; }
QPushButton[kind="anchor"]:checked { color: $ink; border-bottom-color: $accent; }
QPushButton[kind="choice"] { text-align: left; font-weight: 400; padding: 0 8px 0 11px; }
QPushButton[kind="toggle"] { background: transparent; border: none; padding: 0; text-align: left;
    font-weight: 400; min-height: ${link_h}px; }
QPushButton[kind="toggle"]:hover { color: $accent; }
QPushButton[kind="fold"] { background: transparent; border: none; padding: 0 8px; text-align: left; }
QPushButton[kind="fold"]:hover { color: $accent; }
QPushButton[kind="way"] { background: $surface; border: 1px solid $line; border-radius: ${r_panel}px;
    text-align: left; padding: 0; }
QPushButton[kind="way"]:hover { background: $sunken; }
QToolButton { background: transparent; border: none; border-radius: ${r_chip}px; padding: 2px; }
QToolButton:hover { background: $sunken; }
QCheckBox::indicator, QRadioButton::indicator { width: ${icon}px; height: ${icon}px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
"""

_FIELDS: Final = """
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox { background: $surface; border: 1px solid $edge;
    border-radius: ${r_control}px; padding: 0 8px; min-height: ${field_h}px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $ink3; }
QPlainTextEdit, QTextEdit { padding: 4px 4px; }
QLineEdit:disabled, QPlainTextEdit:disabled { background: $sunken; color: $ink3;
    border-color: $line; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $sunken; border-color: $line; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QFrame[wrong="true"] {
    border: 1px solid $bad; }
QLineEdit[kind="cell"] { border-radius: ${r_chip}px; border-color: $cell_edge; min-height: ${cell_h}px;
    padding: 0 6px; }
QLineEdit[kind="cell"][wrong="true"] { border-color: $bad; }
QLineEdit[kind="bare"] { border: none; background: transparent; padding: 0; min-height: ${bare_h}px; }
QPlainTextEdit[kind="bare"] { border: none; background: transparent; padding: 0; min-height: ${bare_h}px; }
QLineEdit[kind="title"] { border: none; background: transparent; padding: 0; font-size: ${title}px;
    font-weight: 600; }
QTextBrowser[kind="paper"] { background: transparent; border: none; padding: 0; color: $paper_ink; }
QComboBox { min-height: ${combo_h}px; combobox-popup: 0; }
QFrame[kind="field"] { background: $surface; border: 1px solid $edge; border-radius: ${r_control}px; }
QFrame[kind="field"][wrong="true"] { border: 1px solid $bad; }
QFrame[kind="field"]:disabled { background: $sunken; border-color: $line; }
"""

_VIEWS: Final = """
QListView, QTableView, QTreeView { background: transparent; border: none; gridline-color: $line;
    selection-background-color: $accent_soft; selection-color: $ink; alternate-background-color: $paper; }
QTableView::item { padding: 0 8px; border: none; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $ink3; border: none; border-bottom: 1px solid $edge;
    padding: 0 11px; font-size: ${caption}px; font-weight: 500; min-height: ${header_h}px; }
QTableCornerButton::section { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#scrolled { background: transparent; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 1px; }
QScrollBar::handle:vertical { background: $scroll; border-radius: 3px; min-height: 32px; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 1px; }
QScrollBar::handle:horizontal { background: $scroll; border-radius: 3px; min-width: 32px; }
QScrollBar::handle:hover { background: $scroll_hover; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none;
    border: none; width: 0; height: 0; }
QFrame[banner="accent"] { background: $accent_soft; border: 1px solid $chip_accent;
    border-radius: ${r_panel}px; }
QFrame[banner="warn"] { background: $warn_soft; border: 1px solid $chip_warn; border-radius: ${r_panel}px; }
QFrame[banner="good"] { background: $good_soft; border: 1px solid $chip_good; border-radius: ${r_panel}px; }
QFrame[banner="bad"] { background: $bad_soft; border: 1px solid $chip_bad; border-radius: ${r_panel}px; }
QFrame[banner="plain"] { background: $sunken; border: 1px solid $line; border-radius: ${r_panel}px; }
QProgressBar { background: $line; border: $bar_edge; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QToolTip { background: $ink; color: $paper; border: none; padding: 4px 8px; font-size: ${small}px; }
QMenu { background: $surface; border: 1px solid $rim; border-radius: ${r_panel}px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${r_chip}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: transparent; }
QCalendarWidget QToolButton { font-weight: 600; padding: 4px 6px; min-height: ${small_h}px; }
QCalendarWidget QToolButton::menu-indicator { image: none; width: 0; }
QCalendarWidget QAbstractItemView { background: transparent; selection-background-color: $accent;
    selection-color: $on_accent; }
QCalendarWidget QSpinBox { min-height: ${small_h}px; padding: 0 4px; }
"""

_TEMPLATE: Final = Template(_TEXT + _BUTTONS + _FIELDS + _VIEWS)

# heights inside the border, in pixels at 100 % text
_HEIGHTS: Final[Mapping[str, int]] = {
    "button_h": 30,
    "small_h": 24,
    "rail_h": 32,
    "status_h": 22,
    "field_h": 30,
    "cell_h": 26,
    "bare_h": 20,
    "header_h": 28,
    "anchor_h": 34,
    "segment_h": 28,
    "link_h": 20,
    "figure_h": 32,
    "keycap_h": 15,
    "sum_h": 22,
    "icon": 16,
}


def qss(colours: Mapping[str, str], *, theme: str, scale: float) -> str:
    """The style sheet for a full palette (``tokens.derived``) and a text scale from 1.0 to 2.0."""
    pixels = {name: round(size * scale) for name, (size, _w, _l) in tokens.TYPE.items()}
    pixels |= {name: round(height * scale) for name, height in _HEIGHTS.items()}
    pixels |= {f"r_{name}": radius for name, radius in tokens.RADIUS.items()}
    plain = theme == "contrast"
    # Fusion puts six pixels around a combo's contents whatever the scale
    pixels["combo_h"] = round(tokens.SIZE["control"] * scale) - 6
    extra = {
        "paper_ink": tokens.COLOURS["light"]["ink"],
        "family": tokens.FAMILY,
        "bar_edge": f"1px solid {colours['ink']}" if plain else "none",
        "cell_edge": colours["edge"] if plain else colours["line"],
        "filter_on": colours["accent"] if plain else colours["accent_soft"],
    }
    return _TEMPLATE.substitute(colours, **extra, **pixels)


def polish_again(widget: QWidget) -> None:
    """Let the sheet read the widget's properties again; a selector reads them only once."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
