"""The typesetter: our page templates and fonts, data as JSON, nothing from the system or the network.

Data reaches the templates only as strings of ``sys.inputs`` and is never part of a source text, so
markup inside it stays letters.  Fonts are the shipped ones alone; a warning is an error, because the
typesetter would otherwise print a page that lacks something.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import typst

from cspdesk.reports import palette
from cspdesk.reports.layout import Bars, Cell, Column, RegionMap, Span
from cspdesk.reports.printable import FONTS
from cspdesk.reports.wording import described

Form: TypeAlias = Literal["pdf", "png", "svg"]
Json: TypeAlias = "str | int | bool | None | list[Json] | dict[str, Json]"

TEMPLATES = Path(__file__).parent / "typst"
ARCHIVE: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""PDF/A-2a (ISO 19005-2) keeps a filed paper readable for decades; PDF/UA-1 (ISO 14289-1) opens it to
screen readers."""


def typeset(
    template: str, inputs: dict[str, Json], *, form: Form, moment: datetime | None = None, ppi: int = 144
) -> list[bytes]:
    """Set a template with its inputs: one file for a PDF, one picture a page for the other forms.

    ``moment`` is the only time that stands in a PDF.  The same inputs and moment give the same bytes.
    Any fault is a mistake of ours, since texts are made printable before: ``RuntimeError``.
    """
    return _set(
        _compiler(template, inputs),
        format=form,
        ppi=ppi,
        pdf_standards=[*ARCHIVE] if form == "pdf" else None,
        timestamp=moment.astimezone(UTC).replace(microsecond=0) if moment else None,
    )


def typeset_marked(template: str, inputs: dict[str, Json], *, ppi: int) -> tuple[list[bytes], Json]:
    """Set a template as pictures, and give its marks: what each holds, its page from 0, left and top.

    Left and top are points.  The marks are asked of the pages that were set, which takes no second setting.
    """
    compiler = _compiler(template, inputs)
    pages = _set(compiler, format="png", ppi=ppi)
    return pages, json.loads(compiler.eval(_MARKS))


_MARKS = """query(<mark>).map(mark => {
  let at = mark.location().position()
  (..mark.value, at.page - 1, at.x.pt(), at.y.pt())
})"""


def _compiler(template: str, inputs: dict[str, Json]) -> typst.Compiler:
    spelled = {name: value if isinstance(value, str) else packed(value) for name, value in inputs.items()}
    return typst.Compiler(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
        ignore_system_fonts=True,
        sys_inputs={"palette": packed(as_data(palette.named(), str)), **spelled},
    )


def _set(compiler: typst.Compiler, **how: Any) -> list[bytes]:  # noqa: ANN401 - the typesetter's own words
    result, warnings = compiler.compile_with_warnings(**how)
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    if result is None:
        raise RuntimeError("nothing was set")
    return result if isinstance(result, list) else [result]


def as_data(value: object, text: Callable[[str], str], *, keyed: bool = False) -> Json:
    """A value of ``layout`` as plain data: blocks say what they ``is``; every text goes through ``text``.

    Keys are left out, so that no file can hold one, but where they are asked for (``keyed``).
    """
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, dict):
        return {str(key): as_data(part, text, keyed=keyed) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [as_data(part, text, keyed=keyed) for part in value]
    if is_dataclass(value):
        data: dict[str, Json] = {"is": type(value).__name__}
        data |= {
            field.name: as_data(getattr(value, field.name), text, keyed=keyed) for field in fields(value)
        }
        if isinstance(value, Column):
            data["side"] = value.side
        if isinstance(value, Cell):
            for unprinted in ("number", "places", "adds"):
                del data[unprinted]
        if isinstance(value, (Cell, Span)):
            del data["key"]
            if keyed and value.key:
                data["key"] = value.key  # as it is: no letter of it is ever drawn
        if isinstance(value, (Bars, RegionMap)):
            data["alt"] = text(described(value))
        return data
    raise TypeError(f"no document holds a {type(value).__name__}")


def packed(value: Json) -> str:
    """Plain data as one line of JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
