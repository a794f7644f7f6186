"""Trains the small translation models of the tests and packs them.

    python -m tests.models.train sv en
    python -m tests.models.train en fi

The README beside this file tells what is needed and what comes out.
"""

import argparse
import itertools
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jax
import jax.numpy as jnp
import optax
import sentencepiece

from tests.models import export, tokens
from tests.models.corpus.sentences import Pair, corpus
from tests.models.network import PAD, Parameters, Shape, decode, encode, initial

HERE = Path(__file__).parent
SEED = 20200512
SENTENCES = 80_000
VOCABULARY = 4000
STEPS = 2000
REPORT = 100
TOKENS_IN_BATCH = 1400
HIGHEST_RATE, WARM_UP = 3e-3, 150
SMOOTHING = 0.05
LINK_WEIGHT = 0.1
"""How much the look at the linked words counts beside the words themselves."""


def loss(
    weights: Parameters, source: jax.Array, target: jax.Array, links: jax.Array, shape: Shape
) -> jax.Array:
    """Smoothed cross-entropy per piece, and how little the first head looks where it should."""
    memory = encode(weights, source, shape)
    scores, look = decode(weights, memory, source, target[:, :-1], shape)
    wanted = target[:, 1:]
    real = wanted != PAD
    logs = jax.nn.log_softmax(scores)
    exact = -jnp.take_along_axis(logs, wanted[..., None], -1)[..., 0]
    words = ((1 - SMOOTHING) * exact - SMOOTHING * logs.mean(-1)) * real
    linked = links.any(-1)
    misses = -jnp.log((look * links).sum(-1) + 1e-6) * linked
    return words.sum() / real.sum() + LINK_WEIGHT * misses.sum() / (linked.sum() + 1)


def train(
    made: list[tokens.Line], shape: Shape, steps: int, report: Callable[[Parameters], None]
) -> Parameters:
    """The weights after so many batches; `report` gets them on the way, every REPORT steps."""
    rate = optax.join_schedules(
        (
            optax.linear_schedule(0, HIGHEST_RATE, WARM_UP),
            optax.cosine_decay_schedule(HIGHEST_RATE, steps - WARM_UP, 0.01),
        ),
        [WARM_UP],
    )
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate, b2=0.98))
    weights = initial(shape, SEED)
    state = optimizer.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, source, target, links):
        value, slopes = jax.value_and_grad(loss)(weights, source, target, links, shape)
        updates, state = optimizer.update(slopes, state)
        return optax.apply_updates(weights, updates), state, value

    started = time.monotonic()
    endless = itertools.chain.from_iterable(
        tokens.batches(made, TOKENS_IN_BATCH, SEED + epoch) for epoch in itertools.count()
    )
    for number, batch in enumerate(itertools.islice(endless, steps), 1):
        weights, state, value = step(weights, state, batch.source, batch.target, batch.links)
        if number % REPORT == 0:
            seconds = time.monotonic() - started
            print(f"{number} steps, {seconds:.0f} s, loss {value:.3f}", flush=True)  # noqa: T201
            report(weights)
    return weights


def texts(pairs: list[Pair]) -> list[str]:
    """What the pieces are learnt from."""
    return [text for pair in pairs for text in (pair.source.text, pair.target.text)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--output", type=Path, default=HERE)
    chosen = parser.parse_args()
    pair = (chosen.source, chosen.target)
    pairs = list(corpus(*pair, chosen.sentences, SEED))
    with tempfile.TemporaryDirectory() as folder:
        pieces_file = Path(folder) / "pieces.model"
        tokens.train_pieces(texts(pairs[:40_000]), pieces_file, VOCABULARY)
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(pieces_file))
        shape = Shape(len(pieces))
        made = tokens.lines(pairs, pieces)
        print(f"{len(made)} pairs, {sum(len(x.target) for x in made) / len(made):.1f} pieces each")  # noqa: T201
        readme = (HERE / "package-readme.md").read_text(encoding="utf-8")
        target = chosen.output / f"translate-{pair[0]}_{pair[1]}-1_0.argosmodel"

        def save(weights: Parameters) -> None:
            export.save_package(weights, shape, pieces_file, pair, readme, target)

        weights = train(made, shape, chosen.steps, save)
        export.check_equality(weights, shape, pieces, [made.source.text for made in pairs[:20]])
        save(weights)
        print(f"{target.name}: {target.stat().st_size} bytes")  # noqa: T201


if __name__ == "__main__":
    main()
