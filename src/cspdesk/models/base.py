"""The mapped class is the description: a column says in its ``info`` what it means to people.

``field()`` is ``mapped_column()`` with a ``Field``; ``beside()`` is a further, private column of a
value that fills several.  ``kind_of()`` turns a mapped class into the frozen ``Kind`` that every
other part reads.  Take the descriptions away and plain SQLAlchemy is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from sqlalchemy import Index, Integer, LargeBinary, MetaData, Text, inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, declared_attr, mapped_column

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.fields import Field, Kind

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_INTEGERS = ("integer", "boolean", "amount", "rate", "time")
_BYTES = ("reference", "attachment")


class Base(DeclarativeBase):
    """Every table of a desk."""

    metadata = MetaData(naming_convention=NAMING)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a kind says about itself beside its fields."""

    number: int
    label: str
    labels: str
    stream: str = "field"
    title: str = ""
    date: str = ""
    parents: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    hidden: bool = False
    holds: tuple[Field, ...] = ()
    """Fields that hold parts: no columns, their rows lie in tables of their own."""


class Record(Base):
    """A row of a kind: its id, the dot of the entry that created it, and whether it is there.

    ``no`` is this desk's own row number and means nothing elsewhere.
    """

    __abstract__ = True
    facts: ClassVar[Facts]

    no: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-9)
    id: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True, sort_order=-8)
    feed: Mapped[int | None] = mapped_column(Integer, sort_order=-7)
    seq: Mapped[int | None] = mapped_column(Integer, sort_order=-6)
    at: Mapped[int | None] = mapped_column(Integer, sort_order=-5)
    presence: Mapped[int | None] = mapped_column(Integer, sort_order=-4)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Index, ...]:  # noqa: N805 - SQLAlchemy's own convention
        gone = Index(f"ix_{cls.__tablename__}_gone", "presence", sqlite_where=text("presence > 0"))
        # a list by date is read out of this index alone: 40 ms for 100,000 records instead of 2.7 s
        name, date, here = f"ix_{cls.__tablename__}_listed", cls.facts.date, text("presence IN (0, 2)")
        listed = [Index(name, date, sqlite_where=here)] if date else []
        return (Index(None, "feed", "seq"), gone, *listed)

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy's own convention
        return "".join("_" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("_")


class Part(Record):
    """A row that lives inside another record and is kept in order by a fractional key."""

    __abstract__ = True

    parent: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True, sort_order=-3)
    position: Mapped[str | None] = mapped_column(Text, sort_order=-2)


def field(number: int, label: str, type: str, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - whatever Field takes
    """A column with its description; ``facts`` are the fields of ``Field``."""
    sql = Integer if type in _INTEGERS else LargeBinary(16) if type in _BYTES else Text
    index = facts.pop("index", None)
    return mapped_column(sql, info={"field": Field(number, label, type, **facts)}, index=index)


def beside(sql: type[Integer | Text] = Integer) -> MappedColumn[Any]:
    """A private column of the value declared just before it."""
    return mapped_column(sql)


def kind_of(model: type[Record]) -> Kind:
    """The frozen description of a mapped class, its fields in the order they are declared."""
    facts = model.facts
    named = [
        replace(column.info["field"], name=column.key)
        for column in inspect(model).columns
        if "field" in column.info
    ]
    table = model.__tablename__
    for described in named:
        for suffix in CODECS[described.type].columns:
            if described.name + suffix not in model.__table__.columns:
                raise TypeError(f"{table}.{described.name + suffix} is not declared")
    fields = tuple(sorted((*named, *facts.holds), key=lambda f: f.number))
    return Kind(
        facts.number,
        table,
        facts.label,
        facts.labels,
        facts.stream,
        fields,
        title=facts.title,
        date=facts.date,
        parents=facts.parents,
        keys=facts.keys,
        hidden=facts.hidden,
    )
