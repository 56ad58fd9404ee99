"""The look: tokens, style sheet, fonts, icons, painted indicators, focus ring and motion.

``theme.apply`` sets all of it on the application; ``theme.current`` hands it to a widget.
Nothing outside this package names a colour, a size in pixels or a font.
"""
