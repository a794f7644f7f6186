"""The tokens that a model of CTranslate2 knows, and the rows of weights that it has for them.

The layout of `model.bin` is that of `ctranslate2.specs.model_spec.ModelSpec` (binary version 6;
4 and 5 are the same as far as this goes).
"""

import json
import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

BINARY_VERSIONS = (4, 5, 6)
EMBEDDINGS = (
    ("encoder/embeddings_0/weight", "encoder/embeddings/weight"),
    ("decoder/embeddings/weight",),
)
"""The names of the weights of the source and of the target, in newer and older models."""


class Vocabularies(NamedTuple):
    """The tokens of the source and of the target."""

    source: tuple[str, ...]
    target: tuple[str, ...]


class Rows(NamedTuple):
    """How many tokens there are weights for; None where the file does not tell."""

    source: int | None
    target: int | None


def read_vocabularies(folder: Path) -> Vocabularies:
    """The vocabulary files beside `model.bin`. Raises OSError or ValueError."""
    shared = _tokens(folder, "shared_vocabulary")
    if shared is not None:
        return Vocabularies(shared, shared)
    source = _tokens(folder, "source_vocabulary")
    target = _tokens(folder, "target_vocabulary")
    if source is None or target is None:
        raise FileNotFoundError("vocabulary")
    return Vocabularies(source, target)


def embedding_rows(weights: Path) -> Rows:
    """The rows of the embeddings in `model.bin`. Raises OSError or ValueError."""
    with weights.open("rb") as file:
        if _number(file, "<I") not in BINARY_VERSIONS:
            return Rows(None, None)
        _string(file)
        _number(file, "<I")
        shapes = dict(_variable(file) for _ in range(_number(file, "<I")))
        aliases = {_string(file): _string(file) for _ in range(_number(file, "<I"))}
    found = (
        next((shapes.get(aliases.get(n, n)) for n in names if aliases.get(n, n) in shapes), None)
        for names in EMBEDDINGS
    )
    return Rows(*(shape[0] if shape else None for shape in found))


def _tokens(folder: Path, stem: str) -> tuple[str, ...] | None:
    path = folder / f"{stem}.json"
    if path.is_file():
        return tuple(map(str, json.loads(path.read_bytes())))
    path = folder / f"{stem}.txt"
    if path.is_file():
        return tuple(path.read_text("utf-8").removesuffix("\n").split("\n"))
    return None


def _variable(file: BinaryIO) -> tuple[str, tuple[int, ...]]:
    """The name and shape of one tensor, whose values are passed over."""
    name = _string(file)
    shape = tuple(_number(file, "<I") for _ in range(_number(file, "<B")))
    _number(file, "<B")
    file.seek(_number(file, "<I"), 1)
    return name, shape


def _string(file: BinaryIO) -> str:
    return file.read(_number(file, "<H")).rstrip(b"\0").decode()


def _number(file: BinaryIO, form: str) -> int:
    data = file.read(struct.calcsize(form))
    try:
        return int(struct.unpack(form, data)[0])
    except struct.error:
        raise ValueError("model.bin") from None
