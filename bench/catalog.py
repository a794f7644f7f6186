"""How long a large catalog takes: 3,000 entries, then 20 changed, and then all of them changed.

python bench/catalog.py
"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.translate.catalog import Catalog, catalog_bytes, new_catalog, parse_catalog  # noqa: E402
from pipeline.translate.hints import SourceText  # noqa: E402
from pipeline.translate.update import update  # noqa: E402

T = TypeVar("T")
ENTRIES, CHANGES = 3000, 20


def main() -> None:
    words = sorted(set((ROOT / "source/lagesbild-covid-19.txt").read_text("utf-8").split()))
    chance = random.Random(2020)  # noqa: S311 - the same texts in every run
    paragraphs = [" ".join(chance.choices(words, k=chance.randint(4, 70))) for _ in range(ENTRIES)]
    catalog = timed("fill a new catalog", lambda: update(empty(), texts(paragraphs)))
    entries = tuple(replace(e, target=e.source.upper()) for e in catalog.entries)
    data = timed("write it", lambda: catalog_bytes(replace(catalog, entries=entries)))
    read = timed("read it", lambda: parse_catalog(data, "bench", "fi", "fi.po"))

    def round_trip(changed: list[str]) -> Catalog:
        before = parse_catalog(data, "bench", "fi", "fi.po")
        after = update(before, texts(changed))
        catalog_bytes(after)
        return after

    few = list(paragraphs)
    for index in chance.sample(range(ENTRIES), CHANGES):
        few[index] = f"{few[index]} ändrat"
    timed("read, update nothing, write", lambda: round_trip(paragraphs))
    after = timed(f"read, update {CHANGES} changes, write", lambda: round_trip(few))
    print(f"  of {ENTRIES} entries {sum(e.fuzzy for e in after.active)} became fuzzy")
    every = [f"{paragraph} ändrat" for paragraph in paragraphs]
    after = timed("update when every text has changed", lambda: update(read, texts(every)))
    print(f"  of {ENTRIES} entries {sum(e.fuzzy for e in after.active)} became fuzzy")


def empty() -> Catalog:
    return new_catalog("bench", "fi", datetime(2020, 5, 12, tzinfo=UTC))


def texts(paragraphs: list[str]) -> list[SourceText]:
    return [SourceText("paragraph", p, (f"a.txt:{n}",)) for n, p in enumerate(paragraphs, 1)]


def timed(what: str, work: Callable[[], T]) -> T:
    start = perf_counter()
    result = work()
    print(f"{perf_counter() - start:7.2f} s  {what}")
    return result


if __name__ == "__main__":
    main()
