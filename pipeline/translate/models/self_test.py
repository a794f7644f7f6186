"""Try a model in a process of its own: python -m pipeline.translate.models.self_test FOLDER

CTranslate2 trusts the files of a model. What a hostile one does to it, from an abort to memory
without end, happens in this process, which ends with one JSON object on stdout: `problem` and
`detail`, or `survival`, the share of tried sentences that each placeholder scheme survived.
"""

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import ModelError
from pipeline.translate.models.samples import Samples, samples
from pipeline.translate.models.vocabulary import Vocabularies, embedding_rows, read_vocabularies
from pipeline.translate.schemes import MOST_SLOTS, SCHEMES, Scheme, slot, slots_in

if TYPE_CHECKING:
    from pipeline.translate.argos_model import LoadedModel

GIGABYTE = 1 << 30
BASE_MEMORY = 2 * GIGABYTE
MEMORY_BY_WEIGHTS = 6
"""Weights are read as they are stored, then packed; at most from 1 byte to 4 and back."""
LEAST_KNOWN = 0.5
"""Of the tokens of the plain sentences. A tokenizer that belongs to the model has nearly all."""
TRIED_SLOTS = 4


def main(folder: Path) -> None:
    """Print what came out."""
    _cap_memory(folder)
    try:
        result = try_model(folder)
    except ModelError as error:
        result = _problem("load", str(dict(error.text.values).get("reason", error.text)))
    except Exception as error:
        result = _problem("load", str(error) or type(error).__name__)
    sys.stdout.write(json.dumps(result))


def try_model(folder: Path) -> Mapping[str, object]:
    """Load the model, translate, and try each scheme. Raises whatever the libraries raise."""
    from pipeline.translate.argos_model import load_model

    source = json.loads((folder / "metadata.json").read_bytes())["from_code"]
    tried = samples(source)
    loaded = load_model(folder)
    vocabularies = read_vocabularies(folder / "model")
    vocabulary = frozenset(vocabularies.source)
    fits = _known_share(loaded, tried, vocabulary) >= LEAST_KNOWN
    if not fits or not _have_weights(vocabularies, folder / "model" / "model.bin"):
        return _problem("vocabulary", "")
    outputs = loaded.translate(tried.plain)
    if not any(output.text for output in outputs):
        return _problem("silent", "")
    survival = {
        scheme.name: _survival(loaded, scheme, tried.masked, vocabulary) for scheme in SCHEMES
    }
    return {"survival": survival}


def _have_weights(vocabularies: Vocabularies, weights: Path) -> bool:
    """Whether there are as many rows of weights as tokens; CTranslate2 does not look."""
    return all(
        len(tokens) == rows
        for tokens, rows in zip(vocabularies, embedding_rows(weights), strict=True)
        if rows is not None
    )


def _known_share(loaded: "LoadedModel", tried: Samples, vocabulary: frozenset[str]) -> float:
    tokens = [token for text in tried.plain for token in loaded.tokenizer.encode(text)]
    return sum(token in vocabulary for token in tokens) / max(1, len(tokens))


def _survival(
    loaded: "LoadedModel", scheme: Scheme, masked: Sequence[str], vocabulary: frozenset[str]
) -> float:
    """The share of sentences that come back with each placeholder once; 0 if one has `<unk>`."""
    for number in (*range(TRIED_SLOTS), MOST_SLOTS - 1):
        tokens = loaded.tokenizer.encode(scheme.encode(f"a {slot(number)}."))
        if not vocabulary.issuperset(tokens):
            return 0.0
    outputs = loaded.translate([scheme.encode(text) for text in masked])
    whole = [
        scheme.decode(output.text, slots_in(text)) is not None
        for text, output in zip(masked, outputs, strict=True)
    ]
    return sum(whole) / len(whole)


def _cap_memory(folder: Path) -> None:
    weights = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    limit = BASE_MEMORY + MEMORY_BY_WEIGHTS * weights
    with suppress(OSError, ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _problem(name: str, detail: str) -> Mapping[str, object]:
    return {"problem": name, "detail": detail}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
