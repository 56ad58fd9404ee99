"""Text for people, marked where it is written and translated only where it is shown.

``N_("...")`` marks a literal for extraction and returns it unchanged.  A ``Msg`` carries such a
literal with its named values, so that the same message can be shown in three languages, logged
without its values, or compared in a test.  Placeholders are named: ``{name}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool looks for
    """Mark ``text`` for translation and give it back unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes every year, as a value of a message."""

    month: int
    day: int

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Msg:
    """One sentence for people: a marked English text, its plural if it has one, and its values.

    ``plural`` is chosen by ``values["n"]``.  Values are plain (str, int, date, DayOfYear, Msg); the door
    formats them for the language when it translates.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def english(self) -> str:
        """The sentence in English, for tests and for logs of the development machine."""
        chosen = self.plural if self.plural is not None and self.values.get("n") != 1 else self.text
        plain = {k: v.english() if isinstance(v, Msg) else v for k, v in self.values.items()}
        return chosen.format_map(plain)

    def __str__(self) -> str:
        return self.english()


def msg(text: str, **values: object) -> Msg:
    """A ``Msg`` of a text marked with ``N_`` and its named values."""
    return Msg(text, values)


def plural(one: str, other: str, n: int, **values: object) -> Msg:
    """A ``Msg`` whose form follows the number ``n``; both texts are marked and may use ``{n}``."""
    return Msg(one, {"n": n, **values}, other)
