"""A trained network as a CTranslate2 model and as an Argos package."""

import json
import tempfile
import zipfile
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec, common_spec, transformer_spec
from ctranslate2.specs.attention_spec import MultiHeadAttentionSpec

from tests.models.network import END, EPSILON, Parameters, Shape, greedy

VERSION = "1.0"
LANGUAGE_NAMES = {"sv": "Swedish", "en": "English", "fi": "Finnish"}
DATE = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a package: the same weights give the same bytes."""


def save_model(
    weights: Parameters, shape: Shape, vocabulary: list[str], folder: Path, quantization: str | None
) -> None:
    """Writes the model in CTranslate2's format."""
    spec = TransformerSpec.from_config(
        (shape.layers, shape.layers), shape.heads, pre_norm=True,
        activation=common_spec.Activation.RELU, alignment_layer=-1, alignment_heads=1,
    )  # fmt: skip
    # Copies: quantization changes arrays in place.
    table = np.array(weights["embedding"], np.float32)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    spec.decoder.projection.bias = np.array(weights["output_bias"], np.float32)
    _norm(spec.encoder.layer_norm, weights["encoder_norm"])
    _norm(spec.decoder.layer_norm, weights["decoder_norm"])
    for layer, own in zip(spec.encoder.layer, weights["encoder"], strict=True):
        _own_attention(layer.self_attention, own["own"])
        _feed(layer.ffn, own["feed"])
    for layer, own in zip(spec.decoder.layer, weights["decoder"], strict=True):
        _own_attention(layer.self_attention, own["own"])
        _cross_attention(layer.attention, own["cross"])
        _feed(layer.ffn, own["feed"])
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    # Argos gives the pieces of a sentence without an end; the decoder begins with <s>, the default.
    spec.config.add_source_eos = True
    spec.config.layer_norm_epsilon = EPSILON
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def check_equality(
    weights: Parameters,
    shape: Shape,
    pieces: sentencepiece.SentencePieceProcessor,
    texts: list[str],
) -> None:
    """CTranslate2 in 32-bit floats must say what the JAX network says. Raises AssertionError."""
    vocabulary = [pieces.id_to_piece(n) for n in range(len(pieces))]
    with tempfile.TemporaryDirectory() as folder:
        save_model(weights, shape, vocabulary, Path(folder) / "model", None)
        translator = ctranslate2.Translator(f"{folder}/model", compute_type="float32")
        sources = [pieces.encode(text, out_type=str) for text in texts]
        results = translator.translate_batch(sources, beam_size=1, max_decoding_length=64)
    for text, result in zip(texts, results, strict=True):
        expected = [vocabulary[n] for n in greedy(weights, [*pieces.encode(text), END], shape)]
        assert result.hypotheses[0] == expected, (text, result.hypotheses[0], expected)


def save_package(
    weights: Parameters, shape: Shape, pieces_file: Path, pair: tuple[str, str], readme: str,
    target: Path,
) -> None:  # fmt: skip
    """Writes the `.argosmodel`: a zip with one root folder, the same bytes for the same weights."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(pieces_file))
    vocabulary = [pieces.id_to_piece(n) for n in range(len(pieces))]
    source, to = pair
    root = f"translate-{source}_{to}-{VERSION.replace('.', '_')}"
    metadata = {
        "package_version": VERSION, "argos_version": "1.12", "from_code": source,
        "from_name": LANGUAGE_NAMES[source], "to_code": to, "to_name": LANGUAGE_NAMES[to],
        "type": "translate",
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        save_model(weights, shape, vocabulary, model, "int8")
        files = {f"model/{path.name}": path.read_bytes() for path in model.iterdir()}
    files |= {
        "metadata.json": (json.dumps(metadata, indent=2) + "\n").encode(),
        "README.md": readme.encode(),
        "sentencepiece.model": pieces_file.read_bytes(),
    }
    with zipfile.ZipFile(target, "w") as package:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{root}/{name}", DATE)
            entry.external_attr = 0o644 << 16
            package.writestr(entry, files[name], zipfile.ZIP_DEFLATED, 9)


def _norm(spec: common_spec.LayerNormSpec, weights: Parameters) -> None:
    spec.gamma, spec.beta = np.array(weights["gamma"]), np.array(weights["beta"])


def _linear(spec: common_spec.LinearSpec, *weights: Parameters) -> None:
    """One matrix of all these, one below the other."""
    spec.weight = np.concatenate([np.asarray(part["weight"], np.float32) for part in weights])
    spec.bias = np.concatenate([np.asarray(part["bias"], np.float32) for part in weights])


def _own_attention(spec: MultiHeadAttentionSpec, weights: Parameters) -> None:
    _norm(spec.layer_norm, weights["norm"])
    _linear(spec.linear[0], weights["query"], weights["key"], weights["value"])
    _linear(spec.linear[1], weights["output"])


def _cross_attention(spec: MultiHeadAttentionSpec, weights: Parameters) -> None:
    _norm(spec.layer_norm, weights["norm"])
    _linear(spec.linear[0], weights["query"])
    _linear(spec.linear[1], weights["key"], weights["value"])
    _linear(spec.linear[2], weights["output"])


def _feed(spec: transformer_spec.FeedForwardSpec, weights: Parameters) -> None:
    _norm(spec.layer_norm, weights["norm"])
    _linear(spec.linear_0, weights["first"])
    _linear(spec.linear_1, weights["second"])
