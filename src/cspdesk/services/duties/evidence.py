"""Everything about one obligation in one folder: its paper, the files as they were filed, its history.

obligation.pdf   what the duty is, what was done when and under which numbers, who wrote what
files/           the form as it was filed, every file of the obligation and of what it is about
history.jsonl    each change with its record, as the audit trail names it
SHA256SUMS       fingerprints of all of it, for ``sha256sum --check``
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, cast

from cspdesk.domain.codelists import label_of
from cspdesk.domain.errors import RefusedError
from cspdesk.domain.fields import Field
from cspdesk.domain.quality import day_of
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.i18n.catalogue import Translator
from cspdesk.models import KINDS
from cspdesk.reports import evidence as paper
from cspdesk.reports.evidence import HistoryLine, StepLine
from cspdesk.reports.layout import Language
from cspdesk.reports.pdf import write_pdf
from cspdesk.services.attachments import Attachments, AttachmentView
from cspdesk.services.context import Context
from cspdesk.services.duties import wording
from cspdesk.services.duties.forms import filed_for
from cspdesk.services.duties.views import ObligationView
from cspdesk.services.history import History
from cspdesk.services.results import ChangeView
from cspdesk.store import files
from cspdesk.store.filename import safe_name

PAPER: Final = "obligation.pdf"
FILES: Final = "files"
HISTORY: Final = "history.jsonl"
SUMS: Final = "SHA256SUMS"
_PARTS: Final = {"steps": "filing_step", "attachments": "attachment", "links": "link"}
_KINDS: Final = {kind.name: kind for kind in KINDS}
_SILENT: Final = frozenset(
    ("rule_version", "subject", "document", "scan", "media", "size", "pieces", "key", "target")
)
"""Fields whose values are ids or sizes: the files and the other records stand beside the paper."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A folder of evidence: how many files of the obligation are in it, and which are not here yet."""

    folder: Path
    files: int
    missing: tuple[str, ...]


def gather(context: Context, one: ObligationView, words: Translator, folder: Path) -> Gathered:
    """Write the evidence of one obligation into a folder that is new or empty.

    ``RefusedError`` for a folder that holds something: what lies there might be taken for evidence.
    """
    if files.exists(folder) and files.listing(folder):
        raise RefusedError(
            msg(N_("The folder holds something already.")),
            safe=msg(N_("Nothing was written.")),
            hint=msg(N_("Choose a new folder, or an empty one.")),
            code="exists",
        )
    files.make_folder(folder)
    attached = _attached(context, one)
    kept = _save(context, [file for file in attached if file.here], folder)
    history = History(context).of(one.id) if one.is_recorded else ()
    sums = {f"{FILES}/{name}": digest for name, digest in kept.values()}
    content = _content(one, words, kept, history)
    document = paper.document(content, words, cast("Language", words.language.code))
    made = write_pdf(document, moment=context.desk.clock.now().replace(microsecond=0))
    for name, body in ((PAPER, made), (HISTORY, _lines(history))):
        files.write_whole(folder / name, body)
        sums[name] = sha256(body).hexdigest()
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    files.write_whole(folder / SUMS, listed.encode())
    return Gathered(folder, len(kept), tuple(file.name for file in attached if not file.here))


def _attached(context: Context, one: ObligationView) -> list[AttachmentView]:
    verbs = Attachments(context)
    records = [each.record for each in filed_for(context, one)]
    records += [*([one.id] if one.is_recorded else []), *([one.subject.id] if one.subject.kind else [])]
    return [file for record in records for file in verbs.list(record)]


def _save(context: Context, attached: Iterable[AttachmentView], folder: Path) -> dict[str, tuple[str, str]]:
    """Write the files under names of their own; gives name and fingerprint by attachment."""
    found: dict[str, tuple[str, str]] = {}
    place = folder / FILES
    for number, file in enumerate(attached, 1):
        files.make_folder(place)
        name = f"{number:02} {safe_name(file.name)}"
        Attachments(context).save(file.id, place / name)
        digest = sha256()
        for chunk in files.read_in_chunks(place / name):
            digest.update(chunk)
        found[file.id] = name, digest.hexdigest()
    return found


def _content(
    one: ObligationView,
    words: Translator,
    kept: dict[str, tuple[str, str]],
    history: Iterable[ChangeView],
) -> paper.Evidence:
    t = words.t
    return paper.Evidence(
        title=t(one.label),
        subtitle=wording.about(one, words),
        facts=tuple((t(label), text) for label, text in _facts(one, words) if text),
        warnings=tuple(t(doubt) for doubt in (*wording.doubts(one), *wording.quarrels(one))),
        steps=tuple(
            StepLine(
                words.formats.day(step.on),
                t(wording.step_title(step)),
                wording.numbers(step, words),
                wording.manner(step, words),
                kept.get(step.scan, ("", ""))[0],
            )
            for step in one.steps
        ),
        files=tuple(kept.values()),
        history=tuple(line for change in history if (line := _history_line(change, words)) is not None),
        record=one.id,
    )


def _facts(one: ObligationView, words: Translator) -> list[tuple[str, str]]:
    t, formats, rule = words.t, words.formats, one.rule
    confirmed = rule.confirmed
    stands = ", ".join(
        text
        for text in (confirmed.by, formats.day(confirmed.on) if confirmed.on else "", confirmed.note)
        if text
    )
    dismissal = one.dismissal
    return [
        (N_("State"), t(wording.state(one.progress.state))),
        (N_("Opened on"), formats.day(one.opened_on)),
        (N_("Due"), t(wording.due_words(one))),
        (N_("Act by"), formats.day(one.act_by) if one.act_by is not None else ""),
        (N_("Addressee"), t(rule.addressee) if rule.addressee else ""),
        (N_("Basis"), t(rule.basis) if rule.basis else ""),
        (N_("Confirmed by"), stands),
        (N_("Still lacking"), ", ".join(t(wording.need(name)) for name in one.progress.lacks)),
        (
            N_("Dismissed because"),
            ", ".join(text for text in (dismissal.reason, dismissal.by) if text) if dismissal else "",
        ),
        (N_("Note"), one.note),
    ]


def _history_line(change: ChangeView, words: Translator) -> HistoryLine | None:
    """A change in words; None for what only the program reads."""
    part, dot, name = change.field.partition(".")
    kind = _KINDS[_PARTS.get(part, "obligation") if dot else "obligation"]
    described = kind.by_name.get(name if dot else part)
    if described is None or described.name in _SILENT:
        return None
    moment = datetime.fromisoformat(change.at)
    return HistoryLine(
        words.formats.moment(moment),
        change.by or change.device,
        words.t(described.label),
        _value(described, change.after, words),
    )


def _value(described: Field, value: object, words: Translator) -> str:
    if value is None:
        return "–"
    if described.choices and isinstance(value, str):
        return words.t(label_of(described.choices, value))
    day = day_of(value) if described.type == "date" else None
    return str(value) if day is None else words.formats.day(day)


def _lines(history: Iterable[ChangeView]) -> bytes:
    """One line a change, plain JSON: what the audit trail says of the same record in its own words."""
    made = [
        json.dumps(
            {
                "at": change.at,
                "by": change.by,
                "device": change.device,
                "record": change.record,
                "field": change.field,
                "from": change.before,
                "to": change.after,
            },
            ensure_ascii=False,
            sort_keys=True,
        )
        for change in history
    ]
    return "".join(line + "\n" for line in made).encode()


def folder_name(one: ObligationView, words: Translator) -> str:
    """What a person would call the folder."""
    return safe_name(f"{words.t(one.label)} {one.period or one.opened_on.isoformat()}")


def told(gathered: Gathered) -> Msg:
    """What was gathered, in a sentence."""
    if gathered.missing:
        return msg(
            N_("Evidence is in {folder}. Not here yet: {names}."),
            folder=gathered.folder.name,
            names=", ".join(gathered.missing),
        )
    return msg(N_("Evidence is in {folder}."), folder=gathered.folder.name)
