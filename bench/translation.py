"""The engine beside `argostranslate.translate`, on the same models, in one run.

    python -m bench.translation

The library runs in processes of its own: with its defaults, and tuned by the environment
variables that it offers, at the same beam. Its own sentence splitter fetches a model from the
internet, so it gets ours, which is faster. Seconds depend on the machine; ratios do not.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.models import installed_copy, relabelled
from pipeline.languages import language
from pipeline.translate.argos import ArgosEngine
from pipeline.translate.document_names import Names
from pipeline.translate.draft import Wanted, draft_texts
from pipeline.translate.engine import Model
from pipeline.translate.pairs import shortest_route
from pipeline.translate.pivot import Pivot
from tests.builders import briefing
from tests.models.corpus.sentences import corpus

PARAGRAPHS, SENTENCES_IN_ONE = 500, 2
SEED = 7
"""Another one than that of the training, so that few of the sentences were in it."""
SEGMENTS = 10_000
TARGETS = ("en", "fi", "de", "fr", "pl")
TUNED = {"ARGOS_INTRA_THREADS": "1", "ARGOS_INTER_THREADS": "2", "ARGOS_BATCH_SIZE": "1024"}
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """The texts that came out, and the seconds without loading."""

    texts: tuple[str, ...]
    seconds: float


def main() -> None:
    paragraphs = swedish_paragraphs()
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    print(f"{len(sentences)} sentences in {len(paragraphs)} paragraphs, Swedish to English, beam 4")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine = ArgosEngine(installed_copy(folder))
        model = next(found for found in engine.models() if found.source == "sv")
        start = time.perf_counter()
        engine.translate(model, sentences[:1])
        print(f"{time.perf_counter() - start:8.2f} s   import, load and first sentence")
        compare(engine, model, paragraphs, folder)
        engine.close()
        print_many_segments(folder, sentences)


def swedish_paragraphs() -> list[list[str]]:
    """Paragraphs of sentences of municipal life, different ones, without placeholders."""
    made = (pair.source.text for pair in corpus("sv", "en", 20 * PARAGRAPHS, SEED))
    sentences = list(dict.fromkeys(text for text in made if not set("⟪[0123456789") & set(text)))
    return [
        sentences[n : n + SENTENCES_IN_ONE]
        for n in range(0, PARAGRAPHS * SENTENCES_IN_ONE, SENTENCES_IN_ONE)
    ]


def compare(
    engine: ArgosEngine, model: Model, paragraphs: Sequence[Sequence[str]], folder: Path
) -> None:
    """Sentences a second of the engine and of the library, and how often they agree."""
    ours = min((own_run(engine, model, paragraphs) for _ in range(ROUNDS)), key=lambda r: r.seconds)
    number = sum(map(len, paragraphs))
    print(f"{number / ours.seconds:8.1f} /s  the engine, all sentences in one call")
    for label, environment in (("its defaults", {}), ("tuned", TUNED)):
        theirs = library_run(folder / "packages", paragraphs, environment)
        same = sum(a == b for a, b in zip(ours.texts, theirs.texts, strict=True))
        print(
            f"{number / theirs.seconds:8.1f} /s  argostranslate, {label}: the engine is "
            f"{theirs.seconds / ours.seconds:.1f} x; same text in {same} of {len(ours.texts)}"
        )


def own_run(engine: ArgosEngine, model: Model, paragraphs: Sequence[Sequence[str]]) -> Run:
    flat = [sentence for paragraph in paragraphs for sentence in paragraph]
    start = time.perf_counter()
    drafts = iter(engine.translate(model, flat))
    texts = tuple(" ".join(next(drafts).text for _ in paragraph) for paragraph in paragraphs)
    return Run(texts, time.perf_counter() - start)


def library_run(
    packages: Path, paragraphs: Sequence[Sequence[str]], environment: dict[str, str]
) -> Run:
    """The best of some runs in a process of its own (`bench/library_peer.py`)."""
    home = packages.parent / "home"
    home.mkdir(exist_ok=True)
    variables = {
        **os.environ,
        **environment,
        "HOME": str(home),
        "ARGOS_PACKAGES_DIR": str(packages),
        **{
            name: str(home / name)
            for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        },
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.library_peer"],
        input=json.dumps(paragraphs),
        env=variables,
        capture_output=True,
        text=True,
        check=True,
    )
    value = json.loads(done.stdout)
    return Run(tuple(value["texts"]), float(value["seconds"]))


def print_many_segments(folder: Path, sentences: Sequence[str]) -> None:
    """10,000 segments in five languages through the whole of `draft.py`, and the memory."""
    engine = ArgosEngine(relabelled(folder, TARGETS))
    names = Names.of(briefing("# Titel", *sentences[:3]))
    texts = [
        Wanted(f"{sentences[n % len(sentences)]} Ring {n:04} om du har frågor.", names)
        for n in range(SEGMENTS)
    ]
    pivot = Pivot(engine)
    memory: list[float] = []
    start = time.perf_counter()
    for tag in TARGETS:
        route = shortest_route(engine.models(), "sv", tag) or ()
        drafts = draft_texts(texts, route, pivot, language(tag))
        kept = sum(bool(draft.text) for draft in drafts)
        memory.append(resident_megabytes())
        print(f"{memory[-1]:8.0f} MB  after {tag}; {kept} of {SEGMENTS} have a safe draft")
    seconds = time.perf_counter() - start
    print(f"{seconds:8.1f} s   {SEGMENTS} segments x {len(TARGETS)} languages, with protection")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{peak:8.0f} MB  peak")
    print(f"{memory[-1] - memory[1]:+8.0f} MB  from the second language to the last")


def resident_megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1_000_000


if __name__ == "__main__":
    main()
