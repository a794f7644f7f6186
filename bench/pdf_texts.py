"""The texts that `bench.pdf` makes PDF files of, as editions and, for the other tools, as lines.

Lines are in the notation of `tests.builders`: `# ` a heading, `- ` a list item, else a paragraph.
"""

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.edition import Edition
from pipeline.model import plain
from pipeline.published import read_published
from pipeline.reading import Kind, reading_sequence

DISTINCT_WORDS = 10_000
SYLLABLES = {
    "sv": "ka le mun sta vår för ning het då trygg sam ver lig ö skol by rå ens ar kom",
    "ar": "ال مع لوم ات بلد ية هات ف سك ان مدي رة تق رير خط ة من شر ور وق ائع",
}
TITLES = {"sv": "Rapport om läget", "ar": "تقرير الوضع"}

Lines = list[str]


def make_words(chance: random.Random, tag: str) -> list[str]:
    """Distinct words of two to five syllables."""
    words: set[str] = set()
    while len(words) < DISTINCT_WORDS:
        words.add("".join(chance.choices(SYLLABLES[tag].split(), k=chance.randint(2, 5))))
    return sorted(words)


def make_lines(pages: int, tag: str = "sv", seed: int = 1) -> Lines:
    """About that many pages; every word of the vocabulary is used at least once, if it can be."""
    chance = random.Random(seed)  # noqa: S311  # the same words every time
    vocabulary = make_words(chance, tag)
    supply = chance.sample(vocabulary, len(vocabulary))

    def take(count: int) -> str:
        taken = [supply.pop() if supply else chance.choice(vocabulary) for _ in range(count)]
        return " ".join(taken)

    lines = [f"# {TITLES[tag]}"]
    for section in range(int(pages * 0.7)):
        lines.append(f"## {section + 1} {take(2)}")
        lines.extend(take(70).capitalize() + "." for _ in range(5))
        lines.extend(f"- {take(12)}" for _ in range(3))
    return lines


def published(folder: Path) -> dict[tuple[str, str], Edition]:
    """The editions of `source/`, built into the folder."""
    command = [sys.executable, "-m", "pipeline", "build", "--output", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return dict(read_published(folder).editions)


def repeated(edition: Edition, times: int) -> Edition:
    """The same blocks over and over in one document."""
    briefing = edition.briefing
    blocks = tuple(
        _renamed(block, f"-{number}") for number in range(times) for block in briefing.blocks
    )
    return replace(edition, briefing=replace(briefing, blocks=blocks))


def _renamed(value: Any, suffix: str) -> Any:
    """A block with other ids, down to its cells and items."""
    if isinstance(value, tuple):
        return tuple(_renamed(part, suffix) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {f.name: _renamed(getattr(value, f.name), suffix) for f in fields(value)}
    if "id" in changed:
        changed["id"] += suffix
    return replace(value, **changed)


def lines_of(edition: Edition) -> Lines:
    """The text of an edition for the other tools, without the looks of its spans."""
    return list(_lines_of(edition))


def _lines_of(edition: Edition) -> Iterator[str]:
    for unit in reading_sequence(edition):
        text = " ".join(plain(unit.text).split())
        if unit.kind is Kind.TITLE:
            yield f"# {text}"
        elif unit.kind is Kind.HEADING:
            yield f"{'#' * unit.level} {text}"
        elif text:
            yield f"- {text}" if unit.label else text
