"""The window: screens drawn from presenters, and the only package that spells PySide6."""
