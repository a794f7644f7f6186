"""How long the translation memory takes: 10,000, 100,000 and 1,000,000 translations.

python -m bench.memory [ENTRIES …]

The texts are made of pieces of the project's own briefings, as long as those, and two of five are
another one with one to three words changed. Half of what is looked up is such a change too.
"""

import multiprocessing
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from rapidfuzz import fuzz, process

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.translate.catalog import catalog_bytes, new_catalog, read_catalog  # noqa: E402
from pipeline.translate.memory import TranslationMemory  # noqa: E402
from pipeline.translate.po import Entry  # noqa: E402
from pipeline.translate.similar import LEAST_SIMILARITY, SimilarTexts  # noqa: E402
from pipeline.translate.tags import bare  # noqa: E402
from pipeline.translate.workspace import catalog_path, read_memory  # noqa: E402

SIZES = (10_000, 100_000, 1_000_000)
PER_CATALOG = 1000
LOOKED_UP, BY_PEER, MOST = 200, 10, 2


def own_texts() -> list[str]:
    found = []
    for path in sorted((ROOT / "source/translations").glob("*/fi.po")):
        found += [bare(e.source) for e in read_catalog(path, path.parent.name, "fi").active]
    return found


OWN = own_texts()
WORDS = [word for text in OWN for word in text.split()]


def pieces(chance: random.Random) -> list[str]:
    """The texts cut into pieces of two to five words."""
    found = []
    for text in OWN:
        words = text.split()
        while words:
            size = chance.randint(2, 5)
            found.append(" ".join(words[:size]))
            words = words[size:]
    return found


PIECES = pieces(random.Random(2020))  # noqa: S311 - the same texts in every run


def new_text(chance: random.Random) -> str:
    """As long as one of the project's texts."""
    length, text = len(chance.choice(OWN)), chance.choice(PIECES)
    while len(text) < length:
        text += f" {chance.choice(PIECES)}"
    return text


def changed(chance: random.Random, text: str) -> str:
    words = text.split()
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(words))
        words[place : place + chance.randint(0, 1)] = [chance.choice(WORDS)]
    return " ".join(words)


def texts_of(count: int) -> list[str]:
    chance = random.Random(count)  # noqa: S311 - the same texts in every run
    found: dict[str, None] = {}
    some: list[str] = []
    while len(found) < count:
        text = changed(chance, chance.choice(some)) if some and chance.random() < 0.4 else None
        text = text or new_text(chance)
        if text not in found:
            found[text] = None
            some.append(text)
    return some


def asked(texts: list[str]) -> list[str]:
    chance = random.Random(7)  # noqa: S311
    half = [changed(chance, chance.choice(texts)) for _ in range(LOOKED_UP // 2)]
    return [*half, *(new_text(chance) for _ in range(LOOKED_UP // 2))]


def write_catalog(source: Path, number: int, texts: list[str]) -> None:
    document = f"d{number:04d}"
    path = catalog_path(source, document, "fi")
    path.parent.mkdir(parents=True, exist_ok=True)
    made = new_catalog(document, "fi", datetime(2020, 5, 12, tzinfo=UTC))
    entries = tuple(Entry("paragraph", text, text.upper()) for text in texts)
    path.write_bytes(catalog_bytes(replace(made, entries=entries)))


@dataclass(frozen=True)
class Times:
    """Milliseconds of many look-ups, and what they found.

    `of_processor` is the part in which this process was at work: the rest is others' on a busy
    machine.
    """

    each: list[float]
    found: list[object]
    of_processor: list[float]

    def at(self, share: float) -> float:
        return _at(self.each, share)

    def every(self, step: int) -> "Times":
        return Times(self.each[::step], self.found[::step], self.of_processor[::step])

    def __str__(self) -> str:
        busy = [_at(self.of_processor, share) for share in (0.5, 0.95)]
        return (
            f"p50 {self.at(0.5):8.3f} ms   p95 {self.at(0.95):8.3f} ms"
            f"   (of the processor {busy[0]:.3f} and {busy[1]:.3f})"
        )


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(int(share * len(values)), len(values) - 1)]


def timed(look_up: Callable[[str], object], texts: list[str]) -> Times:
    each: list[float] = []
    found: list[object] = []
    busy: list[float] = []
    for text in texts:
        start, start_busy = perf_counter(), process_time()
        found.append(look_up(text))
        each.append((perf_counter() - start) * 1000)
        busy.append((process_time() - start_busy) * 1000)
    return Times(each, found, busy)


def opened(source: Path, index: Path) -> tuple[float, float, TranslationMemory]:
    """Seconds, the most megabytes that this process has had, and the memory."""
    start = perf_counter()
    memory = read_memory(source, "fi", index)
    return perf_counter() - start, peak(), memory


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def build(source: Path, index: Path) -> tuple[float, float]:
    return opened(source, index)[:2]


def look_up(
    source: Path, index: Path, exact: list[str], near: list[str]
) -> tuple[float, float, Times, Times]:
    seconds, _, memory = opened(source, index)
    by_key = timed(lambda text: memory.reuse("other", {("paragraph", text)}), exact)
    matches = memory.near
    matches.nearest(near[0], MOST)  # the first one gets the pages of the arrays
    by_text = timed(
        lambda text: [(n.source, n.similarity) for n in matches.nearest(text, MOST)], near
    )
    return seconds, peak(), by_key, by_text


def main() -> None:
    for size in [int(argument) for argument in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(size, Path(folder) / "source", Path(folder) / "index")


def measure(size: int, source: Path, index: Path) -> None:
    texts = texts_of(size)
    parts = [texts[n : n + PER_CATALOG] for n in range(0, size, PER_CATALOG)]
    for number, part in enumerate(parts):
        write_catalog(source, number, part)
    lengths = sorted(map(len, texts))
    print(f"\n{size:,} entries in {len(parts)} catalogs; characters of a text: ", end="")
    print(", ".join(f"{lengths[int(s * (size - 1))]} (p{s * 100:.0f})" for s in (0.05, 0.5, 0.95)))
    context = multiprocessing.get_context("spawn")
    with context.Pool(1, maxtasksperchild=1) as pool:  # each step has a process of its own
        seconds, memory = pool.apply(build, (source, index))
        print(f"  build            {seconds:8.1f} s    peak {memory:6.0f} MB")
        disk = sum(path.stat().st_size for path in index.iterdir())
        catalogs = sum(path.stat().st_size for path in source.rglob("*.po"))
        print(f"  on disk          {disk / 1e6:8.1f} MB   catalogs {catalogs / 1e6:.1f} MB")
        near = asked(texts)
        exact = [*texts[:: max(size // LOOKED_UP, 1)], *near]
        seconds, memory, by_key, by_text = pool.apply(look_up, (source, index, exact, near))
        print(f"  open, unchanged  {seconds:8.2f} s    peak with look-ups {memory:6.0f} MB")
        print(f"  exact look-up    {by_key}")
        print(f"  near look-up     {by_text}   found for {sum(map(bool, by_text.found))}", end="")
        print(f" of {len(near)}, slowest {max(by_text.each):.1f} ms")
        peers(texts, near, by_text)
        write_catalog(source, 0, [*parts[0][1:], "En helt ny text."])
        seconds, memory = pool.apply(build, (source, index))
        print(f"  one catalog new  {seconds:8.2f} s    peak {memory:6.0f} MB")


def peers(texts: list[str], near: list[str], ours: Times) -> None:
    """rapidfuzz alone for some of the texts, and the index in memory that small projects use."""
    step = len(near) // BY_PEER

    def brute_force(text: str) -> list[tuple[str, float]]:
        # At the cut-off itself rapidfuzz loses some by rounding.
        least = LEAST_SIMILARITY
        near = process.extract(text, texts, scorer=fuzz.ratio, score_cutoff=least - 1, limit=None)
        found = [(each, similarity) for each, similarity, _ in near if similarity >= least]
        return sorted(found, key=lambda each: (-each[1], each[0]))[:MOST]

    peer = timed(brute_force, near[::step])
    show_peer("rapidfuzz", peer, ours.every(step))
    start = perf_counter()
    ordered = sorted(texts)
    similar = SimilarTexts(ordered)
    seconds = perf_counter() - start
    in_memory = timed(
        lambda text: [(ordered[e.position], e.similarity) for e in similar.nearest(text, MOST)],
        near[:: step // 2],
    )
    show_peer("SimilarTexts", in_memory, ours.every(step // 2))
    print(f"    made in {seconds:.1f} s at every run")


def show_peer(name: str, peer: Times, ours: Times) -> None:
    same = "the same found" if peer.found == ours.found else "OTHERS FOUND"
    ratios = ", ".join(f"p{s * 100:.0f} {peer.at(s) / ours.at(s):.1f} times" for s in (0.5, 0.95))
    print(f"    {name:<14} {peer}   ours is faster: {ratios}; {same}", flush=True)


if __name__ == "__main__":
    main()
