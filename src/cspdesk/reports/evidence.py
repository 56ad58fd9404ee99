"""The paper of an obligation: the duty, what was handed in when and under which number, and its proof."""

from __future__ import annotations

from dataclasses import dataclass

from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Language,
    Note,
    Paragraph,
    Table,
)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words: day, step, numbers, by whom and how, its file."""

    day: str
    step: str
    numbers: str
    by: str
    file: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """Who gave which field which value, and when."""

    moment: str
    by: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the paper tells, in the words of its language."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    steps: tuple[StepLine, ...]
    files: tuple[tuple[str, str], ...]
    """Name and fingerprint."""
    history: tuple[HistoryLine, ...]
    record: str


def document(evidence: Evidence, translator: Translator, language: Language) -> Document:
    """The paper as a document."""
    t = translator.t
    blocks: list[Block] = [Facts(tuple(Fact(label, value) for label, value in evidence.facts))]
    blocks += [Note(warning, "warn") for warning in evidence.warnings]
    blocks += [Heading(t(N_("What was done")), 1), _steps(evidence, translator)]
    if evidence.files:
        blocks += [Heading(t(N_("Files beside this paper")), 1), _files(evidence, translator)]
    told = msg(
        N_("The whole trail is made by “cspdesk audit export”; there this obligation is {record}."),
        record=evidence.record,
    )
    blocks.append(Note(t(told)))
    if evidence.history:
        blocks += [Heading(t(N_("Who wrote what")), 1), _history(evidence, translator)]
    return Document(title=evidence.title, language=language, blocks=tuple(blocks), subtitle=evidence.subtitle)


def _steps(evidence: Evidence, translator: Translator) -> Block:
    t = translator.t
    if not evidence.steps:
        return Paragraph(t(N_("Nothing has been done yet.")))
    columns = (
        Column(t(N_("Day")), share=2),
        Column(t(N_("Step")), share=3),
        Column(t(N_("Numbers")), share=3),
        Column(t(N_("By whom and how")), share=3),
        Column(t(N_("File")), share=3),
    )
    rows = tuple(
        tuple(Cell(text) for text in (one.day, one.step, one.numbers, one.by, one.file))
        for one in evidence.steps
    )
    return Table(columns, rows)


def _files(evidence: Evidence, translator: Translator) -> Block:
    t = translator.t
    columns = (Column(t(N_("File")), share=2), Column("SHA-256", share=5))
    return Table(columns, tuple((Cell(name), Cell(digest)) for name, digest in evidence.files))


def _history(evidence: Evidence, translator: Translator) -> Block:
    t = translator.t
    columns = (
        Column(t(N_("When")), share=2),
        Column(t(N_("Who")), share=2),
        Column(t(N_("Field")), share=2),
        Column(t(N_("Value")), share=4),
    )
    rows = tuple(
        tuple(Cell(text) for text in (one.moment, one.by, one.field, one.value)) for one in evidence.history
    )
    return Table(columns, rows)
