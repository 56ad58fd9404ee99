"""``{{ field }}`` in a text: found, held against the list of fields, and put in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.reports.money.templates.fields import Field

STATUS = "report.status"
"""The field that says whether a report is provisional or was never filed; empty on a filed one."""
# Spaces are taken off afterwards: a pattern that looked for them would take hours over a million.
_FIELD = re.compile(r"\{\{([^{}]*)\}\}")
_MOST_TOLD = 5


class Wording:
    """The texts of a template against the fields of a report."""

    def __init__(self, fields: Iterable[Field]) -> None:
        self._fields: Mapping[str, Field] = {one.name: one for one in fields}

    def names(self, untrusted_text: str) -> list[str]:
        """The fields in a text, in order; ``UntrustedError`` for one that is not offered, or half of one."""
        found = [one.strip() for one in _FIELD.findall(untrusted_text)]
        rest = _FIELD.sub("", untrusted_text)
        if "{{" in rest or "}}" in rest or "{%" in rest:
            raise UntrustedError(
                msg(N_("The template holds “{words}”, which is no field."), words=_short(rest)),
                hint=msg(
                    N_("A field is two braces, a name of the list and two braces; nothing else is run.")
                ),
                code="template-field",
            )
        for name in found:
            if name not in self._fields:
                raise self._unknown(name)
        return found

    def part(self, untrusted_texts: Iterable[str]) -> str:
        """Whose rows a row of a table stands for: the code of a part, empty for none."""
        parts = {self._fields[name].part for text in untrusted_texts for name in self.names(text)} - {""}
        if len(parts) > 1:
            raise UntrustedError(
                msg(N_("A row of the template holds fields of {lists}."), lists=", ".join(sorted(parts))),
                hint=msg(N_("Let each row of a table hold the fields of one list.")),
                code="template-row",
            )
        return next(iter(parts), "")

    def refuse_rows(self, untrusted_text: str) -> None:
        """Refuse fields of a list where there is no row to repeat."""
        for name in self.names(untrusted_text):
            if self._fields[name].part:
                raise UntrustedError(
                    msg(N_("The field “{name}” is a row’s, and stands in no table."), name=name),
                    hint=msg(N_("Put it into a row of a table: the row is there for each row of the list.")),
                    code="template-row",
                )

    def refuse_silent(
        self, untrusted_texts: Iterable[str], where: str = "", *, computes: bool = False
    ) -> None:
        """Refuse texts with fields among which none says that figures are provisional.

        ``where`` names a sheet, which may compute figures out of another's.  Whoever gets the file would
        take what is open for what was filed.
        """
        found = {name for text in untrusted_texts for name in self.names(text)}
        if (found or computes) and STATUS not in found:
            what = N_("The template does not say whether the report was filed.")
            on_sheet = N_("The sheet “{sheet}” of the template does not say whether the report was filed.")
            raise UntrustedError(
                msg(on_sheet, sheet=_short(where)) if where else msg(what),
                hint=msg(
                    N_("Put {field} where it is seen at once: a filed report has nothing there."),
                    field="{{ " + STATUS + " }}",
                ),
                code="template-status",
            )

    @staticmethod
    def alone(untrusted_text: str) -> str:
        """The field of a text that holds nothing else; empty where it holds more, or none."""
        whole = _FIELD.fullmatch(untrusted_text.strip())
        return whole.group(1).strip() if whole else ""

    @staticmethod
    def spans(text: str, said: Callable[[str], str]) -> list[tuple[int, int, str]]:
        """Where fields stand in a text, and what goes there."""
        return [(one.start(), one.end(), said(one.group(1).strip())) for one in _FIELD.finditer(text)]

    @staticmethod
    def filled(text: str, said: Callable[[str], str]) -> str:
        """The text with its fields put in."""
        return _FIELD.sub(lambda one: said(one.group(1).strip()), text)

    def _unknown(self, untrusted_name: str) -> UntrustedError:
        near = get_close_matches(untrusted_name[:80], self._fields, _MOST_TOLD, 0.5)
        told = ", ".join(near or list(self._fields)[:_MOST_TOLD])
        return UntrustedError(
            msg(
                N_("The template has the field “{name}”, which this report has not."),
                name=_short(untrusted_name),
            ),
            hint=msg(N_("It may be: {names}. “cspdesk report fields” lists all."), names=told),
            code="template-field",
        )


def _short(untrusted_text: str) -> str:
    return " ".join(untrusted_text.split())[:60]
