"""The styles of our DOCX: what staff see in the style list, and change there for the whole document.

The base that the library brings carries two hundred styles, a theme, a thumbnail and its author's name;
all of that is put away, and what stands here takes its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement

from cspdesk.reports import palette
from cspdesk.reports.docx_fonts import FAMILY, embed_fonts
from cspdesk.reports.docx_markup import TAGS, border, node
from cspdesk.reports.layout import Language

_KEPT = (
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.NUMBERING,
)
BULLETS, NUMBERS = 1, 2
"""The two lists of the numbering part, as abstract lists."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: size in half points, spaces in twips, the frame as (sides, colour, eighths)."""

    name: str
    size: int = 20
    colour: str = palette.INK
    bold: bool = False
    before: int = 0
    after: int = 120
    based: str = "Normal"
    keep: bool = False
    level: int | None = None
    side: Literal["left", "center", "right"] = "left"
    indent: int = 0
    hanging: int = 0
    frame: tuple[str, str, int] | None = None
    fill: str = ""
    listed: int = 0
    line: int = 240


def paragraph_styles(*, formal: bool) -> tuple[_Style, ...]:
    """Every paragraph style; an official paper is centred and keeps its headings small and in ink."""
    head = palette.INK if formal else palette.ACCENT
    side: Literal["left", "center"] = "center" if formal else "left"
    info, warn = ("box", palette.ACCENT_EDGE, 4), ("box", palette.WARN_EDGE, 4)
    return (
        _Style("Normal", based=""),
        _Style("Lead", 22),
        _Style("Organisation", 20, palette.ACCENT, bold=True),
        _Style("Addressee", side="right", after=360, indent=3600),
        _Style("Title", 38, bold=True, before=120, after=60, keep=True, side=side),
        _Style("Subtitle", 22, palette.INK2, after=60, keep=True, side=side),
        _Style("Meta", 20 if formal else 17, palette.INK2, after=60, side=side),
        _Style("Rule", 4, after=200, frame=("bottom", palette.ACCENT, 10)),
        _Style("heading 1", 23 if formal else 27, head, bold=True, before=420, after=140, keep=True, level=0),
        _Style("heading 2", 23, bold=True, before=320, after=120, keep=True, level=1),
        _Style("heading 3", 20, bold=True, before=240, after=100, keep=True, level=2),
        _Style("caption", 20, bold=True, before=200, after=100, keep=True),
        _Style("Small", 17, palette.INK2, before=80, after=200),
        _Style("Figure", after=200),
        _Style("Quote", after=160, before=160, indent=240, frame=("left", palette.ACCENT_EDGE, 14)),
        _Style("List Bullet", after=80, indent=300, hanging=300, listed=BULLETS),
        _Style("List Number", after=80, indent=300, hanging=300, listed=NUMBERS),
        _Style("Note", 18, before=200, after=200, indent=120, frame=info, fill=palette.ACCENT_SOFT),
        _Style("Warning", 18, before=200, after=200, indent=120, frame=warn, fill=palette.WARN_SOFT),
        _Style("Table Text", 18, before=30, after=30),
        _Style("Table Head", 16, palette.INK2, bold=True, before=30, after=30, keep=True),
        _Style("Table Total", 18, bold=True, before=30, after=30),
        _Style("Table Gap", 8, after=100),
        _Style("Form Gap", 2, after=0),
        _Style("header", 16, palette.INK3, after=0),
        _Style("Header Rule", 2, after=0, frame=("bottom", palette.LINE, 4)),
        _Style("footer", 16, palette.INK3, after=0),
        _Style("Form Line", 18, bold=True, before=140, after=100),
        _Style("Form Label", 18, bold=True, before=220, after=40, keep=True),
        _Style("Form Help", 16, palette.INK3, after=60, keep=True),
        _Style("Form Rule", 18, palette.EDGE, before=180, after=0),
        _Style("Signature", before=360, after=0),
    )  # fmt: skip


def _faces() -> BaseOxmlElement:
    return node("w:rFonts", ascii=FAMILY, hAnsi=FAMILY, eastAsia=FAMILY, cs=FAMILY)


def style_id(name: str) -> str:
    """The id of a style by its name, which is the name without spaces, as text processors do it."""
    return "".join(word[:1].upper() + word[1:] for word in name.split())


def _frame(style: _Style) -> Sequence[BaseOxmlElement]:
    if style.frame is None:
        return ()
    where, colour, eighths = style.frame
    if where != "box":
        return (
            node("w:pBdr", border(where, colour=colour, eighths=eighths, space=8 if where == "left" else 5)),
        )
    sides = ("top", "left", "bottom", "right", "between")
    return (node("w:pBdr", *(border(side, colour=colour, eighths=eighths, space=6) for side in sides)),)


def _paragraph_style(style: _Style) -> BaseOxmlElement:
    layout = node("w:pPr")
    if style.keep:
        layout.append(node("w:keepNext"))
    if style.listed:
        layout.append(node("w:numPr", node("w:numId", val=style.listed)))
    layout.extend(_frame(style))
    if style.fill:
        layout.append(node("w:shd", val="clear", color="auto", fill=style.fill))
    layout.append(node("w:spacing", before=style.before, after=style.after, line=style.line, lineRule="auto"))
    right = style.indent if style.fill else 0
    layout.append(node("w:ind", left=style.indent, right=right, hanging=style.hanging))
    layout.append(node("w:jc", val=style.side))
    if style.level is not None:
        layout.append(node("w:outlineLvl", val=style.level))
    letters = node("w:rPr", _faces())
    if style.bold:
        letters.extend([node("w:b"), node("w:bCs")])
    letters.append(node("w:color", val=style.colour))
    letters.extend([node("w:sz", val=style.size), node("w:szCs", val=style.size)])
    attributes = {"type": "paragraph", "styleId": style_id(style.name)}
    if not style.based:
        attributes["default"] = "1"
    element = node("w:style", node("w:name", val=style.name), **attributes)
    if style.based:
        element.append(node("w:basedOn", val=style.based))
    element.extend([node("w:qFormat"), layout, letters])
    return element


def _character_style(name: str, *letters: BaseOxmlElement, default: bool = False) -> BaseOxmlElement:
    attributes = {"type": "character", "styleId": style_id(name)} | ({"default": "1"} if default else {})
    element = node("w:style", node("w:name", val=name), **attributes)
    if letters:
        element.append(node("w:rPr", *letters))
    return element


def _shaded(name: str, colour: str, fill: str) -> BaseOxmlElement:
    return _character_style(
        name,
        node("w:b"),
        node("w:color", val=colour),
        node("w:shd", val="clear", color="auto", fill=fill),
    )


def _table_style(
    name: str, lines: Sequence[BaseOxmlElement], *, left: int = 80, default: bool = False
) -> BaseOxmlElement:
    margins = node("w:tblCellMar")
    for side, width in (("top", 20), ("left", left), ("bottom", 20), ("right", 80)):
        margins.append(node(f"w:{side}", w=width, type="dxa"))
    described = node("w:tblPr", node("w:tblInd", w=0, type="dxa"))
    if lines:
        described.append(node("w:tblBorders", *lines))
    described.append(margins)
    attributes = {"type": "table", "styleId": style_id(name)} | ({"default": "1"} if default else {})
    return node("w:style", node("w:name", val=name), described, **attributes)


def _styles(language: Language, *, formal: bool) -> list[BaseOxmlElement]:
    tongue = node("w:lang", val=TAGS[language], eastAsia=TAGS[language])
    defaults = node(
        "w:docDefaults",
        node("w:rPrDefault", node("w:rPr", _faces(), node("w:sz", val=20), tongue)),
        node("w:pPrDefault"),
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return [
        defaults,
        *(_paragraph_style(style) for style in paragraph_styles(formal=formal)),
        _character_style("Default Paragraph Font", default=True),
        _character_style("Strong", node("w:b"), node("w:bCs")),
        _character_style("Emphasis", node("w:i"), node("w:iCs")),
        _character_style("Dim", node("w:color", val=palette.INK2), node("w:sz", val=17)),
        _character_style("Tick", node("w:rFonts", ascii="Segoe UI Symbol", hAnsi="Segoe UI Symbol")),
        _shaded("Gap", palette.BAD, palette.BAD_SOFT),
        _shaded("Status", palette.WARN, palette.WARN_SOFT),
        _shaded("Note Title", palette.ACCENT, palette.ACCENT_SOFT),
        _shaded("Warning Title", palette.WARN, palette.WARN_SOFT),
        _table_style("Normal Table", (), default=True),
        _table_style("Lines", [border("bottom"), border("insideH")]),
        _table_style("Plain", (), left=0),
        _table_style("Form", [border(side, colour=palette.EDGE, eighths=5) for side in sides]),
    ]


def _lists() -> list[BaseOxmlElement]:
    def level(form: str, text: str) -> BaseOxmlElement:
        return node(
            "w:lvl",
            node("w:start", val=1),
            node("w:numFmt", val=form),
            node("w:lvlText", val=text),
            node("w:lvlJc", val="left"),
            node("w:pPr", node("w:ind", left=300, hanging=300)),
            node("w:rPr", _faces(), node("w:color", val=palette.ACCENT)),
            ilvl=0,
        )

    kinds = ((BULLETS, level("bullet", "•")), (NUMBERS, level("decimal", "%1.")))
    abstract = [node("w:abstractNum", lines, abstractNumId=number) for number, lines in kinds]
    concrete = [node("w:num", node("w:abstractNumId", val=number), numId=number) for number, _ in kinds]
    return [*abstract, *concrete]


def _settings(language: Language) -> list[BaseOxmlElement]:
    modern = node(
        "w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return [
        node("w:embedTrueTypeFonts"),
        node("w:defaultTabStop", val=567),
        node("w:characterSpacingControl", val="doNotCompress"),
        node("w:compat", modern),
        node("w:themeFontLang", val=TAGS[language]),
        node("w:decimalSymbol", val="." if language == "en" else ","),
        node("w:listSeparator", val="," if language == "en" else ";"),
    ]


def styled_base(language: Language, *, formal: bool) -> WordDocument:
    """An empty document with our styles, lists, settings and fonts, and nothing of anybody else's."""
    base = docx.Document()
    for name, relationship in list(base.part.rels.items()):
        if relationship.reltype not in _KEPT:
            base.part.rels.pop(name)
    package = base.part.package
    if package is None:
        raise RuntimeError("a new document always has a package")
    for name, relationship in list(package.rels.items()):
        if relationship.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            package.rels.pop(name)
    for part, content in (
        (base.styles.element, _styles(language, formal=formal)),
        (base.part.numbering_part.element, _lists()),
        (base.settings.element, _settings(language)),
    ):
        part[:] = content
    embed_fonts(base.part)
    return base
