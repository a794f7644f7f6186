"""How fast paragraphs are set, by script: `python bench/text.py [--profile]`.

Words are drawn by Zipf's law from 10,000 made-up ones, so that the cache of shaped words helps
as much as it does in a long real text, and no more.
"""

import cProfile
import pstats
import random
import sys
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from pipeline.languages import language
from pipeline.render.pdf.glyphs import StyledSpan
from pipeline.render.pdf.text import set_paragraph

SYLLABLES = {
    "sv": "för het kom mun ska stä dig läge brott av sam ver ord åt säk er ning tryg rå den",
    "ar": "ال مع لوم ات بلد ية هات ف سك ان مدي رة تق رير خط ة من شر ور وق ائع",
}
WORDS = 10_000
PARAGRAPHS = 1_200
LINES_ON_A_PAGE = 40


def paragraphs(tag: str) -> list[str]:
    chance = random.Random(1)  # noqa: S311
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES[tag].split(), k=chance.randint(1, 5)))] = None
    weights = [1 / (rank + 10) for rank in range(WORDS)]
    texts = []
    for _ in range(PARAGRAPHS):
        chosen = chance.choices(list(words), weights, k=60)
        chosen[30] = "0220-240 00"
        chosen[45] = "Carin Becker-Åström"
        texts.append(" ".join(chosen) + ".")
    return texts


def set_all(tag: str, texts: list[str]) -> int:
    lines = 0
    for text in texts:
        spans = [StyledSpan(text, tag)]
        lines += len(
            set_paragraph(spans, language=language(tag), width_pt=420, size_pt=11, where="bench")
        )
    return lines


def main() -> None:
    for tag in SYLLABLES:
        texts = paragraphs(tag)
        set_all(tag, texts[:1])  # reads the fonts
        profile = cProfile.Profile()
        if "--profile" in sys.argv:
            profile.enable()
        begin = perf_counter()
        lines = set_all(tag, texts)
        seconds = perf_counter() - begin
        profile.disable()
        characters = sum(map(len, texts))
        print(
            f"{tag}: {characters:,} characters, {lines:,} lines in {seconds:.2f} s: "
            f"{characters / seconds:,.0f} characters/s, {lines / seconds:,.0f} lines/s, "
            f"{lines / seconds / LINES_ON_A_PAGE:,.0f} pages/s"
        )
        if "--profile" in sys.argv:
            pstats.Stats(profile).sort_stats("tottime").print_stats(22)


if __name__ == "__main__":
    main()
