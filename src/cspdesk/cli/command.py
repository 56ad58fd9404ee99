"""One command of the table: its words, its help, what it takes and what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cspdesk.cli.arguments import Arguments, Parser
from cspdesk.cli.door import Door


def _nothing(parser: Parser) -> None:
    """Take no words of its own."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command; ``help`` and ``more`` are marked for translation, ``run`` gives the exit status."""

    words: tuple[str, ...]
    help: str
    run: Callable[[Door, Arguments], int]
    takes: Callable[[Parser], None] = _nothing
    more: str = ""

    def parser(self) -> Parser:
        """The parser of what it takes."""
        made = Parser(self.words)
        self.takes(made)
        return made
