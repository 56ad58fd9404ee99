"""Zip files that are the same bytes whenever they are made of the same parts, and tell no time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_FIRST = "[Content_Types].xml"
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell: nobody's working hours."""


def settled(archive: bytes) -> bytes:
    """An office file's parts in a fixed order, without times and without the system they were packed on.

    The list of content types comes first, as office programs expect.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as packed, zipfile.ZipFile(out, "w") as again:
        for name in sorted(packed.namelist(), key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            content = packed.read(name)
            if name == _PROPERTIES:
                content = _TIMES.sub(b"", content)
            again.writestr(entry, content, compresslevel=6)
    return out.getvalue()
