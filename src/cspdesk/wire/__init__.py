"""Entries, segments, bundles, rosters, receipts and enrolment papers as bytes: encode, check, sign, seal.

No files, no database.  ``docs/bundle-format.md`` is the specification; a second implementation in
another language needs nothing else.
"""
