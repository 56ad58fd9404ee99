"""The documents' fonts inside a DOCX, so that Tajik letters show where Noto Sans is not installed.

A font in the file is obfuscated as ISO/IEC 29500-1 section 17.8.1 says: its first 32 bytes are combined
with a key that stands beside it.  That hides nothing; it only keeps the font from being taken out by
a plain unzip.  The fonts' licence (OFL) allows it.
"""

from __future__ import annotations

from hashlib import blake2b

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart

from cspdesk.reports.docx_markup import node
from cspdesk.reports.printable import FONTS

FAMILY = "Noto Sans"
FACES = (("Regular", "embedRegular"), ("Bold", "embedBold"), ("Italic", "embedItalic"))
_OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def obfuscated(font: bytes, key: bytes) -> bytes:
    """The font with its first 32 bytes combined with the 16 bytes of ``key``, last first; its own inverse."""
    turned = key[::-1]
    return bytes(byte ^ turned[index % 16] for index, byte in enumerate(font[:32])) + font[32:]


def embed_fonts(part: DocumentPart) -> None:
    """Give a document a table of fonts with Noto Sans in it."""
    family = node("w:font", node("w:charset", val="00"), node("w:family", val="swiss"), name=FAMILY)
    fonts = node("w:fonts", family)
    table = XmlPart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, fonts, part.package)
    for face, element in FACES:
        font = (FONTS / f"NotoSans-{face}.ttf").read_bytes()
        key = blake2b(font, digest_size=16).digest()
        uri = PackURI(f"/word/fonts/NotoSans-{face}.odttf")
        inside = Part(uri, _OBFUSCATED, obfuscated(font, key), part.package)
        family.append(_embedded(element, table.relate_to(inside, RELATIONSHIP_TYPE.FONT), key))
    part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _embedded(element: str, relationship: str, key: bytes) -> BaseOxmlElement:
    digits = key.hex().upper()
    groups = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    embedded = node(f"w:{element}", fontKey=f"{{{'-'.join(groups)}}}")
    embedded.set(qn("r:id"), relationship)
    return embedded
