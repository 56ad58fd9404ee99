"""What a code list is: choices addressed by code, with a label and a help text for people.

Records store the code only.  Labels are English texts marked with ``N_`` and translated where they
are shown, so a wording may change without touching stored data.  A code, once shipped, never changes
its meaning and is never reused; a choice that is no longer offered stays with ``retired=True``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list; ``parent`` names the choice it belongs under, or is empty.

    ``sensitivity`` is the default of a record that uses the choice: low, moderate, high or severe.
    """

    code: str
    label: str
    help: str = ""
    sensitivity: str = "low"
    parent: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class CodeList:
    """A named, versioned list of choices in the order in which they are offered."""

    name: str
    choices: tuple[Choice, ...]
    version: int = 1
    is_coded: bool = False
    """Its codes are known to people outside: each stands beside its words."""

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def __contains__(self, code: object) -> bool:
        return any(choice.code == code for choice in self.choices)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, retired ones too, in the order of the list."""
        return tuple(choice.code for choice in self.choices)

    def offered(self) -> tuple[Choice, ...]:
        """The choices that a form offers for a new value."""
        return tuple(choice for choice in self.choices if not choice.retired)

    def find(self, code: str) -> Choice | None:
        """The choice with this code, or None where this version does not know it."""
        return next((choice for choice in self.choices if choice.code == code), None)
