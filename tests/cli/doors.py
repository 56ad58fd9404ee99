"""The command line as a test plays it: in this process, with a cheap passphrase and streams of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from cspdesk.cli.door import Surroundings
from cspdesk.cli.main import main
from cspdesk.domain.clock import Clock
from cspdesk.domain.ids import Ids
from tests.store.desks import FAST, PASSPHRASE


@dataclass(frozen=True, slots=True)
class Result:
    """What a command gave: its exit status and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on the standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(slots=True)
class CommandLine:
    """A person at a terminal: a desk in the environment, a passphrase in a file, a language."""

    folder: Path
    clock: Clock
    ids: Ids
    desk: Path
    language: str = "en"
    typed: list[str] = field(default_factory=list)
    """Passphrases to be typed where the terminal asks; without one there is nobody to ask."""
    uses_file: bool = True

    def __call__(self, *argv: object, given: bytes | str = b"", desk: Path | None = None) -> Result:
        """Run one command; ``given`` is its standard input."""
        out, err = BytesIO(), BytesIO()
        around = Surroundings(
            self.clock,
            self.ids,
            self._environment(desk or self.desk),
            BytesIO(given.encode() if isinstance(given, str) else given),
            TextIOWrapper(out, "utf-8", newline="\n"),
            TextIOWrapper(err, "utf-8", newline="\n"),
            self._ask,
            FAST,
        )
        status = main([str(word) for word in argv], around)
        around.stdout.flush()
        around.stderr.flush()
        return Result(status, out.getvalue().decode(), err.getvalue().decode())

    def _environment(self, desk: Path) -> dict[str, str]:
        found = {"CSPDESK_DESK": str(desk), "LANGUAGE": self.language}
        if self.uses_file:
            found["CSPDESK_PASSPHRASE_FILE"] = str(self.passphrase_file)
        return found

    def _ask(self, prompt: str) -> str | None:
        return self.typed.pop(0) if self.typed else None

    @property
    def passphrase_file(self) -> Path:
        path = self.folder / "passphrase"
        if not path.exists():
            path.write_text(PASSPHRASE + "\n", "utf-8")
        return path

    def add(self, kind: str, *records: object) -> list[str]:
        """Ids of records that were added."""
        done = self("record", "add", kind, "-", given=json_lines(records))
        assert done.status == 0, done.err
        return done.lines

    def fields(self, record: str) -> dict[str, Any]:
        """What a record shows."""
        return dict(self("record", "show", record, "--json").json["fields"])

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        return int(self("record", "list", kind, "--json").json["total"])


def json_lines(records: Iterable[object]) -> str:
    """Records as JSON lines."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
