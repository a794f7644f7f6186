"""One installed model: Argos's tokenizer around CTranslate2.

`argostranslate.translate` translates a paragraph at a time, on one batch and with the text in its
log. Here all sentences go through CTranslate2 in one call; of the library the tokenizers are used,
which do not touch its settings.
"""

import json
import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.errors import ModelError
from pipeline.messages import message
from pipeline.translate.engine import Link

BEAM_SIZE = 4
BATCH_TOKENS = 1024
"""The fastest of 256 to 4,096 at beam 4; what comes out depends on it a little, so it is fixed."""
LENGTH_PENALTY = 0.2
"""What Argos trains and tests its models with."""
MOST_TOKENS = 250
"""Of a sentence; the models were trained on shorter ones and lose the rest without a word."""
MOST_DRAFT_TOKENS = 400
SPACE_MARK = "\u2581"
"""What SentencePiece writes for a space."""


@dataclass(frozen=True, slots=True)
class Output:
    """What the model made of one sentence: an empty text if it could not take it.

    `score` is the geometric mean of the probabilities of the tokens, 0 to 1.
    """

    text: str
    score: float
    links: tuple[Link, ...] = ()


NOTHING = Output("", 0.0)


class Tokenizer(Protocol):
    """What Argos's tokenizers do."""

    def encode(self, sentence: str) -> list[str]:
        """The tokens of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The text of tokens; each underscore becomes a space."""
        ...


class Result(Protocol):
    """What CTranslate2 gives for a sentence, the best hypothesis first."""

    hypotheses: list[list[str]]
    scores: list[float]
    attention: list[list[list[float]]]


class Translator(Protocol):
    """What is used of `ctranslate2.Translator`."""

    def translate_batch(
        self,
        source: list[list[str]],
        target_prefix: list[list[str]] | None,
        *,
        max_batch_size: int,
        batch_type: str,
        beam_size: int,
        length_penalty: float,
        max_input_length: int,
        max_decoding_length: int,
        return_scores: bool,
        return_attention: bool,
    ) -> list[Result]:
        """A result for each list of tokens."""
        ...


class LoadedModel:
    """A model in memory; it is given back when nothing refers to it any more."""

    def __init__(self, tokenizer: Tokenizer, translator: Translator, prefix: str) -> None:
        self.tokenizer = tokenizer
        self.translator = translator
        self.prefix = prefix

    def translate(
        self, sentences: Sequence[str], *, aligned: bool = False, beam_size: int = BEAM_SIZE
    ) -> tuple[Output, ...]:
        """What the model makes of each sentence, in their order.

        A sentence without tokens or with more than MOST_TOKENS, and one whose draft does not
        come to an end, gets an empty text. `aligned` adds the links.
        """
        tokens = [self.tokenizer.encode(sentence) for sentence in sentences]
        takes = [n for n, found in enumerate(tokens) if 0 < len(found) <= MOST_TOKENS]
        results = self.translator.translate_batch(
            [tokens[n] for n in takes],
            [[self.prefix]] * len(takes) if self.prefix else None,
            max_batch_size=BATCH_TOKENS,
            batch_type="tokens",
            beam_size=beam_size,
            length_penalty=LENGTH_PENALTY,
            max_input_length=0,
            max_decoding_length=MOST_DRAFT_TOKENS,
            return_scores=True,
            return_attention=aligned,
        )
        outputs = [NOTHING] * len(sentences)
        for n, result in zip(takes, results, strict=True):
            outputs[n] = self._output(sentences[n], tokens[n], result, aligned=aligned)
        return tuple(outputs)

    def _output(self, sentence: str, source: list[str], result: Result, *, aligned: bool) -> Output:
        pieces = list(result.hypotheses[0])
        if not pieces or len(pieces) >= MOST_DRAFT_TOKENS:
            return NOTHING
        logarithm = result.scores[0] * len(pieces) ** LENGTH_PENALTY / len(pieces)
        score = min(1.0, math.exp(logarithm))
        text = self.tokenizer.decode(pieces).strip()
        if self.prefix:
            return Output(text.removeprefix(self.prefix).strip(), score)
        if not aligned:
            return Output(text, score)
        links = _links(sentence, source, text, pieces, result.attention[0])
        return Output(text, score, tuple(links))


def load_model(folder: Path) -> LoadedModel:
    """The model in the folder of an installed Argos package.

    Raises ModelError if it cannot be loaded. The folder's content is trusted: the installer has
    compared it with its checksum.
    """
    import ctranslate2
    from argostranslate.tokenizer import BPETokenizer, SentencePieceTokenizer

    try:
        metadata = json.loads((folder / "metadata.json").read_text("utf-8"))
        sentencepiece = folder / "sentencepiece.model"
        tokenizer: Tokenizer
        if sentencepiece.is_file():
            tokenizer = SentencePieceTokenizer(sentencepiece)
        else:
            codes = metadata["from_code"], metadata["to_code"]
            tokenizer = BPETokenizer(folder / "bpe.model", *codes)
        tokenizer.encode("a")  # Argos loads it at the first use
        translator = ctranslate2.Translator(
            str(folder / "model"),
            device="cpu",
            compute_type="int8",
            inter_threads=os.cpu_count() or 1,
            intra_threads=1,
        )
        return LoadedModel(tokenizer, translator, str(metadata.get("target_prefix", "")))
    except (OSError, ValueError, KeyError, RuntimeError, TypeError) as error:
        reason = (
            "This translation model cannot be loaded ({reason}). Remove it with the command models "
            "remove, and install it again."
        )
        raise ModelError(message(reason, reason=_first_line(error)), where=str(folder)) from None


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


def _links(
    sentence: str,
    source: Sequence[str],
    text: str,
    target: Sequence[str],
    attention: Sequence[Sequence[float]],
) -> Iterator[Link]:
    """For each piece of the draft the piece of the sentence that the model looked at most.

    None if the characters of the pieces are not those of the texts, as where the tokenizer
    normalises.
    """
    source_places, target_places = _places(sentence, source), _places(text, target)
    if source_places is None or target_places is None:
        return
    for place, weights in zip(target_places, attention, strict=False):
        own = weights[: len(source_places)]
        best = max(range(len(own)), key=own.__getitem__)
        if place[0] < place[1]:
            yield Link(*place, *source_places[best])


def _places(text: str, pieces: Sequence[str]) -> list[tuple[int, int]] | None:
    """The range of characters of each piece, without the space before it."""
    written = "".join(pieces).replace(SPACE_MARK, " ")
    start = len(written) - len(written.lstrip())
    if written.strip() != text.strip() or text != text.strip():
        return None
    ends = [0]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    begins = (end + piece.startswith(SPACE_MARK) for piece, end in zip(pieces, ends, strict=False))
    return [
        (_within(text, begin - start), _within(text, end - start))
        for begin, end in zip(begins, ends[1:], strict=True)
    ]


def _within(text: str, offset: int) -> int:
    return min(max(0, offset), len(text))
