"""Speed of the plain-text reader: MB a second of processor time, for 1, 2, 5 and 10 MB.

Run: python -m bench.parse. The figures of one shape should hardly change with the size: time
grows in proportion to it.
"""

import time
import tracemalloc
from collections.abc import Callable
from textwrap import fill

from pipeline.parse import parse_text

SIZES_MB = (1, 2, 5, 10)
MAXIMUM = 10 * 1024 * 1024

SENTENCES = (
    "Just nu arbetar alla förvaltningar med att förbereda och hålla igång verksamheten utifrån "
    "de förutsättningar som gäller. Kommunens säkerhets-samordnare leder arbetet, och "
    "säkerhetssamordnaren nås via e-post. Barn- och ungdomscoacher arbetar hela sommaren."
)
SECTION = f"Läget just nu\n\n{SENTENCES}\n\nKommunen ska:\n\n- informera\n- samordna\n- öva\n\n"
WRAPPED = f"Läget just nu\n\n{fill(SENTENCES * 3, 72)}\n\n1. informera\n2. samordna\n\n"

SHAPES: dict[str, Callable[[int], str]] = {
    "briefing": lambda size: _repeated(SECTION, size),
    "wrapped": lambda size: _repeated(WRAPPED, size),
    "one line": lambda size: _repeated("ord och ", size),
    "one word": lambda size: "a" * size,
    "short lines": lambda size: _repeated("Ett ord\n", size),
    "one list": lambda size: _repeated("- att informera alla\n", size),
    "page breaks": lambda size: _repeated("en mening som fortsätter och\f", size),
    "hyphens": lambda size: _repeated("barn-omsorg barnomsorg-\n", size),
    "spaces": lambda size: "a" + " " * (size - 2) + "b",
    "invisible": lambda size: _repeated("a\u200b", size),
    "signatures": lambda size: _repeated("Mvh\nAnna Berg, chef\na@b.se\n\n", size),
}


def main() -> None:
    """Print a table of shapes and sizes."""
    print(f"{'shape':12}", *(f"{size:>4} MB" for size in SIZES_MB), "  peak MB at 1 MB")
    for name, make in SHAPES.items():
        rates = [_rate(make, size) for size in SIZES_MB]
        print(f"{name:12}", *(f"{rate:7.2f}" for rate in rates), f"{_peak(make):12.0f}", flush=True)


def _repeated(text: str, size: int) -> str:
    return text * (size // len(text.encode()))


def _data(make: Callable[[int], str], megabytes: int) -> bytes:
    title = "Titel\n\n"
    size = min(megabytes * 1024**2, MAXIMUM) - len(title)
    return (title + make(size)).encode()[:MAXIMUM]


def _rate(make: Callable[[int], str], megabytes: int) -> float:
    data = _data(make, megabytes)
    start = time.process_time()
    parse_text(data, "bench.txt")
    return len(data) / 1024**2 / (time.process_time() - start)


def _peak(make: Callable[[int], str]) -> float:
    data = _data(make, 1)
    tracemalloc.start()
    parse_text(data, "bench.txt")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024**2


if __name__ == "__main__":
    main()
