"""Makes a photo fit to be kept: turned upright, not larger than needed, and nothing in it but the picture.

A photo from a telephone says where and when it was taken, and on whose device.  Only the picture's
points are carried over into a new file, so that nothing hidden can come along.
"""

from __future__ import annotations

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from cspdesk.domain.errors import RefusedError
from cspdesk.domain.text import N_, Msg, msg

LONGEST_SIDE: Final = 2560
"""Points along the longer side of a photo that is kept: enough to read a scanned page."""
POINTS: Final = 50_000_000
"""Points of a picture that is opened whole."""
POINTS_OF_PHOTO: Final = 89_000_000
"""Points of a JPEG that is reduced while it is read."""
_QUALITY = 88

_KEPT_AS = {
    JpegImagePlugin.JpegImageFile.format: "JPEG",
    MpoImagePlugin.MpoImageFile.format: "JPEG",
    PngImagePlugin.PngImageFile.format: "PNG",
    WebPImagePlugin.WebPImageFile.format: "WEBP",
    GifImagePlugin.GifImageFile.format: "PNG",
    BmpImagePlugin.BmpImageFile.format: "PNG",
}
_READ = tuple(name for name in _KEPT_AS if name in Image.OPEN)
"""What is read, and what it becomes; readers of other formats are never let near a file from outside."""
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, ArithmeticError, struct.error)
"""What Pillow's readers raise on mangled files, found by mangling."""
_MEDIA = {"JPEG": ("image/jpeg", ".jpg"), "WEBP": ("image/webp", ".webp"), "PNG": ("image/png", ".png")}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A picture with nothing hidden in it: its bytes, their media type and the suffix for its name."""

    content: bytes
    media: str
    suffix: str


def clean(untrusted_content: bytes, *, full_size: bool = False) -> Cleaned | None:
    """The picture alone, upright, at most ``LONGEST_SIDE`` points long unless ``full_size``.

    None for what is no picture this program can write anew, or has several pages or frames: that is
    kept as it is, with advice.  Raises ``RefusedError`` for a picture that is damaged, or so large
    that opening it would take the computer's memory.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # readers warn of odd marks, which do not come along anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            opened = Image.open(BytesIO(untrusted_content), formats=_READ)
            with opened:
                if opened.format != "MPO" and getattr(opened, "n_frames", 1) > 1:
                    return None
                kept_as = _KEPT_AS[opened.format or ""]
                return _written(_points(opened, kept_as, full_size=full_size), kept_as)
        except UnidentifiedImageError:
            return None
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise _too_large() from bomb
        except _BROKEN as broken:
            raise _broken() from broken


def _points(opened: Image.Image, kept_as: str, *, full_size: bool) -> Image.Image:
    """The picture's points in an image that knows nothing else."""
    width, height = opened.size
    reduced = opened.format in {"JPEG", "MPO"} and not full_size
    if width * height > (POINTS_OF_PHOTO if reduced else POINTS):
        raise _too_large()
    side = LONGEST_SIDE
    if reduced:
        opened.draft("RGB", (side, side))
    upright = ImageOps.exif_transpose(opened)
    shown = upright.convert(_mode(upright, kept_as))
    if not full_size:
        shown.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    alone = Image.new(shown.mode, shown.size)
    alone.paste(shown)
    return alone


def _mode(image: Image.Image, kept_as: str) -> str:
    if kept_as == "JPEG":
        return "L" if image.mode == "L" else "RGB"
    if "A" in image.mode or "transparency" in image.info:
        return "RGBA"
    if image.mode in {"1", "L"} and kept_as == "PNG":
        return image.mode
    return "RGB"


def _written(alone: Image.Image, kept_as: str) -> Cleaned:
    target = BytesIO()
    if kept_as == "PNG":
        alone.save(target, "PNG", optimize=True)
    else:
        alone.save(target, kept_as, quality=_QUALITY)
    return Cleaned(target.getvalue(), *_MEDIA[kept_as])


def _too_large() -> RefusedError:
    return RefusedError(
        msg(N_("This picture has too many points to be opened safely.")),
        hint=msg(N_("Make it smaller with another program, then attach it again.")),
    )


def _broken() -> RefusedError:
    return RefusedError(msg(N_("This picture is damaged and cannot be read to its end.")), hint=_AGAIN)


_AGAIN: Final[Msg] = msg(N_("Take or copy it again, then attach it."))
