"""Reports: words written for them; closings of periods and filed reports, which never change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, MappedColumn

from cspdesk.domain.fields import Merge
from cspdesk.domain.text import N_
from cspdesk.models import documents as paper
from cspdesk.models.base import Facts, Record, beside, field


def _kept(number: int, label: str, type: str, **facts: Any) -> MappedColumn[Any]:  # noqa: ANN401 - as base.field
    """A field of what is signed once and never changed."""
    return field(number, label, type, merge=Merge.POSTED, audience="organisation", **facts)


class Closing(Record):
    """A period signed: what was held for it, the figures that came of it, and their fingerprint."""

    facts = Facts(
        61, N_("Closing"), N_("Closings"), stream="finance", title="period", date="closed_on", hidden=True
    )

    period: Mapped[str | None] = _kept(6101, N_("Period"), "text")
    closed_on: Mapped[str | None] = _kept(6102, N_("Closed on"), "date")
    cover: Mapped[str | None] = _kept(6103, N_("Documents held"), "longtext")
    figures: Mapped[str | None] = _kept(6104, N_("Figures"), "longtext")
    fingerprint: Mapped[str | None] = _kept(6105, N_("Fingerprint"), "text")
    signer: Mapped[str | None] = _kept(6106, N_("Signed by"), "text")
    names: Mapped[str | None] = _kept(6107, N_("Closings in sight"), "text")
    reason: Mapped[str | None] = _kept(6108, N_("Reason"), "text")


class FrozenReport(Record):
    """A filed report: figures, sources and files with their fingerprints; only a correction follows it."""

    facts = Facts(
        62,
        N_("Filed report"),
        N_("Filed reports"),
        stream="finance",
        title="report",
        date="frozen_on",
        hidden=True,
        holds=paper.papers(6220),
    )

    report: Mapped[str | None] = _kept(6201, N_("Report"), "text", search=True)
    version: Mapped[int | None] = _kept(6202, N_("Version"), "integer", least=1)
    period: Mapped[str | None] = _kept(6203, N_("Period"), "text")
    agreement: Mapped[bytes | None] = _kept(6204, N_("Agreement"), "reference", of="agreement")
    language: Mapped[str | None] = _kept(6205, N_("Language"), "text")
    reader: Mapped[str | None] = _kept(6206, N_("For whom"), "code", choices="audience")
    frozen_on: Mapped[str | None] = _kept(6207, N_("Frozen on"), "date")
    provisional: Mapped[int | None] = _kept(6208, N_("Provisional"), "boolean")
    cover: Mapped[str | None] = _kept(6209, N_("Documents held"), "longtext")
    figures: Mapped[str | None] = _kept(6210, N_("Figures"), "longtext")
    sources: Mapped[str | None] = _kept(6211, N_("Sources"), "longtext")
    checks: Mapped[str | None] = _kept(6212, N_("Checks"), "longtext")
    files: Mapped[str | None] = _kept(6213, N_("Fingerprints of the files"), "longtext")
    fingerprint: Mapped[str | None] = _kept(6214, N_("Fingerprint"), "text", search=True)
    previous: Mapped[bytes | None] = _kept(6215, N_("Corrects"), "reference", of="frozen_report")
    signer: Mapped[str | None] = _kept(6216, N_("Signed by"), "text")
    reason: Mapped[str | None] = _kept(6217, N_("Reason of the correction"), "text")


class ReportText(Record):
    """What a report tells that no other record does: the answer to one question, in words or an amount."""

    facts = Facts(68, N_("Text of a report"), N_("Texts of reports"), stream="finance", title="question")

    agreement: Mapped[bytes | None] = paper.agreement(6801, required=True)
    period: Mapped[str | None] = field(
        6802,
        N_("Period"),
        "text",
        audience="donor",
        example="2026-H1",
        help=N_("Empty: for every period."),
    )
    question: Mapped[str | None] = field(
        6803, N_("Question"), "code", choices="report_question", required=True, audience="donor"
    )
    words: Mapped[str | None] = field(6804, N_("Answer"), "longtext", search=True, audience="donor")
    amount: Mapped[int | None] = paper.amount(
        6805,
        group="",
        help=N_(
            "Where the question asks for one: of this period alone, in the currency of the agreement."
            " Reports add the periods up."
        ),
    )
    amount_currency: Mapped[str | None] = beside(Text)
