"""Keys of figures behind which consultations stand: which of them each counts."""

from __future__ import annotations

HEARD = "heard/"
"""How the keys begin of figures behind which consultations stand."""


def heard_key(*, place: str = "", theme: str = "", sex: str = "", band: str = "") -> str:
    """``heard/PLACE/CONCERN/SEX/BAND``: the consultations that a figure counts; what is empty is any."""
    return f"{HEARD}{place}/{theme}/{sex}/{band}"


def heard_of(key: str) -> tuple[tuple[str, str], ...]:
    """The conditions of the list of consultations that a key stands for, but for the period."""
    asked = key.removeprefix(HEARD).split("/")
    names = ("place", "concerns.theme", "participants.sex", "participants.band")
    return tuple((name, value) for name, value in zip(names, asked, strict=True) if value)
