"""The tables of postings: what follows from the documents, as sums are asked of it; what filed reports name.

None is journalled or exchanged.  They can be dropped and made again from the records, but for
``revalued``, which is news for this desk's person.
"""

from __future__ import annotations

from sqlalchemy import Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cspdesk.models.base import Base


def _number(*, key: bool = False) -> Mapped[int]:
    return mapped_column(Integer, primary_key=key, autoincrement=False)


class PostingKey(Base):
    """What postings are summed by, once for all that have it in common."""

    __tablename__ = "posting_key"
    __table_args__ = (UniqueConstraint("kind", "account", "agreement", "line", "article", "currency"),)
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    account: Mapped[str] = mapped_column(Text)
    agreement: Mapped[str] = mapped_column(Text)
    line: Mapped[str] = mapped_column(Text)
    article: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)


class PostingRow(Base):
    """One line of the ledger: ``place`` is where it stands among those that count on its day."""

    __tablename__ = "posting"
    __table_args__ = {"sqlite_with_rowid": False}
    accounted: Mapped[str] = mapped_column(Text, primary_key=True)
    place: Mapped[int] = _number(key=True)
    document: Mapped[bytes] = mapped_column(LargeBinary(16))
    part: Mapped[int] = mapped_column(Integer)
    dated: Mapped[str] = mapped_column(Text)
    key: Mapped[int] = mapped_column(Integer)
    amount: Mapped[int] = mapped_column(Integer)
    tjs: Mapped[int] = mapped_column(Integer)
    value: Mapped[int] = mapped_column(Integer)


class PostingMonth(Base):
    """The sums of a month's postings by key, so that a figure adds months and not lines."""

    __tablename__ = "posting_month"
    __table_args__ = {"sqlite_with_rowid": False}
    month: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[int] = _number(key=True)
    amount: Mapped[int] = mapped_column(Integer)
    tjs: Mapped[int] = mapped_column(Integer)
    value: Mapped[int] = mapped_column(Integer)


class PostingMark(Base):
    """What a person should know of a figure that a document is part of."""

    __tablename__ = "posting_mark"
    __table_args__ = {"sqlite_with_rowid": False}
    document: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    mark: Mapped[str] = mapped_column(Text, primary_key=True)


class PostingSpan(Base):
    """Days that are closed, and the closing whose rates count in them."""

    __tablename__ = "posting_span"
    __table_args__ = {"sqlite_with_rowid": False}
    last: Mapped[str] = mapped_column(Text, primary_key=True)
    first: Mapped[str] = mapped_column(Text)
    closing: Mapped[bytes] = mapped_column(LargeBinary(16))


class PostingLack(Base):
    """A document that posts nothing: where it would count, and in JSON what it lacks."""

    __tablename__ = "posting_lack"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    document: Mapped[bytes] = mapped_column(LargeBinary(16))
    day: Mapped[str | None] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)


class Revalued(Base):
    """A share of a document that came to another value though nobody touched it: before and after."""

    __tablename__ = "revalued"
    no: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[int] = mapped_column(Integer)
    document: Mapped[bytes] = mapped_column(LargeBinary(16))
    part: Mapped[int] = mapped_column(Integer)
    agreement: Mapped[str] = mapped_column(Text)
    before: Mapped[int] = mapped_column(Integer)
    after: Mapped[int] = mapped_column(Integer)


class ReportRead(Base):
    """A filed report whose sources were written down, so that a document finds it, and what it is known by.

    Its record ends in texts of megabytes: what stands behind them costs as much to read as they do.
    """

    __tablename__ = "report_read"
    no: Mapped[int] = _number(key=True)
    record: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    report: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    period: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    reader: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    filed_on: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text)
    previous: Mapped[bytes] = mapped_column(LargeBinary(16))


class ReportSource(Base):
    """A document that a filed report names, by the number of its row."""

    __tablename__ = "report_source"
    __table_args__ = {"sqlite_with_rowid": False}
    document: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    report: Mapped[int] = _number(key=True)
