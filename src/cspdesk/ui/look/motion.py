"""Motion: short, of place and opacity only, and none where the system asks for none.

Never on typing, lists, the lock or numbers.
"""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from cspdesk.ui.look import tokens


def duration(kind: str) -> int:
    """Milliseconds of ``tokens.MOTION[kind]``, or 0 where the system asks for less motion."""
    hints = QApplication.styleHints()
    # Qt 6.11 tells of the system's wish; before it only the style's own duration does.
    asked = getattr(hints, "accessibility", lambda: None)()
    if asked is not None and asked.motionPreference().name == "ReducedMotion":
        return 0
    if QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0:
        return 0
    return tokens.MOTION[kind]


def fade_in(window: QWidget) -> None:
    """Let a top-level window appear; at once where motion is not wanted."""
    length = duration("calm")
    if length == 0:
        window.setWindowOpacity(1.0)
        return
    window.setWindowOpacity(0.0)
    growth = QPropertyAnimation(window, b"windowOpacity", window)
    growth.setDuration(length)
    growth.setStartValue(0.0)
    growth.setEndValue(1.0)
    growth.setEasingCurve(QEasingCurve.Type.OutCubic)
    growth.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
