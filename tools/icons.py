"""Draws the icons of the program and of its bundles: one description, written as SVG, PNG, ICO and ICNS.

The mark is what the desk is for: what people say, kept as ranked lines.  Run it after changing a
shape; the files in ``packaging/icons`` are committed, so that packaging needs no drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

ICONS = Path(__file__).resolve().parent.parent / "packaging" / "icons"
SIZES = (16, 32, 64, 128, 256, 512)
GRID = 512  # the shapes' own units
OVERSAMPLING = 8  # drawn larger and reduced, which is what makes the edges smooth

LAPIS = "#2B4A9B"
PAPER = "#FFFFFF"
FOLD = "#B7C4E6"


@dataclass(frozen=True, slots=True)
class Plate:
    """A rectangle with round corners."""

    x: int
    y: int
    width: int
    height: int
    radius: int
    colour: str

    def svg(self) -> str:
        """The shape as an SVG element."""
        return (
            f'<rect x="{self.x}" y="{self.y}" width="{self.width}" height="{self.height}" '
            f'rx="{self.radius}" fill="{self.colour}"/>'
        )

    def draw(self, on: ImageDraw.ImageDraw, scale: float) -> None:
        """The shape as pixels."""
        box = [n * scale for n in (self.x, self.y, self.x + self.width, self.y + self.height)]
        on.rounded_rectangle((box[0], box[1], box[2] - 1, box[3] - 1), self.radius * scale, self.colour)


@dataclass(frozen=True, slots=True)
class Corners:
    """A filled polygon."""

    points: tuple[tuple[int, int], ...]
    colour: str

    def svg(self) -> str:
        """The shape as an SVG element."""
        points = " ".join(f"{x},{y}" for x, y in self.points)
        return f'<polygon points="{points}" fill="{self.colour}"/>'

    def draw(self, on: ImageDraw.ImageDraw, scale: float) -> None:
        """The shape as pixels."""
        on.polygon([(x * scale, y * scale) for x, y in self.points], fill=self.colour)


Shape = Plate | Corners


def speech(*, left: int, top: int, unit: int, paper: str, ink: str) -> list[Shape]:
    """A speech bubble of 8 by 6 units with three ranked lines in it, its tail another 1.5 units down."""
    lines = [
        Plate(
            left + unit,
            top + unit * (9 + 15 * n) // 10,
            unit * width // 2,
            unit * 8 // 10,
            unit * 4 // 10,
            ink,
        )
        for n, width in enumerate((12, 9, 6))
    ]
    tail = Corners(
        (
            (left + unit * 3 // 2, top + unit * 5),
            (left + unit * 7 // 2, top + unit * 5),
            (left + unit * 3 // 2, top + unit * 15 // 2),
        ),
        paper,
    )
    return [Plate(left, top, unit * 8, unit * 6, unit, paper), tail, *lines]


APP: list[Shape] = [
    Plate(16, 16, 480, 480, 104, LAPIS),
    *speech(left=88, top=104, unit=42, paper=PAPER, ink=LAPIS),
]

# A sheet with a folded corner: what a file manager shows for a bundle.
BUNDLE: list[Shape] = [
    Corners(((80, 16), (304, 16), (432, 144), (432, 496), (80, 496)), LAPIS),
    Corners(((96, 32), (297, 32), (416, 151), (416, 480), (96, 480)), PAPER),
    Corners(((297, 32), (416, 151), (297, 151)), FOLD),
    *speech(left=128, top=210, unit=32, paper=LAPIS, ink=PAPER),
]


def svg(shapes: list[Shape]) -> str:
    """The drawing for every size there is."""
    body = "\n  ".join(shape.svg() for shape in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {GRID} {GRID}">\n  {body}\n</svg>\n'


def picture(shapes: list[Shape], size: int) -> Image.Image:
    """The drawing as ``size`` by ``size`` pixels on nothing."""
    large = size * OVERSAMPLING
    image = Image.new("RGBA", (large, large), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    for shape in shapes:
        shape.draw(pen, large / GRID)
    return image.resize((size, size), Image.Resampling.BOX)


def main() -> None:
    """Write every file of both icons."""
    ICONS.mkdir(parents=True, exist_ok=True)
    for name, shapes in (("cspdesk", APP), ("bundle", BUNDLE)):
        (ICONS / f"{name}.svg").write_text(svg(shapes), encoding="utf-8", newline="\n")
        pictures = [picture(shapes, size) for size in SIZES]
        for size, image in zip(SIZES, pictures, strict=True):
            image.save(ICONS / f"{name}-{size}.png", optimize=True)
        # Windows reads sizes up to 256 from an ICO
        windows = [image for image in pictures if image.width <= 256]
        windows[-1].save(ICONS / f"{name}.ico", append_images=windows[:-1], sizes=[i.size for i in windows])
        pictures[-1].save(ICONS / f"{name}.icns", append_images=pictures[:-1])


if __name__ == "__main__":
    main()
