"""A small model that copies its input, and packages of it, whole or harmed.

The weights are written, not learnt: a token and a position are each one dimension, attention
finds the source's token at the place of the target's, and the output is that token. So what a
draft must be is known, and placeholders survive. For sentences that mean something there are the
trained models of `tests/models`.
"""

import io
import json
import tempfile
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec

POSITIONS = 256
INNER = 8
"""The size of the feed-forward layers, which do nothing."""
SHARPNESS = 3.0
"""How much attention prefers the same place."""

END = "</s>"
END_WEIGHT = 20.0
"""How much more the end counts than a token, for hypotheses that are longer than the source."""

ALPHABET = "abcdefghijklmnopqrstuvwxyzåäöABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ0123456789 .,:;-–?!()[]'@/&"
TEXT = (
    "Kommunen informerar om läget. Biblioteket är stängt på måndag.",
    "Ring oss om du har frågor. Alla skolor har öppet som vanligt.",
    "The municipality informs about the situation. The library is closed on Monday.",
    "Call us if you have any questions. All schools are open as usual.",
)

Files = Mapping[str, bytes]


@cache
def tokenizer(alphabet: str = ALPHABET) -> bytes:
    """A SentencePiece model with all letters of the alphabet and a few longer pieces."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text for text in TEXT if set(text) <= set(alphabet)),
        model_writer=model,
        model_type="bpe",
        vocab_size=len(set(alphabet)) + 40,
        required_chars="".join(sorted(set(alphabet) - {" "})),
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return model.getvalue()


def pieces(model: bytes) -> list[str]:
    """All tokens of a SentencePiece model."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(n) for n in range(processor.vocab_size())]


@cache
def weights(tokens: tuple[str, ...]) -> Files:
    """The folder `model/` of a model that copies these tokens."""
    spec = TransformerSpec.from_config(1, 1)
    width = -(-(len(tokens) + POSITIONS) // 8) * 8
    size = len(tokens)
    encoder, decoder = spec.encoder, spec.decoder
    places = _positions(width, size)
    for half, embeddings in ((encoder, encoder.embeddings[0]), (decoder, decoder.embeddings)):
        half.scale_embeddings = False
        embeddings.weight = np.zeros((size, width), "float32")
        half.position_encodings.encodings = places
        for layer in (
            half.layer_norm,
            half.layer[0].self_attention.layer_norm,
            half.layer[0].ffn.layer_norm,
        ):
            _plain_norm(layer, width)
        _silent(half.layer[0], width)
    tokens_only = np.zeros((width, width), "float32")
    tokens_only[:size, :size] = np.eye(size)
    places_only = np.eye(width, dtype="float32") - tokens_only
    tokens_only[tokens.index(END), tokens.index(END)] = END_WEIGHT
    encoder.embeddings[0].weight = np.eye(size, width, dtype="float32")
    attention = decoder.layer[0].attention
    _plain_norm(attention.layer_norm, width)
    attention.linear[0].weight = SHARPNESS * places_only
    attention.linear[1].weight = np.concatenate((places_only, tokens_only))
    attention.linear[2].weight = np.eye(width, dtype="float32")
    decoder.projection.weight = np.eye(size, width, dtype="float32")
    return _saved(spec, tokens)


def _positions(width: int, size: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Each position as one of the dimensions behind those of the tokens."""
    places = np.zeros((POSITIONS, width), "float32")
    places[:, size : size + POSITIONS] = np.eye(POSITIONS)
    return places


def _plain_norm(layer: object, width: int) -> None:
    layer.gamma = np.ones(width, "float32")
    layer.beta = np.zeros(width, "float32")


def _silent(layer: object, width: int) -> None:
    """Self-attention and feed-forward layers that add nothing."""
    layer.self_attention.linear[0].weight = np.zeros((3 * width, width), "float32")
    layer.self_attention.linear[1].weight = np.zeros((width, width), "float32")
    layer.ffn.linear_0.weight = np.zeros((INNER, width), "float32")
    layer.ffn.linear_1.weight = np.zeros((width, INNER), "float32")


def _saved(spec: TransformerSpec, tokens: tuple[str, ...]) -> Files:
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(list(tokens))
    spec.register_target_vocabulary(list(tokens))
    spec.validate()
    spec.optimize(quantization="int8")
    with tempfile.TemporaryDirectory() as folder:
        spec.save(folder)
        return {f"model/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}


@dataclass(frozen=True)
class Package:
    """An `.argosmodel` of the copying model, and how it is harmed.

    `changed` are files of the package with other contents, None for a file that is left out;
    `metadata` are other values in its metadata.
    """

    source: str = "sv"
    target: str = "en"
    version: str = "1.5"
    alphabet: str = ALPHABET
    changed: Mapping[str, bytes | None] = field(default_factory=dict)
    metadata: Mapping[str, object] = field(default_factory=dict)

    @property
    def root(self) -> str:
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"

    @property
    def name(self) -> str:
        return f"{self.root}.argosmodel"

    def files(self) -> dict[str, bytes]:
        model = tokenizer(self.alphabet)
        says = {
            "package_version": self.version,
            "argos_version": "1.9",
            "from_code": self.source,
            "to_code": self.target,
            "from_name": self.source,
            "to_name": self.target,
            **self.metadata,
        }
        whole: dict[str, bytes | None] = {
            "metadata.json": json.dumps(says).encode(),
            "README.md": b"Copies.",
            "sentencepiece.model": model,
            **weights(tuple(pieces(model))),
            **self.changed,
        }
        return {name: data for name, data in whole.items() if data is not None}

    def members(self) -> list[tuple[str, bytes]]:
        return [(f"{self.root}/{name}", data) for name, data in self.files().items()]

    def write(self, folder: Path, name: str = "") -> Path:
        return write_zip(folder / (name or self.name), self.members())


def unpacked(package: Package, folder: Path) -> Path:
    """The folder of the package as it is when it is installed."""
    for name, data in package.files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def write_zip(path: Path, members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """A zip, the same bytes each time, with the names as they are.

    It is without compression, since these weights would shrink like those of a bomb.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, data in members:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else _info(name), data)
    return path


def _info(name: str) -> zipfile.ZipInfo:
    """Of the year 1980, the first that a zip can have."""
    return zipfile.ZipInfo(name)
