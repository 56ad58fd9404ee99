"""A template from outside, looked over as an archive before it is read: bounded, nothing in it runs."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Literal, TypeAlias, TypeVar

from cspdesk.domain.errors import UntrustedError
from cspdesk.domain.text import N_, Msg, msg
from cspdesk.reports.sheet_limits import Limits
from cspdesk.reports.sheet_xlsx import declares

T = TypeVar("T")
Form: TypeAlias = Literal["docx", "xlsx"]
LIMITS = Limits(file_bytes=5_000_000, unpacked_bytes=40_000_000, ratio=250, parts=500)
_LEAST = 1 << 20
_LOCKED = 0x1
_RUNS = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|macrosheets|externallinks|customui", re.IGNORECASE
)
_LINK = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_HARMLESS = re.compile(rb"Type\s*=\s*[\"'][^\"']*/(hyperlink|attachedTemplate)[\"']")
_SAVE = msg(N_("Save it in Word as DOCX or in Excel as XLSX, without macros, and try again."))


def form_of(untrusted: bytes) -> Form:
    """Whether a template is Word's or Excel's; ``UntrustedError`` for a bomb, macros or links out."""
    if len(untrusted) > LIMITS.file_bytes:
        raise _refused(
            msg(N_("The template is larger than {limit} MB."), limit=LIMITS.file_bytes // 1_000_000)
        )
    try:
        with zipfile.ZipFile(BytesIO(untrusted)) as archive:
            return _looked_over(archive, len(untrusted))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise _refused(msg(N_("The template is no DOCX or XLSX file, or it is damaged."))) from error


def guarded(step: Callable[[], T]) -> T:
    """Read a stranger's file; what the reading library raises, which is no closed list, is about the file."""
    try:
        return step()
    except UntrustedError:
        raise
    except Exception as error:
        raise _refused(msg(N_("The template is no DOCX or XLSX file, or it is damaged."))) from error


def runs() -> UntrustedError:
    """It holds something that an office program would run or fetch."""
    return _refused(msg(N_("The template holds macros, embedded files or links to other files.")))


def _looked_over(archive: zipfile.ZipFile, size: int) -> Form:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > LIMITS.parts or unpacked > min(LIMITS.unpacked_bytes, max(LIMITS.ratio * size, _LEAST)):
        raise _refused(msg(N_("The template unpacks to more than a template can be.")))
    if any(part.flag_bits & _LOCKED for part in parts):
        raise _refused(msg(N_("The template is locked with a password.")))
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or "[Content_Types].xml" not in names:
        raise _refused(msg(N_("The template is no DOCX or XLSX file, or it is damaged.")))
    if any(_RUNS.search(name) for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise runs()
    for part in parts:
        if declares(archive, part):
            raise _refused(msg(N_("The template is no DOCX or XLSX file, or it is damaged.")))
        if part.filename.endswith(".rels"):
            links = _LINK.findall(archive.read(part))
            if not all(_HARMLESS.search(link) for link in links):
                raise runs()
    word, excel = "word/document.xml" in names, "xl/workbook.xml" in names
    if word == excel:
        raise _refused(msg(N_("The template is no DOCX or XLSX file, or it is damaged.")))
    return "docx" if word else "xlsx"


def _refused(what: Msg) -> UntrustedError:
    return UntrustedError(what, hint=_SAVE, code="template")
