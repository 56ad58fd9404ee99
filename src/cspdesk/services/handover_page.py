"""The page that lies with everything a desk holds: what is in the folder, and how it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cspdesk.domain.text import N_, msg, plural
from cspdesk.i18n.catalogue import Translator
from cspdesk.services.kinds import BY_NAME

WARNING = N_(
    "Nothing in this folder is encrypted: everybody who has it can read it. Keep it where only those can"
    " come who may read it, and delete it when it has done its work."
)

_PARTS = (
    ("records/", N_("the records, one file for each kind, one record a line (JSON lines, UTF-8)")),
    ("files/", N_("files that were attached, in a folder for each record; files.jsonl lists them")),
    ("kinds.json", N_("what each kind and each field is called, in three languages")),
    ("lists.json", N_("what codes mean, in three languages")),
    ("places.jsonl", N_("places by their official codes")),
    ("audit/", N_("who changed what and when, signed; “python audit_check.py trail.jsonl” proves it")),
    ("manifest.json", N_("what lies here, with the BLAKE2b-256 digest of each file")),
)


def page(
    words: Translator,
    *,
    made: date,
    person: str,
    records: Mapping[str, int],
    files: int,
    missing: int,
    left_out: Sequence[str],
) -> str:
    """The page in one language."""
    lines = _lines(words, made, person, records, files, missing, left_out)
    return "\n".join(lines) + "\n"


def _lines(
    words: Translator,
    made: date,
    person: str,
    records: Mapping[str, int],
    files: int,
    missing: int,
    left_out: Sequence[str],
) -> Iterator[str]:
    t = words.t
    yield t(N_("Everything that a desk of CSP Desk holds"))
    yield ""
    yield t(msg(N_("Made on {day} at the desk of {person}."), day=made, person=person))
    yield ""
    yield t(WARNING)
    yield ""
    width = max(len(name) for name, _ in _PARTS)
    for name, meaning in _PARTS:
        yield f"{name:<{width}}  {t(meaning)}"
    yield ""
    yield t(
        N_(
            "A record names others by their id. An amount is written with its currency, a day as"
            " year-month-day. “_differs” names fields over which desks differ and nobody has decided."
            " What was being typed and not saved is not here."
        )
    )
    yield ""
    for name, count in records.items():
        if count:
            yield f"{words.formats.integer(count):>9}  {t(BY_NAME[name].labels)}  (records/{name}.jsonl)"
    yield f"{words.formats.integer(files):>9}  {t(N_('Attachments'))}  (files/)"
    if missing:
        yield ""
        yield t(
            plural(
                N_("{n} file is not here: not all of it had reached this desk."),
                N_("{n} files are not here: not all of them had reached this desk."),
                missing,
            )
        )
    if left_out:
        yield ""
        yield t(
            msg(
                N_("Left out, because it names people and nobody asked for it: {streams}."),
                streams=", ".join(left_out),
            )
        )
