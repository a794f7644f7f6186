"""What a translation engine is: sentences in, drafts out.

An engine serves models, each from one language to one other; `route.py` puts them one after the
other where there is no direct one. A second engine is one more class with these members.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Model:
    """One model that an engine can serve: from one language to another, both BCP 47 tags."""

    source: str
    target: str
    version: str

    def __str__(self) -> str:
        return f"{self.source}-{self.target} {self.version}"


Route = tuple[Model, ...]
"""The models that a text goes through, in order."""


@dataclass(frozen=True, slots=True)
class Link:
    """Which characters of a source sentence a piece of its draft comes from.

    Both are half-open ranges of character offsets, the first one in the draft.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of one sentence.

    `score` is between 0 and 1: the geometric mean of the probabilities that the model gave to
    the tokens; of a route with several models the least one. `links` are there only where the
    alignment was asked for.
    """

    text: str
    route: Route
    score: float
    links: tuple[Link, ...] = ()


class Engine(Protocol):
    """Translates sentences on this machine."""

    @property
    def name(self) -> str:
        """The engine and its version, as the catalogs name it: `argos 1.12.1`."""
        ...

    def models(self) -> tuple[Model, ...]:
        """What it can serve, the best version of each pair of languages."""
        ...

    def schemes(self, model: Model) -> tuple[str, ...]:
        """The names of the placeholder schemes (`schemes.py`) that survive it, best first."""
        ...

    def translate(
        self, model: Model, sentences: Sequence[str], *, aligned: bool = False
    ) -> tuple[Draft, ...]:
        """A draft for each sentence, in their order; all of them in one call are fastest.

        A sentence that the model cannot take (too long, nothing in it that it knows) gets a
        draft with an empty text. Raises ModelError if the model cannot be used.
        """
        ...

    def close(self) -> None:
        """Gives back the memory of what is loaded."""
        ...
