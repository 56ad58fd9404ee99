"""What documents lack, as the tables keep it: sentences with their values, to be said in any language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from cspdesk.domain.ledger.names import DocumentId
from cspdesk.domain.ledger.postings import Incomplete
from cspdesk.domain.text import Msg


def rows(lacks: Iterable[Incomplete]) -> Iterator[tuple[int, bytes, str | None, str]]:
    """Numbered, with the document, the day where it would count, and the reasons."""
    for no, one in enumerate(lacks, 1):
        day = None if one.day is None else one.day.isoformat()
        reasons = json.dumps([_kept(reason) for reason in one.reasons], ensure_ascii=False)
        yield no, bytes.fromhex(one.document), day, reasons


def read(document: bytes, day: str | None, reasons: str) -> Incomplete:
    """What a row says; the first reason is the first that was found."""
    said = tuple(_read(one) for one in json.loads(reasons))
    return Incomplete(DocumentId(document.hex()), None if day is None else date.fromisoformat(day), said)


def _kept(reason: Msg) -> dict[str, Any]:
    values = {name: _value(one) for name, one in reason.values.items()}
    return {"text": reason.text, "values": values, "plural": reason.plural}


def _value(value: object) -> object:
    """Texts and numbers stand as they are; others under the name of what they are."""
    if isinstance(value, Msg):
        return {"msg": _kept(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, (str, int)):
        return value
    raise TypeError(type(value))


def _read(kept: Mapping[str, Any]) -> Msg:
    return Msg(kept["text"], {name: _valued(one) for name, one in kept["values"].items()}, kept["plural"])


def _valued(kept: Any) -> object:  # noqa: ANN401 - what JSON gives
    if not isinstance(kept, dict):
        return kept
    return _read(kept["msg"]) if "msg" in kept else date.fromisoformat(kept["day"])
