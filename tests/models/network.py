"""A small encoder-decoder transformer in JAX, laid out as CTranslate2 computes it.

Pre-norm, ReLU, one embedding table for source, target and output, embeddings scaled by the root
of the width, sinusoidal positions counted from 1 (sines first, then cosines). Batches are integer
arrays of shape (sentences, length), padded with PAD.
"""

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

PAD = 3
"""The index of <pad>: after <unk>, <s> and </s>."""
UNKNOWN, START, END = 0, 1, 2
EPSILON = 1e-5

Parameters = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """The sizes of a network."""

    vocabulary: int
    width: int = 160
    heads: int = 4
    inner: int = 512
    layers: int = 2


def initial(shape: Shape, seed: int) -> Parameters:
    """Fresh weights: Glorot for matrices, ones and zeros for norms and biases."""
    draw = np.random.default_rng(seed)

    def linear(fan_in: int, fan_out: int) -> Parameters:
        bound = (6 / (fan_in + fan_out)) ** 0.5
        weight = draw.uniform(-bound, bound, (fan_out, fan_in)).astype(np.float32)
        return {"weight": weight, "bias": np.zeros(fan_out, np.float32)}

    def norm() -> Parameters:
        return {
            "gamma": np.ones(shape.width, np.float32),
            "beta": np.zeros(shape.width, np.float32),
        }

    def attention() -> Parameters:
        names = ("query", "key", "value", "output")
        return {"norm": norm()} | {name: linear(shape.width, shape.width) for name in names}

    def layer(*attentions: str) -> Parameters:
        inner = {
            "first": linear(shape.width, shape.inner),
            "second": linear(shape.inner, shape.width),
        }
        return {name: attention() for name in attentions} | {"feed": {"norm": norm()} | inner}

    spread = shape.width**-0.5
    table = draw.normal(0, spread, (shape.vocabulary, shape.width)).astype(np.float32)
    return {
        "embedding": table,
        "encoder": [layer("own") for _ in range(shape.layers)],
        "encoder_norm": norm(),
        "decoder": [layer("own", "cross") for _ in range(shape.layers)],
        "decoder_norm": norm(),
        "output_bias": np.zeros(shape.vocabulary, np.float32),
    }


def positions(length: int, width: int) -> np.ndarray:
    """The position table of shape (length, width) that CTranslate2 makes by itself."""
    half = width // 2
    scales = np.exp(np.arange(half) * -(np.log(10000.0) / (half - 1)))
    angles = (np.arange(length)[:, None] + 1) * scales[None]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def encode(weights: Parameters, source: jax.Array, shape: Shape) -> jax.Array:
    """The encoder's states, of shape (sentences, length, width)."""
    visible = (source != PAD)[:, None, None, :]
    states = _embed(weights, source, shape)
    for layer in weights["encoder"]:
        states = states + _attend(layer["own"], states, None, visible, shape)[0]
        states = states + _feed(layer["feed"], states)
    return _normalise(weights["encoder_norm"], states)


def decode(
    weights: Parameters, memory: jax.Array, source: jax.Array, target: jax.Array, shape: Shape
) -> tuple[jax.Array, jax.Array]:
    """Scores of the next token at each position, and the first head's look at the source.

    The shapes are (sentences, target length, vocabulary) and (sentences, target length, source
    length); the look is that of the last layer, as probabilities.
    """
    length = target.shape[1]
    causal = jnp.tril(jnp.ones((length, length), bool))[None, None]
    visible = (source != PAD)[:, None, None, :]
    states = _embed(weights, target, shape)
    look = None
    for layer in weights["decoder"]:
        states = states + _attend(layer["own"], states, None, causal, shape)[0]
        added, look = _attend(layer["cross"], states, memory, visible, shape)
        states = states + added
        states = states + _feed(layer["feed"], states)
    states = _normalise(weights["decoder_norm"], states)
    assert look is not None
    return states @ weights["embedding"].T + weights["output_bias"], look[:, 0]


def greedy(weights: Parameters, source: list[int], shape: Shape, most: int = 65) -> list[int]:
    """The best token at each step, until the end; for comparison with CTranslate2."""
    lines = jnp.array([source])
    memory = encode(weights, lines, shape)
    found = [START]
    while len(found) < most:
        padded = jnp.array([found + [PAD] * (most - len(found))])
        scores, _ = decode(weights, memory, lines, padded, shape)
        best = int(scores[0, len(found) - 1].argmax())
        if best == END:
            break
        found.append(best)
    return found[1:]


def _embed(weights: Parameters, tokens: jax.Array, shape: Shape) -> jax.Array:
    embedded = weights["embedding"][tokens] * shape.width**0.5
    return embedded + positions(tokens.shape[1], shape.width)[None]


def _attend(
    weights: Parameters,
    states: jax.Array,
    memory: jax.Array | None,
    visible: jax.Array,
    shape: Shape,
) -> tuple[jax.Array, jax.Array]:
    normalised = _normalise(weights["norm"], states)
    seen = normalised if memory is None else memory
    depth = shape.width // shape.heads

    def split(name: str, inputs: jax.Array) -> jax.Array:
        lines, length, _ = inputs.shape
        return _linear(weights[name], inputs).reshape(lines, length, shape.heads, depth)

    query, key, value = split("query", normalised), split("key", seen), split("value", seen)
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) * depth**-0.5
    look = jax.nn.softmax(jnp.where(visible, scores, -1e9), axis=-1)
    mixed = jnp.einsum("bhqk,bkhd->bqhd", look, value).reshape(states.shape)
    return _linear(weights["output"], mixed), look


def _feed(weights: Parameters, states: jax.Array) -> jax.Array:
    inner = jax.nn.relu(_linear(weights["first"], _normalise(weights["norm"], states)))
    return _linear(weights["second"], inner)


def _linear(weights: Parameters, inputs: jax.Array) -> jax.Array:
    return inputs @ weights["weight"].T + weights["bias"]


def _normalise(weights: Parameters, states: jax.Array) -> jax.Array:
    mean = states.mean(-1, keepdims=True)
    variance = ((states - mean) ** 2).mean(-1, keepdims=True)
    return (states - mean) / jnp.sqrt(variance + EPSILON) * weights["gamma"] + weights["beta"]
