"""Copies ``briefcase.toml`` between two marker lines of ``pyproject.toml``, where Briefcase reads it.

Run by ``make mirror`` and before each commit; ``--check`` changes nothing and exits 1 when the two differ.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN = "# --- begin briefcase.toml: edit there, then `make mirror` ---\n"
END = "# --- end briefcase.toml ---\n"


def mirrored(pyproject: str, briefcase: str) -> str:
    """The text of ``pyproject.toml`` with ``briefcase`` between the markers, which are added if need be."""
    before, begin, rest = pyproject.partition(BEGIN)
    if not begin:
        return f"{pyproject.rstrip()}\n\n{BEGIN}{briefcase}{END}"
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"pyproject.toml: the line {END.strip()!r} is missing")
    return f"{before}{begin}{briefcase}{end}{after}"


def main() -> None:
    """Bring ``pyproject.toml`` up to date, or say that it is not."""
    target = ROOT / "pyproject.toml"
    now = target.read_text("utf-8")
    wanted = mirrored(now, (ROOT / "briefcase.toml").read_text("utf-8"))
    if now == wanted:
        return
    if "--check" in sys.argv[1:]:
        sys.exit("pyproject.toml does not mirror briefcase.toml: run `make mirror`")
    target.write_text(wanted, "utf-8", newline="\n")
    print("pyproject.toml now mirrors briefcase.toml")


if __name__ == "__main__":
    main()
