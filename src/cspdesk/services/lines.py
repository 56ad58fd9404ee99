"""JSON from outside as records to add: one object, or one object a line, each with its line's number.

Strict, because what a lenient reader guesses is saved for good: no key twice, no NaN, no text but UTF-8,
bounded in length.  A line that cannot be read is handed on as its refusal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NoReturn

from cspdesk.domain.errors import CspdeskError, RefusedError
from cspdesk.domain.text import N_, Msg, msg

LONGEST = 16 * 1024 * 1024
"""Bytes of one line, or of one object that stands on several."""

_BOM = b"\xef\xbb\xbf"
_FORM = msg(N_("Give one JSON object, or one object on each line, in UTF-8."))


@dataclass(frozen=True, slots=True)
class Line:
    """What stood on one line: a value, or why it could not be read.

    ``number`` counts from 1, and is 0 where there are no lines.
    """

    number: int
    value: object = None
    refusal: CspdeskError | None = None


def read_lines(untrusted: BinaryIO) -> Iterator[Line]:
    """The objects of a stream.  ``RefusedError`` where there is none at all."""
    numbered = enumerate(iter(lambda: untrusted.readline(LONGEST + 1), b""), 1)
    found = False
    for number, raw in numbered:
        text = raw.removeprefix(_BOM) if number == 1 else raw
        if not text.strip():
            continue
        line = _line(number, text)
        if not found and line.refusal is not None and text.lstrip().startswith(b"{"):
            # perhaps one object that is written over several lines
            rest = untrusted.read(LONGEST + 1)
            yield from _whole_or_lines(number, text, rest, line)
            return
        found = True
        yield line
    if not found:
        raise RefusedError(msg(N_("There is nothing to read: the input is empty.")), hint=_FORM, code="empty")


def _whole_or_lines(number: int, first: bytes, rest: bytes, refused: Line) -> Iterator[Line]:
    """Several lines whose first is no object by itself: one object, or lines of which the first is bad."""
    if not rest.strip():
        yield refused
        return
    whole = _line(number, first + rest)
    if whole.refusal is None:
        yield Line(0, whole.value)
        return
    lines = [(number, first), *enumerate(rest.splitlines(keepends=True), number + 1)]
    read = [_line(at, text) for at, text in lines if text.strip()]
    if len(rest) > LONGEST or not any(isinstance(line.value, dict) for line in read):
        yield whole
        return
    yield from read


def read_object(untrusted: BinaryIO) -> object:
    """The one JSON value of a stream; ``RefusedError`` for anything else."""
    lines = tuple(read_lines(untrusted))
    if len(lines) != 1:
        raise RefusedError(msg(N_("One object is wanted here, and there are several.")), code="json")
    if lines[0].refusal is not None:
        raise lines[0].refusal
    return lines[0].value


def parse(untrusted_text: str) -> object:
    """A JSON value, read strictly; ``ValueError`` for anything else."""
    try:
        return json.loads(
            untrusted_text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_no_number
        )
    except RecursionError as deep:
        raise _StrangeError(N_("Line {line} is nested too deeply."), "") from deep


class _StrangeError(ValueError):
    """JSON by the letter, and nothing that can be saved: the text about it, and what it names."""

    def __init__(self, text: str, named: str) -> None:
        super().__init__(text)
        self.text = text
        self.named = named[:80]


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _StrangeError(N_("Line {line} has “{field}” twice."), twice)
    return found


def _no_number(untrusted_text: str) -> NoReturn:
    """Refuse what only a binary fraction could hold: no field takes one, no sum could be trusted."""
    raise _StrangeError(N_("Line {line} has the number {field}: write decimals as text."), untrusted_text)


def _line(number: int, raw: bytes) -> Line:
    if len(raw) > LONGEST:
        return _refused(number, msg(N_("Line {line} is too long."), line=number))
    try:
        value = parse(raw.decode())
    except UnicodeDecodeError:
        return _refused(number, msg(N_("Line {line} is not UTF-8."), line=number))
    except _StrangeError as strange:
        named = {"field": strange.named} if strange.named else {}
        return _refused(number, Msg(strange.text, {"line": number, **named}))
    except json.JSONDecodeError as torn:
        at = number + torn.lineno - 1
        return _refused(
            at, msg(N_("Line {line} is no JSON, from letter {letter} on."), line=at, letter=torn.colno)
        )
    except ValueError:  # more digits than Python reads
        return _refused(number, msg(N_("Line {line} has a number that is too long."), line=number))
    if not isinstance(value, dict):
        return _refused(number, msg(N_("Line {line} is no JSON object."), line=number))
    return Line(number, value)


def _refused(number: int, what: Msg) -> Line:
    return Line(number, refusal=RefusedError(what, hint=_FORM, code="json"))
