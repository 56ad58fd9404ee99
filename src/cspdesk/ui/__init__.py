"""The window: screens drawn from presenters, and the only package that spells PySide6.

PySide6 replaces ``import`` by one that reads the source of every module imported after it, looking for
``from __feature__ import``, which nothing here has.  That is a tenth of loading a desk, so the import
that was there before, which PySide6 keeps, is put back.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - replaces it

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
