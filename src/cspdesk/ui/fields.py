"""An editor for each field, from its description; values are JSON outside and the editor's own inside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from cspdesk.domain.codecs import CODECS
from cspdesk.domain.codelists import LISTS, help_of, label_of, sensitivity_of
from cspdesk.domain.fields import Field
from cspdesk.domain.text import N_
from cspdesk.presenters.open_codes import is_sectors, names_of, sectors_in_words, sectors_meant
from cspdesk.presenters.session import Session
from cspdesk.ui.calendarwords import calendar_text
from cspdesk.ui.kit.daygrid import CalendarText
from cspdesk.ui.kit.editors.amount import AmountEditor
from cspdesk.ui.kit.editors.boolean import AnswerWords, BooleanEditor
from cspdesk.ui.kit.editors.code import Choice, CodeEditor, CodesEditor
from cspdesk.ui.kit.editors.dates import DateEditor
from cspdesk.ui.kit.editors.editor import AnyEditor
from cspdesk.ui.kit.editors.reading import Readers
from cspdesk.ui.kit.editors.search import Find, PlaceEditor, ReferenceEditor
from cspdesk.ui.kit.editors.text import LongTextEditor, MeantEditor, NamedCodeEditor, TextEditor
from cspdesk.ui.kit.editors.typed import TypedEditor
from cspdesk.ui.kit.suggestions import Suggestion

CURRENCIES = ("TJS", "USD", "EUR", "RUB", "GBP", "CHF", "KZT", "UZS", "KGS", "CNY")
ARTICLE, OWN_ARTICLES = "article", 200
"""Of articles of expense an organisation adds its own."""
SEALED = N_("Sealed on saving. Write what happens in general, never who or where.")


@dataclass(frozen=True, slots=True)
class FieldEditor:
    """An editor with the way from JSON to it and back."""

    editor: AnyEditor
    show: Callable[[object], Any]
    take: Callable[[Any], object]


class Editors:
    """Makes editors in the language of the session; made anew after a switch of language."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._t = session.t
        self._readers = Readers(session.formats, session.t, session.clock.today)

    def editor(self, described: Field, *, find: Find | None = None) -> FieldEditor:
        """The editor of a field; ``find`` offers records for a reference that only the form knows."""
        name = self._t(described.label)
        if described.choices and described.type in ("code", "integer"):
            return self._choice(described, name)
        make = {
            "text": self._text,
            "longtext": self._long_text,
            "code": self._open_code,
            "codes": self._codes,
            "integer": self._integer,
            "decimal": self._decimal,
            "boolean": self._boolean,
            "date": self._date,
            "month": self._month,
            "time": self._time,
            "amount": self._amount,
            "rate": self._rate,
            "place": self._place,
        }.get(described.type)
        if make is not None:
            return make(described, name)
        return self._reference(described, name, find)

    # --- words

    def _text(self, described: Field, name: str) -> FieldEditor:
        if is_sectors(described):
            words = self._session.words
            show, read = partial(sectors_in_words, words=words), partial(sectors_meant, words=words)
            return _plain(MeantEditor(show, read, name=name))
        return _plain(TextEditor(name=name))

    def _open_code(self, described: Field, name: str) -> FieldEditor:
        """A code as it is typed; one that people know by a name is shown, and taken, by that."""
        names = names_of(described, self._session.words)
        return _plain(NamedCodeEditor(names, name=name) if names else TextEditor(name=name))

    def _long_text(self, described: Field, name: str) -> FieldEditor:
        return _plain(LongTextEditor(name=name))

    # --- figures and days

    def _integer(self, described: Field, name: str) -> FieldEditor:
        return _plain(TypedEditor(self._readers.integer(), name=name, right=True, width=110))

    def _decimal(self, described: Field, name: str) -> FieldEditor:
        return _coded("decimal", TypedEditor(self._readers.decimal(), name=name, right=True, width=150))

    def _rate(self, described: Field, name: str) -> FieldEditor:
        editor = TypedEditor(self._readers.rate(), name=name, right=True, width=150)
        units: list[int] = [1]

        def show(value: object) -> object:
            digits, decimals, units[0] = cast("tuple[int, int, int]", CODECS["rate"].parse(value))
            return digits, decimals

        def take(value: tuple[int, int]) -> object:
            return CODECS["rate"].json((*value, units[0]))

        return FieldEditor(editor, show, take)

    def _date(self, described: Field, name: str) -> FieldEditor:
        editor = DateEditor(
            self._readers.when(),
            name=name,
            today=self._session.clock.today(),
            calendar=self.calendar(),
            placeholder="",
        )
        return _coded("date", editor)

    def _month(self, described: Field, name: str) -> FieldEditor:
        return _coded("month", TypedEditor(self._readers.month(), name=name, width=200))

    def _time(self, described: Field, name: str) -> FieldEditor:
        return _coded("time", TypedEditor(self._readers.moment(), name=name, width=200))

    def _amount(self, described: Field, name: str) -> FieldEditor:
        editor = AmountEditor(
            self._readers.amount, CURRENCIES, name=name, currency_name=self._t(N_("Currency"))
        )
        return _coded("amount", editor)

    def calendar(self) -> CalendarText:
        """The words of the calendar."""
        return calendar_text(self._session.words)

    # --- choices

    def _boolean(self, described: Field, name: str) -> FieldEditor:
        words = AnswerWords(self._t(N_("Yes")), self._t(N_("No")), self._t(N_("Not recorded")))
        return _plain(BooleanEditor(words, name=name))

    def _choice(self, described: Field, name: str) -> FieldEditor:
        themes = described.choices == "concern_theme"
        editor = CodeEditor(
            self.choices(described.choices),
            name=name,
            nothing=self._t(N_("No choice begins so.")),
            with_codes=themes,
        )
        if described.type == "integer":
            return FieldEditor(editor, str, int)
        return _plain(editor)

    def _codes(self, described: Field, name: str) -> FieldEditor:
        editor = CodesEditor(
            self.choices(described.choices) if described.choices else self._districts(),
            name=name,
            nothing=self._t(N_("No choice begins so.")),
            remove=self._t(N_("Remove")),
            placeholder=self._t(N_("Add…")),
        )
        return _coded("codes", editor)

    def choices(self, name: str) -> list[Choice]:
        """The choices of a code list that a form offers, sealing ones marked."""
        found = []
        for choice in LISTS[name].offered():
            helps = help_of(name, choice.code)
            sealing = sensitivity_of(name, choice.code) in ("high", "severe") and name == "concern_theme"
            found.append(
                Choice(
                    choice.code,
                    self._t(label_of(name, choice.code)),
                    self._t(helps) if helps is not None else "",
                    self._t(SEALED) if sealing else "",
                )
            )
        if name == ARTICLE:
            # the organisation's own stand after the shipped ones
            own = self._session.workspace.records.list(ARTICLE, limit=OWN_ARTICLES).records
            found += [
                Choice(str(one.fields["code"]), str(one.fields.get("name", one.fields["code"])))
                for one in own
                if one.fields.get("code")
            ]
        return found

    def _districts(self) -> list[Choice]:
        language, atlas = self._session.language, self._session.atlas
        return [Choice(code, atlas.name(code, language)) for code in atlas.district_codes]

    # --- what is found by typing

    def _place(self, described: Field, name: str) -> FieldEditor:
        session = self._session

        def find(typed: str) -> list[Suggestion]:
            language, atlas = session.language, session.atlas
            return [
                Suggestion(place.code, place.name(language), second=atlas.zone(place.code, language))
                for place in atlas.find(typed)
            ]

        def name_of(code: str) -> str:
            return session.atlas.name_within(code, session.language)

        return _plain(PlaceEditor(find, name_of, name=name, nothing=self._t(N_("No place is called so."))))

    def _reference(self, described: Field, name: str, find: Find | None) -> FieldEditor:
        session, kind = self._session, described.of

        def found(typed: str) -> list[Suggestion]:
            return [
                Suggestion(one.id, one.title, second=one.date) for one in session.finder.find(kind, typed)
            ]

        def name_of(record: bytes) -> str:
            known = session.finder.title(kind, record.hex())
            return known or session.t(N_("Restricted, or not here yet"))

        editor = ReferenceEditor(
            find or found, name_of, name=name, nothing=self._t(N_("Nothing is called so."))
        )
        return _coded("reference", editor)


def _plain(editor: AnyEditor) -> FieldEditor:
    """An editor whose values are JSON's own."""
    return FieldEditor(editor, lambda value: value, lambda value: value)


def _coded(type_: str, editor: AnyEditor) -> FieldEditor:
    """An editor whose values are the wire's."""
    return FieldEditor(editor, CODECS[type_].parse, CODECS[type_].json)
