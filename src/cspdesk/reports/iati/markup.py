"""XML of the standard library: elements with their texts and attributes, and the same bytes each time.

Texts are cleaned of what no XML can carry; names come from this program alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree import ElementTree as ET

from cspdesk.domain.money import from_minor
from cspdesk.reports.printable import cleaned

Element = ET.Element
Words = tuple[tuple[str, str], ...]
"""A text by language, as (code of the language, text) in the order in which it is written."""

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def element(
    tag: str,
    children: Iterable[Element | None] = (),
    /,
    *,
    text: str = "",
    **attributes: str,
) -> Element:
    """An element; ``iso_date`` is written ``iso-date``, and what is empty is left out."""
    made = ET.Element(tag)
    for name, value in attributes.items():
        if value:
            made.set(name.replace("_", "-"), cleaned(value))
    if text:
        made.text = cleaned(text)
    made.extend(child for child in children if child is not None)
    return made


def narratives(words: Words) -> list[Element]:
    """A text in each language that it is there in."""
    found = []
    for language, text in words:
        if shown := cleaned(text).strip():
            one = element("narrative", text=shown)
            one.set(LANGUAGE, language)
            found.append(one)
    return found


def told(tag: str, words: Words, **attributes: str) -> Element:
    """An element that holds a text in several languages."""
    return element(tag, narratives(words), **attributes)


def dated(tag: str, day: date, **attributes: str) -> Element:
    """An element that holds a day."""
    return element(tag, iso_date=day.isoformat(), **attributes)


def amount(minor: int, currency: str, day: date) -> Element:
    """An amount of money as of a day."""
    return element("value", text=from_minor(minor, currency), currency=currency, value_date=day.isoformat())


def written(root: Element, *, attributes: Mapping[str, str]) -> bytes:
    """A file: the declaration, then the elements one a line."""
    for name, value in attributes.items():
        root.set(name, value)
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
