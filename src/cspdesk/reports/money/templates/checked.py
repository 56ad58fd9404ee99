"""A template held against a report before there are figures: what it is, and which fields it holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cspdesk.reports.money.definition import Definition
from cspdesk.reports.money.templates.fields import Field, Filling, fields_of
from cspdesk.reports.money.templates.opening import Form, form_of
from cspdesk.reports.money.templates.wording import Wording
from cspdesk.reports.money.values import NOTHING


@dataclass(frozen=True, slots=True)
class Checked:
    """A template that fits a report: its format, and its fields, each once."""

    form: Form
    fields: tuple[str, ...]


def checked(untrusted: bytes, definition: Definition) -> Checked:
    """Look a template over by filling it with nothing: what fills it later says the same.

    ``UntrustedError`` for a file that is no template, or for a field that the report does not offer.
    """
    # decision 0021: the libraries of these files are read in with the first template
    from cspdesk.reports.money.templates.sheet import fill_xlsx  # noqa: PLC0415
    from cspdesk.reports.money.templates.word import fill_docx  # noqa: PLC0415

    form = form_of(untrusted)
    fields = fields_of(definition)
    noting = _Noting(fields)
    nothing = Filling(
        {one.name: NOTHING for one in fields if not one.part}, {one.part: () for one in fields if one.part}
    )
    {"docx": fill_docx, "xlsx": fill_xlsx}[form](untrusted, noting, nothing, lambda _value: "")
    return Checked(form, tuple(sorted(noting.found)))


class _Noting(Wording):
    """Keeps which fields it was asked about."""

    def __init__(self, fields: Iterable[Field]) -> None:
        super().__init__(fields)
        self.found: set[str] = set()

    def names(self, untrusted_text: str) -> list[str]:
        named = super().names(untrusted_text)
        self.found.update(named)
        return named
