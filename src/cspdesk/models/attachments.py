"""What hangs on a record: files, and links to other records."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models.base import Facts, Part, field
from cspdesk.models.documents import DOCUMENTS

HOLDERS = (
    *("consultation", "activity", "recommendation", "agreement", "organisation", "frozen_report"),
    *("bank_statement", "obligation", "asset", "staff_costs"),
    *DOCUMENTS,
)


class Attachment(Part):
    """A file: its name and the key to its encrypted pieces.  The key lies in the value, so that
    erasing the value erases the file wherever its pieces are.
    """

    facts = Facts(19, N_("Attachment"), N_("Attachments"), title="name", parents=HOLDERS)

    name: Mapped[str | None] = field(
        1901,
        N_("File name"),
        "text",
        required=True,
        search=True,
        sensitivity="moderate",
        audience="organisation",
    )
    media: Mapped[str | None] = field(
        1902, N_("File type"), "text", merge=Merge.POSTED, audience="organisation"
    )
    size: Mapped[int | None] = field(
        1903, N_("Size in bytes"), "integer", merge=Merge.POSTED, least=0, audience="organisation"
    )
    pieces: Mapped[str | None] = field(
        1904, N_("Pieces"), "longtext", merge=Merge.POSTED, sensitivity="high", audience="organisation"
    )
    key: Mapped[str | None] = field(
        1905,
        N_("Key of the pieces"),
        "text",
        merge=Merge.POSTED,
        sensitivity="severe",
        audience="organisation",
    )
    caption: Mapped[str | None] = field(1906, N_("Caption"), "text", search=True, audience="organisation")


class Link(Part):
    """A link from one record to another: concern to recommendation to activity to money."""

    facts = Facts(20, N_("Link"), N_("Links"), parents=HOLDERS)

    target: Mapped[bytes | None] = field(
        2001, N_("Record"), "reference", required=True, index=True, audience="organisation"
    )
    note: Mapped[str | None] = field(2002, N_("Note"), "text", audience="organisation")
