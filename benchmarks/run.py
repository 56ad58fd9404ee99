"""Prints each workload's figure beside its goal; ``--scale`` divides the sizes, ``--runs`` repeats.

Ratios are taken side by side in one run.  Nothing here passes or fails: a goal missed is printed as
missed.  ``apsw`` (for SQLite's own session extension) is measured against where it is installed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from benchmarks import carry, money, sheets, window
from benchmarks.desks import Row


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="divide the sizes of the workloads")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", default="", help="workloads, such as W1,W2; W6X is the XLSX half of W6")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["CSPDESK_TIDE"] = os.environ["HOME"] = str(folder / "home")
        rows = list(measured(folder, chosen))
    width = max(len(row.name) for row in rows)
    for row in rows:
        met = {True: "met", False: "missed", None: ""}[row.met]
        print(f"{row.name:<{width}}  {row.figure:>12}  goal {row.goal:<34}  {met:<6}  {row.detail}")
    return 0


def measured(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """The rows of the workloads that were asked for."""
    wanted = {name.strip().upper() for name in chosen.only.split(",") if name.strip()}
    rows: list[Row] = []
    if not wanted or wanted & {"W1", "W2"}:
        rows += carry.measure(_fresh(folder, "carry"), runs=chosen.runs, scale=chosen.scale)
    if not wanted or "W4" in wanted:
        rows += window.starting(_fresh(folder, "start"), runs=chosen.runs)
    if not wanted or wanted & {"W4", "W5"}:
        rows += window.searching(_fresh(folder, "search"), count=100_000 // chosen.scale)
    if not wanted or "W6" in wanted:
        rows += money.measure(_fresh(folder, "money"), runs=chosen.runs, scale=chosen.scale)
    if not wanted or wanted & {"W6", "W6X"}:
        rows += sheets.measure(runs=chosen.runs, scale=chosen.scale)
    if not wanted or "W7" in wanted:
        rows += window.saving(_fresh(folder, "save"), runs=20 * chosen.runs)
    return rows


def _fresh(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
