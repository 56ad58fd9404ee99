"""What the command line prints: one JSON document, or lines for people without anything a terminal obeys."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TextIO

from cspdesk.domain.errors import CspdeskError, StorageError
from cspdesk.domain.text import N_, msg
from cspdesk.i18n.catalogue import Translator


def ready(stream: TextIO) -> None:
    """Let a stream write every letter, as an escape where its encoding lacks it."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def write_document(stream: TextIO, document: Mapping[str, object]) -> None:
    """Write one JSON document and a line end; iterators in it are written item by item.

    Where the stream is not UTF-8, all that is beyond ASCII is escaped.
    """
    encoding = (stream.encoding or "").lower().replace("-", "")
    encoder = json.JSONEncoder(ensure_ascii=encoding != "utf8", allow_nan=False)
    _write(stream, chain(_pieces(document, encoder), ["\n"]))


def _pieces(value: object, encoder: json.JSONEncoder) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield "{"
        for number, (key, one) in enumerate(value.items()):
            yield f"{', ' if number else ''}{encoder.encode(str(key))}: "
            yield from _pieces(one, encoder)
        yield "}"
    elif isinstance(value, Iterator):
        yield "["
        for number, one in enumerate(value):
            yield (", " if number else "") + encoder.encode(one)
        yield "]"
    else:
        yield encoder.encode(value)


def error_document(error: CspdeskError, words: Translator) -> dict[str, object]:
    """An error as its JSON document; it names the line, row, column or field where there is one."""
    told: dict[str, object] = {
        "code": error.code,
        "what": words.t(error.what),
        "safe": words.t(error.safe),
        "hint": words.t(error.hint) if error.hint is not None else None,
    }
    if error.reasons:
        told["reasons"] = [words.t(reason) for reason in error.reasons]
    for name in ("line", "row", "column", "field"):
        value = error.what.values.get(name)
        if isinstance(value, int | str):
            told[name] = value
    return told


def error_lines(error: CspdeskError, words: Translator) -> Iterator[str]:
    """An error as people read it: what happened, what is safe, what to do."""
    yield words.t(msg(N_("cspdesk: error: {what}"), what=error.what))
    if len(error.reasons) > 1:
        yield from (f"- {words.t(reason)}" for reason in error.reasons)
    yield words.t(error.safe)
    if error.hint is not None:
        yield words.t(msg(N_("hint: {hint}"), hint=error.hint))


def harmless(text: str) -> str:
    """A text on one line without the signs that a terminal would obey."""
    return "".join(" " if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in text)


def write_lines(stream: TextIO, lines: Iterable[str]) -> None:
    """Write lines for people."""
    _write(stream, (harmless(line) + "\n" for line in lines))


def _write(stream: TextIO, pieces: Iterable[str]) -> None:
    """Write and flush; what the system refuses is told, but for a reader who has gone."""
    try:
        stream.writelines(pieces)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as cause:
        raise StorageError(
            msg(N_("The output cannot be written: {reason}"), reason=cause.strerror or type(cause).__name__),
            safe=msg(N_("What was asked for may be done already; only telling of it failed.")),
            hint=msg(N_("Check where the output goes.")),
            code="output",
        ) from cause


def table(rows: Iterable[Sequence[str]], *, gap: int = 2, most: int = 60) -> Iterator[str]:
    """Rows in columns as wide as their widest cell, cut at ``most`` letters; the last column is not."""
    kept = [[harmless(cell) for cell in row] for row in rows]
    if not kept:
        return
    widths = [min(max(len(row[place]) for row in kept), most) for place in range(len(kept[0]) - 1)]
    for row in kept:
        cells = [cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield (" " * gap).join([*cells, row[-1]]).rstrip()


def cut(text: str, most: int) -> str:
    """A text of at most ``most`` letters."""
    return text if len(text) <= most else text[: most - 1] + "…"
