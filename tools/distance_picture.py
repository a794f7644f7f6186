"""Draw the picture of the second briefing: two persons, and the distance between them.

It has no words, so it needs no translation. Shapes are drawn four times as large and then
averaged by whole numbers: every machine gets the same pixels.
"""

from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 560  # pixels
SCALE = 4

PAPER = "#f4f1ea"
GROUND = "#c9c1b1"
SHADOW = "#b3aa97"
INK = "#1d2b33"
BLUE = "#004b6b"
OCHRE = "#a65a00"
SKIN = ("#8a5a3c", "#e0b58f")

GROUND_TOP = 470
LEFT, RIGHT = 250, 950
"""Where each person stands, in pixels from the left."""


def distance_picture() -> bytes:
    """The picture as a PNG file, without metadata."""
    large = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    brush = ImageDraw.Draw(large)
    brush.rectangle(_scaled(0, GROUND_TOP, WIDTH, HEIGHT), fill=GROUND)
    _person(brush, LEFT, BLUE, SKIN[0])
    _person(brush, RIGHT, OCHRE, SKIN[1])
    _arrow(brush, LEFT + 130, RIGHT - 130, 290)
    data = BytesIO()
    large.reduce(SCALE).quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _person(brush: ImageDraw.ImageDraw, x: int, clothes: str, skin: str) -> None:
    """Somebody seen from the front: shadow, legs, arms, body, head."""
    brush.ellipse(_scaled(x - 100, GROUND_TOP + 2, x + 100, GROUND_TOP + 34), fill=SHADOW)
    for side in (-1, 1):
        leg, arm = x + 26 * side, x + 72 * side
        _rounded(brush, (leg - 20, 330, leg + 20, GROUND_TOP + 18), 12, INK)
        _rounded(brush, (arm - 15, 176, arm + 15, 330), 15, clothes)
        brush.ellipse(_scaled(arm - 14, 312, arm + 14, 340), fill=skin)
    _rounded(brush, (x - 58, 168, x + 58, 356), 34, clothes)
    _rounded(brush, (x - 18, 140, x + 18, 186), 10, skin)
    brush.ellipse(_scaled(x - 46, 56, x + 46, 156), fill=skin)
    brush.chord(_scaled(x - 48, 50, x + 48, 150), 180, 360, fill=INK)


def _arrow(brush: ImageDraw.ImageDraw, start: int, end: int, y: int) -> None:
    """A double arrow between two thin upright lines."""
    for x in (start, end):
        brush.rectangle(_scaled(x - 3, y - 60, x + 3, y + 60), fill=INK)
    brush.rectangle(_scaled(start + 45, y - 7, end - 45, y + 7), fill=INK)
    for tip, back in ((start + 10, start + 62), (end - 10, end - 62)):
        corners = [(tip, y), (back, y - 34), (back, y + 34)]
        brush.polygon([(x * SCALE, level * SCALE) for x, level in corners], fill=INK)


def _rounded(
    brush: ImageDraw.ImageDraw, box: tuple[int, int, int, int], radius: int, fill: str
) -> None:
    brush.rounded_rectangle(_scaled(*box), radius * SCALE, fill=fill)


def _scaled(left: int, top: int, right: int, bottom: int) -> tuple[int, int, int, int]:
    return left * SCALE, top * SCALE, right * SCALE, bottom * SCALE
