"""Show how text looks in every script: one picture a language for `docs/scripts.md`.

    python -m tools.make_script_sheet

Each is the first article of the Universal Declaration of Human Rights with a heading, bold words,
a list, a telephone number and a Swedish name, set by the PDF engine. Needs poppler's pdftoppm.
"""

import csv
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops

from pipeline.languages import described
from pipeline.model import Briefing, ListBlock, ListItem, Paragraph, Span, text_of
from pipeline.render.pdf import Document, render
from pipeline.style import Style

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "tests/render/pdf/data/declaration.csv"
TARGET = ROOT / "docs/images"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
TELEPHONE = "0220-240 00"
NAME = "Carin Becker-Åström"
RESOLUTION = 150
HEAD_MM, FOOT_MM = 34, 30
"""What is cut off a page: its header and its footer."""
GREYS = 16


@cache
def articles() -> dict[str, tuple[str, str]]:
    """Heading and text of the article, by the language's tag."""
    with TEXTS.open(encoding="utf-8", newline="") as table:
        return {row["tag"]: (row["heading"], row["text"]) for row in csv.DictReader(table)}


def sheet(tag: str) -> Document:
    """The document of a language."""
    language = described(tag)
    heading, text = articles()[tag]
    strong = _beginning(text)
    list_items = (
        text_of(TELEPHONE),
        text_of(Span(NAME, None if tag == "sv" else "sv"), " (2020-05-12)"),
        text_of("3 ≤ 4 → ✓"),
        text_of(Span(language.endonym, emphasis=True)),
    )
    items = tuple(ListItem(f"b2.{n}", item) for n, item in enumerate(list_items, 1))
    blocks = (
        Paragraph("b1", text_of(Span(strong, strong=True), text[len(strong) :])),
        ListBlock("b2", items, ordered=True, start=1),
    )
    return Document(
        briefing=Briefing(tag, text_of(heading), blocks),
        language=language,
        issuer="Hallstahammars kommun",
        issuer_language="sv",
        dated="2026-01-01",
        date=date(2026, 1, 1),
        contact=(TELEPHONE,),
        page_number="{page}/{pages}",
    )


def _beginning(text: str) -> str:
    """The first words, or the first phrase of a text without spaces."""
    words = text.split(" ")
    return " ".join(words[:3]) if len(words) > 8 else text[:6]


def picture(tag: str) -> Image.Image:
    """The text of the first page, as wide as the page."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.pdf"
        file.write_bytes(render(sheet(tag), Style(), epoch=EPOCH))
        arguments = ["-r", str(RESOLUTION), "-gray", "-png", "-singlefile", str(file)]
        subprocess.run(  # noqa: S603
            ["pdftoppm", *arguments, str(file.with_suffix(""))],  # noqa: S607
            check=True,
        )
        page = Image.open(file.with_suffix(".png")).convert("L")
    top, bottom = (round(mm / 25.4 * RESOLUTION) for mm in (HEAD_MM, FOOT_MM))
    body = page.crop((0, top, page.width, page.height - bottom))
    ink = ImageChops.invert(body).getbbox()
    if ink is None:
        raise ValueError(f"nothing is shown in {tag}")
    return body.crop((0, 0, body.width, ink[3] + 20)).quantize(GREYS)


def main(tags: list[str]) -> None:
    """Make the pictures of these languages, or of all."""
    for tag in tags or articles():
        picture(tag).save(TARGET / f"scripts-{tag}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
