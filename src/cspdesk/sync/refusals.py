"""What could not be taken, as plain values with words; and which of it may yet be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import Msg
from cspdesk.wire import codes
from cspdesk.wire.codes import Code

PARKED: Final = frozenset((codes.OLD_ROSTER.word, codes.NEWER.word, codes.WAITING.word))
"""Reasons that pass by themselves: the missing roster comes, or the program is updated."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing refused: the code's word, why, and what to do."""

    code: str
    why: Msg
    hint: Msg


def refusal_of(code: Code) -> Refusal:
    """A code of the closed list in words."""
    return Refusal(code.word, code.what, code.hint)


def code_of(error: UntrustedError) -> Code:
    """The code of an error of ``wire``."""
    return codes.by_word(error.code) or codes.MALFORMED
