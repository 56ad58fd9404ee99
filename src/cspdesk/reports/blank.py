"""The empty form of a consultation, for where no laptop can go; made from the same descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from cspdesk.domain.codelists import LISTS, label_of
from cspdesk.domain.fields import Field, Kind
from cspdesk.domain.text import N_
from cspdesk.i18n.catalogue import Translator
from cspdesk.reports.layout import (
    Block,
    Column,
    Document,
    FormBox,
    FormChoices,
    FormField,
    FormGrid,
    FormLine,
    Heading,
    Language,
    Note,
    PageBreak,
)

_SHORT = 14
"""A list of so many choices is printed to be ticked; a longer one is written in."""


def document(kind: Kind, parts: dict[str, Kind], translator: Translator, language: Language) -> Document:
    """The form of a kind: every field that a person fills in, participants as a grid, parts as rows."""
    maker = _Maker(translator, parts)
    blocks = maker.consultation(kind) if kind.name == "consultation" else maker.plain(kind)
    title = translator.t(kind.label)
    return Document(
        title=title,
        language=language,
        blocks=tuple(blocks),
        subtitle=translator.t(N_("Form to fill in by hand")),
    )


class _Maker:
    def __init__(self, translator: Translator, parts: dict[str, Kind]) -> None:
        self.t = translator.t
        self._parts = parts

    def plain(self, kind: Kind) -> list[Block]:
        """Any kind, field by field."""
        made: list[Block] = [Heading(self.t(N_("Record")), 1), *self._fields(kind.fields)]
        for held in kind.parts():
            if held.of not in ("attachment", "link"):
                made += [Heading(self.t(held.label), 1), self._rows(held)]
        return made

    def consultation(self, kind: Kind) -> list[Block]:
        """The consultation in the order of a meeting; it asks for no name and no signature."""
        by_name = kind.by_name
        made: list[Block] = [
            Note(
                self.t(N_("Write no names, telephone numbers or villages of single families on this sheet.")),
                "warn",
            ),
            Heading(self.t(N_("When and where")), 1),
            self._line(by_name, "title"),
            self._line(by_name, "held_on", "starts", "minutes"),
            self._line(by_name, "place", "local_no"),
            *self._fields(
                [by_name[name] for name in ("method", "venue", "groups", "languages", "police_present")]
            ),
            Heading(self.t(N_("Consent")), 1),
            *self._fields([by_name["script_read"], by_name["consent_form"]]),
            self._consent([f for f in kind.fields if f.choices == "consent_answer"]),
            Heading(self.t(N_("Participants")), 1),
            self._grid(),
            PageBreak(),
            Heading(self.t(N_("What was said")), 1),
            self._rows(by_name["concerns"], count=8),
            FormBox(self.t(by_name["summary"].label), 5),
            Heading(self.t(by_name["ideas"].label), 1),
            self._rows(by_name["ideas"], count=4),
            Heading(self.t(by_name["promises"].label), 1),
            self._rows(by_name["promises"], count=3),
            *self._fields(
                [
                    by_name[n]
                    for n in ("safety_day", "safety_night", "police_trust", "would_report", "harm_risk")
                ]
            ),
            FormBox(self.t(N_("Topics and their codes")), 1, " · ".join(self._codes("concern_theme"))),
        ]
        return made

    def _line(self, by_name: dict[str, Field], *names: str) -> FormLine:
        return FormLine(
            tuple(
                FormField(self.t(by_name[name].label), 2 if place == 0 else 1)
                for place, name in enumerate(names)
            )
        )

    def _fields(self, fields: Sequence[Field]) -> list[Block]:
        made: list[Block] = []
        for field in fields:
            if field.type == "parts" or field.stream in ("sensitive", "people"):
                continue
            label = self.t(field.label)
            if field.type == "boolean":
                made.append(FormChoices(label, (self.t(N_("Yes")), self.t(N_("No"))), 4))
            elif field.choices and len(LISTS[field.choices].choices) <= _SHORT:
                words = [self.t(label_of(field.choices, one.code)) for one in LISTS[field.choices].choices]
                # fifteen letters stand whole in a quarter of the sheet, not in a fifth
                columns = 4 if max(map(len, words)) < 16 else 3
                made.append(FormChoices(label, tuple(words), columns))
            elif field.type == "longtext":
                made.append(FormBox(label, 3, self.t(field.help) if field.help else ""))
            else:
                made.append(FormLine((FormField(label),)))
        return made

    def _consent(self, scopes: Sequence[Field]) -> FormGrid:
        answers = [one for one in LISTS["consent_answer"].choices if one.code != "withdrawn"]
        columns = [Column("", share=6)] + [
            Column(self.t(one.label), align="centre", share=2) for one in answers
        ]
        return FormGrid(tuple(columns), tuple(self.t(f.label) for f in scopes))

    def _grid(self) -> FormGrid:
        bands = [self.t(label_of("age_band", one.code)) for one in LISTS["age_band"].choices]
        columns = [Column(self.t(N_("Sex")), share=3)] + [
            Column(band, align="centre", share=2) for band in bands
        ]
        columns += [
            Column(self.t(N_("Total")), align="centre", share=2),
            Column(self.t(N_("With disability")), align="centre", share=3),
        ]
        rows = [self.t(label_of("sex", one.code)) for one in LISTS["sex"].choices] + [self.t(N_("Total"))]
        return FormGrid(tuple(columns), tuple(rows), help=self.t(N_("Count people, do not name them.")))

    def _rows(self, held: Field, *, count: int = 4) -> FormGrid:
        part = self._parts[held.of]
        chosen = [part.by_name[name] for name in _COLUMNS.get(part.name, ())] or list(part.fields)[:6]
        columns = tuple(
            Column(self.t(f.label), share=8 if f.type in ("text", "longtext") else 2, align="start")
            for f in chosen
        )
        return FormGrid(columns, tuple("" for _ in range(count)), tall=True)

    def _codes(self, name: str) -> list[str]:
        return [f"{one.code} {self.t(one.label)}" for one in LISTS[name].choices]


_COLUMNS = {
    "concern": ("words", "theme", "severity", "rank", "trend"),
    "idea": ("words", "who", "level"),
    "promise": ("words", "due"),
}
