"""Sentences as numbered pieces, and which pieces of a pair belong together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece

from tests.models.corpus.sentences import Marked, Pair
from tests.models.network import END, PAD, START, UNKNOWN

REQUIRED = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖÉÜabcdefghijklmnopqrstuvwxyzåäöéü0123456789"
    "[](){}.,:;!?–-/@%&+'’”“\"§€_#*=<>…"
)
SIZES = (12, 18, 26, 38, 60)
"""The padded lengths of batches: each is compiled once."""


@dataclass(frozen=True)
class Line:
    """A pair as pieces; `links` are (piece of the target, piece of the source)."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    links: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Batch:
    """Padded pieces; `target` begins with START and ends with END, `links` is a 0-1 array of
    shape (lines, target length - 1, source length)."""

    source: np.ndarray
    target: np.ndarray
    links: np.ndarray


def train_pieces(texts: Iterable[str], path: Path, size: int) -> None:
    """Writes a unigram SentencePiece model, without bytes for unknown characters."""
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(path.with_suffix("")),
        model_type="unigram",
        vocab_size=size,
        character_coverage=1.0,
        split_digits=True,
        byte_fallback=False,
        required_chars=REQUIRED,
        hard_vocab_limit=False,
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        pad_id=PAD,
        num_threads=1,
        minloglevel=2,
    )


def lines(pairs: Iterable[Pair], pieces: sentencepiece.SentencePieceProcessor) -> list[Line]:
    """The pairs as pieces; pairs too long for the largest batch are left out."""
    made = []
    for pair in pairs:
        source, target = pieces.encode(pair.source.text), pieces.encode(pair.target.text)
        if max(len(source) + 1, len(target) + 1) > SIZES[-1]:
            continue
        links = _links(pair, pieces.encode(pair.source.text, out_type=str),
                       pieces.encode(pair.target.text, out_type=str))  # fmt: skip
        made.append(Line((*source, END), tuple(target), links))
    return made


def _links(pair: Pair, source: list[str], target: list[str]) -> tuple[tuple[int, int], ...]:
    """Pieces with the same mark; of pieces that are copied, those at the same place in it."""
    by_mark: dict[int, list[tuple[int, str, int]]] = {}
    for at, (mark, offset) in enumerate(_marks(pair.source, source)):
        by_mark.setdefault(mark, []).append((at, source[at].lstrip("▁"), offset))
    found = []
    for at, (mark, offset) in enumerate(_marks(pair.target, target)):
        partners = by_mark.get(mark, []) if mark >= 0 else []
        same = [p for p, text, place in partners
                if text == target[at].lstrip("▁") and place == offset]  # fmt: skip
        found += [(at, p) for p in same or [p for p, _, _ in partners]]
    return tuple(found)


def _marks(text: Marked, pieces: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The mark of each piece, and how far into it the piece begins."""
    position = -1
    for piece in pieces:
        end = position + len(piece)
        letters = [text.marks[n] for n in range(max(position, 0), end) if text.marks[n] >= 0]
        mark = Counter(letters).most_common(1)[0][0] if letters else -1
        first = text.marks.index(mark) if letters else 0
        start = max(position + (piece[0] == "▁"), 0)
        yield mark, start - first
        position = end


def batches(made: Sequence[Line], tokens: int, epoch_seed: int) -> list[Batch]:
    """One pass over the lines in random batches of about `tokens` padded pieces."""
    draw = np.random.default_rng(epoch_seed)
    found: list[Batch] = []
    sizes = np.array([max(len(line.source), len(line.target) + 1) for line in made])
    for shortest, size in zip((0, *SIZES), SIZES, strict=False):
        chosen = draw.permutation(np.flatnonzero((sizes > shortest) & (sizes <= size)))
        count = max(tokens // size, 1)
        found += [
            _batch([made[n] for n in chosen[start : start + count]], size)
            for start in range(0, len(chosen) - count + 1, count)
        ]
    return [found[n] for n in draw.permutation(len(found))]


def _batch(chosen: list[Line], size: int) -> Batch:
    source = np.full((len(chosen), size), PAD, np.int32)
    target = np.full((len(chosen), size + 1), PAD, np.int32)
    links = np.zeros((len(chosen), size, size), np.bool_)
    for row, line in enumerate(chosen):
        source[row, : len(line.source)] = line.source
        target[row, : len(line.target) + 2] = (START, *line.target, END)
        for at, partner in line.links:
            links[row, at, partner] = True
    return Batch(source, target, links)
