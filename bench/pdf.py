"""PDF pages per second beside Typst and WeasyPrint, in one process and one run.

    python -m bench.pdf [--without-peers]

All make tagged PDF/UA-1 from the same text in the same fonts, 11 pt; ours is PDF/A-2a as well.
Each tool is warmed up on a small document, and no document was made before it is measured.
Times are those of the process, since other work on the machine lengthens those of the clock.
Read the ratios, not the seconds: of pages a second, and of the speed for the same text, which the
tools set on more pages or fewer. Linearity and memory are measured in processes of their own.
"""

import argparse
import gc
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pikepdf

from bench.briefing import with_new_words
from bench.pdf_peers import typst_pdf, weasyprint_pdf
from bench.pdf_texts import lines_of, make_lines, published, repeated
from pipeline.edition import Edition
from pipeline.render.edition_pdf import render_pdf
from pipeline.render.pdf.shape import forget_words
from pipeline.style import Style
from tests.builders import edition

EPOCH = datetime(2020, 5, 12, tzinfo=UTC)
NAME = "lagesbild-covid-19"
PAGES = (200, 1_000, 5_000)


def ours(document: Edition) -> bytes:
    return render_pdf(document, Style(), epoch=EPOCH)


def measured(make: Callable[[], bytes]) -> tuple[float, bytes]:
    """Seconds of the process, and the file."""
    gc.collect()
    start = time.process_time()
    data = make()
    return time.process_time() - start, data


def rate(name: str, make: Callable[[], bytes]) -> tuple[float, float]:
    """Print one line; gives the pages per second, and the seconds."""
    seconds, data = measured(make)
    pages = len(pikepdf.open(io.BytesIO(data)).pages)
    print(
        f"  {name:10} {pages:4} pages {seconds:6.2f} s {pages / seconds:6.0f} pages/s"
        f" {len(data) / 1000:6.0f} KB",
        flush=True,
    )
    return pages / seconds, seconds


def compare(title: str, document: Edition, *, with_peers: bool) -> float:
    """One document by each tool; gives our pages per second."""
    tag = document.language.tag
    lines = lines_of(document)
    words = {word for line in lines for word in line.lower().split()}
    print(f"{title}: {len(words)} distinct words")
    forget_words()
    own, seconds = rate("ours", lambda: ours(document))
    rate("ours again", lambda: ours(document))
    if with_peers:
        for name, make in (("Typst", typst_pdf), ("WeasyPrint", weasyprint_pdf)):
            pages, other = rate(name, partial(make, lines, tag))
            print(f"  ours / {name}: pages/s {own / pages:.2f}, same text {other / seconds:.2f}")
    return own


def warm_ms(document: Edition) -> float:
    """A document in words that were never shaped, in a process that knows the first one's; the
    best of several, in milliseconds."""
    other = with_new_words(document)
    taken: list[float] = []
    for _ in range(10):
        forget_words()
        ours(document)
        taken.append(measured(lambda: ours(other))[0])
    return min(taken) * 1000


def in_own_process(pages: int) -> None:
    """Print how long that many pages take and how much memory, from the start of Python on."""
    document = edition(*make_lines(pages))
    before = _peak_mb()
    seconds, data = measured(lambda: ours(document))
    count = len(pikepdf.open(io.BytesIO(data)).pages)
    print(
        f"  {count:5} pages {seconds:6.2f} s, {1000 * seconds / count:.2f} ms a page,"
        f" peak {_peak_mb():.0f} MB ({before:.0f} MB before), {len(data) / 1e6:.1f} MB file",
        flush=True,
    )


def _peak_mb() -> float:
    """Of this program alone: `getrusage` counts what the process was before it became Python."""
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, help="only measure that many pages alone")
    parser.add_argument("--without-peers", action="store_true")
    chosen = parser.parse_args()
    if chosen.pages:
        in_own_process(chosen.pages)
        return
    with tempfile.TemporaryDirectory() as folder:
        editions = published(Path(folder) / "output")
    for tag in ("sv", "ar"):
        small = edition("# T", *make_lines(1, tag)[1:3], language=tag)
        ours(small)
        if not chosen.without_peers:
            typst_pdf(lines_of(small), tag)
            weasyprint_pdf(lines_of(small), tag)
    rates: dict[str, float] = {}
    for tag in ("sv", "ar"):
        real = repeated(editions[NAME, tag], 100)
        generated = edition(*make_lines(200, tag), language=tag)
        for title, document in (("briefing x 100", real), ("generated", generated)):
            key = f"{title}, {tag}"
            rates[key] = compare(key, document, with_peers=not chosen.without_peers)
    for title in ("briefing x 100", "generated"):
        print(f"Arabic / Swedish, {title}: {rates[f'{title}, ar'] / rates[f'{title}, sv']:.2f}")
    for (name, tag), document in editions.items():
        size = len(ours(document)) / 1000
        print(f"{name} {tag}: {warm_ms(document):.1f} ms in new words, {size:.1f} KB")
    print("each in a process of its own:")
    for pages in PAGES:
        command = [sys.executable, "-m", "bench.pdf", "--pages", str(pages)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
