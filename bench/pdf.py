"""PDF pages per second beside Typst and WeasyPrint, in one process and one run.

    python -m bench.pdf [--pages 200]

The text is generated with a fixed seed: headings, paragraphs and lists of Swedish-like words,
at least 10,000 of them distinct. All three make tagged PDF/UA-1 from the same text in Noto
Sans, 11 pt. Read the ratios, not the seconds. Each tool is warmed up on a small document.
"""

import argparse
import html
import io
import random
import resource
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.resources import files

import pikepdf

from pipeline.render.edition_pdf import render_pdf
from pipeline.style import Style
from tests.builders import edition
from tests.render.pdf.samples import ARABIC, NOTICES

EPOCH = datetime(2020, 5, 12, tzinfo=UTC)
DISTINCT_WORDS = 10_000
SYLLABLES = (
    "ka",
    "le",
    "mun",
    "sta",
    "vår",
    "för",
    "ning",
    "het",
    "då",
    "trygg",
    "sam",
    "ver",
    "lig",
    "ö",
    "skol",
    "by",
    "rå",
    "ens",
    "ar",
    "kom",
)

Lines = list[str]


def make_words(chance: random.Random, count: int) -> list[str]:
    words: set[str] = set()
    while len(words) < count:
        words.add("".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))))
    return sorted(words)


def make_lines(pages: int, seed: int = 1) -> Lines:
    """About that many pages; every word of the vocabulary is used at least once."""
    chance = random.Random(seed)  # noqa: S311  # the same words every time
    supply = make_words(chance, DISTINCT_WORDS)
    chance.shuffle(supply)

    def take(count: int) -> str:
        taken = [supply.pop() if supply else chance.choice(vocabulary) for _ in range(count)]
        return " ".join(taken)

    vocabulary = list(supply)
    lines = ["# Rapport om läget"]
    for section in range(int(pages * 0.7)):
        lines.append(f"## Avsnitt {section + 1} {take(2)}")
        lines.extend(take(70).capitalize() + "." for _ in range(5))
        lines.extend(f"- {take(12)}" for _ in range(3))
    return lines


def ours(lines: Lines) -> bytes:
    return render_pdf(edition(*lines), Style(), epoch=EPOCH)


def typst_pdf(lines: Lines) -> bytes:
    import typst

    marks = {"# ": "= ", "##": "=", "- ": "- "}
    body = [
        '#set document(title: "Rapport")',
        '#set page(paper: "a4", margin: (x: 35mm, top: 32mm, bottom: 25mm), numbering: "1")',
        '#set text(font: "Noto Sans", size: 11pt, lang: "sv")',
    ]
    for line in lines:
        mark = marks.get(line[:2], "")
        rest = line[3:] if line.startswith("##") else line[2:] if mark else line
        body.append(("== " if line.startswith("##") else mark) + rest)
        if not line.startswith("- "):
            body.append("")
    fonts = [str(files("pipeline").joinpath("fonts"))]
    return bytes(
        typst.compile(
            "\n".join(body).encode(),
            format="pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    )


def weasyprint_pdf(lines: Lines) -> bytes:
    import weasyprint

    fonts = files("pipeline").joinpath("fonts")
    css = (
        f"@font-face{{font-family:N;src:url(file://{fonts}/NotoSans-Regular.ttf)}}"
        f"@font-face{{font-family:N;font-weight:bold;src:url(file://{fonts}/NotoSans-Bold.ttf)}}"
        "@page{size:A4;margin:32mm 35mm 25mm;@bottom-right{content:counter(page)}}"
        "body{font:11pt/1.4 N}p,li{margin:8pt 0}"
    )
    body: Lines = []
    for line in lines:
        text = html.escape(line.lstrip("#- "))
        if line.startswith("#"):
            level = len(line) - len(line.lstrip("#"))
            body.append(f"<h{level}>{text}</h{level}>")
        else:
            body.append(f"<ul><li>{text}</li></ul>" if line.startswith("- ") else f"<p>{text}</p>")
    page = f'<html lang="sv"><title>Rapport</title><style>{css}</style>{"".join(body)}</html>'
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1"))


def measured(make: Callable[[Lines], bytes], lines: Lines) -> tuple[float, int, int]:
    """Seconds of the clock, pages and bytes."""
    start = time.perf_counter()
    data = make(lines)
    seconds = time.perf_counter() - start
    return seconds, len(pikepdf.open(io.BytesIO(data)).pages), len(data)


def warm_document_ms() -> float:
    """A short document that was not rendered before, nor any of its words; the median."""
    taken: list[float] = []
    for seed in range(2, 12):
        lines = make_lines(3, seed)
        start = time.perf_counter()
        ours(lines)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=200)
    lines = make_lines(parser.parse_args().pages)
    distinct = len({word for line in lines for word in line.lower().split()})
    print(f"{distinct} distinct words")
    rates: dict[str, float] = {}
    tools = {"ours": ours, "typst": typst_pdf, "weasyprint": weasyprint_pdf}
    for name, make in tools.items():
        make(["# Titel", "text"])
        seconds, pages, size = measured(make, lines)
        rates[name] = pages / seconds
        print(
            f"{name:11} {pages:4} pages {seconds:7.2f} s {rates[name]:7.1f} pages/s"
            f" {size / 1000:7.0f} KB   peak so far {peak_mb():.0f} MB"
        )
        if name == "ours":
            again, pages, _ = measured(make, lines)
            print(f"{'ours again':11} {pages:4} pages {again:7.2f} s {pages / again:7.1f} pages/s")
    for name in ("typst", "weasyprint"):
        print(f"ours / {name}: {rates['ours'] / rates[name]:.2f}")
    print(f"one document of 4 pages whose words are all new, warm: {warm_document_ms():.1f} ms")
    arabic = render_pdf(
        edition(*ARABIC, language="ar", notices=NOTICES["ar"]), Style(), epoch=EPOCH
    )
    print(f"short Arabic document: {len(arabic) / 1000:.1f} KB")


if __name__ == "__main__":
    main()
