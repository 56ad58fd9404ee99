"""Every shipped code list by name, and how a code becomes words.

Code lists are versioned program data in three languages, addressed by code and never journalled.  An
organisation's own additions are records and are laid over these by the services.  A code that this
program does not know (it came from a newer one) is kept and shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cspdesk.domain.lists import (
    advocacy,
    concerns,
    consulting,
    currencies,
    duties,
    funds,
    open_data,
    people,
    records,
)
from cspdesk.domain.lists.choice import Choice, CodeList
from cspdesk.domain.lists.people import AGE_BOUNDS, YOUTH, YOUTH_LABEL, AgeBounds, bands_within
from cspdesk.domain.text import Msg, msg

__all__ = [
    "AGE_BOUNDS",
    "LISTS",
    "YOUTH",
    "YOUTH_LABEL",
    "AgeBounds",
    "Choice",
    "CodeList",
    "bands_within",
    "help_of",
    "label_of",
    "sensitivity_of",
]

LISTS: Mapping[str, CodeList] = MappingProxyType(
    {
        code_list.name: code_list
        for module in (advocacy, concerns, consulting, currencies, duties, funds, open_data, people, records)
        for code_list in module.ALL
    }
)


def label_of(name: str, code: str) -> Msg:
    """The words for ``code`` of the list ``name``; the code itself where the list does not know it.

    Raises KeyError for a list that does not exist: that is a mistake of the program.
    """
    choice = LISTS[name].find(code)
    if choice is None:
        return msg("{code}", code=code)
    if LISTS[name].is_coded:
        return msg("{label} · {code}", label=msg(choice.label), code=code)
    return msg(choice.label)


def help_of(name: str, code: str) -> Msg | None:
    """What helps to choose ``code``, or None where nothing needs saying."""
    choice = LISTS[name].find(code)
    return msg(choice.help) if choice is not None and choice.help else None


def sensitivity_of(name: str, code: str) -> str:
    """The sensitivity that a record gets by using ``code``; *high* for a code not known here.

    A newer program may have made the unknown code high, and raising sensitivity never waits: so it is held
    back until this desk is updated.
    """
    choice = LISTS[name].find(code)
    return "high" if choice is None else choice.sensitivity
