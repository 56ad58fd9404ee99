"""The tables of a desk: mapped classes that describe every kind of record, and their migrations."""

from __future__ import annotations

from cspdesk.models import machinery
from cspdesk.models.attachments import Attachment, Link
from cspdesk.models.base import Base, Record, kind_of
from cspdesk.models.consultation import Consultation
from cspdesk.models.directory import Body, Desk, Grouping, Organisation, Person, Place
from cspdesk.models.publication import Publication
from cspdesk.models.voices import (
    Capacity,
    Cause,
    Concern,
    Idea,
    Official,
    Participants,
    Promise,
    Quote,
)
from cspdesk.models.work import Activity, Agreement, Donor, Fund, Recommendation

MODELS: tuple[type[Record], ...] = (
    Consultation,
    Participants,
    Official,
    Concern,
    Cause,
    Capacity,
    Idea,
    Quote,
    Promise,
    Attachment,
    Link,
    Activity,
    Recommendation,
    Donor,
    Agreement,
    Fund,
    Organisation,
    Person,
    Desk,
    Body,
    Place,
    Grouping,
    Publication,
)
"""Every kind of record, in the order in which people meet them."""

KINDS = tuple(kind_of(model) for model in MODELS)

__all__ = ["KINDS", "MODELS", "Base", "Record", "kind_of", "machinery"]
