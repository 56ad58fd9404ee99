"""Photos are kept upright, small enough, and with nothing hidden in them."""

from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from cspdesk.domain.errors import RefusedError
from cspdesk.store import images

UPSIDE = 6
"""EXIF orientation: the camera was held upright, the picture lies on its side."""


def _picture(size: tuple[int, int] = (60, 40), mode: str = "RGB") -> Image.Image:
    made = Image.new(mode, size)
    made.paste(Image.new(mode, (size[0] // 2, size[1]), "white"))
    return made


def _telling_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = UPSIDE
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[29] = "2026:11:22"
    exif.get_ifd(0x8769)[0x9286] = b"SecretComment"
    return exif


def _written(picture: Image.Image, form: str, **extra: object) -> bytes:
    target = BytesIO()
    picture.save(target, form, **extra)
    return target.getvalue()


def _opened(cleaned: images.Cleaned | None) -> Image.Image:
    assert cleaned
    return Image.open(BytesIO(cleaned.content))


@pytest.mark.parametrize(("form", "kept_as"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "WEBP")])
def test_nothing_hidden_stays_in_a_photo(form: str, kept_as: str):
    content = _written(_picture(), form, exif=_telling_exif())
    assert b"SecretPhone" in content
    cleaned = images.clean(content)
    opened = _opened(cleaned)
    assert cleaned
    assert b"Secret" not in cleaned.content
    assert b"2026:11:22" not in cleaned.content
    assert opened.format == kept_as
    assert not dict(opened.getexif())
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(opened.info)


def test_comments_texts_and_profiles_go_too():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "SecretName")
    notes.add_itxt("XML:com.adobe.xmp", "SecretXmp")
    for content in (
        _written(_picture(), "PNG", pnginfo=notes, icc_profile=b"SecretProfile"),
        _written(
            _picture(), "JPEG", comment=b"SecretComment", icc_profile=b"SecretProfile", xmp=b"SecretXmp"
        ),
        _written(_picture(), "WEBP", xmp=b"SecretXmp", icc_profile=b"SecretProfile"),
        _written(_picture(), "GIF", comment=b"SecretComment"),
        _written(_picture(), "JPEG") + b"SecretTail",
    ):
        assert b"Secret" in content
        cleaned = images.clean(content)
        assert cleaned
        assert b"Secret" not in cleaned.content


def test_a_photo_taken_on_its_side_is_turned_upright_before_its_marks_go():
    lying = _written(_picture((60, 40)), "JPEG", exif=_telling_exif(), quality=95)
    upright = _opened(images.clean(lying)).convert("L")
    assert upright.size == (40, 60)
    above, below = (upright.crop(half).tobytes() for half in ((0, 0, 40, 25), (0, 35, 40, 60)))
    assert min(above) > 200  # the white half was on the left, and is now above
    assert max(below) < 50


def test_a_large_photo_is_reduced_unless_asked_not_to():
    large = _written(_picture((4000, 1000)), "JPEG")
    assert _opened(images.clean(large)).size == (images.LONGEST_SIDE, 640)
    assert _opened(images.clean(large, full_size=True)).size == (4000, 1000)
    small = _written(_picture((300, 200)), "JPEG")
    assert _opened(images.clean(small)).size == (300, 200)


def test_what_is_transparent_stays_transparent():
    shown = _opened(images.clean(_written(Image.new("RGBA", (20, 20), (255, 0, 0, 0)), "PNG")))
    assert shown.mode == "RGBA"
    assert shown.getpixel((3, 3))[3] == 0  # type: ignore[index]
    palette = _written(Image.new("P", (20, 20), 0), "PNG", transparency=0)
    assert _opened(images.clean(palette)).getpixel((3, 3))[3] == 0  # type: ignore[index]


def test_print_colours_become_screen_colours():
    assert _opened(images.clean(_written(Image.new("CMYK", (20, 20)), "JPEG"))).mode == "RGB"


def test_what_moves_or_has_pages_is_left_alone():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    for form in ("GIF", "PNG", "WEBP"):
        assert images.clean(_written(frames[0], form, save_all=True, append_images=frames[1:])) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"plain text", b"\x00" * 100, b"PK\x03\x04"])
def test_what_is_no_picture_is_left_alone(content: bytes):
    assert images.clean(content) is None


def test_a_picture_that_would_take_the_memory_is_refused_before_it_is_opened():
    for size in ((8000, 8000), (20_000, 20_000)):
        bomb = _written(Image.new("1", size), "PNG")
        assert len(bomb) < 100_000
        with pytest.raises(RefusedError, match="too many points"):
            images.clean(bomb)


def test_a_torn_picture_is_refused():
    whole = _written(Image.effect_noise((200, 200), 50).convert("RGB"), "JPEG")
    with pytest.raises(RefusedError, match="damaged"):
        images.clean(whole[: len(whole) // 2])


def test_a_picture_mangled_anywhere_gives_a_picture_or_a_refusal_and_nothing_else():
    for form in ("JPEG", "PNG", "WEBP", "GIF", "BMP"):
        whole = _written(_picture((30, 20)), form)
        for place in range(0, len(whole), max(1, len(whole) // 60)):
            mangled = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
            try:
                cleaned = images.clean(mangled)
            except RefusedError:
                continue
            assert cleaned is None or _opened(cleaned).size
