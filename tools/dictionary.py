"""Writes docs/data-dictionary.md from the kinds' own descriptions.

python tools/dictionary.py          writes the page
python tools/dictionary.py check    exit status 1 if the page is not what the descriptions say
"""

from __future__ import annotations

import sys
from pathlib import Path

from cspdesk.domain.codelists import LISTS
from cspdesk.domain.fields import Field, Kind
from cspdesk.models import KINDS

TARGET = Path(__file__).resolve().parent.parent / "docs/data-dictionary.md"

HEAD = """# Data dictionary

Made by `tools/dictionary.py` from the descriptions in `src/cspdesk/models`; a test keeps it current.
A field's number is its name in the journal and in bundles and never changes meaning. Merge classes and
streams are explained in `bundle-format.md`. The widest audience is the widest circle that may read a
field; a state authority reads a field only where the column says so.
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += [_kind(kind) for kind in KINDS]
    parts.append(_lists())
    return "\n".join(parts)


def _kind(kind: Kind) -> str:
    about = f"Number {kind.number}, stream `{kind.stream}`"
    if kind.is_part:
        about += f", a part of {', '.join(f'`{name}`' for name in kind.parents)}"
    if kind.keys:
        own = "its record and " if kind.is_part else ""
        about += f"; its id is computed from {own}{', '.join(f'`{key}`' for key in kind.keys)}"
    rows = "\n".join(_row(field) for field in kind.fields)
    return (
        f"## {kind.name}: {kind.label}\n\n{about}.\n\n"
        "| no | field | label | type | required | stream | merge | group | sensitivity | widest audience |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        f"{rows}\n"
    )


def _row(field: Field) -> str:
    kind = field.type
    if field.choices:
        kind += f" of `{field.choices}`"
    elif field.of:
        kind += f" of `{field.of}`"
    audience = field.audience + (", authority" if field.authority else "")
    cells = (
        str(field.number),
        f"`{field.name}`",
        field.label,
        kind,
        "yes" if field.required else "",
        f"`{field.stream}`" if field.stream else "",
        field.merge,
        field.group,
        field.sensitivity,
        audience,
    )
    return "| " + " | ".join(cells) + " |"


def _lists() -> str:
    used = sorted({field.choices for kind in KINDS for field in kind.fields if field.choices})
    rows = [
        f"| `{name}` | {', '.join(f'`{one.code}` {one.label}' for one in LISTS[name].choices)} |"
        for name in used
    ]
    return "## Code lists\n\n| list | codes |\n| --- | --- |\n" + "\n".join(rows) + "\n"


def main(arguments: list[str]) -> int:
    """Write the page, or say whether it is current."""
    made = page()
    if arguments == ["check"]:
        return 0 if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == made else 1
    TARGET.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
