"""The bounds of format 1, enforced before memory is spent on what a stranger claims."""

KIB = 1024
MIB = 1024 * KIB

FORMAT = 1
"""The number that every structure names; a larger one was written by a newer program."""

# --- a segment -------------------------------------------------------------------------------------

RAW_BODY = 8 * MIB
"""Bytes of a segment's body before compression, at most."""
RAW_TARGET = 4 * MIB
"""Bytes of a segment's body at which a writer starts the next one."""
RAW_ERASED = 2 * RAW_BODY
"""The same for an erased form, which spells out ids and a salt for each entry that stays."""
SEGMENT = 12 * MIB
"""Bytes of a whole segment as it travels: the body at its worst, padded, and what goes with it."""
HEADER = 1024
"""Bytes of a segment's header, at most (an erased form's header holds the author's too)."""
ENTRIES = 50_000
UNITS = 256
"""Fields (or groups of fields) that one entry may write."""
BASES = 16
"""Values that one value may replace."""
PRESENCE_BASES = 4096
"""Values that a deletion, a restoration or a move may name: all current ones of a record."""
VALUE = 1 * MIB
"""Bytes of one value."""
FEEDS = 256
"""Feeds that a segment may name beside its own."""
NESTING = 8
"""Arrays inside one another in one value."""
BODY_NESTING = NESTING + 6
"""The same, counted from a body's outermost array."""
BODY_VALUES = 1_000_000
"""Values and arrays in one body: what bounds the memory that a decoded body takes."""
ERASED_VALUES = 3 * BODY_VALUES
"""The same for an erased form, which names fields and bases entry by entry."""

# --- rosters, receipts, papers -----------------------------------------------------------------------

RANGES = 64
"""Ranges of one feed in one list."""
FEEDS_HELD = 4096
"""Feeds in a receipt, or in a bundle's list of what its sender holds."""
REFUSALS = 4096
"""Refused segments in one receipt."""
RECEIPT = 4 * MIB
ROSTER = 1 * MIB
DEVICES = 2000
STREAMS = 256
EPOCHS = 1000
ROLES = 32
FOLLOWS = 16
"""Rosters that one roster may follow."""
ROOT_KEYS = 3
WITHDRAWALS = 4096
CUTS = 4096
"""Feeds that one withdrawal cuts."""
VERDICTS = 4096
"""Words of administrators about stretches of feeds."""
MEMBERS = 1000
"""Organisations in a coalition's roster."""
GRANT = 1 * KIB
GRANTS = 1024
"""Grants in one welcome."""
REQUEST = 1 * KIB
WELCOME = 2 * MIB
NAME = 200
"""Bytes of a name that a person gives to a device."""

# --- a bundle ----------------------------------------------------------------------------------------

CHUNK = 64 * KIB
"""Bytes of a bundle that are encrypted together."""
ITEM = SEGMENT + 64 * KIB
"""Bytes of one item in a bundle."""
ITEMS = 1_000_000
BOXES = 64
"""Circles of readers that one bundle may be addressed to, with those that only fill up."""
PIECE = 1 * MIB
"""Bytes of one piece of an attachment, before it is encrypted."""
