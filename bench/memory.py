"""How long the memory takes: 100,000 translations, and a briefing of 40 texts looked up in it.

python bench/memory.py
"""

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from rapidfuzz import fuzz, process

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.translate.approvals import Approvals  # noqa: E402
from pipeline.translate.catalog import Catalog, new_catalog  # noqa: E402
from pipeline.translate.memory import Memory  # noqa: E402
from pipeline.translate.near import with_near_matches  # noqa: E402
from pipeline.translate.po import Entry  # noqa: E402
from pipeline.translate.similar import LEAST_SIMILARITY  # noqa: E402

T = TypeVar("T")
ENTRIES, DOCUMENTS, LOOKED_UP = 100_000, 1000, 40


def main() -> None:
    chance = random.Random(2020)  # noqa: S311 - the same texts in every run
    texts = list(dict.fromkeys(sentence(chance) for _ in range(ENTRIES + ENTRIES // 5)))[:ENTRIES]
    lengths = sorted(map(len, texts))
    print(f"{len(texts)} texts of {lengths[0]} to {lengths[-1]} characters, ", end="")
    print(f"{sum(lengths) // len(texts)} on average, in {DOCUMENTS} documents")
    # Half of the briefing are known texts with a change, half are new ones of the same words.
    known = [f"{text} ändrat" for text in chance.sample(texts, LOOKED_UP // 2)]
    briefing = [*known, *(sentence(chance) for _ in range(LOOKED_UP // 2))]
    size = ENTRIES // DOCUMENTS
    parts = [texts[n : n + size] for n in range(0, len(texts), size)]
    memory = Memory(tuple((catalog(f"d{n}", p), Approvals()) for n, p in enumerate(parts)))
    asked = catalog("bench", briefing, translated=False)
    wanted = {entry.key for entry in asked.entries}
    timed("look up equal texts", lambda: memory.reuse("bench", wanted))
    timed("build the index of similar texts", lambda: memory.near)
    found = timed(
        f"look up similar texts of a briefing of {LOOKED_UP}",
        lambda: with_near_matches(asked, frozenset(), memory.near),
    )
    print(f"  of {LOOKED_UP} texts {sum(bool(e.comments) for e in found.active)} have near matches")
    all_compared = timed(
        "compare them with every text instead (rapidfuzz alone)",
        lambda: [
            process.extractOne(t, texts, scorer=fuzz.ratio, score_cutoff=LEAST_SIMILARITY)
            for t in briefing
        ],
    )
    print(f"  of {LOOKED_UP} texts {sum(bool(f) for f in all_compared)} have near matches")


def sentence(chance: random.Random) -> str:
    """As long as one of the first briefing's texts, of its words, often in their order."""
    length = chance.choice(LENGTHS)
    words = [chance.choice(WORDS)]
    while len(words) < length:
        usual = FOLLOWERS.get(words[-1], WORDS)
        words.append(chance.choice(usual if chance.random() < 0.7 else WORDS))
    return " ".join(words)


def catalog(document: str, texts: list[str], *, translated: bool = True) -> Catalog:
    entries = (Entry("paragraph", t, t.upper() if translated else "") for t in texts)
    made = new_catalog(document, "fi", datetime(2020, 5, 12, tzinfo=UTC))
    return replace(made, entries=tuple(entries))


def timed(what: str, work: Callable[[], T]) -> T:
    start = perf_counter()
    result = work()
    print(f"{perf_counter() - start:7.2f} s  {what}")
    return result


BRIEFING = (ROOT / "source/lagesbild-covid-19.txt").read_text("utf-8")
WORDS = BRIEFING.split()
LENGTHS = [len(line.split()) for line in BRIEFING.split("\n") if line.strip()]
FOLLOWERS: dict[str, list[str]] = {}
for first, second in pairwise(WORDS):
    FOLLOWERS.setdefault(first, []).append(second)

if __name__ == "__main__":
    main()
