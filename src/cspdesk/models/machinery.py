"""The tables behind the records: feeds, journal, segments, what waits, and what only this desk keeps.

``entry``, ``segment``, ``roster``, ``receipt`` and ``refused`` are the journal: what is held.
``change``, ``conflict``, ``stranger``, ``waiting`` and the kinds' own tables are projections: they
can be dropped and rebuilt from the journal.  The rest is this desk's own and never travels.
"""

from __future__ import annotations

from sqlalchemy import Index, Integer, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from cspdesk.models.base import Base


def _number(*, key: bool = False) -> Mapped[int]:
    return mapped_column(Integer, primary_key=key, autoincrement=False)


class Stream(Base):
    """A circle of readers: its random id, its code where this program knows it, and whether this
    desk's roles let it write there (nothing said: yes), but for kinds with which it is the other way round.
    """

    __tablename__ = "stream"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    code: Mapped[str] = mapped_column(Text)
    writes: Mapped[int | None] = mapped_column(Integer)
    but: Mapped[str | None] = mapped_column(Text)


class Feed(Base):
    """One incarnation's entries in one stream; ``own`` is 1 while it is the one this desk writes, and 2
    if this device wrote it in an earlier life.  A branch says which feed it goes on from, and from where.
    """

    __tablename__ = "feed"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    incarnation: Mapped[bytes] = mapped_column(LargeBinary(16), index=True)
    stream: Mapped[bytes] = mapped_column(LargeBinary(16))
    device: Mapped[bytes] = mapped_column(LargeBinary(16))
    branch: Mapped[bytes] = mapped_column(LargeBinary(32))
    own: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(Text)
    parent: Mapped[int | None] = mapped_column(Integer)
    start: Mapped[int | None] = mapped_column(Integer)


class JournalEntry(Base):
    """An own entry that is not sealed yet."""

    __tablename__ = "entry"
    __table_args__ = {"sqlite_with_rowid": False}
    feed: Mapped[int] = _number(key=True)
    seq: Mapped[int] = _number(key=True)
    save: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class Segment(Base):
    """A sealed run of a feed, kept as it came; ``counted`` is 1 once its entries are in the tables.

    ``previous`` is the hash of the segment that it follows.
    """

    __tablename__ = "segment"
    __table_args__ = (Index(None, "feed", "first"),)
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    feed: Mapped[int] = mapped_column(Integer)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    previous: Mapped[bytes] = mapped_column(LargeBinary(32))
    arrived: Mapped[int] = mapped_column(Integer)
    counted: Mapped[int] = mapped_column(Integer, index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Change(Base):
    """One value that one entry gave to one unit of a record, after or beside its creation.

    A unit without rows here is as its record's creation left it.  ``depth`` is the longest chain
    of bases under the value, itself counted; ``current`` says that no counted value builds on it.
    """

    __tablename__ = "change"
    __table_args__ = (Index(None, "feed", "seq"), {"sqlite_with_rowid": False})
    record: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    unit: Mapped[int] = _number(key=True)
    feed: Mapped[int] = _number(key=True)
    seq: Mapped[int] = _number(key=True)
    depth: Mapped[int] = mapped_column(Integer)
    current: Mapped[int] = mapped_column(Integer)


class Conflict(Base):
    """A unit whose concurrent values a person has to look at."""

    __tablename__ = "conflict"
    __table_args__ = {"sqlite_with_rowid": False}
    record: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    unit: Mapped[int] = _number(key=True)
    kind: Mapped[int] = mapped_column(Integer)
    merge: Mapped[str] = mapped_column(Text)


class Stranger(Base):
    """A record of a kind that this program does not know: kept, counted, passed on."""

    __tablename__ = "stranger"
    __table_args__ = {"sqlite_with_rowid": False}
    record: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    feed: Mapped[int] = _number(key=True)
    seq: Mapped[int] = _number(key=True)
    kind: Mapped[int] = mapped_column(Integer)


class Waiting(Base):
    """An entry that is held but builds on one that is not here yet."""

    __tablename__ = "waiting"
    __table_args__ = (Index(None, "needs_feed", "needs_seq"), {"sqlite_with_rowid": False})
    feed: Mapped[int] = _number(key=True)
    seq: Mapped[int] = _number(key=True)
    save: Mapped[int] = mapped_column(Integer)
    needs_feed: Mapped[int] = mapped_column(Integer)
    needs_seq: Mapped[int] = mapped_column(Integer)


class Secret(Base):
    """Keys that live only in the encrypted database, by name: root seed, epochs' private halves."""

    __tablename__ = "secret"
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[bytes] = mapped_column(LargeBinary)


class HeldRoster(Base):
    """A roster as it was signed."""

    __tablename__ = "roster"
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    number: Mapped[int] = mapped_column(Integer)
    signed: Mapped[bytes] = mapped_column(LargeBinary)


class HeldGrant(Base):
    """A grant as it was signed: an epoch's private half for one device."""

    __tablename__ = "grant_paper"
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    device: Mapped[bytes] = mapped_column(LargeBinary(16))
    signed: Mapped[bytes] = mapped_column(LargeBinary)


class HeldReceipt(Base):
    """The newest receipt of each life of a giver, as it was signed; this desk's own among them.

    A desk that was restored or copied has several lives; what it holds for certain is what the
    newest word of each life says.
    """

    __tablename__ = "receipt"
    __table_args__ = {"sqlite_with_rowid": False}
    giver: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    life: Mapped[int] = _number(key=True)
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[int] = mapped_column(Integer)
    signed: Mapped[bytes] = mapped_column(LargeBinary)


class Parcel(Base):
    """A bundle that this desk made, or read to its end: known again by the digest of its opening.

    ``own`` says who made it, ``whole`` that nothing of it was missing; ``roster`` and ``receipt`` are
    the numbers that an own one carried.
    """

    __tablename__ = "parcel"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    mark: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(Integer)
    size: Mapped[int] = mapped_column(Integer)
    own: Mapped[int] = mapped_column(Integer)
    whole: Mapped[int] = mapped_column(Integer)
    roster: Mapped[int] = mapped_column(Integer)
    receipt: Mapped[int] = mapped_column(Integer)


class Packed(Base):
    """That a segment lies in a bundle."""

    __tablename__ = "packed"
    __table_args__ = (Index(None, "parcel"), {"sqlite_with_rowid": False})
    segment: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    parcel: Mapped[int] = _number(key=True)


class Refused(Base):
    """An item from outside that could not be taken: why, from where, and the item for another try."""

    __tablename__ = "refused"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    at: Mapped[int] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(Text)
    kind: Mapped[int] = mapped_column(Integer)
    name: Mapped[bytes] = mapped_column(LargeBinary)
    item: Mapped[bytes] = mapped_column(LargeBinary)


class Arrival(Base):
    """A bundle that was taken: what it brought, and whether a person has looked at it.

    ``roster`` is the number of the roster that its sender held.
    """

    __tablename__ = "arrival"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[int] = mapped_column(Integer)
    sender: Mapped[bytes] = mapped_column(LargeBinary(16))
    place: Mapped[str] = mapped_column(Text)
    roster: Mapped[int] = mapped_column(Integer)
    segments: Mapped[int] = mapped_column(Integer)
    added: Mapped[int] = mapped_column(Integer)
    changed: Mapped[int] = mapped_column(Integer)
    conflicts: Mapped[int] = mapped_column(Integer)
    seen: Mapped[int] = mapped_column(Integer)


class Renamed(Base):
    """A loose entry's name in an earlier life of this database, and its name now."""

    __tablename__ = "renamed"
    __table_args__ = {"sqlite_with_rowid": False}
    feed: Mapped[int] = _number(key=True)
    seq: Mapped[int] = _number(key=True)
    to_feed: Mapped[int] = mapped_column(Integer)
    to_seq: Mapped[int] = mapped_column(Integer)


class Deed(Base):
    """Something this desk's person did, as runs of own entries: what undo takes back."""

    __tablename__ = "deed"
    __table_args__ = (Index(None, "no"), {"sqlite_with_rowid": False})
    no: Mapped[int] = _number(key=True)
    feed: Mapped[int] = _number(key=True)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)
    undone: Mapped[int] = mapped_column(Integer)


class Draft(Base):
    """What is being typed: never journalled, never sent."""

    __tablename__ = "draft"
    id: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    kind: Mapped[int] = mapped_column(Integer)
    record: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)
    at: Mapped[int] = mapped_column(Integer)
    form: Mapped[int] = mapped_column(Integer)
    token: Mapped[str] = mapped_column(Text)
    typed: Mapped[bytes] = mapped_column(LargeBinary)


class SearchDue(Base):
    """Rows of a kind whose words are still to be put into the search index."""

    __tablename__ = "search_due"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[int] = mapped_column(Integer)
    first: Mapped[int] = mapped_column(Integer)
    last: Mapped[int] = mapped_column(Integer)


class Setting(Base):
    """This desk's own marks and choices, by name."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class Holding(Base):
    """A run of an own feed that somebody said, in a signed receipt, to hold; ``opened`` if read."""

    __tablename__ = "holding"
    __table_args__ = (Index(None, "feed", "first"), {"sqlite_with_rowid": False})
    giver: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    feed: Mapped[int] = _number(key=True)
    first: Mapped[int] = _number(key=True)
    last: Mapped[int] = mapped_column(Integer)
    opened: Mapped[int] = _number(key=True)
    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[int] = mapped_column(Integer)
