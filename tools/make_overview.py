"""Put together the README's first picture, docs/images/overview.png, from what is in output/.

    make && python -m tools.make_overview

It shows the index, the Arabic page and the Arabic PDF. Chromium, Node.js with the packages of
tests/browser, and poppler must be there. Scripts that the system has no font for are shown in the
package's fonts.
"""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).parent.parent
OUTPUT = ROOT / "output"
TARGET = ROOT / "docs/images/overview.png"
DOCUMENT = "lagesbild-covid-19"
GROUND = "#b9c4cc"
GAP_PX, HEIGHT_PX, MOST_COLOURS = 12, 640, 128


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        pages = [*_screens(folder, "index-1280-light", "ar-360-light"), _pdf(folder)]
    shown = [_as_high_as_the_others(page) for page in pages]
    width = sum(page.width + GAP_PX for page in shown) + GAP_PX
    picture = Image.new("RGB", (width, HEIGHT_PX + 2 * GAP_PX), GROUND)
    left = GAP_PX
    for page in shown:
        picture.paste(page, (left, GAP_PX))
        left += page.width + GAP_PX
    picture.quantize(MOST_COLOURS).save(TARGET, optimize=True)


def _screens(folder: Path, *names: str) -> list[Image.Image]:
    """Pictures of the site's pages, as tests/browser/screens.mjs names them."""
    browser, node = shutil.which("chromium"), shutil.which("node")
    if not (browser and node):
        raise SystemExit("chromium and node are needed (ci/install-system-packages)")
    fonts = folder / "fonts.conf"
    fonts.write_text(
        "<fontconfig><include ignore_missing='yes'>/etc/fonts/fonts.conf</include>"
        f"<dir>{ROOT / 'pipeline/fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
        "</fontconfig>",
        "utf-8",
    )
    script = ROOT / "tests/browser/screens.mjs"
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    command = [node, script, browser, OUTPUT, folder]
    subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603
    return [Image.open(folder / f"{name}.png").convert("RGB") for name in names]


def _pdf(folder: Path) -> Image.Image:
    """The first page of the Arabic PDF."""
    file = OUTPUT / DOCUMENT / "ar" / f"{DOCUMENT}.ar.pdf"
    program = shutil.which("pdftoppm")
    if not program:
        raise SystemExit("pdftoppm is needed (ci/install-system-packages)")
    command = [program, "-r", "110", "-png", "-singlefile", file, folder / "page"]
    subprocess.run(command, check=True)  # noqa: S603
    return Image.open(folder / "page.png").convert("RGB")


def _as_high_as_the_others(page: Image.Image) -> Image.Image:
    """The upper part of a page where it is long, white below where it is short."""
    scale = HEIGHT_PX / max(page.height, 800)
    small = page.resize((round(page.width * scale), round(page.height * scale)), Image.LANCZOS)
    whole = Image.new("RGB", (small.width, HEIGHT_PX), "white")
    whole.paste(small, (0, 0))
    return whole


if __name__ == "__main__":
    main()
