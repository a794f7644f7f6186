"""Measures the packed models on generated sentences that they were not trained with.

    python -m tests.models.measure

Prints, per model, how many sentences come out exactly as the corpus says them, how many keep
every placeholder exactly once (per scheme), and how often the strongest look of the attention
falls on the corresponding word.
"""

import json
import random
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ctranslate2
import sentencepiece

from tests.models.corpus.sentences import Pair, corpus, pair, sentence
from tests.models.tokens import lines
from tests.models.train import HERE, SEED, SENTENCES

COUNT = 1000


def fresh(source: str, target: str) -> Iterator[Pair]:
    """Pairs of another seed that are not in the training set."""
    known = {made.source.text for made in corpus(source, target, SENTENCES, SEED)}
    draw = random.Random(SEED + 1)  # noqa: S311
    while True:
        made = pair(sentence(draw), source, target, draw)
        if made.source.text not in known:
            yield made


def measure(package: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(package).extractall(folder)
        root = next(Path(folder).iterdir())
        metadata = json.loads((root / "metadata.json").read_text())
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        translator = ctranslate2.Translator(str(root / "model"), compute_type="int8")
        source = fresh(metadata["from_code"], metadata["to_code"])
        pairs = [next(source) for _ in range(COUNT)]
        encoded = [pieces.encode(made.source.text, out_type=str) for made in pairs]
        settings = {"max_batch_size": 1024, "batch_type": "tokens", "length_penalty": 0.2}
        results = translator.translate_batch(encoded, beam_size=4, **settings)
        drafts = [pieces.decode_pieces(result.hypotheses[0]) for result in results]
        looks = translator.translate_batch(encoded, beam_size=1, return_attention=True, **settings)
    print(package.name)  # noqa: T201
    exact = sum(draft == made.target.text for draft, made in zip(drafts, pairs, strict=True))
    print(f"  exact: {exact} of {COUNT}")  # noqa: T201
    _placeholders(pairs, drafts)
    _alignment(pairs, looks, pieces)
    for draft, made in zip(drafts[:60], pairs, strict=False):
        if draft != made.target.text:
            print(f"  {made.source.text}\n    {draft}\n    {made.target.text}")  # noqa: T201


def _placeholders(pairs: list[Pair], drafts: list[str]) -> None:
    kept, all_of_them = Counter[str](), Counter[str]()
    for made, draft in zip(pairs, drafts, strict=True):
        if made.scheme and (wanted := made.scheme.pattern.findall(made.source.text)):
            all_of_them[made.scheme.name] += 1
            kept[made.scheme.name] += sorted(made.scheme.pattern.findall(draft)) == sorted(wanted)
    for name, count in all_of_them.items():
        print(f"  {name}: every placeholder once in {kept[name]} of {count}")  # noqa: T201


def _alignment(
    pairs: list[Pair], looks: list[ctranslate2.TranslationResult],
    pieces: sentencepiece.SentencePieceProcessor,
) -> None:  # fmt: skip
    right = linked = 0
    for made, line, look in zip(pairs, lines(pairs, pieces), looks, strict=True):
        if look.hypotheses[0] != pieces.encode(made.target.text, out_type=str):
            continue
        for at in {at for at, _ in line.links}:
            row = look.attention[0][at]
            linked += 1
            right += (at, max(range(len(row)), key=row.__getitem__)) in line.links
    print(f"  attention on a corresponding piece: {right} of {linked}")  # noqa: T201


if __name__ == "__main__":
    for found in sorted(HERE.glob("*.argosmodel")):
        measure(found)
