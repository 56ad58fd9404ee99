"""Rules as functions that say what a record lacks or gets wrong; they never raise.

A record may be incomplete: what it lacks is said beside the field and stands in the list of what
is still missing.  Only values that cannot be are refused, by the services.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cspdesk.domain.fields import Kind
from cspdesk.domain.money import parse_number
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.domain.wage_shares import whole


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one field that a person should know, in words for the person.

    ``where`` names a field, or ``concerns.2.severity`` for the third concern.
    """

    where: str
    message: Msg
    blocks: bool = False


def lacking(kind: Kind, fields: Mapping[str, object]) -> tuple[Problem, ...]:
    """What a record (in its JSON form) still lacks by its description, and by the kind's own rules."""
    found = [
        Problem(f.name, msg(N_("{field} is not filled in."), field=msg(f.label)))
        for f in kind.fields
        if f.required and not fields.get(f.name) and fields.get(f.name) != 0
        # a wages document takes what bears it from its sheet when it is saved
        if not (f.name == "allocations" and fields.get("sheet"))
    ]
    if kind.name == "consultation":
        found += consultation(fields)
    if kind.name == "staff_costs":
        found += staff_costs(fields)
    return tuple(found)


def consultation(fields: Mapping[str, object]) -> list[Problem]:
    """The rules of a consultation: people counted, concerns weighed, promises dated (quality checks)."""
    found: list[Problem] = []
    if not fields.get("participants"):
        found.append(Problem("participants", msg(N_("Nobody is counted yet."))))
    for place, concern in enumerate(_rows(fields, "concerns")):
        for name, words in (
            ("theme", N_("A concern has no topic.")),
            ("severity", N_("A concern has no severity.")),
            ("rank", N_("A concern has no rank.")),
        ):
            if concern.get(name) is None:
                found.append(Problem(f"concerns.{place}.{name}", msg(words)))
    for place, promise in enumerate(_rows(fields, "promises")):
        if not promise.get("due"):
            found.append(Problem(f"promises.{place}.due", msg(N_("A promise has no date."))))
    if not fields.get("promises"):
        found.append(Problem("promises", msg(N_("What was promised back, and when?"))))
    if fields.get("police_present") is None:
        found.append(Problem("police_present", msg(N_("Were police in the room?"))))
    return found


def staff_costs(fields: Mapping[str, object]) -> list[Problem]:
    """The rule of a sheet of shares: they are the whole of the post."""
    shares = _rows(fields, "shares")
    if not shares or whole(_percent(row.get("percent")) for row in shares):
        return []
    return [Problem("shares", msg(N_("The shares do not add up to 100 per cent.")))]


def _percent(value: object) -> tuple[int, int] | None:
    try:
        return parse_number(value) if isinstance(value, str) else None
    except ValueError:
        return None


def people(cells: list[dict[str, object]]) -> int:
    """How many people a participants grid counts: cells of a disability without age add nobody."""
    return sum(
        count
        for cell in cells
        if isinstance(count := cell.get("count"), int)
        and not (cell.get("disability") and not cell.get("band"))
    )


def _rows(fields: Mapping[str, object], name: str) -> list[dict[str, object]]:
    rows = fields.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
