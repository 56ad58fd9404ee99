"""Conditions that a number elsewhere set on a list, as filters that can be taken away one by one."""

from __future__ import annotations

from collections.abc import Callable

from cspdesk.domain.text import N_, Msg
from cspdesk.presenters.conditions import Condition
from cspdesk.ui.kit.filters import FilterView

_PARTS = "="


def condition_view(condition: Condition, t: Callable[[Msg | str], str]) -> FilterView:
    """The condition as a switch that is on."""
    clear = t(N_("Take the filter away"))
    return FilterView(condition_key(condition), condition.words, icon="x", clear=clear)


def condition_key(condition: Condition) -> str:
    """The key of its filter."""
    return f"{condition.name}{_PARTS}{condition.value}"


def condition_of(key: str) -> tuple[str, str]:
    """The field and the value of the condition with such a key."""
    name, _, value = key.partition(_PARTS)
    return name, value
