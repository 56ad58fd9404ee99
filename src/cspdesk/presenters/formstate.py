"""What stands in a form, as a frozen value: compared with what was shown it is what a person changed.

Values are as JSON has them.  A part has a key: its id, or a key of the form's own (``~1``) while it has
none; ``Ids`` says which id such a part was given when it was saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import cast

from cspdesk.domain.fields import Kind
from cspdesk.services.drafts import Part, Typed
from cspdesk.services.results import RecordView

Ids = Mapping[str, str]
NEW = "~"


@dataclass(frozen=True, slots=True)
class Row:
    """One part in a form."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormState:
    """Values by field, parts by field, and what was typed where it cannot be read, by path."""

    values: Mapping[str, object] = field(default_factory=dict)
    parts: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)

    # --- reading

    def value(self, path: str) -> object:
        """What stands at a path: ``title``, ``concerns/KEY/words``."""
        steps = path.split("/")
        if len(steps) == 1:
            return self.values.get(path)
        row = self.row(steps[0], steps[1])
        return None if row is None else row.values.get(steps[2])

    def rows(self, name: str) -> tuple[Row, ...]:
        """The parts of a field in their order."""
        return self.parts.get(name, ())

    def row(self, name: str, key: str) -> Row | None:
        """A part by its key."""
        return next((row for row in self.rows(name) if row.key == key), None)

    def fields(self) -> dict[str, object]:
        """All of it as a record's fields, for checks."""
        parts = {name: [dict(row.values) for row in rows] for name, rows in self.parts.items() if rows}
        return {**self.values, **parts}

    # --- changing

    def given(self, path: str, value: object) -> FormState:
        """The same with a value at a path; None clears it.  What could not be read there is gone."""
        unread = {known: text for known, text in self.unread.items() if known != path}
        steps = path.split("/")
        if len(steps) == 1:
            return replace(self, values=_with(self.values, path, value), unread=unread)
        rows = tuple(
            replace(row, values=_with(row.values, steps[2], value)) if row.key == steps[1] else row
            for row in self.rows(steps[0])
        )
        return replace(self, parts={**self.parts, steps[0]: rows}, unread=unread)

    def unreadable(self, path: str, text: str) -> FormState:
        """The same with a text at a path that cannot be read."""
        return replace(self.given(path, None), unread={**self.unread, path: text})

    def added(self, name: str, row: Row) -> FormState:
        """The same with a part more, at the end."""
        return replace(self, parts={**self.parts, name: (*self.rows(name), row)})

    def removed(self, name: str, key: str) -> FormState:
        """The same without a part."""
        rows = tuple(row for row in self.rows(name) if row.key != key)
        unread = {p: text for p, text in self.unread.items() if not p.startswith(f"{name}/{key}/")}
        return replace(self, parts={**self.parts, name: rows}, unread=unread)

    def over(self, typed: Typed) -> FormState:
        """The same with what a draft holds laid over it."""
        made = replace(
            self, values={n: v for n, v in {**self.values, **typed.values}.items() if v is not None}
        )
        fresh = (f"{NEW}{number}" for number in count(1))
        for name, parts in typed.parts.items():
            for part in parts:
                key = str(part.get("id") or part.get("key") or next(fresh))
                given = {n: v for n, v in part.items() if n not in ("id", "key", "removed")}
                if part.get("removed"):
                    made = made.removed(name, key)
                    continue
                if made.row(name, key) is None:
                    made = made.added(name, Row(key))
                for inner, value in given.items():
                    made = made.given(f"{name}/{key}/{inner}", value)
        return replace(made, unread={**made.unread, **typed.unread})


def state_of(view: RecordView | None, kind: Kind) -> FormState:
    """A record as a form shows it."""
    if view is None:
        return FormState()
    parts: dict[str, tuple[Row, ...]] = {}
    values: dict[str, object] = {}
    for name, value in view.fields.items():
        if kind.by_name[name].type == "parts":
            rows = cast("list[dict[str, object]]", value)
            parts[name] = tuple(Row(str(one["id"]), _with(one, "id", None)) for one in rows)
        else:
            values[name] = value
    return FormState(values, parts)


def typed_over(shown: FormState, now: FormState, ids: Ids) -> Typed:
    """What was changed between two states: what a draft keeps and a save is given."""
    names = dict.fromkeys((*shown.values, *now.values))
    values = {n: now.values.get(n) for n in names if now.values.get(n) != shown.values.get(n)}
    parts: dict[str, tuple[Part, ...]] = {}
    for name in dict.fromkeys((*shown.parts, *now.parts)):
        rows = [*_changed(shown, now, name, ids), *_gone(shown, now, name, ids)]
        if rows:
            parts[name] = tuple(rows)
    unread = {"/".join(ids.get(step, step) for step in p.split("/")): t for p, t in now.unread.items()}
    return Typed(values, parts, unread)


def _changed(shown: FormState, now: FormState, name: str, ids: Ids) -> list[Part]:
    before = {row.key: row.values for row in shown.rows(name)}
    found: list[Part] = []
    for row in now.rows(name):
        id_ = ids.get(row.key, "" if row.key.startswith(NEW) else row.key)
        old = before.get(id_)
        if old is None:
            if row.values:
                found.append({"key": row.key, **row.values})
            continue
        changed = {n: row.values.get(n) for n in {**old, **row.values} if row.values.get(n) != old.get(n)}
        if changed:
            found.append({"id": id_, **changed})
    return found


def _gone(shown: FormState, now: FormState, name: str, ids: Ids) -> list[Part]:
    here = {ids.get(row.key, row.key) for row in now.rows(name)}
    return [{"id": row.key, "removed": True} for row in shown.rows(name) if row.key not in here]


def rebased(now: FormState, sent: FormState, fresh: FormState, ids: Ids) -> FormState:
    """What stands in a form once ``sent`` was saved and became ``fresh``: what was typed meanwhile stays.

    Rows keep their keys, so that what has the keyboard is not taken from under the hands.
    """
    values = _merged(now.values, sent.values, fresh.values)
    parts: dict[str, tuple[Row, ...]] = {}
    for name in dict.fromkeys((*now.parts, *fresh.parts)):
        by_id = {row.key: row for row in fresh.rows(name)}
        rows: list[Row] = []
        for row in now.rows(name):
            saved = by_id.pop(ids.get(row.key, row.key), None)
            before = sent.row(name, row.key)
            if saved is None:
                # not saved yet; what was saved and is gone from the record was removed elsewhere
                unread = any(path.startswith(f"{name}/{row.key}/") for path in now.unread)
                rows += [row] if before is None or before.values != row.values or unread else []
                continue
            rows.append(Row(row.key, _merged(row.values, before.values if before else {}, saved.values)))
        known = {ids.get(row.key, row.key) for row in sent.rows(name)}
        rows += [row for id_, row in by_id.items() if id_ not in known]
        parts[name] = tuple(rows)
    return FormState(values, parts, now.unread)


def _merged(
    now: Mapping[str, object], sent: Mapping[str, object], fresh: Mapping[str, object]
) -> dict[str, object]:
    found = {
        name: now.get(name) if now.get(name) != sent.get(name) else fresh.get(name)
        for name in dict.fromkeys((*now, *sent, *fresh))
    }
    return {name: value for name, value in found.items() if value is not None}


def new_ids(
    shown: FormState, sent: Typed, fresh: FormState, cells: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """The ids that new parts were given: cells are known by their keys, others came in their order."""
    found: dict[str, str] = {}
    for name, parts in sent.parts.items():
        new = [part for part in parts if "id" not in part]
        if name in cells:
            for part in new:
                for row in fresh.rows(name):
                    if all(row.values.get(key) == part.get(key) for key in cells[name]):
                        found[str(part["key"])] = row.key
            continue
        known = {row.key for row in shown.rows(name)}
        late = [row.key for row in fresh.rows(name) if row.key not in known]
        found.update((str(part["key"]), id_) for part, id_ in zip(new, late, strict=False))
    return found


def _with(values: Mapping[str, object], name: str, value: object) -> dict[str, object]:
    changed = {known: one for known, one in values.items() if known != name}
    if value not in (None, "", []):
        changed[name] = value
    return changed
