"""A Word template filled: fields in its text, tables, heads and feet; rows repeated; nothing else changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from io import BytesIO

import docx
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, msg
from cspdesk.reports.archive import settled
from cspdesk.reports.money.templates.fields import Filling
from cspdesk.reports.money.templates.opening import guarded, runs
from cspdesk.reports.money.templates.wording import Wording
from cspdesk.reports.money.values import NOTHING, Value
from cspdesk.reports.printable import cleaned

_PARAGRAPH, _ROW, _TEXT = qn("w:p"), qn("w:tr"), qn("w:t")
_FETCHES = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON)\b", re.IGNORECASE)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_docx(untrusted: bytes, wording: Wording, filling: Filling, spoken: Callable[[Value], str]) -> bytes:
    """The template with a report's values; the same values give the same bytes.

    ``UntrustedError`` names a field that is not offered.  The bytes were looked over (``opening``).
    """
    return guarded(lambda: _filled(untrusted, wording, filling, spoken))


def _filled(untrusted: bytes, wording: Wording, filling: Filling, spoken: Callable[[Value], str]) -> bytes:
    document = docx.Document(BytesIO(untrusted))
    wording.refuse_silent(
        _text(paragraph)
        for part in document.part.package.iter_parts()
        if isinstance(part, XmlPart)
        for paragraph in part.element.iter(_PARAGRAPH)
    )
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            tree = part.element
            _detach(tree, part)
            _refuse_fetching(tree)
            _repeat_rows(tree, wording, filling, spoken)
            for paragraph in list(tree.iter(_PARAGRAPH)):
                text = _text(paragraph)
                wording.refuse_rows(text)
                _put(paragraph, text, lambda name: spoken(filling.values[name]))
        elif str(part.partname).endswith("notes.xml") and (b"{{" in part.blob or b"{%" in part.blob):
            raise UntrustedError(
                msg(N_("The template has fields in its notes.")),
                hint=msg(N_("Fields stand in the text, in tables, in heads and feet.")),
                code="template-field",
            )
    properties = document.core_properties
    for name in ("title", "author", "last_modified_by", "subject", "comments"):
        text = str(getattr(properties, name) or "")
        wording.refuse_rows(text)
        if "{{" in text:
            said = Wording.filled(text, lambda name: spoken(filling.values[name]))
            setattr(properties, name, cleaned(said)[:255])
    out = BytesIO()
    document.save(out)
    return settled(out.getvalue())


def _detach(settings: BaseOxmlElement, part: Part) -> None:
    """Forget where the template's own template lies: a computer's path, or a place to fetch from."""
    for one in list(settings.iter(qn("w:attachedTemplate"))):
        part.rels.pop(one.get(qn("r:id")), None)
        one.getparent().remove(one)


def _refuse_fetching(tree: BaseOxmlElement) -> None:
    codes = "".join(one.text or "" for one in tree.iter(qn("w:instrText")))
    codes += " ".join(one.get(qn("w:instr"), "") for one in tree.iter(qn("w:fldSimple")))
    if _FETCHES.search(codes):
        raise runs()


def _repeat_rows(
    tree: BaseOxmlElement, wording: Wording, filling: Filling, spoken: Callable[[Value], str]
) -> None:
    # Inner rows come after the rows around them: backwards, each is filled before it is copied.
    for row in reversed(list(tree.iter(_ROW))):
        own = [one for one in row.iter(_PARAGRAPH) if next(one.iterancestors(_ROW)) is row]
        part = wording.part(_text(one) for one in own)
        if not part:
            continue
        nothing: dict[str, Value] = {}
        for values in filling.rows[part] or (nothing,):
            copy = deepcopy(row)
            row.addprevious(copy)

            def said(name: str, values: Mapping[str, Value] = values) -> str:
                return spoken(values.get(name, filling.values.get(name, NOTHING)))

            for paragraph in copy.iter(_PARAGRAPH):
                if next(paragraph.iterancestors(_ROW)) is copy:
                    _put(paragraph, _text(paragraph), said)
        row.getparent().remove(row)


def _texts(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The texts of a paragraph, without those of a frame within it."""
    return (one for one in paragraph.iter(_TEXT) if next(one.iterancestors(_PARAGRAPH)) is paragraph)


def _text(paragraph: BaseOxmlElement) -> str:
    return "".join(one.text or "" for one in _texts(paragraph))


def _put(paragraph: BaseOxmlElement, text: str, said: Callable[[str], str]) -> None:
    """Put values in: a value takes the look of where its field begins, however the field was typed."""
    spans = Wording.spans(text, said)
    if not spans:
        return
    start = 0
    for one in list(_texts(paragraph)):
        own = one.text or ""
        kept, at = [], start
        for first, last, value in spans:
            if first >= start + len(own) or last <= start:
                continue
            kept.append(text[at:first] if first > at else "")
            if first >= start:
                kept.append(value)
            at = min(last, start + len(own))
        kept.append(text[at : start + len(own)])
        start += len(own)
        _write(one, cleaned("".join(kept)))


def _write(element: BaseOxmlElement, text: str) -> None:
    """A text in its place, with real breaks of lines."""
    first, *rest = text.split("\n")
    element.text = first
    element.set(_SPACE, "preserve")
    for line in reversed(rest):
        more = deepcopy(element)
        more.text = line
        more.tail = None
        element.addnext(more)
        element.addnext(element.makeelement(qn("w:br"), {}))
